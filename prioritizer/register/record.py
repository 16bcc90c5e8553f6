"""The record of a run: everything that a document needs and that can be computed again (design §6).

`record.json` is format 1. Its hash is over all of it but the hash itself; time, machine and versions stand in
`run.json`, outside the hash.
"""

from collections.abc import Mapping

from prioritizer.appraisal.haircuts import has_haircuts
from prioritizer.explanation.blindness import Blindness
from prioritizer.model.plan import Plan
from prioritizer.register.answers import explain_answer, named, select_answer
from prioritizer.register.choice import choice_part
from prioritizer.register.explained import explained_answer
from prioritizer.register.inputs import portfolio_part, rules_part
from prioritizer.register.near_best import near_best_answer
from prioritizer.register.plain import Plain, hash_of, plain
from prioritizer.register.pursued import pursued_answer
from prioritizer.register.results import plan_part, screened_part, value_answer
from prioritizer.register.roll_forward import roll_forward_answer
from prioritizer.register.run import Run, speakers

FORMAT = 1


def record(run: Run) -> Plain:
    """The record as plain values, its hash included."""
    answer = select_answer(run.outcome)
    body: Plain = {
        "format": FORMAT,
        "seed": run.seed,
        "draws": run.draws,
        "portfolio": portfolio_part(run.portfolio, run.rules),
        "rules": rules_part(run),
        "choice": choice_part(run),
        "screening": [screened_part(s, speakers(run)) for s in run.screened],
        "values": [value_answer(v, run.portfolio, run.rules, run.sensitivities, run.converged) for v in run.appraised],
        "refused": [{**named(r.key), "code": r.code, "values": dict(r.values)} for r in run.refused],
        "plan": plan_part(run),
        "no_plan": None if isinstance(run.outcome, Plan) else {n: answer[n] for n in ("status", "confirmed", "bound")},
        "conflict": answer["conflict"],
        "conflicts": answer["conflicts"],
        "near_best": near_best_answer(run.near_best),
        "pursued": pursued_answer(run.pursued),
        "roll_forward": roll_forward_answer(run.roll_forward),
        "explanation": explain_answer(run.margins, ())["proposals"],
        "explained": explained_answer(run.explained),
        "blindness": _blindness(run.blindness),
        "applied": {
            "haircuts": has_haircuts(run.rules, run.portfolio),
            # Where some proposal has no prior, nothing in the round is moved (convention §10).
            "shrinkage": any(value.prior is not None for value in run.appraised),
            "tax_factor": run.portfolio.tax_factor,
        },
    }
    found = plain(body)
    assert isinstance(found, dict)
    return {**found, "hash": hash_of(found)}


def hash_holds(record: Mapping[str, object]) -> bool:
    """Whether a record's hash is that of its content."""
    return record.get("hash") == hash_of({key: value for key, value in record.items() if key != "hash"})


def _blindness(found: Blindness | None) -> Plain:
    if found is None:
        return {"checked": False, "same": None, "what": []}
    parts = {"verdicts": found.verdicts, "values": found.values, "plan": found.plan}
    return {
        "checked": True,
        "same": found.same,
        "what": [name for name, same in parts.items() if same is False],
        **parts,
    }
