"""What a workspace's own templates and words may do, and whose fault it is when a document cannot be made of them."""

from collections.abc import Callable
from typing import Any, TypeVar

from jinja2 import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from prioritizer.report.words import BrokenTemplate, UnknownWords

T = TypeVar("T")

MOST_BITS, MOST_PARTS = 10_000, 1_000_000
"""How large a number may be that a template counts, and how long a text or list that it repeats."""
ENDLESS = (MemoryError, RecursionError, OverflowError)
"""What comes of a template that never ends or makes something too large."""


class Sandbox(ImmutableSandboxedEnvironment):
    """Templates reach no file and no program, and neither time nor memory runs out on one of their numbers."""

    intercepted_binops = frozenset(["*", "**"])

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Multiply, but not to what no document holds."""
        if _is_too_large(operator, left, right):
            raise OverflowError
        return super().call_binop(context, operator, left, right)

    def compile(self, source: Any, name: str | None = None, *others: Any, **named: Any) -> Any:
        """Read a template; one that is nested too deeply is told by its name."""
        found = attempted(lambda: super(Sandbox, self).compile(source, name, *others, **named))
        if not isinstance(found, Exception):
            return found
        if name is None or isinstance(found, TemplateError):
            raise found
        raise broken(name, 0, found) from found


def _is_too_large(operator: str, left: Any, right: Any) -> bool:
    if operator == "**":
        return isinstance(left, int) and isinstance(right, int) and left.bit_length() * right > MOST_BITS
    repeated, times = (right, left) if isinstance(left, int) else (left, right)
    return isinstance(times, int) and hasattr(repeated, "__len__") and len(repeated) * times > MOST_PARTS


def broken(template: str, line: int, error: Exception) -> BrokenTemplate:
    """The fault of a template that cannot be filled, in words and never as an error of Python's."""
    if isinstance(error, ENDLESS):
        return BrokenTemplate(template, line, "template_endless")
    return BrokenTemplate(template, line, "template_broken", said=str(error) or "–")


def attempted(make: Callable[[], T]) -> T | Exception:
    """What is made of an own file, or whatever that brings about: nobody can list what a damaged or odd file does."""
    try:
        return make()
    except Exception as error:
        return error


def made_of_own(make: Callable[[], T], as_shipped: Callable[[], object], told: Callable[[Exception], Exception]) -> T:
    """What is made of own files.

    A fault that the shipped files have too is a defect of ours, and shows as that.

    Args:
        make: Makes it of the files of the workspace.
        as_shipped: Makes the same of the shipped ones.
        told: The fault of the own files, from what went wrong.
    """
    found = attempted(make)
    if not isinstance(found, Exception):
        return found
    if not isinstance(found, BrokenTemplate | UnknownWords | ImportError):
        if isinstance(ours := attempted(as_shipped), Exception):
            raise ours from found
        raise told(found) from found
    raise found
