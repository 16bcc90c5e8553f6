"""Frozen values to plain JSON values, the same bytes for the same input (convention §28)."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from hashlib import sha256

Plain = dict[str, object]


def plain(value: object) -> object:
    """A value as JSON has it: decimals as whole numbers where they are whole, dates as text, keys as text.

    Raises:
        TypeError: The value has no plain form; a defect of ours.
    """
    if isinstance(value, Mapping):
        return {_key(key): plain(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [plain(item) for item in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        # Twelve digits: what differs beyond them is the machine's rounding and not the calculation.
        return float(f"{value:.12g}")
    raise TypeError(f"no plain form for {type(value).__name__}")


def _key(key: object) -> str:
    return "" if key is None else str(key)


def text_of(value: object) -> str:
    """JSON with sorted keys, indented, ending with a line break."""
    return json.dumps(plain(value), ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n"


def hash_of(value: object) -> str:
    """The SHA-256 of a value's JSON, without spaces."""
    text = json.dumps(plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return sha256(text.encode()).hexdigest()
