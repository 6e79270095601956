"""A foreign folder as its pages are drawn from it: which page answers to an address, where links
lead, and what is borrowed of the project: words, styles, scripts."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, unquote

from jinja2 import Environment, FileSystemLoader

from ctkb.build.indexing import list_terms
from ctkb.checks.content import Content
from ctkb.content.foreign import SEARCH_KEY, ForeignFolder, ForeignPage, name_key
from ctkb.content.model import Library, Page, PageKey, Product, ProductId
from ctkb.content.strings import load_strings
from ctkb.languages import ENGLISH, TAGS, LangTag
from ctkb.markdown.plain import PlainPage, draw_plain
from ctkb.problems import Place, Problem, Severity
from ctkb.site.addresses import address, relative
from ctkb.site.project import Project, make_project

INDEX = PageKey("index")


class ForeignSource:
    """A folder that was read, with what its pages need to be drawn.

    name: of the folder. pages: by key and language. project: words, styles and scripts, and a
    library that knows of the folder what the search box asks: kinds, handbooks, regions, terms.
    terms: glossary, by language. templates: of ``overrides/``."""

    def __init__(self, root: Path, folder: ForeignFolder, project: Path) -> None:
        """root: of the folder. project: the one whose ``overrides/`` are used."""
        self.name = root.resolve().name or "index"
        self.folder = folder
        self.pages = {(one.page.key, one.page.lang): one for one in folder.pages}
        strings, _ = load_strings(project)
        library = _make_library(root, folder)
        self.project: Project = make_project(project, Content(library, strings, ()))
        self.terms = {tag: tuple(list_terms(library, tag)) for tag in TAGS}
        loader = FileSystemLoader(str(project / "overrides"))
        self.templates = Environment(loader=loader, autoescape=True)
        self._english = {key for key, lang in self.pages if lang == ENGLISH}

    def keys_of(self, lang: LangTag) -> list[PageKey]:
        """Return the keys of a language's addresses, the first page and the shallow ones first."""
        own = {key for key, tag in self.pages if tag == lang}
        keys = (own | self._english) - {SEARCH_KEY}
        return sorted(keys, key=lambda key: (key != INDEX, key.count("/"), key))

    def find(self, key: PageKey, lang: LangTag) -> ForeignPage | None:
        """Return the page shown at an address: in its language, or in English."""
        return self.pages.get((key, lang)) or self.pages.get((key, ENGLISH))

    def draw(self, one: ForeignPage, lang: LangTag) -> PlainPage:
        """Draw the words of a page for an address of a language; its title is that of the front
        matter, or of the first heading, or the file's name."""
        here = address(one.page.key, lang)

        def find_link(link: str) -> str | None:
            return self._find_link(link, one.page.path, lang, here)

        drawn = draw_plain(one.page.body, find_link, one.page.title if one.has_title else "")
        stem = posixpath.basename(one.page.path).removesuffix(".md")
        return drawn if drawn.title else replace(drawn, title=stem)

    @staticmethod
    def say_crowded(page: Page) -> Problem:
        """Return the warning of a page that could not be drawn."""
        what, mend = "the page is nested too deep to be drawn", "Nest its lists less deeply"
        return Problem(Place(page.path), "crowded", what, mend, Severity.WARNING)

    def _find_link(self, link: str, path: str, lang: LangTag, here: str) -> str | None:
        target, _, anchor = link.partition("#")
        target = unquote(target.partition("?")[0])
        where = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
        named = name_key(where)
        if named is None or named[0] == SEARCH_KEY or self.find(named[0], lang) is None:
            return None
        return quote(relative(address(named[0], lang), here)) + (f"#{anchor}" if anchor else "")


def _make_library(root: Path, folder: ForeignFolder) -> Library:
    pages: dict[tuple[PageKey, LangTag], Page] = {}
    chapters: dict[ProductId, list[PageKey]] = {}
    for one in folder.pages:
        page = one.page
        if page.product is not None:
            if page.lang == ENGLISH and page.key.count("/") == 2:
                chapters.setdefault(page.product, []).append(page.key)
            if not one.has_title:
                page = replace(page, nav_title=page.product)
        pages[page.key, page.lang] = page
    products = []
    for number, (ident, keys) in enumerate(sorted(chapters.items()), start=1):
        overview = PageKey(f"products/{ident}/index")
        if overview in keys:
            rest = tuple(key for key in keys if key != overview)
            products.append(Product(ident, number, overview, rest))
    facts = folder.facts
    return Library(
        root=root,
        products=tuple(products),
        pages=pages,
        order=tuple(dict.fromkeys([SEARCH_KEY, *(key for key, _ in pages)])),
        regions=facts.regions,
        terms=facts.terms,
        names=facts.names,
    )
