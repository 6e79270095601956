"""axe-core, WCAG 2.2 AA and its best practices: no finding in any language or scheme."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import axe_playwright_python
import pytest
from playwright.sync_api import Browser

from tests.e2e.visits import LANGUAGES, PAGES, visit, where

AXE = next(Path(axe_playwright_python.__file__).parent.glob("axe.min.js")).read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def _say(finding: dict[str, Any]) -> str:
    return f"{finding['id']}: {[node['html'][:200] for node in finding['nodes']]}"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(browser: Browser, server: str, lang: str, width: int) -> None:
    """Every rule on every page. Schemes differ in colours alone (the test below shows it): so each
    page is seen in one scheme, and schemes take turns, so that each meets every page, language
    and width."""
    for turn, name in enumerate(PAGES.values(), start=LANGUAGES.index(lang) + (width > 360)):
        scheme: Literal["light", "dark"] = "dark" if turn % 2 else "light"
        with visit(browser, server, color_scheme=scheme, width=width, bypass_csp=True) as seen:
            seen.page.goto(server + where(lang, name))
            seen.page.evaluate(AXE)
            result = seen.page.evaluate(
                "values => axe.run(document, {runOnly: {type: 'tag', values}, "
                "resultTypes: ['violations']})",
                TAGS,
            )
            assert len(result["passes"]) > 10, "axe looked at nothing"
            assert [_say(finding) for finding in result["violations"]] == [], (name, scheme)


def test_the_schemes_differ_in_colours_alone(browser: Browser, server: str) -> None:
    with visit(browser, server, color_scheme="light", width=360) as seen:
        seen.page.goto(server + PAGES["product"])
        boxes = """() => [...document.querySelectorAll('body *')].map(e => {
            const {x, y, width, height} = e.getBoundingClientRect();
            return [e.localName, x, y, width, height].join(' ');
        })"""
        colour = "() => getComputedStyle(document.body).backgroundColor"
        light = seen.page.evaluate(boxes), seen.page.evaluate(colour)
        seen.page.emulate_media(color_scheme="dark")
        dark = seen.page.evaluate(boxes), seen.page.evaluate(colour)
        assert light[0] == dark[0]
        assert light[1] != dark[1]
