"""A worksheet on its page: what is asked, room to write, scales explained once, English marked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import lxml.html

from ctkb.content.model import Library, ProductId, Text
from ctkb.content.worksheet_model import (
    Band,
    Field,
    FieldKind,
    Named,
    Part,
    Scale,
    Scoring,
    Step,
    Worksheet,
)
from ctkb.markdown import PageContext
from tests.markdown.drawing_board import ROOT, convert, make_context, text, texts

BODY = "Words.\n\n/// worksheet\n    file: card\n///\n"
SURE = Scale("sure", text("How sure"), (Step(1, text("Low")), Step(2, text("High & dry"))))
ONCE = Scale("once", text("Once"), (Step(0, text("None")), Step(1, text("Some"))))


def _field(key: str, kind: FieldKind, label: Text | None = None, **more: object) -> Field:
    return replace(Field(key, kind, label or text(key.title())), **more)  # type: ignore[arg-type]


FIELDS = (
    _field("name", FieldKind.TEXT, text("Name", ar="الاسم"), help=text("Of <the> law")),
    _field("words", FieldKind.LONG_TEXT, lines=4),
    _field("lawful", FieldKind.YES_NO),
    _field("one", FieldKind.SCALE, scale="sure"),
    _field("two", FieldKind.SCALE, scale="sure"),
    _field("rare", FieldKind.SCALE, scale="once"),
    _field("class", FieldKind.CHOICE, choices=(Named("a", text("Actor")), Named("b", text("Bot")))),
    _field(
        "items", FieldKind.TABLE, rows=3, columns=(Named("a", text("A")), Named("b", text("B")))
    ),
)
SHEET = Worksheet(
    id="card",
    product=ProductId("threats"),
    path="products/threats/worksheets/card.yml",
    title=text("Card", ar="بطاقة"),
    purpose=text("To write on."),
    scales={"sure": SURE, "once": ONCE},
    parts=(Part("law", text("The law"), FIELDS),),
    scoring=Scoring(
        ("one", "two"),
        (Band(2, 3, text("Weak"), text("Stop.")), Band(4, 4, text("Strong"), text("Go."))),
        text("A sum decides nothing."),
    ),
)


def _context(lang: str = "en") -> PageContext:
    context = make_context(BODY, lang, library=Library(ROOT, worksheets={_key(): SHEET}))
    return replace(context, page=replace(context.page, product=SHEET.product))


def _key() -> tuple[ProductId, str]:
    return SHEET.product, SHEET.id


def _draw(lang: str = "en") -> lxml.html.HtmlElement:
    html, _ = convert(_context(lang))
    return lxml.html.fragment_fromstring(html, create_parent="div")


def _of(tree: lxml.html.HtmlElement, kind: str) -> list[lxml.html.HtmlElement]:
    found: list[lxml.html.HtmlElement] = tree.xpath(f".//div[@class='kb-field kb-field--{kind}']")
    return found


def test_a_worksheet_has_room_for_each_kind_of_answer() -> None:
    tree = _draw()
    assert [len(field.xpath(".//span")) for field in _of(tree, "text")] == [1]
    assert [len(field.xpath(".//span")) for field in _of(tree, "long-text")] == [4]
    assert texts(tree, ".//div[contains(@class, 'yes-no')]//li") == ["Yes", "No"]
    assert texts(tree, ".//div[contains(@class, 'choice')]//li") == ["Actor", "Bot"]
    (table,) = _of(tree, "table")
    assert texts(table, ".//th") == ["A", "B"]
    assert len(table.xpath(".//tbody/tr")) == 3
    assert not tree.xpath(".//form | .//input | .//textarea | .//@style")
    assert texts(tree, ".//p[@class='kb-field__help']") == ["Of <the> law"]


def test_a_scale_of_several_fields_is_explained_once_and_one_of_its_own_in_its_place() -> None:
    tree = _draw()
    assert texts(tree, ".//div[@class='kb-worksheet__legend']//li") == ["1 Low", "2 High & dry"]
    ticks = [texts(field, ".//li") for field in _of(tree, "scale")]
    assert ticks == [["1", "2"], ["1", "2"], ["0 None", "1 Some"]]


def test_points_are_added_up_and_each_band_says_what_to_do() -> None:
    tree = _draw()
    assert texts(tree, ".//ul[@class='kb-adds']/li") == ["One", "Two", "Sum"]
    rows = tree.xpath(".//div[contains(@class, 'scoring')]//tbody/tr")
    assert [texts(row, "./td") for row in rows] == [
        ["2–3", "Weak", "Stop."],
        ["4", "Strong", "Go."],
    ]


def test_the_headings_of_a_worksheet_are_in_the_contents_of_its_page() -> None:
    _, (entry,) = convert(_context())
    assert (entry.id, entry.name) == ("worksheet-card", "Card")
    assert [child.id for child in entry.children] == [
        "worksheet-card-law",
        "worksheet-card-points",
    ]


def test_words_that_a_language_lacks_are_marked_as_english() -> None:
    tree = _draw("ar")
    (title,) = tree.xpath(".//h2")
    assert (title.text, title.get("lang")) == ("بطاقة", None)
    (part,) = tree.xpath(".//h3[text()='The law']")
    assert (part.get("lang"), part.get("dir")) == ("en", "ltr")
    own, other = tree.xpath(".//p[@class='kb-field__label']")[:2]
    assert (own.get("lang"), other.get("lang")) == (None, "en")


def test_a_worksheet_that_is_not_there_draws_nothing() -> None:
    context = replace(_context(), library=Library(Path()))
    assert "kb-field" not in convert(context)[0]
