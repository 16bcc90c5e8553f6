"""Several funds share what a version is granted, to the öre, and nothing else moves (§17)."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritizer.cli.run import Prepared
from prioritizer.model.plan import Outcome, Plan
from prioritizer.model.split import Split, divided, split_of, split_rows
from prioritizer.predicates.on_plan import judge
from prioritizer.reading.workspace import templates_of
from prioritizer.register.choice import program_in
from prioritizer.register.plain import text_of
from prioritizer.register.record import record
from prioritizer.register.run import Run
from prioritizer.register.verify import verify_record
from prioritizer.report.html import html
from prioritizer.selection.certificate import hash_of, written
from prioritizer.selection.choose import choose
from tests.properties.settings import STEADY
from tests.real.choice import chosen, ids
from tests.real.files import Written, proposal, write_files
from tests.real.tables import write_table

FUNDS = [
    {"id": "medel", "title": "Sociala medel", "owner": "kommun", "allocation": {2027: 600, 2028: 600}},
    {"id": "halsa", "title": "Folkhälsomedel", "owner": "region", "allocation": {2027: 400, 2028: 400}},
]
SHARED = {"medel": "60 %", "halsa": "40 %"}
SPREAD = {"low": 0.8, "likely": 1, "high": 1.6}


def cost(per_year: dict[int, object], **more: object) -> Written:
    """A row of costs of the municipality."""
    return {"title": "ledare", "payer": "kommun", "per_year": per_year, **more}


def round_of(folder: Path, *proposals: Written, **portfolio: object) -> tuple[Prepared, Outcome]:
    """A round of two funds, chosen from."""
    return chosen(write_files(folder, {"funds": FUNDS, **portfolio}, proposals))


def kept(ready: Prepared, outcome: Outcome) -> str:
    """The record of a round, as it stands in its file."""
    parts = (ready.screened, ready.appraised, ready.program, ready.refused)
    return text_of(record(Run(ready.read.portfolio, ready.read.rules, 1, 1024, *parts, outcome)))


@given(st.integers(0, 10**13), st.lists(st.integers(1, 10**6), min_size=2, max_size=6))
@STEADY
def test_no_ore_is_lost_or_made(ore: int, weights: list[int]) -> None:
    """The parts are whole öre, add up to the whole, and none is an öre from its exact share."""
    total = sum(weights)
    exact = [Decimal(weight * 10**7 // total).scaleb(-7) for weight in weights]
    exact[0] += 1 - sum(exact)
    shares = {str(n): share for n, share in enumerate(exact)}
    kronor = Decimal(ore).scaleb(-2)
    parts = divided(kronor, shares)

    assert sum(parts.values()) == kronor
    assert all(part == round(part, 2) and part >= 0 for part in parts.values())
    assert all(abs(parts[name] - kronor * share) < Decimal("0.01") for name, share in shares.items())


@pytest.mark.parametrize(
    ("kronor", "shares", "expected"),
    [
        ("100.05", ("0.6", "0.4"), ("60.03", "40.02")),
        ("0.05", ("0.5", "0.5"), ("0.03", "0.02")),
        ("100", ("0.3333", "0.3333", "0.3334"), ("33.33", "33.33", "33.34")),
        ("0.02", ("0.25", "0.25", "0.5"), ("0.01", "0", "0.01")),
        ("0", ("0.5", "0.5"), ("0", "0")),
    ],
)
def test_an_ore_left_over_goes_to_the_largest_remainder(
    kronor: str, shares: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    """By hand; of equal remainders the fund that stands first has it."""
    parts = divided(Decimal(kronor), {str(n): Decimal(share) for n, share in enumerate(shares)})

    assert tuple(parts.values()) == tuple(map(Decimal, expected))


def test_a_split_stands_in_a_record_as_it_was_written() -> None:
    """Shares are texts there, so that none is rounded on the way."""
    split: Split = {"a": {2027: Decimal("0.123456789012345678"), 2028: Decimal(1)}, "b": {None: Decimal("0.5")}}

    assert split_of(json.loads(json.dumps(split_rows(split)))) == split


def test_each_fund_pays_its_part(tmp_path: Path) -> None:
    """By hand: 600 and 400 kronor are in the funds; 1 000 at 60/40 just fits, and one öre more does not."""
    _, fits = round_of(tmp_path / "fits", proposal("a", [cost({2027: 1000}, funds=SHARED)]))
    _, over = round_of(tmp_path / "over", proposal("a", [cost({2027: "1000.02"}, funds=SHARED)]))
    _, other = round_of(tmp_path / "other", proposal("a", [cost({2027: 1000}, funds={"medel": 0.61, "halsa": 0.39})]))

    assert [set(ids(outcome)) for outcome in (fits, over, other)] == [{"a"}, set(), set()]


def test_a_split_is_what_a_row_for_each_fund_would_be(tmp_path: Path) -> None:
    """The same program, written a second way: the kronor of each fund in a row of its own, no spread."""
    by_year = {"medel": {2027: "60 %", 2028: "25 %"}, "halsa": {2027: "40 %", 2028: "75 %"}}
    shared = [cost({2027: "500.01", 2028: 300}, funds=by_year), cost({2027: 10}, fund="halsa")]
    apart = [
        cost({2027: "300.01", 2028: 75}, fund="medel"),
        cost({2027: "200.00", 2028: 225}, fund="halsa"),
        cost({2027: 10}, fund="halsa"),
    ]
    limits = [{"id": "andel", "limit": {"share_of": "granted", "by": "fund", "op": "at_most", "value": "0.7"}}]
    first, a = round_of(tmp_path / "shared", proposal("a", shared), proposal("b", apart[:1]), limits=limits)
    second, b = round_of(tmp_path / "apart", proposal("a", apart), proposal("b", apart[:1]), limits=limits)

    def numbers(ready: Prepared) -> list[object]:
        rows = [(row.id, sorted(c for _, c in row.coefficients), row.bound) for row in ready.program.rows]
        return sorted([*rows, *(sorted(c.granted.items()) for c in ready.program.candidates)], key=str)

    assert numbers(first) == numbers(second)
    assert ids(a) == ids(b)
    rule = first.read.rules.limits[0]
    judged = [judge(rule, ready.program.candidates, {}, Decimal(2000)) for ready in (first, second)]
    assert judged[0] == judged[1]
    assert {row.id for row in judged[0]} == {"andel[medel]", "andel[halsa]"}


def test_a_split_moves_no_value(tmp_path: Path) -> None:
    """Who grants the money moves no draw and no krona of what a version is worth, also where its cost is uncertain."""
    rows: list[Written] = [{"funds": SHARED}, {"funds": {"medel": 0.3, "halsa": 0.7}}, {"fund": "medel"}]
    found = [
        round_of(tmp_path / str(n), proposal("a", [cost({2027: 500, 2028: 90}, spread=SPREAD, **row)]))[0].appraised
        for n, row in enumerate(rows)
    ]

    assert found[0][0].nnv == found[1][0].nnv == found[2][0].nnv
    assert all((values[0].draws == found[0][0].draws).all() for values in found)


def test_shares_move_with_a_later_start(tmp_path: Path) -> None:
    """A later start moves all costs whole, and the share of a year with its year (design §5)."""
    by_year = {"medel": {2027: 1, 2028: 0.5}, "halsa": {2028: 0.5}}
    ready, _ = round_of(
        tmp_path / "round", proposal("a", [cost({2027: 90, 2028: 80}, funds=by_year)], start_years=[2027, 2028])
    )
    granted = {c.start_year: {k: v for k, v in c.granted.items() if v} for c in ready.program.candidates}

    assert granted == {2027: {("medel", 2027): 90, ("medel", 2028): 40, ("halsa", 2028): 40}}
    assert {(r.key[2], r.code) for r in ready.refused} == {(2028, "granted_outside_allocation")}


def test_a_scaled_version_is_split_as_its_head(tmp_path: Path) -> None:
    """First the whole row is scaled to whole kronor, then it is divided."""
    small = {"id": "liten", "title": "Liten", "scale_costs": 0.5, "scale_effects": 0.5}
    ready, _ = round_of(tmp_path / "round", proposal("a", [cost({2027: 201}, funds=SHARED)], alternatives=[small]))
    granted = {c.alternative: c.granted for c in ready.program.candidates}

    assert granted["liten"] == {("medel", 2027): Decimal("60.00"), ("halsa", 2027): Decimal("40.00")}


def test_a_fund_that_is_not_for_the_proposal_refuses_the_whole_split(tmp_path: Path) -> None:
    """The reason names the fund that is not for it, whatever the others say."""
    condition = {"field": "risk_class", "op": "equals", "value": "low"}
    ready, outcome = round_of(
        tmp_path / "round",
        proposal("a", [cost({2027: 500}, funds=SHARED)], risk_class="high"),
        funds=[FUNDS[0], {**FUNDS[1], "eligible": condition}],
    )

    assert [(r.code, r.values) for r in ready.refused] == [("not_for_fund", {"fund": "halsa", "fields": "risk_class"})]
    assert ids(outcome) == frozenset()


def test_record_documents_and_verify_tell_the_split(tmp_path: Path) -> None:
    """The program can be written again from the shares in the record, and both documents have them in words."""
    by_year = {"medel": {2027: "60 %", 2028: "50 %"}, "halsa": {2027: "40 %", 2028: "50 %"}}
    ready, outcome = round_of(
        tmp_path / "round",
        proposal("a", [cost({2027: "100.01", 2028: 50}, funds=by_year)]),
        proposal("b", [cost({2027: 100}, funds=SHARED)]),
    )
    assert isinstance(outcome, Plan)
    text = kept(ready, outcome)
    found = json.loads(text, parse_float=Decimal)
    checked = verify_record(text, None, lambda _, __, program, ___: choose(program))

    assert hash_of(written(program_in(found))) == found["choice"]["program_sha256"]
    assert {finding.verdict for finding in checked} == {"holds", "note"}
    assert "Sociala medel 2027: 60\xa0%, 2028: 50\xa0%; Folkhälsomedel 2027: 40\xa0%" in html(
        found, "sv", templates_of(None)
    )
    assert "Sociala medel 60%, Folkhälsomedel 40%" in html(found, "en", templates_of(None))


def test_a_table_divides_a_cost_by_shares(tmp_path: Path) -> None:
    """`fund_share` in per cent divides what stands under no fund; each fund's owner pays its part."""
    rows = [
        {
            "id": "a",
            "value": 900,
            "cost[2027]": "1000.05",
            "cost[halsa:2028]": 7,
            "fund_share[medel]": 60,
            "fund_share[halsa]": 40,
        },
        {
            "id": "b",
            "value": 500,
            "cost[2027]": 50,
            "cost[halsa:2028]": None,
            "fund_share[medel]": None,
            "fund_share[halsa]": 100,
        },
        {
            "id": "c",
            "value": 100,
            "cost[2027]": None,
            "cost[halsa:2028]": 5,
            "fund_share[medel]": None,
            "fund_share[halsa]": None,
        },
    ]
    funds = [{**fund, "allocation": {2027: 9000, 2028: 9000}} for fund in FUNDS]
    ready, _ = chosen(write_table(tmp_path / "round", {"funds": funds, "actors": ["kommun", "region"]}, rows))
    granted = {c.proposal: {k: v for k, v in c.granted.items() if v} for c in ready.program.candidates}
    payers = {(c.payer, c.fund) for p in ready.read.portfolio.proposals for c in p.alternatives[0].costs}

    assert granted == {
        "a": {("medel", 2027): Decimal("600.03"), ("halsa", 2027): Decimal("400.02"), ("halsa", 2028): 7},
        "b": {("halsa", 2027): 50},
        "c": {("halsa", 2028): 5},
    }
    assert payers == {("kommun", "medel"), ("region", "halsa")}
