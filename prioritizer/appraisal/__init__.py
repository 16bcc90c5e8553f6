"""Costs and effects to flows by actor, year and draw: what a version is worth, and how sure that is."""

from prioritizer.appraisal.appraise import appraise
from prioritizer.appraisal.checks import faults
from prioritizer.appraisal.contradictions import contradiction_warnings, contradictory
from prioritizer.appraisal.draws import fingerprint
from prioritizer.appraisal.overlaps import overlaps
from prioritizer.appraisal.plan import PlanValue, Views, plan_values, views

__all__ = [
    "PlanValue",
    "Views",
    "appraise",
    "contradiction_warnings",
    "contradictory",
    "faults",
    "fingerprint",
    "overlaps",
    "plan_values",
    "views",
]
