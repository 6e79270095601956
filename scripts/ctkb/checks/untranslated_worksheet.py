"""untranslated-worksheet: texts of a worksheet that stand in English in another language."""

from __future__ import annotations

from collections.abc import Iterator

from ctkb.content.model import Library
from ctkb.languages import ENGLISH, LANGUAGES
from ctkb.problems import Place, Problem, Severity

_SHOWN = 3


def find_untranslated_worksheets(library: Library) -> Iterator[Problem]:
    """Yield a warning for each worksheet and each language that lacks some of its texts."""
    for sheet in library.worksheets.values():
        total = sum(1 for _ in sheet.texts())
        for language in LANGUAGES:
            lacks = sheet.lacks(language.tag)
            if language.tag == ENGLISH or not lacks:
                continue
            shown = ", ".join(f"`{where}`" for where in lacks[:_SHOWN])
            more = f" and {len(lacks) - _SHOWN} more" if len(lacks) > _SHOWN else ""
            verb = "lacks" if len(lacks) == 1 else "lack"
            what = f"{len(lacks)} of {total} texts {verb} `{language.tag}`: {shown}{more}"
            mend = f"Add `{language.tag}:` to each"
            place = Place(sheet.path)
            yield Problem(place, "untranslated-worksheet", what, mend, Severity.WARNING)
