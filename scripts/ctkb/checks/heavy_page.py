"""page-too-heavy: more bytes at the first view than a slow line should carry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ctkb.checks.addresses import loads, resolve
from ctkb.checks.facts import FileFacts, PageFacts
from ctkb.problems import Place, Problem


def weigh_page(address: str, facts: PageFacts, files: Mapping[str, FileFacts]) -> int:
    """Return the bytes of a first view: the page, its stylesheets with those they import, and its
    scripts, each with gzip. Images, fonts and what scripts fetch later are not counted."""
    waiting = [
        resolve(address, ref.target).address
        for ref in facts.links
        if ref.tag in ("script", "link") and loads(ref.tag, ref.attribute, ref.rel)
    ]
    seen: set[str] = set()
    while waiting:
        other = waiting.pop()
        if other in files and other not in seen:
            seen.add(other)
            refs = (resolve(other, spot.words).address for spot in files[other].refs)
            waiting += [inner for inner in refs if inner.endswith(".css")]
    return facts.gzip_size + sum(files[other].gzip_size for other in seen)


def find_heavy_pages(
    pages: Mapping[str, PageFacts], files: Mapping[str, FileFacts], budget: int
) -> Iterator[Problem]:
    """Name the heaviest page over the budget (in bytes), and how many others are over it."""
    weights = {address: weigh_page(address, facts, files) for address, facts in pages.items()}
    heavy = [address for address in sorted(weights) if weights[address] > budget]
    if not heavy:
        return
    worst = max(heavy, key=lambda address: weights[address])
    others = f", and {len(heavy) - 1} more are over it" if len(heavy) > 1 else ""
    own = pages[worst].gzip_size
    yield Problem(
        Place(f"site/{worst}"),
        "page-too-heavy",
        f"the first view has {weights[worst]} bytes with gzip, {own} of them the page itself; "
        f"the budget is {budget}{others}",
        "Split the page, or load a script or stylesheet only where it is used",
    )
