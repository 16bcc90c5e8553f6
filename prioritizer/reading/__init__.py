"""Files to frozen records: every value with its place, every fault of a run at once (design §3, §5)."""
