"""Front matter: one edit breaks a good tree; all that is said; silence once mended."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.broken import Broken, check

CASES = {
    "a_missing_title_is_said": Broken(
        "docs/en/about/index.md",
        "title: About\n",
        "",
        ":1: missing-title: the key `title` is missing. Write `title:` and its value between "
        "the lines `---`.",
    ),
    "an_unknown_key_is_said_with_a_guess_that_exists": Broken(
        "docs/en/about/index.md",
        "title: About\n",
        "titel: About\n",
        ":2: unknown-key: the key `titel` is not known here. Did you mean `title`? If not, "
        "delete the key, or write a known one.",
    ),
    "an_unknown_key_like_nothing_gets_no_guess": Broken(
        "docs/en/about/index.md",
        "origin: human\n",
        "origin: human\nzzz: 1\n",
        ":5: unknown-key: the key `zzz` is not known here. Delete the key, or write a known one.",
    ),
    "all_faults_of_one_front_matter_are_said_at_once": Broken(
        "docs/en/about/index.md",
        "title: About\ndescription: About this site.\norigin: human",
        "title: 12\ndescription: ''\norigin: robot\nreviews:\n  - kind: law",
        ":2: wrong-type: the value of `title` is a number, not a text. Write it between "
        'quotation marks: "12".',
        ":3: wrong-type: `description`: the text is empty. Write the text, or delete the key.",
        ":4: wrong-value: `robot` is not a value of `origin`. Write `human`, `machine` or "
        "`machine-edited`.",
        ":6: missing-key: the key `reviews.name` is missing. Write `name:` and its value here.",
        ":6: missing-key: the key `reviews.on` is missing. Write `on:` and its value here.",
        ":6: missing-key: the key `reviews.role` is missing. Write `role:` and its value here.",
        ":6: missing-key: the key `reviews.sections` is missing. Write `sections:` and its "
        "value here.",
    ),
    "a_page_without_front_matter_is_said": Broken(
        "docs/en/about/index.md",
        "---\ntitle: About\ndescription: About this site.\norigin: human\n---\n",
        "",
        ":1: missing-front-matter: the file does not begin with its front matter. Put "
        "`title:` and `description:` at its head, between two lines `---`.",
    ),
    "front_matter_that_is_not_closed_is_said": Broken(
        "docs/en/about/index.md",
        "human\n---",
        "human\n",
        ":1: missing-front-matter: the front matter is not closed. Put `title:` and "
        "`description:` at its head, between two lines `---`.",
    ),
    "yaml_that_cannot_be_read_is_said_with_its_line": Broken(
        "docs/en/about/index.md",
        "About this site.",
        "About: this site.",
        ":3: yaml-syntax: this is not YAML: mapping values are not allowed in this context. "
        "Mend the line; put text that holds `: ` or ` #` between quotation marks.",
    ),
    "an_anchor_and_its_alias_are_refused": Broken(
        "docs/en/about/index.md",
        "title: About\ndescription: About this site.",
        "title: &a About\ndescription: *a",
        ":2: yaml-alias: `&a` is an anchor, which is not read here. Delete `&a`.",
        ":3: yaml-alias: `*a` is an alias, which is not read here. Write the value itself in "
        "its place.",
    ),
    "a_yaml_tag_is_refused": Broken(
        "docs/en/about/index.md",
        "title: About",
        "title: !!str About",
        ":2: yaml-tag: `tag:yaml.org,2002:str` is a tag, which is not read here. Delete the "
        "tag and leave the value.",
    ),
    "a_second_key_of_the_same_name_is_refused": Broken(
        "docs/en/about/index.md",
        "origin: human",
        "origin: human\norigin: machine",
        ":5: duplicate-key: the key `origin` stands here for a second time. Delete one of the two.",
    ),
    "deep_yaml_is_refused": Broken(
        "docs/en/about/index.md",
        "origin: human",
        "origin: human\naliases: "
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
        ":5: yaml-depth: values stand more than 12 deep inside one another. Delete the "
        "brackets or the indentation.",
    ),
    "a_wrong_date_of_a_check_is_said": Broken(
        "docs/en/about/index.md",
        "origin: human",
        "origin: human\nchecked: {by: me, on: 2026-02-30}",
        ':5: bad-date: `checked.on`: `2026-02-30` is not a date. Write "2024", "2024-08" '
        'or "2024-08-07", between quotation marks.',
    ),
    "a_stamp_that_was_written_by_hand_is_said": Broken(
        "docs/fr/regions/africa.md",
        "blob: 0123456789012345678901234567890123456789",
        "blob: abc",
        ":5: wrong-value: `translation.blob`: `abc` is not the id of a git blob. Run `ctkb "
        "stamp` to write it, and do not write it by hand.",
    ),
    "a_translation_that_was_never_stamped_is_said": Broken(
        "products/borders/fr/index.md",
        "translation:\n  blob: 0123456789012345678901234567890123456789\n  edition: "
        '"2026.11"\n  origin: machine-edited\n  sections:\n    _lead: 0123456789abcdef\n',
        "",
        ":1: unstamped: the translation does not say what it was made from. Run `ctkb stamp "
        "products/borders/fr/index.md --origin machine`, or with `machine-edited` or "
        "`human`, whichever is true.",
    ),
    "a_day_to_look_at_the_law_again_that_is_not_later_is_said": Broken(
        "docs/en/about/index.md",
        "origin: human\n",
        "origin: human\nlaw: {checked: 2026-11-21, again: 2026-11-21}\n",
        ":5: wrong-value: `law`: 2026-11-21 is not later than 2026-11-21, when the law was "
        "checked. Write under `again` the day to look at it again.",
    ),
    "a_day_of_the_law_without_the_other_is_said": Broken(
        "docs/en/about/index.md",
        "origin: human\n",
        "origin: human\nlaw: {checked: 2026-11}\n",
        ":5: bad-date: `law.checked`: `2026-11` has no day. Write the whole date, like 2026-11-21.",
        ":5: missing-key: the key `law.again` is missing. Write `again:` and its value here.",
    ),
    "a_translation_may_not_say_when_the_law_was_checked": Broken(
        "docs/fr/regions/africa.md",
        "title: Afrique\n",
        "title: Afrique\nlaw: {checked: 2026-11-21, again: 2027-11-21}\n",
        ":3: unknown-key: the key `law` is not known here. Delete the key, or write a known one.",
    ),
    "a_translation_may_not_say_its_origin_itself": Broken(
        "docs/fr/regions/africa.md",
        "title: Afrique\n",
        "title: Afrique\norigin: human\n",
        ":3: unknown-key: the key `origin` is not known here. Delete the key, or write a "
        "known one.",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_that(name: str, tmp_path: Path) -> None:
    check(CASES[name], tmp_path)
