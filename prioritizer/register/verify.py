"""A record and a certificate held against each other and against the numbers in them (convention §15; design §6).

What is recomputed: the record's hash, the program from the record's inputs and its hash, the plan's rows, value and
granted kronor in exact numbers, what each version and each fund's year get, the choice itself, how sure it is, and the
certificate beside the record. What is taken as it stands: verdicts, and the value of each version. Whatever a file
holds is answered with findings: a record comes from outside.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from typing import Any, TypeAlias

from prioritizer.model.plan import Infeasible, Key, Outcome, Plan
from prioritizer.model.rules import Objective, Scenario
from prioritizer.register.check_certificate import Checked, Refused, check
from prioritizer.register.choice import UNREADABLE, key_of, objective_in, statement_in, worlds_in
from prioritizer.register.claims import claims, claims_again
from prioritizer.register.finding import Finding, differs, holds, note
from prioritizer.register.plain import plain
from prioritizer.register.record import hash_holds
from prioritizer.register.results import fund_rows, selected_row
from prioritizer.selection.certificate import hash_of, names_of, written
from prioritizer.selection.products import lifted
from prioritizer.selection.program import Program, granted, value, violated
from prioritizer.selection.statement import Statement

Worlds: TypeAlias = tuple[tuple[Scenario, Statement], ...]

Again: TypeAlias = Callable[[Objective, Statement, Program, Worlds], Outcome]
"""Makes a choice once more, with the scenarios of its objective."""


def verify_certificate(text: str) -> tuple[Finding, Checked | None]:
    """What a certificate proves, or why it proves nothing."""
    try:
        checked = check(text)
    except Refused as refused:
        return differs(f"refused_{refused.code}", **refused.values), None
    return proves(checked), checked


def proves(checked: Checked) -> Finding:
    """What an accepted certificate has proved, in kronor."""
    if not checked.plans:
        return holds("proves_infeasible", nodes=checked.nodes, hash=checked.hash)
    more, plans = checked.excluded > checked.value, len(checked.plans)
    code = "proves_best" if more else "proves_only" if plans == 1 else "proves_ties"
    worth = _plain(Decimal(checked.value) / checked.scale)
    return holds(code, value=worth, plans=plans, nodes=checked.nodes, hash=checked.hash)


def verify_record(text: str, certificate: str | None, again: Again) -> tuple[Finding, ...]:
    """Everything that can be recomputed from a record.

    Args:
        text: The record's file.
        certificate: The text of the certificate beside it, None where there is none.
        again: Makes the choice once more.
    """
    try:
        with _part("JSON"):
            record = json.loads(text, parse_float=Decimal, parse_constant=_no_number)
            # The hash is of numbers as they are read without further ado.
            same = hash_holds(json.loads(text))
    except _Unreadable as error:
        return (error.finding(),)
    found = [holds("record_hash") if same else differs("record_hash_differs")]
    try:
        for finding in _recomputed(record, certificate, again):
            found.append(finding)
    except _Unreadable as error:
        found.append(error.finding())
    return tuple(found)


class _Unreadable(Exception):
    """A part of a record is not what a record has there; `lacking` is a name that is looked for in vain."""

    def __init__(self, of: str, lacking: str) -> None:
        super().__init__(of, lacking)
        self.of, self.lacking = of, lacking

    def finding(self) -> Finding:
        """What is told of it."""
        if self.lacking:
            return differs("record_lacks", part=self.of, key=self.lacking)
        return differs("record_unreadable", part=self.of)


@contextmanager
def _part(of: str) -> Iterator[None]:
    """Whatever goes wrong inside lies in that part of the record: it was changed, or is of another version."""
    try:
        yield
    except UNREADABLE as error:
        key = error.args[0] if isinstance(error, KeyError) and error.args else ""
        raise _Unreadable(of, key if isinstance(key, str) else "") from error


def _no_number(word: str) -> None:
    raise ValueError(word)


def _recomputed(record: Mapping[str, Any], certificate: str | None, again: Again) -> Iterator[Finding]:
    with _part("portfolio, screening, values, choice"):
        statement = statement_in(record)
        program = statement.program()
        said, rebuilt = record["choice"]["program_sha256"], hash_of(written(program))
    if said == rebuilt:
        yield holds("program_hash", hash=rebuilt)
    else:
        yield differs("program_hash_differs", found=rebuilt, expected=said)
    with _part("choice.objective"):
        objective = objective_in(record)
    with _part("plan"):
        plan = record["plan"]
        if plan is not None:
            strange = _strange(program, plan)
            yield from strange or (*_plan(program, plan), _tables(statement, program, plan), *claims(plan, objective))
            if strange:
                return
    with _part("choice.scenarios"):
        worlds = worlds_in(record, statement)
    with _part("choice"):
        outcome = again(objective, statement, program, worlds)
    with _part("plan, no_plan, conflict"):
        yield _again(record, outcome, objective)
        if plan is not None and isinstance(outcome, Plan):
            yield from claims_again(plan, outcome)
        yield from _beside(program, record, certificate, rebuilt, objective)
    yield note("values_taken")


def _strange(program: Program, plan: Mapping[str, Any]) -> list[Finding]:
    """Versions that the plan selects and the inputs do not have, or that it selects more than once."""
    keys, known = [key_of(version) for version in plan["selected"]], {c.key for c in program.candidates}
    if unknown := [key for key in keys if key not in known]:
        return [differs("plan_unknown", versions=", ".join(sorted(map(_shown, unknown))))]
    if len(set(keys)) < len(keys):
        return [differs("plan_twice", versions=", ".join(sorted({_shown(k) for k in keys if keys.count(k) > 1})))]
    return []


def _shown(key: Key) -> str:
    """A version as decided plans name it."""
    proposal, alternative, start = key
    return f"{proposal}{f'/{alternative}' if alternative else ''}{f'@{start}' if start else ''}"


def _plan(program: Program, plan: Mapping[str, Any]) -> list[Finding]:
    """The plan's rows, value and granted kronor in exact numbers."""
    chosen = frozenset(program.index(key_of(version)) for version in plan["selected"])
    broken = violated(program, chosen)
    worth, kronor = program.kronor(value(program, chosen)), granted(program, chosen)
    pairs = (("value", worth, plan["objective"]), ("granted", kronor, plan["granted"]))
    # The rows of the written program: those of groups of proposals and of chances are told by it, as by `--program`.
    rows, risks = len(lifted(replace(program, risks=())).rows), [risk.id for risk in program.risks]
    kept = [holds("rows_kept", rows=rows), *([holds("draws_kept", limits=", ".join(risks))] if risks else [])]
    return [
        *([differs("rows_broken", rows=", ".join(broken))] if broken else kept),
        *(
            holds(f"plan_{name}", found=_plain(found))
            if _same(found, said)
            else differs(f"plan_{name}_differs", found=_plain(found), expected=said)
            for name, found, said in pairs
        ),
    ]


