"""Which page answers to an address."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ctkb.content.model import Library, Page, PageKey
from ctkb.translation import find_route, list_routes

MakePage = Callable[..., Page]


def make_library(*pages: Page) -> Library:
    order = tuple(dict.fromkeys(page.key for page in pages))
    return Library(Path(), pages={(page.key, page.lang): page for page in pages}, order=order)


def test_a_translated_page_shows_its_own_words(make_page: MakePage) -> None:
    english = make_page({"_lead": "x"})
    french = make_page({"_lead": "y"}, lang="fr", stamped_from=english)

    route = find_route(make_library(english, french), english.key, "fr")

    assert (route.lang, route.words, route.is_fallback) == ("fr", "fr", False)
    assert route.page is french


def test_an_untranslated_page_shows_english_words_at_its_own_address(make_page: MakePage) -> None:
    english = make_page({"_lead": "x"})

    route = find_route(make_library(english), english.key, "ar")

    assert (route.lang, route.words, route.is_fallback) == ("ar", "en", True)
    assert route.page is english


def test_the_english_page_is_no_fallback(make_page: MakePage) -> None:
    english = make_page({"_lead": "x"})

    assert not find_route(make_library(english), english.key, "en").is_fallback


def test_a_key_without_an_english_page_has_no_route(make_page: MakePage) -> None:
    with pytest.raises(KeyError):
        find_route(make_library(make_page({"_lead": "x"})), "nowhere", "fr")


def test_routes_are_listed_by_language_and_reading_order(make_page: MakePage) -> None:
    one, two = make_page({"_lead": "x"}, key="two"), make_page({"_lead": "x"}, key="one")

    routes = list_routes(make_library(one, two), ("en", "zh"))

    assert [(route.lang, route.key) for route in routes] == [
        ("en", PageKey("two")),
        ("en", PageKey("one")),
        ("zh", PageKey("two")),
        ("zh", PageKey("one")),
    ]
