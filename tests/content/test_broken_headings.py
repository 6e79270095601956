"""Headings: one edit breaks a good tree; all that is said; silence once mended."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.broken import Broken, check

CASES = {
    "a_heading_without_id_gets_one_proposed": Broken(
        "docs/en/regions/africa.md",
        "## Training {#training}",
        "## Training here",
        "docs/en/index.md:20: broken-anchor: docs/en/regions/africa.md has no heading with "
        "the id `training`. Write `the-sources`, or delete it.",
        ":11: missing-anchor: the heading `Training here` has no id. Add `{#training-here}` "
        "at its end.",
        "docs/fr/regions/africa.md:24: broken-anchor: docs/en/regions/africa.md has no "
        "heading with the id `training`. Write `the-sources`, or delete it.",
    ),
    "a_heading_of_a_translation_without_id_is_told_the_english_one": Broken(
        "docs/fr/regions/africa.md",
        "## Sources {#the-sources}",
        "## Sources",
        ":22: missing-anchor: the heading `Sources` has no id. Add `{#the-sources}`, as in "
        "docs/en/regions/africa.md, line 15, at its end.",
    ),
    "a_second_heading_with_the_same_id_is_said": Broken(
        "docs/en/regions/africa.md",
        "## Sources {#the-sources}",
        "## Sources {#training}",
        ":15: duplicate-id: the id `training` is also that of the heading on line 11. Give "
        "one of the two another id.",
    ),
    "a_heading_of_the_first_level_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "# Words {#words}\n",
        ":7: heading-level: the heading `Words` begins with `#`. Write `##`, `###` or "
        "`####`; the page's title stands in its front matter.",
    ),
    "a_heading_that_leaves_out_a_level_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "### Words {#words}\n",
        ":7: heading-level: the heading `Words` leaves out a level. Write `##`.",
    ),
    "a_number_sign_without_space_is_no_heading_to_the_author": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "#5 is a number\n",
        ":7: heading-level: `#5 is a number` has no space behind `#`, and is a heading to "
        "Markdown. Write `## ` for a heading, or a backslash before `#`.",
    ),
    "an_id_that_pages_are_given_when_drawn_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "## Words {#p-1}\n",
        ":7: reserved-id: ids that begin like `p-1` are made when pages are drawn. Choose an "
        "id with another beginning.",
    ),
    "an_id_with_capitals_is_refused_with_a_good_one": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "## Words {#Words_Here}\n",
        ":7: bad-id: `Words_Here` cannot be the id of a heading. Write `{#words-here}`.",
    ),
    "an_id_with_a_sign_that_cannot_be_seen_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "## Words {#wo\u200brds}\n",
        ":7: bad-id: `wo\ufffdrds` cannot be the id of a heading. Write `{#words}`.",
        ":7: hidden-character: U+200B cannot be seen. Delete U+200B from this line.",
    ),
    "attributes_of_a_heading_are_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "## Words {#words onclick=alert(1)}\n",
        ":7: attribute-list: `{#words onclick=alert(1)}` is more than an id. Write `{#id}` alone.",
    ),
    "a_class_of_a_heading_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "## Words {.words}\n",
        ":7: attribute-list: `{.words}` is more than an id. Write `{#id}` alone.",
    ),
    "a_link_in_a_heading_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "## [Words](../index.md) {#words}\n",
        ":7: link-in-heading: the heading holds a link, an image, a citation or a term. Move "
        "it into the text below.",
    ),
    "an_underlined_heading_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "Words\n=====\n",
        ":8: line-of-signs: a line of signs, `=====`, makes a heading, a rule or a table. "
        "Delete it; write headings with `##` and table rows with `|` at both ends.",
    ),
    "a_heading_glued_to_a_paragraph_is_said": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "Words\n## More {#more}\n",
        ":8: crowded: the heading stands directly under other text. Put an empty line before it.",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_that(name: str, tmp_path: Path) -> None:
    check(CASES[name], tmp_path)
