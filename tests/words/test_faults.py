"""Every fault has its sentence, in both languages, with the same gaps, and every sentence is told somewhere."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from prioritizer.model.fault import Place, fault, warning
from prioritizer.words.faults import FAULTS, line
from prioritizer.words.what_if_faults import WHAT_IF_FAULTS

ROOT = Path(__file__).parents[2]
LANGUAGES = ("sv", "en")
MAKERS: dict[str, tuple[int, ...]] = {
    "fault": (2,),
    "warning": (2,),
    "refuse": (0,),
    "Unreadable": (0,),
    "parsed": (1,),
    "_refuse": (1, 2),
    "_refuse_key": (1,),
    "_note": (2,),
    "_fault": (1,),
    "_known": (3,),
    "_listed": (1,),
    "told": (1,),
}
"""What takes the code of a fault, and as which of its arguments."""

TOLD_ELSEWHERE = {
    "template_broken": "tests/cli/test_papers.py: needs a workspace's own templates",
    "template_endless": "tests/cli/test_papers.py: needs a workspace's own templates",
    "template_missing": "tests/cli/test_papers.py: needs a workspace's own templates",
    "package_imported": "tests/report/test_typesetting.py: an own template of the PDF",
    "typesetter_slow": "tests/report/test_typesetting.py: an own template of the PDF",
    "typesetter_large": "tests/report/test_typesetting.py: an own template of the PDF",
    "typesetter_ended": "tests/report/test_typesetting.py: an own template of the PDF",
    "charts_undrawn": "tests/report/test_typesetting.py: the typesetter breaks down",
    "words_not_yaml": "tests/cli/test_papers.py: needs a workspace's own words",
    "not_sentences": "tests/cli/test_papers.py: needs a workspace's own words",
    "unknown_sentence": "tests/cli/test_papers.py: needs a workspace's own words",
    "unknown_gap": "tests/cli/test_papers.py: needs a workspace's own words",
    **dict.fromkeys(
        ("invisible_sentence", "sheet_name_sign", "sheet_name_long", "sheet_name_reserved", "sheet_name_taken"),
        "tests/cli/test_papers.py: needs a workspace's own words",
    ),
    "one_language": "tests/cli/test_papers.py: needs a workspace's own words",
    "sentence_missing": "tests/report/test_words.py: needs templates without words",
    **dict.fromkeys(WHAT_IF_FAULTS, "tests/cli/test_what_if.py: words on the command line"),
    "cannot_open": "tests/reading/test_cells.py: needs a file that may not be opened",
    "unknown_form": "tests/cli/test_report.py: a record, a form or a template",
    "form_unavailable": "tests/cli/test_report.py: a record, a form or a template",
    "folder_without_record": "tests/cli/test_report.py: a record, a form or a template",
    "record_broken": "tests/cli/test_report.py: a record, a form or a template",
    "not_a_record": "tests/cli/test_report.py: a record, a form or a template",
    "record_newer": "tests/cli/test_report.py: a record, a form or a template",
    "record_unreadable": "tests/cli/test_report.py: a record, a form or a template",
    "record_changed": "tests/cli/test_report.py: a record, a form or a template",
    "file_open": "tests/cli/test_report.py: a record, a form or a template",
    "file_of_plan": "tests/cli/test_report.py: a record, a form or a template",
    "name_too_long": "tests/cli/test_report.py: words on the command line",
    "cannot_write": "tests/register/test_files.py: needs a disk that is full",
    "cannot_write_here": "tests/cli/test_plan.py: needs a folder that is a file",
    "may_not_write": "tests/register/test_files.py: needs a folder that may not be written",
    "start_not_valued": "tests/cli/test_bad_input.py: a warning",
    "no_such_document": "tests/cli/test_report.py: a record, a form or a template",
    "unknown_tags": "tests/report/test_word.py: an own template of Word",
    "form_of_another": "tests/cli/test_report.py: a record, a form or a template",
    "unknown_forms": "tests/cli/test_plan.py: words on the command line",
    "body_missing": "tests/report/test_word.py: an own template of Word",
    "body_misplaced": "tests/report/test_word.py: an own template of Word",
    "tag_prefixed": "tests/report/test_word.py: an own template of Word",
    "tag_unclosed": "tests/report/test_word.py: an own template of Word",
    "tag_broken": "tests/report/test_word.py: an own template of Word",
    "word_unreadable": "tests/report/test_word.py: an own template of Word",
    "charts_as_tables": "tests/cli/test_report.py: needs a library that is missing",
    "style_missing": "tests/report/test_word.py: an own template of Word",
    "folder_not_empty": "tests/faults/test_faults.py: `init` on a folder in use",
    "unknown_start": "tests/cli/test_trace.py: a start given to `appraise --trace`",
    "unknown_proposal_id": "tests/faults/test_faults.py: an id given to `explain`",
    "not_a_folder": "tests/faults/test_faults.py: a table given as the portfolio",
    "not_understood": "the sentence for a complaint of pydantic's that no form can give today",
    "yaml_size": "tests/reading/test_yaml_text.py: the file is generated",
    "yaml_too_long": "tests/reading/test_yaml_text.py: the file is generated",
    "table_too_large": "tests/reading/test_cells.py: the file is generated",
    "too_many_rows": "tests/reading/test_cells.py: the file is generated",
    "too_many_columns": "tests/reading/test_cells.py: the file is generated",
    "small_target_group": "tests/screening/test_privacy.py: a warning, and warnings do not stop a run",
    "identity_number": "tests/screening/test_privacy.py: a warning",
    "stale_check": "tests/reading/test_rules.py: a warning",
    "owner_gets_nothing": "tests/appraisal: a warning",
    "take_up_not_stated": "tests/reading/test_plausible.py: a warning",
    "delay_after_horizon": "tests/reading/test_plausible.py: a warning",
    "participants_above_group": "tests/reading/test_plausible.py: a warning",
    "cost_after_horizon": "tests/reading/test_plausible.py: a warning",
    "factor_of_nothing": "tests/reading/test_plausible.py: a warning",
    "more_without_harm": "tests/appraisal/test_weak_evidence.py: a warning of more than twenty effects",
    "overlap_alone": "tests/appraisal/test_overlap_checks.py: a warning",
    "overlap_reached_twice": "tests/appraisal/test_overlap_checks.py: a warning",
    "read_as_windows_1252": "tests/reading/test_cells.py: a warning",
    "merged_row_skipped": "tests/reading/test_workbook.py: a warning",
    "hidden_row": "tests/reading/test_workbook.py: a warning",
    "rounded_to_ore": "tests/reading/test_workbook.py: a warning",
    "rounded_number": "tests/reading/test_workbook.py: a warning",
    "stated_contradicts": "tests/appraisal/test_stated.py, tests/real/test_wsipp.py: a warning",
    "regret_with_draws": "tests/cli/test_objectives.py: needs scenarios, of another objective that is tried",
    "scenario_of_stated": "tests/cli/test_objectives.py: needs scenarios, of another objective that is tried",
    "stated_disagrees": "tests/cli/test_stated_warnings.py: a warning",
    "more_contradictions": "tests/appraisal/test_stated.py: a warning",
    "compared_currencies": "tests/cli/test_compare.py: needs two portfolios",
    "compared_unreadable": "tests/cli/test_compare.py: needs two portfolios",
    "no_workspace": "tests/cli/test_rules.py: needs a folder outside every workspace",
    "page_left_over": "tests/report/test_rule_pages.py: the pages are made and then changed",
    "page_missing": "tests/report/test_rule_pages.py: the pages are made and then changed",
    "page_not_current": "tests/report/test_rule_pages.py: the pages are made and then changed",
    "rule_in_several_sets": "tests/cli/test_rules.py: needs a workspace with the same id in two sets",
    "criteria_contradict": "tests/screening/test_contradictions.py: a warning",
    "limits_contradict": "tests/screening/test_contradictions.py: a warning",
    "all_stopped": "tests/screening/test_contradictions.py: a warning",
    "nothing_to_weigh": "tests/screening/test_contradictions.py: a warning",
    "fund_without_money": "tests/cli/test_bad_input.py: a warning",
    "use_above_capacity": "tests/cli/test_bad_input.py: a warning",
    "fund_for_nobody": "tests/selection/test_eligible.py: a warning",
    "limit_without_proposals": "tests/screening/test_contradictions.py: a warning",
    "floor_of_empty_plan": "tests/screening/test_contradictions.py: a warning",
    "floor_without_proposals": "tests/screening/test_contradictions.py: a warning",
    "advocacy_in_measure": "tests/screening/test_measure_checks.py: no measure of the program reads such a field",
    "value_not_stated": "tests/reading/test_table.py: a warning",
}
"""Sentences that no folder in tests/faults tells, and where they are told instead."""


def gaps(sentence: str) -> set[str]:
    """The names of a sentence's gaps."""
    return {gap for _, gap, _, _ in Formatter().parse(sentence) if gap}


