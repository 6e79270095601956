"""One lunr index of a language's sections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lunr.builder import Builder

from ctkb.languages import LangTag
from ctkb.search.analysis import cut
from ctkb.search.documents import SearchPage
from ctkb.search.stemming import make_stemmer, pipeline_function

FIELDS = {"title": 3.0, "heading": 5.0, "summary": 2.5, "terms": 2.0, "text": 1.0}
"""Fields of a document, which is a section, and their weights. The browser has the same table."""

SENT = ("summary", "terms", "text")
"""Fields whose postings are sent; the others are made again from titles and headings."""

_COMMON = 0.3
_FEW = 50


@dataclass(frozen=True, slots=True)
class LanguageIndex:
    """The index of the pages whose words are in one language.

    pages: in the order of the site. builder: lunr's, with the number of a section as the reference
    of a document, counted through all pages; its ``build()`` makes the vectors, which are not sent
    but made again where they are used. frequencies: field -> stem -> section -> how often, for the
    fields of SENT."""

    lang: LangTag
    pages: tuple[SearchPage, ...]
    builder: Builder
    frequencies: Mapping[str, Mapping[str, Mapping[int, int]]]


def build_index(lang: LangTag, pages: Sequence[SearchPage]) -> LanguageIndex:
    """Index pages whose words are in ``lang``.

    The fields go through lunr's own pipeline with our stemmer. A stem in more than three tenths of
    the sections tells them no longer apart: in the running text it counts once a page, for its
    head, which saves bytes and lets it still be one of the words a page holds."""
    rows = _cut_sections(lang, pages)
    builder = Builder()
    builder.ref("id")
    for name, boost in FIELDS.items():
        builder.field(name, boost=boost)
    builder.pipeline.add(pipeline_function(lang))
    for number, row in enumerate(rows):
        builder.add({"id": number, **row})
    frequencies: dict[str, dict[str, dict[int, int]]] = {name: {} for name in SENT}
    for number in range(len(rows)):
        for name in SENT:
            for term, count in builder.field_term_frequencies[f"{name}/{number}"].items():
                frequencies[name].setdefault(term, {})[number] = count
    return LanguageIndex(lang, tuple(pages), builder, frequencies)


def _cut_sections(lang: LangTag, pages: Sequence[SearchPage]) -> list[dict[str, list[str]]]:
    texts = [[list(cut(section.text)) for section in page.sections] for page in pages]
    common = _find_common(lang, [words for page in texts for words in page])
    rows = []
    for page, words_by_section in zip(pages, texts, strict=True):
        title = list(cut(page.title))
        once = dict.fromkeys(word for words in words_by_section for word in words if word in common)
        for number, section in enumerate(page.sections):
            text = [word for word in words_by_section[number] if word not in common]
            rows.append(
                {
                    "title": title,
                    "heading": list(cut(section.heading)) if number else title,
                    "summary": [] if number else list(cut(page.description)),
                    "terms": list(cut(section.terms)),
                    "text": text if number else [*text, *once],
                }
            )
    return rows


def _find_common(lang: LangTag, texts: Sequence[Sequence[str]]) -> frozenset[str]:
    """Return the words whose stem stands in too many sections to tell them apart."""
    if len(texts) < _FEW:
        return frozenset()
    stem = make_stemmer(lang)
    stems = [{stem(word) for word in set(words)} for words in texts]
    counts = Counter(one for some in stems for one in some)
    every = {word for words in texts for word in words}
    return frozenset(word for word in every if counts[stem(word)] > _COMMON * len(texts))
