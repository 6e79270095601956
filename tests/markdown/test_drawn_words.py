"""Headings, links, code, tables and raw HTML."""

from __future__ import annotations

import xml.etree.ElementTree as etree

import pytest
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from ctkb.content.model import Link, PageKey, SectionId
from ctkb.markdown import ContextHolder, KnowledgeExtension, MissingContext
from tests.markdown.drawing_board import (
    Contents,
    attributes,
    convert,
    draw,
    draw_tree,
    make_context,
    texts,
)


def test_the_id_at_a_headings_end_becomes_its_id_and_not_its_words() -> None:
    html, contents = convert(make_context("## What it *helps* {#what-it-helps}\n\nText."))
    assert '<h2 id="what-it-helps">What it <em>helps</em></h2>' in html
    assert contents == [Contents("what-it-helps", "What it helps", ())]


def test_nothing_but_a_plain_id_is_read_from_a_headings_braces() -> None:
    html = draw("## Words {#x onclick=alert(1)}\n\n### More {.class}\n")
    assert "{#x onclick=alert(1)}" in html
    assert "{.class}" in html
    assert "onclick=alert" not in html.replace("{#x onclick=alert(1)}", "")


def test_a_sign_without_a_space_is_no_heading() -> None:
    assert draw("#1 in the list") == "<p>#1 in the list</p>"


def test_a_link_inside_the_site_is_resolved_by_the_caller() -> None:
    link = Link(3, "../en/regions/africa.md#training", PageKey("regions/africa"), "training")
    html = draw("See [Africa](../en/regions/africa.md#training).", links=(link,))
    assert '<a href="resolved/regions/africa#training">Africa</a>' in html


def test_an_image_is_resolved_by_the_caller() -> None:
    link = Link(1, "drawing.png", file="docs/en/drawing.png")
    html = draw("![A drawing](drawing.png)", links=(link,))
    assert '<img alt="A drawing" src="resolved/docs/en/drawing.png#None" />' in html


def test_links_to_other_sites_and_to_the_page_itself_stay_as_written() -> None:
    html = draw("[UN](https://undocs.org/S/RES/1373(2001)) and [here](#first)")
    assert '<a href="https://undocs.org/S/RES/1373(2001)" rel="noreferrer">UN</a>' in html
    assert '<a href="#first">here</a>' in html


def test_raw_html_is_shown_as_text() -> None:
    html = draw('<div onclick="x">block</div>\n\nA <b>word</b>.\n\n<script>alert(1)</script>')
    assert "<div" not in html
    assert "<b>" not in html
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_entities_that_an_author_writes_stay_what_they_stand_for() -> None:
    assert draw("A &lt;b&gt; and &#123; and R&D") == "<p>A &lt;b&gt; and &#123; and R&amp;D</p>"


def test_signs_of_comments_are_text_like_any_other() -> None:
    html = draw("Before <!-- a\nb --> after `<!-- c -->`\n\n```\n<!-- d -->\n```")
    assert "&lt;!-- a\nb --&gt;" in html
    assert "&lt;!-- c --&gt;" in html
    assert "&lt;!-- d --&gt;" in html


def test_fenced_code_is_drawn_without_styles_from_left_to_right() -> None:
    html = draw('```python {onclick="x"}\n/// note\nif a < b & c: pass\n```', lang="ar")
    assert html == (
        '<pre dir="ltr"><code dir="ltr">/// note\nif a &lt; b &amp; c: pass\n</code></pre>'
    )


def test_code_right_behind_a_paragraph_does_not_become_part_of_it() -> None:
    html = draw("Text\n```\ncode\n```\nMore")
    assert [line for line in html.split("\n") if line.startswith("<p>")] == [
        "<p>Text</p>",
        "<p>More</p>",
    ]


def test_a_table_has_classes_for_sides_and_a_frame_that_takes_the_focus() -> None:
    tree = draw_tree(
        "| A | B | C |\n|:--|:-:|--:|\n| 1 | 2 | 3 |\n\n"
        "## Who & *what* [@S3]\n\n|X|Y|\n|-|-|\n|1|2|"
    )
    assert [cell.get("class") for cell in tree.xpath("(.//table)[1]//td")] == [
        "kb-start",
        "kb-center",
        "kb-end",
    ]
    assert {head.get("scope") for head in tree.xpath(".//th")} == {"col"}
    frames = tree.xpath("./div[@class='kb-table'][@tabindex='0'][@role='region']")
    assert [frame.get("aria-label") for frame in frames] == ["Table 1", "Table 2 · Who & what"]
    assert [table.get("aria-label") for table in tree.xpath("./div/table")] == [
        "Table 1",
        "Table 2 · Who & what",
    ]
    assert not {"style", "align"} & set(attributes(tree))


def test_an_empty_corner_of_a_table_is_no_head() -> None:
    tree = draw_tree("|  | B |\n|--|--|\n| 1 | 2 |")
    assert texts(tree, ".//th") == ["B"]


def test_a_page_without_context_is_a_fault_of_the_caller() -> None:
    md = Markdown(extensions=[KnowledgeExtension(ContextHolder())])
    with pytest.raises(MissingContext):
        md.convert("Text")


def test_one_instance_draws_page_after_page_without_remembering() -> None:
    holder = ContextHolder(make_context("A [@S3] [term](term:osint)"))
    extension = KnowledgeExtension(holder)
    md = Markdown(extensions=[extension])
    body = "A [@S3] [term](term:osint)"
    first = md.convert(body)
    assert md.reset().convert(body) == first
    assert Markdown(extensions=["toc", "tables", extension]).convert(body) == first


class LaterPass(Treeprocessor):
    """Does to links what MkDocs does: looks at every one and may write another."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.seen: list[str] = []

    def run(self, root: etree.Element) -> None:
        for element in root.iter("a"):
            self.seen.append(element.attrib["href"])
            element.set("href", element.attrib["href"].replace(".md", ".html"))


def test_a_later_pass_sees_every_link_and_may_rewrite_it() -> None:
    link = Link(1, "../en/a.md", PageKey("a"))
    drift = {SectionId("first"): "../final.md#first"}
    body = "## First {#first}\n\n[a](../en/a.md) [t](term:osint)"
    holder = ContextHolder(make_context(body, links=(link,), drift=drift))
    md = Markdown(extensions=["toc", "tables", "fenced_code", KnowledgeExtension(holder)])
    later = LaterPass(md)
    md.treeprocessors.register(later, "relpath", 0)
    html = md.convert(body)
    assert later.seen == ["resolved/a#None", "../glossary.md#term-osint"]
    assert "../glossary.html#term-osint" in html
    assert "../final.md#first" in html
