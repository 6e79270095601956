"""Diagrams that cannot be drawn: one edit breaks a good tree; all that is said; silence after."""

from __future__ import annotations

from pathlib import Path

import pytest

from ctkb.content.answers import split_answer
from tests.content.broken import Broken, check, copy_tree, say

PAGE = "docs/en/about/index.md"
GOOD = (
    "/// process | The way\n1. One [step](../index.md)\n2. Two\n///\n",
    "/// process | The way\n\n1. One\n2. Two,\n   wrapped\n\n///\n",
    "/// decision | On?\n- A law?\n    - No: stop\n    - Yes: on\n      we go\n///\n",
    "/// decision | On?\n- A?\n    - 否：停止\n    - Oui : ici ?\n        - A: b\n        - C: d\n"
    "///\n",
    "/// matrix | Both\n| | Low |\n|---|---|\n| Far | a |\n///\n",
)


def _broken(block: str, *problems: str) -> Broken:
    return Broken(PAGE, "Words.\n", block, *problems)


CASES = {
    "a_diagram_without_a_title_is_said": _broken(
        "/// process\n1. One\n2. Two\n///\n",
        ":7: missing-title: the block `process` has no title, which readers of its words need. "
        "Write `/// process | What it shows`.",
    ),
    "a_process_that_is_no_list_is_said": _broken(
        "/// process | A\nWords\n///\n",
        ":7: block-content: the block `process` holds something other than one list. "
        "Write a list with `1. ` into it, and nothing else.",
    ),
    "steps_without_numbers_are_said": _broken(
        "/// process | A\n- One\n- Two\n///\n",
        ":8: diagram-content: the steps of a process are not numbered. "
        "Begin them with `1.`, `2.`, `3.`.",
    ),
    "one_step_is_no_process": _broken(
        "/// process | A\n1. One\n///\n",
        ":7: diagram-content: the process has 1 step. Write 2 to 12 steps.",
    ),
    "a_list_inside_a_step_is_said": _broken(
        "/// process | A\n1. One\n    1. In it\n2. Two\n///\n",
        ":9: diagram-content: a list stands inside a step of a process. "
        "Write the steps as one list, one level deep.",
    ),
    "an_item_too_long_for_a_diagram_is_said": _broken(
        f"/// process | A\n1. One\n2. {'long ' * 40}\n///\n",
        ":9: diagram-content: `long long long long long long…` has more than 160 signs, too many "
        "for a diagram. Write it shorter, and the rest into the text.",
    ),
    "two_first_questions_are_said": _broken(
        "/// decision | A\n- One?\n    - Yes: a\n    - No: b\n- Two?\n    - Yes: a\n    - No: b\n"
        "///\n",
        ":7: diagram-content: the decision begins with 2 questions. Write one question at the "
        "margin, and the others below the answers to it.",
    ),
    "an_answer_without_its_word_is_said": _broken(
        "/// decision | A\n- One?\n    - Yes: a\n    - go away\n///\n",
        ":10: diagram-content: `go away` does not begin with an answer. Write `Yes: ...` or the "
        "like, the answer with 24 signs or fewer.",
    ),
    "a_question_with_one_answer_is_said": _broken(
        "/// decision | A\n- One?\n    - Yes: Two?\n        - No: b\n    - No: c\n///\n",
        ":9: diagram-content: the question has 1 answer below it. Write 2 to 4, four spaces "
        "further in.",
    ),
    "a_matrix_of_words_is_said": _broken(
        "/// matrix | A\n- a\n///\n",
        ":7: block-content: the block `matrix` holds something other than one table. Write a "
        "table into it, and nothing else.",
    ),
    "a_matrix_that_is_too_large_is_said": _broken(
        "/// matrix | A\n| | 1 | 2 | 3 | 4 | 5 | 6 |\n|---|---|---|---|---|---|---|\n"
        "| a | b | c | d | e | f | g |\n///\n",
        ":7: diagram-content: the matrix has 1 by 6 cells beside its scales. Write 1 by 1 to 5 "
        "by 5.",
    ),
    "an_empty_cell_of_a_matrix_is_said": _broken(
        "/// matrix | A\n| | Low |\n|---|---|\n| Far | |\n///\n",
        ":10: diagram-content: a cell of the matrix is empty. Write its words.",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_that(name: str, tmp_path: Path) -> None:
    check(CASES[name], tmp_path)


@pytest.mark.parametrize("block", GOOD)
def test_a_good_diagram_is_no_problem(block: str, tmp_path: Path) -> None:
    root = copy_tree(tmp_path)
    page = root / PAGE
    page.write_text(page.read_text(encoding="utf-8") + "\n" + block, encoding="utf-8")
    assert say(root) == []


def test_an_answer_is_cut_at_the_first_colon_of_any_script() -> None:
    assert split_answer("No: stop: now") == ("No", "stop: now")
    assert split_answer("否：停止") == ("否", "停止")
    assert split_answer("Oui : ici") == ("Oui", "ici")
    assert split_answer("stop and ask") == ("", "stop and ask")
    assert split_answer("a sentence that is no answer: stop") == (
        "",
        "a sentence that is no answer: stop",
    )
