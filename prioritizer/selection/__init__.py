"""The integer program: which versions of which proposals, within all limits (convention §14–§19)."""
