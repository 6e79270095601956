"""What the reader accepts is drawn by Python-Markdown as it was read.

The reader may refuse more than Python-Markdown would; it may never see something else. Compared
are links, images, headings, numbered paragraphs, citations, blocks, and which elements and
attributes come out at all.
"""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as etree
from typing import Any

import markdown
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from ctkb.content.block_kinds import BLOCK_KINDS
from ctkb.content.finds import Finds, Vocabulary
from ctkb.content.schemas import EVENT_KINDS, INSTRUMENT_GROUPS
from ctkb.content.structure import read_body

WORDS = Vocabulary(
    sources=("S1", "P17"),
    terms=("osint",),
    regions=("africa", "europe"),
    products=("borders",),
    instruments=("res-1373",),
    groups=INSTRUMENT_GROUPS,
    parts=("evidence",),
    kinds=EVENT_KINDS,
)
ELEMENTS = {
    *("p", "h2", "h3", "h4", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"),
    *("pre", "code", "em", "strong", "blockquote", "a", "img", "br", "div"),
}
ATTRIBUTES = {"href", "id", "src", "alt", "style", "class"}


def _make_block(name: str) -> type[Block]:
    class _Drawn(Block):
        NAME = name
        ARGUMENT = None

        def on_create(self, parent: etree.Element) -> etree.Element:
            return etree.SubElement(parent, "div", {"class": f"kb-{name}"})

        def on_validate(self, parent: etree.Element) -> bool:
            del parent
            return True

    options = {key: [None, lambda value: value] for key in BLOCK_KINDS[name].options}
    _Drawn.OPTIONS = options
    return _Drawn


class _Blocks(BlocksExtension):
    def extendMarkdownBlocks(self, md: markdown.Markdown, block_mgr: Any) -> None:
        del md
        for name in BLOCK_KINDS:
            block_mgr.register(_make_block(name), {})


FENCES = {"fenced_code": "fenced_code", "superfences": "pymdownx.superfences"}


def draw(body: str, fences: str) -> Any:
    """Return what Python-Markdown makes of a body, as a tree."""
    extensions = ["tables", "attr_list", FENCES[fences], _Blocks()]
    options: dict[str, Any] = {}
    if fences == "superfences":
        extensions.append("pymdownx.highlight")
        options["pymdownx.highlight"] = {"use_pygments": False}
    drawn = markdown.markdown(body, extensions=extensions, extension_configs=options)
    return lxml_html.fragment_fromstring(drawn, create_parent="main")


def compare(body: str, fences: str) -> Finds:
    """Read and draw a body, and fail where the two differ and the reader had nothing to say."""
    finds = Finds("page.md")
    clean = read_body(body, 1, finds, WORDS)
    if finds.problems:
        return finds
    tree = draw(clean, fences)
    drawn = {element.tag for element in tree.iterdescendants()}
    assert drawn <= ELEMENTS, f"unexpected elements {drawn - ELEMENTS}"
    for element in tree.iterdescendants():
        assert set(element.attrib) <= ATTRIBUTES
    hrefs = sorted(html.unescape(a.get("href")) for a in tree.iter("a"))
    links = [link.target for link in finds.links if not link.image]
    links += [f"term:{term.key}" for term in finds.terms]
    assert hrefs == sorted(html.unescape(link) for link in links)
    sources = sorted(image.get("src") for image in tree.iter("img"))
    assert sources == sorted(link.target for link in finds.links if link.image)
    headings = [(h.tag, h.get("id")) for h in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert headings == [(f"h{h.level}", h.id) for h in finds.headings]
    assert len(tree.findall("p")) == len(finds.paragraph_lines)
    blocks = [div.get("class") for div in tree.iter("div") if "kb-" in div.get("class", "")]
    assert blocks == [f"kb-{block.name}" for block in finds.blocks]
    for code in [*tree.iter("code"), *tree.iter("pre")]:
        code.text = None
        for child in list(code):
            code.remove(child)
    cited = re.findall(r"@([A-Z]\d+|res-1373)\b", tree.text_content())
    assert sorted(cited) == sorted(reference.key for reference in finds.citations)
    return finds


GOOD = {
    "paragraphs": "One\ntwo.\n\nThree  \nfour.\n\n\n\nFive",
    "headings": "## A *b* {#a}\nText at once.\n\n### B {#b}\n\n#### C {#c}\n## D {#d}\n\nText",
    "links": "[a](x.md) [b](../en/y.md#z) [c](#d)\n[long\nwords](https://e.org/a_b_c?d=e&f=g#h).",
    "brackets-in-addresses": "[r](https://e.org/S/RES/1373(2001)) and (more) [s](https://e.org/a(b(c)))",
    "escapes": r"\[a\](x.md) is no link, \![b](y.md) is one; 1\) \* \# \{x} a\\b",
    "code": "`[a](b)` ``c ` d`` `<script>` `{x}` `@S1` ```[@S1]```",
    "plain-brackets": "a [sic] b [@S1] c (d) [e [@P17] f] [see [x](y.md)] g",
    "images": "![alt *a*](a.png) and ![b](../b.jpg)\n\n![c](c.webp)",
    "tables": "| a | b |\n|---|:-:|\n| [x](y.md) | `c|d` |\n| e \\| f | [@S1] |",
    "table-after-text": "Text\n\n| a |\n|---|\n| b |\n\nText",
    "lists": "- a\n- b\n  goes on\n    - c\n    - d\n        - [e](f.md)\n- g\n\n1. h\n\nText"[:45],
    "loose-lists": "- a\n\n- b\n\n    more of b\n\n    - c\n\n        more of c\n\n- d\n\nText",
    "numbered": "1. a\n2. b\n    - c\n    - d\n3. e [x](y.md)\n\nText\n\n1. f",
    "number-in-text": "It was in\n2022. That is no item.\n\n2022\\. Nor this.",
    "quotes": "> a [x](y.md)\n> b\n>\n> c\n\nText\n\n> d",
    "code-blocks": "Text\n\n```python\n## no {#no}\n\n[a](b)\n```\n\n~~~\n```\n/// events\n~~~",
    "blocks": "/// events\n    region: africa\n\n///\n\nText\n\n/// key-facts\n- a\n- b\n///",
    "note": "/// note | A title\nText [x](y.md)\n\n- a\n\nText\n///\n\n/// warning\n\nText\n\n///",
    "nested": "//// note\nText\n\n/// events\n///\n\nMore\n////\n\nText",
    "code-in-note": "/// note\n```\n///\n```\n///\n\nText",
    "comments": "a <!-- b --> c\n\n<!--\n## d\n-->\n\nText <!-- e\n-->f\n\n`<!-- g -->`",
    "signs": "a < b, c > d & e &amp; &lt;f&gt; &#60;g\n\n-a\n\n+1 *emphasis* __strong__\n\n=a",
    "terms": "[open source](term:osint), [*two*\nlines](term:osint)",
    "wide": "　　段落 [链接](x.md)。\n\nفقرة [رابط](y.md) [@S1]\n\n١. ليس",
    "entities": "[a](https://e.org/?a=1&amp;b=2) [b](https://e.org/?x&copy=1)",
}
GOOD["lists"] = "- a\n- b\n  goes on\n    - c\n    - d\n        - [e](f.md)\n- g\n\nText"
GOOD["wide"] = "　　段落 [链接](x.md)。\n\nفقرة [رابط](y.md) [@S1]"


@pytest.mark.parametrize("fences", FENCES)
@pytest.mark.parametrize("name", GOOD)
def test_good_markdown_is_accepted_and_read_as_it_is_drawn(name: str, fences: str) -> None:
    finds = compare(GOOD[name], fences)
    assert [str(problem) for problem in finds.problems] == []


PIECES = [
    *"[]()!<>{}#*_-+|`\\/:.&;=~'\"@^$\n\t",
    " ", "  ", "    ", "\n", "\n\n", "\n\n", "\n    ", "\n  ", "\n- ", "\n1. ", "\n    - ",
    "\n\n- ", "\n\n1. ", "\n\n    ", "\n\n        ", "\n> ", "\n\n> ", "\n## ", "\n\n## ",
    " {#a}\n\n", " {#b}\n", "\n```\n", "\n\n```\n", "```", "~~~", "\n\n~~~\n", "\n///\n",
    "\n///", "\n\n///\n\n", "\n\n/// note\n", "\n\n/// note | t\n\n", "\n\n/// events\n",
    "    region: africa\n", "\n\n//// warning\n", "\n////\n", "\n\n/// key-facts\n- ", "\n---\n",
    "\n===\n", "\n|---|\n", "\n\n| a | b |\n|---|---|\n| c | d |", "| ", " |\n", "word", "a", "1.",
    "words go on", "[x](y.md)", "[x](", "](y.md)", "[x]", "[@S1]", "[@S1; @P17]", "(term:osint)",
    "![i](i.png)", "](#a)", "(https://e.org)", "<!--", "-->", "<b>", "</b>", "<https://e.org>",
    "<a@b.c>", "[r]: http://x", "\n[r]: x", "*[A]: b", "[^1]", "&lt;", "&#91;", "\\[", "\\]",
    "\\`", "`c`", "``", "{: .x}", "{{ a }}", "javascript:", "mailto:a@b.org", "   ", "\u00a0", "é",
]  # fmt: skip


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(PIECES), max_size=24).map("".join), st.sampled_from([*FENCES]))
def test_what_is_accepted_is_read_as_it_is_drawn(body: str, fences: str) -> None:
    compare(body, fences)


