"""Shards, sitemap and manifest put together into one folder."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from ctkb.build.shards import Shard
from ctkb.build.sitemap import draw_sitemap
from ctkb.content import Library
from ctkb.languages import LangTag
from ctkb.manifest import (
    FILE_NAME,
    Manifest,
    ManifestFile,
    ManifestPage,
    ManifestProduct,
    ManifestReview,
    Role,
    write_manifest,
)
from ctkb.site import Settings, address
from ctkb.translation import find_route, find_valid_reviews

SITEMAP = "sitemap.xml"


def assemble(
    staging: Path,
    shards: Sequence[Shard],
    library: Library,
    settings: Settings,
    sources: Mapping[str, str],
) -> Manifest:
    """Write a whole site into an empty folder and return its manifest.

    sources: SHA-256 of every content file by its path from the project's root."""
    files: dict[str, str] = {}
    for shard in shards:
        for where, sha in shard.files.items():
            if where in files:
                continue
            target = staging / where
            target.parent.mkdir(parents=True, exist_ok=True)
            _place(shard.folder / where, target)
            files[where] = sha
    sitemap = draw_sitemap(library, settings, settings.languages)
    (staging / SITEMAP).write_bytes(sitemap)
    files[SITEMAP] = hashlib.sha256(sitemap).hexdigest()
    manifest = _make_manifest(library, settings, files, sources)
    write_manifest(manifest, staging / FILE_NAME)
    return manifest


def _place(source: Path, target: Path) -> None:
    """Let a file stand in a second place, without copying it where the disk can do that.

    Whoever changes the one then changes the other: the cache compares hashes before it is used."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _make_manifest(
    library: Library,
    settings: Settings,
    files: Mapping[str, str],
    sources: Mapping[str, str],
) -> Manifest:
    pages = []
    for lang in settings.languages:
        for key in library.order:
            page = find_route(library, key, lang).page
            where = address(key, lang)
            pages.append(
                ManifestPage(
                    address=where,
                    lang=LangTag(lang),
                    words=page.lang,
                    title=page.title,
                    kind=page.kind.value,
                    product=page.product,
                    region=page.region,
                    origin=page.origin.value,
                    reviews=tuple(
                        ManifestReview(r.kind.value, r.name, r.role, str(r.on), valid, total)
                        for r, valid, total in find_valid_reviews(page)
                    ),
                    source=page.path,
                    source_sha256=sources[page.path],
                    sha256=files[where],
                )
            )
    drawn = {page.address for page in pages}
    return Manifest(
        edition=settings.edition,
        site_url=settings.site_url,
        languages=tuple(LangTag(lang) for lang in settings.languages),
        products=tuple(
            ManifestProduct(p.id, tuple(key.rsplit("/", 1)[1] for key in p.chapters))
            for p in library.products
        ),
        pages=tuple(pages),
        files=tuple(
            ManifestFile(where, sha, _role(where))
            for where, sha in sorted(files.items())
            if where not in drawn
        ),
    )


def _role(where: str) -> Role:
    if where.startswith("search/"):
        return "search"
    return "feed" if where == SITEMAP else "asset"
