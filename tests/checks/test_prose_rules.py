"""Rules for texts: long and repeated sentences, avoided terms, unused sources, untranslated
worksheets; and the count of words."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from ctkb.checks.avoided_term import find_avoided_terms
from ctkb.checks.long_sentences import find_long_sentences
from ctkb.checks.prose import count_words, plain_words, split_sentences
from ctkb.checks.repeated_sentence import find_repeated_sentences
from ctkb.checks.untranslated_worksheet import find_untranslated_worksheets
from ctkb.checks.unused_source import find_unused_sources
from ctkb.checks.word_counts import count_handbooks
from ctkb.cli import main
from ctkb.content import Library, load_library
from ctkb.problems import Problem, Severity
from tests.checks.handbook import FOLDER, write_handbook
from tests.conftest import ROOT

Rule = Callable[[Library], Iterable[Problem]]
BASIS, ROLES = f"{FOLDER}/en/basis.md", f"{FOLDER}/en/roles.md"


def _add(root: Path, page: str, text: str) -> None:
    path = root / page
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")


def _find(root: Path, rule: Rule) -> list[str]:
    found = list(rule(load_library(root)[0]))
    assert all(problem.severity is Severity.WARNING for problem in found)
    return [str(problem) for problem in found]


def test_a_chapter_of_long_sentences_is_warned_of_with_its_longest(tmp_path: Path) -> None:
    root = write_handbook(tmp_path)
    assert _find(root, find_long_sentences) == []
    _add(root, ROLES, f"{'Long ' * 300}words.")
    (warning,) = _find(root, find_long_sentences)
    last = len((root / ROLES).read_text(encoding="utf-8").splitlines())
    assert warning.startswith(f"{ROLES}:{last}: long-sentences: sentences of this chapter have ")
    assert "such as this one of 301 words" in warning


def test_a_sentence_may_not_stand_in_two_chapters_but_short_ones_may(tmp_path: Path) -> None:
    root = write_handbook(tmp_path)
    assert _find(root, find_repeated_sentences) == []
    _add(root, BASIS, "First. A body that does not answer to the office reads the register.")
    _add(root, ROLES, "A body that does *not* answer to the\noffice reads the register [@S1].")
    (warning,) = _find(root, find_repeated_sentences)
    assert warning.startswith(f"{ROLES}:")
    assert f"stands in {BASIS}, line " in warning
    _add(root, f"{FOLDER}/en/index.md", "A body that does not answer to the office reads on.")
    assert len(_find(root, find_repeated_sentences)) == 1


def test_a_source_that_nothing_cites_is_warned_of(tmp_path: Path) -> None:
    root = write_handbook(tmp_path)
    before = _find(root, find_unused_sources)
    sources = root / "docs/data/sources.yml"
    entry = "\n  - {id: S99, title: T, publisher: P, language: en, read: whole}\n"
    sources.write_text(sources.read_text(encoding="utf-8").rstrip() + entry, encoding="utf-8")
    new = set(_find(root, find_unused_sources)) - set(before)
    assert new == {
        "docs/data/sources.yml:1: unused-source: nothing cites the source `S99`. Cite it with "
        "[@S99] where a statement rests on it, or delete it."
    }
    _add(root, ROLES, "Words [@S99].")
    assert _find(root, find_unused_sources) == before


@pytest.mark.parametrize(
    ("words", "warned"),
    [
        ("Wide Web of evil.", False),
        ("The wrong web is here.", True),
        ("The Wrong\nWeb.", True),
        ("The right wrong web is right.", False),
        ("A wrong webcam.", False),
        ("`wrong web`", False),
        ("Xy is xy.", False),
        ("XY stands.", True),
    ],
)
def test_a_form_to_avoid_is_found_as_whole_words_outside_the_right_form(
    tmp_path: Path, words: str, warned: bool
) -> None:
    root = write_handbook(tmp_path)
    terms = root / "docs/data/glossary.yml"
    entry = (
        "\n  - id: right-web\n    part: evidence\n    core: false\n    forms:\n      en:\n"
        "        term: right wrong web\n        avoid: [wrong web, XY]\n        confidence: high\n"
        "    definition: {en: Words.}\n"
    )
    terms.write_text(terms.read_text(encoding="utf-8").rstrip() + entry, encoding="utf-8")
    assert load_library(root)[1] == []
    _add(root, ROLES, words)
    found = _find(root, find_avoided_terms)
    assert len(found) == warned
    if warned:
        assert found[0].endswith('stands for "right wrong web". Write "right wrong web".')


def test_a_worksheet_is_warned_of_once_for_each_language_it_lacks(tmp_path: Path) -> None:
    root = write_handbook(tmp_path)
    sheet = root / FOLDER / "worksheets/card.yml"
    text = sheet.read_text(encoding="utf-8")
    assert len(_find(root, find_untranslated_worksheets)) == 5
    whole = text.replace('"}', '", fr: "F", es: "E", ru: "R", ar: "A", zh: "Z"}')
    sheet.write_text(whole.replace(', ar: "A"', "", 1), encoding="utf-8")
    assert _find(root, find_untranslated_worksheets) == [
        f"{FOLDER}/worksheets/card.yml:1: untranslated-worksheet: 1 of 4 texts lacks `ar`: "
        "`title`. Add `ar:` to each."
    ]
    sheet.write_text(whole, encoding="utf-8")
    assert _find(root, find_untranslated_worksheets) == []


def test_words_are_those_a_reader_sees() -> None:
    text = "See [the law](basis.md#law), *step-by-step* [@S1; @S2], and `code`."
    assert plain_words(text) == "See the law, step-by-step, and x."
    assert count_words(plain_words(text)) == 6
    assert split_sentences("One (No. 34 of 2011). Two? “Three.” Four, e.g. five.") == [
        "One (No. 34 of 2011).",
        "Two?",
        "“Three.",
        "Four, e.g. five.",
    ]


def test_the_count_of_a_handbook_leaves_out_overview_and_worksheet(tmp_path: Path) -> None:
    root = write_handbook(tmp_path)
    (before,) = count_handbooks(load_library(root)[0])
    _add(root, ROLES, "/// note | Two words\nOne two three [@S1].\n///")
    _add(root, f"{FOLDER}/en/index.md", "One two three.")
    (after,) = count_handbooks(load_library(root)[0])
    assert after.words - before.words == 5
    assert after.overview.words - before.overview.words == 3
    assert [(sheet.name, sheet.words, sheet.languages) for sheet in after.worksheets] == [
        ("card", 4, ("en",))
    ]
    assert after.overview.languages == ("en", "fr")


def test_the_command_prints_the_words_of_each_chapter(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_handbook(tmp_path)
    shutil.copy(ROOT / "mkdocs.yml", root)
    shutil.copytree(ROOT / "overrides/strings", root / "overrides/strings")
    assert main(["check", "--project", str(root), "--words"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["borders", "words", "languages"]
    assert [line.split()[0] for line in lines[1:11]] == [
        *("index", "basis", "method", "stop-points", "roles", "safeguards", "practice"),
        *("worksheet", "checklist", "all"),
    ]
    assert lines[1].split()[2:] == ["en", "fr"]
    assert main(["check", "--project", str(root), "--words", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [len(handbook["chapters"]) for handbook in found["handbooks"]] == [8]
    assert main(["check", "--project", str(root), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == found["problems"]
