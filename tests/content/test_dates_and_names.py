"""Dates and names of states in six languages."""

from __future__ import annotations

import pytest

from ctkb.content.dates import first_day, format_date, format_range, last_day, parse_date
from ctkb.content.model import Date, State, StateId
from ctkb.content.names import is_state, state_name
from ctkb.languages import TAGS, LangTag

THIN = "\u2009–\u2009"


@pytest.mark.parametrize(
    ("lang", "day", "month", "year"),
    [
        ("en", "1 September 2023", "August 2023", "2023"),
        ("fr", "1er septembre 2023", "août 2023", "2023"),
        ("es", "1 de septiembre de 2023", "agosto de 2023", "2023"),
        ("ru", "1 сентября 2023\u202fг.", "август 2023\u202fг.", "2023"),
        ("ar", "1 أيلول/سبتمبر 2023", "آب/أغسطس 2023", "2023"),
        ("zh", "2023年9月1日", "2023年8月", "2023年"),
    ],
)
def test_a_date_is_shown_as_precise_as_it_is(lang: str, day: str, month: str, year: str) -> None:
    shown = [format_date(date, lang) for date in (Date(2023, 9, 1), Date(2023, 8), Date(2023))]
    assert shown == [day, month, year]


@pytest.mark.parametrize(
    ("lang", "days", "months", "years"),
    [
        (
            "en",
            "12–14 September 2023",
            f"12 September{THIN}1 October 2023",
            f"30 December 2023{THIN}2 January 2024",
        ),
        (
            "fr",
            "12–14 septembre 2023",
            f"12 septembre{THIN}1er octobre 2023",
            f"30 décembre 2023{THIN}2 janvier 2024",
        ),
        (
            "es",
            "12–14 de septiembre de 2023",
            f"12 de septiembre{THIN}1 de octubre de 2023",
            f"30 de diciembre de 2023{THIN}2 de enero de 2024",
        ),
        (
            "ru",
            "12–14 сентября 2023\u202fг.",
            "12 сентября – 1 октября 2023\u202fг.",
            "30 декабря 2023\u202fг. – 2 января 2024\u202fг.",
        ),
        (
            "ar",
            "12–14 أيلول/سبتمبر 2023",
            "12 أيلول/سبتمبر – 1 تشرين الأول/أكتوبر 2023",
            "30 كانون الأول/ديسمبر 2023 – 2 كانون الثاني/يناير 2024",
        ),
        ("zh", "2023年9月12日至14日", "2023年9月12日至10月1日", "2023年12月30日至2024年1月2日"),
    ],
)
def test_two_dates_share_what_they_have_in_common(
    lang: str, days: str, months: str, years: str
) -> None:
    start = Date(2023, 9, 12)
    assert format_range(start, Date(2023, 9, 14), lang) == days
    assert format_range(start, Date(2023, 10, 1), lang) == months
    assert format_range(Date(2023, 12, 30), Date(2024, 1, 2), lang) == years


@pytest.mark.parametrize("lang", TAGS)
def test_a_range_of_one_day_is_that_day(lang: str) -> None:
    day = Date(2023, 9, 12)
    assert format_range(day, day, lang) == format_range(day, None, lang) == format_date(day, lang)


@pytest.mark.parametrize("lang", TAGS)
def test_digits_are_western_everywhere(lang: str) -> None:
    for end in (Date(2023, 9, 14), Date(2024), Date(2024, 3), None):
        shown = format_range(Date(2023, 9, 12), end, lang)
        assert [sign for sign in shown if sign.isdigit() and not sign.isascii()] == []
        assert "12" in shown


def test_dates_of_unlike_precision_are_both_shown_whole() -> None:
    assert format_range(Date(2022), Date(2024, 3, 1), "en") == f"2022{THIN}1 March 2024"
    assert format_range(Date(2022), Date(2024, 3, 1), "zh") == "2022年至2024年3月1日"
    assert format_range(Date(2024, 1), Date(2024, 3), "es") == "enero–marzo de 2024"


@pytest.mark.parametrize(
    "text",
    ["", "24", "2024-13", "2024-02-30", "2024-8", "2024-08-07T00:00", "0024", "٢٠٢٤", "2024\n"],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_date(text) is None


def test_a_date_covers_its_days() -> None:
    days = [(str(first_day(d)), str(last_day(d))) for d in (Date(2023), Date(2024, 2))]
    assert days == [("2023-01-01", "2023-12-31"), ("2024-02-01", "2024-02-29")]


def test_a_state_has_its_united_nations_name_where_that_differs() -> None:
    state = State(StateId("tz"), {LangTag("en"): "United Republic of Tanzania"})
    assert state_name(state, "en") == "United Republic of Tanzania"
    assert state_name(state, "fr") == "Tanzanie"
    assert state_name(State(StateId("ke"), {}), "ar") == "كينيا"


def test_only_codes_of_states_are_states() -> None:
    assert is_state("ke")
    assert not is_state("uk")
    assert not is_state("00")
