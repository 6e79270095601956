"""unused-file: a published file that nothing in the site uses."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Iterator, Mapping

from ctkb.checks.addresses import Reach, resolve
from ctkb.checks.facts import FileFacts, PageFacts
from ctkb.checks.finding import Finding

STANDING_ALONE = frozenset(
    (
        ".nojekyll",
        "CNAME",
        "favicon.ico",
        "manifest.json",
        "robots.txt",
        "sitemap.xml",
        "sitemap.xml.gz",
    )
)
"""Addresses that hosts, readers of the manifest or search engines ask for by their name."""


def find_unused_files(
    pages: Mapping[str, PageFacts], files: Mapping[str, FileFacts]
) -> Iterator[Finding]:
    """Find files that no page leads to, and no stylesheet or script that is itself used.

    Search data and feeds stand for themselves, as do licences. A script uses a file if a string
    in it ends that file's address.
    """
    used = _used_by_pages(pages, files)
    waiting = [address for address in used if address in files]
    by_name: dict[str, list[str]] = {}
    for address in files:
        by_name.setdefault(posixpath.basename(address), []).append(address)
    while waiting:
        address = waiting.pop()
        for other in _used_by_file(address, files[address], by_name):
            if other in files and other not in used:
                used.add(other)
                waiting.append(other)
    for address, file in files.items():
        if address not in used and file.role == "asset" and not _stands_alone(address):
            yield Finding(
                address,
                1,
                "unused-file",
                f"{address} is published, and nothing in the site uses it",
                "Take it out of what is published, or use it",
            )


def _used_by_pages(pages: Mapping[str, PageFacts], files: Mapping[str, FileFacts]) -> set[str]:
    used: set[str] = set()
    written: set[tuple[str, str]] = set()
    for address, facts in pages.items():
        folder = address.rpartition("/")[0]
        written.update((folder, ref.target) for ref in facts.links)
        written.update((folder, name) for name in facts.uses)
    for folder, text in written:
        used.update(_inside(f"{folder}/" if folder else "", [text]))
    used.update(address for address, file in files.items() if file.role != "asset")
    return used


def _used_by_file(
    address: str, file: FileFacts, by_name: Mapping[str, Collection[str]]
) -> Iterator[str]:
    yield from _inside(address, (spot.words for spot in file.refs))
    for name in file.names:
        ending = posixpath.normpath(name).lstrip("./")
        for other in by_name.get(posixpath.basename(name), ()):
            if f"/{other}".endswith(f"/{ending}"):
                yield other


def _inside(address: str, written: Iterable[str]) -> Iterator[str]:
    for text in written:
        target = resolve(address, text)
        if target.reach in (Reach.INSIDE, Reach.ROOT):
            yield target.address


def _stands_alone(address: str) -> bool:
    name = posixpath.basename(address).partition(".")[0].upper()
    return address in STANDING_ALONE or name in ("LICENSE", "LICENCE", "NOTICE")
