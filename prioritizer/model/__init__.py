"""Frozen records that every room speaks in: portfolio, rules, verdicts, values, plan."""
