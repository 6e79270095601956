"""Numbers of paragraphs and notices of drift."""

from __future__ import annotations

from ctkb.content.model import LEAD, SectionId
from tests.markdown.drawing_board import draw_tree, texts

BODY = """Lead.

Lead again.

## First {#first}

One.

- item

    item's paragraph

> A quote.

/// note
In a note.
///

Two.

## Second {#second}

Three.
"""
FIRST, SECOND = SectionId("first"), SectionId("second")


def test_paragraphs_of_a_chapter_carry_the_numbers_of_their_section() -> None:
    numbers = {LEAD: range(1, 3), FIRST: range(3, 5), SECOND: range(5, 6)}
    tree = draw_tree(BODY, chapter=3, numbers=numbers)
    assert texts(tree, "./p[@id]") == [
        "3.1 Lead.",
        "3.2 Lead again.",
        "3.3 One.",
        "3.4 Two.",
        "3.5 Three.",
    ]
    assert tree.xpath(".//a[@class='kb-number']/@href")[0] == "#p-3.1"
    assert tree.xpath("./p/@id")[-1] == "p-3.5"
    assert len(tree.xpath(".//a[@class='kb-number']")) == 5


def test_a_section_with_more_paragraphs_than_numbers_does_not_shift_the_next() -> None:
    tree = draw_tree(BODY, chapter=1, numbers={FIRST: range(1, 2), SECOND: range(2, 3)})
    assert texts(tree, "./p[@id]") == ["1.1 One.", "1.2 Three."]


def test_other_pages_have_no_numbers() -> None:
    assert not draw_tree(BODY, numbers={FIRST: range(1, 9)}).xpath(".//a")


def test_a_changed_section_says_so_right_behind_its_heading() -> None:
    drift = {FIRST: "../../page.html#first", LEAD: "../../page.html"}
    tree = draw_tree(BODY, "fr", drift=drift, chapter=1, numbers={FIRST: range(1, 9)})
    notice = tree.xpath("./h2[@id='first']/following-sibling::*[1]")[0]
    assert notice.get("class") == "kb-drift"
    assert notice.xpath("./a/@href") == ["../../page.html#first"]
    assert notice.xpath("./a/@hreflang") == ["en"]
    assert tree[0].get("class") == "kb-drift"
    assert texts(tree, "./p[@id]")[0] == "1.1 One."
    assert len(tree.xpath(".//p[@class='kb-drift']")) == 2
