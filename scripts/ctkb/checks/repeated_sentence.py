"""repeated-sentence: the same words in two English chapters; say a thing once, and link to it.

Overviews are not compared: each stands for itself, with what it is and is not."""

from __future__ import annotations

from collections.abc import Iterator

from ctkb.checks.prose import count_words, split_sentences, split_text
from ctkb.content.files import quote
from ctkb.content.model import Library, Page, PageKind
from ctkb.languages import ENGLISH
from ctkb.problems import Place, Problem, Severity

SHORTEST = 8
"""Words of a sentence that may not stand twice."""


def find_repeated_sentences(library: Library) -> Iterator[Problem]:
    """Yield a warning for each sentence of an English chapter or guideline that another one had
    before, in reading order."""
    first: dict[str, tuple[Page, int]] = {}
    for key in library.order:
        page = library.page(key, ENGLISH)
        if page is None or page.kind not in (PageKind.CHAPTER, PageKind.GUIDELINE):
            continue
        for passage in split_text(page):
            line = passage.line
            for sentence in split_sentences(passage.text):
                folded = " ".join(sentence.casefold().split())
                if count_words(folded) < SHORTEST:
                    continue
                other, at = first.setdefault(folded, (page, line))
                if other is not page:
                    what = f'"{quote(sentence)}" stands in {other.path}, line {at}, too'
                    mend = "Say it in one of the two pages, and link to it from the other"
                    place = Place(page.path, line)
                    yield Problem(place, "repeated-sentence", what, mend, Severity.WARNING)
