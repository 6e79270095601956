"""The inside of a paragraph as our Markdown: what a Word file says is text, whatever it looks like.

No sign of it is Markdown, HTML, a template or an attribute: such signs are written so that they
are drawn as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from itertools import groupby

from ctkb.content.files import clean_decoded
from ctkb.exchange.document import Run
from ctkb.word_styles import CITATION, CODE_TEXT, NUMBER

_SIGNS = re.compile(r"[\\*_\[\]]")
_ENTITY = re.compile(r"&(?=#?[A-Za-z0-9]+;)")
_NAMED = {"`": "&#96;", "<": "&lt;", "{": "&#123;"}
_START = re.compile(r"(?:(\d{1,9})\.(?=\s|$)|([#>+|-])|(!!!|///)|(\?\?\?|===|~~~)|(=+|~+|:+)$)")
_KEYS = re.compile(r"\[@[A-Za-z][A-Za-z0-9-]*(?:; ?@[A-Za-z][A-Za-z0-9-]*)*\]", re.ASCII)
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9-]*", re.ASCII)
_MARK = re.compile(r"\[(\d{1,4})\]")
NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class Guide:
    """What words lead to. find_target: a link as the document has it -> a target as we write it,
    or nothing where it leads nowhere. find_key: number of a source in the chapter's list, or its
    bookmark -> its key, or nothing. keys: all that may be cited. take_note: words of a footnote ->
    what stands for it in the text."""

    find_target: Callable[[str], str]
    find_key: Callable[[str], str]
    keys: Collection[str]
    take_note: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class _Atom:
    """Markdown of one look. key: of a citation."""

    text: str
    bold: bool = False
    italic: bool = False
    key: str = ""


def escape_words(text: str, keys: Collection[str] = ()) -> str:
    """Return text so that Markdown draws it as it stands. A citation of known keys stays one."""
    done = 0
    parts: list[str] = []
    for found in _KEYS.finditer(text):
        if all(key in keys for key in _KEY.findall(found[0])):
            parts += [_escape(text[done : found.start()]), found[0]]
            done = found.end()
    return "".join([*parts, _escape(text[done:])])


def _escape(text: str) -> str:
    text = _ENTITY.sub("&amp;", text)
    text = _SIGNS.sub(lambda found: f"\\{found[0]}", text)
    for sign, named in _NAMED.items():
        text = text.replace(sign, named)
    return text


def escape_start(text: str) -> str:
    """Return a line of Markdown whose beginning is not taken for a list, a heading or a rule."""
    found = _START.match(text)
    if found is None:
        return text
    if found[1]:
        return f"{found[1]}\\.{text[len(found[1]) + 1 :]}"
    if found[2] or found[3]:
        return f"\\{text}"
    return f"&#{ord(text[0])};{text[1:]}"


def clean_signs(text: str) -> str:
    """Return text on one line, without signs that cannot be seen or turn the text round."""
    cleaned, _ = clean_decoded(text.replace("\u00ad", "").replace("\u200b", ""))
    return re.sub(r"[ \t\r\n\f\v]+", " ", cleaned.replace("\ufffd", ""))


def write_plain(runs: tuple[Run, ...]) -> str:
    """Return the words of a heading or a title: no links, no citations, no numbers."""
    words = "".join(run.text for run in runs if run.style not in (NUMBER, CITATION))
    return escape_words(clean_signs(words).strip())


def write_words(runs: tuple[Run, ...], guide: Guide) -> str:
    """Return a paragraph's Markdown on one line, without its number."""
    shown = [run for run in runs if run.style != NUMBER]
    atoms: list[_Atom] = []
    for link, some in groupby(shown, key=lambda run: run.link):
        atoms += _write_linked(link, list(some), guide)
    return "".join(_wrap(_join_citations(atoms))).strip()


