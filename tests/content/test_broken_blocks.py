"""Blocks and their options: one edit breaks a good tree; all that is said; silence once mended."""

from __future__ import annotations

from pathlib import Path

import pytest

from ctkb.content.block_kinds import BLOCK_KINDS
from ctkb.content.yaml_door import list_known
from tests.content.broken import Broken, check

CASES = {
    "an_unknown_block_is_said_with_one_that_exists": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "/// event\n///\n",
        ":7: unknown-block: there is no block `event`. Did you mean `events`? If not, write "
        f"{list_known(BLOCK_KINDS)}.",
    ),
    "an_unknown_option_is_said_with_its_line": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "/// events\n    regions: africa\n///\n",
        ":8: unknown-option: the block `events` has no option `regions`. Did you mean "
        "`region`? If not, write `region`, `kind` or `year`, or delete the line.",
    ),
    "an_option_of_the_wrong_kind_is_said": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        '/// events\n    year: "2023"\n///\n',
        ":8: bad-option: the option `year` of the block `events` is not a year of four "
        "digits. Write 2023.",
    ),
    "an_option_that_names_no_region_is_said": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "/// states\n    region: afrika\n///\n",
        ":8: unknown-region: there is no region `afrika`. Did you mean `africa`? If not, "
        "write `europe` or `africa`.",
    ),
    "a_kind_of_event_that_is_none_is_said": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "/// timeline\n    kind: [trainings]\n///\n",
        ":8: bad-option: `trainings` is not a kind that the block `timeline` knows. Did you "
        "mean `training`? If not, write `kick-off`, `consultation`, `expert-meeting`, "
        "`launch`, `regional-workshop`, `national-workshop`, `training`, `conclusion`, "
        "`follow-on` or `forerunner`.",
    ),
    "a_handbook_that_is_not_there_is_said": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "/// handbooks\n    ids: [border]\n///\n",
        ":8: unknown-product: there is no handbook `border`. Did you mean `borders`? Write it so.",
    ),
    "a_block_that_lacks_its_option_is_said": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "/// states\n///\n",
        ":7: missing-option: the block `states` needs the option `region`. Write `    "
        "region: ...` directly under its opening line.",
    ),
    "attributes_of_a_block_are_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "/// note\n    attrs: {onclick: x}\n\nWords\n///\n",
        ":8: unknown-option: the block `note` has no option `attrs`. Delete the line.",
    ),
    "an_option_at_the_margin_is_said": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "/// events\nregion: africa\n///\n",
        ":8: unindented-option: the option `region: africa` of `events` is not indented "
        "enough. Put four spaces before it.",
    ),
    "options_that_are_no_yaml_are_said": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "/// events\n    region: [africa\n///\n",
        ":8: yaml-syntax: this is not YAML: did not find expected ',' or ']'. Mend the line; "
        "put text that holds `: ` or ` #` between quotation marks.",
    ),
    "an_alias_in_options_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "/// events\n    region: &a africa\n///\n",
        ":8: yaml-alias: `&a` is an anchor, which is not read here. Delete `&a`.",
    ),
    "a_block_that_is_not_closed_is_said_at_its_opening": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "/// note\n\nWords\n",
        ":7: unclosed-block: the block `note` is not closed. Write `///` on a line of its "
        "own at its end.",
    ),
    "a_closing_line_without_block_is_said": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "Words\n\n///\n",
        ":9: stray-block-fence: `///` closes no block. Delete the line, or write the opening "
        "line of its block.",
    ),
    "a_line_that_is_neither_opening_nor_closing_is_said": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "///note\nWords\n///\n",
        ":7: stray-block-fence: `///note` neither opens nor closes a block. Write `/// "
        "name`, `/// name | title`, or `///` alone.",
        ":9: stray-block-fence: `///` closes no block. Delete the line, or write the opening "
        "line of its block.",
    ),
    "an_indented_block_is_said": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "- a\n\n    /// note\n    b\n    ///\n",
        ":9: list-content: `/// note` stands inside a list; items hold words and lists only. "
        "Put it below the list, at the margin, with an empty line before it.",
        ":11: list-content: `///` stands inside a list; items hold words and lists only. Put "
        "it below the list, at the margin, with an empty line before it.",
    ),
    "text_in_a_block_that_shows_none_is_said": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "/// events\n\nWords\n///\n",
        ":7: block-content: the block `events` holds text, which it does not show. Put the "
        "text below its closing line.",
    ),
    "a_paragraph_in_a_block_of_a_list_is_said": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "/// key-facts\nWords\n///\n",
        ":7: block-content: the block `key-facts` holds something other than one list. Write "
        "a list with `- ` into it, and nothing else.",
    ),
    "an_empty_note_is_said": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "/// note\n///\n",
        ":7: block-content: the block `note` is empty. Write its text, or delete the block.",
    ),
    "a_title_of_a_block_that_has_none_is_said": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "/// events | Title\n///\n",
        ":7: bad-argument: the block `events` takes no title. Write `/// events` alone.",
    ),
    "a_block_in_a_block_needs_fewer_slashes": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "/// note\nWords\n\n/// events\n///\n///\n",
        ":10: nested-block: the block `events` inside `note` has as many slashes or more. "
        "Write the lines of `note` with more slashes, or close it before.",
    ),
    "a_block_in_a_block_of_facts_is_said": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "//// key-facts\n- a\n\n/// events\n///\n////\n",
        ":7: block-content: the block `key-facts` holds something other than one list. Write "
        "a list with `- ` into it, and nothing else.",
        ":10: nested-block: the block `events` stands inside the block `key-facts`. Close "
        "`key-facts` before it with `////`.",
    ),
    "a_heading_in_a_block_is_said": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "/// note\n## Words {#words}\n///\n",
        ":8: heading-in-block: a heading stands inside a block. Close the block `note` before it.",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_that(name: str, tmp_path: Path) -> None:
    check(CASES[name], tmp_path)