def _tables(statement: Statement, program: Program, plan: Mapping[str, Any]) -> Finding:
    """What documents show of each chosen version, and of each fund by year."""
    chosen = sorted(
        (program.candidates[program.index(key_of(version))] for version in plan["selected"]), key=lambda c: str(c.key)
    )
    first, last = statement.plan_years
    rebuilt = {
        "selected": [selected_row(candidate) for candidate in chosen],
        "fund_rows": fund_rows(statement.funds, range(first, last + 1), chosen),
    }
    other = [name for name, rows in rebuilt.items() if plain(rows) != plain(plan[name])]
    return differs("plan_tables_differ", parts=", ".join(other)) if other else holds("plan_tables")


def _again(record: Mapping[str, Any], outcome: Outcome, objective: Objective) -> Finding:
    """The choice made once more, beside what the record says; what the record left open contradicts nothing."""
    plan = record["plan"]
    if not isinstance(outcome, Plan | Infeasible):
        return Finding("not_chosen_again", "note")
    if plan is None:
        return _again_without(record, outcome)
    if isinstance(outcome, Infeasible):
        return differs("chosen_otherwise", found="–", expected=plan["objective"])
    same = sorted(map(str, outcome.chosen)) == sorted(str(key_of(version)) for version in plan["selected"])
    equal = _same(outcome.objective, plan["objective"])
    if equal and same:
        return holds("chosen_again", found=_plain(outcome.objective))
    gaps = {"found": _plain(outcome.objective), "expected": plan["objective"]}
    proved, again = plan["status"] == "optimal", outcome.status == "optimal"
    if equal and not (proved and again):
        return note("chosen_as_good", **gaps)
    if equal:
        return differs("chosen_tie", **gaps)
    if objective.maximise != "expected_value":
        # Neither value bounds what was maximised: only two proofs can contradict each other.
        return differs("chosen_otherwise", **gaps) if proved and again else note("chosen_open", **gaps)
    if not again and outcome.objective < Decimal(str(plan["objective"])):
        return note("chosen_less_in_time", **gaps)
    if not proved and Decimal(str(plan["objective"])) < outcome.objective <= Decimal(str(plan["bound"])):
        return note("chosen_within_gap", more=_plain(Decimal(str(plan["gap"]))), **gaps)
    return differs("chosen_otherwise", **gaps)


