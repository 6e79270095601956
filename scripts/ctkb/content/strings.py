"""Interface words: ``overrides/strings/<lang>.json``, described once in ``keys.json``.

A value is a text with ``{name}`` placeholders, or a mapping of CLDR plural categories to such
texts, chosen by ``{n}``. Numbers are shown in Western digits in every language.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from ctkb.content.files import clean_decoded, quote, read_text
from ctkb.content.yaml_door import end_with_guess
from ctkb.languages import ENGLISH, TAGS, LangTag, get_language
from ctkb.problems import Place, Problem, sort_problems


class UnfillableWords(KeyError):
    """Words that a page asks for and that are not there, or want a value nobody gives them."""

    def __init__(self, lang: str, key: str, lack: str) -> None:
        super().__init__(key, lack)
        self.lang, self.key, self.lack = lang, key, lack


STRINGS_FOLDER = "overrides/strings"
PLURALS: Mapping[str, tuple[str, ...]] = {
    "en": ("one", "other"),
    "fr": ("one", "many", "other"),
    "es": ("one", "many", "other"),
    "ru": ("one", "few", "many", "other"),
    "ar": ("zero", "one", "two", "few", "many", "other"),
    "zh": ("other",),
}
"""Plural categories of each language. Source: CLDR, as Babel has it; a test compares."""
_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}", re.ASCII)
_KEY = re.compile(r"[a-z][a-z0-9-]*(?:\.[a-z0-9][a-z0-9-]*)+", re.ASCII)
Entry = str | Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Strings:
    """The interface words of one language: ``strings("drift.sentence", n=3, total=9)``."""

    lang: LangTag
    entries: Mapping[str, Entry]

    def __call__(self, key: str, **values: object) -> str:
        """Return the text of a key with its placeholders filled; ``n`` chooses the plural.

        Values are put in as they are: who writes HTML escapes the result. Raises UnfillableWords
        for a key that is not there, or a placeholder without value.
        """
        if key not in self.entries:
            raise UnfillableWords(self.lang, key, "are not there")
        entry = self.entries[key]
        wanted = {*_PLACEHOLDER.findall(entry)} if isinstance(entry, str) else {"n"}
        if not isinstance(entry, str) and "n" in values:
            entry = entry.get(choose_plural(self.lang, values["n"])) or entry["other"]
            wanted = {*_PLACEHOLDER.findall(entry)}
        for name in sorted(wanted - set(values)):
            lack = f"want a value for {{{name}}}, which nothing gives"
            raise UnfillableWords(self.lang, key, lack)
        return _PLACEHOLDER.sub(lambda match: str(values[match[1]]), str(entry))


@lru_cache(maxsize=4096)
def choose_plural(lang: LangTag, number: object) -> str:
    """Return the CLDR plural category of a number in a language."""
    from babel import Locale

    if not isinstance(number, int):
        raise TypeError("plurals are chosen by whole numbers")
    return Locale.parse(get_language(lang).cldr).plural_form(number)


@dataclass(slots=True)
class _File:
    """One file as read: values and the line of each key."""

    path: str
    text: str = ""
    entries: dict[str, Any] = field(default_factory=dict)
    wrong: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def line_of(self, key: str) -> int:
        match = re.search(rf"^[ \t{{,]*{re.escape(json.dumps(key))}[ \t]*:", self.text, re.M)
        return self.text.count("\n", 0, match.end()) + 1 if match else 1

    def say(self, key: str, code: str, what: str, mend: str) -> None:
        self.problems.append(Problem(Place(self.path, self.line_of(key)), code, what, mend))


def load_strings(root: Path) -> tuple[Mapping[LangTag, Strings], list[Problem]]:
    """Read the words of the six languages and compare them with ``keys.json`` and with English.

    A word that a language lacks is there in English. Codes: missing-strings, json-syntax,
    duplicate-key, wrong-type, bad-key, unsorted-keys, undescribed-key, missing-string,
    unknown-string, placeholders, plural-categories, and those of the text door.
    """
    keys = _read_file(root, "keys")
    files = {tag: _read_file(root, tag) for tag in TAGS}
    _check_entries(keys, "a text")
    described = {key for key, value in keys.entries.items() if isinstance(value, str)}
    for tag, file in files.items():
        _check_entries(file, "a text or plurals")
        _check_plurals(tag, file)
    english = files[ENGLISH]
    if keys.text:
        _compare_keys(english, described, keys)
    for tag, file in files.items():
        if tag != ENGLISH and file.text and english.text:
            _compare(file, english)
    problems = [p for file in (keys, *files.values()) for p in file.problems]
    base = _usable(english)
    strings = {tag: Strings(tag, {**base, **_usable(file)}) for tag, file in files.items()}
    return strings, sort_problems(problems)


def _usable(file: _File) -> dict[str, Entry]:
    return {k: v for k, v in file.entries.items() if isinstance(v, str) or "other" in v}


def _read_file(root: Path, name: str) -> _File:
    file = _File(f"{STRINGS_FOLDER}/{name}.json")
    places = (file.path, STRINGS_FOLDER, STRINGS_FOLDER.split("/")[0])
    if any((root / place).is_symlink() for place in places):
        file.say("", "symlink", "this is a symbolic link", "Put the file itself in its place")
        return file
    if not (root / file.path).is_file():
        mend = "Write it, with every key of en.json"
        file.say("", "missing-strings", "the file is not there", mend)
        return file
    text, faults = read_text(root, file.path)
    file.problems += faults
    if text is None:
        return file
    file.text = text.text

    def take(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        seen: dict[str, Any] = {}
        for key, value in pairs:
            if key in seen:
                what = f"the key `{quote(key)}` stands here for a second time"
                file.say(key, "duplicate-key", what, "Delete one of the two")
            seen[key] = value
        return seen

    try:
        entries = json.loads(file.text, object_pairs_hook=take)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        what = f"this is not JSON: {quote(str(getattr(error, 'msg', error)))}"
        mend = "Mend the line; every line but the last of a list ends with a comma"
        file.problems.append(Problem(Place(file.path, line), "json-syntax", what, mend))
        file.text = ""
        return file
    _check_characters(file, entries)
    if isinstance(entries, dict):
        file.entries = entries
    else:
        file.say("", "wrong-type", "the file is not one mapping", "Begin with `{`, end with `}`")
    return file


def _check_characters(file: _File, value: Any, key: str = "") -> None:
    for name, inner in value.items() if isinstance(value, dict) else ():
        _check_characters(file, name, key or name)
        _check_characters(file, inner, key or name)
    for code, what in clean_decoded(value)[1] if isinstance(value, str) else ():
        file.say(key, code, what, "Delete the escape")


def _check_entries(file: _File, wanted: str) -> None:
    for key, value in list(file.entries.items()):
        texts = list(value.values()) if isinstance(value, dict) else [value]
        if not _KEY.fullmatch(key):
            mend = "Write small words with dots between them, like `status.reviewed`"
            file.say(key, "bad-key", f"`{quote(key)}` cannot be a key", mend)
        good = all(isinstance(text, str) and text.strip() for text in texts) and bool(texts)
        if not good or (isinstance(value, dict) and wanted == "a text"):
            what = f"the value of `{quote(key)}` is not {wanted}, or is empty"
            file.say(key, "wrong-type", what, "Write the words between quotation marks")
            del file.entries[key]
            file.wrong.add(key)
    order = list(file.entries)
    for key, due in zip(order, sorted(order), strict=True):
        if key != due:
            what = f"`{quote(due)}` should stand where `{quote(key)}` stands"
            file.say(key, "unsorted-keys", what, "Sort the keys by their letters")
            break


def _check_plurals(tag: LangTag, file: _File) -> None:
    due = PLURALS[tag]
    for key, value in file.entries.items():
        if isinstance(value, dict) and set(value) != set(due):
            lacks = [name for name in due if name not in value]
            over = [name for name in value if name not in due]
            what = f"the plurals of `{quote(key)}` are not those of the language"
            parts = [f"add {_join(lacks)}"] * bool(lacks) + [f"delete {_join(over)}"] * bool(over)
            mend = " and ".join(parts)
            file.say(key, "plural-categories", what, mend[0].upper() + mend[1:])


def _join(names: list[str]) -> str:
    return ", ".join(f"`{quote(name)}`" for name in names)


def _compare_keys(english: _File, described: set[str], keys: _File) -> None:
    for key in english.entries:
        if key not in described and key not in keys.wrong:
            what = f"the key `{quote(key)}` is not described for translators"
            mend = f"Add it to {keys.path} with what it means"
            english.say(key, "undescribed-key", what, mend)
    for key in described - set(english.entries):
        what = f"`{quote(key)}` is described, but not in {english.path}"
        mend = end_with_guess("Add it there, or delete it here", key, english.entries)
        keys.say(key, "unknown-string", what, mend)


def _compare(file: _File, english: _File) -> None:
    for key, value in english.entries.items():
        if key in file.wrong:
            continue
        if key not in file.entries:
            what = f"the key `{quote(key)}` is missing"
            shown = value if isinstance(value, str) else value.get("other", "")
            mend = f"Add it with a translation of `{quote(shown)}`"
            file.say("", "missing-string", what, mend)
        else:
            _compare_placeholders(file, key, file.entries[key], value)
    for key in file.entries:
        if key not in english.entries:
            what = f"the key `{quote(key)}` is not in {english.path}"
            mend = end_with_guess("Delete it", key, english.entries)
            file.say(key, "unknown-string", what, mend)


def _compare_placeholders(file: _File, key: str, own: Any, english: Any) -> None:
    if isinstance(own, dict) != isinstance(english, dict):
        where = "one of this language and English, and not in the other"
        what = f"`{quote(key)}` has plurals in {where}"
        mend = "Write plurals" if isinstance(english, dict) else "Write one text"
        file.say(key, "plural-categories", what, f"{mend}, as in English")
        return
    due = _placeholders(english)
    counted = {"n"} if isinstance(english, dict) else set()
    for text in own.values() if isinstance(own, dict) else [own]:
        there = _placeholders(text)
        if due - there - counted or there - due - counted:
            shown = ", ".join(f"{{{name}}}" for name in sorted(due)) or "none"
            what = f"`{quote(text, 40)}` (`{quote(key)}`) has other placeholders than English"
            file.say(key, "placeholders", what, f"Use these and no others: {shown}")


def _placeholders(entry: Any) -> set[str]:
    texts = entry.values() if isinstance(entry, dict) else [entry]
    return {name for text in texts for name in _PLACEHOLDER.findall(text)}
