"""Who asked, names, titles and the order of rows reach nothing that is decided (convention §24)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritizer.cli.run import Prepared
from prioritizer.model.plan import Outcome, Plan
from prioritizer.model.value import Appraised
from tests.properties.rounds import Round, rounds, write_round
from tests.properties.settings import FEW
from tests.real.choice import chosen

LOUDNESS: dict[str, list[object]] = {
    "advocacy.requested_by": ["kommunstyrelsen", "en medborgare", ""],
    "advocacy.signatures": [0, 1200, ""],
    "advocacy.political_priority": [1, 9, ""],
    "advocacy.received": ["2026-01-02", "2026-10-30", ""],
}


def _renamed(asked: Round, names: Mapping[str, str]) -> Round:
    """The same round under other ids, in requirements and limits too."""
    things = tuple(
        replace(
            thing,
            id=names[thing.id],
            versions=tuple(replace(v, id=names[v.id]) for v in thing.versions),
            requires=tuple(names[other] for other in thing.requires),
        )
        for thing in asked.things
    )
    limits = tuple(
        (form, tuple(names[name] for name in given) if isinstance(given, tuple) else given)
        for form, given in asked.limits
    )
    return replace(asked, things=things, limits=limits)


def _figures(value: Appraised) -> tuple[object, ...]:
    return (value.nnv, value.chance, value.low, value.high, value.present_costs, value.own_nnv)


def _numbers(ready: Prepared, outcome: Outcome) -> Counter[str] | None:
    """What the plan holds, by numbers and not by names."""
    if not isinstance(outcome, Plan):
        return None
    return Counter(ready.program.candidates[ready.program.index(key)].fingerprint for key in outcome.chosen)


@st.composite
def _looks(draw: st.DrawFn) -> tuple[Round, Round, dict[str, str], list[int], dict[str, list[object]]]:
    """A round, the same under other names, the names, an order of rows, and columns of advocacy and titles."""
    asked = draw(rounds())
    old = [version.id for thing in asked.things for version in thing.versions]
    new = draw(st.permutations([f"{letter}_{n}" for n, letter in enumerate("qazxswedcv"[: len(old)])]))
    names = dict(zip(old, new, strict=True))
    order = draw(st.permutations(range(len(old))))
    columns: dict[str, list[object]] = {
        field: [draw(st.sampled_from(cells)) for _ in old] for field, cells in LOUDNESS.items()
    }
    columns["title"] = [draw(st.sampled_from(["å", "Ett långt namn " * 9, "[b]Köp nu![/b]"])) for _ in old]
    return asked, _renamed(asked, names), names, order, columns


@FEW
@given(looks=_looks())
def test_looks_change_no_verdict_value_or_plan(
    looks: tuple[Round, Round, dict[str, str], Sequence[int], dict[str, list[object]]],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Advocacy, row order, titles and ids all changed at once: the same verdicts, values and plan."""
    asked, disguised, names, order, columns = looks
    chances: list[object] = [50 + 7 * n % 50 for n in range(len(order))]
    ready, outcome = chosen(write_round(asked, tmp_path_factory.mktemp("plain"), columns={"chance": chances}))
    folder = write_round(disguised, tmp_path_factory.mktemp("loud"), order, {"chance": chances, **columns})
    again, same = chosen(folder)

    def mask(proposal: str, alternative: str | None, start: int | None) -> tuple[str, str | None, int | None]:
        return (names[proposal], None if alternative is None else names[alternative], start)

    assert {names[s.proposal]: s.outcome for s in ready.screened} == {s.proposal: s.outcome for s in again.screened}
    assert {mask(v.proposal, v.alternative, v.start_year): _figures(v) for v in ready.appraised} == {
        (v.proposal, v.alternative, v.start_year): _figures(v) for v in again.appraised
    }
    assert type(outcome) is type(same)
    if isinstance(outcome, Plan) and isinstance(same, Plan):
        assert outcome.objective == same.objective
        marks = Counter(c.fingerprint for c in ready.program.candidates)
        # Ids may only tell apart proposals that are alike in every number.
        if max(marks.values(), default=1) == 1:
            assert {mask(*key) for key in outcome.chosen} == set(same.chosen)
        if outcome.ties_complete:
            assert outcome.granted == same.granted
            assert _numbers(ready, outcome) == _numbers(again, same)


@FEW
@given(asked=rounds(), data=st.data())
def test_advocacy_alone_changes_nothing_at_all(
    asked: Round, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """With ids and rows as they were, the plan is the same to the last id, whoever asked."""
    rows = [version.id for thing in asked.things for version in thing.versions]
    columns = {field: [data.draw(st.sampled_from(cells)) for _ in rows] for field, cells in LOUDNESS.items()}
    ready, outcome = chosen(write_round(asked, tmp_path_factory.mktemp("plain")))
    again, same = chosen(write_round(asked, tmp_path_factory.mktemp("loud"), columns=columns))

    assert [_figures(v) for v in ready.appraised] == [_figures(v) for v in again.appraised]
    assert [s.outcome for s in ready.screened] == [s.outcome for s in again.screened]
    assert getattr(outcome, "chosen", None) == getattr(same, "chosen", None)
    assert getattr(outcome, "conflict", None) == getattr(same, "conflict", None)
