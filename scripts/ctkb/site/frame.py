"""Everything a page's template may use, as one object: ``kb``."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from ctkb.content.front_matter_text import render_front_matter
from ctkb.content.model import PageKey
from ctkb.content.strings import Strings
from ctkb.languages import ENGLISH, LANGUAGES, LangTag, address_prefix, get_language
from ctkb.site.addresses import Settings, address, relative
from ctkb.site.navigation import Alternate, Crumb, Entry, Menu
from ctkb.site.project import Project
from ctkb.site.search_box import SearchBox
from ctkb.site.status import Citation, word_citations, word_status
from ctkb.site.words import chapter_number
from ctkb.translation import Route, find_drift, find_route

_TAG = re.compile(r"<[^>]*>")
HEAD_SCRIPTS = ("scheme",)
BODY_SCRIPTS = ("frame", "terms")
_FORM = re.compile(r'class="kb-(?:diagram|worksheet)[" ]')


def _holds_form(content: str) -> bool:
    """Tell whether a page holds a drawing, a worksheet, or a checklist that fills it: one that is
    a part of a longer page needs no sheet of its own."""
    checklist = 'class="kb-checklist-frame"' in content and "<h2" not in content
    return checklist or _FORM.search(content) is not None


@dataclass(frozen=True, slots=True)
class TocItem:
    """A line of the page's own contents."""

    id: str
    title: str
    children: Sequence[TocItem] = ()


@dataclass(frozen=True, slots=True)
class DriftItem:
    """A section the English page has and this one lacks, or the other way round."""

    id: str
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class DriftNotice:
    """What a reader of a translation is told of the English page's changes since."""

    sentence: str
    new: Sequence[DriftItem]
    removed: Sequence[DriftItem]


