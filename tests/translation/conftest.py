"""Pages made by hand, without files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pytest

from ctkb.content.model import (
    LEAD,
    Heading,
    Origin,
    Page,
    PageKey,
    PageKind,
    Section,
    SectionId,
    Stamp,
)
from ctkb.languages import ENGLISH, LangTag
from ctkb.translation import fingerprint_sections

MakePage = Callable[..., Page]


def _make_page(
    sections: Mapping[str, str],
    *,
    lang: str = ENGLISH,
    kind: PageKind = PageKind.CHAPTER,
    key: str = "products/x/one",
    stamped_from: Page | None = None,
    paragraphs: Sequence[int] = (),
) -> Page:
    """sections: id -> words; ``_lead`` first. Ten lines of the file each, from line 10."""
    ids = [SectionId(section) for section in sections]
    counts = dict(zip(ids, paragraphs or [1] * len(ids), strict=True))
    lines = {section: 10 * (n + 1) for n, section in enumerate(ids)}
    page = Page(
        key=PageKey(key),
        lang=LangTag(lang),
        path=f"products/x/{lang}/one.md",
        kind=kind,
        title="One",
        description="About one.",
        nav_title="One",
        body="",
        body_line=8,
        blob="0" * 40,
        origin=Origin.HUMAN,
        headings=tuple(
            Heading(section, 2, section.title(), lines[section])
            for section in ids
            if section != LEAD
        ),
        sections=tuple(
            Section(section, lines[section], sections[section], counts[section]) for section in ids
        ),
    )
    if stamped_from is None:
        return page
    marks = fingerprint_sections(stamped_from)
    return replace(page, stamp=Stamp("1" * 40, "2026-1", Origin.MACHINE, marks))


@pytest.fixture
def make_page() -> MakePage:
    return _make_page
