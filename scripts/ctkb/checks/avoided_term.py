"""avoided-term: a form that the glossary or the names say not to use, in a page's own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ctkb.checks.prose import plain_words, split_text
from ctkb.content.model import Library, Page, TermForm
from ctkb.languages import TAGS, LangTag
from ctkb.problems import Place, Problem, Severity

_HAN = re.compile(r"[\u3400-\u9fff]")


def find_avoided_terms(library: Library) -> Iterator[Problem]:
    """Yield a warning for each place with a form under ``avoid:``. Large and small letters count
    where such a form has large ones. Inside the preferred form, or another one that is listed, the
    same words are no fault."""
    for lang in TAGS:
        forms = [entry.forms[lang] for entry in library.terms.values() if lang in entry.forms]
        forms += [entry.forms[lang] for entry in library.names.values() if lang in entry.forms]
        wrong = {words: form for form in forms for words in form.avoid}
        if wrong:
            right = [word for form in forms for word in (form.term, form.abbr, *form.alt) if word]
            yield from _search(library, lang, wrong, [word for word in right if word not in wrong])


def _search(
    library: Library, lang: LangTag, wrong: dict[str, TermForm], right: list[str]
) -> Iterator[Problem]:
    holding = [word for word in right if any(w.casefold() in word.casefold() for w in wrong)]
    patterns = [(_compile(words), form) for words, form in wrong.items()]
    good = _compile(*holding) if holding else None
    for page in library.pages.values():
        if page.lang != lang or not _may_hold(page, wrong):
            continue
        for line, text in _texts(page):
            left = good.sub("", text) if good is not None else text
            for pattern, form in patterns:
                if found := pattern.search(left):
                    what = f'"{found[0]}" stands for "{form.term}"'
                    mend = f'Write "{form.term}"'
                    place = Place(page.path, line)
                    yield Problem(place, "avoided-term", what, mend, Severity.WARNING)


def _may_hold(page: Page, wrong: Iterable[str]) -> bool:
    """Tell quickly whether a page need not be taken apart."""
    whole = f"{page.title}\n{page.description}\n{page.body}"
    small = whole.lower()
    firsts = (words.split()[0] for words in wrong)
    return any(first in (small if first == first.lower() else whole) for first in firsts)


def _texts(page: Page) -> Iterator[tuple[int, str]]:
    yield 1, f"{page.title} {page.description}"
    for heading in page.headings:
        yield heading.line, heading.text
    for passage in split_text(page):
        yield passage.line, plain_words(passage.text)


def _compile(*forms: str) -> re.Pattern[str]:
    """Return a pattern for whole words, the longest first."""
    parts = []
    for form in sorted(forms, key=len, reverse=True):
        words = r"\s+".join(map(re.escape, form.split()))
        if not _HAN.search(form):
            words = rf"(?<!\w){words}(?!\w)"
        parts.append(f"(?i:{words})" if form == form.lower() else words)
    return re.compile("|".join(parts))
