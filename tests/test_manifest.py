"""The manifest says what a site holds, in the same bytes each time, and is read strictly."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ctkb.languages import LangTag
from ctkb.manifest import (
    DamagedManifest,
    Manifest,
    ManifestFile,
    ManifestPage,
    ManifestProduct,
    ManifestReview,
    dump_manifest,
    load_manifest,
    read_manifest,
    write_manifest,
)

REVIEW = ManifestReview("law", "A. Reader", "prosecutor", "2026-11-21", 2, 3)
PAGE = ManifestPage(
    address="fr/products/x/one.html",
    lang=LangTag("fr"),
    words=LangTag("en"),
    title="Доказательства",
    kind="chapter",
    product="x",
    region=None,
    origin="human",
    reviews=(REVIEW,),
    source="products/x/en/one.md",
    source_sha256="a" * 64,
    sha256="b" * 64,
)
MANIFEST = Manifest(
    edition="2026-1",
    site_url="https://kb.example.org/",
    languages=(LangTag("en"), LangTag("fr")),
    products=(ManifestProduct("x", ("one", "two")), ManifestProduct("a", ())),
    pages=(replace(PAGE, address="products/x/one.html", lang=LangTag("en")), PAGE),
    files=(ManifestFile("assets/a.css", "c" * 64, "asset"),),
)

Edit = Callable[[dict[str, Any]], object]


def test_a_written_manifest_is_read_back_equal(tmp_path: Path) -> None:
    write_manifest(MANIFEST, tmp_path / "manifest.json")

    found = read_manifest(tmp_path / "manifest.json")

    assert found.products == MANIFEST.products
    assert set(found.pages) == set(MANIFEST.pages)
    assert dump_manifest(found) == dump_manifest(MANIFEST)


def test_the_order_of_pages_files_and_languages_does_not_change_the_bytes() -> None:
    other = replace(
        MANIFEST,
        pages=MANIFEST.pages[::-1],
        languages=MANIFEST.languages[::-1],
        files=MANIFEST.files,
    )

    assert dump_manifest(other) == dump_manifest(MANIFEST)
    tree = json.loads(dump_manifest(other))
    assert [page["address"] for page in tree["pages"]] == [
        "fr/products/x/one.html",
        "products/x/one.html",
    ]
    assert tree["languages"] == ["en", "fr"]
    assert [product["id"] for product in tree["products"]] == ["x", "a"]


def test_the_text_is_plain_utf8_with_one_space_and_one_line_end() -> None:
    data = dump_manifest(MANIFEST)

    assert "Доказательства".encode() in data
    assert data.endswith(b"\n}\n")
    assert b"\r" not in data
    assert b'\n "edition": "2026-1",\n' in data


def damage(edit: Edit) -> list[str]:
    tree = json.loads(dump_manifest(MANIFEST))
    edit(tree)
    with pytest.raises(DamagedManifest) as caught:
        load_manifest(json.dumps(tree).encode(), "site/manifest.json")
    assert str(caught.value).startswith("site/manifest.json: ")
    return list(caught.value.faults)


@pytest.mark.parametrize(
    ("edit", "faults"),
    [
        (lambda t: t.update(schema=2), ["schema is 2, and this program reads 1"]),
        (lambda t: t.update(schema=True), ["schema is no whole number: True"]),
        (lambda t: t.pop("edition"), ["the manifest lacks 'edition'"]),
        (lambda t: t.update(extra=1), ["the manifest has the unknown key 'extra'"]),
        (lambda t: t.update(edition=7), ["edition is no text: 7"]),
        (lambda t: t.update(pages={}), ["pages is no list"]),
        (lambda t: t["pages"].append(3), ["pages[2] is no object"]),
        (lambda t: t["pages"][0].pop("kind"), ["pages[0] lacks 'kind'"]),
        (
            lambda t: t["pages"][0].update(words="xx"),
            ["pages[0].words is 'xx', not one of en, fr, es, ru, ar, zh"],
        ),
        (
            lambda t: t["pages"][0].update(sha256="B" * 64),
            [f"pages[0].sha256 is no SHA-256 in 64 hex digits: '{'B' * 64}'"],
        ),
        (
            lambda t: t["files"][0].update(role="other"),
            ["files[0].role is 'other', not one of asset, search, feed"],
        ),
        (lambda t: t["files"].append(t["files"][0]), ["'assets/a.css' stands twice"]),
        (lambda t: t["languages"].append("en"), ["languages: one stands twice"]),
        (
            lambda t: t.update(languages=["en"]),
            ["'fr/products/x/one.html' is in 'fr', which was not built"],
        ),
        (
            lambda t: t["pages"][0]["reviews"][0].update(valid=-1),
            ["pages[0].reviews[0].valid is no whole number: -1"],
        ),
        (
            lambda t: (t["files"][0].update(sha256=1), t["products"][0].update(id="")),
            ["products[0].id is no text: ''", "files[0].sha256 is no text: 1"],
        ),
    ],
)
def test_every_fault_of_a_damaged_manifest_is_named(edit: Edit, faults: list[str]) -> None:
    assert damage(edit) == faults


@pytest.mark.parametrize(
    "address", ["../x", "/etc/passwd", "a//b", "a\\b", "./a", "a/../../b", "a/"]
)
def test_an_address_that_leaves_the_folder_is_refused(address: str) -> None:
    faults = damage(lambda tree: tree["files"][0].update(address=address))

    assert faults == [f"files[0].address leaves the folder or is not plain: {address!r}"]


@pytest.mark.parametrize(
    "data", [b"", b"{", b"\xff", b'{"schema": 1, "schema": 1}', b"[" * 100_000], ids=range(5)
)
def test_what_is_no_json_is_refused(data: bytes) -> None:
    with pytest.raises(DamagedManifest, match="no JSON in UTF-8"):
        load_manifest(data)


def test_a_manifest_that_is_no_object_is_refused() -> None:
    with pytest.raises(DamagedManifest, match="the manifest is no object"):
        load_manifest(b"[]")


def test_reading_a_manifest_imports_nothing_but_the_standard_library() -> None:
    code = "import sys, ctkb.manifest; print(*sorted({n.split('.')[0] for n in sys.modules}))"
    scripts = Path(__file__).parents[1] / "scripts"
    run = subprocess.run(
        [sys.executable, "-S", "-c", code],
        env={"PYTHONPATH": str(scripts)},
        capture_output=True,
        text=True,
        check=True,
    )

    foreign = set(run.stdout.split()) - set(sys.stdlib_module_names) - {"ctkb", "__main__"}
    assert foreign == set()
