"""The zip of the site: what stands in it, what it says of itself, and that it is the same twice."""

from __future__ import annotations

import re
import stat
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from ctkb.languages import TAGS, LangTag
from ctkb.offline import archive
from ctkb.offline.archive import LeakingCopy, list_tasks, write_archive
from ctkb.offline.folder import SiteFolder, open_folder
from ctkb.offline.keys import PrivateKey
from ctkb.offline.signing import make_signatures
from ctkb.offline.start_facts import name_months, read_facts
from ctkb.offline.start_page import draw_start
from ctkb.offline.start_texts import write_readme, write_version
from ctkb.offline.sums import SUMS
from ctkb.offline.verifying import verify
from tests.offline.small_copy import make_key, run_tool

ARABIC = (LangTag("ar"),)
MOST = 3_000_000
"""Bytes of a zip of one language."""


@pytest.fixture(scope="module")
def folder(site: Path) -> SiteFolder:
    opened, problems = open_folder(site)
    assert opened, problems
    return opened


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> PrivateKey:
    return make_key(tmp_path_factory.mktemp("key") / "key")


@pytest.fixture(scope="module")
def arabic(folder: SiteFolder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    (task,) = list_tasks(folder, ARABIC)
    path = tmp_path_factory.mktemp("zip") / task.path
    task.make(path)
    return path


def test_a_zip_holds_one_folder_with_its_sums_and_is_small(
    arabic: Path, folder: SiteFolder
) -> None:
    assert arabic.name == f"open-handbook-ar-{folder.manifest.edition}.zip"
    assert arabic.stat().st_size < MOST
    with zipfile.ZipFile(arabic) as whole:
        infos = whole.infolist()
        assert whole.testzip() is None
        licences = whole.read("open-handbook-ar/LICENSE")
    names = [info.filename for info in infos]
    assert names == sorted(names)
    assert all(name.isascii() and name.startswith("open-handbook-ar/") for name in names)
    beside = {name.split("/")[1] for name in names}
    assert beside == {"LICENSE", "README.txt", SUMS, "START.html", "VERSION", "site"}
    assert {info.external_attr >> 16 for info in infos} == {stat.S_IFREG | 0o644}
    year, month = map(int, folder.manifest.edition.split(".")[:2])
    assert {info.date_time for info in infos} == {(year, month, 1, 0, 0, 0)}
    assert licences == folder.read("licences.txt")
    verdict = verify(arabic)
    assert (verdict.is_good, verdict.files) == (True, len(infos) - 1)


def test_an_extracted_zip_is_what_its_sums_say(arabic: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(arabic) as whole:
        whole.extractall(tmp_path)
    top = tmp_path / "open-handbook-ar"
    assert run_tool("sha256sum", "--quiet", "--strict", "-c", SUMS, folder=top).returncode == 0
    assert verify(tmp_path).is_good
    what = [problem.what for problem in open_folder(top / "site")[1]]
    assert what == ["the site has no English pages"], "its manifest is true of all files"


def test_the_same_site_gives_the_same_zip(arabic: Path, folder: SiteFolder, tmp_path: Path) -> None:
    write_archive(folder.root, ARABIC, None, tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == arabic.read_bytes()


def test_there_is_one_zip_a_language_and_one_of_all_where_there_are_several(
    folder: SiteFolder, tmp_path: Path
) -> None:
    tasks = list_tasks(folder, TAGS)
    edition = folder.manifest.edition
    names = [f"open-handbook-{tag}-{edition}.zip" for tag in (*TAGS, "all")]
    assert [task.path for task in tasks] == names
    assert len({task.key for task in tasks}) == len(tasks)
    assert [task.path for task in list_tasks(folder, ARABIC)] == [names[4]]
    make_key(tmp_path / "key")
    signed = list_tasks(folder, TAGS, tmp_path / "key" / "edition-key")
    assert not {task.key for task in signed} & {task.key for task in tasks}


def test_a_change_of_one_language_leaves_the_zips_of_the_others_alone(folder: SiteFolder) -> None:
    pages = tuple(
        replace(page, sha256="0" * 64) if page.address == "fr/glossary.html" else page
        for page in folder.manifest.pages
    )
    changed = SiteFolder(folder.root, replace(folder.manifest, pages=pages), "other")
    before, after = (
        {task.path.split("-")[2]: task.key for task in list_tasks(one, TAGS)}
        for one in (folder, changed)
    )
    assert {name for name in before if before[name] != after[name]} == {"fr", "all"}


def test_a_zip_with_a_leak_is_not_written(
    folder: SiteFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    select = archive.select

    def leak(one: SiteFolder, languages: tuple[LangTag, ...]) -> dict[str, bytes]:
        files = select(one, languages)
        del files["ar/glossary.html"]
        return files

    monkeypatch.setattr(archive, "select", leak)
    with pytest.raises(LeakingCopy, match="broken-link"):
        write_archive(folder.root, ARABIC, None, tmp_path / "a.zip")
    assert not (tmp_path / "a.zip").exists()


@pytest.mark.parametrize("languages", [("en",), ("fr",), ("ar",), ("zh",), TAGS])
def test_the_start_page_and_the_texts_say_what_has_to_be_said(
    languages: tuple[LangTag, ...], folder: SiteFolder, key: PrivateKey
) -> None:
    for public in (None, key.public):
        facts = read_facts(folder, languages, "copy.zip", public)
        start, readme = draw_start(facts).decode(), write_readme(facts).decode("utf-8-sig")
        tree = html.document_fromstring(start)
        assert not tree.xpath("//script | //style | //*[@style]")
        assert (tree.get("lang"), tree.get("dir")) == (
            languages[0],
            facts.parts[0].language.direction,
        )
        targets = [str(one) for one in tree.xpath("//a/@href")]
        assert all((folder.root / one.removeprefix("site/")).is_file() for one in targets)
        assert [str(p.get("lang")) for p in tree.xpath("//*[@class='extract']/p")] == list(TAGS)
        flat = " ".join(readme.split())
        shown = " ".join(str(tree.text_content()).split())
        for part in facts.parts:
            assert part.home in targets
            told = [part.notice.name, part.notice.subtitle, part.notice.notice]
            told += [part.notice.standing, part.words["start-not-same-stick"], facts.newer]
            for one in told:
                assert one in shown
                assert re.sub(r"\s", "", one) in re.sub(r"\s", "", flat)
            assert (part.words["start-unsigned"] in shown) == (public is None)
        for one in ("certutil -hashfile copy.zip SHA256", "sha256sum copy.zip", facts.edition):
            assert one in shown
            assert one in flat
        assert (key.public.fingerprint in shown) == (public is not None)
        assert (key.public.fingerprint in flat) == (public is not None)
        assert readme.count("\n") == readme.count("\r\n")
        assert write_readme(facts).startswith(b"\xef\xbb\xbf")
        rows = dict(row.split(": ", 1) for row in write_version(facts).decode().splitlines())
        assert rows["edition"] == facts.edition
        assert rows["languages"] == ", ".join(languages)
        assert rows["signed"] == (f"yes, by the key {public.fingerprint}" if public else "no")
        assert "nofficial" in rows["standing"]


def test_half_a_year_after_an_edition_one_looks_for_the_next() -> None:
    assert name_months("2026.11") == ("2026-11", "2027-05")
    assert name_months("2026.06-draft") == ("2026-06", "2026-12")
    assert name_months("first") == ("", "")


def test_a_signed_zip_is_genuine_for_its_key_alone(
    folder: SiteFolder, arabic: Path, key: PrivateKey, tmp_path: Path
) -> None:
    other = make_key(tmp_path / "key")
    (task,) = list_tasks(folder, ARABIC, tmp_path / "key" / "edition-key")
    task.make(tmp_path / task.path)
    assert verify(tmp_path / task.path, other.public).genuine
    assert not verify(tmp_path / task.path, key.public).is_good
    assert not verify(arabic, other.public).is_good
    with zipfile.ZipFile(tmp_path / task.path) as whole:
        sums = whole.read(f"open-handbook-ar/{SUMS}")
        for name, data in make_signatures(sums, other, folder.manifest.edition).items():
            assert whole.read(f"open-handbook-ar/{name}") == data
