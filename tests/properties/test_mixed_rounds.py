"""A round with nothing changed is the first, and with everything changed the second, whatever the two are."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from prioritizer.appraisal import appraise
from prioritizer.cli.run import prepared
from prioritizer.explanation.round_changes import Round, differing
from prioritizer.explanation.round_mix import mixed
from prioritizer.model.fault import InputFaults
from prioritizer.model.plan import Plan
from prioritizer.screening.screen import screen
from prioritizer.selection.candidates import statement_of
from prioritizer.selection.choose import choose
from tests.properties import rounds as written
from tests.properties.settings import FEW
from tests.real.choice import silent


def worth(found: Round) -> object:
    """What the best plan is worth and what kind of answer that is; draws are few, since stated values do not follow."""
    screened = screen(found.portfolio, found.rules)
    appraised = appraise(found.portfolio, found.rules, 1, 16)
    statement, _ = statement_of(found.portfolio, found.rules, screened, appraised)
    outcome = choose(statement.program(), ties=False)
    return outcome.objective if isinstance(outcome, Plan) else type(outcome)


def read(asked: written.Round, folder: Path) -> Round:
    """A round as its files say it."""
    ready = prepared(written.write_round(asked, folder), 1, None, silent).read
    return Round(ready.portfolio, ready.rules)


@settings(FEW, max_examples=8)
@given(written.rounds(3), written.rounds(4), st.data())
def test_the_ends_of_a_mixture_are_the_rounds(first: written.Round, last: written.Round, data: st.DataObject) -> None:
    """Of other proposals, figures, money, capacities and limits; and every mixture can be decided."""
    with TemporaryDirectory() as folder:
        try:
            before, after = (read(one, Path(folder) / name) for one, name in ((first, "a"), (last, "b")))
        except InputFaults:
            return
    inputs = differing(before, after)
    some = frozenset(data.draw(st.lists(st.sampled_from(inputs)))) if inputs else frozenset()

    assert worth(mixed(before, after, frozenset())) == worth(before)
    assert worth(mixed(before, after, frozenset(inputs))) == worth(after)
    assert differing(before, before) == ()
    worth(mixed(before, after, some))
