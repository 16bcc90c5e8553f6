"""The YAML reader keeps text as written, tells where it stands, and is never brought down by a file."""

import string
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritizer.model.fault import Place
from prioritizer.reading.yaml_text import MAX_CHARACTERS, MAX_DEPTH, MAX_NODES, read_yaml

SIGNS = "{}[]:,-#&*!|>'\"%@`?~= \n\t\\0aÅ.<\x07\x85\u2028\ufeff"


def codes(text: str) -> list[str]:
    """The faults of a text, by code."""
    return [found.code for found in read_yaml(text, "a.yaml").faults]


@pytest.mark.parametrize("text", ["NO", "1:30", "0o17", "1e3", "2026-02-30", "yes", "0x1F", "1_000", ".nan"])
def test_a_scalar_is_the_text_its_author_wrote(text: str) -> None:
    """YAML's own guesses at numbers, dates and booleans are not made."""
    assert {"a": text} == read_yaml(f"a: {text}\n", "a.yaml").data


@pytest.mark.parametrize(("text", "value"), [("true", True), ("False", False), ("null", None), ("~", None), ("", None)])
def test_plain_true_false_and_null_are_read(text: str, value: object) -> None:
    """Only these are not text, and only where they stand without quotes."""
    assert {"a": value} == read_yaml(f"a: {text}\n", "a.yaml").data
    assert {"a": text} == read_yaml(f'a: "{text}"\n', "a.yaml").data


def test_every_value_and_key_has_its_place() -> None:
    """Line and column count from one, as editors do."""
    located = read_yaml("a:\n  - b: 1\n    c: två\n", "a.yaml")

    assert Place("a.yaml", 3, 8) == located.place(("a", 0, "c"))
    assert Place("a.yaml", 3, 5) == located.key_place(("a", 0, "c"))
    assert Place("a.yaml", 2, 5) == located.place(("a", 0, "saknas"))


def test_of_a_key_given_twice_the_first_stands_with_its_places() -> None:
    """The second is told and never silently taken."""
    located = read_yaml("a: {b: 1}\na: {b: 2}\n", "a.yaml")

    assert located.data == {"a": {"b": "1"}}
    assert Place("a.yaml", 1, 8) == located.place(("a", "b"))
    assert [found.code for found in located.faults] == ["duplicate_key"]
    assert located.is_whole


def test_a_decimal_comma_in_braces_is_mended_so_that_reading_goes_on() -> None:
    """The fault is told once, and what stands after it is read as if it were written with a point."""
    located = read_yaml("{low: 0,06, high: 0,1}\n", "a.yaml")

    assert located.data == {"low": "0.06", "high": "0.1"}
    assert [found.code for found in located.faults] == ["comma_in_braces", "comma_in_braces"]


def test_a_list_in_braces_with_an_empty_key_is_left_alone() -> None:
    """A year without a value is a missing value, not a decimal comma."""
    assert codes("{2027: , 2028: 5}\n") == []


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("yaml_empty", ""),
        ("yaml_empty", "# bara en kommentar\n"),
        ("yaml_alias", "a: &x 1\n"),
        ("yaml_alias", "a: 1\nb: *a\n"),
        ("yaml_alias", "a: {<<: *x}\n"),
        ("yaml_tag", "a: !!python/object:os.system 1\n"),
        ("yaml_key", "? {a: 1}\n: 2\n"),
        ("yaml_tab", "a:\n\tb: 1\n"),
        ("yaml_two_documents", "a: 1\n---\nb: 2\n"),
        ("yaml_character", "a: \x07\n"),
        ("yaml_syntax", "a: b: c\n"),
        ("yaml_syntax", "a: [1, 2\n"),
        ("yaml_syntax", 'a: "\\U00110000"\n'),
        ("yaml_syntax", f"%YAML {'9' * 5000}.1\n---\na: 1\n"),
    ],
)
def test_what_cannot_be_taken_is_told(code: str, text: str) -> None:
    """One fault, and nothing of the file is used."""
    located = read_yaml(text, "a.yaml")

    assert [code] == [found.code for found in located.faults]
    assert not located.is_whole
    assert located.data is None


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("yaml_depth", "[" * 10_000),
        ("yaml_depth", "".join(f"{' ' * n}a:\n" for n in range(1_000))),
        ("yaml_depth", "- " * 10_000),
        ("yaml_size", "- a\n" * (MAX_NODES + 1)),
        ("yaml_size", f"[{'a,' * (MAX_NODES + 1)}]"),
        ("yaml_too_long", "- a\n" * 1_250_000),
        ("yaml_too_long", "a: " + "x" * 5_000_000),
        ("yaml_syntax", "a" * (MAX_CHARACTERS - 10) + ": ["),
    ],
    ids=["brackets", "indents", "dashes", "items", "flow items", "5 MB of items", "5 MB of text", "a long key"],
)
def test_a_file_made_to_exhaust_the_reader_ends_quickly_with_a_fault(code: str, text: str) -> None:
    """Portfolios come from outside: depth, number of values and length are capped."""
    begun = time.perf_counter()

    assert [code] == codes(text)
    assert time.perf_counter() - begun < 20


def test_what_is_within_the_caps_is_read() -> None:
    """The caps are far from what a portfolio needs and are met exactly."""
    assert codes("[" * MAX_DEPTH + "]" * MAX_DEPTH) == []
    assert codes("- a\n" * (MAX_NODES - 1)) == []


@given(st.text())
@settings(max_examples=300, derandomize=True, deadline=None)
def test_no_text_brings_the_reader_down(text: str) -> None:
    """Any text gives data or faults, never an error of the parser's."""
    located = read_yaml(text, "a.yaml")

    assert located.faults or located.is_whole


@given(st.text(alphabet=SIGNS + string.digits + "xuU", max_size=60))
@settings(max_examples=1_500, derandomize=True, deadline=None)
def test_no_mixture_of_yaml_signs_brings_the_reader_down(text: str) -> None:
    """Texts made of what YAML gives a meaning are read or refused with a place inside the text."""
    located = read_yaml(text, "a.yaml")

    assert located.faults or located.is_whole
    assert all(1 <= found.place.line <= len(text.splitlines()) + 1 for found in located.faults)
