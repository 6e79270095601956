"""Diagrams: drawn from the block's own words, mirrored, deterministic, readable without them."""

from __future__ import annotations

import re

import lxml.html
import pytest

from ctkb.languages import TAGS
from ctkb.markdown.diagrams.letters import measure, wrap
from tests.markdown.drawing_board import attributes, draw, draw_tree, texts

PROCESS = (
    "/// process | The way & back\n1. Set the [mandate](term:osint) [@S3]\n2. Ask\\. Again\n///\n"
)
DECISION = """\
/// decision | May it go on?

- Does a law allow it?
    - No: stop
    - Yes: Is it **necessary** [@S3]?
        - No: stop here
        - Yes: go on
///
"""
MATRIX = """\
/// matrix | Both

| Far \\ deep | Low | High |
|---|---|---|
| Likely | watch | act |
| Unlikely | rest | watch |

///
"""
ALL = "\n".join((PROCESS, DECISION, MATRIX, PROCESS))
FORMS = ("wide", "narrow")


def _svg(body: str, form: str = "wide", lang: str = "en") -> lxml.html.HtmlElement:
    (found,) = draw_tree(body, lang).xpath(f".//svg[@class='kb-diagram__{form}']")
    return found


def _words(body: str, form: str = "wide", lang: str = "en") -> list[str]:
    return texts(_svg(body, form, lang), ".//text")


@pytest.mark.parametrize("form", FORMS)
def test_a_drawing_holds_plain_words_alone(form: str) -> None:
    joined = " ".join(_words(PROCESS, form))
    assert joined == "1 Set the mandate 2 Ask. Again"
    assert " ".join(_words(DECISION, form)).count("Is it necessary?") == 1
    assert "osint" not in joined
    assert not _svg(PROCESS, form).xpath(".//a | .//sup | .//button")


@pytest.mark.parametrize("form", FORMS)
def test_a_decision_names_each_answer_before_what_follows(form: str) -> None:
    words = _words(DECISION, form)
    assert words.index("No") < words.index("stop")
    assert words.index("Yes") < words.index("Is it necessary?") < words.index("go on")
    assert "No: stop" not in words


def test_a_drawing_is_named_and_its_words_stand_below_it() -> None:
    tree = draw_tree(ALL)
    ids = tree.xpath(".//@id")
    assert len(ids) == len(set(ids))
    drawn = tree.xpath(".//svg")
    assert len(drawn) == 8
    for svg in drawn:
        assert svg.get("role") == "img"
        (title,) = svg.xpath("./title")
        assert svg.get("aria-labelledby") == title.get("id")
        (same,) = tree.xpath(f".//*[@id='{svg.get('aria-details')}']")
        assert same.xpath("./ol | ./ul | .//table")
    first = tree.xpath(".//div[@class='kb-diagram kb-process']")[0]
    assert first.xpath("./p[@class='kb-block-title']/text()") == ["The way & back"]
    assert "The way & back" in first.xpath(".//title")[0].text
    assert first.xpath(".//ol/li//span[@role='button']")  # the term keeps its definition


def test_drawings_bring_no_style_and_nothing_that_runs() -> None:
    tree = draw_tree(ALL)
    assert not tree.xpath(".//style | .//script | .//foreignObject | .//@style")
    assert not [name for name in attributes(tree) if name.startswith(("on", "xlink"))]
    assert (
        set(re.findall(r"url\(|https?://(?!www.w3.org/2000/svg|example.org)", draw(ALL))) == set()
    )


@pytest.mark.parametrize("lang", TAGS)
def test_the_same_words_give_the_same_bytes(lang: str) -> None:
    assert draw(ALL, lang) == draw(ALL, lang)
    assert not re.search(r'"[^"]*\d\.\d{3}', draw(ALL, lang))


def test_arabic_drawings_are_the_mirror_of_the_others() -> None:
    def boxes(lang: str) -> list[tuple[float, float]]:
        rects = _svg(DECISION, "wide", lang).xpath(".//rect")
        return [(float(r.get("x")), float(r.get("width"))) for r in rects]

    left, right = boxes("en"), boxes("ar")
    assert [640 - x - width for x, width in left] == pytest.approx([x for x, _ in right], abs=0.2)
    assert _svg(DECISION, "wide", "ar").get("direction") == "rtl"
    assert _svg(DECISION, "wide", "en").get("direction") is None


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("lang", ["en", "ar", "zh"])
def test_everything_lies_inside_the_drawing(form: str, lang: str) -> None:
    for body in (PROCESS, DECISION, MATRIX):
        svg = _svg(body, form, lang)
        _, _, width, height = map(float, (svg.get("viewbox") or svg.get("viewBox")).split())
        for rect in svg.xpath(".//rect"):
            x, y, w, h = (float(rect.get(name)) for name in ("x", "y", "width", "height"))
            assert x >= 0
            assert y >= 0
            assert x + w <= width
            assert y + h <= height


def test_equal_cells_of_a_matrix_are_shaded_alike_unless_all_differ() -> None:
    def shades(body: str) -> list[str | None]:
        cells = _svg(body).xpath(".//rect[@class='kb-dg-cell']")
        return [cell.get("fill-opacity") for cell in cells]

    watch, act, rest, again = shades(MATRIX)
    assert watch == again
    assert len({watch, act, rest}) == 3
    assert shades(MATRIX.replace("rest | watch", "rest | read")) == [None] * 4


def test_a_matrix_whose_words_do_not_fit_becomes_bands_with_every_cell() -> None:
    long = MATRIX.replace("watch", "uninterruptedly").replace("| Low |", "| Internationalization |")
    words = _words(long, "narrow")
    assert words.count("uninterruptedly") == 2
    assert words.count("High") == 2  # once in each band
    assert _words(MATRIX, "narrow").count("High") == 1


@pytest.mark.parametrize(
    ("words", "width", "lines"),
    [
        ("Set the mandate and the question", 130, 2),
        ("停止；书面询问法律顾问，并在下一步骤再次提问", 160, 3),
        ("Установить полномочия и поставить вопрос", 210, 2),
        ("توقفوا واسألوا المستشار القانوني كتابة", 160, 2),
        ("well-being", 45, 2),
        ("Unbreakable", 20, 1),
        ("", 50, 0),
    ],
)
def test_words_break_where_their_script_allows_it(words: str, width: float, lines: int) -> None:
    found = wrap(words, width, 15)
    assert len(found) == lines
    glue = "" if re.search("[\u4e00-\u9fff-]", words) else " "
    assert glue.join(found) == words
    for line in found:
        assert measure(line, 15) <= width or line == "Unbreakable"
        assert not line.startswith(tuple("，；。、"))
