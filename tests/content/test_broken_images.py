"""Images: one edit breaks a good tree; all that is said; silence once mended."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.broken import Broken, check

CASES = {
    "an_image_of_another_host_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "![x](https://example.org/a.png)\n",
        ":7: remote-image: the image `https://example.org/a.png` does not lie in this "
        "project. Put the file beside the page and write its name.",
    ),
    "an_image_of_another_host_in_disguise_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "![x](//example.org/a.png)\n",
        ":7: remote-image: the image `//example.org/a.png` does not lie in this project. Put "
        "the file beside the page and write its name.",
    ),
    "a_data_image_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "![x](data:image/svg+xml;base64,AAAA)\n",
        ":7: remote-image: the image `data:image/svg+xml;base64,AAAA` does not lie in this "
        "project. Put the file beside the page and write its name.",
    ),
    "an_image_without_description_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "![](../map.png)\n",
        ":7: missing-alt: the image `../map.png` has no description. Write between `[` and "
        "`]` what it shows.",
    ),
    "an_image_that_is_not_there_is_said": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "![x](map.png)\n",
        ":7: broken-image: there is no image `map.png`. Did you mean `../map.png`? If not, "
        "put the file beside the page, or mend the path.",
    ),
    "an_image_that_no_page_shows_is_said": Broken(
        "docs/en/index.md",
        "![A map without borders](map.png)\n",
        "",
        "docs/en/map.png:1: unused-image: no page shows this image. Show it with `![what it "
        "shows](file)`, or delete it.",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_that(name: str, tmp_path: Path) -> None:
    check(CASES[name], tmp_path)
