"""Old addresses: one edit breaks a good tree; all that is said; silence once mended."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.broken import Broken, check

CASES = {
    "an_old_address_that_is_a_page_is_said": Broken(
        "docs/en/index.md",
        "old/start.html",
        "about/index.html",
        ":6: alias-shadows-page: the old address `about/index.html` is that of a page now. "
        "Delete the line, or rename the page.",
    ),
    "an_old_address_that_is_none_is_said": Broken(
        "docs/en/index.md",
        "old/start.html",
        "../start.html",
        ":6: bad-alias: `../start.html` cannot be an old address. Write the path from the "
        "site's root without language, like `old/page.html`.",
    ),
    "an_old_address_with_a_language_is_said": Broken(
        "docs/en/index.md",
        "old/start.html",
        "fr/start.html",
        ":6: bad-alias: `fr/start.html` cannot be an old address. Write the path from the "
        "site's root without language, like `old/page.html`.",
    ),
    "an_old_address_that_two_pages_claim_is_said": Broken(
        "docs/en/about/index.md",
        "origin: human",
        "origin: human\naliases: [old/start.html]",
        "docs/en/index.md:6: duplicate-alias: the old address `old/start.html` is also given "
        "in docs/en/about/index.md. Delete one of the two lines.",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_that(name: str, tmp_path: Path) -> None:
    check(CASES[name], tmp_path)
