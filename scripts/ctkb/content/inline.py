"""The inside of one paragraph, item, cell or heading: links, images, citations, terms.

Reads one container's text at a time, as Python-Markdown does: code first, then what a backslash
takes away, then brackets. Where Python-Markdown could read something otherwise than the author
meant, the text is refused.
"""

from __future__ import annotations

import html
import re

from ctkb.content.comments import find_code_spans
from ctkb.content.facts import unknown_id
from ctkb.content.files import clean_decoded, mark, quote
from ctkb.content.finds import Finds, RawLink, Vocabulary
from ctkb.content.model import Reference
from ctkb.content.targets import Fault, TargetKind, decode_scheme, read_target
from ctkb.problems import Place

_ESCAPABLE = frozenset("\\`*_{}[]()>#+-.!|/")
MAX_LENGTH = 20_000
"""Signs of one paragraph; longer ones are slow to read here and in Python-Markdown."""
_MASK = "\x00"
_DEFINITION = re.compile(r"(?:^|\n)[ ]*(\*?)\[([^\[\]]*)\]:")
_CITATION = re.compile(r"@[A-Za-z][A-Za-z0-9-]*(?:; ?@[A-Za-z][A-Za-z0-9-]*)*", re.ASCII)
_ENTITY = re.compile(r"&(?:[a-z][a-z0-9]*|#[0-9]+|#x[0-9a-f]+);", re.ASCII | re.IGNORECASE)
_AUTOLINK = re.compile(r"<([a-z][a-z0-9+.-]*:[^<>\s]*|[^<>\s]+@[^<>\s]+)>", re.IGNORECASE)


