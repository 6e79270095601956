"""Any string is a question: no error, no result that is not text, nothing slow by its nature."""

from __future__ import annotations

from pathlib import Path

import pytest

from ctkb.languages import LangTag
from ctkb.search.session import SearchSession

QUESTIONS = [
    "",
    " ",
    "+terrorism -evidence ~2 ^10 title:state *",
    "*",
    "a",
    "恐",
    "\x00\x01\x1f\x7f",
    "<script>alert(1)</script> <img src=x onerror=alert(1)>",
    "\ud800 lone",
    "\U0001f600 \U0001f468\u200d\U0001f469\u200d\U0001f467",
    "terror террор إرهاب 恐怖 terreur",
    "' \" \\ ` ${1} {{ x }}",
    "__proto__ constructor toString hasOwnProperty",
    "\u202eevidence\u202c",
    "e\u0301" * 3000,
    "x" * 10_000,
    "evidence " * 1_111,
    "و" * 10_000,
    "证" * 10_000,
    "a b c d e f g h i j k l m n o p q r s t u v w x y z " * 40,
]


@pytest.fixture(scope="module")
def sessions(site: Path) -> dict[str, SearchSession]:
    return {lang: SearchSession(site, LangTag(lang)) for lang in ("en", "ar", "zh")}


@pytest.mark.parametrize("lang", ["en", "ar", "zh"])
@pytest.mark.parametrize("question", QUESTIONS, ids=range(len(QUESTIONS)))
def test_any_string_is_answered(
    question: str, lang: str, sessions: dict[str, SearchSession]
) -> None:
    answer = sessions[lang].ask(question)
    assert answer.total >= len(answer.pages) >= 0


def test_signs_of_a_query_language_are_no_more_than_spaces(
    sessions: dict[str, SearchSession],
) -> None:
    plain = sessions["en"].ask("evidence state")
    assert plain.total > 0
    for question in (
        "+evidence +state",
        "evidence:state",
        "evidence^ -state",
        "*evidence* ~state",
    ):
        assert sessions["en"].ask(question).pages == plain.pages


def test_filters_count_without_regard_to_themselves(sessions: dict[str, SearchSession]) -> None:
    whole = sessions["en"].ask("evidence")
    kinds = whole.counts["kind"]
    assert sum(kinds.values()) == whole.total
    one = max(kinds, key=lambda kind: kinds[kind])
    some = sessions["en"].ask("evidence", kinds=[one])
    assert some.total == kinds[one] < whole.total
    assert some.counts["kind"] == kinds
    assert {page.kind for page in some.pages} == {one}


def test_a_tier_of_headings_answers_before_the_full_texts(site: Path) -> None:
    with SearchSession(site, LangTag("en"), tier=1) as first:
        found = first.ask("threat assessment").pages
    assert (
        found[0].address == "products/threat-assessment/index.html" or found[0].kind == "glossary"
    )
