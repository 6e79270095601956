"""Finished pages kept between builds, so that a change draws one page and not its whole language.

The key covers everything that can change a page: its own bytes and its English page's, the
language of the address, the languages built, and of the project: data, templates, interface words,
configuration, code, and of every page its existence, titles, headings and order. So no dead link
is ever served from here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from ctkb.content.model import Library
from ctkb.languages import ENGLISH
from ctkb.translation import Route, fingerprint_sections


def hash_links(library: Library) -> str:
    """Return a hash of what pages show of each other: existence, titles, headings, order."""
    pages = [
        [key, lang, page.title, page.description, page.nav_title, [h.id for h in page.headings]]
        for (key, lang), page in sorted(library.pages.items())
    ]
    products = [[product.id, product.order, product.chapters] for product in library.products]
    return hashlib.sha256(json.dumps([pages, products, library.order]).encode()).hexdigest()


class PageCache:
    """Finished pages in a folder, one HTML file each.

    shared: key of all that every page reads beside pages. built: the languages of the switcher.
    used: names of the files that belong to the build at hand."""

    def __init__(self, folder: Path, shared: str, built: Sequence[str], library: Library) -> None:
        self._folder = folder
        self._library = library
        self._shared = "\n".join([shared, hash_links(library), *built])
        self.used: list[str] = []

    def name_of(self, route: Route) -> str:
        """Return the file's name for a route as it is now."""
        english = self._library.pages[route.key, ENGLISH]
        marks = list(fingerprint_sections(english).values())
        parts = [self._shared, route.key, route.lang, route.page.blob, english.blob, *marks]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:40] + ".html"

    def find(self, route: Route) -> str | None:
        """Return a finished page, or None where it has to be drawn."""
        name = self.name_of(route)
        try:
            page = (self._folder / name).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None
        self.used.append(name)
        return page

    def keep(self, route: Route, page: str) -> None:
        """Keep a page that was just finished."""
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / self.name_of(route)
        draft = path.with_suffix(f".{route.lang}.new")
        draft.write_text(page, encoding="utf-8")
        draft.replace(path)
        self.used.append(path.name)
