"""The search asked from the command line, and measured by tables of queries."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ctkb.cli import main
from ctkb.languages import LangTag
from ctkb.search.session import SearchSession
from tests.search.foreign import TREE, index

LINE = re.compile(r"[^\n]+:\d+: [a-z0-9-]+: .+\. .+\.")
Run = Callable[..., tuple[int, str]]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small folder that can be searched, away from any project."""
    out = tmp_path_factory.mktemp("built") / "out"
    index(TREE, out)
    return out


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs ``ctkb search`` in an empty folder; gives status and output."""
    monkeypatch.chdir(tmp_path)

    def search(*arguments: str) -> tuple[int, str]:
        status = main(["search", *arguments])
        return status, capsys.readouterr().out

    return search


def _table(folder: Path, name: str, *lines: str) -> str:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def test_an_answer_says_rank_score_place_title_and_why(run: Run, built: Path) -> None:
    status, text = run("lukewarm", "chimney", "--site", str(built))
    assert status == 0
    lines = text.splitlines()
    assert re.fullmatch(r"  1 +\d+\.\d{3}  guide/First_Steps\.html#\S+", lines[0])
    assert lines[1].strip() == "First steps"
    assert lines[2].strip().startswith("Trimming the wick")
    assert re.fullmatch(r" +because: .*\d.*", lines[3])
    assert lines[-1] == "1 page, 1 shown"


def test_json_holds_the_same_pages_in_the_same_order_as_the_session(run: Run, built: Path) -> None:
    status, text = run("lamp", "--site", str(built), "--lang", "fr", "--json")
    assert status == 0
    found = json.loads(text)
    with SearchSession(built, LangTag("fr")) as session:
        pages = session.ask("lamp").pages
    assert [page["address"] for page in found["pages"]] == [page.address for page in pages]
    assert found["total"] == len(pages) >= 2
    assert [page["rank"] for page in found["pages"]] == list(range(1, len(pages) + 1))
    assert (found["query"], found["lang"], found["tier"]) == ("lamp", "fr", 2)


def test_filters_limit_and_the_first_tier_are_passed_on(run: Run, built: Path) -> None:
    def addresses(*more: str) -> list[str]:
        _, text = run("lamp", "--site", str(built), "--json", *more)
        return [page["address"] for page in json.loads(text)["pages"]]

    every = addresses()
    assert len(every) > 2
    assert addresses("--limit", "1") == every[:1]
    assert addresses("--product", "kit") == ["products/kit/index.html"]
    assert addresses("--kind", "home") == ["index.html"]
    assert addresses("--region", "africa") == []
    assert 0 < len(addresses("--tier", "1")) < len(every)


@pytest.mark.parametrize(
    "query",
    [
        "lamp " * 2000,
        "a" * 10_000,
        "\x00\x01\x1b[31m\x7f lamp",
        "\udcff\ud800 lamp",
        "+lamp -wick title:lamp^5 lamp~2 * ^ ~ :",
        "-lamp",
        "-",
        "😀🏮 灯 фонарь lamp",
        "<script>alert(1)</script>",
        "\u202elamp\u2028\n",
        "",
    ],
    ids=range(11),
)
def test_whatever_is_typed_is_a_question(run: Run, built: Path, query: str) -> None:
    status, text = run(query, "--site", str(built), "--lang", "ar")
    assert status == 0
    assert re.fullmatch(r"no page was found|\d+ pages?, \d+ shown", text.splitlines()[-1])
    assert "\x1b" not in text
    text.encode()
    status, text = run(query, "--site", str(built), "--json")
    assert status == 0
    text.encode()
    if query.startswith(("-l", "+l", "lamp")):
        assert json.loads(text)["total"] > 0
        assert json.loads(text)["query"] == query


def test_a_missing_or_damaged_index_is_said_with_its_mend(
    run: Run, built: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"

    def problem(code: str) -> str:
        status, text = run("lamp", "--site", str(site), "--lang", "fr")
        first, count = text.splitlines()
        assert status == 1
        assert LINE.fullmatch(first)
        assert f": {code}: " in first
        assert "`ctkb index`" in first
        assert count == "1 problem, 0 warnings"
        return first

    assert problem("missing-index").startswith(f"{site}:1: ")
    shutil.copytree(built, site)
    part = next((site / "search" / "fr").glob("full.*.js"))
    whole = part.read_bytes()
    other_sign = whole[:-30] + bytes([whole[-30] ^ 1]) + whole[-29:]
    for data in (b"", whole[:-40], other_sign, b"{}"):
        part.write_bytes(data)
        assert problem("damaged-index").startswith(f"{part}:1: ")
    shutil.copy(site / "search" / "fr" / "first.js", part)
    problem("damaged-index")
    part.unlink()
    problem("missing-index")
    (site / "search" / "fr" / "first.js").write_text("hello", encoding="utf-8")
    problem("damaged-index")


def test_a_wrong_use_is_told_apart(run: Run, built: Path) -> None:
    assert run("lamp")[0] == 2
    assert run("--site", str(built))[0] == 2
    assert run("lamp", "--evaluate", "fr.tsv", "--site", str(built))[0] == 2
    for wrong in (["--lang", "tlh"], ["--limit", "0"], ["--tier", "3"], ["--limit", "-1"]):
        with pytest.raises(SystemExit) as stop:
            run("lamp", "--site", str(built), *wrong)
        assert stop.value.code == 2


def test_figures_are_those_one_counts_by_hand(run: Run, built: Path, tmp_path: Path) -> None:
    table = _table(
        tmp_path,
        "en.tsv",
        "# queries of readers",
        "paraffin\tguide/First_Steps.html\tplain",
        "storing lamps\tproducts/kit/index.md|storage.md\tplain",
        "",
        "lukewarm\tguide/First_Steps.html#cooling\tsection",
        "lukewarm\tguide/First_Steps.html#wicks\tsection",
        "burner\tstorage.html",
    )
    status, text = run("--evaluate", table, "--site", str(built), "--json")
    assert status == 0
    found = json.loads(text)
    (one,) = found["tables"]
    assert (one["lang"], one["queries"], one["s1"], one["s5"]) == ("en", 5, 0.6, 0.6)
    assert one["mrr"] == pytest.approx(0.6)
    groups = {note: (figures["queries"], figures["s1"]) for note, figures in one["groups"].items()}
    assert groups == {"plain": (2, 1.0), "section": (2, 0.5), "": (1, 0.0)}
    assert [(miss["line"], miss["place"], miss["first"]) for miss in one["misses"]] == [
        (6, None, "guide/First_Steps.html#cooling"),
        (7, None, "products/kit/index.html"),
    ]
    assert one["misses"][1]["right"] == ["storage.html"]
    status, text = run("--evaluate", table, "--site", str(built))
    lines = text.splitlines()
    assert re.fullmatch(rf"{table} +5  0\.600  0\.600  0\.600", lines[1])
    assert lines[-1] == (
        f"{table}:7: “burner”: storage.html was not found; "
        "first stands products/kit/index.html (Repair kit)"
    )


def test_a_table_is_answered_as_single_queries_are(run: Run, built: Path, tmp_path: Path) -> None:
    queries = ("lamp", "wick", "keep", "lamps burner wick", "a spare lapm")
    seen = 0
    for query in queries:
        _, text = run(query, "--site", str(built), "--json")
        order = [page["address"] for page in json.loads(text)["pages"]]
        for place, address in enumerate(order, start=1):
            table = _table(tmp_path, "en.tsv", f"{query}\t{address}")
            _, text = run("--evaluate", table, "--site", str(built), "--json")
            (one,) = json.loads(text)["tables"]
            assert one["mrr"] == pytest.approx(1 / place)
            assert [miss["place"] for miss in one["misses"]] == ([place] if place > 1 else [])
            seen += place > 1
    assert seen > 2


@pytest.mark.parametrize(
    "name",
    [
        "fr/guide/First_Steps.html",
        "fr/guide/First_Steps.md",
        "guide/First_Steps.html",
        "guide/First_Steps.md",
        "./guide/First_Steps.md",
        "docs/fr/guide/First_Steps.md",
        "guide/First_Steps.md#couper-la-mèche",
    ],
)
def test_a_page_may_be_named_from_the_root_or_from_its_language(
    run: Run, built: Path, tmp_path: Path, name: str
) -> None:
    table = _table(tmp_path, "fr.inflected.tsv", f"mèches\t{name}")
    status, text = run("--evaluate", table, "--site", str(built), "--json")
    assert status == 0
    assert json.loads(text)["tables"][0]["s1"] == 1.0


def test_several_tables_are_measured_in_one_run(run: Run, built: Path, tmp_path: Path) -> None:
    one = _table(tmp_path, "en.tsv", "paraffin\tstorage.md")
    other = _table(tmp_path, "ar.tsv", "الفتيل\tindex.md")
    status, text = run("--evaluate", one, other, "--site", str(built), "--json")
    assert status == 0
    found: dict[str, Any] = json.loads(text)
    assert [(table["lang"], table["s1"]) for table in found["tables"]] == [("en", 0.0), ("ar", 1.0)]
    assert (found["mean"]["s1"], found["mean"]["queries"]) == (0.5, 2)


def test_every_fault_of_every_table_is_said_at_once_and_nothing_is_measured(
    run: Run, built: Path, tmp_path: Path
) -> None:
    good = _table(tmp_path, "en.tsv", "paraffin\tstorage.md")
    wrong = _table(
        tmp_path,
        "fr.tsv",
        "mèche",
        "mèche\t",
        "\tindex.md",
        "mèche\tindex.md\tnote\tmore",
        "mèche\tguide/First_Step.md",
        "mèche\tindex.md||storage.md",
        "mèche\tguide/First_Steps.md#nowhere",
        "mèche\tsearch.html",
        "mèche\t../../secret.md",
    )
    empty = _table(tmp_path, "ru.tsv", "# nothing")
    unnamed = _table(tmp_path, "queries.tsv", "lamp\tindex.md")
    bare = _table(tmp_path, "ar.tsv", "# nothing")
    binary = tmp_path / "en.bytes.tsv"
    binary.write_bytes(b"lamp\tindex.md\nl\xffmp\tindex.md\n")
    missing = str(tmp_path / "en.none.tsv")
    tables = [good, wrong, empty, unnamed, bare, str(binary), missing]
    status, text = run("--evaluate", *tables, "--site", str(built))
    assert status == 1
    *lines, count = text.splitlines()
    assert all(LINE.fullmatch(line) for line in lines), text
    places = [line.removeprefix(f"{tmp_path}/").split(": ") for line in lines]
    said = {(place, code) for place, code, *_ in places}
    assert said == {
        ("fr.tsv:1", "missing-page"),
        ("fr.tsv:2", "missing-page"),
        ("fr.tsv:3", "empty-query"),
        ("fr.tsv:4", "too-many-columns"),
        ("fr.tsv:5", "unknown-page"),
        ("fr.tsv:6", "unknown-page"),
        ("fr.tsv:7", "unknown-anchor"),
        ("fr.tsv:8", "unknown-page"),
        ("fr.tsv:9", "unknown-page"),
        (f"{built}/search/ru/first.js:1", "missing-index"),
        ("queries.tsv:1", "unknown-language"),
        ("ar.tsv:1", "empty-table"),
        ("en.bytes.tsv:2", "not-utf-8"),
        ("en.none.tsv:1", "missing-file"),
    }
    assert count == f"{len(said)} problems, 0 warnings"
    guesses = [line for line in lines if "First_Step.md" in line]
    assert "Did you mean `guide/First_Steps.md`?" in guesses[0]
    status, text = run("--evaluate", unnamed, "--lang", "en", "--site", str(built))
    assert status == 0
