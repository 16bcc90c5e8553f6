"""Choose social investments by what they are worth: a proposed plan, its proof and its reasons."""

__version__ = "0.1.0"

__all__ = ["__version__"]
