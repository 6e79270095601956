"""What the blocks draw, from data and from authors' words."""

from __future__ import annotations

import pytest

from ctkb.content.dates import format_range
from ctkb.content.model import Date, EventId, Library, PageKind, Product, ProductId
from ctkb.languages import ENGLISH, LangTag
from ctkb.markdown.blocks import KINDS
from tests.markdown.drawing_board import (
    ROOT,
    convert,
    draw,
    draw_tree,
    event,
    instrument,
    make_context,
    page,
    text,
    texts,
)


def block(name: str, *options: str, content: str = "") -> str:
    lines = [f"/// {name}", *(f"    {option}" for option in options), "", content, "///"]
    return "\n".join(lines)


def test_events_come_oldest_first_and_undated_ones_last() -> None:
    tree = draw_tree(block("events"))
    assert tree.xpath("./div[@class='kb-events']/ol/li/@id") == [
        "event-early",
        "event-planned",
        "event-late",
        "event-undated",
    ]


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (["region: europe"], ["planned"]),
        (["kind: [regional-workshop, national-workshop]"], ["early", "late"]),
        (["kind: training", "year: 2023"], ["planned"]),
        (["year: 2024"], ["late"]),
        (["region: africa", "year: 2023"], ["early"]),
        (["year: 1999"], []),
    ],
)
def test_options_of_events_narrow_the_list(options: list[str], ids: list[str]) -> None:
    tree = draw_tree(block("events", *options))
    assert tree.xpath(".//li[@class='kb-event']/@id") == [f"event-{name}" for name in ids]
    assert bool(ids) != ("name no such event" in tree.text_content())


def test_a_month_stands_behind_its_days_and_a_year_behind_its_months() -> None:
    dates = {"y": Date(2023), "m": Date(2023, 9), "d": Date(2023, 9, 30), "n": Date(2023, 10)}
    events = {EventId(name): event(name, date, state=None) for name, date in dates.items()}
    tree = draw_tree(block("events"), library=Library(ROOT, events=events))
    assert tree.xpath(".//li[@class='kb-event']/@id") == [f"event-{name}" for name in "dmny"]


def test_an_event_says_when_where_what_and_on_what_it_rests() -> None:
    entry = draw_tree(block("events", "kind: regional-workshop")).xpath(".//li")[0]
    when = format_range(Date(2023, 9, 12), Date(2023, 9, 14), ENGLISH)
    assert texts(entry, "./p") == [
        f"{when} Regional workshop",
        "Title of early[1]",
        "Nairobi, Kenya",
        "34 officials <came> & stayed.",
    ]
    assert entry.xpath(".//time/@datetime") == ["2023-09-12"]


def test_doubt_about_an_event_is_said_in_words() -> None:
    tree = draw_tree(block("events"))
    planned, late = (tree.xpath(f".//li[@id='event-{name}']")[0] for name in ("planned", "late"))
    assert texts(planned, "./p[@class='kb-doubt']")[0].startswith("Announced only")
    assert texts(late, "./p[@class='kb-doubt']")[0].startswith("Medium confidence")
    assert not tree.xpath(".//li[@id='event-early']/p[@class='kb-doubt']")


def test_a_timeline_is_a_list_with_dates() -> None:
    tree = draw_tree(block("timeline", "region: africa"))
    assert tree.xpath(".//div[@class='kb-timeline']/ol/li//time/@datetime") == [
        "2023-09-12",
        "2024-01",
    ]


def test_states_come_by_name_with_reasons_and_the_remark() -> None:
    tree = draw_tree(block("states", "region: africa"))
    assert tree.xpath(".//li[@class='kb-state']/@id") == ["state-ci", "state-ke", "state-tz"]
    assert texts(tree, ".//li[@id='state-ke']/ul/li") == [
        "An event took place there",
        "One of the five states that received national support",
    ]
    assert texts(tree, ".//li[@id='state-tz']/p[@class='kb-state__note']") == ["A note."]
    remark = texts(tree, "./div/p[@class='kb-states__remark']")
    assert len(remark) == 1
    assert "does not make a state a partner" in remark[0]
    assert "does not measure the threat" in remark[0]


def test_cards_lead_to_the_handbooks_and_count_their_chapters() -> None:
    tree = draw_tree(block("handbooks"), "fr")
    cards = tree.xpath(".//li[@class='kb-card']")
    assert texts(tree, ".//li//a") == ["Threats & risks", "Droits"]
    assert tree.xpath(".//li//a/@href") == [
        "../products/threats/index.md",
        "../products/rights/index.md",
    ]
    assert cards[0].xpath(".//a/@lang") == ["en"]
    assert "1 chapter In English" in " ".join(cards[0].text_content().split())
    assert not cards[1].xpath(".//@lang")
    assert "2 chapters" in cards[1].text_content()


