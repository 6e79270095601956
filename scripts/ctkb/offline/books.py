"""What goes into one book: a handbook, or everything, in one language, chapter by chapter.

A book is what EPUB, PDF, DOCX and the page for phones are made of. Its chapters hold plain XHTML:
no explanation that opens on a tap, no second drawing for small screens, no link that leads out of
the book without saying where.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast
from urllib.parse import unquote, urljoin, urlsplit

from lxml.html import HtmlElement

from ctkb.languages import LangTag
from ctkb.manifest import ManifestPage
from ctkb.offline.folder import SiteFolder
from ctkb.offline.pages import PageParts, SiteNotice, read_notice, read_page
from ctkb.offline.words import CopyWords, read_words

EVERYTHING = "everything"
_EXAMPLE_HOSTS = (".example", ".example.org", ".example.com", ".example.net", ".invalid")
# Kinds of pages in the order of a book of everything; handbooks come behind the first page.
_ORDER = ("home", "region", "training", "instruments", "glossary", "about")
_NOT_IN_BOOKS = ("search",)


@dataclass(frozen=True)
class Chapter:
    """One page of a book.

    id: unique in the book, also the beginning of every id in it (``method``; in the book of
    everything ``threat-assessment-method``), such as ``method--step-4``. article: its XHTML,
    yours to change. words: language of the article. standing: sentences of the status line, and
    untranslated the sentence that says that the words are English, both in the book's language.
    url: where it stands on the hosted site. kind: of the page. description: a sentence or two
    of what it holds, in the article's language.

    In the article, ``data-term`` of a marked term is its id in the glossary, and ``data-page`` of
    what was a link out of the book the address it led to, from the site's root."""

    id: str
    title: str
    kind: str
    words: LangTag
    article: HtmlElement
    standing: tuple[str, ...]
    untranslated: str | None
    url: str
    description: str = ""


@dataclass(frozen=True)
class BookPart:
    """Chapters that belong together. title: None where the book has one part only. product: id of
    the handbook, if it is one."""

    title: str | None
    product: str | None
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True)
class Book:
    """A book. id: of the handbook, or ``everything``. digest: SHA-256 in hex of the manifest it was
    made from."""

    id: str
    lang: LangTag
    title: str
    edition: str
    notice: SiteNotice
    words: CopyWords
    parts: tuple[BookPart, ...]
    digest: str

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """All chapters in reading order."""
        return tuple(chapter for part in self.parts for chapter in part.chapters)


def list_books(folder: SiteFolder) -> list[str]:
    """Return the ids of the books a language has: each handbook, then everything."""
    return [*(product.id for product in folder.manifest.products), EVERYTHING]


def make_book(folder: SiteFolder, book_id: str, lang: LangTag, *, narrow: bool = False) -> Book:
    """Make a book of finished pages. book_id: one of :func:`list_books`. narrow: diagrams as drawn
    for small screens."""
    words = read_words(lang)
    groups = _list_groups(folder, book_id, lang, words)
    pages = [page for _, _, some in groups for page in some]
    ids = {page.address: _name_chapter(page, book_id) for page in pages}
    title = read_notice(folder, lang).name if book_id == EVERYTHING else pages[0].title
    return Book(
        id=book_id,
        lang=lang,
        title=title,
        edition=folder.manifest.edition,
        notice=read_notice(folder, lang),
        words=words,
        parts=tuple(
            BookPart(
                name, product, tuple(_make_chapter(folder, page, ids, narrow) for page in some)
            )
            for name, product, some in groups
        ),
        digest=folder.digest,
    )


def has_real_host(site_url: str) -> bool:
    """Tell whether an address may be printed as one that answers: not an example's, not empty."""
    host = urlsplit(site_url).hostname or ""
    return bool(host) and not f".{host}".endswith(_EXAMPLE_HOSTS)


def _list_groups(
    folder: SiteFolder, book_id: str, lang: LangTag, words: CopyWords
) -> list[tuple[str | None, str | None, list[ManifestPage]]]:
    if book_id != EVERYTHING:
        return [(None, book_id, folder.list_handbook(book_id, lang))]
    by_kind: dict[str, list[ManifestPage]] = {}
    for page in folder.manifest.pages:
        if page.lang == lang and page.product is None and page.kind not in _NOT_IN_BOOKS:
            by_kind.setdefault(page.kind, []).append(page)
    groups: list[tuple[str | None, str | None, list[ManifestPage]]] = []
    for kind in (*_ORDER, *sorted(set(by_kind) - set(_ORDER))):
        if kind in by_kind:
            some = by_kind[kind]
            name = words[f"part-{kind}"] if len(some) > 1 else some[0].title
            groups.append((name, None, some))
        if kind == "home":
            for product in folder.manifest.products:
                some = folder.list_handbook(product.id, lang)
                groups.append((some[0].title, product.id, some))
    return groups


