"""The files of a finished folder: their bytes are budgets, and the same input gives the same."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from ctkb.languages import TAGS, LangTag
from ctkb.manifest import FILE_NAME, read_manifest
from ctkb.search import SearchScripts, make_index_files
from ctkb.search.analysis import cut
from ctkb.search.session import DamagedIndex, SearchSession
from tests.search.test_both_sides import read_pages, texts_of

FIRST = 35 * 1024
WHOLE_PER_100_000 = {"zh": 200 * 1024}
WHOLE_ELSE = 100 * 1024
EXCERPTS = 5 * 1024


def _sizes(site: Path, lang: str) -> dict[str, int]:
    folder = site / "search" / lang
    return {path.name: len(gzip.compress(path.read_bytes(), 9)) for path in folder.iterdir()}


@pytest.mark.parametrize("lang", TAGS)
def test_what_comes_before_the_first_results_keeps_its_budget(lang: str, site: Path) -> None:
    sizes = _sizes(site, lang)
    box = next(size for name, size in sizes.items() if name.startswith("box."))
    assert box + sizes["first.js"] <= FIRST


@pytest.mark.parametrize("lang", TAGS)
def test_code_and_index_together_keep_their_budget(lang: str, site: Path) -> None:
    """Bytes for each 100,000 words of text; a Chinese word counts as two characters."""
    whole = sum(size for name, size in _sizes(site, lang).items() if not name.startswith("t"))
    pages = read_pages(site, lang)
    words = sum(len(text.split()) for tag in TAGS if tag != "zh" for text in texts_of(pages, tag))
    words += sum(1 for text in texts_of(pages, "zh") for _ in cut(text)) // 2
    budget = WHOLE_PER_100_000.get(lang, WHOLE_ELSE)
    assert whole <= budget * max(1, words / 100_000)


@pytest.mark.parametrize("lang", TAGS)
def test_no_file_of_excerpts_is_larger_than_its_budget(lang: str, site: Path) -> None:
    sizes = [size for name, size in _sizes(site, lang).items() if name.startswith("t")]
    assert len(sizes) > 20
    assert max(sizes) <= EXCERPTS


def test_every_file_is_in_the_manifest_as_one_of_search(site: Path) -> None:
    listed = {
        file.address for file in read_manifest(site / FILE_NAME).files if file.role == "search"
    }
    there = {p.relative_to(site).as_posix() for p in (site / "search").rglob("*") if p.is_file()}
    assert listed == there


def test_the_same_pages_give_the_same_bytes(site: Path, scripts: SearchScripts) -> None:
    pages = read_pages(site, "ar")
    once = make_index_files(LangTag("ar"), pages, {}, scripts)
    assert make_index_files(LangTag("ar"), pages, {}, scripts) == once


@pytest.mark.parametrize("name", ["first.js", "full"])
@pytest.mark.parametrize("harm", ["cut", "changed", "missing"])
def test_a_damaged_file_is_noticed(
    name: str, harm: str, site: Path, scripts: SearchScripts, tmp_path: Path
) -> None:
    pages = read_pages(site, "es")[:5]
    for where, data in make_index_files(LangTag("es"), pages, {}, scripts).items():
        (tmp_path / where).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / where).write_bytes(data)
    path = next((tmp_path / "search/es").glob(f"{name}*"))
    data = path.read_bytes()
    if harm == "missing":
        path.unlink()
    elif harm == "cut":
        path.write_bytes(data[: len(data) * 2 // 3])
    else:
        mark = b"\\n" if name == "first.js" else b"#"
        at = data.rindex(mark)
        path.write_bytes(data[:at] + b" " * len(mark) + data[at + len(mark) :])
    with pytest.raises(DamagedIndex, match=str(path)):
        SearchSession(tmp_path, LangTag("es"))
