"""What changed between two editions, and where the last one is found."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ctkb.languages import ENGLISH, LangTag
from ctkb.manifest import FILE_NAME, Manifest, ManifestPage, write_manifest
from ctkb.offline.changes import find_changes, find_last_edition

FRENCH = LangTag("fr")
PAGE = ManifestPage(
    address="fr/index.html",
    lang=FRENCH,
    words=FRENCH,
    title="Accueil",
    kind="home",
    product=None,
    region=None,
    origin="machine",
    reviews=(),
    source="docs/fr/index.md",
    source_sha256="0" * 64,
    sha256="0" * 64,
)


def edition(*pages: ManifestPage, name: str = "2026.11") -> Manifest:
    """Return a manifest of French pages."""
    return Manifest(name, "", (ENGLISH, FRENCH), (), pages, ())


def test_each_page_stands_in_one_list() -> None:
    same, old = PAGE, replace(PAGE, address="fr/old.html")
    shown_in_english = replace(PAGE, address="fr/a.html", words=ENGLISH)
    text = replace(PAGE, address="fr/b.html")
    changes = find_changes(
        edition(same, old, shown_in_english, text),
        edition(
            replace(same, sha256="1" * 64),
            replace(shown_in_english, words=FRENCH, source_sha256="2" * 64),
            replace(text, source_sha256="3" * 64),
            replace(PAGE, address="fr/c.html"),
        ),
        FRENCH,
    )
    assert [page.address for page in changes.new] == ["fr/c.html"]
    assert [page.address for page in changes.translated] == ["fr/a.html"]
    assert [page.address for page in changes.changed] == ["fr/b.html"]
    assert [page.address for page in changes.removed] == ["fr/old.html"]
    assert find_changes(edition(same), edition(same), FRENCH).is_empty


def test_the_last_edition_is_the_newest_before_this_one(tmp_path: Path) -> None:
    for name in ("2026.2", "2026.11", "2026.12", "2027.1"):
        (tmp_path / name).mkdir()
        write_manifest(edition(name=name), tmp_path / name / FILE_NAME)
    (tmp_path / "2026.9").mkdir()
    found = find_last_edition(tmp_path, "2026.12")
    assert found is not None
    assert found.edition == "2026.11"
    found = find_last_edition(tmp_path, "2026.10")
    assert found is not None
    assert found.edition == "2026.2"
    assert find_last_edition(tmp_path, "2026.2") is None
    assert find_last_edition(tmp_path / "none", "2026.2") is None
