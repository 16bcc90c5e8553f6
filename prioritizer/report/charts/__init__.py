"""Charts as geometry with words; each says its message in its title, and its numbers stand in a table beside it."""
