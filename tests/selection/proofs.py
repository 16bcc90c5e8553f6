"""A choice with its proof, as tests ask for it."""

from prioritizer.model.plan import Infeasible, Outcome, Plan
from prioritizer.register.check_certificate import Checked, check
from prioritizer.selection.certificate import Certificate, certificate
from prioritizer.selection.choose import choose_with_proof
from prioritizer.selection.program import Program
from prioritizer.selection.proof import Proof, prove


def accepted(text: str) -> str:
    """The hash of the program of a certificate that the checker accepts."""
    return check(text).hash


def chosen_with_proof(program: Program) -> tuple[Outcome, Certificate, Checked]:
    """The choice, its certificate, and what the checker makes of that."""
    outcome, written = choose_with_proof(program, accepted)
    assert isinstance(written, Certificate), written
    checked = check(written.text)
    assert (checked.hash, checked.nodes) == (written.hash, written.nodes)
    return outcome, written, checked


def certified(program: Program, outcome: Outcome) -> Certificate:
    """The certificate of a choice that was made."""
    assert isinstance(outcome, Plan | Infeasible)
    chosen = frozenset(program.index(key) for key in outcome.chosen) if isinstance(outcome, Plan) else None
    proof = prove(program, chosen)
    assert isinstance(proof, Proof)
    return certificate(program, proof, chosen)
