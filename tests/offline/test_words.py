"""The words of copies: the same keys and places in six languages, each key described."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from ctkb.languages import ENGLISH, TAGS
from ctkb.offline.words import read_words

STRINGS = Path(__file__).parents[2] / "scripts" / "ctkb" / "offline" / "strings"
TOPICS = sorted(path.name for path in (STRINGS / "keys").iterdir())


@pytest.mark.parametrize("lang", TAGS)
def test_every_language_has_every_topic(lang: str) -> None:
    assert sorted(path.name for path in (STRINGS / lang).iterdir()) == TOPICS


@pytest.mark.parametrize("topic", TOPICS)
def test_every_key_is_described_and_stands_in_every_language(topic: str) -> None:
    described = json.loads((STRINGS / "keys" / topic).read_text(encoding="utf-8"))
    assert all(text.strip() for text in described.values())
    for lang in TAGS:
        words = json.loads((STRINGS / lang / topic).read_text(encoding="utf-8"))
        assert set(words) == set(described), lang
        assert [key for key, text in words.items() if not text.strip()] == [], lang


def test_no_key_stands_in_two_topics() -> None:
    keys = [
        key for topic in TOPICS for key in json.loads((STRINGS / "keys" / topic).read_text("utf-8"))
    ]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("lang", [tag for tag in TAGS if tag != ENGLISH])
def test_a_translation_has_the_places_of_the_english_words(lang: str) -> None:
    english, words = read_words(ENGLISH), read_words(lang)
    places = re.compile(r"\{\w*\}")
    wrong = {
        key: text
        for key, text in words.items()
        if sorted(places.findall(text)) != sorted(places.findall(english[key]))
    }
    assert wrong == {}
