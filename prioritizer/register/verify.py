"""A record and a certificate held against each other and against the numbers in them (convention §15; design §6).

What is recomputed: the record's hash, the program from the record's inputs and its hash, the plan's rows, value and
granted kronor in exact numbers, the choice itself, and the certificate beside the record. What is taken as it stands:
verdicts, and the value of each version.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, TypeAlias

from prioritizer.model.plan import Infeasible, Key, Outcome, Plan
from prioritizer.model.rules import Objective, Scenario
from prioritizer.register.check_certificate import Checked, Refused, check
from prioritizer.register.choice import key_of, objective_in, statement_in, worlds_in
from prioritizer.register.claims import claims, claims_again
from prioritizer.register.finding import Finding, differs, holds, note
from prioritizer.register.plain import plain
from prioritizer.register.record import hash_holds
from prioritizer.selection.certificate import hash_of, names_of, written
from prioritizer.selection.products import lifted
from prioritizer.selection.program import Program, granted, value, violated
from prioritizer.selection.statement import Statement

UNREADABLE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,
    StopIteration,
    TypeError,
    ValueError,
)
"""What reading a record raises when it is not one of ours, or was changed."""

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
    record = json.loads(text, parse_float=Decimal)
    # The hash is of numbers as they are read without further ado.
    found = [holds("record_hash") if hash_holds(json.loads(text)) else differs("record_hash_differs")]
    try:
        return (*found, *_recomputed(record, certificate, again))
    except UNREADABLE as error:
        return (*found, differs("record_unreadable", reason=f"{type(error).__name__}: {error}"))


def _recomputed(record: Mapping[str, Any], certificate: str | None, again: Again) -> tuple[Finding, ...]:
    found = []
    statement = statement_in(record)
    program = statement.program()
    said, rebuilt = record["choice"]["program_sha256"], hash_of(written(program))
    if said == rebuilt:
        found.append(holds("program_hash", hash=rebuilt))
    else:
        found.append(differs("program_hash_differs", found=rebuilt, expected=said))
    objective = objective_in(record)
    plan = record["plan"]
    if plan is not None:
        keys, known = [key_of(version) for version in plan["selected"]], {c.key for c in program.candidates}
        if unknown := [key for key in keys if key not in known]:
            return (*found, differs("plan_unknown", versions=", ".join(sorted(map(_shown, unknown)))))
        if len(set(keys)) < len(keys):
            twice = sorted({_shown(key) for key in keys if keys.count(key) > 1})
            return (*found, differs("plan_twice", versions=", ".join(twice)))
        found += _plan(program, plan)
        found += claims(plan, objective)
    outcome = again(objective, statement, program, worlds_in(record, statement))
    found.append(_again(record, outcome, objective))
    if plan is not None and isinstance(outcome, Plan):
        found += claims_again(plan, outcome)
    found += _beside(program, record, certificate, rebuilt, objective)
    return (*found, Finding("values_taken", "note"))


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
