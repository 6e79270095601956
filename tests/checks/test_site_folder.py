"""The checks read a finished folder and compare it with its manifest."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from ctkb.checks import check_site, read_html
from ctkb.languages import LangTag
from ctkb.manifest import Manifest, ManifestFile, ManifestPage, write_manifest

Site = dict[str, bytes]
LANGUAGES = ("en", "fr", "ar")


@pytest.fixture
def folder(tmp_path: Path, site: Site) -> Path:
    """Return a finished folder with a manifest."""
    pages, files = [], []
    for address, data in site.items():
        path = tmp_path / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        sha = hashlib.sha256(data).hexdigest()
        lang = address[:2] if address[:3] in ("fr/", "ar/") else "en"
        if address.endswith(("index.html", "two.html")):
            tag = LangTag(lang)
            pages.append(
                ManifestPage(
                    address, tag, tag, "T", "page", None, None, "human", (), "docs/x.md", sha, sha
                )
            )
        elif address != "manifest.json":
            files.append(ManifestFile(address, sha, "asset"))
    manifest = Manifest(
        edition="2026-1",
        site_url="https://kb.example.org/",
        languages=tuple(LangTag(tag) for tag in LANGUAGES),
        products=(),
        pages=tuple(pages),
        files=tuple(files),
    )
    write_manifest(manifest, tmp_path / "manifest.json")
    return tmp_path


def check(folder: Path, *, budget: int | None = None) -> list[str]:
    pages = {
        address: read_html((folder / address).read_bytes())
        for address in ("index.html", "fr/index.html", "ar/index.html")
    }
    return [str(problem) for problem in check_site(folder, pages, LANGUAGES, budget=budget)]


def test_a_good_folder_has_no_problems(folder: Path) -> None:
    assert check(folder) == []


def test_pages_and_files_are_read_from_the_folder(folder: Path) -> None:
    (folder / "two.html").write_text('<html lang="en"><article lang="en"><p style="x"></article>')

    found = check(folder)

    assert any("site/two.html:1: inline-style: " in problem for problem in found)


def test_the_manifest_and_the_folder_name_the_same_files(folder: Path) -> None:
    (folder / "robots.txt").write_text("x")
    (folder / "assets" / "LICENSE.txt").unlink()

    assert check(folder) == [
        "site/manifest.json:1: missing-file: the manifest lists assets/LICENSE.txt, "
        "which is missing. Build the site again.",
        "site/manifest.json:1: unlisted-file: the manifest does not list robots.txt. "
        "Build the site again.",
    ]


def test_a_damaged_manifest_is_a_problem(folder: Path) -> None:
    (folder / "manifest.json").write_text('{"schema": 9}')

    assert check(folder) == [
        "site/manifest.json:1: damaged-manifest: schema is 9, and this program reads 1. "
        "Build the site again."
    ]


def test_the_budget_is_passed_on(folder: Path) -> None:
    assert [problem.split(": ")[1] for problem in check(folder, budget=10)] == ["page-too-heavy"]
