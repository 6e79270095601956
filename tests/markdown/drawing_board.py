"""A small library made by hand and a way to draw a page of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import lxml.html
from markdown import Extension, Markdown

from ctkb.content.model import (
    Confidence,
    Date,
    Event,
    EventId,
    Heading,
    Instrument,
    InstrumentId,
    Library,
    Link,
    NamedState,
    Origin,
    Page,
    PageKey,
    PageKind,
    Product,
    ProductId,
    Region,
    RegionId,
    SectionId,
    Source,
    SourceId,
    State,
    StateId,
    Term,
    TermForm,
    TermId,
    Text,
)
from ctkb.content.strings import Strings
from ctkb.languages import ENGLISH, TAGS, LangTag
from ctkb.markdown import ContextHolder, KnowledgeExtension, PageContext

ROOT = Path(__file__).parents[2]
STRINGS = ROOT / "overrides/strings"


def read_words(name: str) -> dict[str, Any]:
    """Return the interface words of ``<name>.json``."""
    words: dict[str, Any] = json.loads((STRINGS / f"{name}.json").read_text(encoding="utf-8"))
    return words


WORDS = read_words("en")


@dataclass(frozen=True)
class Contents:
    """An entry of a table of contents."""

    id: str
    name: str
    children: tuple[Contents, ...]


def text(en: str, **others: str) -> Text:
    return Text({ENGLISH: en, **{LangTag(tag): words for tag, words in others.items()}})


def form(term: str, abbr: str | None = None, **more: Any) -> TermForm:
    return TermForm(term, abbr, more.get("alt", ()), more.get("confidence", Confidence.HIGH))


def source(key: str, **more: Any) -> Source:
    plain = Source(
        id=SourceId(key),
        title=f"Title of {key}",
        publisher=f"Publisher of {key}",
        date=Date(2024, 8, 7),
        url=f"https://example.org/{key}",
        language="en",
        read="whole",
    )
    return replace(plain, **more)


def event(key: str, start: Date | None, **more: Any) -> Event:
    plain = Event(
        id=EventId(key),
        kind="training",
        title=text(f"Title of {key}"),
        start=start,
        end=None,
        place=text("Nairobi"),
        state=StateId("ke"),
        regions=(RegionId("africa"),),
        attendance=None,
        note=None,
        announced=False,
        sources=(SourceId("S3"),),
        confidence=Confidence.HIGH,
    )
    return replace(plain, **more)


def term(key: str, part: str, core: bool, **more: Any) -> Term:
    forms = {tag: form(f"{key} {tag}") for tag in TAGS} | more.pop("forms", {})
    definition = text(f"Definition of {key}.", fr=f"Définition de {key}.")
    return replace(Term(TermId(key), part, core, forms, definition, ()), **more)


def instrument(key: str, group: str, **more: Any) -> Instrument:
    plain = Instrument(
        id=InstrumentId(key),
        group=group,
        weight="guidance",
        name=text(f"Name of {key}"),
        symbol=None,
        date=None,
        body=text("Body"),
        about=text(f"About {key}."),
        url=None,
        sources=(),
        confidence=Confidence.HIGH,
    )
    return replace(plain, **more)


def page(key: str, lang: str = "en", **more: Any) -> Page:
    plain = Page(
        key=PageKey(key),
        lang=LangTag(lang),
        path=f"docs/{lang}/{key}.md",
        kind=PageKind.PAGE,
        title=f"Title of {key}",
        description=f"Description of {key}.",
        nav_title=f"Title of {key}",
        body="",
        body_line=1,
        blob="0" * 40,
        origin=Origin.HUMAN,
    )
    return replace(plain, **more)


def make_library() -> Library:
    handbook = page("products/threats/index", title="Threats & risks")
    french = page("products/rights/index", "fr", title="Droits", description="Les droits.")
    pages = [handbook, page("products/rights/index", title="Rights"), french]
    events = [
        event("late", Date(2024, 1), kind="national-workshop", confidence=Confidence.MEDIUM),
        event("undated", None, place=None),
        event(
            "early",
            Date(2023, 9, 12),
            end=Date(2023, 9, 14),
            kind="regional-workshop",
            attendance=text("34 officials <came> & stayed."),
        ),
        event("planned", Date(2023, 10), announced=True, regions=(RegionId("europe"),)),
    ]
    states = (
        NamedState(StateId("tz"), ("host",), (SourceId("S4"),), text("A note.")),
        NamedState(StateId("ci"), ("follow-on",), (SourceId("S3"),)),
        NamedState(StateId("ke"), ("host", "national-support"), (SourceId("S4"), SourceId("S3"))),
    )
    instruments = [
        instrument(
            "unsc-1373",
            "security-council",
            weight="chapter-vii",
            name=text("Resolution 1373 (2001)", ar="القرار 1373 (2001)"),
            symbol="S/RES/1373(2001)",
            date=Date(2001, 9, 28),
            url="https://undocs.org/S/RES/1373(2001)",
            sources=(SourceId("S3"),),
        ),
        instrument("principles", "guidance", confidence=Confidence.LOW),
    ]
    terms = [
        term(
            "osint",
            "online-investigations",
            core=True,
            forms={
                ENGLISH: form("open-source intelligence", "OSINT", alt=("open sources",)),
                LangTag("ar"): form("استخبارات المصادر المفتوحة", confidence=Confidence.MEDIUM),
            },
            sources=(SourceId("S3"),),
        ),
        term("wallet", "virtual-assets", core=False),
    ]
    sources = [
        source("S3", date=Date(2024, 8), read="opening"),
        source("S4", date=None, url=None),
        source("A1", language="ar", title="عنوان", title_language="ar", publisher="R&D <office>"),
    ]
    return Library(
        root=ROOT,
        products=(
            Product(ProductId("threats"), 1, handbook.key, (PageKey("products/threats/a"),)),
            Product(ProductId("rights"), 2, french.key, (PageKey("a"), PageKey("b"))),
        ),
        pages={(item.key, item.lang): item for item in pages},
        regions={RegionId("africa"): Region(RegionId("africa"), text("Africa"), states)},
        states={item: State(item, {}) for item in map(StateId, ("ke", "tz", "ci"))},
        events={item.id: item for item in events},
        instruments={item.id: item for item in instruments},
        sources={item.id: item for item in sources},
        terms={item.id: item for item in terms},
    )


def make_context(body: str, lang: str = "en", **more: Any) -> PageContext:
    """Return the context of a page with this body. headings, links: as ``content`` would find."""
    ids: tuple[str, ...] = more.pop("ids", ())
    links: tuple[Link, ...] = more.pop("links", ())
    headings = tuple(Heading(SectionId(name), 2, name, 1) for name in ids)
    drawn = page("about/page", lang, body=body, headings=headings, links=links)
    library: Library = more.pop("library", None) or make_library()
    context = PageContext(
        library=library,
        page=drawn,
        address_lang=LangTag(lang),
        strings=Strings(ENGLISH, WORDS),
        resolve=lambda link: f"resolved/{link.page or link.file}#{link.anchor}",
        page_href=lambda key, anchor: f"../{key}.md" + (f"#{anchor}" if anchor else ""),
    )
    return replace(context, **more)


def convert(context: PageContext) -> tuple[str, list[Contents]]:
    """Draw a page as MkDocs does: its own extensions first, ours as an instance. Returns the HTML
    and the table of contents."""
    extension = KnowledgeExtension(ContextHolder(context))
    extensions: list[str | Extension] = ["toc", "tables", "fenced_code", extension]
    md = Markdown(extensions=extensions)
    html = md.convert(context.page.body)
    return html, read_contents(getattr(md, "toc_tokens", []))


def read_contents(entries: list[dict[str, Any]]) -> list[Contents]:
    return [
        Contents(entry["id"], entry["name"], tuple(read_contents(entry["children"])))
        for entry in entries
    ]


def draw(body: str, lang: str = "en", **more: Any) -> str:
    """Draw a body and return the HTML."""
    return convert(make_context(body, lang, **more))[0]


def draw_tree(body: str, lang: str = "en", **more: Any) -> lxml.html.HtmlElement:
    """Draw a body and return it as a browser would read it, in one ``div``."""
    return lxml.html.fragment_fromstring(draw(body, lang, **more), create_parent="div")


def draw_page(page: Page, library: Library, **more: Any) -> lxml.html.HtmlElement:
    """Draw a page of a library; its links lead to the English files."""
    context = PageContext(
        library=library,
        page=page,
        address_lang=page.lang,
        strings=Strings(ENGLISH, WORDS),
        resolve=lambda link: f"{link.page or link.file}.md",
        page_href=lambda key, anchor: f"{key}.md#{anchor}" if anchor else f"{key}.md",
        **more,
    )
    return lxml.html.fragment_fromstring(convert(context)[0], create_parent="div")


def texts(tree: lxml.html.HtmlElement, path: str) -> list[str]:
    """Return the words of the elements that a CSS-like XPath finds, white space folded."""
    return [" ".join(found.text_content().split()) for found in tree.xpath(path)]


def attributes(tree: lxml.html.HtmlElement) -> Mapping[str, set[str]]:
    """Return every attribute's name with the elements that carry it."""
    found: dict[str, set[str]] = {}
    for element in tree.iter():
        if isinstance(element.tag, str):
            for name in element.attrib:
                found.setdefault(str(name), set()).add(element.tag)
    return found
