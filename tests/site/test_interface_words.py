"""Interface words: what templates and code ask for exists, and what exists is asked for."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from ctkb.content.strings import load_strings
from ctkb.languages import TAGS

ROOT = Path(__file__).parents[2]
STRINGS = ROOT / "overrides/strings"
FAMILIES = (
    "block.review.",
    "confidence.",
    "group.",
    "instrument.",
    "kind.",
    "nav.",
    "part.",
    "read.",
    "search.",
    "status.",
    "weight.",
    "why.",
)
"""Keys that code puts together from values of the data, and so asks for by their beginning."""


def _asked() -> set[str]:
    files = [*ROOT.glob("overrides/**/*.html"), *ROOT.glob("scripts/ctkb/**/*.py")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    return set(re.findall(r"""["']([a-z-]+\.[a-z.-]+)["']""", text))


def test_every_word_is_asked_for_and_every_word_asked_for_exists() -> None:
    words = set(json.loads((STRINGS / "en.json").read_text(encoding="utf-8")))
    in_templates = set()
    for path in ROOT.glob("overrides/**/*.html"):
        in_templates |= set(re.findall(r"kb\.t\('([^']+)'", path.read_text(encoding="utf-8")))
    assert len(in_templates) > 30
    assert in_templates <= words
    idle = {word for word in words - _asked() if not word.startswith(FAMILIES)}
    assert idle == set()


def test_the_words_of_all_six_languages_are_whole() -> None:
    strings, problems = load_strings(ROOT)
    assert problems == []
    assert set(strings) == set(TAGS)


@pytest.mark.parametrize("lang", TAGS)
def test_each_language_says_its_own_words(lang: str) -> None:
    words = json.loads((STRINGS / f"{lang}.json").read_text(encoding="utf-8"))
    english = json.loads((STRINGS / "en.json").read_text(encoding="utf-8"))
    same = {key for key, word in words.items() if word == english[key]}
    if lang == "en":
        assert same == set(words)
    else:
        assert len(same) <= 12, same
