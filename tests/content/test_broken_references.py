"""Citations and terms: one edit breaks a good tree; all that is said; silence once mended."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.broken import Broken, check

CASES = {
    "a_citation_of_no_source_is_said_with_one_that_exists": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "Words [@S3].\n",
        ":7: unknown-source: there is no source `S3`. Write `S1`, `S2` or `res-1373`.",
    ),
    "a_citation_with_a_page_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "Words [@S1, p. 3].\n",
        ":7: bad-citation: `[@S1, p. 3]` is not a citation that can be read. Write `[@S3]`, "
        "or `[@S3; @P17]` for several.",
    ),
    "two_citations_side_by_side_are_said": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "Words [@S1][@S2].\n",
        ":7: bad-citation: `[@S1]` is followed by another bracket. Write several sources in "
        "one bracket, as `[@S3; @P17]`.",
    ),
    "a_term_that_is_not_in_the_glossary_is_said": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "[x](term:digital-evidense)\n",
        ":7: unknown-term: there is no term `digital-evidense`. Did you mean "
        "`digital-evidence`? Write it so.",
    ),
    "a_term_with_a_sign_that_cannot_be_seen_is_refused": Broken(
        "docs/en/about/index.md",
        "Words.\n",
        "[x](term:digital\u200d-evidence)\n",
        ":7: link-target: `term:digital\u200d-evidence` does not name a term. Write `term:` "
        "and the id of the entry, like `term:osint`.",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_that(name: str, tmp_path: Path) -> None:
    check(CASES[name], tmp_path)
