"""The command line: one file per command, each read, check, compute, write (design §6)."""
