"""How long each handbook is: words of its English pages, and the languages each page is in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ctkb.checks.prose import count_page, count_words
from ctkb.content.model import Library, PageKey, ProductId
from ctkb.languages import ENGLISH, TAGS, LangTag


@dataclass(frozen=True, slots=True)
class Length:
    """One page or worksheet. name: of its file, without folder and ending. words: in English.
    languages: it is in; of a worksheet those that lack nothing."""

    name: str
    words: int
    languages: tuple[LangTag, ...]


@dataclass(frozen=True, slots=True)
class HandbookLength:
    """One handbook. chapters: in their order."""

    product: ProductId
    overview: Length
    chapters: Sequence[Length]
    worksheets: Sequence[Length]

    @property
    def words(self) -> int:
        """Words of the chapters together, without the overview and the worksheets."""
        return sum(chapter.words for chapter in self.chapters)


def count_handbooks(library: Library) -> Iterator[HandbookLength]:
    """Yield the length of every handbook, in their order."""
    for product in library.products:
        yield HandbookLength(
            product.id,
            _measure(library, product.overview),
            tuple(_measure(library, key) for key in product.chapters),
            tuple(
                Length(
                    sheet.id,
                    sum(count_words(text.by_lang[ENGLISH]) for _, text in sheet.texts()),
                    sheet.languages(),
                )
                for sheet in library.worksheets.values()
                if sheet.product == product.id
            ),
        )


def _measure(library: Library, key: PageKey) -> Length:
    page = library.page(key, ENGLISH)
    languages = tuple(tag for tag in TAGS if library.page(key, tag) is not None)
    return Length(key.rsplit("/", 1)[1], count_page(page) if page else 0, languages)
