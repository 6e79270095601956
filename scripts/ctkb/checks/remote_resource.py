"""remote-resource: what a browser would fetch from another host, and so tell it who reads what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ctkb.checks.addresses import Reach, loads, resolve
from ctkb.checks.facts import FileFacts, PageFacts
from ctkb.checks.finding import Finding


def find_remote_resources(
    pages: Mapping[str, PageFacts], files: Mapping[str, FileFacts]
) -> Iterator[Finding]:
    """Find scripts, styles, images, frames, forms and the like that name another host.

    A link that a reader has to follow is no such thing, nor are canonical and alternate.
    """
    local: set[str] = set()
    for address, facts in pages.items():
        for ref in facts.links:
            if ref.target in local:
                continue
            is_remote = resolve(address, ref.target).reach is Reach.REMOTE
            if is_remote and loads(ref.tag, ref.attribute, ref.rel):
                yield _found(address, ref.line, f"{ref.attribute} of <{ref.tag}>", ref.target)
            elif not is_remote:
                local.add(ref.target)
    for address, file in files.items():
        for spot in file.refs:
            if resolve(address, spot.words).reach is Reach.REMOTE:
                yield _found(address, spot.line, "the stylesheet", spot.words)


def _found(address: str, line: int, where: str, target: str) -> Finding:
    return Finding(
        address,
        line,
        "remote-resource",
        f'{where} names another host: "{target}"',
        "Put the file into the site and name it relative to the page, or take it out",
    )
