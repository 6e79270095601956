"""Dates as sources give them: read, check, and show in each language as CLDR has them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from ctkb.content.model import Date
from ctkb.languages import get_language

if TYPE_CHECKING:
    from babel import Locale

_DATE = re.compile(r"([12][0-9]{3})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", re.ASCII)


def parse_date(text: str) -> Date | None:
    """Read ``2024``, ``2024-08`` or ``2024-08-07``; None for anything else and for 2024-02-30."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        datetime.date(year, month or 1, day or 1)
    except ValueError:
        return None
    return Date(year, month, day)


def first_day(date: Date) -> datetime.date:
    """Return the first day a date may mean, for sorting and comparing."""
    return datetime.date(date.year, date.month or 1, date.day or 1)


def last_day(date: Date) -> datetime.date:
    """Return the last day a date may mean."""
    if date.day is not None:
        return first_day(date)
    year, month = (date.year, date.month) if date.month else (date.year, 12)
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    return following - datetime.timedelta(days=1)


def format_date(date: Date, lang: str) -> str:
    """Return a date in words, as precise as it is: ``12 September 2023``, ``2023年9月``.

    Patterns and names of months are CLDR's (for English those of British usage, day first; for
    Arabic the double names of UN texts); digits are Western in every language; the first of a
    month is ``1er`` in French.
    """
    return _format_range(date, None, lang)


def format_range(start: Date, end: Date | None, lang: str) -> str:
    """Return two dates in words, what they share said once: ``12–14 September 2023``.

    An end that is missing or equal to the start is not shown. Dates of unlike precision are both
    shown whole.
    """
    return _format_range(start, None if end == start else end, lang)


@lru_cache(maxsize=4096)
def _format_range(start: Date, end: Date | None, lang: str) -> str:
    from babel import Locale

    locale = Locale.parse(_LOCALES.get(lang) or get_language(lang).cldr)
    if end is None:
        return _format(start, _PATTERNS[_precision(start)](locale), locale, lang)
    if _precision(start) != _precision(end):
        fallback = _BETWEEN.get(lang) or str(locale.interval_formats[None])
        return fallback.format(format_date(start, lang), format_date(end, lang))
    greatest = "d" if start.month == end.month else "M"
    if start.year != end.year:
        greatest = "y"
    first, second = _find_interval(locale, _precision(start), greatest)
    return _format(start, first, locale, lang) + _format(end, second, locale, lang)


def _precision(date: Date) -> str:
    return "d" if date.day is not None else "M" if date.month is not None else "y"


def _find_interval(locale: Locale, precision: str, greatest: str) -> tuple[str, str]:
    """Return the two halves of CLDR's pattern, with the months written out."""
    formats = locale.interval_formats
    names = {"d": ("yMMMMd", "yMMMd"), "M": ("yMMMM",), "y": ("y",)}[precision]
    found = next(formats[name] for name in names if name in formats)[greatest]
    if precision == "d":
        found = [_SHORT_MONTH.sub("MMMM", half) for half in found]
    return found[0], found[1]


def _format(date: Date, pattern: str, locale: Locale, lang: str) -> str:
    from babel.dates import format_date as format_day

    if lang == "fr" and date.day == 1:
        pattern = _DAY.sub("d'er'", pattern)
    words = format_day(first_day(date), pattern, locale=locale)
    if lang == "ar" and date.month is not None:
        name = str(locale.months["format"]["wide"][date.month])
        words = words.replace(name, _ARABIC_MONTHS[date.month - 1])
    return words


_LOCALES = {"en": "en_GB"}
_ARABIC_MONTHS = (
    "كانون الثاني/يناير",
    "شباط/فبراير",
    "آذار/مارس",
    "نيسان/أبريل",
    "أيار/مايو",
    "حزيران/يونيه",
    "تموز/يوليه",
    "آب/أغسطس",
    "أيلول/سبتمبر",
    "تشرين الأول/أكتوبر",
    "تشرين الثاني/نوفمبر",
    "كانون الأول/ديسمبر",
)
"""The double names of Arabic United Nations texts, understood from Rabat to Baghdad; CLDR's plain
``ar`` has the second half of each."""
_BETWEEN = {"zh": "{0}至{1}"}
"""Between dates of unlike precision, where CLDR's dash differs from its own other patterns."""
_DAY = re.compile(r"(?<![a-zA-Z])d(?![a-zA-Z])")
_SHORT_MONTH = re.compile(r"(?<!M)MMM(?!M)")
_PATTERNS: dict[str, Callable[[Locale], str]] = {
    "d": lambda locale: str(locale.date_formats["long"].pattern),
    "M": lambda locale: str(locale.datetime_skeletons["yMMMM"].pattern),
    "y": lambda locale: str(locale.datetime_skeletons["y"].pattern),
}
