"""axe-core, WCAG 2.2 AA and its best practices: no finding in any language or scheme."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import axe_playwright_python
import pytest
from playwright.sync_api import Browser

from tests.e2e.visits import LANGUAGES, PAGES, visit, where

AXE = next(Path(axe_playwright_python.__file__).parent.glob("axe.min.js")).read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def _say(finding: dict[str, Any]) -> str:
    return f"{finding['id']}: {[node['html'][:200] for node in finding['nodes']]}"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(
    browser: Browser, server: str, lang: str, scheme: Literal["light", "dark"], width: int
) -> None:
    with visit(browser, server, color_scheme=scheme, width=width, bypass_csp=True) as seen:
        for name in PAGES.values():
            seen.page.goto(server + where(lang, name))
            seen.page.evaluate(AXE)
            result = seen.page.evaluate(
                "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES
            )
            assert len(result["passes"]) > 10, "axe looked at nothing"
            assert [_say(finding) for finding in result["violations"]] == [], name
