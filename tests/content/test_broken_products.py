"""Handbooks: one edit breaks a good tree; all that is said; silence once mended."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.broken import Broken, check

CASES = {
    "a_chapter_without_file_is_said": Broken(
        "products/borders/product.yml",
        "ending",
        "endings",
        ":2: missing-chapter: there is no file products/borders/en/endings.md. Did you mean "
        "`ending`? If not, write the file, or delete the line.",
        ":2: unlisted-chapter: the chapter products/borders/en/ending.md is not listed. Add "
        "`ending` to `chapters:`, or delete the file.",
    ),
    "a_chapter_that_is_listed_twice_is_said": Broken(
        "products/borders/product.yml",
        "starting, ",
        "starting, starting, ",
        ":2: duplicate-chapter: the chapter `starting` is listed twice. Delete one of the lines.",
    ),
    "an_order_that_is_no_number_is_said": Broken(
        "products/borders/product.yml",
        "order: 1",
        'order: "1"',
        ":1: wrong-type: the value of `order` is a text, not a whole number. Write a whole number.",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_that(name: str, tmp_path: Path) -> None:
    check(CASES[name], tmp_path)
