"""Copies and releases as a trainer makes them, of a small site with every kind of page."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from playwright.sync_api import Browser

from ctkb.cli.main import FORMATS as NAMES
from ctkb.cli.main import main
from ctkb.languages import TAGS, address_prefix
from ctkb.manifest import FILE_NAME, read_manifest
from ctkb.offline.formats import FORMATS
from tests.conftest import copy_small_project, run_ctkb
from tests.e2e.test_accessibility import AXE
from tests.e2e.test_accessibility import TAGS as AXE_TAGS
from tests.e2e.visits import visit

pytestmark = pytest.mark.xdist_group("copies")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project, built."""
    project = copy_small_project(tmp_path_factory.mktemp("small") / "project")
    done = run_ctkb("build", "-q", "--project", str(project))
    assert done.returncode == 0, done.stdout + done.stderr
    return project


def list_files(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_formats_of_the_parser_are_those_that_can_be_made() -> None:
    assert tuple(FORMATS) == NAMES


def test_copies_asked_for_are_made_once_and_sums_hold(small: Path, tmp_path: Path) -> None:
    out = tmp_path / "a stick"
    wanted = ("offline", "--project", str(small), "--lang", "fr", "--out", str(out), "--json")
    for kept in (False, True):
        done = run_ctkb(*wanted, "--format", "zip,html")
        assert done.returncode == 0, done.stdout + done.stderr
        found: dict[str, Any] = json.loads(done.stdout)
        assert found["good"]
        assert [(copy["path"], copy["kept"]) for copy in found["copies"]] == [
            ("fr/borders-fr-2026.11.html", kept),
            ("open-handbook-fr-2026.11.zip", kept),
        ]
        assert subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=out).returncode == 0
    assert run_ctkb("verify", str(out)).returncode == 0
    assert run_ctkb("verify", str(out / "open-handbook-fr-2026.11.zip")).returncode == 0


def test_a_site_that_was_altered_is_not_copied(small: Path, tmp_path: Path) -> None:
    site, out = tmp_path / "site", tmp_path / "dist"
    shutil.copytree(small / "site", site)
    (site / "index.html").write_text("altered", encoding="utf-8")
    (site / "fr" / "index.html").unlink()
    done = run_ctkb("offline", "--site", str(site), "--out", str(out), "--format", "html")
    assert done.returncode == 1
    assert "site/index.html:1: damaged-site: " in done.stdout
    assert "site/fr/index.html:1: damaged-site: " in done.stdout
    assert done.stdout.endswith("2 problems, 0 warnings\n")
    assert not out.exists()


def test_wrong_uses_are_said_and_nothing_is_touched(small: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    project = ("--project", str(small))
    done = run_ctkb("offline", *project, "--out", str(tmp_path), "--format", "html", "--lang", "en")
    assert done.returncode == 2
    assert "letter.txt" in done.stderr
    assert list_files(tmp_path) == {"letter.txt": b"mine"}
    done = run_ctkb("offline", *project, "--format", "html,papyrus")
    assert done.returncode == 2
    assert "'papyrus'" in done.stderr
    done = run_ctkb("offline", "--site", str(tmp_path), "--format", "html")
    assert done.returncode == 1
    assert "missing-site" in done.stdout


def test_without_a_library_the_rest_is_made(
    small: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("docx", *(name for name in sys.modules if name.startswith("docx."))):
        monkeypatch.setitem(sys.modules, name, None)
    wanted = ["offline", "--project", str(small), "--lang", "en", "--out", str(tmp_path / "d")]
    assert main([*wanted, "--format", "docx,html"]) == 1
    said = capsys.readouterr()
    assert "ctkb[offline]" in said.err
    assert "docx is left out" in said.err
    assert [path.name for path in (tmp_path / "d").rglob("*.*")] == ["borders-en-2026.11.html"]


def _look_at(browser: Browser, page: Path, width: int) -> None:
    """The download page: sound for axe, as wide as the window, every column to be seen in it."""
    with visit(browser, page.parents[1].as_uri(), offline=True, width=width) as seen:
        seen.page.goto(page.as_uri())
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
        wide = "all => all.filter(one => one.scrollWidth > one.clientWidth).length"
        assert seen.page.locator(".wide").evaluate_all(wide) == 0
        assert seen.faults == []
        seen.page.evaluate(AXE)
        found = seen.page.evaluate(
            "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", AXE_TAGS
        )
        assert len(found["passes"]) > 10, "axe looked at nothing"
        assert [one["id"] for one in found["violations"]] == []


def test_a_release_is_whole_signed_and_the_same_twice(
    small: Path, tmp_path: Path, browser: Browser
) -> None:
    done = run_ctkb("keys", "new", "--out", str(tmp_path / "keys"))
    assert done.returncode == 0, done.stderr
    private = next(path for path in (tmp_path / "keys").iterdir() if path.suffix == "")
    public = next((tmp_path / "keys").glob("*.pub"))
    folders = []
    for name in ("one", "two"):
        last = tmp_path / name / "2026.10"
        last.mkdir(parents=True)
        text = (small / "site" / FILE_NAME).read_text("utf-8")
        text = text.replace('"edition": "2026.11"', '"edition": "2026.10"')
        manifest = json.loads(text)
        for page in manifest["pages"]:
            if page["address"].endswith("regions/africa.html"):
                page["source_sha256"] = "0" * 64
        (last / FILE_NAME).write_text(json.dumps(manifest), "utf-8")
        done = run_ctkb(
            "release", "2026.11", "--project", str(small), "--out", str(tmp_path / name),
            "--key", str(private),
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        folders.append(tmp_path / name / "2026.11")
    files = list_files(folders[0])
    assert files == list_files(folders[1])
    assert private.read_bytes().splitlines()[1] not in b"".join(files.values())

    assert run_ctkb("verify", str(folders[0]), "--key", str(public)).returncode == 0
    for lang in TAGS:
        page = html.fromstring(files[f"{address_prefix(lang)}index.html"].decode("utf-8"))
        assert page.get("lang") == lang
        links = {
            str((Path(address_prefix(lang)) / href).as_posix())
            for href in page.xpath("//table//a/@href")
        }
        names = {str(path).replace(f"{lang}/../", "") for path in links}
        assert names <= set(files)
        suffixes = {name.rpartition(".")[2] for name in names}
        assert suffixes == {"zip", "zim", "epub", "pdf", "docx", "html"}
        sums = {str(code.text) for code in page.xpath("//details//code")}
        assert {hashlib.sha256(files[name]).hexdigest() for name in names} <= sums
        changed = page.xpath("//h2[@id='changes']/following-sibling::ul[1]/li")
        assert len(changed) == 1
    assert read_manifest(folders[0] / FILE_NAME).edition == "2026.11"
    for lang, width in (("en", 1280), ("ar", 320)):
        _look_at(browser, folders[0] / address_prefix(lang) / "index.html", width)

    (folders[1] / "index.html").write_bytes(files["index.html"] + b" ")
    done = run_ctkb("verify", str(folders[1]), "--key", str(public))
    assert done.returncode == 1
    assert "index.html:1: " in done.stdout

    done = run_ctkb("release", "2027.1", "--project", str(small), "--out", str(tmp_path / "one"))
    assert done.returncode == 1
    assert "mkdocs.yml:1: other-edition: " in done.stdout
    assert not (tmp_path / "one" / "2027.1").exists()
