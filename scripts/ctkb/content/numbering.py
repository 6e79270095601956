"""Numbers of paragraphs: made from the English chapter, the same in every language and format."""

from __future__ import annotations

from collections.abc import Mapping

from ctkb.content.model import Page, SectionId


def number_paragraphs(english: Page, chapter: int) -> Mapping[SectionId, range]:
    """Return for each section the numbers of its paragraphs, counted through the whole chapter.

    Paragraph n of chapter c is shown as ``c.n`` (:func:`label_paragraph`); n begins with 1. The
    sections stand in their order, those without paragraphs with an empty range. Raises ValueError
    for a chapter below 1.
    """
    if chapter < 1:
        raise ValueError(f"chapters are numbered from 1, not {chapter}")
    numbers: dict[SectionId, range] = {}
    following = 1
    for section in english.sections:
        numbers[section.id] = range(following, following + section.paragraphs)
        following += section.paragraphs
    return numbers


def label_paragraph(chapter: int, number: int) -> str:
    """Return the label of a paragraph, in Western digits in every language: ``3.12``."""
    return f"{chapter}.{number}"
