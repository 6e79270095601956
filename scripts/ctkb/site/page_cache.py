"""Drawn words kept between builds, so that a change draws one page and not its whole language.

What is kept of a page is what MkDocs would have made of it: the HTML, the table of contents and
the ids. The key covers everything that can change them: the page's and its English page's bytes,
the language of the address, and the project: data, interface words, configuration, code, and of
every page its title, description, headings and drift. So no dead link is ever served from here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from ctkb.content.model import Library
from ctkb.languages import ENGLISH
from ctkb.translation import Route, fingerprint_sections


def hash_links(library: Library) -> str:
    """Return a hash of what pages show of each other: existence, titles, headings, chapters."""
    pages = [
        [key, lang, page.title, page.description, page.nav_title, [h.id for h in page.headings]]
        for (key, lang), page in sorted(library.pages.items())
    ]
    products = [[product.id, product.order, product.chapters] for product in library.products]
    return hashlib.sha256(json.dumps([pages, products, library.order]).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn page. toc: nested ``[title, id, level, [children]]``. ids: all of its anchors."""

    html: str
    toc: Sequence[Any]
    ids: Sequence[str]

    def put_back(self, page: MkDocsPage) -> str:
        """Give a MkDocs page what drawing would have given it; return the HTML."""
        page.toc = TableOfContents([_read_link(item) for item in self.toc])
        page.present_anchor_ids = set(self.ids)
        return self.html


class PageCache:
    """Drawn pages in a folder, one JSON file each. shared: hash of all that every page reads."""

    def __init__(self, folder: Path, shared: str, library: Library) -> None:
        self._folder = folder
        self._shared = hashlib.sha256(f"{shared} {hash_links(library)}".encode()).hexdigest()
        self._library = library
        self.used: list[str] = []

    def name_of(self, route: Route) -> str:
        """Return the file's name for a route as it is now."""
        english = self._library.pages[route.key, ENGLISH]
        marks = list(fingerprint_sections(english).values())
        parts = [self._shared, route.key, route.lang, route.page.blob, english.blob, *marks]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:40] + ".json"

    def find(self, route: Route) -> Drawn | None:
        """Return a drawn page, or None where it has to be drawn."""
        try:
            html, toc, ids = json.loads((self._folder / self.name_of(route)).read_bytes())
        except (OSError, ValueError):
            return None
        self.used.append(self.name_of(route))
        return Drawn(html, toc, ids)

    def keep(self, route: Route, page: MkDocsPage, html: str) -> None:
        """Keep a page that MkDocs has just drawn."""
        self._folder.mkdir(parents=True, exist_ok=True)
        toc = [_write_link(link) for link in page.toc]
        text = json.dumps([html, toc, sorted(page.present_anchor_ids or ())], ensure_ascii=False)
        path = self._folder / self.name_of(route)
        draft = path.with_suffix(f".{route.lang}.new")
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
        self.used.append(path.name)


def _write_link(link: AnchorLink) -> list[Any]:
    return [link.title, link.id, link.level, [_write_link(child) for child in link.children]]


def _read_link(tree: Any) -> AnchorLink:
    title, anchor, level, children = tree
    link = AnchorLink(title, anchor, level)
    link.children = [_read_link(child) for child in children]
    return link
