"""Worksheets at the door: a good one as values, and every fault with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from ctkb.content import load_library
from ctkb.content.worksheet_model import FieldKind
from tests.content.broken import copy_tree, say

SHEET = "products/borders/worksheets/card.yml"
PAGE = "products/borders/en/starting.md"
GOOD = """\
title: {en: "Card", fr: "Fiche"}
purpose: {en: "Why"}
scales:
  - id: sure
    title: {en: "How sure"}
    steps:
      - {value: 1, label: {en: "Low"}}
      - {value: 3, label: {en: "High"}}
parts:
  - id: law
    title: {en: "Law"}
    fields:
      - {id: name, kind: text, label: {en: "Name"}, help: {en: "Of the law"}}
      - {id: words, kind: long-text, label: {en: "Words"}}
      - {id: lawful, kind: yes-no, label: {en: "Lawful?"}}
      - {id: one, kind: scale, scale: sure, label: {en: "One"}}
      - {id: two, kind: scale, scale: sure, label: {en: "Two"}}
      - {id: class, kind: choice, label: {en: "Class"}, choices: [%s, %s]}
      - {id: items, kind: table, rows: 4, label: {en: "Items"}, columns: [%s, %s]}
scoring:
  adds: [one, two]
  bands:
    - {from: 2, to: 4, label: {en: "Weak"}, advice: {en: "Stop."}}
    - {from: 5, to: 6, label: {en: "Strong"}, advice: {en: "Go on."}}
  note: {en: "A sum decides nothing."}
