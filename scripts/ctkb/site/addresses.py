"""Addresses: what a page is called in the finished folder and how one leads to another."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import quote, urljoin

from ctkb.content.model import PageKey
from ctkb.languages import TAGS, address_prefix


def address(key: str, lang: str) -> str:
    """Return the address of a page from the site's root: ``fr/regions/africa.html``."""
    return f"{address_prefix(lang)}{key}.html"


def relative(target: str, start: str, anchor: str = "") -> str:
    """Return the relative link from one address to another, with an anchor where given."""
    href = posixpath.relpath(target, posixpath.dirname(start) or ".")
    return f"{href}#{anchor}" if anchor else href


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator sets in ``mkdocs.yml`` or the environment.

    site_url and repo_url end with a slash. edit_uri and new_file_uri are read behind repo_url;
    new_file_uri has the places ``{path}`` and ``{text}``. copies: where releases of this edition
    stand, with a slash at its end, or empty. languages: those being built.
    """

    site_url: str
    repo_url: str
    edit_uri: str
    new_file_uri: str
    edition: str
    publisher: str
    contact: str
    copies: str
    languages: tuple[str, ...]

    def absolute(self, target: str) -> str:
        """Return the whole URL of an address at the hosted site; an index page is its folder."""
        if posixpath.basename(target) == "index.html":
            target = target.removesuffix("index.html")
        return urljoin(self.site_url, quote(target))

    def edit_url(self, path: str) -> str:
        """Return where the code host edits a file. path: from the project's root."""
        root = self.edit_uri.removesuffix("docs/")
        return urljoin(self.repo_url, f"{root}{quote(path)}")

    def new_file_url(self, path: str, text: str) -> str:
        """Return where the code host opens a new file with a text filled in."""
        return urljoin(
            self.repo_url,
            self.new_file_uri.format(path=quote(path, safe=""), text=quote(text, safe="")),
        )


def page_key(where: str) -> PageKey:
    """Return the key of an address of any language: ``fr/regions/africa.html`` ->
    ``regions/africa``."""
    first, _, rest = where.partition("/")
    return PageKey((rest if first in TAGS else where).removesuffix(".html"))
