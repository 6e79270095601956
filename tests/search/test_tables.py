"""Our own tables of queries, asked of the site as it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ctkb.languages import TAGS
from tests.conftest import run_ctkb

HERE = Path(__file__).parent
GOALS = {"s1": 0.85, "s5": 0.97}
"""What we want. What we hold is not below it and only ever rises: a change that loses a query has
to be worth it, and says so by changing this table."""
HELD = {
    "en": (0.86, 0.98),
    "fr": (0.85, 0.97),
    "es": (0.86, 0.98),
    "ru": (0.93, 0.97),
    "ar": (0.87, 0.97),
    "zh": (0.92, 0.97),
}


@pytest.mark.parametrize("lang", TAGS)
def test_readers_find_what_they_look_for(lang: str, site: Path) -> None:
    table = str(HERE / f"{lang}.tsv")
    done = run_ctkb("search", "--site", str(site), "--evaluate", table, "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    figures = json.loads(done.stdout)["tables"][0]
    s1, s5 = HELD[lang]
    assert figures["queries"] >= 60
    assert figures["s1"] >= s1
    assert figures["s5"] >= s5


def test_what_is_held_is_what_we_want() -> None:
    assert set(HELD) == set(TAGS)
    for s1, s5 in HELD.values():
        assert s1 >= GOALS["s1"]
        assert s5 >= GOALS["s5"]
