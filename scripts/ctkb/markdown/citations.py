"""Citations: ``[@S3; @P17]`` in words and in blocks, numbered in reading order, with a list of the
sources at the end of the page."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from dataclasses import dataclass, field

from markdown.inlinepatterns import InlineProcessor

from ctkb.content.dates import format_date
from ctkb.content.model import Date, Instrument, InstrumentId, Source, SourceId, Words
from ctkb.languages import ENGLISH, get_language
from ctkb.markdown.drawing import CITE_TAG, Drawing
from ctkb.markdown.elements import (
    add,
    add_latin,
    add_text,
    add_time,
    add_words,
    escape,
    set_language,
)

CITATION = r"\[@([A-Za-z0-9][\w.-]*(?:\s*;\s*@[A-Za-z0-9][\w.-]*)*)\s*\]"
KEY = re.compile(r"[A-Za-z0-9][\w.-]*")
SEPARATOR = " · "
"""Between the parts of an entry: belongs to no language, so nothing has to be translated."""

NO_BREAK_SPACE = "\u00a0"


class CitationReader(InlineProcessor):
    """Puts a mark where a citation stands; its number is known only when the page is whole."""

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element, int, int]:
        """Return the mark."""
        del data
        keys = KEY.findall(m[1])
        return etree.Element(CITE_TAG, {"keys": " ".join(keys)}), m.start(0), m.end(0)


@dataclass(slots=True)
class Citations:
    """The citations of one page. uses: by key, in order of first use, how often it was cited."""

    drawing: Drawing
    uses: dict[str, int] = field(default_factory=dict)

    def number_all(self, root: etree.Element) -> None:
        """Turn the marks of the tree into numbers, in reading order."""
        self._walk(root, inside_link=False)

    def _walk(self, element: etree.Element, inside_link: bool) -> None:
        if element.tag == CITE_TAG:
            self._draw_mark(element, inside_link)
            return
        inside_link = inside_link or element.tag in ("a", "button")
        before: etree.Element | None = None
        for child in element:
            if child.tag == CITE_TAG:
                _hold_on_line(element, before)
            self._walk(child, inside_link)
            before = child

    def _draw_mark(self, mark: etree.Element, inside_link: bool) -> None:
        keys = mark.attrib.pop("keys").split()
        mark.tag = "sup"
        mark.set("class", "kb-cite")
        library = self.drawing.context.library
        for key in keys:
            if SourceId(key) not in library.sources and InstrumentId(key) not in (
                library.instruments
            ):
                add_text(mark, f"[@{key}]")
                continue
            use = self.uses.get(key, 0) + 1
            if inside_link:
                self.uses.setdefault(key, 0)
            else:
                self.uses[key] = use
            number = list(self.uses).index(key) + 1
            if len(mark):
                add_text(mark, " ")
            if inside_link:
                add(mark, "span", f"[{number}]")
                continue
            add(
                mark,
                "a",
                f"[{number}]",
                href=f"#source-{number}",
                id=f"cite-{number}-{use}",
                aria_label=self.drawing.say("source.cite", number=number),
            )

    def draw_sources(self, root: etree.Element) -> None:
        """Append the list of sources; nothing where nothing was cited."""
        if not self.uses:
            return
        heading = "sources" if "sources" not in self.drawing.ids else "kb-sources"
        section = add(root, "section", css="kb-sources", aria_labelledby=heading)
        add(section, "h2", self.drawing.say("source.title"), id=heading)
        entries = add(section, "ol", css="kb-sources__list")
        library = self.drawing.context.library
        for number, (key, uses) in enumerate(self.uses.items(), start=1):
            entry = add(entries, "li", css="kb-source", id=f"source-{number}")
            source = library.sources.get(SourceId(key))
            if source is not None:
                self._draw_source(entry, source)
            else:
                self._draw_instrument(entry, library.instruments[InstrumentId(key)])
            self._draw_way_back(entry, number, uses)

    def _draw_source(self, entry: etree.Element, source: Source) -> None:
        lang = self.drawing.lang
        publisher = Words(source.publisher, ENGLISH)
        add_words(entry, "span", publisher, lang, css="kb-source__publisher")
        add_text(entry, SEPARATOR)
        set_language(add(entry, "cite", source.title), source.title_language, lang)
        self._draw_date(entry, source.date)
        self._draw_address(entry, source.url, source.language)
        add_text(entry, SEPARATOR)
        add(entry, "span", self.drawing.say(f"read.{source.read}"), css="kb-source__read")

    def _draw_instrument(self, entry: etree.Element, instrument: Instrument) -> None:
        lang = self.drawing.lang
        add_words(entry, "cite", instrument.name.get(lang), lang)
        if instrument.symbol is not None:
            add_text(entry, SEPARATOR)
            add_latin(entry, "bdi", instrument.symbol)
        self._draw_date(entry, instrument.date)
        if instrument.url is not None:
            self._draw_address(entry, instrument.url, "")

    def _draw_date(self, entry: etree.Element, date: Date | None) -> None:
        add_text(entry, SEPARATOR)
        if date is None:
            add(entry, "span", self.drawing.say("source.undated"))
        else:
            add_time(entry, format_date(date, self.drawing.lang), date)

    def _draw_address(self, entry: etree.Element, url: str | None, language: str) -> None:
        add_text(entry, SEPARATOR)
        if url is None:
            add(entry, "span", self.drawing.say("source.no-address"))
            return
        link = add_latin(entry, "a", url, css="kb-url")
        link.set("href", escape(url))
        link.set("rel", "noreferrer")
        if language and language != "mul":
            link.set("hreflang", get_language(language).tag)

    def _draw_way_back(self, entry: etree.Element, number: int, uses: int) -> None:
        if not uses:
            return
        back = add(entry, "span", css="kb-source__back")
        for use in range(1, uses + 1):
            add_text(back, " ")
            add(
                back,
                "a",
                f"↑{use}",
                href=f"#cite-{number}-{use}",
                aria_label=self.drawing.say("source.back", number=number, place=use),
            )


def _hold_on_line(parent: etree.Element, before: etree.Element | None) -> None:
    """Keep the number of a source on the line of the word before it."""
    text = parent.text if before is None else before.tail
    if not text or not text.endswith((" ", "\n")):
        return
    held = text.rstrip(" \n") + NO_BREAK_SPACE
    if before is None:
        parent.text = held
    else:
        before.tail = held