def _name_chapter(page: ManifestPage, book_id: str) -> str:
    parts = page.address.removesuffix(".html").split("/")
    if parts[0] == page.lang:
        parts = parts[1:]
    if parts[0] == "products" and page.product:
        parts = parts[1:] if book_id == EVERYTHING else parts[2:]
    return "-".join(parts)


def _make_chapter(
    folder: SiteFolder, page: ManifestPage, ids: Mapping[str, str], narrow: bool
) -> Chapter:
    parts = read_page(folder, page.address)
    _simplify(parts.article, narrow)
    _lead_links(parts, folder, ids)
    return Chapter(
        id=ids[page.address],
        title=page.title,
        kind=page.kind,
        words=page.words,
        article=parts.article,
        standing=parts.standing,
        untranslated=parts.untranslated,
        url=urljoin(folder.manifest.site_url, page.address),
        description=parts.description,
    )


def _simplify(article: HtmlElement, narrow: bool) -> None:
    """Take away what works by tapping, hovering or on a screen alone."""
    for link in _with_class(article, "kb-term__more"):
        _, _, anchor = link.get("href", "").partition("#term-")
        for term in link.iterancestors("span"):
            if anchor and term.get("class") == "kb-term":
                term.set("data-term", anchor)
    other = "kb-diagram__wide" if narrow else "kb-diagram__narrow"
    _drop(article, "kb-term__tip", other, "kb-source__back")
    for element in _with_class(article, "kb-term__button"):
        for name in ("role", "tabindex", "aria-describedby"):
            element.attrib.pop(name, None)
    for link in _with_class(article, "kb-number"):
        link.tag = "span"
        for name in ("href", "aria-label"):
            link.attrib.pop(name, None)
    for element in article.iter():
        if isinstance(element.tag, str):
            element.attrib.pop("tabindex", None)
    # Captions of the site's drawings name other elements; what they name may have gone.
    known = {str(one) for one in article.xpath(".//@id")}
    for name in ("aria-labelledby", "aria-describedby", "aria-details", "aria-controls"):
        for element in article.xpath(f".//*[@{name}]"):
            if not set(element.get(name).split()) <= known:
                del element.attrib[name]


def _lead_links(parts: PageParts, folder: SiteFolder, ids: Mapping[str, str]) -> None:
    """Make ids unique in the book, and links lead to its chapters or to the hosted site.

    A link to a page that this book does not hold leads to its hosted address; where the site has
    no real one yet, its words stay and the link goes."""
    own = ids[parts.page.address]
    article = parts.article
    article.set("id", own)
    for element in article.iter():
        if not isinstance(element.tag, str) or element is article:
            continue
        if element.get("id"):
            element.set("id", f"{own}--{element.get('id')}")
        for name in ("aria-labelledby", "aria-describedby", "aria-details", "aria-controls"):
            if element.get(name):
                element.set(name, " ".join(f"{own}--{one}" for one in element.get(name).split()))
    for link in list(article.iter("a")):
        href = link.get("href")
        if href is None or urlsplit(href).scheme:
            continue
        target, _, anchor = href.partition("#")
        address = parts.page.address
        if target:
            address = posixpath.normpath(
                posixpath.join(posixpath.dirname(address), unquote(target))
            )
        if address in ids:
            link.set("href", f"#{ids[address]}--{anchor}" if anchor else f"#{ids[address]}")
            continue
        link.set("data-page", f"{address}#{anchor}" if anchor else address)
        if has_real_host(folder.manifest.site_url):
            link.set(
                "href", urljoin(folder.manifest.site_url, address) + (f"#{anchor}" * bool(anchor))
            )
        else:
            link.tag = "span"
            for name in ("href", "rel", "hreflang"):
                link.attrib.pop(name, None)


def _with_class(article: HtmlElement, *names: str) -> list[HtmlElement]:
    tests = " or ".join(f"contains(concat(' ', @class, ' '), ' {name} ')" for name in names)
    return cast(list[HtmlElement], article.xpath(f".//*[{tests}]"))


def _drop(article: HtmlElement, *names: str) -> None:
    for element in _with_class(article, *names):
        element.drop_tree()
