"""What changed between two editions, page by page, told from their manifests alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ctkb.languages import LangTag
from ctkb.manifest import FILE_NAME, Manifest, ManifestPage, read_manifest


@dataclass(frozen=True, slots=True)
class Changes:
    """Pages of one language, each in one list, in the order of their titles' addresses.

    new: of an address the last edition did not have. translated: shown in English last time, now
    in this language. changed: the text of its source is another. removed: gone since then."""

    new: tuple[ManifestPage, ...]
    translated: tuple[ManifestPage, ...]
    changed: tuple[ManifestPage, ...]
    removed: tuple[ManifestPage, ...]

    @property
    def is_empty(self) -> bool:
        """Tell whether every page is as it was."""
        return not (self.new or self.translated or self.changed or self.removed)


def find_changes(last: Manifest, now: Manifest, lang: LangTag) -> Changes:
    """Compare two editions in one language. Numbers of edition and frame of pages do not count."""
    before, after = _by_address(last, lang), _by_address(now, lang)
    both = [(before[address], page) for address, page in after.items() if address in before]
    return Changes(
        new=tuple(page for address, page in after.items() if address not in before),
        translated=tuple(
            page for old, page in both if old.words != page.words and page.words == lang
        ),
        changed=tuple(
            page
            for old, page in both
            if old.words == page.words and old.source_sha256 != page.source_sha256
        ),
        removed=tuple(page for address, page in before.items() if address not in after),
    )


def find_last_edition(releases: Path, edition: str) -> Manifest | None:
    """Return the manifest of the newest release before an edition, None for the first.

    releases: a folder with one folder an edition, named by it, as ``ctkb release`` makes them. The
    order of editions is that of their numbers (``2026.2`` before ``2026.11``). Raises
    DamagedManifest or OSError if that release's manifest cannot be read."""
    found = [
        path
        for path in (releases.iterdir() if releases.is_dir() else ())
        if (path / FILE_NAME).is_file() and sort_key(path.name) < sort_key(edition)
    ]
    if not found:
        return None
    return read_manifest(max(found, key=lambda path: sort_key(path.name)) / FILE_NAME)


def sort_key(edition: str) -> tuple[tuple[int, str], ...]:
    """Return what puts editions in order: their parts, numbers as numbers."""
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in edition.split("."))


def _by_address(manifest: Manifest, lang: LangTag) -> Mapping[str, ManifestPage]:
    return {page.address: page for page in manifest.pages if page.lang == lang}
