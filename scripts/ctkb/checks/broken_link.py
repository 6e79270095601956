"""broken-link, broken-anchor, root-absolute-link, refused-scheme: addresses that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ctkb.checks.addresses import Reach, Target, is_not_found_page, loads, resolve
from ctkb.checks.facts import FileFacts, PageFacts, Ref
from ctkb.checks.finding import Finding

_OPENED = frozenset(("mailto", "tel"))
_EVERYWHERE = frozenset(("", "top"))


def find_broken_links(
    pages: Mapping[str, PageFacts], files: Mapping[str, FileFacts], base_path: str = "/"
) -> Iterator[Finding]:
    """Find links and sources that lead to no file or no id of the site, or to a folder.

    base_path: where the site stands on its host, with ``/`` at both ends; only a page for
    addresses that do not exist may use it, because it is shown at any depth.
    """
    ids = {address: {spot.words for spot in facts.ids} for address, facts in pages.items()}
    good: set[tuple[str, str]] = set()
    for address, facts in pages.items():
        folder = address.rpartition("/")[0]
        for ref in facts.links:
            if (folder, ref.target) in good:
                continue
            target = resolve(address, ref.target)
            may_be_kept = target.reach is Reach.INSIDE and target.address != address
            if target.reach is Reach.ROOT and is_not_found_page(address):
                target = _below(base_path, target)
            found = _find_fault(target, ref, ids, files)
            if found:
                yield Finding(address, ref.line, *found)
            elif may_be_kept:
                good.add((folder, ref.target))
    for address, file in files.items():
        for spot in file.refs:
            target = resolve(address, spot.words)
            found = _find_fault(target, Ref(spot.line, "style", "url", spot.words), ids, files)
            if found:
                yield Finding(address, spot.line, *found)


def _below(base_path: str, target: Target) -> Target:
    base = base_path.strip("/")
    if base and not f"{target.address}/".startswith(f"{base}/"):
        return Target(Reach.OUTSIDE, target.address)
    return Target(Reach.INSIDE, target.address.removeprefix(base).lstrip("/"), target.anchor)


def _find_fault(
    target: Target, ref: Ref, ids: Mapping[str, set[str]], files: Mapping[str, FileFacts]
) -> tuple[str, str, str] | None:
    """Return code, what and mend, or None for a good address."""
    if target.reach is Reach.ROOT or (target.reach is Reach.REMOTE and not target.scheme):
        return (
            "root-absolute-link",
            f'"{ref.target}" begins with a slash, so it leads nowhere in a copy on a disk',
            "Write it relative to the page, such as ../index.html",
        )
    if target.reach is Reach.SCHEME:
        return _find_scheme_fault(target, ref)
    if target.reach is Reach.REMOTE:
        return None
    if target.reach is Reach.OUTSIDE:
        return (
            "broken-link",
            f'"{ref.target}" leads out of the site',
            "Take one ../ away, or link to a page of the site",
        )
    if target.address.endswith("/"):
        return (
            "broken-link",
            f"a link leads to the folder {target.address}, which no disk opens as a page",
            f"Link to {target.address.removeprefix('./')}index.html",
        )
    if target.address not in ids:
        if target.address in files:
            return None
        return (
            "broken-link",
            f"a link leads to {target.address}, which does not exist",
            "Correct the link, or add the file it leads to",
        )
    anchor = target.anchor
    if anchor in _EVERYWHERE or anchor.startswith(":~:") or anchor in ids[target.address]:
        return None
    return (
        "broken-anchor",
        f"a link leads to #{anchor} in {target.address}, which has no such id",
        f"Correct the part behind #, or add the id to {target.address}",
    )


def _find_scheme_fault(target: Target, ref: Ref) -> tuple[str, str, str] | None:
    if target.scheme in _OPENED and not loads(ref.tag, ref.attribute, ref.rel):
        return None
    if target.scheme == "data" and (
        ref.tag in ("img", "style", "source", "image") or (ref.tag == "link" and "icon" in ref.rel)
    ):
        return None
    return (
        "refused-scheme",
        f'{ref.attribute} of <{ref.tag}> uses the scheme "{target.scheme}:"',
        "Link to a file of the site, to https: or to mailto: instead",
    )
