"""A document as plain data: what the JSON form holds."""

import json
from dataclasses import fields
from typing import Any

from prioritizer.report.blocks import Document

FORMAT = 1


def plain_document(printed: Document) -> dict[str, Any]:
    """The document as dictionaries, lists and texts; each block names its kind."""
    found = plain(printed)
    assert isinstance(found, dict)
    return {"format": FORMAT, **found}


def json_document(printed: Document) -> str:
    """The same as JSON with sorted keys, ending with a line break."""
    return json.dumps(plain_document(printed), ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n"


def plain(value: Any) -> Any:
    """A document, or a part of one, as plain data."""
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
