"""Statements that should cite: a year, a figure or an instrument's name without a source."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ctkb.checks.content import read_content
from ctkb.checks.uncited import find_uncited
from ctkb.content import load_library
from tests.conftest import ROOT, copy_project, leave_languages

PAGE = "docs/en/about/new.md"
HEAD = '---\ntitle: "T"\ndescription: "D"\norigin: machine\n---\n\n'


def _find(folder: Path, body: str) -> list[str]:
    project = copy_project(folder)
    leave_languages(project, "en")
    shutil.rmtree(project / "products")  # only the new page is looked at
    (project / PAGE).write_text(HEAD + body, encoding="utf-8")
    library, _ = load_library(project)
    return [str(p) for p in find_uncited(library) if p.place.path == PAGE]


@pytest.mark.parametrize(
    ("body", "line", "found"),
    [
        ("It began in 2022.\n", 7, "2022"),
        ("Words.\n\nThere were 1,333\nof them.\n", 9, "1,333"),
        ("- One [@S1].\n- In all 34 states.\n", 8, "34"),
        ("The Rabat Plan of Action has six parts.\n", 7, "Rabat Plan of Action"),
        ("| A | B |\n|---|---|\n| x | 2019 |\n", 9, "2019"),
        ("/// note\n\nIt began in 2022.\n\n///\n", 9, "2022"),
    ],
)
def test_a_statement_without_a_source_is_said_with_its_line(
    tmp_path: Path, body: str, line: int, found: str
) -> None:
    problems = _find(tmp_path / "p", body)
    assert len(problems) == 1
    assert problems[0].startswith(f'{PAGE}:{line}: uncited: "{found}" stands')


@pytest.mark.parametrize(
    "body",
    [
        "It began in 2022 [@S1].\n",
        "Take step 2, then `code 2022`.\n",
        "## In 2022 {#in-2022}\n\nTexts are under CC BY 4.0.\n",
        "/// events\n    year: 2022\n\n///\n",
        "1. One.\n2. Two.\n",
        "[Words](../index.md#handbooks) of edition 2026.11.\n",
    ],
)
def test_what_needs_no_source_is_left_alone(tmp_path: Path, body: str) -> None:
    assert _find(tmp_path / "p", body) == []


def test_no_statement_of_this_repository_is_uncited() -> None:
    content = read_content(ROOT)
    assert [str(p) for p in content.problems if p.code == "uncited"] == []