class InlineReader:
    """Reads containers of one page, one after the other, into its finds."""

    def __init__(self, finds: Finds, vocabulary: Vocabulary) -> None:
        self.finds = finds
        self.vocabulary = vocabulary

    def read(self, text: str, line: int, *, plain: str = "") -> None:
        """Read a container whose first line is this line of the file.

        plain: where the container may hold no link, image, citation or term, its name.
        """
        if len(text) > MAX_LENGTH:
            what = f"the paragraph has more than {MAX_LENGTH} signs"
            self.finds.say(line, "long-paragraph", what, "Divide it by empty lines")
            return
        masked = self._mask(text, line)
        self._refuse_signs(text, masked, line)
        self._refuse_entities(text, line)
        definition = _DEFINITION.search(text)
        if definition is not None:
            self._refuse_definition(definition, text, line)
            return
        if "[" in masked or "]" in masked:
            before = len(self.finds.links), len(self.finds.citations), len(self.finds.terms)
            self._read_brackets(text, masked, line)
            after = len(self.finds.links), len(self.finds.citations), len(self.finds.terms)
            if plain and before != after:
                what = f"{plain} holds a link, an image, a citation or a term"
                self.finds.say(line, "link-in-heading", what, "Move it into the text below")

    def _mask(self, text: str, line: int) -> str:
        """Return the text with code and escaped signs replaced, each by a sign as long."""
        if "`" not in text and "\\" not in text:
            return text
        rows = text.split("\n")
        for number, row in enumerate(rows):
            if "\\`" in row:
                what = "a backslash stands before a backtick"
                mend = "Write `&#96;` for a backtick that is not code"
                self.finds.say(line + number, "code-span", what, mend)
            spans = find_code_spans(row)
            for start, end in spans:
                row = row[:start] + _MASK * (end - start) + row[end:]
            if "`" in row:
                what = "a backtick has no second one on its line"
                mend = "Close the code on the same line, or write `&#96;` for a backtick"
                self.finds.say(line + number, "code-span", what, mend)
            rows[number] = _mask_escapes(row)
        return "\n".join(rows)

    def _refuse_signs(self, text: str, masked: str, line: int) -> None:
        seen: set[tuple[int, str]] = set()
        for sign in re.finditer(r"<(?! )|\{[{%]?", masked):
            at = sign.start()
            place = line + masked.count("\n", 0, at)
            if (place, sign[0]) in seen:
                continue
            seen.add((place, sign[0]))
            rest = text[at:]
            shown = mark(rest.split("\n")[0], 30)
            if sign[0] != "<":
                if rest.startswith(("{{", "{%")):
                    what = f"{shown} looks like a template, which is not read here"
                    mend = "Delete it, or write it between backticks"
                    self.finds.say(place, "template", what, mend)
                else:
                    what = f"{shown} looks like attributes; only headings take `{{#id}}`"
                    mend = "Delete it, or write `&#123;` for the bracket"
                    self.finds.say(place, "attribute-list", what, mend)
            elif match := _AUTOLINK.match(rest):
                what = f"`{quote(match[0], 40)}` is a link without words"
                scheme = decode_scheme(match[1])
                code = "raw-html" if scheme in ("", "https", "http", "mailto") else "link-scheme"
                form = "https://..." if scheme not in ("", "mailto") else "mailto:..."
                self.finds.say(place, code, what, f"Write it as `[words]({form})`")
            else:
                what = f"{shown} is HTML or looks like it"
                mend = "Delete it, or write `&lt;` for the sign"
                self.finds.say(place, "raw-html", what, mend)

    def _refuse_entities(self, text: str, line: int) -> None:
        """Refuse what a browser would make a sign that may not stand in a file."""
        for match in _ENTITY.finditer(text) if "&" in text else ():
            for code, what in clean_decoded(html.unescape(match[0]) or "\0")[1]:
                place = line + text.count("\n", 0, match.start())
                self.finds.say(place, code, what, f"Delete {mark(match[0])}")

    def _refuse_definition(self, match: re.Match[str], text: str, line: int) -> None:
        place = line + text.count("\n", 0, match.start(2))
        label = quote(match[2], 30)
        if match[2].startswith("^"):
            what = f"`[{label}]:` defines a footnote"
            self.finds.say(
                place, "footnote", what, "Write the note into the text, or cite a source"
            )
        elif match[1]:
            what = f"`*[{label}]:` defines an abbreviation"
            mend = "Delete it, and mark the word as a term of the glossary"
            self.finds.say(place, "abbreviation", what, mend)
        else:
            what = f"`[{label}]:` defines a link apart from its words"
            mend = "Write the link where it is used, as `[words](target)`"
            self.finds.say(place, "reference-link", what, mend)

    def _read_brackets(self, text: str, masked: str, line: int) -> None:
        pairs, stray = _pair_brackets(masked)
        for at in stray:
            what = f"the bracket `{masked[at]}` has no partner in its paragraph"
            mend = "Write its partner, or a backslash before it"
            self.finds.say(line + masked.count("\n", 0, at), "unbalanced-bracket", what, mend)
        if stray:
            return
        done = 0
        for start, end in sorted(pairs.items()):
            if start < done:
                continue
            place = line + masked.count("\n", 0, start)
            image = masked[start - 1 : start] == "!"
            following = masked[end + 1 : end + 2]
            if following == "(":
                done = self._read_link(text, masked, (start, end), place, image)
            elif following == "[" or image:
                self._refuse_reference(text, start, end, place)
            elif masked[start + 1] == "@":
                self._read_citation(text[start + 1 : end], place)
                done = end
            elif masked[start + 1] == "^":
                what = f"`[{quote(text[start + 1 : end], 30)}]` looks like a footnote"
                mend = "Write the note into the text, or cite a source as `[@S3]`"
                self.finds.say(place, "footnote", what, mend)
            elif text[start : end + 1].upper() == "[TOC]":
                what = "`[TOC]` would draw a list of contents, which the page has already"
                self.finds.say(place, "template", what, "Delete it")

    def _refuse_reference(self, text: str, start: int, end: int, place: int) -> None:
        shown = quote(text[start : end + 1], 30)
        if text[start + 1 : start + 2] == "@":
            what = f"`{shown}` is followed by another bracket"
            mend = "Write several sources in one bracket, as `[@S3; @P17]`"
            self.finds.say(place, "bad-citation", what, mend)
            return
        what = f"`{shown}` has no target in round brackets"
        mend = "Write it as `[words](target)`, or a backslash before the bracket"
        self.finds.say(place, "reference-link", what, mend)

    def _read_link(
        self, text: str, masked: str, span: tuple[int, int], place: int, image: bool
    ) -> int:
        """Read the link whose words stand between the brackets; return where reading goes on."""
        start, end = span
        words = text[start + 1 : end]
        close = _find_close(masked, end + 1)
        if close < 0:
            what = f"the target of `[{quote(words, 30)}](` is not closed on its line"
            mend = "Close the round bracket on the same line"
            self.finds.say(place, "link-target", what, mend)
            return end + 1
        target = text[end + 2 : close]
        if any(sign in masked[start + 1 : end] for sign in "[]"):
            what = f"a bracket stands inside the words of the link to `{quote(target, 40)}`"
            self.finds.say(place, "nested-link", what, "Take it out of the words")
            return close + 1
        if words.startswith("@"):
            what = f"the citation `[{quote(words, 30)}]` is followed by a round bracket"
            self.finds.say(place, "bad-citation", what, "Put a space between the two brackets")
            return close + 1
        if not words.strip():
            code, what = "empty-link", f"the link to `{quote(target, 40)}` has no words"
            mend = "Write between `[` and `]` where it leads"
            if image:
                code, what = "missing-alt", f"the image `{quote(target, 40)}` has no description"
                mend = "Write between `[` and `]` what it shows"
            self.finds.say(place, code, what, mend)
            return close + 1
        if _MASK in masked[end + 2 : close] or any(sign in target for sign in " \t\n\"'<>"):
            what = f"{mark(f'({target})', 40)} holds more than a plain target"
            mend = "Write the target alone: no title, spaces, quotation marks or backslashes"
            self.finds.say(place, "link-target", what, mend)
            return close + 1
        self._take_target(target, place, image)
        return close + 1

    def _take_target(self, target: str, place: int, image: bool) -> None:
        found = read_target(target)
        if image and (decode_scheme(target) or target.startswith("//")):
            what = f"the image `{quote(target, 40)}` does not lie in this project"
            mend = "Put the file beside the page and write its name"
            self.finds.say(place, "remote-image", what, mend)
        elif isinstance(found, Fault):
            self.finds.say(place, found.code, found.what, found.mend)
        elif found.kind is TargetKind.TERM:
            if found.path in self.vocabulary.terms:
                self.finds.terms.append(Reference(place, found.path))
            else:
                self._unknown("term", found.path, place)
        else:
            self.finds.links.append(RawLink(place, target, image))

    def _read_citation(self, content: str, place: int) -> None:
        if not _CITATION.fullmatch(content):
            what = f"`[{quote(content, 40)}]` is not a citation that can be read"
            mend = "Write `[@S3]`, or `[@S3; @P17]` for several"
            self.finds.say(place, "bad-citation", what, mend)
            return
        for part in content.split(";"):
            key = part.strip().removeprefix("@")
            if key in self.vocabulary.sources:
                self.finds.citations.append(Reference(place, key))
            else:
                self._unknown("source", key, place)

    def _unknown(self, kind: str, key: str, place: int) -> None:
        known = self.vocabulary.terms if kind == "term" else self.vocabulary.sources
        if self.finds.is_full:
            known = ()
        self.finds.problems.append(unknown_id(kind, key, known, Place(self.finds.path, place)))


def _mask_escapes(row: str) -> str:
    if "\\" not in row:
        return row
    signs = list(row)
    at = 0
    while at < len(signs) - 1:
        if signs[at] == "\\" and signs[at + 1] in _ESCAPABLE:
            signs[at] = signs[at + 1] = _MASK
            at += 1
        at += 1
    return "".join(signs)


def _pair_brackets(masked: str) -> tuple[dict[int, int], list[int]]:
    pairs: dict[int, int] = {}
    stack: list[int] = []
    stray: list[int] = []
    for match in re.finditer(r"[\[\]]", masked):
        if match[0] == "[":
            stack.append(match.start())
        elif stack:
            pairs[stack.pop()] = match.start()
        else:
            stray.append(match.start())
    return pairs, sorted(stray + stack)


def _find_close(masked: str, start: int) -> int:
    depth = 0
    for at in range(start, len(masked)):
        sign = masked[at]
        if sign == "\n":
            return -1
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return at
    return -1
