"""A drawn page to its sections."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from ctkb.search.documents import SearchSection

_SKIPPED_TAGS = frozenset(("script", "style", "template", "svg", "nav", "noscript", "form", "head"))
_SKIPPED_CLASSES = frozenset(
    (
        "kb-term__tip",
        "kb-cite",
        "kb-number",
        "kb-source__back",
        "headerlink",
        "kb-unseen",
        "kb-glossary__others",
        "kb-sources",
    )
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_INLINE_NAMES = """
a abbr b bdi bdo cite code del dfn em i ins kbd mark q s samp small span strong sub sup u var wbr
"""
_INLINE = frozenset(_INLINE_NAMES.split())


@dataclass(slots=True)
class _Draft:
    anchor: str = ""
    heading: list[str] = field(default_factory=list)
    level: int = 1
    text: list[str] = field(default_factory=list)
    terms: list[str] = field(default_factory=list)

    def finish(self) -> SearchSection:
        heading, text, terms = (
            " ".join("".join(parts).split()) for parts in (self.heading, self.text, self.terms)
        )
        return SearchSection(self.anchor, heading, self.level, text, terms)


def read_sections(html: bytes) -> tuple[SearchSection, ...]:
    """Return the sections of a page's first ``<article>``, or of its body where it has none.

    html: UTF-8. The head comes first: what stands before the first heading with an id, the page's
    h1 being its heading. A list of definitions gives a section for each term that has an id. Left
    out is what repeats itself: numbers, marks of citations and the list of sources at the end,
    definitions in place, drawings."""
    if not html.strip():
        return (SearchSection("", "", 1, ""),)
    root = etree.fromstring(html, etree.HTMLParser(encoding="utf-8", remove_comments=True))
    if root is None:
        return (SearchSection("", "", 1, ""),)
    start = root.find(".//article")
    if start is None:
        start = root.find(".//body")
    sections = [_Draft()]
    if start is not None:
        _walk(start, sections)
    return tuple(section.finish() for section in sections)


def _walk(root: etree._Element, sections: list[_Draft]) -> None:
    """Go through all elements without recursion: a page may be nested as deep as it likes."""
    heading: etree._Element | None = None
    term: etree._Element | None = None
    skipped: etree._Element | None = None

    def put(words: str | None) -> None:
        if not words or skipped is not None:
            return
        here = sections[-1]
        (here.heading if heading is not None else here.text).append(words)
        if term is not None:
            here.terms.append(words)

    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = str(element.tag)
        if event == "end":
            if element is skipped:
                skipped = None
            elif element is heading:
                heading = None
            elif element is term:
                term = None
                sections[-1].terms.append(" ")
            if tag not in _INLINE:
                put(" ")
            if element is not root:
                put(element.tail)
            continue
        if skipped is not None:
            continue
        classes = set((element.get("class") or "").split())
        if tag in _SKIPPED_TAGS or classes & _SKIPPED_CLASSES:
            skipped = element
            continue
        level = _HEADINGS.get(tag) or (6 if tag == "dt" and element.get("id") else None)
        if level is not None and heading is None:
            anchor = element.get("id") or ""
            if level == 1 or not anchor:
                if level == 1 and not sections[-1].anchor and not sections[-1].heading:
                    heading = element
            else:
                sections.append(_Draft(anchor, level=level))
                heading = element
        elif "kb-term__button" in classes:
            term = element
        if tag not in _INLINE:
            put(" ")
        put(element.text)
