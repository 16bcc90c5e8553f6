"""YAML as an editor reads it: version 1.2, where `yes`, `10_000_000` and dates are texts and every key is a text."""

import re
from pathlib import Path
from typing import Any

import yaml

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_WHOLE = re.compile(r"[-+]?[0-9]+")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_MARKED = re.compile(r"# yaml-language-server: \$schema=(\S+)")


def edited(text: str) -> Any:
    """The data of a text in the core schema of YAML 1.2."""
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    return None if node is None else _value(node)


def _value(node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _value(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(item) for item in node.value]
    text = str(node.value)
    if not isinstance(node, yaml.ScalarNode) or node.style in ("'", '"', "|", ">"):
        return text
    if text in _NULLS:
        return None
    if text in _BOOLEANS:
        return _BOOLEANS[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text


def marked(path: Path) -> Path | None:
    """The schema that the first line of a file names, None where it names none."""
    found = _MARKED.match(path.read_text("utf-8"))
    return (path.parent / found.group(1)).resolve() if found else None