@dataclass(frozen=True, slots=True)
class NotFound:
    """The 404 page's words in one language."""

    lang: str
    dir: str
    title: str
    text: str
    home: str
    home_href: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What a template reads. lang, dir: of the address, that is of the reader; words, words_dir:
    of the article. search_href, search_box: page and script of the search. hrefs are relative to
    the page, canonical and hreflang are absolute."""

    t: Strings
    lang: str
    dir: str
    words: str
    words_dir: str
    kind: str
    title: str
    description: str
    css: Sequence[str]
    head_js: Sequence[str]
    body_js: Sequence[str]
    home_href: str
    license_url: str
    edition: str
    publisher: str
    contact: str
    copies: str
    content: str = ""
    product: str = ""
    region: str = ""
    is_fallback: bool = False
    canonical: str = ""
    robots: str = ""
    hreflang: Sequence[tuple[str, str]] = ()
    alternates: Sequence[Alternate] = ()
    nav: Sequence[Entry] = ()
    breadcrumb: Sequence[Crumb] = ()
    toc: Sequence[TocItem] = ()
    prev: Crumb | None = None
    next: Crumb | None = None
    edit_url: str = ""
    new_url: str = ""
    english_href: str = ""
    status: Sequence[str] = ()
    cite: Sequence[Citation] = ()
    search_href: str = ""
    search_box: str = ""
    drift: DriftNotice | None = None
    not_found: Sequence[NotFound] = field(default=())


class FrameMaker:
    """Makes the frames of one language. box: its search, if it has one."""

    def __init__(
        self, project: Project, settings: Settings, lang: LangTag, box: SearchBox | None = None
    ) -> None:
        self._project = project
        self._settings = settings
        self._lang = lang
        self._box = box
        self._strings = project.strings[lang]
        self._menu = Menu(project.library, lang, self._strings)

    def make(self, key: PageKey, toc: Iterable[Any], content: str) -> Frame:
        """Return the frame of a page. toc: MkDocs' table of contents. content: drawn words."""
        library, settings = self._project.library, self._settings
        route = find_route(library, key, self._lang)
        page, here = route.page, address(key, self._lang)
        english = library.pages[key, ENGLISH]
        before, after = self._menu.way_on(key)
        canonical = settings.absolute(address(key, page.lang))
        status = word_status(page, english, self._lang, self._strings)
        in_english = self._project.strings[ENGLISH]
        return Frame(
            **self._shared(here, content),
            words=page.lang,
            words_dir=get_language(page.lang).direction,
            kind=page.kind.value,
            title=page.title,
            description=page.description,
            content=content,
            product=page.product or "",
            region=page.region or "",
            is_fallback=route.is_fallback,
            canonical=canonical,
            hreflang=() if route.is_fallback else self._hreflang(key),
            alternates=self._menu.alternates(key, settings.languages),
            nav=self._menu.draw(key),
            breadcrumb=self._menu.breadcrumb(key),
            toc=_read_toc(toc),
            prev=before,
            next=after,
            edit_url=settings.edit_url(page.path),
            new_url=self._new_url(route) if route.is_fallback else "",
            english_href=relative(address(key, ENGLISH), here),
            status=status,
            cite=word_citations(
                page.title,
                canonical,
                settings.edition,
                settings.publisher,
                status,
                self._strings,
                in_english,
                word_status(page, english, ENGLISH, in_english),
                has_numbers=chapter_number(library, page) is not None,
            ),
            drift=self._drift(route),
        )

    def make_not_found(self) -> Frame:
        """Return the frame of the 404 page: six languages, absolute paths of ``site_url``."""
        root = urlsplit(self._settings.site_url).path or "/"
        frame = self._shared("index.html", "", root)
        return Frame(
            **frame,
            words=self._lang,
            words_dir=get_language(self._lang).direction,
            kind="not-found",
            title=self._strings("not-found.title"),
            description="",
            robots="noindex",
            not_found=tuple(
                NotFound(
                    lang=language.tag,
                    dir=language.direction,
                    title=self._project.strings[language.tag]("not-found.title"),
                    text=self._project.strings[language.tag]("not-found.text"),
                    home=self._project.strings[language.tag]("not-found.home"),
                    home_href=f"{root}{address_prefix(language.tag)}index.html",
                )
                for language in LANGUAGES
                if language.tag in self._settings.languages
            ),
        )

    def _shared(self, here: str, content: str, root: str = "") -> dict[str, Any]:
        """Return what every frame holds. root: an absolute path instead of relative links."""

        def href(target: str) -> str:
            return f"{root}{target}" if root else relative(target, here)

        assets, settings = self._project.assets, self._settings
        needed = [name for name in BODY_SCRIPTS if name != "terms" or 'class="kb-term' in content]
        css = (*assets.css, assets.forms) if _holds_form(content) else assets.css
        return {
            "t": self._strings,
            "lang": self._lang,
            "dir": get_language(self._lang).direction,
            "css": tuple(href(path) for path in css),
            "head_js": tuple(href(assets.scripts[name]) for name in HEAD_SCRIPTS),
            "body_js": tuple(href(assets.scripts[name]) for name in needed),
            "home_href": href(address("index", self._lang)),
            "license_url": href(assets.licences),
            "edition": settings.edition,
            "publisher": settings.publisher,
            "contact": settings.contact,
            "copies": f"{settings.copies}{address_prefix(self._lang)}index.html"
            if settings.copies
            else "",
            "search_href": href(self._box.page) if self._box else "",
            "search_box": href(self._box.script) if self._box else "",
        }

    def _hreflang(self, key: PageKey) -> tuple[tuple[str, str], ...]:
        library, settings = self._project.library, self._settings
        tags = [tag for tag in settings.languages if library.page(key, tag)]
        found = [(tag, settings.absolute(address(key, tag))) for tag in tags]
        return (*found, ("x-default", settings.absolute(address(key, ENGLISH))))

    def _new_url(self, route: Route) -> str:
        """Return the address that opens a new file for this page's translation, filled in."""
        page = route.page
        path = page.path.replace("/en/", f"/{route.lang}/", 1)
        front = render_front_matter({"title": page.title, "description": page.description})
        headings = [f"{'#' * h.level} {h.text} {{#{h.id}}}" for h in page.headings]
        return self._settings.new_file_url(path, "\n\n".join([front.strip(), *headings, ""]))

    def _drift(self, route: Route) -> DriftNotice | None:
        english = self._project.library.pages[route.key, ENGLISH]
        if route.page.lang == ENGLISH:
            return None
        drift = find_drift(english, route.page)
        if not drift:
            return None
        there = relative(address(route.key, ENGLISH), address(route.key, route.lang))
        theirs = {heading.id: heading.text for heading in english.headings}
        ours = {heading.id: heading.text for heading in route.page.headings}
        behind = len(drift.changed) + len(drift.added)
        if behind:
            sentence = self._strings("drift.sentence", n=behind, total=drift.total)
        else:
            sentence = self._strings("drift.current")
        return DriftNotice(
            sentence=sentence,
            new=[DriftItem(i, theirs[i], f"{there}#{i}") for i in drift.added if i in theirs],
            removed=[DriftItem(i, ours[i], f"#{i}") for i in drift.removed if i in ours],
        )


def _read_toc(items: Iterable[Any]) -> tuple[TocItem, ...]:
    return tuple(
        TocItem(item.id, html.unescape(_TAG.sub("", item.title)).strip(), _read_toc(item.children))
        for item in items
    )
