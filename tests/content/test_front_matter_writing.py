"""The writer of front matter: one form only, and the reader gives back what was written."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ctkb.content.files import clean_decoded
from ctkb.content.front_matter_text import render_front_matter, split_front_matter
from ctkb.content.yaml_door import read_yaml

SIGNS = st.characters(blacklist_categories=("Cs", "Cc", "Cn", "Co"), max_codepoint=0x2FFFF).filter(
    lambda sign: not clean_decoded(sign)[1]  # refused in every file, escaped or not
)
TEXTS = st.text(SIGNS, max_size=30) | st.sampled_from(
    ["no", "on", "null", "~", "2024", "2024-08", "1e3", "a: b", "a #b", "- a", "[a]", "'a", '"a"',
     "&a", "*a", "!a", "%a", "@a", "`a", "a\nb", "", " a", "a ", "true", "0x1f", "_lead", "é", "中"]
)  # fmt: skip
VALUES = TEXTS | st.integers(-999, 999) | st.booleans() | st.none()
KEYS = TEXTS.filter(lambda key: key not in ("", "on"))
MAPPINGS = st.dictionaries(KEYS, VALUES, max_size=4)
TREES = st.dictionaries(
    KEYS, VALUES | MAPPINGS | st.lists(VALUES | MAPPINGS, max_size=3), max_size=5
)


def test_it_is_plain_to_read_and_folds_no_line() -> None:
    long = "Слова " * 60 + "конец."
    text = render_front_matter(
        {
            "title": "L'essentiel: une vue",
            "description": long,
            "aliases": ["old/a.html"],
            "checked": {"by": "A", "on": "2026-11-21"},
            "reviews": [{"kind": "law", "sections": {"_lead": "0123456789abcdef"}}],
            "empty": [],
        }
    )
    assert text == (
        '---\ntitle: "L\'essentiel: une vue"\n'
        f"description: {long}\n"
        "aliases:\n  - old/a.html\n"
        'checked:\n  by: A\n  on: "2026-11-21"\n'
        'reviews:\n  - kind: law\n    sections:\n      _lead: "0123456789abcdef"\n'
        "empty: []\n---\n"
    )


@settings(deadline=None)
@given(TREES)
def test_what_is_written_is_read_back(mapping: dict[str, Any]) -> None:
    text = render_front_matter(mapping)
    inner, body, line = split_front_matter(text + "\nBody\n")
    assert inner is not None
    assert (body, line) == ("\nBody\n", text.count("\n") + 1)
    node, problems = read_yaml(inner, "page.md", 2)
    assert problems == []
    assert (node.value if node is not None else {}) == mapping
    assert (yaml.safe_load(inner) or {}) == mapping


def test_the_same_mapping_gives_the_same_text_and_keeps_its_order() -> None:
    assert render_front_matter({"b": 1, "a": 2}) == "---\nb: 1\na: 2\n---\n"


@pytest.mark.parametrize("value", [1.5, object(), [["a"]], b"a"])
def test_what_front_matter_cannot_hold_is_not_written(value: object) -> None:
    with pytest.raises(TypeError):
        render_front_matter({"a": value})


@pytest.mark.parametrize("text", ["", "Words\n", "---\na: b\n", " ---\na: b\n---\n"])
def test_a_text_without_front_matter_is_all_body(text: str) -> None:
    assert split_front_matter(text) == (None, text, 1)
