"""switcher: a page that does not lead to itself in another built language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ctkb.checks.addresses import is_not_found_page, language_of, resolve, twin_of
from ctkb.checks.facts import PageFacts
from ctkb.checks.finding import Finding


def find_missing_switches(
    pages: Mapping[str, PageFacts], languages: Sequence[str]
) -> Iterator[Finding]:
    """Find pages without a link ``<a hreflang>`` to the same page in each other language.

    A page that is not translated has that address too, with English words; hreflang may name
    either the language of the address or that of the words.
    """
    for address, facts in pages.items():
        if facts.is_redirect or is_not_found_page(address):
            continue
        led = {
            (ref.hreflang, resolve(address, ref.target).address)
            for ref in facts.links
            if ref.tag == "a" and ref.hreflang
        }
        for lang in languages:
            twin = twin_of(address, lang)
            if lang == language_of(address):
                continue
            if twin not in pages:
                what = f"the page does not exist in {lang}: {twin} was not drawn"
            elif not led & {(lang, twin), (pages[twin].article_lang, twin)}:
                what = f"the page has no link with hreflang to {twin}"
            else:
                continue
            mend = "Let the menu of languages lead to the same page in every built language"
            yield Finding(address, 1, "switcher", what, mend)
