"""The zip of the site: one for each language, and one with all of them.

Laid out as ``open-handbook-fr/`` with START.html, README.txt, VERSION, LICENSE, the sums of all
files and the signatures of the sums, and ``site/`` with the pages.
"""

from __future__ import annotations

import hashlib
import stat
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from ctkb.languages import ENGLISH, LangTag
from ctkb.manifest import FILE_NAME, ManifestFile, dump_manifest, load_manifest
from ctkb.offline import keys
from ctkb.offline.folder import SiteFolder, reopen_folder
from ctkb.offline.selection import select
from ctkb.offline.self_contained import find_leaks
from ctkb.offline.signing import make_signatures
from ctkb.offline.start_facts import SITE, read_facts
from ctkb.offline.start_page import START, STYLE, draw_start, read_style
from ctkb.offline.start_texts import README, VERSION, write_readme, write_version
from ctkb.offline.sums import SUMS, make_sums
from ctkb.offline.tasks import ALL, STEM, Task, edition_date, make_key

FORMAT = "zip"
LICENSE = "LICENSE"
_LICENCES = "licences.txt"


class LeakingCopy(Exception):
    """A copy that would lead out of itself; none is written. It is the site that has to change."""


def find_missing() -> list[str]:
    """Return what has to be installed before a zip can be made: nothing, without a key."""
    return []


def list_tasks(
    folder: SiteFolder, languages: tuple[LangTag, ...], private_key: Path | None = None
) -> list[Task]:
    """List a zip for each language, and one with all where there are several.

    private_key: signs the sums inside each. Raises UnusableKey where it cannot."""
    public = keys.read_private(private_key).public if private_key else None
    groups: list[tuple[LangTag, ...]] = [(tag,) for tag in languages]
    if len(languages) > 1:
        groups.append(languages)
    return [
        Task(
            path=_name(folder, group),
            format=FORMAT,
            key=make_key(
                FORMAT,
                _hash_sources(folder, group),
                ",".join(group),
                public.ssh if public else "unsigned",
                zlib.ZLIB_RUNTIME_VERSION,
            ),
            make=partial(write_archive, folder.root, group, private_key),
            weight=1.5 * len(group),
        )
        for group in groups
    ]


def _name(folder: SiteFolder, languages: tuple[LangTag, ...]) -> str:
    return f"{_name_top(languages)}-{folder.manifest.edition}.zip"


def _name_top(languages: tuple[LangTag, ...]) -> str:
    return f"{STEM}-{languages[0] if len(languages) == 1 else ALL}"


def _hash_sources(folder: SiteFolder, languages: tuple[LangTag, ...]) -> str:
    """Return a hash of what a copy is made from: of its own pages and files, not of others."""
    manifest = folder.manifest
    addresses = {*folder.list_addresses(languages)}
    addresses |= {page.address for page in manifest.pages if page.lang == ENGLISH}
    part = replace(
        manifest,
        pages=tuple(page for page in manifest.pages if page.address in addresses),
        files=tuple(file for file in manifest.files if file.address in addresses),
    )
    return hashlib.sha256(dump_manifest(part)).hexdigest()


def write_archive(
    root: Path, languages: tuple[LangTag, ...], private_key: Path | None, path: Path
) -> None:
    """Write the zip of some languages. root: of the finished site. The same input, the same bytes.

    Raises LeakingCopy with what is wrong; UnusableKey where it cannot be signed."""
    folder = reopen_folder(root)
    key = keys.read_private(private_key) if private_key else None
    files = list_files(folder, languages, key)
    leaks = find_leaks(files)
    if leaks:
        raise LeakingCopy("; ".join(str(leak) for leak in leaks[:10]))
    top = _name_top(languages)
    write_zip(
        {f"{top}/{name}": data for name, data in files.items()}, path, folder.manifest.edition
    )


def list_files(
    folder: SiteFolder, languages: tuple[LangTag, ...], key: keys.PrivateKey | None
) -> dict[str, bytes]:
    """Return name -> bytes of what stands in the copy's folder, its sums and signatures too."""
    site = select(folder, languages)
    site[STYLE] = read_style()
    site[FILE_NAME] = _add_to_manifest(site[FILE_NAME], STYLE, site[STYLE])
    facts = read_facts(folder, languages, _name(folder, languages), key.public if key else None)
    files = {f"{SITE}{address}": data for address, data in site.items()}
    files |= {
        START: draw_start(facts),
        README: write_readme(facts),
        VERSION: write_version(facts),
        LICENSE: site[_LICENCES],
    }
    files[SUMS] = make_sums(files)
    if key:
        files |= make_signatures(files[SUMS], key, folder.manifest.edition)
    return files


def _add_to_manifest(data: bytes, address: str, file: bytes) -> bytes:
    manifest = load_manifest(data)
    entry = ManifestFile(address, hashlib.sha256(file).hexdigest(), "asset")
    return dump_manifest(replace(manifest, files=(*manifest.files, entry)))


def write_zip(files: Mapping[str, bytes], path: Path, edition: str) -> None:
    """Write files into a zip that has the same bytes each time: names sorted, the edition's date,
    mode 0644, strongest deflate."""
    day = edition_date(edition)
    moment = (day.year, day.month, day.day, 0, 0, 0)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(name, moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(entry, data, compresslevel=9)
