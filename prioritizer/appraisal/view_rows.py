"""The rows that the real and the financial view divide, from the account of one version (convention §4)."""

import numpy as np

from prioritizer.appraisal.account import Account, moved
from prioritizer.appraisal.setting import Setting
from prioritizer.appraisal.views import AccountViews, Row, account_views
from prioritizer.model.portfolio import Alternative
from prioritizer.model.value import Cells


def version_views(
    version: Alternative, found: Account, expected: np.ndarray, setting: Setting, costs: Cells, effects: Cells
) -> AccountViews:
    """Both views of a version, which divide the whole kronor of its two discounted tables.

    Args:
        version: A stated result is told in an account of its own.
        found: Its account.
        expected: Units a year at full effect by effect, after the haircut.
        setting: What a unit gives each actor.
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
    for row, effect in enumerate(version.effects):
        for part in setting.parts_of(effect):
            years = float(moved(found.weights[row : row + 1], part.delay)[0] @ found.discount)
            later = float(moved(found.weights[row : row + 1], part.delay + part.home_delay)[0] @ found.discount)
            for actor, at in setting.rows.items():
                if part.freed[at]:
                    home = None if np.isnan(part.home[at]) else float(expected[row] * part.home[at]) * later
                    rows.append(Row(actor, part.kind, float(expected[row] * part.freed[at]) * years, home))
    return account_views(rows, costs, effects, setting.portfolio.public)
