"""Why a proposal with a lower ratio of value to investment is in while another is out (convention §20)."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A proposal that is not chosen, with a higher NNK-i than some that are.

    `lower` are those, the lowest first. Had the first of them given way to the proposal, and nothing else been changed,
    the plan would have broken `limits`, or kept to all and been worth `loss` kronor less.
    """

    proposal: str
    ratio: float
    lower: tuple[str, ...]
    lowest: float
    loss: Decimal | None
    limits: tuple[str, ...]
