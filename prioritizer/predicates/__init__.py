"""One tree for conditions and limits, four readings: decide, say, margin, constrain (design §4)."""
