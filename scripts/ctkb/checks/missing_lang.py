"""missing-lang: a page or its words without the language and direction they are in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ctkb.checks.addresses import is_not_found_page, language_of
from ctkb.checks.facts import PageFacts
from ctkb.checks.finding import Finding
from ctkb.languages import TAGS, get_language

_CODE = "missing-lang"


def find_missing_languages(pages: Mapping[str, PageFacts]) -> Iterator[Finding]:
    """Compare ``<html>`` with the page's address, and ``<article>`` with itself.

    A page without ``dir`` is left to right. Redirects and the page for addresses that do not
    exist have no article.
    """
    for address, facts in pages.items():
        yield from _check_html(address, facts)
        if not facts.is_redirect and not is_not_found_page(address):
            yield from _check_article(address, facts)


def _check_html(address: str, facts: PageFacts) -> Iterator[Finding]:
    language = get_language(language_of(address))
    tag, direction = language.tag, language.direction
    if facts.lang != tag:
        what = f'<html> has lang="{facts.lang}" where the address is of "{tag}"'
        yield Finding(address, 1, _CODE, what, f'Write lang="{tag}" into <html>')
    if (facts.dir or "ltr") != direction:
        what = f'<html> has dir="{facts.dir}" in a page that runs {direction}'
        yield Finding(address, 1, _CODE, what, f'Write dir="{direction}" into <html>')


def _check_article(address: str, facts: PageFacts) -> Iterator[Finding]:
    if not facts.article_line:
        what, mend = "the page has no <article>", "Put its words into <article lang=... dir=...>"
        yield Finding(address, 1, _CODE, what, mend)
    elif facts.article_lang not in TAGS:
        what = f'<article> has lang="{facts.article_lang}"'
        mend = "Write the language of its words, one of " + ", ".join(TAGS)
        yield Finding(address, facts.article_line, _CODE, what, mend)
    else:
        direction = get_language(facts.article_lang).direction
        if (facts.article_dir or facts.dir or "ltr") != direction:
            what = f'<article> in "{facts.article_lang}" does not run {direction}'
            mend = f'Write dir="{direction}" into <article>'
            yield Finding(address, facts.article_line, _CODE, what, mend)
