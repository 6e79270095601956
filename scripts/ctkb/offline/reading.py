"""What the copies to read on a small screen share: EPUB and the page for phones.

Both show a book as XHTML: the notice first, then each chapter below its standing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from typing import cast

from lxml.html import HtmlElement, fragment_fromstring

from ctkb.languages import LangTag, get_language
from ctkb.offline.books import EVERYTHING, Book, Chapter
from ctkb.offline.folder import SiteFolder
from ctkb.offline.tasks import make_key


@dataclass(frozen=True, slots=True)
class Heading:
    """A section of a chapter in the table of contents. id: as in the article."""

    id: str
    title: str


def key_of_book(folder: SiteFolder, book_id: str, lang: LangTag, *more: str) -> str:
    """Return the key of a copy of one book: the pages that it holds, and what all books say.

    more: what else its bytes depend on."""
    manifest = folder.manifest
    sums = [
        page.sha256
        for page in manifest.pages
        if page.lang == lang
        and (book_id == EVERYTHING or page.product == book_id or page.kind == "home")
    ]
    order = repr(manifest.products)
    return make_key(manifest.edition, manifest.site_url, order, book_id, lang, *sums, *more)


def name_chapter(book: Book, chapter: Chapter) -> str:
    """Return the title of a chapter in its book: an overview is not called as its handbook is,
    because that name stands above it."""
    return book.words["page-overview"] if is_overview(chapter) else chapter.title


def is_overview(chapter: Chapter) -> bool:
    """Tell whether a chapter is the first page of a handbook."""
    return chapter.kind == "product"


def list_headings(chapter: Chapter) -> list[Heading]:
    """Return the sections of a chapter, without its sources."""
    found = chapter.article.xpath(
        ".//h2[@id][not(ancestor::section[contains(concat(' ', @class, ' '), ' kb-sources ')])]"
    )
    return [Heading(h.get("id"), read_text(h)) for h in found]


def read_text(element: HtmlElement) -> str:
    """Return the words of an element, without the numbers of sources, in one line."""
    parts = element.xpath(
        ".//text()[not(ancestor::sup[contains(concat(' ', @class, ' '), ' kb-cite ')])]"
    )
    return " ".join("".join(parts).split())


def write_language(lang: LangTag) -> str:
    """Return the attributes of an element in a language."""
    return f'lang="{lang}" dir="{get_language(lang).direction}"'


def tell_standing(book: Book, chapter: Chapter) -> None:
    """Put below the title of a chapter how its text came about, and whether it is translated."""
    told = f"<p><strong>{escape(chapter.untranslated)}</strong></p>" if chapter.untranslated else ""
    label = escape(book.words["page-standing"])
    sentences = escape(" ".join(chapter.standing))
    note = fragment_fromstring(
        f'<div class="ho-standing" role="note" aria-label="{label}" '
        f"{write_language(book.lang)}>{told}<p>{sentences}</p></div>"
    )
    chapter.article.find("h1").addnext(note)


def write_notice(book: Book) -> str:
    """Return what stands first in every copy: what it is not, and which edition it is."""
    facts = "".join(
        f"<div><dt>{escape(term)}</dt><dd>{escape(value)}</dd></div>"
        for term, value in book.notice.facts
    )
    return (
        f"<p><strong>{escape(book.notice.subtitle)}</strong></p>"
        f"<p>{escape(book.notice.notice)}</p>"
        f'<dl class="ho-facts">{facts}</dl>'
        f"<p>{escape(book.words['page-copy'])}</p>"
    )


def read_style(name: str) -> str:
    """Return a style sheet of copies. name: of a file in ``styles/``."""
    return (files("ctkb.offline") / "styles" / name).read_text(encoding="utf-8")


def with_class(root: HtmlElement, name: str) -> Iterator[HtmlElement]:
    """Go through the elements below one that have a class."""
    path = f".//*[contains(concat(' ', @class, ' '), ' {name} ')]"
    yield from cast(list[HtmlElement], root.xpath(path))
