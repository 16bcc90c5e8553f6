"""docs/how-to-add-a-rule.md followed to the letter in a workspace of one's own."""

import re
import shutil
from pathlib import Path

import pytest

from tests.cli.command import prioritizer, said, talked
from tests.conftest import ROOT

GUIDE = (ROOT / "docs" / "how-to-add-a-rule.md").read_text("utf-8")
SWEDISH, ENGLISH = GUIDE.split("\n## English\n")
PORTFOLIO = Path("portfolios") / "exempelkommun"
BLOCK = re.compile(r"`(rules/[^`\n]+\.yaml)`[^`]*?:\n\n```yaml\n(.*?)```", re.DOTALL)


def files(part: str) -> dict[str, str]:
    """The complete files of one language, by path."""
    return dict(BLOCK.findall(part))


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new workspace in which the guide was followed: the rules kept, every file written, the limit listed."""
    folder = tmp_path_factory.mktemp("regler") / "min-kommun"
    assert prioritizer("init", folder, cwd=folder.parent).returncode == 0
    shutil.copytree(folder / "rules", folder / "fore" / "rules")
    for name, text in files(SWEDISH).items():
        (folder / name).write_text(text, encoding="utf-8")
    listed = folder / PORTFOLIO / "portfolio.yaml"
    text = listed.read_text("utf-8").replace("\nlimits:\n", "\nlimits:\n  - board_share\n")
    listed.write_text(text, encoding="utf-8")
    return folder


def test_the_guide_has_a_file_of_each_kind_and_the_tests_beside() -> None:
    """Criterion, limit, price and parameter, and the same files in both languages."""
    assert {
        "rules/criteria/follow_up_owner.yaml",
        "rules/criteria/follow_up_owner.test.yaml",
        "rules/parameters/board_share_cap.yaml",
        "rules/limits/board_share.yaml",
        "rules/limits/board_share.test.yaml",
        "rules/prices/emergency_visit.yaml",
    } == set(files(SWEDISH))
    assert files(SWEDISH) == files(ENGLISH)
    assert GUIDE.count("```yaml") == 2 * len(files(SWEDISH))


@pytest.mark.parametrize("part", [SWEDISH, ENGLISH], ids=["sv", "en"])
def test_check_has_nothing_to_say_of_what_the_guide_adds(part: str, followed: Path) -> None:
    """With every file of the guide in place, the command of step 4 as it is written finds nothing wrong."""
    step = re.search(r"^4\. \*\*\w+ `prioritizer (check [^`]+)`", part, re.MULTILINE)
    assert step
    assert PORTFOLIO.as_posix() in step.group(1)
    finished = prioritizer(*step.group(1).split(), cwd=followed)

    assert finished.returncode == 0, talked(finished)


def test_the_effect_is_shown_as_the_guide_says(followed: Path) -> None:
    """The limit makes one proposal leave the plan and another come in; the criterion and the price are told as new."""
    finished = prioritizer("rules", "diff", "fore", ".", "--portfolio", PORTFOLIO, cwd=followed)
    told = said(finished)

    assert finished.returncode == 0, talked(finished)
    for name in ("follow_up_owner", "board_share", "board_share_cap", "emergency_visit"):
        assert f"({name}) är ny" in told.replace("\n", " ")
    due = told[told.index("Beror på gränsen «Tak för andelen till en nämnd»") :]
    assert "lämnar planen" in due
    assert "kommer in i planen" in due


@pytest.mark.parametrize("arguments", [["rules", "list"], ["rules", "show", "board_share"], ["rules", "pages"]])
def test_the_other_commands_of_the_guide_work(arguments: list[str], followed: Path) -> None:
    """List, show and pages know the new rules."""
    finished = prioritizer(*arguments, cwd=followed)

    assert finished.returncode == 0, talked(finished)
    if "pages" in arguments:
        assert (followed / "rules/pages/sv/limits/board_share.md").is_file()
    else:
        assert "board_share" in said(finished)


def test_a_later_value_can_be_added_as_the_guide_says(followed: Path, tmp_path: Path) -> None:
    """The lines for 2028 stand under the first value, and the plan of another year has the new number."""
    here = tmp_path / "arbetsyta"
    shutil.copytree(followed, here, ignore=shutil.ignore_patterns("fore", "plans"))
    more = re.search(r"\n((?:      +\S.*\n)*      2028-01-01:\n(?:      +\S.*\n)+)", SWEDISH)
    assert more
    path = here / "rules/parameters/board_share_cap.yaml"
    added = "".join(line[4:] for line in more.group(1).splitlines(keepends=True))
    path.write_text(path.read_text("utf-8").replace("checked:", f"{added}checked:"), encoding="utf-8")

    told = said(prioritizer("rules", "diff", followed, here, cwd=here))

    assert "höjs från 60 % till 70 %" in told.replace("\N{NO-BREAK SPACE}", " ")
    assert prioritizer("check", cwd=here).returncode == 0


@pytest.mark.parametrize(("language", "part"), [("sv", SWEDISH), ("en", ENGLISH)])
def test_messages_are_quoted_as_they_are(language: str, part: str, tmp_path: Path) -> None:
    """What the guide says that `check` says is what it says."""
    shutil.copytree(ROOT / "rules", tmp_path / "rules", ignore=shutil.ignore_patterns("pages", "schemas"))
    written = files(part)
    criterion = written["rules/criteria/follow_up_owner.yaml"].replace("follow_up.owner", "follow_up.ownr")
    price = written["rules/prices/emergency_visit.yaml"].replace("besök\n", "besok\n")
    (tmp_path / "rules/criteria/follow_up_owner.yaml").write_text(criterion, encoding="utf-8")
    (tmp_path / "rules/prices/emergency_visit.yaml").write_text(price, encoding="utf-8")
    quoted = re.findall(r"^    (rules/\S+:\d+:\d+: .*(?:\n    (?!rules/).+)*)", part, re.MULTILINE)

    told = talked(prioritizer("check", "--lang", language, cwd=tmp_path)).splitlines()

    assert len(quoted) == 3
    assert [" ".join(line.split()) for line in "\n".join(quoted).replace("\n    ", " ").split("\n")] == sorted(
        told[:-1], key=lambda line: "prices" in line
    )
