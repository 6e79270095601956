"""Stemmers, registered in lunr's pipeline: Snowball's behind a few rules of ours.

Each works on folded words (see analysis.py). Chinese has none. The browser has the same algorithms
from Sphinx's package, which ships what the Snowball compiler makes in JavaScript; a test compares
both over the whole vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import snowballstemmer
from lunr.pipeline import Pipeline
from lunr.token import Token

from ctkb.languages import LangTag

ALGORITHMS = {"en": "english", "fr": "french", "es": "spanish", "ru": "russian", "ar": "arabic"}
"""Language -> name of its Snowball algorithm."""

_MAX = 40
"""Letters of a word that is still stemmed; longer ones are addresses and keys."""
_STEMMABLE = {
    "en": re.compile(r"[a-z]{3,}"),
    "fr": re.compile(r"[a-z]{3,}"),
    "es": re.compile(r"[a-z]{3,}"),
    "ru": re.compile(r"[\u0430-\u044f]{3,}"),
    "ar": re.compile(r"[\u0621-\u064a]{3,}"),
}
_ENGLISH_END = re.compile(r"(.{4}i)s(e|es|ed|ing|ation|ations|er|ers)\Z")
_FRENCH_END = re.compile(r"ees?\Z")
_ARABIC_START = re.compile(
    r"\A(?:[\u0648\u0641]?[\u0628\u0643\u0644]?\u0627\u0644|[\u0648\u0641]?\u0644\u0644)"
    r"(?=[\u0621-\u064a]{3})"
)


def _prepare(lang: str, word: str) -> str:
    """Apply our rules: English is spelt with s and with z; French participles have lost the accent
    that Snowball knows them by; Arabic conjunctions and prepositions are written on the article.

    Source of the Arabic prefixes: the light stemmers of Larkey, Ballesteros and Connell."""
    if lang == "en":
        return _ENGLISH_END.sub(r"\1z\2", word)
    if lang == "fr":
        return _FRENCH_END.sub("e", word)
    if lang == "ar":
        return _ARABIC_START.sub("", word)
    return word


@cache
def make_stemmer(lang: LangTag) -> Callable[[str], str]:
    """Return the function word -> stem of a language; for Chinese it gives the word itself."""
    algorithm = ALGORITHMS.get(lang)
    if algorithm is None:
        return str
    snowball = snowballstemmer.stemmer(algorithm)
    good = _STEMMABLE[lang]

    @cache
    def stem(word: str) -> str:
        if len(word) > _MAX or not good.fullmatch(word):
            return word
        return str(snowball.stemWord(_prepare(lang, word)))

    return stem


@cache
def pipeline_function(lang: LangTag) -> Callable[[Token, int, list[Token]], Token]:
    """Return the language's function for lunr's pipeline, registered as ``stemmer-<lang>``."""
    stem = make_stemmer(lang)

    def run(token: Token, _at: int = 0, _tokens: list[Token] | None = None) -> Token:
        token.string = stem(token.string)
        return token

    Pipeline.register_function(run, f"stemmer-{lang}")
    return run
