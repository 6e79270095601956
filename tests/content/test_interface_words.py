"""Interface words: plurals by CLDR, one description a key, the same placeholders everywhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from babel import Locale

from ctkb.content.strings import PLURALS, STRINGS_FOLDER, Strings, load_strings
from ctkb.languages import LANGUAGES, TAGS, LangTag

WORDS: dict[str, Any] = {"drift.count": "{n} of {total}", "nav.home": "Home, {name}"}


def _fill(root: Path) -> Path:
    folder = root / STRINGS_FOLDER
    folder.mkdir(parents=True)
    for tag in TAGS:
        plurals = {name: "{n} of {total} " + name for name in PLURALS[tag]}
        _write(folder, tag, {**WORDS, "drift.count": plurals})
    _write(folder, "keys", {"drift.count": "What it counts.", "nav.home": "Link to the start."})
    return folder


def _write(folder: Path, name: str, entries: dict[str, Any]) -> None:
    text = json.dumps(entries, ensure_ascii=False, indent=2)
    (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def _read(folder: Path, name: str) -> dict[str, Any]:
    entries: dict[str, Any] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return entries


def test_the_table_of_plurals_is_that_of_cldr() -> None:
    for language in LANGUAGES:
        tags = Locale.parse(language.cldr).plural_form.tags
        assert set(PLURALS[language.tag]) == tags | {"other"}


@pytest.mark.parametrize(
    ("lang", "number", "category"),
    [
        ("en", 1, "one"), ("en", 0, "other"), ("fr", 0, "one"), ("fr", 2, "other"),
        ("ru", 1, "one"), ("ru", 3, "few"), ("ru", 11, "many"), ("ru", 21, "one"),
        ("ar", 0, "zero"), ("ar", 2, "two"), ("ar", 7, "few"), ("ar", 11, "many"),
        ("ar", 100, "other"), ("zh", 1, "other"), ("es", 1000000, "many"),
    ],
)  # fmt: skip
def test_the_number_chooses_the_plural(
    lang: str, number: int, category: str, tmp_path: Path
) -> None:
    _fill(tmp_path)
    strings, problems = load_strings(tmp_path)
    assert problems == []
    shown = strings[LangTag(lang)]("drift.count", n=number, total=200)
    assert shown == f"{number} of 200 {category}"


def test_values_are_put_in_once_and_never_read_as_placeholders() -> None:
    strings = Strings(LangTag("en"), {"a.b": "{name} and {other}"})
    assert strings("a.b", name="{other}", other="{0.__class__}") == "{other} and {0.__class__}"


def test_a_key_or_value_that_is_missing_is_a_fault_of_the_caller() -> None:
    strings = Strings(LangTag("en"), {"a.b": "{name}", "a.c": {"other": "{n}"}})
    for key, values in (("a.x", {}), ("a.b", {}), ("a.c", {})):
        with pytest.raises(KeyError):
            strings(key, **values)


@pytest.mark.parametrize(
    ("name", "change", "problem"),
    [
        ("fr", {"nav.home": None}, "fr.json:1: missing-string: the key `nav.home` is missing. Add "
         "it with a translation of `Home, {name}`."),
        ("fr", {"nav.hom": "x"}, "fr.json:7: unknown-string: the key `nav.hom` is not in "
         "overrides/strings/en.json. Did you mean `nav.home`? If not, delete it."),
        ("fr", {"nav.home": "Accueil"}, "fr.json:7: placeholders: `Accueil` (`nav.home`) has other "
         "placeholders than English. Use these and no others: {name}."),
        ("ru", {"drift.count": {"one": "{n} {total}", "other": "{n} {total}"}},
         "ru.json:2: plural-categories: the plurals of `drift.count` are not those of the "
         "language. Add `few`, `many`."),
        ("zh", {"drift.count": {"one": "{n} {total}", "other": "{n} {total}"}},
         "zh.json:2: plural-categories: the plurals of `drift.count` are not those of the "
         "language. Delete `one`."),
        ("es", {"drift.count": "{n} de {total}"}, "es.json:2: plural-categories: `drift.count` has "
         "plurals in one of this language and English, and not in the other. Write plurals, as in "
         "English."),
        ("es", {"nav.home": 3}, "es.json:7: wrong-type: the value of `nav.home` is not a text or "
         "plurals, or is empty. Write the words between quotation marks."),
        ("keys", {"nav.home": None}, "en.json:6: undescribed-key: the key `nav.home` is not "
         "described for translators. Add it to overrides/strings/keys.json with what it means."),
        ("keys", {"nav.start": "x"}, "keys.json:4: unknown-string: `nav.start` is described, but "
         "not in overrides/strings/en.json. Add it there, or delete it here."),
        ("keys", {"a.b": "x"}, "keys.json:2: unsorted-keys: `a.b` should stand where `drift.count` "
         "stands. Sort the keys by their letters."),
    ],
)  # fmt: skip
def test_a_fault_is_said_with_its_line_and_silence_follows_its_mend(
    name: str, change: dict[str, Any], problem: str, tmp_path: Path
) -> None:
    folder = _fill(tmp_path)
    good = _read(folder, name)
    broken = {**good, **change}
    broken = {key: value for key, value in broken.items() if value is not None}
    if "a.b" not in change:
        broken = dict(sorted(broken.items()))
    _write(folder, name, broken)
    found = [str(fault) for fault in load_strings(tmp_path)[1]]
    assert f"{STRINGS_FOLDER}/{problem}" in found
    assert len(found) == (2 if "a.b" in change else 1)
    _write(folder, name, good)
    assert load_strings(tmp_path)[1] == []


def test_a_word_that_a_language_lacks_is_there_in_english(tmp_path: Path) -> None:
    folder = _fill(tmp_path)
    (folder / "fr.json").write_text('{\n  "nav.home": "Accueil, {name}",\n}', encoding="utf-8")
    strings, problems = load_strings(tmp_path)
    assert [problem.code for problem in problems] == ["json-syntax"]
    assert strings[LangTag("fr")]("nav.home", name="x") == "Home, x"


def test_a_key_that_stands_twice_is_said(tmp_path: Path) -> None:
    folder = _fill(tmp_path)
    text = (folder / "zh.json").read_text(encoding="utf-8")
    twice = text.replace('  "nav.home"', '  "nav.home": "x {name}",\n  "nav.home"')
    (folder / "zh.json").write_text(twice, encoding="utf-8")
    assert [problem.code for problem in load_strings(tmp_path)[1]] == ["duplicate-key"]


def test_files_that_are_not_there_are_said(tmp_path: Path) -> None:
    strings, problems = load_strings(tmp_path)
    assert {problem.code for problem in problems} == {"missing-strings"}
    assert len(problems) == len(TAGS) + 1
    assert set(strings) == set(TAGS)
