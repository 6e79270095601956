"""The status line and the ways of citing a page: what a text is, said before it is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ctkb.content.dates import format_date
from ctkb.content.model import Origin, Page
from ctkb.content.strings import Strings
from ctkb.languages import ENGLISH, get_language
from ctkb.translation import find_valid_reviews

_WRITTEN = {
    Origin.HUMAN: "status.written",
    Origin.MACHINE: "status.drafted",
    Origin.MACHINE_EDITED: "status.drafted-edited",
}
_TRANSLATED = {
    Origin.HUMAN: "status.translated",
    Origin.MACHINE: "status.translated-machine",
    Origin.MACHINE_EDITED: "status.translated-edited",
}
_OF_ENGLISH = {
    Origin.HUMAN: "status.english-written",
    Origin.MACHINE: "status.english-drafted",
    Origin.MACHINE_EDITED: "status.english-drafted-edited",
}


@dataclass(frozen=True, slots=True)
class Citation:
    """One way of citing a page, with its label and the language of its text."""

    label: str
    text: str
    lang: str
    dir: str


def word_status(page: Page, english: Page, lang: str, strings: Strings) -> tuple[str, ...]:
    """Return the sentences of the status line, in the reader's language.

    page: whose words are shown. english: the same page in English. A review is counted for the
    sections it was given for; without a review that still holds, the line says so."""
    sentences = []
    if page.stamp is None:
        sentences.append(strings(_WRITTEN[page.origin]))
    else:
        sentences.append(strings(_TRANSLATED[page.stamp.origin], edition=page.stamp.edition))
        sentences.append(strings(_OF_ENGLISH[english.origin]))
    sentences.append(_word_check(page, english, lang, strings))
    if english.law is not None:
        checked, again = (
            format_date(day, lang) for day in (english.law.checked, english.law.again)
        )
        sentences.append(strings("status.law", checked=checked, again=again))
    reviews = find_valid_reviews(page)
    for review, valid, total in reviews:
        sentences.append(
            strings(
                f"status.reviewed-{review.kind.value}",
                name=review.name,
                role=review.role,
                date=format_date(review.on, lang),
                n=valid,
                total=total,
            )
        )
    if not reviews:
        sentences.append(strings("status.unreviewed"))
    if page.draft:
        sentences.insert(0, strings("status.draft"))
    return tuple(sentences)


def _word_check(page: Page, english: Page, lang: str, strings: Strings) -> str:
    """Say who or what compared which text with its sources. ``automated`` stands for a program."""
    checked = page.checked or english.checked
    if checked is None:
        return strings("status.unchecked")
    key = "status.checked" if page.checked else "status.english-checked"
    date = format_date(checked.on, lang)
    if checked.by == "automated":
        return strings(f"{key}-automated", date=date)
    return strings(key, by=checked.by, date=date)


def word_citations(
    title: str,
    url: str,
    edition: str,
    publisher: str,
    status: Sequence[str],
    reader: Strings,
    english: Strings,
    english_status: Sequence[str],
    *,
    has_numbers: bool,
) -> tuple[Citation, ...]:
    """Return the ways of citing a page; each says that it is unofficial, and its status.

    reader, english: interface words of the reader's language and of English."""

    def cite(strings: Strings, label: str, sentences: Sequence[str]) -> Citation:
        key = "cite.text-publisher" if publisher else "cite.text"
        text = strings(
            key,
            title=title,
            site=strings("site.name"),
            edition=edition,
            publisher=publisher,
            status=("" if strings.lang == "zh" else " ").join((sentences[0], sentences[-1])),
            address=url,
        )
        return Citation(label, text, strings.lang, get_language(strings.lang).direction)

    found = [cite(reader, reader("cite.label-text"), status)]
    if reader.lang != ENGLISH:
        found.append(cite(english, reader("cite.label-english"), english_status))
    if has_numbers:
        text = reader("cite.paragraph", number="1.2")
        direction = get_language(reader.lang).direction
        found.append(Citation(reader("cite.label-paragraph"), text, reader.lang, direction))
    return tuple(found)
