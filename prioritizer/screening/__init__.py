"""Criteria to verdicts, with a trace; reads stated facts and named measures only (convention §13)."""
