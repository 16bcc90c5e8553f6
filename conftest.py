"""The tests beside the rules run as tests of pytest: `python -m pytest rules`.

A municipality can do the same in its own workspace: copy this file to the folder that holds `rules/`.
"""

from prioritizer.cli.rule_items import pytest_collect_file as pytest_collect_file
