"""Our own tables of queries, asked of the site as it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ctkb.languages import TAGS
from tests.conftest import run_ctkb

HERE = Path(__file__).parent
GOALS = {"s1": 0.85, "s5": 0.97}
"""What we want. What we hold is below them and only ever rises: a change that loses a query has
to be worth it, and says so by changing this table."""
HELD = {
    "en": (0.75, 0.94),
    "fr": (0.75, 0.94),
    "es": (0.75, 0.92),
    "ru": (0.83, 0.94),
    "ar": (0.81, 0.92),
    "zh": (0.77, 0.93),
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