""" % (('{id: a, label: {en: "A"}}', '{id: b, label: {en: "B"}}') * 2)


def _tree(
    folder: Path, sheet: str = GOOD, block: str = "/// worksheet\n    file: card\n///\n"
) -> Path:
    root = copy_tree(folder)
    (root / SHEET).parent.mkdir()
    (root / SHEET).write_text(sheet, encoding="utf-8")
    page = root / PAGE
    page.write_text(f"{page.read_text(encoding='utf-8')}\n{block}", encoding="utf-8")
    return root


def test_a_worksheet_becomes_values_and_knows_what_it_lacks(tmp_path: Path) -> None:
    library, problems = load_library(_tree(tmp_path))
    assert problems == []
    (sheet,) = library.worksheets.values()
    fields = {field.id: field for part in sheet.parts for field in part.fields}
    assert (sheet.id, sheet.product, sheet.path) == ("card", "borders", SHEET)
    assert fields["words"].kind is FieldKind.LONG_TEXT
    assert (fields["words"].lines, fields["name"].lines, fields["items"].rows) == (3, 1, 4)
    assert [step.value for step in sheet.scales["sure"].steps] == [1, 3]
    assert sheet.scoring is not None
    assert [(band.start, band.end) for band in sheet.scoring.bands] == [(2, 4), (5, 6)]
    assert sheet.languages() == ("en",)
    assert "title" not in sheet.lacks("fr")  # type: ignore[arg-type]
    assert "scoring.5-6.advice" in sheet.lacks("fr")  # type: ignore[arg-type]


FAULTS = {
    "a_scale_that_does_not_rise": (
        ("value: 3", "value: 1"),
        [
            ":8: wrong-value: the value 1 does not rise above the one before it. Write the steps "
            "of a scale from the lowest value to the highest.",
            ":22: bad-bands: the bands end with 6, and the highest sum is 2. Let the bands hold "
            "every sum from 2 to 2, each once, in rising order.",
        ],
    ),
    "a_field_without_what_its_kind_needs": (
        (', scale: sure, label: {en: "Two"}', ', label: {en: "Two"}'),
        [
            ":17: missing-key: the field `two` of the kind `scale` has no `scale`. Write `scale:` "
            "and its value here.",
        ],
    ),
    "a_key_of_another_kind": (
        ("kind: yes-no,", "kind: yes-no, rows: 3,"),
        [":15: unknown-key: a field of the kind `yes-no` has no `rows`. Delete the key."],
    ),
    "an_unknown_scale": (
        ('scale: sure, label: {en: "One"}', 'scale: shure, label: {en: "One"}'),
        [
            ":16: unknown-scale: there is no scale `shure` in this worksheet. Did you mean `sure`? "
            "Write it so.",
        ],
    ),
    "an_id_given_twice": (
        ("id: lawful", "id: words"),
        [
            ":15: duplicate-id: the id `words` is also that of the field on line 14. Give one of "
            "the two another id.",
        ],
    ),
    "a_sum_of_what_is_no_scale": (
        ("adds: [one, two]", "adds: [one, name]"),
        [
            ":21: unknown-field: there is no field `name` of the kind `scale`. Write `one` or "
            "`two`.",
        ],
    ),
    "bands_with_a_gap": (
        ("from: 5, to: 6", "from: 6, to: 6"),
        [
            ":24: bad-bands: the band from 6 to 6 should begin with 5. Let the bands hold every "
            "sum from 2 to 6, each once, in rising order.",
        ],
    ),
    "bands_that_end_too_early": (
        ("from: 5, to: 6", "from: 5, to: 5"),
        [
            ":22: bad-bands: the bands end with 5, and the highest sum is 6. Let the bands hold "
            "every sum from 2 to 6, each once, in rising order.",
        ],
    ),
    "a_key_nobody_knows": (
        ("purpose:", "porpose:"),
        [
            ":2: unknown-key: the key `porpose` is not known here. Did you mean `purpose`? If not, "
            "delete the key, or write a known one.",
        ],
    ),
    "a_language_that_is_none": (
        ('fr: "Fiche"', 'de: "Karte"'),
        [
            ":1: unknown-language: `de` is not a language of this site. Write `en`, `fr`, `es`, "
            "`ru`, `ar` or `zh`.",
        ],
    ),
    "a_kind_that_is_none": (
        ("kind: yes-no", "kind: yesno"),
        [
            ":15: wrong-value: `yesno` is not a value of `parts.fields.kind`. Did you mean "
            "`yes-no`? If not, write `text`, `long-text`, `date`, `yes-no`, `choice`, `scale` or "
            "`table`.",
        ],
    ),
    "too_many_lines": (
        ("kind: long-text,", "kind: long-text, lines: 99,"),
        [":14: wrong-value: the value of `lines` is 99. Write a number from 1 to 20."],
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_the_fault_of_a_worksheet_is_said_with_its_line(name: str, tmp_path: Path) -> None:
    (old, new), problems = FAULTS[name]
    assert GOOD.count(old) == 1
    root = _tree(tmp_path, GOOD.replace(old, new))
    assert say(root) == [SHEET + problem for problem in problems]


def test_a_worksheet_that_no_page_shows_is_a_problem(tmp_path: Path) -> None:
    assert say(_tree(tmp_path, block="Words.\n")) == [
        f"{SHEET}:1: unused-worksheet: no page of the handbook shows this worksheet. Write a "
        "block `/// worksheet` with `file: card` in an English page, or delete the file."
    ]


def test_a_page_that_shows_a_worksheet_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    root = _tree(tmp_path, block="/// worksheet\n    file: cart\n///\n\nWords.\n")
    assert say(root) == [
        f"{PAGE}:28: unknown-worksheet: there is no worksheet `cart` in this handbook. Did you "
        "mean `card`? If not, write the file products/borders/worksheets/cart.yml.",
        f"{SHEET}:1: unused-worksheet: no page of the handbook shows this worksheet. Write a "
        "block `/// worksheet` with `file: card` in an English page, or delete the file.",
    ]


def test_a_worksheet_outside_its_handbook_and_a_file_that_is_none_are_problems(
    tmp_path: Path,
) -> None:
    root = _tree(tmp_path)
    page = root / "docs/en/about/index.md"
    page.write_text(
        page.read_text(encoding="utf-8") + "\n/// worksheet\n    file: card\n///\n",
        encoding="utf-8",
    )
    (root / SHEET).with_name("notes.txt").write_text("x", encoding="utf-8")
    assert say(root) == [
        "docs/en/about/index.md:10: unknown-worksheet: a worksheet stands outside a handbook. Take "
        "the block out.",
        "products/borders/worksheets/notes.txt:1: wrong-place: this is not a worksheet. Save it as "
        "`.yml`, or delete it.",
    ]
