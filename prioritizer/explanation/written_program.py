"""The program of a choice as text that people can read: above each row the sentence of its rule (design §4).

It is written from the description that the solvers are given, and the hash is that of records and certificates.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from prioritizer.model.plan import Candidate
from prioritizer.model.portfolio import Fund
from prioritizer.model.rules import Language, Limit
from prioritizer.predicates.say import Speaker
from prioritizer.selection.certificate import hash_of, written
from prioritizer.selection.products import lifted
from prioritizer.selection.program import Program, Row
from prioritizer.words.program import FORMULAS, said

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


def program_text(program: Program, titles: Titles) -> str:
    """The whole program as text.

    Args:
        program: As it is solved; overlap groups are written as the rows that a solver is given, limits on the draws as
            the sentences that they are.
        titles: What rows are called by.
    """
    whole = lifted(replace(program, risks=()))
    return "\n".join(["# " + line for line in _head(program, whole, titles.language)] + _body(program, whole, titles))


def row_text(row: Row) -> str:
    """A row as a formula: `3 x1 + x2 <= 4`.

    Example:
        >>> row_text(Row("r", ((0, 3), (1, -1)), "<=", 4, "limit"))
        '3 x1 - x2 <= 4'
    """
    sense = {"<=": "<=", ">=": ">=", "==": "="}[row.sense]
    return f"{_sum(row.coefficients)} {sense} {row.bound}"


def sentence(row: Row, titles: Titles) -> str:
    """What a row demands, in words."""
    language, parts = titles.language, row.id.split(":")
    match row.kind:
        case "version" | "mandatory" | "continues":
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
            return said("product", language)
    return _limit(row, titles)


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
    lines = ["", f"# {said('objective', language)}", f"# {FORMULAS['objective']}", "max:"]
    lines += _wrapped(_sum(tuple((i, units) for i, units in enumerate(whole.objective) if units)))
    before = ""
    for row in whole.rows:
        lines += ["", *([f"# {FORMULAS[row.kind]}"] if row.kind != before else []), f"# {sentence(row, titles)}"]
        lines += [f"{row.id}:", *_wrapped(row_text(row))]
        before = row.kind
    for risk in program.risks:
        lines += ["", f"# {FORMULAS[risk.form]}", f"# {_told(titles.limits[risk.id], titles)}", f"# {risk.id}"]
    lines += ["", f"# {said('variables', language)}"]
    lines += [f"# {_variable(f'x{i + 1}', c, titles)}" for i, c in enumerate(program.candidates)]
    lines += [f"# {line}" for line in _sets(program, whole, language)]
    return [*lines, ""]


def _variable(name: str, candidate: Candidate, titles: Titles) -> str:
    parts = [str(part) for part in (candidate.alternative, candidate.start_year) if part is not None]
    more = f" ({', '.join(parts)})" if parts else ""
    title = titles.proposals.get(candidate.proposal, candidate.proposal)
    return said("variable", titles.language, variable=name, title=title, more=more)


def _sets(program: Program, whole: Program, language: Language) -> Iterator[str]:
    """The variables of sets, and the candidates of each."""
    first = len(program.candidates)
    members: dict[int, list[str]] = {i: [] for i in range(first, len(whole.objective))}
    for row in whole.rows:
        if row.kind == "product" and row.bound == 0:
            candidate = next(i for i, c in row.coefficients if c == -1)
            for i, one in row.coefficients:
                if one == 1:
                    members[i].append(f"x{candidate + 1}")
    for i, names in members.items():
        yield said("set", language, variable=f"x{i + 1}", members=", ".join(names))


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
