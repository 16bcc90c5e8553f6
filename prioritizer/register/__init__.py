"""The record of a run, its files, and their verification (design §6)."""
