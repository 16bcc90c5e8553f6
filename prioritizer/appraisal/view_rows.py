"""The rows that the real and the financial view divide, from the account of one version (convention §4)."""

from collections.abc import Sequence

import numpy as np

from prioritizer.appraisal.account import Account
from prioritizer.appraisal.setting import Array, Part, Setting
from prioritizer.appraisal.views import AccountViews, Row, account_views
from prioritizer.appraisal.weights import moved
from prioritizer.model.portfolio import Alternative
from prioritizer.model.value import Cells


def version_views(
    version: Alternative,
    found: Account,
    expected: Sequence[float],
    parts: Sequence[Sequence[Part]],
    setting: Setting,
    costs: Cells,
    effects: Cells,
) -> AccountViews:
    """Both views of a version, which divide the whole kronor of its two discounted tables.

    Args:
        version: A stated result is told in an account of its own.
        found: Its account.
        expected: Units a year at full effect by row of effects, after the haircut.
        parts: What a unit of each row gives.
        setting: Actors, and who of them is public.
        costs: Present costs in whole kronor.
        effects: Present effects in whole kronor.
    """
    rows = [
        Row(cost.payer, cost.kind or "unspecified", -float(found.paid[row] @ found.discount))
        for row, cost in enumerate(version.costs)
    ]
    if version.stated is not None:
        if version.stated.value is not None:
            rows = []
        rows += [Row(actor, "stated", float(kronor)) for (actor, _), kronor in effects.items()]
        return account_views(rows, costs, effects, setting.portfolio.public)
    rows += effect_rows(found.weights, found.discount, expected, parts, setting)
    return account_views(rows, costs, effects, setting.portfolio.public)


def effect_rows(
    weights: Array, discount: Array, expected: Sequence[float], parts: Sequence[Sequence[Part]], setting: Setting
) -> list[Row]:
    """What each actor gets of each row of effects by kind, in present kronor."""
    rows = []
    for row, of_row in enumerate(parts):
        for part in of_row:
            years = float(moved(weights[row : row + 1], part.delay)[0] @ discount)
            later = float(moved(weights[row : row + 1], part.delay + part.home_delay)[0] @ discount)
            for actor, at in setting.rows.items():
                if part.freed[at]:
                    home = None if np.isnan(part.home[at]) else float(expected[row] * part.home[at]) * later
                    rows.append(Row(actor, part.kind, float(expected[row] * part.freed[at]) * years, home))
    return rows
