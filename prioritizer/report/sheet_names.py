"""What a workspace may call the sheets of the workbook: what Excel lets a sheet be called, and each its own name."""

from collections.abc import Iterator, Mapping

from prioritizer.model.rules import Language
from prioritizer.report.words import FILES, BrokenTemplate, own_sentences

SHEETS = (
    "summary",
    "plan",
    "values",
    "matrix",
    "prices",
    "frontier",
    "funds",
    "grants",
    "flows",
    "parameters",
    "unused",
    "unit_prices",
    "files",
)
"""The sheets that a workbook may have, as `sheet.KEY` names them."""
FORBIDDEN = "[]:*?/\\"
MOST = 31
"""Characters of a name, as Excel counts them: one beyond the first 65 536 counts twice."""
RESERVED = "history"
"""What Excel keeps for itself."""


def check_sheet_names(templates: Mapping[str, str], words: Mapping[str, str], language: Language) -> None:
    """That Excel opens a workbook with the names that the workspace gives its sheets.

    Args:
        templates: The text of each file under `reports/`, by its path from there.
        words: The sentences of the language.
        language: sv or en.

    Raises:
        BrokenTemplate: A name is not one; with its line.
    """
    for path in (name.format(language=language) for name in FILES):
        own = own_sentences(templates, path)
        for key in (f"sheet.{sheet}" for sheet in SHEETS if f"sheet.{sheet}" in own):
            for code, gaps in _wrong(words, key):
                raise BrokenTemplate(path, own[key], code, name=words[key], **gaps)


def _wrong(words: Mapping[str, str], key: str) -> Iterator[tuple[str, dict[str, str]]]:
    name = words[key]
    signs = [sign for sign in name if sign in FORBIDDEN or not sign.isprintable()]
    signs += ["'"] if name.strip("'") != name else []
    if signs:
        right = "".join(sign for sign in name if sign not in signs or sign == "'").strip("' ")
        yield (
            "sheet_name_sign",
            {"sign": signs[0] if signs[0].isprintable() else f"U+{ord(signs[0]):04X}", "near": right},
        )
    length = len(name.encode("utf-16-le")) // 2
    if length > MOST:
        yield "sheet_name_long", {"n": str(length), "most": str(MOST)}
    if name.casefold() == RESERVED:
        yield "sheet_name_reserved", {}
    same = (f"sheet.{sheet}" for sheet in SHEETS if words[f"sheet.{sheet}"].casefold() == name.casefold())
    if other := next((one for one in same if one != key), ""):
        yield "sheet_name_taken", {"other": other}