LINES = [
    "", "", "", "Words.", "Words [x](y.md) go", "on [@S1].", "- item", "- item [x](z.md)",
    "1. item", "2. item", "    - inner", "    - inner [@P17]", "        - third", "    more words",
    "        more words", "  goes on", "## H {#h}", "### I {#i}", "> quote", "> [q](q.md)", ">",
    "| a | b |", "|---|---|", "| c | [t](t.md) |", "```", "~~~", "/// note", "/// note | Title",
    "/// events", "    region: africa", "/// key-facts", "///", "//// warning", "////",
    "<!-- c -->", "<!--", "-->", "`code [c](c.md)`", "![i](i.png)", "[t](term:osint)", "\\- no",
]  # fmt: skip


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(LINES), max_size=16).map("\n".join), st.sampled_from([*FENCES]))
def test_accepted_lines_are_read_as_they_are_drawn(body: str, fences: str) -> None:
    compare(body, fences)


CHUNKS = [chunk for body in GOOD.values() for chunk in body.split("\n\n")]
CHUNKS += [
    "- a\n    - b",
    "    more [x](y.md)",
    "        deep",
    "    1. k",
    "- z",
    "1. n",
    "## H {#h}",
]
GAPS = ["\n\n", "\n\n", "\n\n", "\n", "\n\n\n"]


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.tuples(st.sampled_from(CHUNKS), st.sampled_from(GAPS)), max_size=6),
    st.sampled_from([*FENCES]),
)
def test_accepted_parts_are_read_as_they_are_drawn_in_any_order(
    parts: list[tuple[str, str]], fences: str
) -> None:
    compare("".join(chunk + gap for chunk, gap in parts), fences)
