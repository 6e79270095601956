"""All checks of a finished folder, put together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from ctkb.checks.broken_link import find_broken_links
from ctkb.checks.duplicate_id import find_duplicate_ids
from ctkb.checks.facts import FileFacts, PageFacts, Role
from ctkb.checks.finding import Finding, merge_findings
from ctkb.checks.heavy_page import find_heavy_pages
from ctkb.checks.hreflang import find_alternate_faults, guess_site_url
from ctkb.checks.inline_code import find_inline_scripts, find_inline_styles
from ctkb.checks.missing_lang import find_missing_languages
from ctkb.checks.reading import read_file, read_html
from ctkb.checks.remote_resource import find_remote_resources
from ctkb.checks.switcher import find_missing_switches
from ctkb.checks.unused_file import find_unused_files
from ctkb.manifest import FILE_NAME, DamagedManifest, Manifest, read_manifest
from ctkb.problems import Place, Problem, sort_problems


def check_site(
    folder: Path,
    pages: Mapping[str, PageFacts],
    languages: Sequence[str],
    *,
    budget: int | None = None,
) -> list[Problem]:
    """Check a finished folder with its manifest.

    pages: facts of the pages as they were drawn; a page that is in the folder but not here is
    read now. Everything else is read from the folder. See :func:`check_pages` for the rest.
    Raises OSError where the folder cannot be read.
    """
    try:
        manifest = read_manifest(folder / FILE_NAME)
    except DamagedManifest as damage:
        mend = "Build the site again"
        return [
            Problem(Place(f"site/{FILE_NAME}"), "damaged-manifest", fault, mend)
            for fault in damage.faults
        ]
    roles = {file.address: file.role for file in manifest.files}
    drawn, files = _read_folder(folder, pages, roles)
    found = check_pages(drawn, files, languages, site_url=manifest.site_url, budget=budget)
    return sort_problems([*found, *_compare(manifest, drawn, files)])


def check_pages(
    pages: Mapping[str, PageFacts],
    files: Mapping[str, FileFacts],
    languages: Sequence[str],
    *,
    site_url: str = "",
    budget: int | None = None,
) -> list[Problem]:
    """Run every rule over pages and other files, each by its address.

    languages: those that were built. site_url: with a slash at its end. budget: bytes of a first
    view with gzip, or None for no limit. A fault that many files share is one problem.
    """
    base_path = urlsplit(site_url or guess_site_url(pages)).path or "/"

    def run() -> Iterator[Finding]:
        yield from find_broken_links(pages, files, base_path)
        yield from find_remote_resources(pages, files)
        yield from find_inline_scripts(pages)
        yield from find_inline_styles(pages)
        yield from find_duplicate_ids(pages)
        yield from find_missing_languages(pages)
        yield from find_unused_files(pages, files)
        yield from find_missing_switches(pages, languages)
        yield from find_alternate_faults(pages, languages, site_url)

    problems = merge_findings(run())
    if budget is not None:
        problems += find_heavy_pages(pages, files, budget)
    return sort_problems(problems)


def _read_folder(
    folder: Path, pages: Mapping[str, PageFacts], roles: Mapping[str, Role]
) -> tuple[dict[str, PageFacts], dict[str, FileFacts]]:
    drawn: dict[str, PageFacts] = {}
    files: dict[str, FileFacts] = {}
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        address = path.relative_to(folder).as_posix()
        if address in pages:
            drawn[address] = pages[address]
        elif path.suffix == ".html":
            drawn[address] = read_html(path.read_bytes())
        else:
            files[address] = read_file(address, path.read_bytes(), roles.get(address, "asset"))
    return drawn, files


def _compare(
    manifest: Manifest, pages: Mapping[str, PageFacts], files: Mapping[str, FileFacts]
) -> Iterator[Problem]:
    """Find files the manifest does not know and entries without a file."""
    listed = {page.address for page in manifest.pages} | {FILE_NAME}
    listed |= {file.address for file in manifest.files}
    there = {*pages, *files}
    place = Place(f"site/{FILE_NAME}")
    for address in sorted(there - listed):
        what, mend = f"the manifest does not list {address}", "Build the site again"
        yield Problem(place, "unlisted-file", what, mend)
    for address in sorted(listed - there):
        what, mend = f"the manifest lists {address}, which is missing", "Build the site again"
        yield Problem(place, "missing-file", what, mend)
