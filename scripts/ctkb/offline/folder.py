"""The finished site folder: opened, held against its manifest, and read page by page."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from ctkb.languages import ENGLISH, LangTag, address_prefix
from ctkb.manifest import FILE_NAME, DamagedManifest, Manifest, ManifestPage, load_manifest
from ctkb.problems import Place, Problem, sort_problems

NOT_COPIED = ("404.html", "sitemap.xml")
"""Files that only a server has a use for: no copy holds them."""

_MEND = "Build the folder again with `ctkb build`"


@dataclass(frozen=True)
class SiteFolder:
    """A finished folder whose every file is as its manifest says. digest: SHA-256 of the manifest,
    and so of everything, in hex."""

    root: Path
    manifest: Manifest
    digest: str

    @cached_property
    def pages(self) -> dict[str, ManifestPage]:
        """The pages by address, in the order of the manifest."""
        return {page.address: page for page in self.manifest.pages}

    def read(self, address: str) -> bytes:
        """Return the bytes of a page or file of the manifest."""
        return (self.root / address).read_bytes()

    def list_addresses(self, languages: tuple[LangTag, ...]) -> list[str]:
        """Return the addresses of the pages in these languages and of all files they use."""
        searches = tuple(f"search/{lang}/" for lang in languages)
        pages = [page.address for page in self.manifest.pages if page.lang in languages]
        files = [
            file.address
            for file in self.manifest.files
            if file.address not in NOT_COPIED
            and (file.role != "search" or file.address.startswith(searches))
        ]
        return sorted(pages + files)

    def list_handbook(self, product: str, lang: LangTag) -> list[ManifestPage]:
        """Return the overview and the chapters of a handbook, in reading order."""
        folder = f"{address_prefix(lang)}products/{product}/"
        chapters = next(one.chapters for one in self.manifest.products if one.id == product)
        return [self.pages[f"{folder}{name}.html"] for name in ("index", *chapters)]


def open_folder(root: Path) -> tuple[SiteFolder | None, list[Problem]]:
    """Open a finished folder, or say everything in it that is not as its manifest says.

    Of a folder with problems nothing is returned: copies are made of whole sites only."""
    path = root / FILE_NAME
    try:
        data = path.read_bytes()
        manifest = load_manifest(data, str(path))
    except DamagedManifest as damage:
        return None, [_problem(path, "damaged-site", fault) for fault in damage.faults]
    except OSError as fault:
        what = f"there is no finished site here ({fault.strerror})"
        return None, [_problem(path, "missing-site", what)]
    problems = _find_damage(root, manifest)
    if ENGLISH not in manifest.languages:
        problems.append(_problem(path, "damaged-site", "the site has no English pages"))
    if problems:
        return None, sort_problems(problems)
    return SiteFolder(root, manifest, hashlib.sha256(data).hexdigest()), []


@cache
def reopen_folder(root: Path) -> SiteFolder:
    """Return a folder that this run has opened before, without looking at every file again.

    For the makers of single copies, which work in processes of their own. Raises OSError or
    DamagedManifest where the folder has gone since."""
    data = (root / FILE_NAME).read_bytes()
    manifest = load_manifest(data, str(root / FILE_NAME))
    return SiteFolder(root, manifest, hashlib.sha256(data).hexdigest())


def _find_damage(root: Path, manifest: Manifest) -> list[Problem]:
    wanted = {page.address: page.sha256 for page in manifest.pages}
    wanted |= {file.address: file.sha256 for file in manifest.files}
    problems = []
    for address, digest in wanted.items():
        path = root / address
        try:
            if path.is_symlink():
                raise OSError("it is a link")
            found = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError as fault:
            why = f"the file cannot be read: {fault.strerror or fault}"
            problems.append(_problem(path, "damaged-site", why))
            continue
        if found != digest:
            what = "the file is not the one that was built"
            problems.append(_problem(path, "damaged-site", what))
    return problems


def _problem(path: Path, code: str, what: str) -> Problem:
    return Problem(Place(str(path)), code, what, _MEND)
