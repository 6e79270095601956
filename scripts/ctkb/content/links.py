"""Where the links of a page lead: every one to an English file that is there, or said why not."""

from __future__ import annotations

import difflib
import posixpath
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ctkb.content.files import quote
from ctkb.content.finds import RawLink
from ctkb.content.model import Link, Page, PageKey
from ctkb.content.targets import Fault, TargetKind, read_target
from ctkb.content.tree import PagePlace
from ctkb.content.yaml_door import end_with_guess, list_known
from ctkb.languages import ENGLISH
from ctkb.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class Site:
    """What links may lead to. by_path: every page file. english: English pages that could be read.
    drafts: keys that are not published now."""

    by_path: Mapping[str, PagePlace]
    english: Mapping[PageKey, Page]
    images: Collection[str]
    drafts: Collection[PageKey]


def resolve_links(
    page: Page, raw: Collection[RawLink], site: Site
) -> tuple[tuple[Link, ...], list[Problem]]:
    """Return the links of a page with what they lead to, and the problems of those that do not.

    Codes: broken-link, broken-anchor, link-not-english, broken-image, link-target.
    """
    links: list[Link] = []
    problems: list[Problem] = []
    for link in raw:
        target = read_target(link.target)
        assert not isinstance(target, Fault), "checked where the link was read"
        if target.kind is not TargetKind.LOCAL:
            links.append(Link(link.line, link.target))
            continue
        path = _join(page.path, target.path)
        if link.image:
            found = _find_image(page, link, path, site)
        else:
            found = _find_page(page, link, path, target.path, target.anchor, site)
        if isinstance(found, Link):
            links.append(found)
        else:
            problems.append(found)
    return tuple(links), problems


def _join(here: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(here), path)) if path else here


def _relative(here: str, path: str) -> str:
    return posixpath.relpath(path, posixpath.dirname(here))


def _find_image(page: Page, link: RawLink, path: str, site: Site) -> Link | Problem:
    if "#" not in link.target and path in site.images:
        return Link(link.line, link.target, file=path)
    what = f"there is no image `{quote(link.target)}`"
    known = [_relative(page.path, image) for image in site.images]
    mend = end_with_guess("Put the file beside the page, or mend the path", link.target, known)
    return Problem(Place(page.path, link.line), "broken-image", what, mend)


def _find_page(
    page: Page, link: RawLink, path: str, written: str, anchor: str | None, site: Site
) -> Link | Problem:
    place = Place(page.path, link.line)
    if not written:
        key = page.key
    else:
        there = site.by_path.get(path)
        if there is None or there.lang != ENGLISH:
            return _say_where(page, link, path, anchor, site)
        key = there.key
    english = site.english.get(key)
    if english is None and written:
        return _say_where(page, link, path, anchor, site)
    if key in site.drafts and not page.draft:
        what = f"the link leads to {path}, which is a draft"
        mend = "Delete `status: draft` there, or take the link out"
        return Problem(place, "broken-link", what, mend)
    if anchor is None:
        return Link(link.line, link.target, page=key)
    if anchor == "":
        what = f"nothing stands behind `#` in `{quote(link.target)}`"
        return Problem(place, "link-target", what, "Write the id of a heading, or delete `#`")
    ids = [str(heading.id) for heading in english.headings] if english else []
    if english is not None and anchor not in ids:
        what = f"{english.path} has no heading with the id `{quote(anchor)}`"
        mend = f"Write {list_known(ids)}, or delete it" if ids else "Delete `#` and the id"
        return Problem(place, "broken-anchor", what, end_with_guess(mend, anchor, ids))
    return Link(link.line, link.target, page=key, anchor=anchor)


def _say_where(page: Page, link: RawLink, path: str, anchor: str | None, site: Site) -> Problem:
    """Return the problem of a link that leads to no English file, with the path that would."""
    place = Place(page.path, link.line)
    behind = f"#{anchor}" if anchor else ""
    english = _english_twin(path, site)
    if english and english != path:
        what = f"the link leads to {quote(path)}, not to the English file"
        mend = f"Write `{_relative(page.path, english)}{behind}`; readers are led to their language"
        return Problem(place, "link-not-english", what, mend)
    what = f"there is no page {quote(path)}"
    if path.startswith("../") or path == "..":
        what = f"`{quote(link.target)}` leads out of the project"
    near = _nearest(path, site)
    mend = "Mend the path, or write the page"
    if near:
        mend = f"Did you mean `{_relative(page.path, near)}{behind}`? If not, take the link out"
    return Problem(place, "broken-link", what, mend)


def _english_twin(path: str, site: Site) -> str:
    """Return the English file of the page a path means, if there is one."""
    parts = path.split("/")
    at = {"docs": 1, "products": 2}.get(parts[0], len(parts))
    if at < len(parts) - 1:
        parts[at] = ENGLISH
    twin = "/".join(parts)
    there = site.by_path.get(twin)
    return twin if there is not None and there.key in site.english else ""


def _nearest(path: str, site: Site) -> str:
    """Return the English file that is most like a path; empty where none is like it."""
    known = [place.path for place in site.by_path.values() if place.lang == ENGLISH]
    wanted = path.removeprefix("../").removesuffix(".html").removesuffix(".md") + ".md"
    name = posixpath.basename(wanted)
    same = [other for other in known if posixpath.basename(other) == name and name != "index.md"]
    near = difflib.get_close_matches(wanted, same or known, n=1, cutoff=0.0 if same else 0.7)
    return near[0] if near else ""
