"""Answers as tables and sentences on a screen; the same numbers as the JSON."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from rich.table import Table

from prioritizer.cli.conflicts import clash_names, conflict_lines
from prioritizer.cli.limit_names import limit_names
from prioritizer.cli.own_terms import own_lines
from prioritizer.cli.pursued import beside_proof, pursued_lines
from prioritizer.cli.reasons import margin_lines, passed_line, per_krona
from prioritizer.cli.refused import refused_line
from prioritizer.cli.run import DRAWS, Prepared
from prioritizer.cli.screen_lines import print_line, screen_console, version_title
from prioritizer.cli.talk import Language, say
from prioritizer.cli.words import word
from prioritizer.model.explained import NOT_EXPLAINED, Explained
from prioritizer.model.plan import Infeasible, Margin, Outcome, Plan
from prioritizer.model.pursued import Pursued
from prioritizer.report.forms import FORMS
from prioritizer.words.formatting import bare_money, money, number, unit_word

_BY_KIND = re.compile(r"^(svar/|tjansteskrivelse-).*")
"""Documents of which there is one for each board or proposal."""


def show_outcome(ready: Prepared, outcome: Outcome, language: Language, goal: Pursued | None = None) -> None:
    """The plan, or why there is none; `goal` is what it was chosen for, where that is not expected value."""
    for refused in ready.refused:
        say(refused_line(ready, refused, language))
    if isinstance(outcome, Infeasible):
        clash = "; ".join(clash_names(ready, outcome.conflict, language))
        if outcome.conflict:
            alone = "infeasible_one" if len(outcome.conflict) == 1 else "infeasible"
            print_line(word(alone, language, conflict=clash))
            print_line(word("ids", language, ids=", ".join(outcome.conflict)))
        else:
            print_line(word("infeasible_unsettled", language))
        if outcome.conflict and outcome.explained is not None:
            for line in conflict_lines(ready, outcome.explained, language):
                print_line(line)
        if outcome.confirmed != "none":
            said = "infeasible_certified" if outcome.confirmed == "certificate" else "infeasible_confirmed"
            print_line(f"{word(said, language)} {word('proof', language)}")
    elif isinstance(outcome, Plan):
        _plan(ready, outcome, language, goal)
    else:
        print_line(word("unknown", language))


def _plan(ready: Prepared, plan: Plan, language: Language, goal: Pursued | None) -> None:
    portfolio = ready.read.portfolio
    titles = {p.id: p.title for p in portfolio.proposals}
    screen = screen_console()
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(word("proposal", language), min_width=28)
    for name in ("granted", "nnv"):
        table.add_column(
            f"{word(name, language)}, {unit_word('kr', portfolio.currency)}", justify="right", no_wrap=True
        )
    for key in plan.chosen:
        candidate = ready.program.candidates[ready.program.index(key)]
        kronor = [bare_money(n, "kr", language) for n in (candidate.granted_total, candidate.value)]
        table.add_row(version_title(titles[key[0]], key[1], key[2]), *kronor)
    for label, shared in _shared(ready, plan, language).items():
        table.add_row(label, "", bare_money(shared, "kr", language))
    screen.print(table)
    for line in plan_lines(ready, plan, language, goal):
        print_line(line)


def plan_lines(ready: Prepared, plan: Plan, language: Language, goal: Pursued | None = None) -> Iterator[str]:
    """What is granted and what the plan is worth, and what is proved of it."""
    portfolio = ready.read.portfolio
    currency = portfolio.currency
    reserve = ready.statement.reserve_price
    # The objective is net present value less the reserve price of each granted krona (convention §14).
    nnv = money(plan.objective + reserve * plan.granted, "kr", language, currency)
    told = {"granted": money(plan.granted, "kr", language, currency), "nnv": nnv}
    counts = {"n": len(plan.chosen), "all": len(portfolio.proposals), "year": portfolio.price_year}
    value = money(plan.objective, "kr", language, currency)
    total = "total_after" if reserve else "total"
    yield (word(total, language, value=value, reserve=per_krona(ready, language), **told, **counts))
    if not plan.chosen and any(s.outcome == "admitted" for s in ready.screened):
        yield word(_why_empty(ready), language)
    yield from [_proof(ready, plan, language)] if goal is None else pursued_lines(ready, goal, language)
    for code in _told_here(plan):
        yield word(code, language)


def _told_here(plan: Plan) -> Iterator[str]:
    """What was wrong with solvers, but for those that did not answer: a command tells that when it ends."""
    return (code for code in plan.faults if not code.endswith("_misbehaved"))


def _why_empty(ready: Prepared) -> str:
    """Why nothing is chosen: no version can be, none is worth it, or none that is worth it fits."""
    if not ready.program.candidates:
        return "empty_refused"
    return "empty_negative" if all(c.value <= 0 for c in ready.program.candidates) else "empty_plan"


def _shared(ready: Prepared, plan: Plan, language: Language) -> dict[str, int]:
    """What the plan's versions are worth together beyond the sum of each, by what it is called (§6).

    They reach the same people, or have a declared synergy.
    """
    portfolio = ready.read.portfolio
    names = {p.id: p.title for p in portfolio.proposals}
    titles = {group.id: group.title or group.id for group in portfolio.overlap_groups}
    labels = {s.id: word("synergy", language, first=names[s.of[0]], second=names[s.of[1]]) for s in portfolio.synergies}
    sums: dict[str, int] = {}
    for overlap in ready.overlaps:
        if set(plan.chosen).issuperset(overlap.keys):
            group = titles.get(overlap.group, overlap.group)
            name = labels.get(overlap.group) or word("overlap", language, group=group)
            sums[name] = sums.get(name, 0) + overlap.nnv
    return {name: nnv for name, nnv in sums.items() if nnv}


def _proof(ready: Prepared, plan: Plan, language: Language) -> str:
    """What is proved of the plan, and what that is not about (convention §15)."""
    if plan.status == "feasible":
        currency = ready.read.portfolio.currency
        return word("feasible", language, gap=money(plan.bound - plan.objective, "kr", language, currency))
    said = {"certificate": "optimal_certified", "second_solver": "optimal_confirmed"}.get(plan.confirmed, "optimal")
    return f"{word(said, language, solver=plan.solver)} {beside_proof(ready, plan, language)}"


def show_draws(ready: Prepared, outcome: Outcome, language: Language) -> None:
    """That limits on the outcomes were tried on those of the choice alone; nothing where there are none (§18)."""
    risks = [risk.id for risk in ready.program.risks]
    if risks and isinstance(outcome, Plan):
        names = "; ".join(limit_names(ready, risks, language))
        print_line(word("not_fresh", language, limits=names, draws=number(DRAWS, language)))


def show_margins(
    ready: Prepared,
    outcome: Outcome,
    margins: Sequence[Margin],
    language: Language,
    goal: Pursued | None = None,
    more: Explained = NOT_EXPLAINED,
) -> None:
    """Why every proposal is in or out, a paragraph each; of a plan chosen for another `goal` only which it is."""
    terms = {found.proposal: found for found in more.own_terms or ()}
    passed = {found.proposal: found for found in more.passed_over}
    if not isinstance(outcome, Plan):
        show_outcome(ready, outcome, language)
        print_line(word("nothing_to_compare", language))
    elif goal is None:
        if outcome.status == "feasible":
            print_line(_proof(ready, outcome, language))
        for code in _told_here(outcome):
            print_line(word(code, language))
    for margin in margins:
        for line in margin_lines(ready, margin, language, goal is None and isinstance(outcome, Plan)):
            print_line(line)
        if margin.proposal in passed:
            print_line(f"  {passed_line(ready, passed[margin.proposal], language)}")
        if margin.proposal in terms and not margin.conflict:
            for line in own_lines(ready, terms[margin.proposal], language):
                print_line(f"  {line}")
    for line in () if goal is None else pursued_lines(ready, goal, language):
        print_line(line)
    for line in fault_lines(margins, language):
        print_line(line)


def fault_lines(margins: Iterable[Margin], language: Language) -> Iterator[str]:
    """What a solver did wrong in some question; each once."""
    yield from (word(code, language) for code in dict.fromkeys(code for margin in margins for code in margin.faults))


def show_written(folder: Path, names: Sequence[str], earlier: Path | None, language: Language) -> None:
    """Where the documents are: memos and answers by kind, in the language of the screen, and the forms of each."""
    found: dict[str, dict[str, int]] = {}
    for name in names:
        stem, dot, form = name.rpartition(f".{language}.")
        if dot:
            forms = found.setdefault(_BY_KIND.sub(r"\1*", stem), {})
            forms[form] = forms.get(form, 0) + 1
    told = {}
    for kind, forms in found.items():
        # As they are usually read, in whatever order they were made.
        first, *more = sorted(forms, key=[form[1:] for form in FORMS].index)
        also = word("also_as", language, forms=", ".join(f".{one}" for one in more)) if more else ""
        told[f"{kind}.{language}.{first}"] = word(kind, language, n=forms[first]) + also
    told |= {name: word(name, language) for name in names if name.count(".") == 1}
    print_line("")
    print_line(word("in_both" if found else "written", language, folder=folder))
    width = max(len(name) for name in told)
    for name, said in told.items():
        print_line(f"  {name:{width}}  {said}")
    if earlier:
        print_line(word("earlier", language, folder=earlier))
