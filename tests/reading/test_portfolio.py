"""A folder becomes one portfolio; what was not written is noted, and all faults come in one reading."""

import os
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from prioritizer.model.fault import InputFaults
from prioritizer.reading.portfolio import read_portfolio
from prioritizer.reading.workspace import shipped, workspace_of

LEAST = "title: Plan\nas_of: 2026-11-01\nplan_years: [2027, 2028]\nproposals: forslag.csv\n"
FILES = LEAST.replace("proposals: forslag.csv\n", "parameters: asek\ncriteria: none\nlimits: []\n")
TABLE = "id;värde;kostnad\na;5;\nb;7;\n"


def folder_with(tmp_path: Path, portfolio: str = LEAST, **files: str) -> Path:
    """A portfolio folder; the names of other files are written with __ for a full stop and ___ for a slash."""
    (tmp_path / "portfolio.yaml").write_text(portfolio, encoding="utf-8")
    for name, text in files.items():
        path = tmp_path / name.replace("___", "/").replace("__", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def codes(folder: Path) -> list[str]:
    """The codes of all that is wrong."""
    with pytest.raises(InputFaults) as raised:
        read_portfolio(folder)
    return [fault.code for fault in raised.value.faults]


def test_what_is_not_written_is_noted_as_a_default(tmp_path: Path) -> None:
    """Every default is stated in the record (design §5)."""
    portfolio = read_portfolio(folder_with(tmp_path, forslag__csv=TABLE)).portfolio

    noted = dict(portfolio.defaults)
    assert {name: noted[name] for name in ("currency", "base_year", "price_year", "horizon", "actors")} == {
        "currency": "SEK",
        "base_year": "2027",
        "price_year": "2027",
        "horizon": "25",
        "actors": "kommun",
    }
    assert (noted["criteria"], noted["limits"]) == ("none", "none")


def test_corrections_are_made_of_proposal_files_and_not_of_a_table(tmp_path: Path) -> None:
    """Haircuts and shrinkage default to yes for files, which have grades, and to no for a table (§9, §10)."""
    for name in ("t", "f", "w"):
        (tmp_path / name).mkdir()
    files = LEAST.replace("proposals: forslag.csv", "parameters: asek")
    one = "id: a\ntitle: A\n"
    table = read_portfolio(folder_with(tmp_path / "t", forslag__csv=TABLE)).portfolio
    folder = read_portfolio(folder_with(tmp_path / "f", files, proposals___a__yaml=one)).portfolio
    written = folder_with(tmp_path / "w", f"{files}haircuts: no\nshrinkage: no\n", proposals___a__yaml=one)
    refused = read_portfolio(written).portfolio

    assert (table.haircuts, table.shrinkage) == (False, False)
    assert (folder.haircuts, folder.shrinkage) == (True, True)
    assert (refused.haircuts, refused.shrinkage) == (False, False)
    assert (dict(table.defaults)["haircuts"], dict(folder.defaults)["shrinkage"]) == ("False", "True")
    assert not {"haircuts", "shrinkage"} & set(dict(refused.defaults))


def test_a_table_has_no_rules_by_default_and_proposal_files_have_all_that_are_shipped(tmp_path: Path) -> None:
    """Default rules: all shipped for proposal files, none for a table (design §5)."""
    (tmp_path / "t").mkdir()
    (tmp_path / "f").mkdir()
    table = read_portfolio(folder_with(tmp_path / "t", forslag__csv=TABLE))
    files = read_portfolio(
        folder_with(
            tmp_path / "f",
            LEAST.replace("proposals: forslag.csv\n", "parameters: asek\n"),
            proposals___a__yaml="id: a\ntitle: A\n",
        )
    )

    assert (table.rules.criteria, table.rules.limits) == ((), ())
    assert len(files.rules.criteria) == 11
    # Those on the outcomes apply only where they are named (§18).
    assert len(files.rules.limits) == 8


def test_the_day_given_on_the_command_line_replaces_the_portfolio_s(tmp_path: Path) -> None:
    """`--as-of` decides which rules are in force."""
    read = read_portfolio(folder_with(tmp_path, forslag__csv=TABLE), date(2026, 12, 24))

    assert date(2026, 12, 24) == read.portfolio.as_of


def test_the_person_and_not_allocated_are_always_actors(tmp_path: Path) -> None:
    """Standing is never lost because somebody left them out (convention §4)."""
    portfolio = read_portfolio(folder_with(tmp_path, LEAST + "actors: [kommun]\n", forslag__csv=TABLE)).portfolio

    assert tuple(actor.id for actor in portfolio.actors) == ("kommun", "individ", "ej_fordelat")


def test_rules_come_from_the_nearest_parent_that_has_them(tmp_path: Path) -> None:
    """A municipality's own rules stand beside its portfolios (design §3)."""
    (tmp_path / "rules").mkdir()
    inner = tmp_path / "portfolios" / "plan"
    inner.mkdir(parents=True)

    assert tmp_path.resolve() == workspace_of(inner)
    assert (shipped() / "rules" / "fields.yaml").is_file()


def test_a_workspace_without_the_overlay_of_the_program_reads_its_own_parameters(tmp_path: Path) -> None:
    """A default that the workspace does not have is not blamed on the portfolio."""
    read = read_portfolio(
        folder_with(
            tmp_path,
            forslag__csv=TABLE,
            rules___fields__yaml="goals: {kind: list, words: {sv: mål, en: goals}}\n",
            rules___units__yaml="kr: {kind: amount, words: {sv: kr, en: SEK}}\n",
        )
    )

    assert read.rules.overlay == ""
    assert tmp_path == read.workspace


def test_a_broken_part_of_the_portfolio_does_not_blame_the_proposals(tmp_path: Path) -> None:
    """Funds that cannot be read are told once; the proposals that name them are not told as wrong."""
    folder = folder_with(
        tmp_path,
        FILES + "funds: [{id: medel}]\n",
        proposals___a__yaml="id: a\ntitle: A\n"
        "costs: [{title: t, payer: komun, fund: medel, per_year: {2027: 1}}]\nactors: []\n",
    )

    assert codes(folder) == ["missing_key", "unknown_actor", "unknown_part"]


def test_a_proposal_with_faults_may_still_be_required(tmp_path: Path) -> None:
    """Another proposal's fault does not make it unknown."""
    folder = folder_with(
        tmp_path,
        FILES,
        proposals___a__yaml="id: a\ntitle: [A]\n",
        proposals___b__yaml="id: b\ntitle: B\nrequires: [a, c]\n",
        proposals___c__yaml="{",
    )

    assert codes(folder) == ["expected_text", "yaml_syntax"]


def test_faults_of_portfolio_proposals_and_rules_come_in_one_reading(tmp_path: Path) -> None:
    """Nobody has to mend one fault to be told of the next, whichever file it is in."""
    folder = folder_with(
        tmp_path,
        LEAST.replace("proposals: forslag.csv", "own_actor: stat"),
        proposals___a__yaml="id: a\ntitle: A\nstart_years: [1999]\n",
        rules___fields__yaml="goals: {kind: lista, words: {sv: mål, en: goals}}\n"
        "problem: {kind: text, words: {sv: p, en: p}}\n",
        rules___units__yaml="kr: {kind: amount, words: {sv: kr, en: SEK}}\n",
    )

    assert codes(folder) == ["unknown_actor", "year_outside", "not_one_of"]


def test_a_sum_of_a_resource_can_be_limited(tmp_path: Path) -> None:
    """What a limit sums is granted kronor, a resource or a number of the vocabulary."""
    limit = "limits: [{id: tak, limit: {sum_of: ledare, op: at_most, value: 3}}]\n"
    resources = "resources: {ledare: {unit: tjänst, capacity: 6}}\n"

    read = read_portfolio(folder_with(tmp_path, LEAST + limit + resources, forslag__csv=TABLE))

    assert getattr(read.rules.limits[0].limit, "of", "") == "ledare"


def test_an_allocation_is_read_to_the_krona(tmp_path: Path) -> None:
    """Money is never float where people see it."""
    funds = "funds: [{id: medel, allocation: {2027: '1 000 000,50 kr', 2028: 2}}]\n"

    (fund,) = read_portfolio(folder_with(tmp_path, LEAST + funds, forslag__csv=TABLE)).portfolio.funds

    assert {2027: Decimal("1000000.50"), 2028: Decimal(2)} == fund.allocation
    assert ("kommun", Decimal(0), True, "lopande") == (fund.owner, fund.opening, fund.carry_over, fund.prices)


@pytest.mark.parametrize(
    ("written", "mandatory", "by"), [("yes", True, ""), ("nej", False, ""), ("KF § 4", True, "KF § 4")]
)
def test_mandatory_is_yes_no_or_who_decided_it(tmp_path: Path, written: str, mandatory: bool, by: str) -> None:
    """A council decision is named, so that its price can be set beside it."""
    folder = folder_with(
        tmp_path,
        FILES,
        proposals___a__yaml=f"id: a\ntitle: A\nmandatory: {written}\n",
    )

    (proposal,) = read_portfolio(folder).portfolio.proposals

    assert (mandatory, by) == (proposal.mandatory, proposal.override.by if proposal.override else "")


def test_a_scaled_alternative_costs_whole_kronor(tmp_path: Path) -> None:
    """Granted kronor are whole: half of five is rounded half-even."""
    folder = folder_with(
        tmp_path,
        FILES,
        proposals___a__yaml="id: a\ntitle: A\ncosts: [{title: t, payer: kommun, per_year: {2027: 5, 2028: 7}}]\n"
        "alternatives: [{id: liten, title: Liten, scale_costs: 0.5}]\n",
    )

    (proposal,) = read_portfolio(folder).portfolio.proposals

    assert {2027: Decimal(2), 2028: Decimal(4)} == proposal.alternatives[1].costs[0].per_year


def test_a_circle_of_requirements_is_told_once_and_in_order(tmp_path: Path) -> None:
    """Three that require each other are one fault, from the first in order of id."""
    folder = folder_with(
        tmp_path,
        FILES,
        **{
            f"proposals___{name}__yaml": f"id: {name}\ntitle: T\nrequires: [{other}]\n"
            for name, other in ("ab", "bc", "ca")
        },
        proposals___d__yaml="id: d\ntitle: T\nrequires: [a]\n",
    )

    with pytest.raises(InputFaults) as raised:
        read_portfolio(folder)

    (found,) = raised.value.faults
    assert (found.code, dict(found.values)["cycle"]) == ("cycle", "a → b → c → a")
    assert found.place.file.endswith("proposals/a.yaml")


@pytest.mark.parametrize("years", ["0", "-1", "2.5", "201"])
def test_a_horizon_outside_its_bounds_is_refused(tmp_path: Path, years: str) -> None:
    """A horizon is a whole number of years from 1 to 200."""
    assert codes(folder_with(tmp_path, f"{LEAST}horizon: {years}\n", forslag__csv=TABLE)) == ["horizon_outside"]


@pytest.mark.parametrize("form", ["together", "exclusive", "at_most_one_of", "requires"])
def test_a_relation_names_each_proposal_once(tmp_path: Path, form: str) -> None:
    """A proposal cannot stand in a relation to itself."""
    limits = f"limits:\n  - {{id: par, limit: {{{form}: [a, a]}}}}\n"

    assert codes(folder_with(tmp_path, LEAST + limits, forslag__csv=TABLE)) == ["same_id_twice"]


def test_a_limit_by_a_parameter_that_comes_later_says_when(tmp_path: Path) -> None:
    """A parameter without a value on the day is told with its first day, and not as a word that does not exist."""
    limits = "limits:\n  - {id: tak, limit: {sum_of: granted, op: at_most, parameter: discount_rate}}\n"
    folder = folder_with(tmp_path, LEAST + limits, forslag__csv=TABLE)
    with pytest.raises(InputFaults) as raised:
        read_portfolio(folder, date(1999, 1, 1))

    told = next(f for f in raised.value.faults if f.code == "parameter_not_yet")
    assert (dict(told.values)["day"], told.near) == ("1999-01-01", "")
    assert dict(told.values)["first"] > "1999-01-01"


def test_a_name_that_no_file_can_have_is_a_missing_file(tmp_path: Path) -> None:
    """What the system refuses to look up is not there, and is told on one readable line."""
    folder = folder_with(tmp_path, LEAST.replace("forslag.csv", "x" * 5000))
    with pytest.raises(InputFaults) as raised:
        read_portfolio(folder)

    assert [f.code for f in raised.value.faults] == ["missing_proposals"]
    assert len(dict(raised.value.faults[0].values)["file"]) <= 101


def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    """A pipe among the proposals, or in their place, would be waited for without end."""
    pipe = tmp_path / "proposals" / "a.yaml"
    pipe.parent.mkdir()
    os.mkfifo(pipe)
    among = FILES

    assert codes(folder_with(tmp_path, among)) == ["neither_file_nor_folder"]
    assert codes(folder_with(tmp_path, LEAST.replace("forslag.csv", "proposals/a.yaml"))) == ["neither_file_nor_folder"]


def test_a_portfolio_beside_its_proposals_is_not_one_of_them(tmp_path: Path) -> None:
    """`proposals: .` reads every other file of the folder."""
    folder = folder_with(tmp_path, FILES + "proposals: .\n", a__yaml="id: a\ntitle: A\n")

    assert [p.id for p in read_portfolio(folder).portfolio.proposals] == ["a"]


def test_two_portfolios_in_a_folder_have_two_names(tmp_path: Path) -> None:
    """A portfolio is named after its folder, and after its file too where that is not portfolio.yaml."""
    (tmp_path / "kommun").mkdir()
    folder = folder_with(tmp_path / "kommun", forslag__csv=TABLE)
    (folder / "hälften.yaml").write_text(LEAST, encoding="utf-8")

    assert read_portfolio(folder).portfolio.name == "kommun"
    assert read_portfolio(folder / "hälften.yaml").portfolio.name == "kommun.hälften"


def test_a_folder_with_a_name_in_another_encoding_gives_a_name_that_can_be_written(tmp_path: Path) -> None:
    """Bytes that are not UTF-8 become the sign for what cannot be read."""
    folder = tmp_path / os.fsdecode(b"s\xe4ffle")
    folder.mkdir()

    assert read_portfolio(folder_with(folder, forslag__csv=TABLE)).portfolio.name == "s\ufffdffle"


@pytest.mark.parametrize(("uses", "expected"), [("2", ["use_outside_capacity"]), ("{2028: 2}", []), ("{2027: 0}", [])])
def test_a_use_needs_a_capacity_in_its_year(tmp_path: Path, uses: str, expected: list[str]) -> None:
    """A use without a year falls in the year of start; a capacity that is not declared is not unlimited."""
    written = FILES
    written += "resources:\n  team: {unit: årsarbetare, capacity: {2028: 6}}\n"
    folder = folder_with(tmp_path, written, proposals___a__yaml=f"id: a\ntitle: A\nuses: {{team: {uses}}}\n")

    assert expected == (codes(folder) if expected else [f.code for f in read_portfolio(folder).warnings])


def test_purses_are_public_unless_somebody_says_otherwise(tmp_path: Path) -> None:
    """The person is no purse, a board is what its parent is, and public purses can co-finance (§4, §5, D4)."""
    actors = (
        "[kommun, {id: bolag, public: no}, {id: del, parent: bolag}, {id: stiftelse, public: no, can_co_finance: yes}]"
    )
    portfolio = read_portfolio(folder_with(tmp_path, f"{LEAST}actors: {actors}\n", forslag__csv=TABLE)).portfolio

    assert {"kommun"} == portfolio.public
    assert {"kommun", "stiftelse"} == portfolio.co_financers


def test_the_terms_of_the_accounts_are_stated_when_they_are_not_written(tmp_path: Path) -> None:
    """Without a word the tax factor is off and production counts, and the record says so (§4, §5)."""
    portfolio = read_portfolio(folder_with(tmp_path, LEAST, forslag__csv=TABLE)).portfolio
    noted = dict(portfolio.defaults)

    assert (portfolio.tax_factor, portfolio.production_value) == (False, True)
    assert (noted["tax_factor"], noted["production_value"]) == ("False", "True")


def test_the_terms_of_the_accounts_can_be_written(tmp_path: Path) -> None:
    """What is written is no default."""
    written = f"{LEAST}tax_factor: yes\nproduction_value: no\n"
    portfolio = read_portfolio(folder_with(tmp_path, written, forslag__csv=TABLE)).portfolio

    assert (portfolio.tax_factor, portfolio.production_value) == (True, False)
    assert "tax_factor" not in dict(portfolio.defaults)


def test_proposal_files_must_name_their_parameters(tmp_path: Path) -> None:
    """Which rate is used decides what is chosen, so that a default may not; a table takes that of ASEK."""
    folder = folder_with(tmp_path, FILES.replace("parameters: asek\n", ""), proposals___a__yaml="id: a\ntitle: A\n")
    with pytest.raises(InputFaults) as raised:
        read_portfolio(folder)

    (told,) = raised.value.faults
    assert (told.code, dict(told.values)["choices"]) == ("missing_overlay", "asek, green_book, tlv")


def test_a_share_of_an_envelope_without_money_is_refused(tmp_path: Path) -> None:
    """Nothing can be a share of nothing."""
    limit = "limits: [{id: tak, limit: {share_of: granted, over: envelope, op: at_most, value: 0.5}}]\n"
    empty, full = (f"funds: [{{id: medel, allocation: {{2027: {kr}}}}}]\n" for kr in (0, 1))

    assert codes(folder_with(tmp_path, LEAST + limit, forslag__csv=TABLE)) == ["share_of_no_money"]
    assert codes(folder_with(tmp_path, LEAST + limit + empty, forslag__csv=TABLE)) == ["share_of_no_money"]
    assert read_portfolio(folder_with(tmp_path, LEAST + limit + full, forslag__csv=TABLE)).rules.limits
