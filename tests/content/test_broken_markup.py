"""Markup that is not taken: one edit breaks a good tree; all that is said; silence once mended."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.broken import Broken, check

CASES = {
    "html_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "a <b onmouseover=alert(1)>b</b>\n",
        ":7: raw-html: `<b onmouseover=alert(1)>b</b>` is HTML or looks like it. Delete it, "
        "or write `&lt;` for the sign.",
    ),
    "html_in_a_table_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "| a |\n|---|\n| <img src=x onerror=alert(1)> |\n",
        ":9: raw-html: `<img src=x onerror=alert(1)>` is HTML or looks like it. Delete it, "
        "or write `&lt;` for the sign.",
    ),
    "html_behind_a_backslash_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "a \\<script>\n",
        ":7: raw-html: `<script>` is HTML or looks like it. Delete it, or write `&lt;` for "
        "the sign.",
    ),
    "html_that_a_comment_would_join_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "<scr<!-- x -->ipt>\n",
        ":7: raw-html: `<script>` is HTML or looks like it. Delete it, or write `&lt;` for "
        "the sign.",
    ),
    "html_behind_code_on_two_lines_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "`a\n<div>` b\n",
        ":7: code-span: a backtick has no second one on its line. Close the code on the same "
        "line, or write `&#96;` for a backtick.",
        ":8: code-span: a backtick has no second one on its line. Close the code on the same "
        "line, or write `&#96;` for a backtick.",
        ':8: raw-html: "<div>` b" is HTML or looks like it. Delete it, or write `&lt;` for '
        "the sign.",
    ),
    "a_comment_that_is_not_closed_is_said": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "a <!-- b\n",
        ":7: unclosed-comment: the comment `<!--` is not closed. Write `-->` at its end.",
    ),
    "attributes_of_a_link_are_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "[x](../index.md){onclick=alert(1)}\n",
        ":7: attribute-list: `{onclick=alert(1)}` looks like attributes; only headings take "
        "`{#id}`. Delete it, or write `&#123;` for the bracket.",
    ),
    "attributes_of_a_paragraph_are_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "Words\n{: onclick=alert(1) }\n",
        ":8: attribute-list: `{: onclick=alert(1) }` looks like attributes; only headings "
        "take `{#id}`. Delete it, or write `&#123;` for the bracket.",
    ),
    "a_template_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "{{ config.site_name }} {% raw %}\n",
        ":7: template: `{% raw %}` looks like a template, which is not read here. Delete it, "
        "or write it between backticks.",
        ":7: template: `{{ config.site_name }} {% raw\u2026` looks like a template, which is "
        "not read here. Delete it, or write it between backticks.",
    ),
    "a_list_of_contents_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "[TOC]\n",
        ":7: template: `[TOC]` would draw a list of contents, which the page has already. "
        "Delete it.",
    ),
    "another_file_taken_in_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        '--8<-- "secret.md"\n',
        ":7: template: the line would take in another file, which is not done here. Write "
        "the text itself.",
    ),
    "a_block_of_another_dialect_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        '!!! note "Title"\n    Words\n',
        ':7: unknown-block: `!!! note "Title"` is a block of another dialect. Write `/// '
        "note | title`, the text, and `///`.",
    ),
    "code_by_indentation_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "Words\n\n    more\n",
        ":9: indented-code: a paragraph indented by four spaces or more is code to Markdown. "
        "Begin it at the margin; write code between lines of three backticks.",
    ),
    "a_list_glued_to_a_paragraph_is_said": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "Words:\n- a\n- b\n",
        ":8: crowded: `- a` stands directly under a paragraph. Put an empty line before it, "
        "or break the line elsewhere.",
    ),
    "a_line_glued_to_a_list_is_said": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "- a\nb\n",
        ":8: crowded: a line at the margin follows an item without an empty line. Indent it "
        "by two spaces, or put an empty line before it.",
    ),
    "a_list_with_two_spaces_inside_a_list_is_said": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "- a\n  - b\n",
        ":8: list-indent: an item stands neither at the margin nor four spaces inside the "
        "one above. Indent a list inside a list by four spaces, others not at all.",
    ),
    "a_year_that_would_become_a_list_is_said": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "2022. That was the year.\n",
        ":7: list-marker: `2022.` at the start of a line makes an item, shown from 1 on. "
        "Number items 1., 2., 3.; where no list is meant, write `\\.` for the full stop.",
    ),
    "a_list_with_stars_is_said": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "* a\n* b\n",
        ":7: list-marker: an item begins with `*`. Write `-` for it.",
        ":8: list-marker: an item begins with `*`. Write `-` for it.",
    ),
    "a_paragraph_with_two_spaces_below_a_list_is_said": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "- a\n\n  b\n",
        ":9: list-indent: the text below a list is indented, but not by four spaces for each "
        "level. Begin it at the margin, or with four spaces to keep it in the item.",
    ),
    "code_in_a_list_is_said": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "- a\n\n    ```\n    b\n    ```\n",
        ':9: list-content: "```" stands inside a list; items hold words and lists only. '
        "Put it below the list, at the margin, with an empty line before it.",
        ':11: list-content: "```" stands inside a list; items hold words and lists only. '
        "Put it below the list, at the margin, with an empty line before it.",
    ),
    "code_that_is_not_closed_is_said": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "```text\nWords\n",
        ':7: unclosed-fence: the code is not closed. Write "```" on a line of its own at its end.',
    ),
    "attributes_of_code_are_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "```{.python onclick=x}\nWords\n```\n",
        ':7: code-fence: "```{.python onclick=x}" opens code with more than a language. '
        'Write "```" or "```text".',
    ),
    "a_row_with_too_many_cells_is_said": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "| a | b |\n|---|---|\n| c | d | e |\n",
        ":9: table-columns: the row has 3 cells, and the first row 2. Add or join cells; "
        "write `\\|` for a `|` that stands in the text.",
    ),
    "a_table_without_outer_pipes_is_said": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "a | b\n--- | ---\nc | d\n",
        ":8: line-of-signs: a line of signs, `--- | ---`, makes a heading, a rule or a "
        "table. Delete it; write headings with `##` and table rows with `|` at both ends.",
    ),
    "a_backtick_without_partner_is_said": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "a `b c\n",
        ":7: code-span: a backtick has no second one on its line. Close the code on the same "
        "line, or write `&#96;` for a backtick.",
    ),
    "a_tab_is_said": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "a\tb\n",
        ":7: tab: the line holds a tab. Write spaces for it.",
    ),
    "a_rule_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "Words\n\n---\n",
        ":9: line-of-signs: a line of signs, `---`, makes a heading, a rule or a table. "
        "Delete it; write headings with `##` and table rows with `|` at both ends.",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_that(name: str, tmp_path: Path) -> None:
    check(CASES[name], tmp_path)