def test_a_card_on_a_page_in_english_says_that_it_leads_to_another_language() -> None:
    tree = draw_tree(block("handbooks"), "en", address_lang=LangTag("fr"))
    assert texts(tree, ".//li//a") == ["Threats & risks", "Rights"]
    assert [link.get("hreflang") for link in tree.xpath(".//li//a")] == [None, "fr"]


def test_handbooks_can_be_chosen() -> None:
    tree = draw_tree(block("handbooks", "ids: [rights]"))
    assert texts(tree, ".//li//a") == ["Rights"]


def test_instruments_stand_under_headings_that_reach_the_table_of_contents() -> None:
    html, contents = convert(make_context("## List {#list}\n\n" + block("instruments")))
    assert '<h3 id="group-security-council">Security Council resolutions</h3>' in html
    assert [child.id for child in contents[0].children] == [
        "group-security-council",
        "group-guidance",
    ]


def test_an_instrument_says_what_it_binds_to() -> None:
    tree = draw_tree(block("instruments", "ids: [unsc-1373]"), "ar")
    entry = tree.xpath(".//li[@id='instrument-unsc-1373']")[0]
    assert not tree.xpath(".//h3")
    assert texts(entry, "./p[1]") == ["القرار 1373 (2001)[1]"]
    assert texts(entry, ".//dd/bdi[@dir='ltr'][not(@lang)]") == ["S/RES/1373(2001)"]
    assert "its decisions bind all Member States" in entry.text_content()
    assert entry.xpath(".//dd/a/@href") == ["https://undocs.org/S/RES/1373(2001)"]


@pytest.mark.parametrize(
    ("group", "weight", "words"),
    [
        ("security-council", "resolution", "depends on its wording"),
        ("general-assembly", "resolution", "recommends, and does not bind"),
        ("treaties", "treaty", "binds its parties only"),
        ("treaties", "regional-law", "within that organization only"),
        ("guidance", "guidance", "does not bind"),
        ("evidence", "standard", "voluntary"),
    ],
)
def test_each_weight_has_its_sentence(group: str, weight: str, words: str) -> None:
    item = instrument("x", group, weight=weight)
    tree = draw_tree(block("instruments"), library=Library(ROOT, instruments={item.id: item}))
    assert words in tree.text_content()


def test_instruments_can_be_chosen_by_group_and_say_their_doubt() -> None:
    tree = draw_tree(block("instruments", "group: guidance"))
    assert tree.xpath(".//li[@class='kb-instrument']/@id") == ["instrument-principles"]
    assert texts(tree, ".//p[@class='kb-doubt']")[0].startswith("Low confidence")


def test_the_glossary_shows_a_term_in_all_languages() -> None:
    tree = draw_tree(block("glossary"), "ar")
    assert tree.xpath(".//h3/@id") == ["part-online-investigations", "part-virtual-assets"]
    entry = tree.xpath(".//dt[@id='term-osint']/..")[0]
    assert texts(entry, "./dt/dfn") == ["استخبارات المصادر المفتوحة"]
    assert texts(entry, "./dt/span") == ["wording to be checked"]
    others = entry.xpath(".//bdi[@class='kb-glossary__form']")
    assert [form.get("lang") for form in others] == ["en", "fr", "es", "ru", "zh"]
    assert {form.get("dir") for form in others} == {"ltr"}
    assert texts(entry, ".//bdi[@class='kb-glossary__abbr']") == ["(OSINT)"]


def test_the_glossary_can_be_narrowed() -> None:
    core = draw_tree(block("glossary", "core: true"))
    assert core.xpath(".//dt/@id") == ["term-osint"]
    assert draw_tree(block("glossary", "core: false")).xpath(".//dt/@id") == ["term-wallet"]
    part = draw_tree(block("glossary", "part: [virtual-assets]"))
    assert part.xpath(".//dt/@id") == ["term-wallet"]


def test_a_definition_list_holds_nothing_else() -> None:
    tree = draw_tree(block("glossary") + "\n\n" + block("instruments"))
    for parent in tree.xpath(".//dl"):
        assert {child.tag for child in parent} == {"div"}
        assert {grandchild.tag for child in parent for grandchild in child} <= {"dt", "dd"}


