"""Each case beside a rule as a test of pytest, named by rule and case; a failing one says what `check` says."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from _pytest._code.code import TerminalRepr

from prioritizer.cli.rule_tests import case_faults, faults_beside
from prioritizer.model.fault import Fault
from prioritizer.reading.rule_tests import Case
from prioritizer.words.faults import line


class Broken(Exception):
    """A case that does not give what it expects, or a file of cases that cannot be read."""


class RuleItem(pytest.Item):
    """One case of one rule, or what is wrong with the file of cases as a whole."""

    case: Case | None = None

    def runtest(self) -> None:
        """Decide the case as the program decides."""
        workspace, path = self.config.rootpath, self.path
        told = case_faults(workspace, self.case) if self.case else faults_beside(workspace, path)[1]
        if told:
            raise Broken("\n".join(_line(fault) for fault in told))

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], *args: Any, **options: Any
    ) -> str | TerminalRepr:
        """The sentence alone: whoever writes rules reads no traceback."""
        told = isinstance(excinfo.value, Broken)
        return str(excinfo.value) if told else super().repr_failure(excinfo, *args, **options)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the case stands."""
        return self.path, self.case.place.line - 1 if self.case else 0, self.name


class RuleFile(pytest.File):
    """A file of cases beside a rule."""

    def collect(self) -> Iterator[RuleItem]:
        """One item for the file as a whole, and one for each case."""
        cases, _ = faults_beside(self.config.rootpath, self.path)
        rule = self.path.name.removesuffix(".test.yaml")
        yield RuleItem.from_parent(self, name=f"{rule}: the file")
        for case in cases:
            item: RuleItem = RuleItem.from_parent(self, name=f"{rule}: {case.name}")
            item.case = case
            yield item


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> RuleFile | None:
    """Collect the cases of the rules that stand in the folder where pytest runs, and of no others."""
    rules = parent.config.rootpath / "rules"
    if file_path.name.endswith(".test.yaml") and file_path.is_relative_to(rules):
        found: RuleFile = RuleFile.from_parent(parent, path=file_path)
        return found
    return None


def _line(fault: Fault) -> str:
    return line(fault, "sv")
