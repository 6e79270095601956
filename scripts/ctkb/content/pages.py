"""One Markdown file to a :class:`Page`, with everything that can be said without the others."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ctkb.content.files import TextFile
from ctkb.content.finds import Finds, RawLink, Vocabulary
from ctkb.content.front_matter import (
    EnglishIn,
    TranslationIn,
    make_checked,
    make_law,
    make_reviews,
    make_stamp,
    read_front_matter,
)
from ctkb.content.front_matter_text import split_front_matter
from ctkb.content.model import LEAD, Origin, Page, Section
from ctkb.content.structure import read_body
from ctkb.content.tree import PagePlace
from ctkb.content.yaml_door import Node
from ctkb.languages import ENGLISH
from ctkb.problems import Problem


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page before its links are looked for. front: the front matter with its lines."""

    page: Page
    links: tuple[RawLink, ...]
    front: Node
    problems: tuple[Problem, ...]


def read_page(
    file: TextFile, place: PagePlace, vocabulary: Vocabulary, english: Page | None
) -> ReadPage:
    """Read one file. english: for a translation, its English page where that exists.

    Never fails: what cannot be read is left out of the page and said in the problems. Codes: those
    of the front matter and of the body, missing-front-matter, unstamped.
    """
    finds = Finds(file.path)
    yaml_text, body, body_line = split_front_matter(file.text)
    if yaml_text is None:
        what = "the file does not begin with its front matter"
        if file.text.startswith("---"):
            what, body = "the front matter is not closed", ""
        mend = "Put `title:` and `description:` at its head, between two lines `---`"
        finds.say(1, "missing-front-matter", what, mend)
    page = Page(
        key=place.key,
        lang=place.lang,
        path=file.path,
        kind=place.kind,
        title=str(place.key),
        description="",
        nav_title=str(place.key),
        body="",
        body_line=body_line,
        blob=file.blob,
        origin=Origin.MACHINE,
        product=place.product,
        region=place.region,
    )
    front = Node({}, 1)
    if yaml_text is not None and place.lang == ENGLISH:
        page, front = _read_english(yaml_text, page, finds)
    elif yaml_text is not None:
        page, front = _read_translation(yaml_text, page, finds, english)
    body = read_body(body, body_line, finds, vocabulary)
    if english is not None:
        finds.problems[:] = _name_english_ids(finds, english)
    page = replace(
        page,
        body=body,
        headings=tuple(finds.headings),
        sections=cut_sections(page.title, page.description, body, body_line, finds),
        citations=tuple(finds.citations),
        terms=tuple(finds.terms),
        blocks=tuple(finds.blocks),
    )
    return ReadPage(page, tuple(finds.links), front, tuple(finds.problems))


def _read_english(yaml_text: str, page: Page, finds: Finds) -> tuple[Page, Node]:
    shape, front, problems = read_front_matter(yaml_text, page.path, EnglishIn)
    finds.problems += problems
    if shape is None:
        return _salvage(page, front), front
    page = replace(
        page,
        title=shape.title,
        description=shape.description,
        nav_title=shape.nav_title or shape.title,
        origin=Origin(shape.origin),
        order=shape.order or page.order,
        draft=shape.status == "draft",
        aliases=tuple(shape.aliases),
        checked=make_checked(shape.checked),
        law=make_law(shape.law),
        reviews=make_reviews(shape.reviews),
    )
    return page, front


def _read_translation(
    yaml_text: str, page: Page, finds: Finds, english: Page | None
) -> tuple[Page, Node]:
    shape, front, problems = read_front_matter(yaml_text, page.path, TranslationIn)
    finds.problems += problems
    page = replace(page, draft=english is not None and english.draft)
    if "translation" not in front.children and english is not None:
        what = "the translation does not say what it was made from"
        mend = (
            f"Run `ctkb stamp {page.path} --origin machine`, or with `machine-edited` or `human`,"
            " whichever is true"
        )
        finds.say(1, "unstamped", what, mend)
    if shape is None:
        return _salvage(page, front), front
    stamp = make_stamp(shape.translation)
    page = replace(
        page,
        title=shape.title,
        description=shape.description,
        nav_title=shape.nav_title or shape.title,
        origin=stamp.origin if stamp is not None else Origin.MACHINE,
        checked=make_checked(shape.checked),
        reviews=make_reviews(shape.reviews),
        stamp=stamp,
    )
    return page, front


def _salvage(page: Page, front: Node) -> Page:
    values = front.value if isinstance(front.value, dict) else {}
    title, description = values.get("title"), values.get("description")
    title = title if isinstance(title, str) and title.strip() else page.title
    description = description if isinstance(description, str) else ""
    draft = page.draft or values.get("status") == "draft"
    return replace(page, title=title, description=description, nav_title=title, draft=draft)


def _name_english_ids(finds: Finds, english: Page) -> list[Problem]:
    """Where a heading of a translation has no id, name the one its English heading has."""
    there = {heading.id for heading in finds.headings}
    left = [heading for heading in english.headings if heading.id not in there]
    problems: list[Problem] = []
    for problem in finds.problems:
        if problem.code == "missing-anchor" and left:
            heading = left.pop(0)
            mend = f"Add `{{#{heading.id}}}`, as in {english.path}, line {heading.line}, at its end"
            problem = replace(problem, mend=mend)
        problems.append(problem)
    return problems


def cut_sections(
    title: str, description: str, body: str, body_line: int, finds: Finds
) -> tuple[Section, ...]:
    """Cut a body at its headings; the first section is the lead, with title and description."""
    lines = body.split("\n")
    starts = [heading.line - body_line for heading in finds.headings]
    ends = [*starts, len(lines)]
    lead = "\n".join([title, description, "", *lines[: ends[0]]]).rstrip()
    sections = [Section(LEAD, 1, lead, _count(finds.paragraph_lines, 0, body_line + ends[0]))]
    for heading, start, end in zip(finds.headings, starts, ends[1:], strict=True):
        text = "\n".join(lines[start:end]).rstrip()
        count = _count(finds.paragraph_lines, heading.line, body_line + end)
        sections.append(Section(heading.id, heading.line, text, count))
    return tuple(sections)


def _count(lines: Sequence[int], first: int, end: int) -> int:
    return bisect_left(lines, end) - bisect_left(lines, first)
