"""Word copies to import: made of the finished site, and what the project knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from ctkb.content import Library, load_library
from ctkb.languages import LangTag
from ctkb.offline.books import make_book
from ctkb.offline.docx import make_docx
from ctkb.offline.folder import open_folder
from tests.conftest import ROOT

COPIES = {
    "en": "online-data-legal-framework",
    "ar": "threat-assessment",
    "zh": "capability-framework",
}
"""The handbook that stands for each language."""


@pytest.fixture(scope="session")
def library() -> Library:
    loaded, _ = load_library(ROOT, drafts=True)
    return loaded


@pytest.fixture(scope="session")
def copies(site: Path) -> dict[str, bytes]:
    """A Word copy in each of three languages."""
    folder, problems = open_folder(site)
    assert folder is not None, problems
    return {
        lang: make_docx(folder, make_book(folder, book, LangTag(lang)))
        for lang, book in COPIES.items()
    }
