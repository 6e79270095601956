"""Indexes kept between builds and languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ctkb.build.indexing import IndexCache


def test_an_index_is_made_once_for_the_same_texts_and_code(tmp_path: Path) -> None:
    made: list[str] = []

    def keep(cache: IndexCache, name: str) -> dict[str, Any]:
        def make() -> dict[str, Any]:
            made.append(name)
            return {"lang": "ar", "stems": ["", f"هاتف {name}"]}

        return cache.keep(name, make)

    first, again, other = (IndexCache(tmp_path / "kept", code) for code in ("1", "1", "2"))
    assert keep(first, "a") == keep(again, "a") == keep(other, "a")
    assert made == ["a", "a"]
    keep(first, "b")
    assert made == ["a", "a", "b"]
    assert first.used[0] == again.used[0] != other.used[0]
    assert {path.name for path in (tmp_path / "kept").iterdir()} == {*first.used, *other.used}


def test_an_index_that_cannot_be_read_is_made_anew(tmp_path: Path) -> None:
    cache = IndexCache(tmp_path, "code")
    whole = cache.keep("a", lambda: {"stems": ["x"]})
    path = tmp_path / cache.used[0]
    path.write_text('{"stems": [')
    assert cache.keep("a", lambda: {"stems": ["x"]}) == whole
    assert IndexCache(tmp_path, "code").keep("a", dict) == whole