def _again_without(record: Mapping[str, Any], outcome: Plan | Infeasible) -> Finding:
    """The same for a record without a plan: it says that there is none, or that none was found in the time."""
    if record["conflict"]:
        if isinstance(outcome, Infeasible):
            return holds("infeasible_again")
        return differs("chosen_otherwise", found=_plain(outcome.objective), expected="–")
    if isinstance(outcome, Infeasible):
        return note("infeasible_now")
    return note("found_now", found=_plain(outcome.objective))


def _beside(
    program: Program, record: Mapping[str, Any], certificate: str | None, rebuilt: str, objective: Objective
) -> list[Finding]:
    """The certificate beside the record: what it proves, and whether that is about this record."""
    plan = record["plan"]
    if certificate is None:
        said = plan if plan is not None else record.get("no_plan") or {}
        if said.get("confirmed") == "certificate":
            return [differs("certificate_missing")]
        return [_no_certificate(program, record, objective)]
    proof, checked = verify_certificate(certificate)
    if checked is None:
        return [proof]
    if checked.hash != rebuilt:
        return [proof, differs("certificate_program", found=checked.hash, expected=rebuilt)]
    if (not checked.plans) != (plan is None):
        return [proof, differs("certificate_claim")]
    if plan is None:
        return [proof]
    worth = program.kronor(checked.value)
    if not _same(worth, plan["objective"]):
        return [proof, differs("certificate_value", found=_plain(worth), expected=plan["objective"])]
    chosen = frozenset(program.index(key_of(version)) for version in plan["selected"])
    if checked.plans[0] != names_of(program, chosen):
        return [proof, differs("certificate_plan", found=", ".join(checked.plans[0]))]
    return [proof, holds("certificate_agrees")]


def _no_certificate(program: Program, record: Mapping[str, Any], objective: Objective) -> Finding:
    """Why there is no certificate: none can be written of such a choice, the choice is not proved, or nobody asked."""
    plan = record["plan"]
    if objective.maximise != "expected_value":
        return note("no_certificate_of_objective")
    chances = [risk.id for risk in program.risks if risk.form == "chance_below"]
    if chances:
        return note("no_certificate_of_chance", limits=", ".join(chances))
    if not record["conflict"] and (plan is None or plan["status"] != "optimal"):
        return note("no_certificate_of_unproved")
    return note("no_certificate")


def _same(found: Decimal, said: object) -> bool:
    """Whether an amount is the one that the record says, written as the record writes amounts."""
    return plain(plain(found)) == plain(said)


def _plain(amount: Decimal) -> str:
    """Kronor without zeros at the end, and never with an exponent."""
    return format(amount.normalize(), "f")
