"""Headings ``## Words {#id}``: two to four signs, and an id that is the same in every language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from ctkb.content.files import quote
from ctkb.content.finds import Finds
from ctkb.content.inline import InlineReader
from ctkb.content.model import Heading, SectionId

RESERVED = ("source-", "cite-", "term-", "p-", "kb-")
"""Beginnings of ids that pages are given when they are drawn."""
_SIGNS = re.compile(r"(#+)( *)")
_ID = re.compile(r"[a-z][a-z0-9-]*", re.ASCII)


def suggest_id(words: str, taken: Collection[str]) -> str:
    """Return an id made of a heading's words, not among those taken; empty where none comes out."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    found = re.sub(r"[^a-z0-9]+", "-", plain).strip("-0123456789")
    return "" if found in taken or found.startswith(RESERVED) else found


def read_heading(line: str, number: int, finds: Finds, inline: InlineReader) -> None:
    """Read the heading on a line of the file and add it to the finds.

    Codes: heading-level, missing-anchor, duplicate-id, reserved-id, bad-id, attribute-list,
    empty-heading.
    """
    match = _SIGNS.match(line)
    assert match is not None, "called for lines that begin with #"
    signs, gap = match.groups()
    words, mark = _split_mark(line[match.end() :].rstrip(" "))
    level = len(signs)
    if not gap:
        what = f"`{quote(line, 30)}` has no space behind `{signs}`, and is a heading to Markdown"
        mend = "Write `## ` for a heading, or a backslash before `#`"
        finds.say(number, "heading-level", what, mend)
        return
    if not 2 <= level <= 4:
        what = f"the heading `{quote(words)}` begins with `{signs}`"
        mend = "Write `##`, `###` or `####`; the page's title stands in its front matter"
        finds.say(number, "heading-level", what, mend)
    elif level > (finds.headings[-1].level if finds.headings else 1) + 1:
        what = f"the heading `{quote(words)}` leaves out a level"
        finds.say(number, "heading-level", what, f"Write `{signs[:-1]}`")
    if not words.strip() or words.endswith(("#", "\\")):
        what = "the heading has no words, or ends with a sign"
        finds.say(number, "empty-heading", what, "Write words between `#` and `{#id}`")
    inline.read(words, number, plain="the heading")
    section = _read_id(words, mark, number, finds)
    if section:
        finds.ids[section] = number
        finds.headings.append(Heading(SectionId(section), level, words, number))


def _split_mark(text: str) -> tuple[str, str | None]:
    """Return the words of a heading, and what stands between the brackets at its end."""
    at = text.rfind("{")
    if not text.endswith("}") or at < 1 or text[at - 1] != " " or "}" in text[at:-1]:
        return text, None
    return text[:at].rstrip(" "), text[at + 1 : -1]


def _read_id(words: str, mark: str | None, number: int, finds: Finds) -> str:
    taken = finds.ids
    if mark is None:
        what = f"the heading `{quote(words)}` has no id"
        near = suggest_id(words, taken)
        mend = f"Add `{{#{near}}}` at its end" if near else "Add `{#id}` with its own id at its end"
        finds.say(number, "missing-anchor", what, mend)
        return ""
    if not mark.startswith("#") or " " in mark.strip() or "=" in mark:
        what = f"`{{{quote(mark)}}}` is more than an id"
        finds.say(number, "attribute-list", what, "Write `{#id}` alone")
        return ""
    section = mark[1:]
    if not _ID.fullmatch(section):
        what = f"`{quote(section)}` cannot be the id of a heading"
        near = suggest_id(section, taken)
        mend = "Use small letters a-z, digits and hyphens, a letter first"
        finds.say(number, "bad-id", what, f"Write `{{#{near}}}`" if near else mend)
        return ""
    if section.startswith(RESERVED):
        what = f"ids that begin like `{section}` are made when pages are drawn"
        finds.say(number, "reserved-id", what, "Choose an id with another beginning")
        return ""
    if section in taken:
        what = f"the id `{section}` is also that of the heading on line {taken[section]}"
        finds.say(number, "duplicate-id", what, "Give one of the two another id")
        return ""
    return section
