"""Diagrams, worksheets and checklists in a browser: words in their boxes, and on paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser

from tests.e2e.test_accessibility import AXE, TAGS
from tests.e2e.visits import visit, where

FOLDER = "products/threat-assessment/"
FORMS = ("method", "stop-points", "worksheet", "checklist")
OUTSIDE = """() => [...document.querySelectorAll("svg[role=img]")]
  .filter(svg => svg.getBoundingClientRect().width)
  .flatMap(svg => {
    const rects = [...svg.querySelectorAll("rect")].map(rect => rect.getBBox());
    const view = svg.viewBox.baseVal;
    const within = (a, b) => a.x >= b.x - 1 && a.x + a.width <= b.x + b.width + 1;
    return [...svg.querySelectorAll("text")].filter(text => {
      const box = text.getBBox();
      const middle = box.y + box.height / 2;
      const around = rects.filter(rect => middle > rect.y && middle < rect.y + rect.height
        && box.x + box.width / 2 > rect.x && box.x + box.width / 2 < rect.x + rect.width);
      return !within(box, view) || (around.length && !around.some(rect => within(box, rect)));
    }).map(text => text.textContent);
  })"""


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("width", [320, 1280])
def test_forms_and_diagrams_fit_every_width_and_axe_finds_nothing(
    browser: Browser, server: str, lang: str, width: int
) -> None:
    with visit(browser, server, width=width, bypass_csp=True) as seen:
        page = seen.page
        for name in FORMS:
            page.goto(server + where(lang, f"{FOLDER}{name}.html"))
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            drawings = page.locator("svg[role=img]")
            assert name not in FORMS[:2] or drawings.count() >= 2
            assert page.locator("svg[role=img]:visible").count() * 2 == drawings.count()
            assert page.evaluate(OUTSIDE) == []
            page.evaluate(AXE)
            found = page.evaluate(
                "rules => axe.run('article', {runOnly: {type: 'tag', values: rules}, "
                "resultTypes: ['violations']})",
                TAGS,
            )
            assert [finding["id"] for finding in found["violations"]] == [], name
        assert seen.faults == []


@pytest.mark.parametrize("lang", ["en", "ar", "ru"])
def test_a_checklist_prints_on_one_sheet_and_a_worksheet_on_two_of_its_own(
    browser: Browser, server: str, lang: str
) -> None:
    with visit(browser, server) as seen:
        for name, most in (("checklist", 1), ("worksheet", 4)):
            seen.page.goto(server + where(lang, f"{FOLDER}{name}.html"))
            paper = seen.page.pdf(format="A4", prefer_css_page_size=True)
            assert 1 <= len(re.findall(rb"/Type\s*/Page\b", paper)) <= most, name
