"""Links: one edit breaks a good tree; all that is said; silence once mended."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.broken import Broken, check

CASES = {
    "a_link_to_no_page_is_said_with_one_that_exists": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "[x](../regions/afrika.md)\n",
        ":7: broken-link: there is no page docs/en/regions/afrika.md. Did you mean "
        "`../regions/africa.md`? If not, take the link out.",
    ),
    "a_link_to_a_page_in_another_folder_is_said_with_its_path": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "[x](africa.md)\n",
        ":7: broken-link: there is no page docs/en/about/africa.md. Did you mean "
        "`../regions/africa.md`? If not, take the link out.",
    ),
    "a_link_to_the_finished_page_is_said": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "[x](../regions/africa.html#training)\n",
        ":7: broken-link: there is no page docs/en/regions/africa.html. Did you mean "
        "`../regions/africa.md#training`? If not, take the link out.",
    ),
    "a_link_to_a_translation_is_told_the_english_path": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "[x](../../fr/regions/africa.md#training)\n",
        ":7: link-not-english: the link leads to docs/fr/regions/africa.md, not to the "
        "English file. Write `../regions/africa.md#training`; readers are led to their "
        "language.",
    ),
    "a_link_to_a_translation_that_is_not_there_is_told_the_english_path": Broken(
        "docs/fr/regions/africa.md",
        "../../en/index.md",
        "../index.md",
        ":20: link-not-english: the link leads to docs/fr/index.md, not to the English file. "
        "Write `../../en/index.md#what-it-holds`; readers are led to their language.",
    ),
    "a_link_to_no_heading_is_said_with_one_that_exists": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "[x](../regions/africa.md#trainings)\n",
        ":7: broken-anchor: docs/en/regions/africa.md has no heading with the id "
        "`trainings`. Did you mean `training`? If not, write `training` or `the-sources`, or "
        "delete it.",
    ),
    "an_anchor_of_the_own_page_that_is_not_there_is_said": Broken(
        "docs/fr/regions/africa.md",
        "(#training)",
        "(#formation)",
        ":24: broken-anchor: docs/en/regions/africa.md has no heading with the id "
        "`formation`. Write `training` or `the-sources`, or delete it.",
    ),
    "a_link_out_of_the_project_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "[x](../../../../etc/passwd)\n",
        ":7: broken-link: `../../../../etc/passwd` leads out of the project. Mend the path, "
        "or write the page.",
    ),
    "a_link_to_a_draft_says_that_it_is_one": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "[x](../later.md)\n",
        ":7: broken-link: the link leads to docs/en/later.md, which is a draft. Delete "
        "`status: draft` there, or take the link out.",
    ),
    "a_script_as_target_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "[x](javascript:alert(1))\n",
        ":7: link-scheme: `javascript:alert(1)` begins with `javascript:`. Write an address "
        "that begins with https://, or a path to a file of this project.",
    ),
    "a_script_behind_entities_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "[x](java&#115;cript&colon;alert(1))\n",
        ":7: link-scheme: `java&#115;cript&colon;alert(1)` begins with `javascript:`. Write "
        "an address that begins with https://, or a path to a file of this project.",
    ),
    "a_script_behind_percent_escapes_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "[x](java%73cript%3Aalert(1))\n",
        ":7: link-scheme: `java%73cript%3Aalert(1)` begins with `javascript:`. Write an "
        "address that begins with https://, or a path to a file of this project.",
    ),
    "a_script_behind_both_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "[x](javascript&#x25;3Aalert(1))\n",
        ":7: link-scheme: `javascript&#x25;3Aalert(1)` begins with `javascript:`. Write an "
        "address that begins with https://, or a path to a file of this project.",
    ),
    "a_script_in_capitals_behind_a_tab_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "[x](&Tab;JaVaScRiPt:alert(1))\n",
        ":7: link-scheme: `&Tab;JaVaScRiPt:alert(1)` begins with `javascript:`. Write an "
        "address that begins with https://, or a path to a file of this project.",
    ),
    "a_script_behind_a_backslash_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "[x](java\\_script:alert(1))\n",
        ":7: link-target: `(java\\_script:alert(1))` holds more than a plain target. Write "
        "the target alone: no title, spaces, quotation marks or backslashes.",
    ),
    "a_script_behind_a_sign_that_cannot_be_seen_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "[x](java\u200bscript:alert(1))\n",
        ":7: hidden-character: U+200B cannot be seen. Delete U+200B from this line.",
        ":7: link-target: `java\ufffdscript:alert(1)` is not a path that can be read. Use "
        "letters, digits, `.`, `/`, `-` and `#` only, and neither title nor spaces.",
    ),
    "a_script_in_angle_brackets_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "[x](<javascript:alert(1)>)\n",
        ":7: link-scheme: `<javascript:alert(1)>` is a link without words. Write it as "
        "`[words](https://...)`.",
        ":7: link-target: `(<javascript:alert(1)>)` holds more than a plain target. Write "
        "the target alone: no title, spaces, quotation marks or backslashes.",
    ),
    "a_data_address_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "[x](data:text/html;base64,PHNjcmlwdD4=)\n",
        ":7: link-scheme: `data:text/html;base64,PHNjcmlwdD4=` begins with `data:`. Write an "
        "address that begins with https://, or a path to a file of this project.",
    ),
    "http_without_encryption_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "[x](http://example.org)\n",
        ":7: link-scheme: `http://example.org` begins with `http:`. Write an address that "
        "begins with https://, or a path to a file of this project.",
    ),
    "an_address_without_scheme_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "[x](//example.org/a)\n",
        ":7: link-scheme: `//example.org/a` leads to another host without https. Write "
        "https: before it.",
    ),
    "an_address_from_the_root_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "[x](/en/index.html)\n",
        ":7: link-target: `/en/index.html` begins at the root of the host. Write the path "
        "from this file, like `../en/index.md`.",
    ),
    "an_address_with_a_user_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "[x](https://un.org@evil.example/a)\n",
        ":7: link-target: `https://un.org@evil.example/a` names no plain host. Write "
        "https:// and the name of the host, without port.",
    ),
    "an_address_of_letters_that_look_alike_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "[x](https://www.ехample.org/)\n",
        ":7: link-target: the address `https://www.ехample.org/` holds е х. Write the name "
        "of the host with plain letters a-z, as it was registered.",
    ),
    "a_mail_with_a_subject_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "[x](mailto:a@example.org?subject=b)\n",
        ":7: link-scheme: `mailto:a@example.org?subject=b` is not a plain mail address. "
        "Write `mailto:name@example.org` and nothing behind it.",
    ),
    "an_automatic_link_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "<https://example.org>\n",
        ":7: raw-html: `<https://example.org>` is a link without words. Write it as "
        "`[words](https://...)`.",
    ),
    "an_automatic_script_link_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "<javascript:alert(1)>\n",
        ":7: link-scheme: `<javascript:alert(1)>` is a link without words. Write it as "
        "`[words](https://...)`.",
    ),
    "an_automatic_mail_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "<a@example.org>\n",
        ":7: raw-html: `<a@example.org>` is a link without words. Write it as "
        "`[words](mailto:...)`.",
    ),
    "a_title_of_a_link_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        '[x](../index.md "title")\n',
        ':7: link-target: `(../index.md "title")` holds more than a plain target. Write '
        "the target alone: no title, spaces, quotation marks or backslashes.",
    ),
    "a_reference_link_and_its_definition_are_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "[x][y] and [z]\n\n[y]: javascript:alert(1)\n",
        ":7: reference-link: `[x]` has no target in round brackets. Write it as "
        "`[words](target)`, or a backslash before the bracket.",
        ":9: reference-link: `[y]:` defines a link apart from its words. Write the link "
        "where it is used, as `[words](target)`.",
    ),
    "a_definition_in_a_list_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "- [y]: https://example.org\n",
        ":7: reference-link: `[y]:` defines a link apart from its words. Write the link "
        "where it is used, as `[words](target)`.",
    ),
    "a_definition_on_two_lines_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "Words\n[y\nz]: https://example.org\n",
        ":8: reference-link: `[y z]:` defines a link apart from its words. Write the link "
        "where it is used, as `[words](target)`.",
    ),
    "a_footnote_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "Words[^1]\n\n[^1]: more\n",
        ":7: footnote: `[^1]` looks like a footnote. Write the note into the text, or cite a "
        "source as `[@S3]`.",
        ":9: footnote: `[^1]:` defines a footnote. Write the note into the text, or cite a source.",
    ),
    "an_abbreviation_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "*[UN]: United Nations\n",
        ":7: abbreviation: `*[UN]:` defines an abbreviation. Delete it, and mark the word as "
        "a term of the glossary.",
    ),
    "a_link_in_a_link_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "[a [b](../index.md)](https://example.org)\n",
        ":7: nested-link: a bracket stands inside the words of the link to "
        "`https://example.org`. Take it out of the words.",
    ),
    "a_link_without_words_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "[](../index.md)\n",
        ":7: empty-link: the link to `../index.md` has no words. Write between `[` and `]` "
        "where it leads.",
    ),
    "a_target_on_two_lines_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "[x](../in\ndex.md)\n",
        ":7: link-target: the target of `[x](` is not closed on its line. Close the round "
        "bracket on the same line.",
    ),
    "a_bracket_alone_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "Words [ more\n",
        ":7: unbalanced-bracket: the bracket `[` has no partner in its paragraph. Write its "
        "partner, or a backslash before it.",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_that(name: str, tmp_path: Path) -> None:
    check(CASES[name], tmp_path)
