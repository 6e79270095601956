"""Language by language: what a reader types finds what the text says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ctkb.search import SearchScripts
from tests.search.conftest import Ask, ask_pages, make_page

OTHER = {
    "en": "Nothing of the kind stands here",
    "fr": "Rien de tel ne figure ici",
    "es": "Nada de eso figura aquí",
    "ru": "Здесь нет ничего подобного",
    "ar": "لا شيء من هذا القبيل هنا",
    "zh": "此处没有这类内容",
}
CASES = [
    ("fr", "Un État coopère", "etat"),
    ("fr", "Un État coopère", "l'état"),
    ("fr", "Un État coopère", "d’état"),
    ("fr", "la responsabilité de l’État", "État"),
    ("fr", "des données recueillies", "donnee"),
    ("fr", "une mesure nécessaire", "mesures necessaires"),
    ("fr", "le suspect identifié", "suspecte identifiée"),
    ("fr", "une enquête ouverte", "qu'enquete"),
    ("fr", "le cœur du dispositif", "coeur"),
    ("es", "la investigación penal", "investigacion"),
    ("es", "una investigación penal", "investigaciones penales"),
    ("es", "el diseño de políticas", "diseno politica"),
    ("ru", "учёт данных", "учет"),
    ("ru", "учет данных", "учёта"),
    ("ru", "цифровые доказательства", "цифровых доказательств"),
    ("ru", "действий полиции", "действие"),
    ("ar", "جمع الأدلة الرقمية", "أدلة"),
    ("ar", "أدلة رقمية", "الأدلة"),
    ("ar", "جمع الأدلة", "والأدلة"),
    ("ar", "جمع الأدلة", "بالأدلة"),
    ("ar", "جمع الأدلة", "للأدلة"),
    ("ar", "جمع الأدلة", "الادله"),
    ("ar", "القانون الدولي", "قانون دولي"),
    ("ar", "القَانُون الدولي", "القانون"),
    ("ar", "القـــانون", "قانون"),
    ("ar", "حماية مستوى عالٍ", "مستوي"),
    ("ar", "المادة ١٧ من العهد", "17"),
    ("en", "counter-terrorism policy", "counter terrorism policies"),
    ("en", "a state's duty", "states duties"),
    ("zh", "保护人权的义务", "人权"),
    ("zh", "保护人权的义务", "人權"),
    ("zh", "电子证据和取证", "電子證據"),
    ("zh", "打击恐怖主义", "恐怖"),
    ("zh", "恐怖\u200b主义", "恐怖主义"),
    ("zh", "使用 OSINT 的规则", "osint"),
]


@pytest.mark.parametrize(("lang", "text", "query"), CASES)
def test_what_is_typed_finds_what_is_written(lang: str, text: str, query: str, ask: Ask) -> None:
    assert ask(lang, {"other": OTHER[lang], "right": text}, query) == ["right"]


@pytest.mark.parametrize(
    ("lang", "heading", "query"),
    [
        ("en", "Proportionality and necessity", "proportionalty"),
        ("en", "Proportionality and necessity", "porportionality"),
        ("fr", "Proportionnalité et nécessité", "proportionalité"),
        ("es", "Proporcionalidad y necesidad", "proporcionalidda"),
        ("ru", "Соразмерность и необходимость", "соразмернсть"),
        ("ar", "التناسب والضرورة", "التنسب"),
        ("zh", "必要性和相称性", "必性要"),
    ],
)
def test_a_typing_error_is_forgiven(
    lang: str, heading: str, query: str, tmp_path: Path, scripts: SearchScripts
) -> None:
    pages = [make_page("other", OTHER[lang], words=lang), make_page("right", heading, words=lang)]
    assert ask_pages(tmp_path, scripts, lang, pages, query) == ["right"]


@pytest.mark.parametrize(
    ("lang", "title", "typed"),
    [
        ("en", "Proportionality", "propor"),
        ("fr", "Entraide judiciaire", "entraide judi"),
        ("es", "Proporcionalidad", "propor"),
        ("ru", "Соразмерность", "сораз"),
        ("ar", "التناسب", "التنا"),
        ("zh", "相称性", "相称"),
    ],
)
def test_the_last_word_is_a_beginning(
    lang: str, title: str, typed: str, tmp_path: Path, scripts: SearchScripts
) -> None:
    pages = [make_page("other", OTHER[lang], words=lang), make_page("right", title, words=lang)]
    assert ask_pages(tmp_path, scripts, lang, pages, typed) == ["right"]


FORMS = {
    "en": ("open source intelligence", "OSINT"),
    "fr": ("renseignement de sources ouvertes", "ROSO", "OSINT"),
    "es": ("inteligencia de fuentes abiertas", "OSINT"),
    "ru": ("разведка на основе открытых источников", "ОСИНТ", "OSINT"),
    "ar": ("الاستخبارات المفتوحة المصدر", "OSINT"),
    "zh": ("开源情报", "OSINT"),
}


@pytest.mark.parametrize("lang", FORMS)
def test_acronyms_and_full_names_find_each_other(lang: str, ask: Ask) -> None:
    whole, *short = FORMS[lang]
    texts = {"other": OTHER[lang], "whole": f"{whole}.", "short": f"{short[0]}."}
    for query in (whole, *short):
        assert set(ask(lang, texts, query, [FORMS[lang]])) == {"whole", "short"}, query


def test_pages_with_all_words_come_first(tmp_path: Path, scripts: SearchScripts) -> None:
    pages = [
        make_page("one", "Evidence", "evidence " * 30),
        make_page("both", "Elsewhere", "a court accepts evidence"),
        make_page("other", "Courts", "court " * 30),
    ]
    assert ask_pages(tmp_path, scripts, "en", pages, "evidence court")[0] == "both"


def test_titles_headings_summaries_and_terms_weigh_more_than_text(
    tmp_path: Path, scripts: SearchScripts
) -> None:
    pages = [
        make_page("text", "Elsewhere", "the oversight " * 9),
        make_page("heading", "Somewhere", "Nothing", sections=[("Oversight", "words")]),
        make_page("title", "Oversight", "Nothing"),
    ]
    assert ask_pages(tmp_path, scripts, "en", pages, "oversight") == ["title", "heading", "text"]


def test_an_untranslated_page_is_found_by_its_english_words(
    tmp_path: Path, scripts: SearchScripts
) -> None:
    pages = [
        make_page("a", "Contrôle", "Un organe indépendant", words="fr"),
        make_page("b", "Safeguards", "Officers ask a judge", words="en"),
    ]
    assert ask_pages(tmp_path, scripts, "fr", pages, "officer judges") == ["b"]
    assert ask_pages(tmp_path, scripts, "fr", pages, "organes") == ["a"]


def test_the_words_of_an_english_page_do_not_spoil_the_french_ones(
    tmp_path: Path, scripts: SearchScripts
) -> None:
    pages = [
        make_page("a", "Mesures", "les mesures", words="fr"),
        make_page("b", "Other", "nothing here", words="en"),
    ]
    assert ask_pages(tmp_path, scripts, "fr", pages, "mesure") == ["a"]


def test_terms_stand_for_each_other_only_as_a_whole(ask: Ask) -> None:
    texts = {"whole": "open source intelligence.", "part": "intelligence of another kind"}
    forms = [("open source intelligence", "OSINT")]
    assert ask("en", texts, "OSINT", forms) == ["whole"]


def test_a_compound_finds_its_two_words(tmp_path: Path, scripts: SearchScripts) -> None:
    pages = [make_page("a", "Counter-terrorism policy"), make_page("b", "Cybersecurity")]
    assert ask_pages(tmp_path, scripts, "en", pages, "counterterrorism") == ["a"]
    assert ask_pages(tmp_path, scripts, "en", pages, "cyber security") == ["b"]


def test_words_that_name_nothing_do_not_outweigh_the_one_that_does(ask: Ask) -> None:
    texts = {"other": "how many of them would that be", "right": "the budget of the office"}
    assert ask("en", texts, "how many would the budget be")[0] == "right"


def test_a_synonym_is_no_typing_error(ask: Ask) -> None:
    texts = {"near": "they are buying it", "right": "secret surveillance"}
    assert ask("en", texts, "spying on", [("spy", "surveillance")]) == ["right"]


@pytest.mark.parametrize(
    ("lang", "typed", "whole", "beginning"),
    [
        ("ru", "БАС", "Беспилотная система (БАС)", "Бассейны рек и бассейн моря"),
        ("en", "form", "Form of the request", "Formation and formality"),
    ],
)
def test_a_word_comes_before_what_only_begins_like_it(
    lang: str, typed: str, whole: str, beginning: str, tmp_path: Path, scripts: SearchScripts
) -> None:
    pages = [make_page("beginning", beginning, words=lang), make_page("whole", whole, words=lang)]
    assert ask_pages(tmp_path, scripts, lang, pages, typed)[0] == "whole"


def test_characters_of_two_neighbouring_words_are_weak_evidence(
    tmp_path: Path, scripts: SearchScripts
) -> None:
    """In 记者和律师 stand reporters and lawyers; 者和 is no word."""
    pages = [
        make_page("chance", "发布者和联系方式", words="zh"),
        make_page("right", "保护", "记者受到保护。律师受到保护。", words="zh"),
        *(make_page(f"more{n}", f"第{n}页", "记者与律师", words="zh") for n in range(2)),
    ]
    assert "chance" not in ask_pages(tmp_path, scripts, "zh", pages, "记者和律师")[:3]


def test_a_list_of_everything_comes_first_only_for_one_of_its_entries(
    tmp_path: Path, scripts: SearchScripts
) -> None:
    entries = [("Drone", "an aircraft without a pilot"), ("Guideline", "advice in writing")]
    pages = [
        replace(make_page("glossary", "Glossary", sections=entries), kind="glossary"),
        make_page("right", "Elsewhere", "guidelines that speak of a drone"),
    ]
    assert ask_pages(tmp_path, scripts, "en", pages, "guidelines on drones")[0] == "right"
    assert ask_pages(tmp_path, scripts, "en", pages, "guideline")[0] == "glossary"