def _write_linked(link: str, runs: list[Run], guide: Guide) -> list[_Atom]:
    if any(run.style == CITATION for run in runs):
        return [atom for run in runs for atom in _read_citation(link, run, guide)]
    target = guide.find_target(link) if link else ""
    looks = {(run.bold, run.italic) for run in runs if run.text.strip()}
    if not target or len(looks) > 1:
        inside = [atom for run in runs for atom in _write_run(run, guide)]
        if not target:
            return inside
        words = "".join(_wrap(inside)).strip(" ")
        return [_Atom(f"[{words}]({target})")] if words else []
    text = "".join(run.text for run in runs)
    words = escape_words(clean_signs(text))
    bold, italic = looks.pop() if looks else (False, False)
    if not words.strip():
        return [_Atom(words)]
    before, after = _spaces(words)
    return [
        _Atom(before),
        _Atom(f"[{words.strip(' ')}]({target})", bold, italic),
        _Atom(after),
    ]


def _write_run(run: Run, guide: Guide) -> list[_Atom]:
    if run.note is not None:
        return [_Atom(guide.take_note(run.note))]
    text = clean_signs(run.text)
    if run.style == CODE_TEXT and text.strip() and "`" not in text:
        before, after = _spaces(text)
        return [_Atom(before), _Atom(f"`{text.strip()}`", run.bold, run.italic), _Atom(after)]
    return [_Atom(escape_words(text, guide.keys), run.bold, run.italic)] if text else []


def _read_citation(link: str, run: Run, guide: Guide) -> list[_Atom]:
    """Return the keys that a mark such as ``[3]`` stands for."""
    if not run.text.strip():
        return [_Atom(" ")]
    found = _MARK.findall(run.text)
    keys = [guide.find_key(link)] if link and len(found) < 2 else []
    keys = keys if any(keys) else [guide.find_key(number) for number in found]
    if not keys or not all(keys):
        return [_Atom(escape_words(clean_signs(run.text)))]
    return [_Atom("", key=key) for key in keys]


def _join_citations(atoms: list[_Atom]) -> list[_Atom]:
    """Put citations that touch into one bracket, held to the word before by a plain space."""
    joined: list[_Atom] = []
    keys: list[str] = []
    blank: list[_Atom] = []
    for atom in [*atoms, _Atom("\n")]:
        if atom.key:
            keys.append(atom.key)
            blank.clear()
        elif keys and atom.text != "\n" and not atom.text.strip():
            blank.append(atom)
        else:
            if keys:
                _soften(joined)
                joined += [_Atom(f"[{'; '.join(f'@{key}' for key in keys)}]"), *blank]
            keys.clear()
            blank.clear()
            joined.append(atom)
    return joined[:-1]


def _soften(atoms: list[_Atom]) -> None:
    if atoms and atoms[-1].text.endswith(NO_BREAK):
        last = atoms[-1]
        atoms[-1] = _Atom(f"{last.text[:-1]} ", last.bold, last.italic)


def _wrap(atoms: list[_Atom]) -> list[str]:
    """Put signs of emphasis round words of one look, spaces outside them."""
    written: list[str] = []
    for (bold, italic), some in groupby(_bridge(atoms), key=lambda one: (one.bold, one.italic)):
        text = "".join(atom.text for atom in some)
        signs = "*" * (2 * bold + italic)
        if not signs or not re.search(r"\w", text):
            written.append(text)
            continue
        before, after = _spaces(text)
        written.append(f"{before}{signs}{text.strip(' ')}{signs}{after}")
    return written


def _bridge(atoms: list[_Atom]) -> list[_Atom]:
    """Give blank words the look of what stands on both sides, so that emphasis goes on."""
    shown = [atom for atom in atoms if atom.text]
    bridged = list(shown)
    for at in range(1, len(shown) - 1):
        before, here, after = shown[at - 1 : at + 2]
        alike = (before.bold, before.italic) == (after.bold, after.italic)
        if not here.text.strip() and alike:
            bridged[at] = _Atom(here.text, before.bold, before.italic)
    return bridged


def _spaces(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip(" "))], text[len(text.rstrip(" ")) :]