@cache
def told(language: str) -> tuple[str, ...]:
    """All lines expected of the broken and the odd folders in a language."""
    folders = ROOT / "tests" / "faults"
    found = sorted([*folders.glob(f"*/expected.{language}.txt"), *folders.glob(f"*/warnings.{language}.txt")])
    return tuple(text for path in found for text in path.read_text(encoding="utf-8").splitlines())


def pattern(sentence: str) -> re.Pattern[str]:
    """A sentence with anything in its gaps."""
    parts = [re.escape(text) + (".*" if gap is not None else "") for text, gap, _, _ in Formatter().parse(sentence)]
    return re.compile(": " + "".join(parts))


def codes_in(path: Path) -> Iterator[tuple[str, int]]:
    """The codes that a module gives to a maker of faults, with their lines."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            for position in MAKERS.get(_name(node.func), ()):
                for given in node.args[position : position + 1]:
                    yield from ((code, node.lineno) for code in _constants(given))


def _name(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""


def _constants(given: ast.expr) -> Iterator[str]:
    """Texts that are a code or a choice between two."""
    if isinstance(given, ast.IfExp):
        yield from (*_constants(given.body), *_constants(given.orelse))
    elif isinstance(given, ast.Constant) and isinstance(given.value, str) and given.value:
        yield given.value


@pytest.mark.parametrize("code", sorted(FAULTS))
def test_a_sentence_has_the_same_gaps_in_both_languages(code: str) -> None:
    """No figure is told in Swedish and left out in English."""
    sv, en = FAULTS[code]

    assert gaps(sv) == gaps(en)


@pytest.mark.parametrize("code", sorted(set(FAULTS) - set(TOLD_ELSEWHERE)))
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_is_told_by_some_broken_folder(code: str, language: str) -> None:
    """No sentence is written that no fault is known to tell, with all its gaps filled."""
    sentence = pattern(FAULTS[code][LANGUAGES.index(language)])

    assert any(sentence.search(text) for text in told(language)), code


def test_what_is_told_elsewhere_is_still_a_sentence() -> None:
    """The list of exceptions names no sentence that has been taken away."""
    assert set() == set(TOLD_ELSEWHERE) - set(FAULTS)


def test_every_code_in_the_source_has_its_sentence() -> None:
    """A fault without a sentence would end in a defect of ours just when somebody needs to be told."""
    missing = [
        f"{path.relative_to(ROOT)}:{number}: {code}"
        for path in sorted((ROOT / "prioritizer").rglob("*.py"))
        for code, number in codes_in(path)
        if code not in FAULTS
    ]

    assert missing == []
    assert sum(1 for path in (ROOT / "prioritizer").rglob("*.py") for _ in codes_in(path)) > 100


def test_every_sentence_is_named_in_the_source() -> None:
    """A sentence that no code names is dead, unless it is put together from what was found."""
    source = "\n".join(
        path.read_text(encoding="utf-8")
        for path in sorted((ROOT / "prioritizer").rglob("*.py"))
        if path.parent.name != "words"
    )
    put_together = {"mandatory_barred", "mandatory_returned"}

    assert [code for code in FAULTS if f'"{code}"' not in source and code not in put_together] == []


@pytest.mark.parametrize("code", sorted(FAULTS))
@pytest.mark.parametrize("number", [0, 1])
def test_a_sentence_reads_as_one(code: str, number: int) -> None:
    """A sentence begins with a capital, a gap or a quote, ends with a full stop, and speaks no Python."""
    sentence = FAULTS[code][number]

    assert sentence.endswith(".")
    assert sentence[0].isupper() or sentence[0] in "«'{" or sentence.split()[0].rstrip(",") in FIRST_WORDS
    assert not re.search(r"\b(None|True|False|dict|tuple|str|int|float|traceback|exception|invalid)\b", sentence)


FIRST_WORDS = {"low", "count_where", "over", "ramp", "criteria", "if_then", "price_index", "bands"}
"""Words of the files themselves, which are written in lower case wherever they stand."""


def test_a_line_names_place_path_sentence_and_the_nearest_right_thing() -> None:
    """The form that design and house style ask for."""
    wrong = fault(Place("a.yaml", 3, 7), "costs.0.payer", "unknown_actor", "kommun", key="komun")

    assert line(wrong, "sv") == (
        "a.yaml:3:7: costs.0.payer: Det finns ingen aktör med id «komun». Aktören ska stå under actors i portföljen. "
        "Menades «kommun»?"
    )


def test_a_line_never_steers_the_terminal() -> None:
    """Whatever somebody wrote, or called a file, is one readable line."""
    wrong = fault(Place("a\x1b[2J.yaml"), "", "not_a_number", value="1\n2\u202e")

    assert line(wrong, "en").startswith("a<U+001B>[2J.yaml: '1<U+000A>2<U+202E>' is not a number.")


def test_a_warning_says_that_it_is_one() -> None:
    """A reader can tell what stops the run from what does not."""
    told_in = {
        language: line(warning(Place("a.yaml"), "", "identity_number"), language)  # type: ignore[arg-type]
        for language in LANGUAGES
    }

    assert told_in["sv"].startswith("a.yaml: varning: Texten liknar ett personnummer.")
    assert told_in["en"].startswith("a.yaml: warning: The text looks like a personal identity number.")
