"""What a command says on standard error, its common options, and how faults end it."""

import errno
import functools
import json
import math
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import click

from prioritizer.model.fault import Fault, InputFaults, Place, fault

if TYPE_CHECKING:
    from prioritizer.model.plan import Outcome

Language = Literal["sv", "en"]
C = TypeVar("C", bound=Callable[..., Any])

WIDEST = 100
"""The longest line of a list, in columns."""

SELDOM = 0.05
"""The part of the time so far that a step may be silent before it is told once more."""

INPUT_FAULTS, NO_PLAN, NOTHING_FOUND, DEFECT = 1, 3, 4, 70

_COUNT = {
    ("sv", False): "{n} fel. Inget har skrivits.",
    ("sv", True): "1 fel. Inget har skrivits.",
    ("en", False): "{n} faults. Nothing was written.",
    ("en", True): "1 fault. Nothing was written.",
}


_NO_SOLVER = {
    "sv": "Ingen lösare kan starta eller svara ({reason}). Inget har valts. Installera om programmet med sina "
    "beroenden, pulp och highspy.",
    "en": "No solver can start or answer ({reason}). Nothing was chosen. Install the program anew with what it depends "
    "on, pulp and highspy.",
}


class Nearest(click.Group):
    """A group that names the nearest of its commands when there is none of the name that was typed."""

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the nearest command."""
        try:
            return super().resolve_command(context, args)
        except click.UsageError as error:
            import difflib

            near = difflib.get_close_matches(args[0], self.list_commands(context), n=1)
            if near:
                raise click.UsageError(f"{error.message} Did you mean '{near[0]}'?", context) from None
            raise


portfolio_argument = click.argument("portfolio", type=click.Path(path_type=Path))
language_option = click.option(
    "--lang",
    "language",
    type=click.Choice(["sv", "en"]),
    default="sv",
    show_default=True,
    help="Language of talk and faults.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
seed_option = click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="Seed of all draws.")
as_of_option = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=lambda _, __, given: given and given.date(),
    metavar="DATE",
    help="Use the rules in force on this day (2026-11-01) instead of the portfolio's.",
)


def _finite(context: click.Context, parameter: click.Parameter, given: float | None) -> float | None:
    """Refuse «nan» and «inf», which no clock reaches."""
    if given is not None and not math.isfinite(given):
        raise click.BadParameter("write a number of seconds.", context, parameter)
    return given


time_option = click.option(
    "--time-limit",
    type=click.FloatRange(0, min_open=True),
    callback=_finite,
    help="Seconds to search for the plan, as many again for the margins, and for plans near it or what would open one; "
    "what is not proved by then says so.",
)
certify_option = click.option(
    "--certify",
    is_flag=True,
    help="Write certificate.json too: a proof that verify checks without a solver. It may take --time-limit again.",
)


def guarded(command: C) -> C:
    """Faults in the input end a command with exit 1 and all of them.

    Where no solver can start nothing can be found, exit 4; anything else is a defect of ours, exit 70.
    """

    @functools.wraps(command)
    def run(*args: Any, **options: Any) -> Any:
        language: Language = options.get("language", "sv")
        try:
            with _told_of_solvers(language):
                return command(*args, **options)
        except InputFaults as faults:
            tell_faults(faults.faults, language)
            sys.exit(INPUT_FAULTS)
        except (click.ClickException, click.Abort, SystemExit):
            raise
        except BrokenPipeError:
            sys.exit(0)
        except Exception as error:
            from prioritizer.selection.exact import SolverUnavailable

            if isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG:
                # Any file that somebody names may be it, and no system says so before it is looked for.
                tell_faults((fault(Place(str(error.filename)), "", "name_too_long"),), language)
                sys.exit(INPUT_FAULTS)
            if isinstance(error, SolverUnavailable):
                click.echo(_NO_SOLVER[language].format(reason=error), err=True)
                sys.exit(NOTHING_FOUND)
            import traceback

            traceback.print_exc()
            click.echo("prioritizer: a defect of ours; please report it with the lines above.", err=True)
            sys.exit(DEFECT)

    return run  # type: ignore[return-value]  # wraps keeps the signature


@contextmanager
def _told_of_solvers(language: Language) -> Iterator[None]:
    """Tell at the end which makes of solver answered what no solver should, so that another took their place."""
    try:
        yield
    finally:
        # Nothing of the solvers is loaded for those commands that do not use them.
        watch = sys.modules.get("prioritizer.selection.watch")
        if watch is not None and watch.WATCH.unwell:
            from prioritizer.cli.words import word

            for name in sorted(watch.WATCH.unwell):
                say(word(f"{name.lower()}_misbehaved", language))
            watch.WATCH.unwell.clear()


def tell_faults(faults: tuple[Fault, ...], language: Language) -> None:
    """Print every fault and warning, and how many faults there are."""
    from prioritizer.words.faults import line

    for one in faults:
        click.echo(line(one, language), err=True)
    count = sum(f.severity == "fault" for f in faults)
    if count:
        click.echo(_COUNT[language, count == 1].format(n=count), err=True)


def tell_aside(unwritten: InputFaults, folder: Path, language: Language) -> None:
    """Say what could not be written where it was to be, and where it is instead."""
    from prioritizer.cli.words import word
    from prioritizer.words.faults import line

    for one in unwritten.faults:
        click.echo(line(one, language), err=True)
    say(word("written_aside", language, folder=folder))


def tell_warnings(warnings: tuple[Fault, ...], language: Language) -> None:
    """Print warnings; the run goes on."""
    tell_faults(warnings, language)


def width() -> int:
    """Columns to write in: those of the window, at most a hundred, so that a line is read in one glance."""
    window = shutil.get_terminal_size((WIDEST, 0)).columns if sys.stdout.isatty() else WIDEST
    return max(40, min(WIDEST, window))


def say(text: str) -> None:
    """Talk goes to standard error."""
    click.echo(text, err=True)


def print_json(answer: object) -> None:
    """Data goes to standard output."""
    from prioritizer.register.plain import plain

    click.echo(json.dumps(plain(answer), ensure_ascii=False, indent=1))


class Progress:
    """Says what is being done once it has taken more than a second, and then at most once a second.

    `ticking` says it again while a step takes long by itself: a solver may say nothing for minutes.
    """

    def __init__(self, language: Language, *, every: float = 1.0) -> None:
        self.language, self.every, self.step = language, every, ""
        self.begun = self.spoken = time.monotonic()
        # Steps come from a thread that reads a solver too.
        self._lock = threading.Lock()

    def __call__(self, step: str) -> None:
        """A step begins, or goes on."""
        from prioritizer.words.steps import told

        with self._lock:
            self.step = step
            if time.monotonic() - self.spoken >= self.every:
                self._say(told(step, self.language))

    def tick(self) -> None:
        """The step goes on: told each second at first, and more seldom the longer it has all taken."""
        from prioritizer.words.steps import waiting

        with self._lock:
            now = time.monotonic()
            if self.step and now - self.spoken >= max(self.every, (now - self.begun) * SELDOM):
                self._say(waiting(self.step, self.language))

    def _say(self, text: str) -> None:
        self.spoken = time.monotonic()
        click.echo(f"{self.spoken - self.begun:5.1f} s  {text}", err=True)


@contextmanager
def ticking(report: Callable[[str], None]) -> Iterator[None]:
    """While something inside works, say now and then that it does; of what is no `Progress` nothing is said."""
    if not isinstance(report, Progress):
        yield
        return
    progress, ended = report, threading.Event()

    def tick() -> None:
        while not ended.wait(progress.every):
            progress.tick()

    thread = threading.Thread(target=tick, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def text_of_file(path: Path) -> str:
    """The text of a file that somebody named, without the mark that some programs begin a text with.

    Raises:
        InputFaults: It is not there, cannot be opened, or is not UTF-8.
    """
    place = Place(path.as_posix())
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise InputFaults([fault(place, "", "missing_file", file=path.name)]) from error
    except UnicodeDecodeError as error:
        raise InputFaults([fault(place, "", "not_utf8")]) from error
    except OSError as error:
        raise InputFaults([fault(place, "", "cannot_open", file=path.as_posix())]) from error


def exit_code(outcome: "Outcome") -> int:
    """0 for a plan, 3 when no plan meets the limits, 4 when nothing was found in the time (design §6)."""
    from prioritizer.model.plan import Infeasible, Plan

    if isinstance(outcome, Plan):
        return 0
    return NO_PLAN if isinstance(outcome, Infeasible) else NOTHING_FOUND


def known_proposal(name: str | None, known: list[str], portfolio: Path) -> None:
    """Refuse an id that no proposal has.

    Raises:
        InputFaults: With the nearest id that exists.
    """
    if name is not None and name not in known:
        from prioritizer.model.fault import Place, fault
        from prioritizer.reading.scalars import nearest

        raise InputFaults(
            [fault(Place(portfolio.as_posix()), "", "unknown_proposal_id", nearest(name, known), key=name)]
        )


def known_start(name: str, start: str, starts: Sequence[int], portfolio: Path) -> None:
    """Refuse a start that a proposal does not have.

    Raises:
        InputFaults: With all that it has, and the nearest.
    """
    if start not in [str(year) for year in starts]:
        from prioritizer.model.fault import Place, fault
        from prioritizer.reading.scalars import nearest

        years = [str(year) for year in starts]
        near = str(min(starts, key=lambda year: abs(year - int(start)))) if start.isdecimal() else nearest(start, years)
        told = {"key": name, "start": start, "choices": ", ".join(years)}
        raise InputFaults(
            [fault(Place(portfolio.as_posix()), "", "unknown_start", f"{name}@{near}" if near else "", **told)]
        )
