"""What the choice was made from, so that its program can be written again from the record alone (design §6).

Values, costs, uses, funds and capacities stand in the record's other parts and are read from there. Here is the rest:
what limits ask of each candidate, the limits as data, and the hash of the written program.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any as Anything

from prioritizer.explanation.rule_change import fields_named, parameters_named
from prioritizer.model.plan import Candidate, Key
from prioritizer.model.portfolio import Fund, Resource
from prioritizer.model.pursued import Regret
from prioritizer.model.rules import (
    All,
    Amount,
    Any,
    Fact,
    IfThen,
    Leaf,
    Level,
    Limit,
    Not,
    Objective,
    Op,
    Relation,
    RiskLimit,
    Scenario,
    Source,
    Tree,
)
from prioritizer.model.split import granted_by, split_of
from prioritizer.predicates.constrain import UnknownThreshold, UnknownWhere
from prioritizer.reading.scalars import FIRST_YEAR, LAST_YEAR
from prioritizer.register.answers import named
from prioritizer.register.plain import Plain
from prioritizer.register.run import Run
from prioritizer.screening.screen import in_force
from prioritizer.selection.certificate import hash_of, written
from prioritizer.selection.declared import closed
from prioritizer.selection.program import Program
from prioritizer.selection.roll_forward import continuing
from prioritizer.selection.statement import Statement

Record = Mapping[str, Anything]

UNREADABLE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,
    StopIteration,
    TypeError,
    ValueError,
    UnknownThreshold,
    UnknownWhere,
)
"""What reading a record raises, or choosing from it, when it is not one of ours, or was changed."""


def choice_part(run: Run) -> Plain:
    """The choice as data; amounts are texts, so that none is rounded on the way."""
    limits, program = run.rules.limits, run.program
    naming = [*limits, *(as_limit(level.amount) for level in run.rules.objective.levels if level.amount is not None)]
    asked = sorted({name for limit in naming for name in fields_named(limit)})
    numbers = in_force(run.portfolio, run.rules)
    words = closed(run.portfolio, run.rules)
    return {
        "program_sha256": hash_of(written(program)),
        "candidates": [
            {
                **named(c.key),
                "fingerprint": c.fingerprint,
                "facts": {name: fact_data(c.facts[name]) for name in asked if name in c.facts},
                "returns": {purse: None if kr is None else str(kr) for purse, kr in c.returns.items()},
                **({"draws": _spelled(c.draws)} if c.draws else {}),
                "repaid": [{"fund": fund, "year": year, "kronor": kr} for (fund, year), kr in c.repaid.items()],
            }
            for c in program.candidates
        ],
        "limits": [{"id": limit.id, **limit_data(limit.limit)} for limit in limits],
        "parameters": {
            name: str(numbers[name])
            for name in sorted({n for limit in naming for n in parameters_named(limit)})
            if name in numbers
        },
        "reserve_price": str(run.rules.objective.reserve_price),
        "objective": objective_data(run.rules.objective),
        "scenarios": [_scenario(regret) for regret in (run.pursued.regrets if run.pursued else ())],
        "words": {name: list(words[name]) for name in asked if name in words},
        "continuing": {
            name: [named(key) for key in keys]
            for name, keys in continuing(
                run.portfolio.previous.chosen if run.portfolio.previous else (), program.candidates
            ).items()
        },
        "together": [
            {
                "group": str(number),
                "versions": [named(program.candidates[i].key) for i in product.members],
                "nnv": product.worth // program.scale,
                **({"draws": _spelled(product.draws)} if product.draws else {}),
            }
            for number, shared in enumerate(program.shared)
            for product in shared
        ],
    }


def program_in(record: Record) -> Program:
    """The program of a record; see `statement_in`."""
    return statement_in(record).program()


def statement_in(record: Record) -> Statement:
    """What the program of a record is built from, written again from what the record holds.

    Args:
        record: Read with `parse_float=Decimal`, so that amounts stay exact.

    Raises:
        KeyError: A part is missing, as in records of earlier versions.
        ValueError: A part is what no record has.
    """
    portfolio, choice = record["portfolio"], record["choice"]
    admitted = {s["proposal"] for s in record["screening"] if s["outcome"] == "admitted"}
    return Statement(
        _candidates(record),
        [_fund(fund) for fund in portfolio["funds"]],
        [_resource(resource) for resource in portfolio["resources"]],
        [Limit(limit["id"], {}, {}, limit_of(limit), Source("")) for limit in choice["limits"]],
        frozenset(p["id"] for p in portfolio["proposals"] if p["mandatory"]),
        {p["id"]: tuple(p["requires"]) for p in portfolio["proposals"] if p["id"] in admitted and p["requires"]},
        _years(portfolio["plan_years"]),
        {name: Decimal(number) for name, number in choice["parameters"].items()},
        Decimal(choice["reserve_price"]),
        choice["words"],
        {_members(t): t["nnv"] for t in choice["together"]},
        {_members(t): _drawn(t["draws"]) for t in choice["together"] if "draws" in t},
        {name: tuple(key_of(v) for v in versions) for name, versions in choice.get("continuing", {}).items()},
        frozenset(o["proposal"] for o in portfolio.get("overrides", ()) if o["decision"] == "out"),
    )


def _years(written: Sequence[int]) -> tuple[int, int]:
    """First and last year, as far from now as portfolios may be: a longer row of years than that fills the memory."""
    first, last = written
    if not FIRST_YEAR <= first <= last <= LAST_YEAR:
        raise ValueError(f"plan_years {first}–{last}")
    return first, last


def worlds_in(record: Record, statement: Statement) -> tuple[tuple[Scenario, Statement], ...]:
    """Each scenario of a record with the statement of what versions are worth in it; none where there are none."""
    return tuple(
        (Scenario(found["id"], found["title"]), _world(found, statement))
        for found in record["choice"].get("scenarios", ())
    )


def _world(found: Record, statement: Statement) -> Statement:
    nnv = {key_of(value): value["nnv"] for value in found["values"]}
    candidates = [replace(c, value=nnv[c.key]) for c in statement.candidates]
    return replace(statement, candidates=candidates, together={_members(t): t["nnv"] for t in found["together"]})


def _scenario(regret: Regret) -> Plain:
    """What versions are worth in a scenario, and together."""
    return {
        "id": regret.scenario.id,
        "title": regret.scenario.title,
        "values": [{**named(key), "nnv": nnv} for key, nnv in regret.values.items()],
        "together": [
            {"group": group, "versions": [named(key) for key in keys], "nnv": nnv}
            for (group, keys), nnv in regret.together.items()
        ],
    }


def as_limit(amount: Amount) -> Limit:
    """A sum or a count as a limit without words, for what asks of limits."""
    return Limit("level", {}, {}, amount, Source(""))


def objective_data(objective: Objective) -> Plain:
    """What is maximised, as data."""
    return {
        "maximise": objective.maximise,
        **{name: _text(getattr(objective, name)) for name in ("lowest_spending", "worst_share", "worst_weight")},
        "levels": [
            {
                "title": level.title,
                "amount": None if level.amount is None else limit_data(level.amount),
                "give_up": str(level.give_up),
                "is_share": level.is_share,
            }
            for level in objective.levels
        ],
    }


def objective_in(record: Record) -> Objective:
    """What a record says is maximised; records of earlier versions maximise expected value."""
    data = record["choice"].get("objective", {"maximise": "expected_value", "levels": []})
    lowest, share, weight = (
        None if data.get(name) is None else Decimal(data[name])
        for name in ("lowest_spending", "worst_share", "worst_weight")
    )
    return Objective(
        {},
        Decimal(record["choice"]["reserve_price"]),
        Source(""),
        data["maximise"],
        lowest,
        tuple(_level(level) for level in data["levels"]),
        worst_share=share,
        worst_weight=weight,
    )


def _text(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def _level(data: Record) -> Level:
    amount = None if data["amount"] is None else limit_of(data["amount"])
    assert not isinstance(amount, Relation | RiskLimit)
    return Level(data["title"], amount, Decimal(data["give_up"]), data["is_share"])


def _spelled(draws: Sequence[int]) -> str:
    """Whole kronor by draw as one text: a list would take a line for each."""
    return " ".join(map(str, draws))


def _drawn(draws: str) -> tuple[int, ...]:
    return tuple(map(int, draws.split()))


def _members(together: Record) -> tuple[str, tuple[Key, ...]]:
    return together["group"], tuple(key_of(version) for version in together["versions"])


def key_of(version: Record) -> Key:
    """The key of a version as answers name it."""
    return (version["proposal"], version["alternative"], version["start_year"])


def _candidates(record: Record) -> list[Candidate]:
    proposals = {p["id"]: p for p in record["portfolio"]["proposals"]}
    nnv = {key_of(value): value["nnv"] for value in record["values"]}
    found = []
    for entry in record["choice"]["candidates"]:
        key = key_of(entry)
        proposal = proposals[key[0]]
        version = next(a for a in proposal["alternatives"] if a["id"] == key[1])
        shift = 0 if key[2] is None else key[2] - min(proposal["start_years"])
        granted: dict[tuple[str, int], Decimal] = {}
        for cost in version["costs"]:
            per_year = {int(year): Decimal(kronor) for year, kronor in cost["per_year"].items()}
            parts = granted_by(per_year, cost["fund"], split_of(cost.get("funds", ())))
            for (fund, year), kronor in parts.items():
                granted[fund, year + shift] = granted.get((fund, year + shift), Decimal(0)) + kronor
        found.append(
            Candidate(
                *key,
                value=nnv[key],
                granted=granted,
                uses={
                    (u["resource"], None if u["year"] is None else u["year"] + shift): Decimal(u["amount"])
                    for u in version["uses"]
                },
                facts={name: fact_of(fact) for name, fact in entry["facts"].items()},
                fingerprint=entry["fingerprint"],
                returns={purse: None if kr is None else Decimal(kr) for purse, kr in entry["returns"].items()},
                draws=_drawn(entry.get("draws", "")),
                repaid={(r["fund"], r["year"]): r["kronor"] for r in entry.get("repaid", ())},
            )
        )
    return found


def _fund(fund: Record) -> Fund:
    allocation = {int(year): Decimal(kronor) for year, kronor in fund["allocation"].items()}
    opening = Decimal(fund["opening"])
    committed = {int(year): Decimal(kronor) for year, kronor in fund.get("committed", {}).items()}
    names = (fund["id"], fund["title"], fund["owner"])
    return Fund(*names, opening, fund["carry_over"], fund["prices"], allocation, committed=committed)


def _resource(resource: Record) -> Resource:
    capacity = {int(year) if year else None: Decimal(n) for year, n in resource["capacity"].items()}
    return Resource(resource["id"], resource["title"], resource["unit"], capacity)


def fact_data(fact: Fact) -> object:
    """Numbers and days say what they are; other facts are what JSON has."""
    if isinstance(fact, Decimal):
        return {"number": str(fact)}
    if isinstance(fact, date):
        return {"day": fact.isoformat()}
    return list(fact) if isinstance(fact, tuple) else fact


def fact_of(fact: Anything) -> Fact:
    """A fact from data."""
    if isinstance(fact, Mapping):
        return Decimal(fact["number"]) if "number" in fact else date.fromisoformat(fact["day"])
    return tuple(fact) if isinstance(fact, list) else fact


def limit_data(form: Amount | Relation | RiskLimit) -> Plain:
    """A limit as data."""
    if isinstance(form, Relation):
        return {"form": form.form, "proposals": list(form.proposals)}
    if isinstance(form, RiskLimit):
        numbers = {name: None if n is None else str(n) for name, n in (("edge", form.edge), ("value", form.value))}
        return {
            "form": form.form,
            "of": form.of,
            "op": form.op.value,
            **numbers,
            "edge_parameter": form.edge_parameter,
            "parameter": form.parameter,
        }
    return {
        "form": form.form,
        "of": form.of,
        "op": form.op.value,
        "value": None if form.value is None else str(form.value),
        "parameter": form.parameter,
        "where": None if form.where is None else _tree(form.where),
        "by": form.by,
        "base": form.base,
    }


def limit_of(limit: Record) -> Amount | Relation | RiskLimit:
    """A limit from data."""
    if "proposals" in limit:
        return Relation(limit["form"], tuple(limit["proposals"]))
    if "edge" in limit:
        edge, bound = (None if limit[name] is None else Decimal(limit[name]) for name in ("edge", "value"))
        numbers = (edge, Op(limit["op"]), bound, limit["edge_parameter"], limit["parameter"])
        return RiskLimit(limit["form"], limit["of"], *numbers)
    value, where = limit["value"], limit["where"]
    return Amount(
        limit["form"],
        limit["of"],
        Op(limit["op"]),
        None if value is None else Decimal(value),
        limit["parameter"],
        None if where is None else _read_tree(where),
        limit["by"],
        limit["base"],
    )


def _tree(tree: Tree) -> Plain:
    match tree:
        case Leaf():
            leaf = {"field": tree.field, "op": tree.op.value, "value": fact_data(tree.value)}
            return {**leaf, "parameter": tree.parameter}
        case All():
            return {"all": [_tree(part) for part in tree.parts]}
        case Any():
            return {"any": [_tree(part) for part in tree.parts]}
        case Not():
            return {"not": _tree(tree.part)}
        case IfThen():
            return {"if": _tree(tree.condition), "then": _tree(tree.consequence)}


def _read_tree(tree: Record) -> Tree:
    if "all" in tree:
        return All(tuple(_read_tree(part) for part in tree["all"]))
    if "any" in tree:
        return Any(tuple(_read_tree(part) for part in tree["any"]))
    if "not" in tree:
        return Not(_read_tree(tree["not"]))
    if "if" in tree:
        return IfThen(_read_tree(tree["if"]), _read_tree(tree["then"]))
    return Leaf(tree["field"], Op(tree["op"]), fact_of(tree["value"]), tree["parameter"])
