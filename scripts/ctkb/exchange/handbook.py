"""What the project knows of a handbook, asked by what a Word copy calls it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote as percent
from urllib.parse import urlsplit

from ctkb.content.block_kinds import BLOCK_KINDS
from ctkb.content.model import Block, Heading, Library, Page, PageKey, Product
from ctkb.content.targets import Fault, read_target
from ctkb.exchange.document import Paragraph
from ctkb.languages import ENGLISH, TAGS, LangTag
from ctkb.word_styles import SOURCE_PUBLISHER, SOURCE_TITLE, bookmark_name, term_anchor

_MADE = tuple(
    name for name, kind in BLOCK_KINDS.items() if kind.content == "none" and name != "worksheet"
)


@dataclass(frozen=True)
class Handbook:
    """A handbook in one language, as the project has it now. site: address of the hosted site that
    the file was made from, or empty."""

    library: Library
    product: Product
    lang: LangTag
    site: str = ""

    @cached_property
    def chapters(self) -> dict[str, PageKey]:
        """The pages by the bookmark of their title: the overview is ``index``."""
        keys = (self.product.overview, *self.product.chapters)
        return {bookmark_name(_name(key)): key for key in keys}

    def english(self, key: PageKey) -> Page:
        """Return the English page of a key of :attr:`chapters`."""
        return self.library.pages[key, ENGLISH]

    def find_chapter(self, anchors: Collection[str], title: str) -> PageKey | None:
        """Find the page of a chapter by its bookmark, else by its title."""
        for anchor in anchors:
            if anchor in self.chapters:
                return self.chapters[anchor]
        for key in self.chapters.values():
            for lang in (self.lang, *TAGS):
                page = self.library.page(key, lang)
                if page is not None and page.title.casefold() == title.casefold():
                    return key
        return None

    def find_heading(
        self, key: PageKey, anchors: Collection[str], words: str, taken: Collection[str]
    ) -> Heading | None:
        """Find the English heading that a heading is: by its bookmark, else by its words, of those
        not taken by headings before it."""
        english = self.english(key)
        by_anchor = {bookmark_name(f"{_name(key)}--{one.id}"): one for one in english.headings}
        for anchor in anchors:
            if anchor in by_anchor and by_anchor[anchor].id not in taken:
                return by_anchor[anchor]
        known = {one.id: one for one in english.headings if one.id not in taken}
        own = self.library.page(key, self.lang)
        for page in (own, english):
            for one in page.headings if page is not None else ():
                if one.text.casefold() == words.casefold() and one.id in known:
                    return known[one.id]
        return None

    def find_worksheet(self, key: PageKey, anchors: Collection[str], title: str) -> str:
        """Find the name of a worksheet by its bookmark, else by its title."""
        for (product, name), sheet in self.library.worksheets.items():
            if product != self.product.id:
                continue
            if bookmark_name(f"{_name(key)}--worksheet-{name}") in anchors:
                return name
            if title in sheet.title.by_lang.values():
                return name
        return ""

    def list_made(self, key: PageKey, section: str) -> list[Block]:
        """List the blocks of an English section that the site makes of data."""
        english = self.english(key)
        starts = [(one.line, one.id) for one in english.sections]
        found = []
        for block in english.blocks:
            inside = [name for line, name in starts if line <= block.line]
            if block.name in _MADE and inside and inside[-1] == section:
                found.append(block)
        return found

    def list_words(self, worksheet: str) -> set[str]:
        """List all texts of a worksheet, in every language."""
        sheet = self.library.worksheets[self.product.id, worksheet]
        return {one for _, text in sheet.texts() for one in text.by_lang.values()}

    @cached_property
    def _titles(self) -> tuple[dict[str, tuple[set[str], str | None]], ...]:
        """Titles and address of all sources, and of all instruments, by key."""
        library = self.library
        return (
            {str(key): ({one.title}, one.url) for key, one in library.sources.items()},
            {
                str(key): (set(one.name.by_lang.values()), one.url)
                for key, one in library.instruments.items()
            },
        )

    def find_source(self, entry: Paragraph) -> str:
        """Find the key of an entry in a list of sources, by its title and address."""
        title = "".join(r.text for r in entry.runs if r.style == SOURCE_TITLE).strip()
        links = {run.link for run in entry.runs if run.link}
        of_source = any(run.style == SOURCE_PUBLISHER for run in entry.runs)
        sources, instruments = self._titles
        groups = (sources, instruments) if of_source else (instruments, sources)
        for group in groups:
            titled = [key for key, (titles, _) in group.items() if title in titles]
            linked = [key for key, (_, url) in group.items() if url in links]
            both = [key for key in titled if key in linked]
            for found in (both, titled, linked):
                if len(found) == 1:
                    return str(found[0])
        return ""

    @cached_property
    def keys(self) -> frozenset[str]:
        """What may be cited."""
        return frozenset(map(str, (*self.library.sources, *self.library.instruments)))

    def find_cited(self, note: str) -> str:
        """Find the key of a source that a footnote is nothing but: its address, or its title."""
        words = note.strip().rstrip(".")
        bare = words.removeprefix("[@").removesuffix("]")
        if bare in self.keys:
            return bare
        for key, source in self.library.sources.items():
            if words in (source.title, source.url):
                return str(key)
        for name, one in self.library.instruments.items():
            if words == one.url or words in one.name.by_lang.values():
                return str(name)
        return ""

    # Links

    @cached_property
    def _terms(self) -> dict[str, str]:
        return {bookmark_name(term_anchor(one)): str(one) for one in self.library.terms}

    @cached_property
    def _anchors(self) -> dict[str, tuple[PageKey, str]]:
        found = {anchor: (key, "") for anchor, key in self.chapters.items()}
        for key in self.chapters.values():
            for heading in self.english(key).headings:
                anchor = bookmark_name(f"{_name(key)}--{heading.id}")
                found[anchor] = (key, str(heading.id))
        return found

    def find_target(self, key: PageKey, link: str) -> str | Fault:
        """Return the target, as authors write it, of a link in a chapter: an anchor of the file,
        or an address outside. Empty where an anchor leads nowhere."""
        if link.startswith("#"):
            anchor = link[1:]
            if anchor in self._terms:
                return f"term:{self._terms[anchor]}"
            if anchor in self._anchors:
                return self._lead(key, *self._anchors[anchor])
            numbered = re.fullmatch(r"p-(\d+)\.\d+", anchor)
            chapters = self.product.chapters
            if numbered and 1 <= int(numbered[1]) <= len(chapters):
                return self._lead(key, chapters[int(numbered[1]) - 1], "")
            return ""
        if self.site and link.startswith(self.site):
            inside = self.find_page(key, link.removeprefix(self.site))
            if inside:
                return inside
        target = percent(link, safe="-._~:/?#@!$&*+,;=%")
        found = read_target(target)
        return found if isinstance(found, Fault) else target

    def find_page(self, key: PageKey, address: str) -> str:
        """Return the target for an address from the site's root, or nothing."""
        path, _, anchor = address.strip().partition("#")
        parts = urlsplit(path).path.removesuffix(".html").split("/")
        if parts[0] in TAGS:
            parts = parts[1:]
        there = PageKey("/".join(parts))
        page = self.library.page(there, ENGLISH)
        if page is None:
            return ""
        known = {str(heading.id) for heading in page.headings}
        made = anchor if anchor in known or page.kind.value in ("instruments", "glossary") else ""
        return self._lead(key, there, made)

    def _lead(self, here: PageKey, there: PageKey, anchor: str) -> str:
        tail = f"#{anchor}" if anchor else ""
        if here == there and anchor:
            return tail
        folder = f"products/{self.product.id}/{self.lang}"
        return posixpath.relpath(self.english(there).path, folder) + tail


def find_product(library: Library, product: str) -> Product | None:
    """Return the handbook with an id."""
    return next((one for one in library.products if one.id == product), None)


def _name(key: PageKey) -> str:
    return str(key).rpartition("/")[2]
