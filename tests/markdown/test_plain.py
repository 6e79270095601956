"""Markdown of other projects: its words are drawn, and nothing else of it."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from ctkb.markdown.foreign_text import drop_tags
from ctkb.markdown.guard import ELEMENTS
from ctkb.markdown.plain import draw_plain

PIECES = (
    "<script>", "</script>", "<img src=x onerror=alert(1)>", "<a href='javascript:x'", ">", "<!--",
    "-->", "`", "``", "```\n", "~~~~\n", "    ", "\n", "\n\n", "# ", "## H {#a onclick=b}", "{.c}",
    "{: style=x }", "[a](", "javascript:alert(1)", ")", "![b](https://x.example/y.png)", "[", "]",
    "///", "/// note | T\n", '!!! tip "T"\n', "* ", "1. ", "> ", "| a | b |\n|---|---|\n", "&#106;",
    "&lt;svg onload=x&gt;", "<svg/onload=x>", "\\", "*", "_", "word", '"', "'", "=", "{* x *}\n",
    "<https://x.example/>", "<javascript:x>", "\u0627", "\U0001f3ee", "[r]: javascript:x\n", "[r]",
)  # fmt: skip
ATTRIBUTES = {"id", "href", "dir", "start"}


def _draw(text: str) -> str:
    return draw_plain(text, lambda link: f"found/{link}" if link.endswith(".md") else None).html


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_whatever_is_written_gives_safe_elements_alone(pieces: list[str]) -> None:
    html = _draw("".join(pieces))
    root = etree.fromstring(f"<article>{html}</article>", etree.HTMLParser(remove_comments=False))
    assert root is not None
    ids = []
    for element in root.iter():
        assert element.tag in ELEMENTS | {"html", "body", "article"}, html
        assert set(element.attrib) <= ATTRIBUTES
        assert re.match(r"https:|#|\Z", str(element.get("href", ""))), html
        ids += [element.get("id")] if "id" in element.attrib else []
    assert len(ids) == len(set(ids))
    assert not re.search("[\x02\x03]|kb-code", html)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a <b class='x>y'>bold</b> word", "a bold word"),
        ("1 < 2 and 3 > 2, <3", "1 < 2 and 3 > 2, <3"),
        ("`<b>` and ``<i>` `` stay", "`<b>` and ``<i>` `` stay"),
        (r"\<b> stays", r"\<b> stays"),
        ("gone<script>alert('</b>')</script>!", "gone !"),
        ("an open <script> stays open", "an open  stays open"),
        ("<https://x.example/> leads", "<https://x.example/> leads"),
        ("[a](b.md){.c target=_blank} end", "[a](b.md) end"),
        ("a {.b} c", "a {.b} c"),
        ("one <!-- two\n\nthree --> four", "one  four"),
        ("an open <a href='x", "an open <a href='x"),
    ],
)
def test_tags_go_and_their_words_stay(text: str, plain: str) -> None:
    assert drop_tags(text) == plain


def test_the_first_heading_of_level_one_is_the_title() -> None:
    page = draw_plain("Before.\n\n# A *fine* `title` { #x }\n\n# Another\n\n## A\n\n## A\n", str)
    assert page.title == "A fine title"
    assert re.findall(r"<h\d.*", page.html) == [
        '<h2 id="another">Another</h2>',
        '<h2 id="a">A</h2>',
        '<h2 id="a-2">A</h2>',
    ]
    assert draw_plain("# Other words\n", str, "Given").html == (
        '<h2 id="other-words">Other words</h2>'
    )
    assert draw_plain("# given\n", str, "Given").html == ""


def test_ids_never_meet_those_of_the_frame() -> None:
    html = _draw("## A {#kb-main}\n\n## B { #kb-main }\n\n## C {#s-kb-main}\n")
    assert re.findall(r'id="([^"]*)"', html) == ["s-kb-main", "s-kb-main-2", "s-kb-main-3"]


@pytest.mark.parametrize(
    "text",
    [
        "> " * 3000 + "word",
        "[" * 3000 + "word",
        "![" * 3000 + "word",
        "[a](" * 3000 + "word",
        "<a " * 3000 + "word",
        "## a\n" * 3000 + "word",
        "## a" + " " * 30_000 + "word",
        "".join(f"{' ' * 4 * depth}* a\n\n" for depth in range(300)) + "word",
    ],
    ids=range(8),
)
def test_pages_that_would_take_minutes_or_break_the_reader_are_drawn(text: str) -> None:
    assert "word" in unescape(draw_plain(text, str).html)
