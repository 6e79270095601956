"""The script of the search box: its words, its size, what pages name; the search page in lists."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import replace
from functools import cache

import pytest

from ctkb.content import Library, PageKey, load_library
from ctkb.content.groups import group_pages
from ctkb.content.strings import load_strings
from ctkb.languages import TAGS, LangTag
from ctkb.search import SearchScripts
from ctkb.site import Project
from ctkb.site.assets import collect_assets
from ctkb.site.navigation import Menu
from ctkb.site.search_box import SearchBox, make_search_box
from tests.conftest import ROOT

BUDGET = 8 * 1024
SOURCES = ROOT / "overrides/assets/search"


@cache
def _read_library() -> Library:
    return load_library(ROOT)[0]


def _project(**changes: object) -> Project:
    strings, _ = load_strings(ROOT)
    assets = collect_assets(ROOT / "overrides")
    project = Project(_read_library(), strings, assets, SearchScripts("", "", "", {}))
    return replace(project, **changes)  # type: ignore[arg-type]


def _box(lang: str, project: Project | None = None) -> SearchBox:
    box = make_search_box(project or _project(), LangTag(lang))
    assert box is not None
    return box


def _facts(box: SearchBox) -> dict[str, dict[str, list[str]]]:
    match = re.search(r"const KB_SEARCH=(\{.*\});$", box.data.decode(), re.MULTILINE)
    assert match
    facts: dict[str, dict[str, list[str]]] = json.loads(match[1])
    return facts


def test_code_and_style_of_the_box_keep_their_budget() -> None:
    assets = collect_assets(ROOT / "overrides")
    size = len(gzip.compress(f"{assets.box_js}{assets.box_css}".encode(), 9))
    assert 4096 < size <= BUDGET


@pytest.mark.parametrize("lang", TAGS)
def test_a_box_is_called_by_its_bytes_and_made_alike_each_time(lang: str) -> None:
    box = _box(lang)
    assert re.fullmatch(rf"search/{lang}/box\.[0-9a-f]{{8}}\.js", box.script)
    assert box == _box(lang)
    assert len(gzip.compress(box.data, 9)) <= BUDGET + 2048


def test_the_code_asks_for_every_word_it_is_given_and_no_other() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES.glob("box*.js"))
    asked = set(re.findall(r"""(?:say|makeButton)\(["']([a-z-]+)["']""", code))
    asked |= {f"try-{name}" for name in ("spelling", "fewer", "other")}
    asked |= {"kind", "product", "region"}
    of_templates = {"open", "label"}
    assert set(_facts(_box("en"))["words"]) == asked | of_templates


def test_nothing_of_the_code_reads_text_as_html() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES.glob("box*.js"))
    assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b", code)


def test_names_say_their_language_where_it_is_not_the_readers() -> None:
    library = _read_library()
    product = library.products[0]
    pages = dict(library.pages)
    del pages[product.overview, LangTag("ru")]
    facts = _facts(_box("ru", _project(library=replace(library, pages=pages))))
    assert facts["products"][product.id][1] == "en"
    assert {pair[1] for key, pair in facts["products"].items() if key != product.id} == {"ru"}
    assert facts["regions"]["africa"] == ["Африка", "ru"]
    assert facts["kinds"]["glossary"] == ["Глоссарий", "ru"]
    assert set(facts["products"]) == {product.id for product in library.products}


def test_without_a_search_page_or_code_there_is_no_box() -> None:
    library = _read_library()
    order = tuple(key for key in library.order if key != "search")
    assert make_search_box(_project(library=replace(library, order=order)), TAGS[0]) is None
    assets = replace(collect_assets(ROOT / "overrides"), box_js="")
    assert make_search_box(_project(assets=assets), TAGS[0]) is None


def test_the_search_page_stands_outside_menu_and_reading_order() -> None:
    library = _read_library()
    search = PageKey("search")
    assert library.order[-1] == search
    menu = Menu(library, "en", load_strings(ROOT)[0][LangTag("en")])
    titles = json.dumps([repr(entry) for entry in menu.draw(search)])
    assert "search.html" not in titles
    assert menu.way_on(search) == (None, None)
    assert menu.way_on(library.order[-2])[1] is None
    grouped = {key for keys in group_pages(library).values() for key in keys}
    products = {key for p in library.products for key in (p.overview, *p.chapters)}
    assert grouped | products | {PageKey("index"), search} == set(library.order)