def test_a_checklist_keeps_its_list_and_its_title() -> None:
    tree = draw_tree("/// checklist | Before <you> start\n- ask\n- look\n///")
    assert texts(tree, ".//ul[@class='kb-checklist']/li") == ["ask", "look"]
    frame = tree.xpath("./div[@role='group']")[0]
    title = frame.xpath("./p")[0]
    assert title.text_content() == "Before <you> start"
    assert frame.get("aria-labelledby") == title.get("id")


@pytest.mark.parametrize(("outer", "inner"), [("////", "///"), ("///", "////")])
def test_notes_and_warnings_hold_markdown_and_one_another(outer: str, inner: str) -> None:
    words = "Some **words** [@S3]."
    tree = draw_tree(
        f"{outer} note | A title\n{words}\n\n{inner} warning\nDeep.\n{inner}\n{outer}\n\nAfter."
    )
    assert texts(tree, "./p") == ["After."]
    note = tree.xpath("./div[@class='kb-note'][@role='note']")[0]
    assert texts(note, "./p") == ["A title", "Some words [1]."]
    assert texts(note, "./div[@class='kb-warning'][@role='note']/p") == ["Warning", "Deep."]


def test_the_list_of_pages_gathers_them_as_the_menu_does() -> None:
    keys = [("index", PageKind.HOME), ("regions/africa", PageKind.REGION)]
    keys += [("glossary", PageKind.GLOSSARY), ("search", PageKind.SEARCH)]
    pages = [page(key, kind=kind) for key, kind in keys]
    handbook = page("products/threats/index", kind=PageKind.PRODUCT, title="Threats & risks")
    chapter = page("products/threats/method", kind=PageKind.CHAPTER)
    pages += [
        handbook,
        chapter,
        page("regions/africa", "fr", kind=PageKind.REGION, title="Afrique"),
    ]
    library = Library(
        ROOT,
        products=(Product(ProductId("threats"), 1, handbook.key, (chapter.key,)),),
        pages={(item.key, item.lang): item for item in pages},
        order=tuple(item.key for item in pages[:-1]),
    )
    tree = draw_tree(block("pages"), "fr", library=library)
    assert texts(tree, ".//h3") == ["Handbooks", "Regions", "Reference"]
    assert tree.xpath(".//h3/@id") == ["pages-handbooks", "pages-regions", "pages-reference"]
    assert [(a.text_content(), a.get("href"), a.get("lang")) for a in tree.xpath(".//a")] == [
        ("Title of index", "../index.md", "en"),
        ("Threats & risks", "../products/threats/index.md", "en"),
        ("Title of products/threats/method", "../products/threats/method.md", "en"),
        ("Afrique", "../regions/africa.md", None),
        ("Title of glossary", "../glossary.md", "en"),
    ]
    assert len(tree.xpath("./div[@class='kb-page-list']/ul/li/ul/li/a")) == 1
    english = draw_tree(block("pages"), "en", library=library, address_lang=LangTag("fr"))
    assert [a.get("hreflang") for a in english.xpath(".//a")] == [None, None, None, "fr", None]


def test_key_facts_have_a_title() -> None:
    tree = draw_tree("/// key-facts\n- a\n- b\n///")
    assert texts(tree, "./div[@class='kb-key-facts']/p") == ["Key facts"]
    assert texts(tree, "./div[@class='kb-key-facts']/ul/li") == ["a", "b"]


def test_the_same_block_twice_gives_no_id_twice() -> None:
    kinds = [block(kind.name) for kind in KINDS if kind.name != "states"]
    body = "\n\n".join([*kinds, *kinds, *[block("states", "region: africa")] * 2])
    ids = draw_tree(body).xpath(".//@id")
    assert len(ids) > 20
    assert sorted(ids) == sorted(set(ids))


def test_an_authors_heading_keeps_an_id_that_a_block_would_use() -> None:
    body = "## A {#group-guidance}\n\n" + block("instruments")
    ids = draw_tree(body, ids=("group-guidance",)).xpath(".//@id")
    assert ids.count("group-guidance") == 1


def test_neither_markdown_nor_entities_in_data_are_read() -> None:
    note = text("*no* [@S3] [x](term:osint) &lt;b&gt; `c`")
    item = event("x", None, state=None, note=note, sources=())
    tree = draw_tree(block("events"), library=Library(ROOT, events={item.id: item}))
    assert texts(tree, ".//p[@class='kb-event__note']") == [note.get("en").text]


def test_a_block_with_attributes_stays_text() -> None:
    assert "<div" not in draw("/// note\n    attrs: {class: x}\n\nText\n///")
