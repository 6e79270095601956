"""The words by which Kiwix finds a page: spelt as the readers of archives spell what is asked for.

libzim 9 takes accents off a query, and off the texts that it cuts out of HTML itself, but not off
texts that are given to it; libzim 8, which Debian's kiwix-serve has, leaves them on a query. The
index knows one language; and Xapian takes a word to which an article is bound for another word.
"""

from __future__ import annotations

import re
import unicodedata

from ctkb.languages import LangTag

# A short word before an apostrophe is bound to the next one: l'évaluation, jusqu'ici.
_ELISION = re.compile(r"\b\w{1,7}['’](\w{2,})")
# The article, alone or after a particle of one letter, and what follows: والتهديد, للتهديد.
_ARTICLE = re.compile(r"\b(?:[وفبك]?ال|لل)(\w{3,})")


def spell_words(text: str, lang: LangTag) -> str:
    """Return a text to be indexed, in any order. lang: of the text.

    A word with accents stands there without them too: newer readers take them off a query, older
    ones do not. A word to which another is bound stands there also alone."""
    words = text.split()
    bare = [_take_accents_off(word) for word in words]
    changed = [one for word, one in zip(words, bare, strict=True) if one != word.lower()]
    return _part_words(" ".join(words + changed), lang)


def _part_words(text: str, lang: LangTag) -> str:
    if lang == "fr":
        return _ELISION.sub(r"\g<0> \1", text)
    if lang == "ar":
        return _ARTICLE.sub(r"\g<0> ال\1 \1", text)
    return text


def _take_accents_off(text: str) -> str:
    """Do as libzim's ``removeAccents``: "Lower; NFD; [:M:] remove; NFC" in ICU's words."""
    parts = unicodedata.normalize("NFD", text.lower())
    bare = "".join(c for c in parts if not unicodedata.category(c).startswith("M"))
    return unicodedata.normalize("NFC", bare)
