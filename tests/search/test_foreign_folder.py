"""Any folder of Markdown becomes a searchable folder: safe, whole, and replaced in one step."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from ctkb.languages import LangTag
from ctkb.manifest import read_manifest
from ctkb.search import read_sections
from ctkb.search.session import FoundPage, SearchSession
from tests.conftest import run_ctkb
from tests.search.foreign import TREE, copy_tree, index

pytestmark = pytest.mark.xdist_group("foreign")

ENGLISH, FRENCH, ARABIC = LangTag("en"), LangTag("fr"), LangTag("ar")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """The folder that the tree gives, and what was said of it."""
    out = tmp_path_factory.mktemp("foreign") / "out"
    return out, index(TREE, out)


@pytest.fixture
def out(made: tuple[Path, dict[str, Any]]) -> Path:
    """The folder alone."""
    return made[0]


def _first(site: Path, lang: LangTag, query: str) -> FoundPage | None:
    with SearchSession(site, lang) as session:
        pages = session.ask(query).pages
    return pages[0] if pages else None


def _pages(site: Path) -> Iterator[tuple[Path, etree._Element]]:
    for path in sorted(site.rglob("*.html")):
        root = etree.fromstring(path.read_bytes(), etree.HTMLParser(encoding="utf-8"))
        assert root is not None
        yield path, root


def _hashes(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*")
        if path.is_file()
    }


def test_rules_of_content_are_warnings_and_the_folder_is_made(
    made: tuple[Path, dict[str, Any]],
) -> None:
    out, said = made
    assert {problem["severity"] for problem in said["problems"]} == {"warning"}
    codes = {problem["code"] for problem in said["problems"]}
    assert codes >= {
        "missing-front-matter",
        "raw-html",
        "unknown-block",
        "remote-image",
        "attribute-list",
        "link-scheme",
    }
    places = [(problem["path"], problem["code"]) for problem in said["problems"]]
    assert len(places) == len(set(places))
    counts = {one["lang"]: (one["pages"], one["untranslated"]) for one in said["languages"]}
    assert counts == {"en": (4, 0), "fr": (4, 2), "ar": (4, 3)}
    assert (out / "search.html").is_file()


def test_nothing_of_the_content_runs_or_is_fetched(out: Path) -> None:
    for path, root in _pages(out):
        for element in root.iter():
            assert isinstance(element.tag, str), f"a comment in {path}"
            assert element.tag not in {"style", "iframe", "img", "object", "base", "form", "svg"}
            assert not [name for name in element.attrib if str(name).startswith("on")], path
            assert "style" not in element.attrib
            source = str(element.get("src", ""))
            href = str(element.get("href", ""))
            for link in filter(None, (source, href)):
                is_way_out = (element.tag, link) in {
                    ("a", "https://lantern.example/"),
                    ("link", "data:,"),
                }
                assert is_way_out or ":" not in link, f"{link} in {path}"
                assert not link.startswith("/")
            if element.tag == "script":
                assert not element.text
                assert re.fullmatch(r"(\.\./)*assets/frame\.[0-9a-f]{8}\.js", source)


def test_links_lead_to_files_of_the_folder(out: Path) -> None:
    seen = 0
    for path, root in _pages(out):
        for element in root.iter("a", "link", "script"):
            link = str(element.get("href") or element.get("src") or "")
            target, _, anchor = link.partition("#")
            if not target or ":" in target:
                continue
            file = (path.parent / target).resolve()
            assert file.is_file(), f"{link} in {path}"
            assert not anchor or f'id="{anchor}"' in file.read_text(encoding="utf-8")
            seen += 1
    assert seen > 40
    text = (out / "index.html").read_text(encoding="utf-8")
    assert 'href="guide/First_Steps.html#wicks"' in text
    assert "nowhere" not in text


def test_headings_are_those_that_readers_see(out: Path) -> None:
    sections = read_sections((out / "guide/First_Steps.html").read_bytes())
    assert [(section.anchor, section.heading) for section in sections] == [
        ("", "First steps"),
        ("wicks", "Trimming the wick"),
        ("trimming-the-wick", "Trimming the wick"),
        ("cooling", "Cooling"),
    ]
    arabic = read_sections((out / "ar/index.html").read_bytes())
    assert [(section.anchor, section.heading) for section in arabic] == [
        ("", "المصباح"),
        ("قص-الفتيل", "قص الفتيل"),
    ]


@pytest.mark.parametrize(
    ("words", "address", "anchor"),
    [
        ("harbours lit", "index.html", ""),
        ("paraffin", "guide/First_Steps.html", "wicks"),
        ("chimney stays hot", "guide/First_Steps.html", "trimming-the-wick"),
        ("lukewarm", "guide/First_Steps.html", "cooling"),
        ("soot from draughts", "guide/First_Steps.html", "cooling"),
        ("storing lamps", "storage.html", ""),
        ("spare burner", "products/kit/index.html", ""),
    ],
)
def test_words_of_html_and_of_foreign_blocks_are_found(
    out: Path, words: str, address: str, anchor: str
) -> None:
    found = _first(out, ENGLISH, words)
    assert found is not None
    assert (found.address, found.sections[0].anchor) == (address, anchor)


@pytest.mark.parametrize("words", ["nobody", "taken", "onclick", "src", "navigation"])
def test_what_readers_do_not_see_is_not_found(out: Path, words: str) -> None:
    assert _first(out, ENGLISH, words) is None


def test_a_page_without_translation_is_found_by_its_english_words(out: Path) -> None:
    french = _first(out, FRENCH, "mèche")
    assert french is not None
    assert (french.address, french.words) == ("fr/guide/First_Steps.html", "fr")
    for lang in (FRENCH, ARABIC):
        kit = _first(out, lang, "burner")
        assert kit is not None
        assert (kit.address, kit.words) == (f"{lang}/products/kit/index.html", "en")
    root = etree.fromstring(
        (out / "ar/storage.html").read_bytes(), etree.HTMLParser(encoding="utf-8")
    )
    assert root is not None
    article = root.find(".//article")
    assert article is not None
    assert (root.get("lang"), root.get("dir")) == ("ar", "rtl")
    assert (article.get("lang"), article.get("dir")) == ("en", "ltr")


def test_the_manifest_names_every_file_of_the_folder(out: Path) -> None:
    manifest = read_manifest(out / "manifest.json")
    listed = {page.address: page.sha256 for page in manifest.pages}
    listed |= {file.address: file.sha256 for file in manifest.files}
    there = _hashes(out)
    del there["manifest.json"]
    assert listed == there
    assert manifest.languages == ("en", "fr", "ar")
    assert [(product.id, product.chapters) for product in manifest.products] == [("kit", ())]
    titles = {page.address: (page.title, page.origin) for page in manifest.pages}
    assert titles["index.html"] == ("Lantern 🚀", "unknown")
    assert titles["fr/index.html"][0] == "Lanterne"
    roles = {file.address.split("/")[0]: file.role for file in manifest.files}
    assert roles["search"] == roles["search.html"] == "search"


def test_the_same_pages_give_the_same_bytes(out: Path, tmp_path: Path) -> None:
    root = copy_tree(tmp_path / TREE.name)
    index(root, tmp_path / "again", "--jobs", "1")
    assert _hashes(tmp_path / "again") == _hashes(out)


def test_files_that_cannot_be_taken_are_warnings_and_the_others_are_found(tmp_path: Path) -> None:
    root = tmp_path / "strange files"
    docs = root / "docs" / "en"
    docs.mkdir(parents=True)
    (docs / "good.md").write_text("# Good\n\nMarigold.\n", encoding="utf-8")
    (docs / "latin.md").write_bytes(b"# Latin\n\nSnowdrop caf\xe9.\n")
    (docs / "large.md").write_bytes(b"# Large\n\nPeony.\n" + b"x" * 2**21)
    (docs / "zero.md").write_bytes(b"# Zero\n\nIris.\0\n")
    (docs / "GOOD.md").write_text("# Again\n\nTulip.\n", encoding="utf-8")
    (docs / "fr").mkdir()
    (docs / "fr" / "x.md").write_text("# Taken for French\n", encoding="utf-8")
    secret = tmp_path / "secret.md"
    secret.write_text("# Secret\n\nWolfsbane.\n", encoding="utf-8")
    (docs / "linked.md").symlink_to(secret)
    (root / "docs" / "fr").symlink_to(docs)
    (root / "docs" / "pt").mkdir()
    said = index(root, tmp_path / "out")
    found = {(problem["path"], problem["code"]) for problem in said["problems"]}
    assert found >= {
        ("docs/en/latin.md", "not-utf-8"),
        ("docs/en/large.md", "too-large"),
        ("docs/en/zero.md", "control-character"),
        ("docs/en/good.md", "same-address"),
        ("docs/en/fr/x.md", "wrong-name"),
        ("docs/en/linked.md", "symlink"),
        ("docs/fr", "symlink"),
        ("docs/pt", "unknown-language"),
    }
    with SearchSession(tmp_path / "out", ENGLISH) as session:
        counts = {
            word: session.ask(word).total
            for word in ("snowdrop", "tulip", "marigold", "peony", "iris", "wolfsbane")
        }
    assert counts == {
        "snowdrop": 1,
        "tulip": 1,
        "marigold": 0,
        "peony": 0,
        "iris": 0,
        "wolfsbane": 0,
    }


def test_a_folder_without_english_has_a_way_in(tmp_path: Path) -> None:
    root = copy_tree(tmp_path / "no english")
    for folder in (root / "docs" / "en", root / "products"):
        folder.rename(tmp_path / folder.name)
    index(root, tmp_path / "out")
    manifest = read_manifest(tmp_path / "out" / "manifest.json")
    assert [page.address for page in manifest.pages] == [
        "ar/index.html",
        "fr/guide/First_Steps.html",
        "fr/index.html",
    ]
    assert 'href="ar/index.html"' in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")


def test_a_folder_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    root, out = copy_tree(tmp_path / "pages"), tmp_path / "out"
    index(root, out)
    (root / "docs" / "en" / "storage.md").unlink()
    index(root, out)
    assert not (out / "storage.html").exists()
    before = _hashes(out)
    (root / "docs").rename(root / "papers")
    (root / "products").rename(root / "goods")
    said = index(root, out)
    assert [problem["code"] for problem in said["problems"]] == ["no-pages"]
    assert _hashes(out) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [".out.lock", "out", "pages"]


def test_folders_of_others_are_left_alone(tmp_path: Path) -> None:
    root, papers = copy_tree(tmp_path / "pages"), tmp_path / "papers"
    papers.mkdir()
    (papers / "letter.txt").write_text("mine", encoding="utf-8")
    before = _hashes(root)
    for target in (papers, root, tmp_path, root / "docs" / "en" / "site"):
        done = run_ctkb("index", str(root), "--out", str(target))
        assert done.returncode == 2
        assert str(target) in done.stderr
    assert run_ctkb("index", str(tmp_path / "none"), "--out", str(tmp_path / "x")).returncode == 2
    assert (papers / "letter.txt").read_text(encoding="utf-8") == "mine"
    assert _hashes(root) == before
