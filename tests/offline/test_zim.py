"""Archives for Kiwix: read back with libzim, and served by the server of a hotspot."""

from __future__ import annotations

import json
import socket
import subprocess
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from libzim.reader import Archive
from libzim.search import Query, Searcher
from libzim.suggestion import SuggestionSearcher
from playwright.sync_api import Browser

from ctkb.languages import TAGS, LangTag
from ctkb.offline.folder import SiteFolder, open_folder
from ctkb.offline.zim import CHOOSER, list_tasks, make_metadata, write_zim
from ctkb.offline.zim_bytes import UnknownLayout, fix_identifiers
from ctkb.offline.zim_pages import draw_icon
from ctkb.offline.zim_words import spell_words
from tests.conftest import find_program

pytestmark = pytest.mark.xdist_group("zim")

CHINESE = (LangTag("zh"),)
SEVERAL = (LangTag("en"), LangTag("fr"), LangTag("ar"))


@pytest.fixture(scope="module")
def folder(site: Path) -> SiteFolder:
    found, problems = open_folder(site)
    assert found is not None, problems
    return found


@pytest.fixture(scope="module")
def archives(folder: SiteFolder, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two archives: ``zh`` of one language and ``some`` of three."""
    where = tmp_path_factory.mktemp("zim")
    paths = {name: where / f"{name}.zim" for name in ("zh", "some")}
    write_zim(folder.root, CHINESE, paths["zh"])
    write_zim(folder.root, SEVERAL, paths["some"])
    return paths


def _search(path: Path, words: str, number: int = 8) -> list[str]:
    found = Searcher(Archive(path)).search(Query().set_query(words))
    return list(found.getResults(0, number))


def _suggest(path: Path, words: str) -> list[str]:
    return list(SuggestionSearcher(Archive(path)).suggest(words).getResults(0, 10))


@pytest.mark.parametrize("name", ["zh", "some"])
def test_an_archive_is_whole_and_holds_the_pages_of_its_languages(
    folder: SiteFolder, archives: dict[str, Path], name: str
) -> None:
    archive = Archive(archives[name])
    languages = CHINESE if name == "zh" else SEVERAL
    assert archive.check()
    assert archive.has_fulltext_index
    assert archive.has_title_index
    for page in folder.manifest.pages:
        assert archive.has_entry_by_path(page.address) == (page.lang in languages), page.address
    assert not archive.has_entry_by_path("404.html")
    main = archive.main_entry.get_item()
    assert main.path == ("zh/index.html" if name == "zh" else CHOOSER)
    for asset in folder.manifest.files:
        if asset.role == "asset" and not asset.address.endswith(".html"):
            data = bytes(archive.get_entry_by_path(asset.address).get_item().content)
            assert data == folder.read(asset.address)


def test_readers_choose_among_the_languages_of_an_archive(archives: dict[str, Path]) -> None:
    page = bytes(Archive(archives["some"]).get_entry_by_path(CHOOSER).get_item().content).decode()
    assert page.count("<li ") == 3
    assert 'href="index.html"' in page
    assert 'href="ar/index.html"' in page
    assert "غير رسمي" in page


@pytest.mark.parametrize(
    ("name", "words", "page"),
    [
        ("zh", "威胁评估", "zh/products/threat-assessment/index.html"),
        ("zh", "证据", "zh/products/digital-devices-first-responders/index.html"),
        ("zh", "术语表", "zh/glossary.html"),
        ("some", "threat scenarios", "products/threat-assessment/method.html"),
        ("some", "évaluation", "fr/products/threat-assessment/method.html"),
        ("some", "evaluation menace", "fr/products/threat-assessment/index.html"),
        ("some", "تهديد", "ar/products/threat-assessment/index.html"),
        ("some", "قائمة", "ar/products/threat-assessment/checklist.html"),
        ("some", "الإذن", "ar/products/online-data-legal-framework/index.html"),
    ],
)
def test_words_are_found(archives: dict[str, Path], name: str, words: str, page: str) -> None:
    assert page in _search(archives[name], words)


def test_a_page_shown_in_english_is_found_once(archives: dict[str, Path]) -> None:
    found = _search(archives["some"], "Basis problem readers law", 60)
    assert "products/threat-assessment/basis.html" in found
    assert "ar/products/threat-assessment/basis.html" not in found


@pytest.mark.parametrize(
    ("name", "begun", "page"),
    [
        ("zh", "术语", "zh/glossary.html"),
        ("zh", "威胁评估", "zh/products/threat-assessment/checklist.html"),
        ("some", "glos", "glossary.html"),
        ("some", "évalu", "fr/products/threat-assessment/index.html"),
        ("some", "المسر", "ar/glossary.html"),
    ],
)
def test_titles_are_suggested(archives: dict[str, Path], name: str, begun: str, page: str) -> None:
    assert page in _suggest(archives[name], begun)


@pytest.mark.parametrize("lang", TAGS)
def test_metadata_keeps_to_the_lengths_of_openzim_and_says_that_it_is_unofficial(
    folder: SiteFolder, lang: str
) -> None:
    metadata = make_metadata(folder, (LangTag(lang),))
    lengths = {name: len(unicodedata.normalize("NFC", metadata[name])) for name in metadata}
    assert lengths["Title"] <= 30
    assert lengths["Description"] <= 80
    assert lengths["LongDescription"] <= 4000
    assert metadata["Date"] == "2026-11-01"
    assert "Source" not in metadata, "nobody answers at the example's address"
    assert all(metadata.values())


def test_an_archive_carries_its_metadata(archives: dict[str, Path]) -> None:
    archive = Archive(archives["some"])
    assert archive.get_metadata("Language").decode() == "eng,fra,ara"
    assert archive.get_metadata("Title").decode() == "Open Handbook (unofficial)"
    icon = bytes(archive.get_illustration_item(48).content)
    assert icon == draw_icon(48)
    assert icon[16:24] == b"\0\0\0\x30\0\0\0\x30"


def test_an_archive_has_the_same_bytes_twice_and_its_own_identifier(
    folder: SiteFolder, archives: dict[str, Path], tmp_path: Path
) -> None:
    again = tmp_path / "again.zim"
    write_zim(folder.root, CHINESE, again)
    assert again.read_bytes() == archives["zh"].read_bytes()
    assert Archive(again).check()
    assert Archive(again).uuid != Archive(archives["some"]).uuid


def test_a_damaged_archive_is_refused_and_left_alone(
    archives: dict[str, Path], tmp_path: Path
) -> None:
    damaged = tmp_path / "damaged.zim"
    data = bytearray(archives["zh"].read_bytes())
    data[len(data) // 2] ^= 1
    damaged.write_bytes(data)
    with pytest.raises(UnknownLayout, match="the sum is not that of the file"):
        fix_identifiers(damaged)
    assert damaged.read_bytes() == data
    damaged.write_bytes(b"no archive")
    with pytest.raises(UnknownLayout, match="shorter than a header"):
        fix_identifiers(damaged)


def test_words_are_indexed_with_and_without_what_is_bound_to_them() -> None:
    assert spell_words("L'évaluation", LangTag("fr")).split() == [
        "L'évaluation",
        "évaluation",
        "l'evaluation",
        "evaluation",
    ]
    assert spell_words("والتهديد", LangTag("ar")).split() == ["والتهديد", "التهديد", "تهديد"]
    assert spell_words("Case by case", LangTag("en")) == "Case by case"


def test_there_is_an_archive_of_each_language_and_one_of_all(folder: SiteFolder) -> None:
    assert [task.path for task in list_tasks(folder, (TAGS[0], TAGS[4]))] == [
        "open-handbook-en-2026.11.zim",
        "open-handbook-ar-2026.11.zim",
        "open-handbook-all-2026.11.zim",
    ]
    assert len(list_tasks(folder, (TAGS[4],))) == 1


@pytest.fixture(scope="module")
def hotspot(archives: dict[str, Path]) -> Iterator[str]:
    """The address of a running kiwix-serve, with a slash at its end."""
    program = find_program("kiwix-serve")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}/"
    command = [program, "--port", str(port), "--address", "127.0.0.1"]
    with subprocess.Popen(
        [*command, *map(str, archives.values())], stdout=subprocess.DEVNULL
    ) as running:
        try:
            for _ in range(100):
                try:
                    urlopen(address, timeout=5).close()
                    break
                except URLError:
                    time.sleep(0.1)
            yield address
        finally:
            running.terminate()


def _get(address: str) -> str:
    with urlopen(address, timeout=20) as answer:
        return str(answer.read().decode())


def test_a_hotspot_serves_searches_and_suggests(hotspot: str) -> None:
    page = _get(f"{hotspot}zh/zh/products/threat-assessment/method.html")
    assert 'data-kind="chapter"' in page
    for name, words, address in (
        ("zh", "证据", "/zh/zh/products/digital-devices-first-responders/index.html"),
        ("some", "évaluation", "/some/fr/products/threat-assessment/"),
        ("some", "الإذن", "/some/ar/products/online-data-legal-framework/"),
    ):
        assert address in _get(f"{hotspot}search?content={name}&pattern={quote(words)}")
    suggestions = json.loads(_get(f"{hotspot}suggest?content=zh&term={quote('术语')}"))
    assert suggestions[0]["path"] == "zh/glossary.html"


def test_the_search_of_the_pages_works_on_a_hotspot(hotspot: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{hotspot}zh/zh/products/threat-assessment/method.html")
    page.locator("[data-kb-search]").click()
    page.keyboard.type("证据")
    page.get_by_role("link", name="术语表").first.wait_for()
    assert said == []
    page.close()
