"""`python -m prioritizer` is the same as `prioritizer`."""

from prioritizer.cli.start import run

run()
