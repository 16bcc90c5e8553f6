"""The record of the example, made once for all tests that read what its document says."""

import json
from functools import lru_cache
from typing import Any

from prioritizer.appraisal import plan_values
from prioritizer.cli.run import DRAWS, prepared, selected
from prioritizer.model.plan import Plan
from prioritizer.register.plain import text_of
from prioritizer.register.record import record
from prioritizer.register.run import Run
from prioritizer.selection.candidates import values_of
from tests.conftest import ROOT
from tests.real.choice import silent


@lru_cache(maxsize=1)
def example_run() -> Run:
    """The example, read, appraised and chosen; without margins and sensitivities."""
    ready = prepared(ROOT / "portfolios" / "exempelkommun", 1, None, silent)
    outcome = selected(ready, None, silent)
    assert isinstance(outcome, Plan)
    return Run(
        portfolio=ready.read.portfolio,
        rules=ready.read.rules,
        seed=1,
        draws=DRAWS,
        screened=ready.screened,
        appraised=ready.appraised,
        program=ready.program,
        refused=ready.refused,
        outcome=outcome,
        value=plan_values(ready.read.portfolio, values_of(ready.appraised, outcome.chosen), ready.overlaps),
    )


@lru_cache(maxsize=1)
def example() -> dict[str, Any]:
    """Its record as it is read from its file; nobody may change it."""
    read: dict[str, Any] = json.loads(text_of(record(example_run())))
    return read
