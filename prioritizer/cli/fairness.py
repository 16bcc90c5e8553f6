"""The checks of fairness: made, and told on a screen (convention §24)."""

from collections.abc import Iterator, Sequence

from prioritizer.cli.run import EXACT_PROPOSALS, EXPLAINED_SECONDS, Prepared, Report, decide_again
from prioritizer.cli.screen_lines import print_line
from prioritizer.cli.telling import Told
from prioritizer.cli.words import word
from prioritizer.explanation.blindness import Blindness, blindness
from prioritizer.explanation.fairness import Judged, fairness
from prioritizer.model.fairness import Fairness
from prioritizer.model.plan import Margin, Outcome
from prioritizer.model.rules import Language
from prioritizer.register.fairness import fairness_answer
from prioritizer.words.fairness import checks_told, result_word

MARKS = {"pass": "✓", "flag": "!", "unknown": "–"}


def blind(ready: Prepared, outcome: Outcome, report: Report, time_limit: float | None = None) -> Blindness:
    """The same round in disguise; `outcome` is what was chosen, by the objective."""
    report("blindness")
    decided = (ready.screened, ready.appraised, outcome)
    return blindness(ready.read.portfolio, ready.read.rules, decided, decide_again(ready.seed, time_limit))


def checks(
    ready: Prepared,
    outcome: Outcome,
    margins: Sequence[Margin],
    disguised: Blindness,
    report: Report,
    time_limit: float | None = None,
    by_value: bool = True,
) -> Fairness:
    """Every check of one run.

    Args:
        ready: What the plan was chosen from.
        outcome: What was chosen.
        margins: Of every proposal.
        disguised: What the round gave in disguise.
        report: Hears of each step.
        time_limit: Seconds for what copies and halves would gain, and as many for pairs.
        by_value: False where something else than expected value was maximised.
    """
    few = len({candidate.proposal for candidate in ready.program.candidates}) <= EXACT_PROPOSALS
    seconds = EXPLAINED_SECONDS if time_limit is None and not few else time_limit
    read, values = ready.read, ready.appraised
    choice = (ready.statement, ready.program, outcome, margins, by_value)
    return fairness(Judged(read.portfolio, read.rules, ready.screened, values, *choice), disguised, report, seconds)


def fairness_line(ready: Prepared, found: Fairness, language: Language) -> Iterator[str]:
    """How many checks there were, and which have something to look at."""
    told = list(checks_told(fairness_answer(found), Told.of(ready, language)))
    flags = [check.title for check in told if check.result == "flag"]
    key = "short_flags" if flags else "short_no_flags"
    yield word(key, language, all=len(told), n=len(flags), names="; ".join(flags))


def show_fairness(ready: Prepared, found: Fairness, language: Language) -> None:
    """Each check with its mark, and what came of it."""
    print_line("")
    print_line(word("fairness_head", language))
    for check in checks_told(fairness_answer(found), Told.of(ready, language)):
        print_line(f"{MARKS[check.result]} {check.title}: {result_word(check.result, language)}")
        for line in check.said:
            print_line(f"    {line}")
    print_line(word("fairness_read", language))
