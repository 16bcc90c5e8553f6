"""The program of a choice as text that people can read: above each row the sentence of its rule (design §4).

It is written from the description that the solvers are given, and the hash is that of records and certificates.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from prioritizer.model.plan import Candidate
from prioritizer.model.portfolio import Fund
from prioritizer.model.rules import Amount, Language, Limit, Maximise
from prioritizer.predicates.say import Speaker
from prioritizer.predicates.spelled import exact
from prioritizer.selection.certificate import hash_of, written
from prioritizer.selection.products import lifted
from prioritizer.selection.program import Program, Row
from prioritizer.words.formatting import HARD_SPACE
from prioritizer.words.program import formula, goal_said, said

WIDTH = 100
"""Columns of a line of numbers."""


@dataclass(frozen=True, slots=True)
class Titles:
    """What rows are called by: titles of proposals and resources by id, funds and limits, and who says limits."""

    proposals: Mapping[str, str]
    funds: Mapping[str, Fund]
    resources: Mapping[str, str]
    limits: Mapping[str, Limit]
    speaker: Speaker
    language: Language


def program_text(program: Program, titles: Titles, maximise: Maximise = "expected_value") -> str:
    """The whole program as text.

    Args:
        program: As it is solved; overlap groups are written as the rows that a solver is given, limits on the draws as
            the sentences that they are.
        titles: What rows are called by.
        maximise: What the plan is chosen for; of anything but expected value the text says first that its objective is
            not that.
    """
    whole, language = lifted(replace(program, risks=())), titles.language
    head = [*_head(program, whole, language)]
    if maximise != "expected_value":
        head.insert(0, said("other_objective", language, goal=goal_said(maximise, language)))
    return "\n".join([f"# {line}" for line in head] + _body(program, whole, titles))


def row_text(row: Row) -> str:
    """A row as a formula: `3 x1 + x2 <= 4`.

    Example:
        >>> row_text(Row("r", ((0, 3), (1, -1)), "<=", 4, "limit"))
        '3 x1 - x2 <= 4'
    """
    sense = {"<=": "<=", ">=": ">=", "==": "="}[row.sense]
    return f"{_sum(row.coefficients)} {sense} {row.bound}"


def sentence(row: Row, titles: Titles) -> str:
    """What a row demands, in words, and in which units its numbers are where that is not one."""
    told = _demand(row, titles)
    if row.unit == 1:
        return told
    amount = exact(Decimal(row.unit.numerator) / Decimal(row.unit.denominator), titles.language)
    unit = f"{amount}{HARD_SPACE}{titles.speaker.unit('kr')}" if _is_money(row, titles) else amount
    return said("unit", titles.language, sentence=told, unit=unit)


def _is_money(row: Row, titles: Titles) -> bool:
    limit = titles.limits.get(row.limit)
    form = None if limit is None else limit.limit
    return row.kind == "fund" or (isinstance(form, Amount) and form.form != "count_where" and form.of == "granted")


def _demand(row: Row, titles: Titles) -> str:
    language, parts = titles.language, row.id.split(":")
    match row.kind:
        case "version" | "mandatory" | "excluded" | "continues":
            return said(row.kind, language, title=titles.proposals.get(parts[1], parts[1]))
        case "requires":
            first, other = (titles.proposals.get(name, name) for name in parts[1:3])
            return said("requires", language, title=first, other=other)
        case "fund":
            fund = titles.funds[parts[1]]
            return said("fund" if fund.carry_over else "fund_alone", language, title=fund.title, year=parts[2])
        case "resource":
            name = "resource_year" if len(parts) > 2 else "resource"
            return said(name, language, title=titles.resources.get(parts[1], parts[1]), year=parts[-1])
        case "product":
            return _product(row, language)
    return _limit(row, titles)


def _product(row: Row, language: Language) -> str:
    """What holds the variable of a set to the set: it needs each of its members, and all of them ask for it."""
    if row.bound == 0:
        (member,) = [i for i, coefficient in row.coefficients if coefficient < 0]
        sets = [i for i, coefficient in row.coefficients if coefficient > 0]
        name = "product_member" if len(sets) == 1 else "product_members"
        return said(name, language, sets=_joined(sets, language), member=f"x{member + 1}")
    members = [i for i, coefficient in row.coefficients if coefficient > 0]
    sets = [i for i, coefficient in row.coefficients if coefficient < 0]
    name = "product_pair" if len(members) == 2 else "product_size"
    return said(name, language, members=_joined(members, language), sets=_joined(sets, language))


def _joined(indexes: Sequence[int], language: Language) -> str:
    """Variables as a list in a sentence."""
    *first, last = (f"x{i + 1}" for i in indexes)
    return said("and", language, first=", ".join(first), last=last) if first else last


def _limit(row: Row, titles: Titles) -> str:
    limit = titles.limits.get(row.limit)
    if limit is None:
        return row.id
    told = _told(limit, titles)
    key = row.id.removeprefix(row.limit).strip("[]")
    return said("limit_key", titles.language, sentence=told, key=key) if key else told


def _told(limit: Limit, titles: Titles) -> str:
    told = titles.speaker.limit(limit)
    return told if told.endswith(".") else f"{told}."


def _head(program: Program, whole: Program, language: Language) -> Iterator[str]:
    counts = {"rows": len(whole.rows), "variables": len(whole.objective), "scale": whole.scale}
    yield said("head", language, **counts)
    yield said("hash", language, hash=hash_of(written(program)))


def _body(program: Program, whole: Program, titles: Titles) -> list[str]:
    language = titles.language
    lines = ["", f"# {said('objective', language)}", f"# {formula('objective', language)}", "max:"]
    lines += _wrapped(_sum(tuple((i, units) for i, units in enumerate(whole.objective) if units)))
    before = ""
    for row in whole.rows:
        lines += [
            "",
            *([f"# {formula(row.kind, language)}"] if row.kind != before else []),
            f"# {sentence(row, titles)}",
        ]
        lines += [f"{row.id}:", *_wrapped(row_text(row))]
        before = row.kind
    for risk in program.risks:
        lines += ["", f"# {formula(risk.form, language)}", f"# {_told(titles.limits[risk.id], titles)}", f"# {risk.id}"]
    lines += ["", f"# {said('variables', language)}"]
    lines += [f"# {_variable(f'x{i + 1}', c, titles)}" for i, c in enumerate(program.candidates)]
    lines += [f"# {line}" for line in _sets(program, whole, titles)]
    return [*lines, ""]


def _variable(name: str, candidate: Candidate, titles: Titles) -> str:
    parts = [str(part) for part in (candidate.alternative, candidate.start_year) if part is not None]
    more = f" ({', '.join(parts)})" if parts else ""
    title = titles.proposals.get(candidate.proposal, candidate.proposal)
    return said("variable", titles.language, variable=name, title=title, more=more)


def _sets(program: Program, whole: Program, titles: Titles) -> Iterator[str]:
    """The variables of sets: when each is 1, and what it carries."""
    first, language = len(program.candidates), titles.language
    members: dict[int, list[int]] = {i: [] for i in range(first, len(whole.objective))}
    for row in whole.rows:
        if row.kind == "product" and row.bound == 0:
            candidate = next(i for i, c in row.coefficients if c == -1)
            for i, one in row.coefficients:
                if one == 1:
                    members[i].append(candidate)
    for i, some in members.items():
        kronor = Decimal(whole.objective[i]) / Decimal(whole.scale)
        worth = f"{exact(kronor, language)}{HARD_SPACE}{titles.speaker.unit('kr')}"
        is_pair = len(some) == 2 and not any(set(some) < set(other) for other in members.values())
        name = "set_pair" if is_pair else "set"
        yield said(name, language, variable=f"x{i + 1}", members=_joined(some, language), worth=worth)


def _sum(coefficients: tuple[tuple[int, int], ...]) -> str:
    terms: list[str] = []
    for i, units in coefficients:
        sign = ("- " if terms else "-") if units < 0 else ("+ " if terms else "")
        terms.append(f"{sign}{'' if abs(units) == 1 else f'{abs(units)} '}x{i + 1}")
    return " ".join(terms) or "0"


def _wrapped(text: str) -> list[str]:
    """A formula over as many lines as it takes, broken before a sign."""
    lines, line = [], " "
    for term in text.replace(" + ", "\n+ ").replace(" - ", "\n- ").split("\n"):
        if len(line) + len(term) + 1 > WIDTH:
            lines.append(line)
            line = "   "
        line += f" {term}"
    return [*lines, line]
