"""The words of copies in six languages: package data, the same keys in each language.

``strings/<lang>/<topic>.json`` holds the words; ``strings/keys/<topic>.json`` says of each key,
once and in English, where it stands and what its places are filled with.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from ctkb.languages import LangTag

CopyWords = Mapping[str, str]
"""Key -> text. ``{name}`` in a text is a place to fill with ``str.format``."""


@cache
def read_words(lang: LangTag) -> CopyWords:
    """Return the words of one language, of all topics together."""
    words: dict[str, str] = {}
    folder = files("ctkb.offline") / "strings" / lang
    for topic in sorted(folder.iterdir(), key=lambda file: file.name):
        words |= json.loads(topic.read_text(encoding="utf-8"))
    return words
