"""`python -m prioritizer` is the same as `prioritizer`."""

from prioritizer.cli.main import run

run()
