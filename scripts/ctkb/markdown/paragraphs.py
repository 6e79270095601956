"""Numbers of a chapter's paragraphs, the same in every language and format."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Iterator

from ctkb.content.model import LEAD, SectionId
from ctkb.content.numbering import label_paragraph
from ctkb.markdown.drawing import Drawing
from ctkb.markdown.headings import TAGS


def number_paragraphs(root: etree.Element, drawing: Drawing) -> None:
    """Number the paragraphs that stand directly in the page, section by section. A paragraph
    beyond the numbers of its section gets none."""
    chapter = drawing.context.chapter
    if chapter is None:
        return
    numbers = drawing.context.numbers
    left: Iterator[int] = iter(numbers.get(LEAD, range(0)))
    for element in root:
        if element.tag in TAGS:
            left = iter(numbers.get(SectionId(element.get("id", "")), range(0)))
        elif element.tag == "p":
            number = next(left, None)
            if number is not None:
                _draw_number(element, label_paragraph(chapter, number), drawing)


def _draw_number(paragraph: etree.Element, number: str, drawing: Drawing) -> None:
    anchor = f"p-{number}"
    paragraph.set("id", anchor)
    link = etree.Element(
        "a",
        {
            "class": "kb-number",
            "href": f"#{anchor}",
            "dir": "ltr",
            "aria-label": drawing.say("block.paragraph", number=number),
        },
    )
    link.text = number
    link.tail = " " + (paragraph.text or "").lstrip()
    paragraph.text = None
    paragraph.insert(0, link)
