"""hreflang: alternates that lead nowhere, to another page, or that are not named back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ctkb.checks.addresses import Reach, is_not_found_page, language_of, resolve, twin_of
from ctkb.checks.facts import PageFacts, Ref
from ctkb.checks.finding import Finding

_CODE = "hreflang"
_DEFAULT = "x-default"


def find_alternate_faults(
    pages: Mapping[str, PageFacts], languages: Sequence[str], site_url: str = ""
) -> Iterator[Finding]:
    """Compare the ``<link rel="alternate" hreflang>`` of pages with each other.

    Pages whose words are in the language of their address name all such pages among their
    twins, themselves too. Pages shown in English for want of a translation may leave them out,
    and then none may name them. site_url: what absolute addresses begin with; if empty, it is
    taken from a canonical address, and without one nothing is checked.
    """
    start = site_url or guess_site_url(pages)
    if not start:
        return
    named = {
        address: {ref.hreflang: _to_address(address, ref, start) for ref in facts.alternates}
        for address, facts in pages.items()
    }
    for address, facts in pages.items():
        if facts.is_redirect or is_not_found_page(address):
            continue
        for ref in facts.alternates:
            fault = _find_fault(address, ref, named)
            if fault:
                mend = "Name only the same page in its languages, each from each"
                yield Finding(address, ref.line, _CODE, fault, mend)
        for lang in _find_missing(address, facts, named[address], pages, languages):
            twin = twin_of(address, lang)
            what = f'the page names no alternate with hreflang="{lang}", which is {twin}'
            mend = f'Add <link rel="alternate" hreflang="{lang}"> to its head'
            yield Finding(address, 1, _CODE, what, mend)


def guess_site_url(pages: Mapping[str, PageFacts]) -> str:
    """Return what canonical addresses begin with, or nothing where none tells."""
    for address, facts in sorted(pages.items(), key=lambda item: (-len(item[0]), item[0])):
        if not facts.is_redirect and facts.canonical.endswith(f"/{address}"):
            return facts.canonical.removesuffix(address)
    return ""


def _to_address(address: str, ref: Ref, site_url: str) -> str:
    """Return where an alternate leads inside the site, or its own text."""
    if ref.target.startswith(site_url):
        inside = ref.target.removeprefix(site_url).partition("#")[0]
    else:
        target = resolve(address, ref.target)
        if target.reach is not Reach.INSIDE:
            return ref.target
        inside = target.address.removeprefix("./")
    return f"{inside}index.html" if not inside or inside.endswith("/") else inside


def _find_fault(address: str, ref: Ref, named: Mapping[str, Mapping[str, str]]) -> str | None:
    lang, other = ref.hreflang, named[address][ref.hreflang]
    if other not in named:
        return f'the alternate "{ref.target}" is no page of the site'
    if lang == _DEFAULT:
        return None
    if twin_of(address, lang) != other:
        return f'the alternate with hreflang="{lang}" is {other}, not {twin_of(address, lang)}'
    if named[other].get(language_of(address)) != address:
        return f"the page names {other} as its alternate, which does not name it back"
    return None


def _find_missing(
    address: str,
    facts: PageFacts,
    named: Mapping[str, str],
    pages: Mapping[str, PageFacts],
    languages: Sequence[str],
) -> Iterator[str]:
    if not _shows_own_words(facts):
        return
    for lang in languages:
        twin = pages.get(twin_of(address, lang))
        if lang not in named and twin is not None and _shows_own_words(twin):
            yield lang


def _shows_own_words(facts: PageFacts) -> bool:
    return facts.article_lang == facts.lang
