"""long-sentences: an English chapter whose sentences are on average too long to translate well."""

from __future__ import annotations

from collections.abc import Iterator

from ctkb.checks.prose import count_words, split_sentences, split_text
from ctkb.content.model import Library, Page, PageKind
from ctkb.languages import ENGLISH
from ctkb.problems import Place, Problem, Severity

LIMIT = 25
"""Words a sentence, on average."""


def find_long_sentences(library: Library) -> Iterator[Problem]:
    """Yield a warning for each English chapter over the limit, with its longest sentence."""
    for page in library.pages.values():
        if page.lang != ENGLISH or page.kind is not PageKind.CHAPTER:
            continue
        lengths = list(_measure(page))
        average = sum(length for length, _, _ in lengths) / len(lengths) if lengths else 0
        if average > LIMIT:
            length, line, words = max(lengths)
            what = f"sentences of this chapter have {average:.0f} words on average"
            mend = f'Divide the longest, such as this one of {length} words: "{words[:40]}…"'
            place = Place(page.path, line)
            yield Problem(place, "long-sentences", what, mend, Severity.WARNING)


def _measure(page: Page) -> Iterator[tuple[int, int, str]]:
    """Yield length, line and words of each sentence; cells of tables are none."""
    for passage in split_text(page):
        for sentence in split_sentences(passage.text) if not passage.is_row else ():
            yield count_words(sentence), passage.line, sentence
