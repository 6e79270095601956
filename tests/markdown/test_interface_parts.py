"""The English words, the style sheet and the script that belong to what is drawn."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from ctkb.content import schemas
from tests.markdown.drawing_board import ROOT, WORDS, read_words

STYLES = ROOT / "overrides/assets/css"
SHEETS = (
    STYLES / "blocks.css",
    ROOT / "overrides/assets/forms/forms.css",
    ROOT / "overrides/assets/search/box.css",
)
CODE = ROOT / "scripts/ctkb/markdown"


def test_every_word_is_described_for_translators() -> None:
    assert set(WORDS) == set(read_words("keys"))


def test_every_word_the_code_asks_for_exists() -> None:
    asked = set()
    for path in CODE.rglob("*.py"):
        asked |= set(re.findall(r'say\(\s*"([a-z.-]+)"', path.read_text(encoding="utf-8")))
    assert len(asked) > 15
    assert asked <= set(WORDS)


def test_every_kind_of_data_has_its_word() -> None:
    families = {
        "kind": get_args(schemas.EventKind),
        "group": get_args(schemas.InstrumentGroup),
    }
    for family, members in families.items():
        assert {f"{family}.{member}" for member in members} <= set(WORDS)


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_a_style_sheet_uses_colours_that_exist_and_writes_none(path: Path) -> None:
    sheet = path.read_text(encoding="utf-8")
    tokens = (STYLES / "tokens.css").read_text(encoding="utf-8")
    used = set(re.findall(r"var\((--kb-[a-z-]+)\)", sheet))
    assert used <= set(re.findall(r"(--kb-[a-z-]+):", tokens))
    assert not re.search(r"#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(", sheet)


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_a_style_sheet_knows_no_left_and_right(path: Path) -> None:
    sheet = path.read_text(encoding="utf-8")
    rules = re.sub(r"/\*.*?\*/|line-height|\(m\w\w-width: \d+em\)", "", sheet, flags=re.DOTALL)
    assert not re.search(r"[\s-](left|right|width|height)\s*:", rules)


def test_addresses_in_the_frame_hold_no_space() -> None:
    for path in (ROOT / "overrides").rglob("*.html"):
        text = re.sub(r"\{[{%#].*?[}%#]\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not re.search(r'\b(?:href|src)="[^"]* [^"]*"', text), path


def test_our_sheets_and_scripts_stay_small() -> None:
    limits = {"css": 24 * 1024, "forms": 8 * 1024, "js": 6.5 * 1024}
    for folder, limit in limits.items():
        files = (ROOT / "overrides/assets" / folder).iterdir()
        assert sum(path.stat().st_size for path in files) <= limit
