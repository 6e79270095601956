"""What a chapter of its kind must have: one edit takes it away, and one problem says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from ctkb.checks.missing_part import KINDS, find_missing_parts
from ctkb.content import load_library
from tests.checks.handbook import FOLDER, write_handbook
from tests.conftest import ROOT


def _say(root: Path) -> list[str]:
    library, problems = load_library(root)
    assert problems == []
    return [str(problem).removeprefix(f"{FOLDER}/") for problem in find_missing_parts(library)]


CASES = {
    "a_section": (
        "basis",
        "{#readers}",
        "{#people}",
        "en/basis.md:7: missing-part: the chapter `basis` lacks the section `readers`. "
        "Write `## Words {#readers}` in it and its text.",
    ),
    "the_day_the_law_was_checked": (
        "stop-points",
        "law: {checked: 2026-11-21, again: 2027-11-21}\n",
        "",
        "en/stop-points.md:1: missing-law: the page does not say when its law was checked. "
        "Write `law: {checked: 2026-11-21, again: 2027-11-21}` with the true days.",
    ),
    "a_part_of_a_step": (
        "method",
        "{#step-2-wrong}",
        "{#step-2-faults}",
        "en/method.md:40: missing-part: the section `step-2` lacks the section `step-2-wrong`. "
        "Write `### Words {#step-2-wrong}` in it and its text.",
    ),
    "a_step_between_two": (
        "method",
        "## Heading {#step-3}",
        "## Heading {#part-3}",
        "en/method.md:6: missing-part: the steps of the method are step-1, step-2, step-4. "
        "Write 4 to 8 sections with the ids step-1, step-2 and so on.",
    ),
    "the_way_from_a_step_to_a_stop_point": (
        "method",
        "Stop at [words](stop-points.md#stop-legal-basis), step 4.",
        "Stop at [words](stop-points.md), step 4.",
        "en/method.md:88: missing-part: the section `step-4` leads to no stop point. Link to where "
        "one must not go on, like `[words](stop-points.md#stop-legal-basis)`.",
    ),
    "the_diagram_of_the_steps": (
        "method",
        "/// process | Steps\n1. One\n2. Two\n///",
        "Words.",
        "en/method.md:9: missing-part: the overview of the steps has no diagram. "
        "Write a block `/// process`.",
    ),
    "who_can_refuse": (
        "stop-points",
        "{#stop-serious-harm-refuse}",
        "{#who}",
        "en/stop-points.md:22: missing-part: the section `stop-serious-harm` lacks the section "
        "`stop-serious-harm-refuse`. Write `### Words {#stop-serious-harm-refuse}` in it and its "
        "text.",
    ),
    "the_tree_of_the_decision": (
        "stop-points",
        "/// decision | On?\n- A law?\n    - No: stop\n    - Yes: on\n///",
        "Words.",
        "en/stop-points.md:58: missing-part: the section `decision` has no diagram. "
        "Write a block `/// decision`.",
    ),
    "the_table_of_indicators": (
        "safeguards",
        "| Indicator | Owner |\n|---|---|\n| a | b |",
        "Words.",
        "en/safeguards.md:46: missing-part: the section `monitoring` has no table. "
        "Write a table of indicator, owner and frequency.",
    ),
    "an_answer_to_choose": (
        "practice",
        "- C: three\n",
        "",
        "en/practice.md:45: missing-part: the section `question-1` has 2 answers to choose from. "
        "Write a list of 3: `- A: ...`, `- B: ...`, `- C: ...`.",
    ),
    "two_questions": (
        "practice",
        "### Heading {#question-9}\n\n- A: one\n- B: two\n- C: three\n\n"
        "### Heading {#question-10}\n\n- A: one\n- B: two\n- C: three",
        "Words.",
        "en/practice.md:41: missing-part: the section `self-check` lacks the sections "
        "`question-9`, `question-10`. Write `### Words {#question-9}` in it and its text.",
    ),
    "an_item_of_the_checklist": (
        "checklist",
        "- Item 9\n",
        "",
        "en/checklist.md:6: missing-part: the checklist has 14 items. Write 15 to 24.",
    ),
    "the_page_of_the_checklist": (
        "checklist",
        "A lead.",
        "A lead.\n\nMore words.",
        "en/checklist.md:6: missing-part: the checklist stands beside more than one paragraph. "
        "Write one paragraph and the block alone, so that it prints on one page.",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_missing_is_said(name: str, tmp_path: Path) -> None:
    kind, old, new, problem = CASES[name]
    root = write_handbook(tmp_path)
    page = root / FOLDER / f"en/{kind}.md"
    text = page.read_text(encoding="utf-8")
    assert old in text
    page.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert _say(root) == [problem]


def test_a_handbook_with_everything_lacks_nothing(tmp_path: Path) -> None:
    assert _say(write_handbook(tmp_path)) == []


def test_a_section_on_another_level_or_in_another_section_is_missing(tmp_path: Path) -> None:
    root = write_handbook(tmp_path)
    page = root / FOLDER / "en/basis.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("## Heading {#when-not}", "### Heading {#when-not}"), "utf-8")
    assert [line.split(": ")[2] for line in _say(root)] == [
        "the chapter `basis` lacks the section `when-not`. Write `## Words {#when-not}` in it and "
        "its text."
    ]


def test_a_missing_kind_of_chapter_and_another_order_are_said(tmp_path: Path) -> None:
    root = write_handbook(tmp_path)
    product = root / FOLDER / "product.yml"
    names = [kind for kind in KINDS if kind != "roles"]
    product.write_text(f"order: 1\nchapters: [{', '.join(names)}]\n", encoding="utf-8")
    (root / FOLDER / "en/roles.md").unlink()
    order = "basis, method, stop-points, roles, safeguards, practice, worksheet, checklist"
    assert _say(root) == [
        "product.yml:1: missing-chapter-kind: the handbook has no chapter `roles`. Write it, and "
        f"list all under `chapters:` as {order}."
    ]
    root = write_handbook(tmp_path / "again")
    product = root / FOLDER / "product.yml"
    product.write_text(f"order: 1\nchapters: [{', '.join(reversed(KINDS))}]\n", encoding="utf-8")
    assert [line.split(": ")[1] for line in _say(root)] == ["missing-chapter-kind"]


def test_a_handbook_without_chapters_owes_nothing(tmp_path: Path) -> None:
    root = write_handbook(tmp_path)
    (root / FOLDER / "product.yml").write_text("order: 1\nchapters: []\n", encoding="utf-8")
    for kind in KINDS:
        (root / FOLDER / f"en/{kind}.md").unlink()
    (root / FOLDER / "worksheets/card.yml").unlink()
    assert _say(root) == []


def test_every_handbook_here_with_chapters_has_all_kinds_and_their_parts() -> None:
    library, _ = load_library(ROOT)
    assert [str(problem) for problem in find_missing_parts(library)] == []
    for product in library.products:
        if product.chapters:
            assert [key.rsplit("/", 1)[1] for key in product.chapters] == list(KINDS)
