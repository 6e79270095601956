"""The menu, the way on, and the switcher of languages, as data for the templates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ctkb.content.groups import group_pages
from ctkb.content.model import Library, Page, PageKey, PageKind, Product
from ctkb.content.strings import Strings
from ctkb.languages import ENGLISH, LANGUAGES, get_language
from ctkb.site.addresses import address, relative


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the menu. href: empty for a heading. current: this very page. active: it or a
    child of it is the current page."""

    title: str
    title_lang: str
    title_dir: str
    href: str
    current: bool = False
    active: bool = False
    children: Sequence[Entry] = field(default=())


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in a language. translated: its words are in that language."""

    lang: str
    name: str
    dir: str
    href: str
    current: bool
    translated: bool


@dataclass(frozen=True, slots=True)
class Crumb:
    """A link with its title and the language of the title; href may be empty."""

    title: str
    href: str
    title_lang: str
    title_dir: str


def words_of(library: Library, key: PageKey, lang: str) -> Page:
    """Return the page whose words a reader of a language sees at a key: theirs, or English."""
    page = library.page(key, lang) or library.page(key, ENGLISH)
    if page is None:
        raise KeyError(key)
    return page


class Menu:
    """Draws the menu of one language as data, as seen from one page at a time."""

    def __init__(self, library: Library, lang: str, strings: Strings) -> None:
        self._library = library
        self._lang = lang
        self._strings = strings
        self._way = [key for key in library.order if not _is_search(library, key)]
        self._places = {key: place for place, key in enumerate(self._way)}
        self._groups = group_pages(library)

    def crumb(self, key: PageKey, here: PageKey) -> Crumb:
        """Return a link to a page by its short title."""
        page = words_of(self._library, key, self._lang)
        href = relative(address(key, self._lang), address(here, self._lang))
        return Crumb(page.nav_title, href, page.lang, get_language(page.lang).direction)

    def _entry(self, key: PageKey, here: PageKey, children: tuple[Entry, ...] = ()) -> Entry:
        link = self.crumb(key, here)
        current = key == here
        active = current or any(child.active for child in children)
        title = (link.title, link.title_lang, link.title_dir)
        return Entry(*title, link.href, current, active, children)

    def _handbook(self, product: Product, here: PageKey) -> Entry:
        """Return a handbook's line, with its chapters where one is inside it."""
        inside = here in (product.overview, *product.chapters)
        chapters = product.chapters if inside else ()
        return self._entry(
            product.overview, here, tuple(self._entry(key, here) for key in chapters)
        )

    def _section(self, label: str, children: tuple[Entry, ...]) -> Entry:
        active = any(child.active for child in children)
        direction = get_language(self._lang).direction
        return Entry(label, self._lang, direction, "", False, active, children)

    def draw(self, here: PageKey) -> tuple[Entry, ...]:
        """Return the menu. Chapters are listed for the handbook one is in, no other."""
        library, strings = self._library, self._strings
        entries = [self._entry(PageKey("index"), here)] if "index" in library.order else []
        if library.products:
            handbooks = tuple(self._handbook(product, here) for product in library.products)
            entries.append(self._section(strings("nav.handbooks"), handbooks))
        for group, keys in self._groups.items():
            if keys:
                children = tuple(self._entry(key, here) for key in keys)
                entries.append(self._section(strings(f"nav.{group}"), children))
        return tuple(entries)

    def way_on(self, here: PageKey) -> tuple[Crumb | None, Crumb | None]:
        """Return the page before and the page after, in reading order; the search has neither."""
        order = self._way
        if here not in self._places:
            return None, None
        place = self._places[here]
        before = self.crumb(order[place - 1], here) if place > 0 else None
        after = self.crumb(order[place + 1], here) if place + 1 < len(order) else None
        return before, after

    def breadcrumb(self, here: PageKey) -> tuple[Crumb, ...]:
        """Return the way from the home page to the page above this one."""
        if here == "index":
            return ()
        crumbs = [self.crumb(PageKey("index"), here)] if "index" in self._library.order else []
        page = words_of(self._library, here, ENGLISH)
        if page.kind is PageKind.CHAPTER:
            crumbs.append(self.crumb(PageKey(f"products/{page.product}/index"), here))
        return tuple(crumbs)

    def alternates(self, here: PageKey, built: Sequence[str]) -> tuple[Alternate, ...]:
        """Return the same page in each language that is built, in the order of all lists."""
        start = address(here, self._lang)
        return tuple(
            Alternate(
                lang=language.tag,
                name=language.endonym,
                dir=language.direction,
                href=relative(address(here, language.tag), start),
                current=language.tag == self._lang,
                translated=self._library.page(here, language.tag) is not None,
            )
            for language in LANGUAGES
            if language.tag in built
        )


def _is_search(library: Library, key: PageKey) -> bool:
    return words_of(library, key, ENGLISH).kind is PageKind.SEARCH
