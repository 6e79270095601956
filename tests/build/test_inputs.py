"""What a language's pages depend on: data that all share, but not the texts of other languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from ctkb.build.inputs import Inputs, read_inputs
from tests.conftest import copy_project

SHARED = "products/threat-assessment/worksheets/scenario-card.yml"
LANGUAGES = ("en", "fr", "ar")
FRENCH = "docs/fr/regions/africa.md"


@pytest.mark.parametrize(("path", "is_shared"), [(SHARED, True), (FRENCH, False)])
def test_a_worksheet_is_drawn_anew_in_every_language_and_a_translation_in_its_own(
    tmp_path: Path, path: str, is_shared: bool
) -> None:
    root = copy_project(tmp_path / "p")
    before = read_inputs(root)
    with (root / path).open("a", encoding="utf-8") as file:
        file.write("\n")
    after = read_inputs(root)
    changed = [lang for lang in LANGUAGES if _keys(before, lang) != _keys(after, lang)]
    assert changed == (list(LANGUAGES) if is_shared else ["fr"])
    assert (before.shared_key() != after.shared_key()) is is_shared


def _keys(inputs: Inputs, lang: str) -> str:
    return inputs.shard_key(lang, LANGUAGES)
