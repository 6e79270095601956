"""Faults of stamped translations. A page that is not translated is no fault."""

from __future__ import annotations

from bisect import bisect_right
from itertools import zip_longest

from ctkb.content.model import LEAD, Library, Page, PageKind, SectionId
from ctkb.languages import ENGLISH
from ctkb.problems import Place, Problem, sort_problems
from ctkb.translation.fingerprint import fingerprint_sections


def check_translations(library: Library) -> list[Problem]:
    """Return the faults of all stamped translations.

    heading-mismatch: the headings are not those of the English page it was stamped with.
    paragraph-count: an unchanged section of a chapter has more or fewer paragraphs than the
    English one, so that its paragraph numbers would be wrong.
    lost-citation: an unchanged section cites other sources than the English one.
    """
    found: list[Problem] = []
    for (key, lang), page in library.pages.items():
        english = library.page(key, ENGLISH)
        if lang == ENGLISH or english is None or page.stamp is None:
            continue
        found += check_headings(page)
        found += check_paragraphs(english, page)
        found += check_citations(english, page)
    return sort_problems(found)


def check_headings(translation: Page) -> list[Problem]:
    """Compare a translation's headings with its stamp; name the first that differs."""
    if translation.stamp is None:
        return []
    wanted = [section for section in translation.stamp.sections if section != LEAD]
    headings = translation.headings
    written = [heading.id for heading in headings]
    for number, (want, have) in enumerate(zip_longest(wanted, written)):
        if want == have:
            continue
        what, mend = _describe(want, have, wanted, written)
        if number < len(headings):
            line = headings[number].line
        else:
            line = headings[-1].line if headings else translation.body_line
        return [Problem(Place(translation.path, line), "heading-mismatch", what, mend)]
    return []


def _describe(
    want: SectionId | None,
    have: SectionId | None,
    wanted: list[SectionId],
    written: list[SectionId],
) -> tuple[str, str]:
    stamp = "or, if the page now follows the English one, run `ctkb stamp` on it"
    if want is None:
        return (
            f"the heading {{#{have}}} is not in the English page this was translated from",
            f"Take this heading out, {stamp}",
        )
    if have is None:
        return (
            f"the heading {{#{want}}} of the English page is missing at the end",
            f"Add the translated heading with {{#{want}}} after the last section, {stamp}",
        )
    if want in written and have in wanted:
        return (
            f"the heading {{#{have}}} stands where the English page has {{#{want}}}",
            f"Move the section {{#{want}}} before this heading, {stamp}",
        )
    if have in wanted:
        return (
            f"the heading {{#{want}}} of the English page is missing before {{#{have}}}",
            f"Add the translated heading with {{#{want}}} before this one, {stamp}",
        )
    if want in written:
        return (
            f"the heading {{#{have}}} is not in the English page this was translated from",
            f"Take this heading out, {stamp}",
        )
    return (
        f"the heading has {{#{have}}} where the English page has {{#{want}}}",
        f"Write {{#{want}}} at its end, {stamp}",
    )


def check_paragraphs(english: Page, translation: Page) -> list[Problem]:
    """Compare how many paragraphs the sections that did not drift have; for chapters only."""
    if english.kind is not PageKind.CHAPTER or translation.stamp is None:
        return []
    now = fingerprint_sections(english)
    originals = {section.id: section.paragraphs for section in english.sections}
    found: list[Problem] = []
    for section in translation.sections:
        stamped = translation.stamp.sections.get(section.id)
        if stamped is None or stamped != now.get(section.id):
            continue
        wanted, have = originals[section.id], section.paragraphs
        if wanted == have:
            continue
        name = "before the first heading" if section.id == LEAD else f"of {{#{section.id}}}"
        edit = "Join" if have > wanted else "Split or add"
        found.append(
            Problem(
                Place(translation.path, section.line),
                "paragraph-count",
                f"the part {name} has {_count(have)}, the English one {wanted}: "
                "the numbers readers cite would differ",
                f"{edit} paragraphs until there are {wanted}, as in {english.path}",
            )
        )
    return found


def _count(paragraphs: int) -> str:
    return f"{paragraphs} paragraph" if paragraphs == 1 else f"{paragraphs} paragraphs"


def check_citations(english: Page, translation: Page) -> list[Problem]:
    """Compare what each section cites, where the English section is still the one that was
    translated: a statement must not lose its source on the way."""
    if translation.stamp is None:
        return []
    now = fingerprint_sections(english)
    theirs, ours = _cited_by_section(english), _cited_by_section(translation)
    found = []
    for section in translation.sections:
        if translation.stamp.sections.get(section.id) != now.get(section.id, ""):
            continue
        lost, more = theirs[section.id] - ours[section.id], ours[section.id] - theirs[section.id]
        if lost or more:
            names = ", ".join(sorted(lost or more))
            what = "does not cite" if lost else "cites, unlike the English one,"
            mend = "Cite in each sentence what the English sentence cites"
            place = Place(translation.path, section.line)
            found.append(Problem(place, "lost-citation", f"this section {what} {names}", mend))
    return found


def _cited_by_section(page: Page) -> dict[SectionId, set[str]]:
    starts = [section.line for section in page.sections]
    cited: dict[SectionId, set[str]] = {section.id: set() for section in page.sections}
    for reference in page.citations:
        place = max(bisect_right(starts, reference.line) - 1, 0)
        cited[page.sections[place].id].add(reference.key)
    return cited
