"""Formatting and sentences in Swedish and English, used by every room that speaks (design §3)."""
