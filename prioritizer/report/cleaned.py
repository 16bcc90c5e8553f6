"""Texts as every form can hold them: without control characters and marks that turn the direction of what follows."""

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

T = TypeVar("T")

UNPRINTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
"""Control characters, which XML refuses, and marks of direction, with which a title could turn the text around it."""
BREAKS = re.compile("[\t\n\r\x85\u2028\u2029]+")
HALVES = re.compile("[\ud800-\udfff]")
"""Half characters, which no file in UTF-8 can hold."""
UNKNOWN_CHARACTER = "\ufffd"


def cleaned(text: str) -> str:
    """A text without what no form can print; line breaks and tabs become spaces.

    Example:
        >>> cleaned("tak\\x07 och\\ngolv")
        'tak och golv'
    """
    if text.isprintable():
        return text
    return HALVES.sub(UNKNOWN_CHARACTER, BREAKS.sub(" ", UNPRINTED.sub("", text)))


def clean_document(value: T) -> T:
    """A document, or a part of one, in which every text is cleaned."""
    return map_texts(value, cleaned)


def map_texts(value: T, change: Callable[[str], str]) -> T:
    """A document, or a part of one, with each text changed; what needs no change is the same object."""
    found: Any = value
    if isinstance(value, str):
        found = change(value)
    elif isinstance(value, tuple):
        parts = tuple(map_texts(one, change) for one in value)
        found = value if all(a is b for a, b in zip(parts, value, strict=True)) else parts
    elif isinstance(value, list):
        found = [map_texts(one, change) for one in value]
    elif isinstance(value, dict):
        found = {map_texts(key, change): map_texts(one, change) for key, one in value.items()}
    elif is_dataclass(value) and not isinstance(value, type):
        before = {one.name: getattr(value, one.name) for one in fields(value) if one.init}
        after = {name: map_texts(one, change) for name, one in before.items()}
        found = value if all(after[name] is before[name] for name in before) else type(value)(**after)
    same: T = found
    return same
