"""Markdown of any kind to plain, safe HTML: nothing of it runs, nothing of it is fetched.

Raw HTML, attributes, images and scripts do not reach the page. What remains is words: headings
with ids, paragraphs, lists, tables, code, quotations, and links where they are known to lead.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import slugify_unicode
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString, code_escape

from ctkb.markdown.code_fences import CodeStash, FencedCodeDrawer
from ctkb.markdown.foreign_text import make_plain
from ctkb.markdown.guard import ELEMENTS, is_safe_address
from ctkb.markdown.headings import TAGS, SpacedHeaderProcessor

FindLink = Callable[[str], str | None]
"""Takes a relative link as written, without entities; returns it as it is to stand, or None."""

MAX_ID = 80
"""Signs of a heading's id."""
_HEADING = re.compile(
    r"<h(?P<level>[1-6])(?: id=\"(?P<id>[^\"]*)\")?>(?P<words>.*?)</h[1-6]>", re.S
)
_SIGN = re.compile("\x02kb-code:(\\d+)\x03")
"""Stands for code; where it ended up inside code of another kind, it is there to the end."""
_LEFT = re.compile("\x02[^\x02\x03<]*\x03?|\x03")
"""What Python-Markdown forgets of its own signs in broken links."""
_MARKUP = re.compile(r"<[^>]*>")
_ATTRIBUTES = re.compile(r":?\s*(?:[#.:]|[\w-]+=)")
_ID = re.compile(r"#(?P<id>[^\s#{}]+)")
_UNFIT = re.compile(r"[^\w.-]+")
_OWN = "kb-"
"""How ids of the frame begin."""
_CITATION = re.compile(r" ?\[@[\w-]+(?:; ?@[\w-]+)*\]")


@dataclass(frozen=True, slots=True)
class PlainPage:
    """A drawn page.

    title: the one it was given, or the words of its first heading of level 1, or ""; that heading
    is left out of the HTML where it says the same. html: what stands in its ``<article>``.
    is_whole: False where the page is nested so deep that its text is shown as it was written."""

    title: str
    html: str
    is_whole: bool = True


def draw_plain(body: str, find_link: FindLink, title: str = "") -> PlainPage:
    """Draw a body of Markdown. Never fails, whatever it holds."""
    stash = CodeStash()
    try:
        html = _make_markdown(find_link, stash).convert(body)
    except RecursionError:
        return PlainPage(title, f"<pre>{escape(body)}</pre>", is_whole=False)
    html = _SIGN.sub(lambda sign: code_escape(stash.texts[int(sign[1])]), html)
    return _finish(_LEFT.sub("", html), title)


def _make_markdown(find_link: FindLink, stash: CodeStash) -> Markdown:
    md = Markdown(output_format="html", tab_length=4)
    md.preprocessors.deregister("html_block")
    md.preprocessors.register(_ForeignReader(md, stash), "kb_foreign", 26)
    blocks: BlockProcessor = FencedCodeDrawer(md, stash)
    md.parser.blockprocessors.register(blocks, "kb_code", 95)
    md.parser.blockprocessors.register(SpacedHeaderProcessor(md.parser), "hashheader", 70)
    TableExtension().extendMarkdown(md)
    for name in ("html", "automail"):
        md.inlinePatterns.deregister(name)
    md.inlinePatterns.register(_CodeLeft(md, stash), "kb_code_left", 185)
    md.treeprocessors.register(_HeadingIds(md), "kb_heading_ids", 25)
    md.treeprocessors.register(_Words(md, find_link), "kb_words", -100)
    return md


class _ForeignReader(Preprocessor):
    """Makes the lines plain before anything else reads them."""

    def __init__(self, md: Markdown, stash: CodeStash) -> None:
        super().__init__(md)
        self._stash = stash

    def run(self, lines: list[str]) -> list[str]:
        self._stash.texts.clear()
        return make_plain(lines, self._stash.keep)


class _CodeLeft(InlineProcessor):
    """Draws the code whose sign does not stand alone in its paragraph."""

    def __init__(self, md: Markdown, stash: CodeStash) -> None:
        super().__init__(_SIGN.pattern, md)
        self._stash = stash

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element, int, int]:
        del data
        code = etree.Element("code", {"dir": "ltr"})
        code.text = AtomicString(code_escape(self._stash.texts[int(m[1])]))
        return code, m.start(0), m.end(0)


class _HeadingIds(Treeprocessor):
    """Takes the attributes at a heading's end, and keeps the id of them."""

    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            if element.tag not in TAGS or not element.text:
                continue
            words, bracket, rest = element.text.rstrip().rpartition("{")
            if not bracket or not rest.endswith("}") or not _ATTRIBUTES.match(rest):
                continue
            element.text = words.rstrip()
            found = _ID.search(rest)
            if found is not None:
                element.set("id", _UNFIT.sub("-", found["id"])[:MAX_ID])


class _Words(Treeprocessor):
    """Leaves words and nothing else: the last pass over the tree."""

    def __init__(self, md: Markdown, find_link: FindLink) -> None:
        super().__init__(md)
        self._find_link = find_link

    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            attributes = dict(element.attrib)
            element.attrib.clear()
            if element.tag == "img":
                element.text = attributes.get("alt", "")
            if element is not root and (element.tag not in ELEMENTS or element.tag == "img"):
                element.tag = "span"
            kept = self._keep(str(element.tag), attributes)
            for name, value in kept.items():
                element.set(name, value)

    def _keep(self, tag: str, attributes: dict[str, str]) -> dict[str, str]:
        if tag in TAGS and "id" in attributes:
            return {"id": attributes["id"]}
        if tag in ("pre", "code"):
            return {"dir": "ltr"}
        if tag == "ol" and attributes.get("start", "").isdecimal():
            return {"start": attributes["start"]}
        href = self._lead(attributes.get("href", "")) if tag == "a" else None
        return {} if href is None else {"href": href}

    def _lead(self, href: str) -> str | None:
        plain = unescape(href).strip()
        if not is_safe_address(href):
            return None
        if plain.startswith(("https:", "mailto:", "#")):
            return href
        found = self._find_link(plain)
        return None if found is None else escape(found)


def _finish(html: str, title: str) -> PlainPage:
    """Take out the heading that is the title; give every other heading an id of its own."""
    is_found = False
    taken: dict[str, int] = {}

    def draw(match: re.Match[str]) -> str:
        nonlocal title, is_found
        words = " ".join(unescape(_MARKUP.sub("", match["words"])).split())
        if match["level"] == "1" and not is_found and words:
            is_found = True
            title = title or words
            if title.casefold() == words.casefold():
                return ""
        if not words:
            return ""
        level = max(2, int(match["level"]))
        wanted = unescape(match["id"] or "") or slugify_unicode(words, "-")[:MAX_ID]
        own = _claim(wanted or "section", taken)
        return f'<h{level} id="{escape(own)}">{match["words"]}</h{level}>'

    html = _HEADING.sub(draw, html)
    return PlainPage(title, _CITATION.sub("", html).strip())


def _claim(wanted: str, taken: dict[str, int]) -> str:
    """Return an id that no heading has: the wanted one, or that with a number."""
    own = first = f"s-{wanted}" if wanted.startswith(_OWN) else wanted
    while own in taken:
        taken[first] += 1
        own = f"{first}-{taken[first]}"
    taken[own] = 1
    return own
