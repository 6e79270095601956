"""The YAML at the head of a page: split off, checked, and written back in one form only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, Field

from ctkb.content.door import check_shape
from ctkb.content.files import quote
from ctkb.content.model import Checked, LawCheck, Origin, Review, ReviewKind, SectionId, Stamp
from ctkb.content.schemas import Day, Shape, Words, fail
from ctkb.content.yaml_door import Node, read_yaml
from ctkb.problems import Place, Problem

_SECTION = re.compile(r"_lead|[a-z][a-z0-9-]*", re.ASCII)
_PRINT = re.compile(r"[0-9a-f]{16}", re.ASCII)
_BLOB = re.compile(r"[0-9a-f]{40}", re.ASCII)
E = TypeVar("E", "EnglishIn", "TranslationIn")


def _check_prints(value: dict[str, str]) -> dict[str, str]:
    for section, mark in value.items():
        if not _SECTION.fullmatch(section) or not _PRINT.fullmatch(mark):
            mend = "Run `ctkb stamp` to write a translation's; take a review's entry out"
            what = f"`{quote(f'{section}: {mark}')}` is not a section's fingerprint"
            raise fail("wrong-value", what, mend)
    return value


def _check_blob(value: str) -> str:
    if not _BLOB.fullmatch(value):
        mend = "Run `ctkb stamp` to write it, and do not write it by hand"
        raise fail("wrong-value", f"`{quote(value, 50)}` is not the id of a git blob", mend)
    return value


Prints = Annotated[dict[str, str], AfterValidator(_check_prints)]


class CheckedIn(Shape):
    by: Words
    on: Day


class LawIn(Shape):
    checked: Day
    again: Day


def _check_law(value: LawIn) -> LawIn:
    if str(value.again) <= str(value.checked):
        what = f"{value.again} is not later than {value.checked}, when the law was checked"
        raise fail("wrong-value", what, "Write under `again` the day to look at it again")
    return value


class ReviewIn(Shape):
    kind: Literal["law", "practice", "rights", "language"]
    name: Words
    role: Words
    on: Day
    sections: Prints


class StampIn(Shape):
    blob: Annotated[str, AfterValidator(_check_blob)]
    edition: Words
    origin: Literal["human", "machine", "machine-edited"]
    sections: Prints


class EnglishIn(Shape):
    """The front matter of an English page."""

    title: Words
    description: Words
    nav_title: Words | None = None
    order: Annotated[int, Field(ge=1, le=999)] | None = None
    aliases: list[str] = Field(default_factory=list)
    status: Literal["draft"] | None = None
    origin: Literal["human", "machine", "machine-edited"]
    checked: CheckedIn | None = None
    law: Annotated[LawIn, AfterValidator(_check_law)] | None = None
    reviews: list[ReviewIn] = Field(default_factory=list)


class TranslationIn(Shape):
    """The front matter of a translation. translation: None where it was never stamped."""

    title: Words
    description: Words
    nav_title: Words | None = None
    checked: CheckedIn | None = None
    reviews: list[ReviewIn] = Field(default_factory=list)
    translation: StampIn | None = None


def read_front_matter(
    yaml_text: str, path: str, shape: type[E]
) -> tuple[E | None, Node, list[Problem]]:
    """Read the front matter of one page.

    Returns the shape (None where a fault stands in it), the node with what could be read and its
    lines, and the problems. Codes: those of the YAML door, missing-title and the like.
    """
    node, problems = read_yaml(yaml_text, path, first_line=2)
    if node is None:
        node = Node({}, 1)
        if problems:
            return None, node, problems
    checked, faults = check_shape(shape, node, path)
    problems += [_rename(fault) for fault in faults]
    return checked, node, problems


def _rename(fault: Problem) -> Problem:
    """Give the keys that every page needs codes of their own."""
    for key in ("title", "description", "origin"):
        if fault.code == "missing-key" and fault.what == f"the key `{key}` is missing":
            mend = f"Write `{key}:` and its value between the lines `---`"
            if key == "origin":
                mend = "Write `origin: human`, `machine` or `machine-edited`, whichever is true"
            return Problem(Place(fault.place.path, 1), f"missing-{key}", fault.what, mend)
    return fault


def make_checked(shape: CheckedIn | None) -> Checked | None:
    """Turn the checked form into the dataclass."""
    return None if shape is None else Checked(shape.by, shape.on)


def make_law(shape: LawIn | None) -> LawCheck | None:
    """Turn the days the law was and has to be looked at into the dataclass."""
    return None if shape is None else LawCheck(shape.checked, shape.again)


def make_reviews(shapes: list[ReviewIn]) -> tuple[Review, ...]:
    """Turn the reviews into dataclasses, in the order of the file."""
    return tuple(
        Review(ReviewKind(s.kind), s.name, s.role, s.on, _sections(s.sections)) for s in shapes
    )


def make_stamp(shape: StampIn | None) -> Stamp | None:
    """Turn the stamp into the dataclass."""
    if shape is None:
        return None
    return Stamp(shape.blob, shape.edition, Origin(shape.origin), _sections(shape.sections))


def _sections(prints: Mapping[str, str]) -> dict[SectionId, str]:
    return {SectionId(key): value for key, value in prints.items()}
