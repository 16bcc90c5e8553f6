"""The command group: loads a command's code only when the command is run, so that help is quick."""

import importlib
import sys
from collections.abc import Mapping
from types import MappingProxyType

import click

from prioritizer import __version__
from prioritizer.cli import talk

COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "plan": "Check, screen, appraise, select, explain and write the documents: the main job.",
        "check": "Check the rules and a portfolio and tell every fault at once.",
        "appraise": "Show what every proposal is worth, to whom, and how sure that is.",
        "select": "Pick the plan alone.",
        "explain": "Tell why a proposal is in or out, and what would have to change.",
        "compare": "Compare two plans or rounds, and tell what caused the difference.",
        "what-if": "Tell what another budget, limit or parameter, or a proposal forced in or out, would lead to.",
        "report": "Write one document from a record: page, Markdown or JSON.",
        "verify": "Check a record or a certificate: recompute what can be, and the proof without a solver.",
        "rules": "List, show, compare and document the rules.",
        "init": "Make a new workspace with rules, templates and the example.",
    }
)


class Commands(talk.Nearest):
    """A group that knows its commands by name and imports them when they are asked for."""

    def list_commands(self, _: click.Context) -> list[str]:
        """The commands in the order of the work."""
        return list(COMMANDS)

    def get_command(self, _: click.Context, name: str) -> click.Command | None:
        """The command of a name, None for an unknown one, which click answers with its usage."""
        if name not in COMMANDS:
            return None
        found = importlib.import_module(f"prioritizer.cli.{name.replace('-', '_')}").command
        assert isinstance(found, click.Command)
        return found

    def format_commands(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="prioritizer")
def main() -> None:
    """Choose social investments by what they are worth.

    PORTFOLIO is a folder with portfolio.yaml. Data goes to standard output, talk to standard error.

    \b
    Example:
        prioritizer plan portfolios/exempelkommun
    """
    speak_utf8()


def speak_utf8() -> None:
    """Both streams are always UTF-8, whatever the locale (design §6)."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")
