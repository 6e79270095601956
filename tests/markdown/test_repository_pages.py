"""Every page of this repository, drawn."""

from __future__ import annotations

import re
from functools import cache

import lxml.html
import pytest

from ctkb.content import Library, Page, load_library, number_paragraphs
from tests.markdown.drawing_board import ROOT, attributes, draw_page


@cache
def read_library() -> Library:
    return load_library(ROOT)[0]


PAGES = tuple(read_library().pages.values())
PATHS = [page.path for page in PAGES]


@pytest.mark.parametrize("page", PAGES, ids=PATHS)
def test_a_page_has_as_many_paragraphs_as_were_counted(page: Page) -> None:
    tree = draw_page(page, read_library(), chapter=2, numbers=number_paragraphs(page, 2))
    counted = sum(section.paragraphs for section in page.sections)
    assert len(tree.xpath("./p")) == counted
    labels = [link.text for link in tree.xpath("./p/a[@class='kb-number']")]
    assert labels == [f"2.{number}" for number in range(1, counted + 1)]


@pytest.mark.parametrize("page", PAGES, ids=PATHS)
def test_a_page_is_drawn_whole(page: Page) -> None:
    tree = draw_page(page, read_library())
    ids = tree.xpath(".//@id")
    assert len(ids) == len(set(ids))
    assert {heading.id for heading in page.headings} <= set(ids)
    assert {href[1:] for href in tree.xpath(".//@href") if href.startswith("#")} <= set(ids)
    assert not tree.xpath(".//a[not(@href)] | .//p//p | .//*[@role='button']//a | .//a//a")
    for code in tree.xpath(".//code"):
        code.text = ""  # code may show how something is written
    words = lxml.html.tostring(tree, encoding="unicode")
    assert not re.search(r"\[@|\(term:|^/{3}|-mark\b|\{#", words, flags=re.MULTILINE)
    names = {name for name in attributes(tree) if name.startswith(("on", "style", "align"))}
    assert not names
