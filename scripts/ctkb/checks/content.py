"""All that can be wrong with a project before anything is drawn: content, words, translations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ctkb.checks.avoided_term import find_avoided_terms
from ctkb.checks.long_sentences import find_long_sentences
from ctkb.checks.missing_part import find_missing_parts
from ctkb.checks.repeated_sentence import find_repeated_sentences
from ctkb.checks.uncited import find_uncited
from ctkb.checks.untranslated_worksheet import find_untranslated_worksheets
from ctkb.checks.unused_source import find_unused_sources
from ctkb.content import Library
from ctkb.content.strings import Strings, load_strings
from ctkb.languages import LangTag
from ctkb.problems import Problem, sort_problems
from ctkb.translation import check_reviews, check_translations

_RULES: tuple[Callable[[Library], Iterable[Problem]], ...] = (
    find_missing_parts,
    find_uncited,
    find_unused_sources,
    find_avoided_terms,
    find_long_sentences,
    find_repeated_sentences,
    find_untranslated_worksheets,
)


@dataclass(frozen=True, slots=True)
class Content:
    """What was read of a project, and everything wrong with it, sorted by place.

    With a problem that is an error the rest must not be built."""

    library: Library
    strings: Mapping[LangTag, Strings]
    problems: tuple[Problem, ...]


def read_content(root: Path, *, drafts: bool = False) -> Content:
    """Read a project and check it. root: the folder with ``docs/`` and ``products/``."""
    from ctkb.content import load_library  # here: see the room's __getattr__

    library, problems = load_library(root, drafts=drafts)
    strings, of_strings = load_strings(root)
    found = [*problems, *of_strings, *check_translations(library)]
    found += check_reviews(library)
    for find in _RULES:
        found += find(library)
    return Content(library, strings, tuple(sort_problems(found)))
