"""Text to words, the same way here and in ``overrides/assets/search/engine.js``.

Folding comes before stemming, so that a word typed without its accents, hamzas or vowel signs has
the stem of the word in the text. Both sides spell out their ranges of characters instead of asking
their Unicode tables, which differ in age.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

import opencc

HAN = "\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4"
    "\u06e7\u06e8\u06ea-\u06ed\u20d0-\u20ff\ufe00-\ufe0f"
)
_UNSEEN = "\u00ad\u200b-\u200f\u2060\ufeff"
_TOKEN = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}{_UNSEEN}])*")
_DROPPED = re.compile(rf"[{_MARKS}{_UNSEEN}]+")
_NO_LETTER = re.compile(r"[\W_]+")
_PIECES = re.compile(rf"[{HAN}]+|[^{HAN}]+")
_HAN = re.compile(rf"[{HAN}]")
_APOSTROPHES = "'\u2019\u02bc"
_ELIDED = frozenset(
    ["l", "d", "j", "n", "s", "m", "t", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"]
)
_LETTERS = str.maketrans(
    {
        "\u0640": None,  # tatweel
        "\u0649": "\u064a",
        "\u0629": "\u0647",
        "\u0671": "\u0627",
        "\u06a9": "\u0643",
        "\u06cc": "\u064a",
        "\u0451": "\u0435",
        "\u0153": "oe",
        "\u00e6": "ae",
        "\u00df": "ss",
        "\u0131": "i",
        **{chr(0x660 + digit): str(digit) for digit in range(10)},
        **{chr(0x6F0 + digit): str(digit) for digit in range(10)},
    }
)
_SHORT_I = re.compile("\u0438\u0306")


@cache
def simplified_characters() -> Mapping[int, str]:
    """Return Traditional -> Simplified for single characters, as a table for str.translate.

    Source: the dictionary TSCharacters of OpenCC (Apache 2.0), asked one character at a time."""
    converter = opencc.OpenCC("t2s")
    characters = [chr(code) for code in range(0x3400, 0xA000)]
    converted = converter.convert("\n".join(characters)).split("\n")
    return {
        ord(one): other
        for one, other in zip(characters, converted, strict=True)
        if one != other and len(other) == 1
    }


@lru_cache(1 << 17)
def fold(word: str) -> str:
    """Return a word without what readers leave out: capitals, accents, vowel signs, tatweel, the
    dots of the Russian letter yo, forms of alef, ya and ta marbuta, Traditional characters."""
    word = unicodedata.normalize("NFKC", word).lower().translate(_LETTERS)
    word = unicodedata.normalize("NFD", word)
    # The short i of Russian is a letter of its own: its stemmer needs it.
    word = _SHORT_I.sub("\u0439", word)
    word = _NO_LETTER.sub("", _DROPPED.sub("", word))
    if _HAN.search(word):
        word = word.translate(simplified_characters())
    return word


def cut(text: str) -> Iterator[str]:
    """Yield the folded words of a text in order.

    Elided articles are dropped (``l'état`` gives ``etat``), and so is the English ``'s``. A run of
    Chinese gives its pairs of neighbouring characters, a single one itself."""
    for match in _TOKEN.finditer(text):
        word = fold(match[0])
        start, end = match.span()
        if end < len(text) and text[end] in _APOSTROPHES and word in _ELIDED:
            continue
        if word == "s" and start > 0 and text[start - 1] in _APOSTROPHES:
            continue
        for piece in _PIECES.findall(word):
            if _HAN.match(piece) and len(piece) > 1:
                yield from (piece[at : at + 2] for at in range(len(piece) - 1))
            else:
                yield piece
