"""A record that somebody names may have a part of another kind than this version reads: which one, by its path."""

from collections.abc import Callable
from typing import Any, TypeVar

from prioritizer.report.own_files import attempted
from prioritizer.report.voice import Data
from prioritizer.report.words import BrokenTemplate, UnknownWords

T = TypeVar("T")


class UnreadableRecord(Exception):
    """A record has a part that this version cannot read; `part` is its path, as in «portfolio.plan_years»."""

    def __init__(self, part: str) -> None:
        """The path of the part that was read last."""
        super().__init__(part)
        self.part = part


def read_as(record: Data, make: Callable[[Data], T]) -> T:
    """What is made of a record.

    Args:
        record: The record.
        make: Makes it, without any file but those of words.

    Raises:
        UnreadableRecord: It has a part of another kind than it should.
    """
    found = attempted(lambda: make(record))
    if not isinstance(found, Exception):
        return found
    if isinstance(found, BrokenTemplate | UnknownWords | ImportError | OSError | MemoryError):
        raise found
    read = _Read()
    attempted(lambda: make(_followed(record, "", read)))
    raise UnreadableRecord(read.last) from found


class _Read:
    """What was read last."""

    last = ""


class _Followed(dict[str, Any]):
    """A mapping that tells what is read of it."""

    def __init__(self, found: Any, path: str, read: _Read) -> None:
        super().__init__({key: _followed(value, f"{path}{key}.", read) for key, value in found.items()})
        self._path, self._read = path, read

    def __getitem__(self, key: str) -> Any:
        self._read.last = f"{self._path}{key}"
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self._read.last = f"{self._path}{key}"
        return super().get(key, default)


def _followed(value: Any, path: str, read: _Read) -> Any:
    if isinstance(value, dict):
        return _Followed(value, path, read)
    if isinstance(value, list):
        return [_followed(one, f"{path}{n}.", read) for n, one in enumerate(value)]
    return value
