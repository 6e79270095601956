"""What a copy of some languages holds, and that nothing leads out of it."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from ctkb.languages import TAGS, LangTag
from ctkb.manifest import load_manifest
from ctkb.offline.folder import SiteFolder, open_folder
from ctkb.offline.selection import cut_links, select
from ctkb.offline.self_contained import find_leaks
from ctkb.problems import Problem

FRENCH = (LangTag("fr"),)


@pytest.fixture(scope="module")
def folder(site: Path) -> SiteFolder:
    opened, problems = open_folder(site)
    assert opened, problems
    return opened


@pytest.fixture(scope="module")
def french(folder: SiteFolder) -> dict[str, bytes]:
    return select(folder, FRENCH)


def test_a_copy_holds_its_language_alone_and_stays_at_the_sites_addresses(
    french: dict[str, bytes], folder: SiteFolder
) -> None:
    pages = {page.address for page in folder.manifest.pages if page.lang == "fr"}
    others = {address for address in french if address not in pages}
    assert pages < set(french)
    assert list(french) == sorted(french)
    searches = {address for address in others if address.startswith("search/")}
    assert searches == {a for a in folder.list_addresses(FRENCH) if a.startswith("search/fr/")}
    rest = {address.partition("/")[0] for address in others - searches}
    assert rest == {"assets", "licences.txt", "manifest.json"}


def test_a_copy_of_one_language_has_no_switcher_and_one_of_two_has_both(
    french: dict[str, bytes], folder: SiteFolder
) -> None:
    assert b'class="kb-languages"' in folder.read("fr/index.html")
    assert not [a for a in french if a.endswith(".html") and b"kb-languages" in french[a]]
    both = select(folder, (LangTag("ar"), LangTag("en")))
    (switcher,) = re.findall(rb'<nav class="kb-languages".*?</nav>', both["index.html"], re.DOTALL)
    assert re.findall(rb'hreflang="(\w+)"', switcher) == [b"en", b"ar"]
    assert switcher.count(b"<li>") == switcher.count(b"</li>") == 2


def test_a_page_loses_its_switcher_and_not_a_byte_more(
    french: dict[str, bytes], folder: SiteFolder
) -> None:
    for page in folder.manifest.pages:
        if page.lang == "fr":
            whole = folder.read(page.address)
            cut = re.sub(rb'<nav class="kb-languages".*?</nav>\n', b"", whole, flags=re.DOTALL)
            assert french[page.address] == cut


def test_untranslated_pages_stay_in_english_words_with_their_notice(
    french: dict[str, bytes], folder: SiteFolder
) -> None:
    page = next(p for p in folder.manifest.pages if p.lang == "fr" and p.words == "en")
    text = french[page.address].decode()
    assert '<article class="md-content__inner md-typeset" lang="en" dir="ltr"' in text
    assert "kb-notice" in text


def test_the_manifest_of_a_copy_is_true_of_the_copy(french: dict[str, bytes]) -> None:
    manifest = load_manifest(french["manifest.json"])
    told = {page.address: page.sha256 for page in manifest.pages}
    told |= {file.address: file.sha256 for file in manifest.files}
    assert manifest.languages == FRENCH
    assert told == {
        address: hashlib.sha256(data).hexdigest()
        for address, data in french.items()
        if address != "manifest.json"
    }


def test_a_copy_of_all_languages_is_the_site_itself(folder: SiteFolder) -> None:
    files = select(folder, TAGS)
    changed = [a for a, data in files.items() if data != folder.read(a)]
    assert changed == ["manifest.json"], "it names no 404.html and no sitemap.xml"
    assert not {"404.html", "sitemap.xml"} & set(files)


def test_nothing_in_a_copy_leads_out_of_it(french: dict[str, bytes]) -> None:
    assert find_leaks(french) == []


def test_a_link_to_a_page_that_is_not_there_becomes_its_words() -> None:
    page = (
        '<p>See <a class="x" href="../en/a.html#b">the <em>law</em></a>, <a href="b.html">this</a>,'
        " <a href='https://un.example/'>that</a> and <a href=#c>there</a>.</p>\n"
        '<!-- <a href="gone.html"> --><script type="application/json">"<a href=\'no\'>"</script>'
    )
    kept = frozenset({"fr/a.html", "fr/b.html"})
    cut = cut_links(page.encode(), "fr/a.html", kept).decode()
    assert cut == page.replace('<a class="x" href="../en/a.html#b">', "").replace("</a>,", ",", 1)
    assert cut_links(cut.encode(), "fr/a.html", kept) == cut.encode()


def _page(body: str, head: str = "") -> bytes:
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{body}</body></html>'.encode()


def _find(body: str, head: str = "", **more: bytes) -> list[Problem]:
    good = {"a.html": _page('<p id="x">x</p>'), "assets/a.css": b"p { color: red }"}
    extra = {name.replace("__", "."): data for name, data in more.items()}
    return find_leaks({**good, **extra, "page.html": _page(body, head)})


@pytest.mark.parametrize(
    ("body", "head", "code"),
    [
        ('<img src="https://x.example/a.png">', "", "remote-resource"),
        ('<img src="a.png" srcset="//x.example/a.png 2x">', "", "broken-link remote-resource"),
        ('<form action="https://x.example/"></form>', "", "remote-resource"),
        ('<a href="a.html" ping="https://x.example/">x</a>', "", "remote-resource"),
        ("", '<script src="http://x.example/a.js"></script>', "remote-resource"),
        ("", '<link rel="stylesheet" href="//x.example/a.css">', "remote-resource"),
        ("", '<link rel="preconnect" href="https://x.example/">', "remote-resource"),
        ("", '<meta http-equiv="refresh" content="0; url=https://x.example/">', "remote-resource"),
        ('<a href="/a.html">x</a>', "", "absolute-link"),
        ('<a href="file:///a.html">x</a>', "", "absolute-link"),
        ('<a href="javascript:x()">x</a>', "", "absolute-link"),
        ('<a href="b.html">x</a>', "", "broken-link"),
        ('<a href="../a.html">x</a>', "", "broken-link"),
        ('<a href="assets/">x</a>', "", "broken-link"),
        ('<a data-kb-search="search/box.js" href="a.html">x</a>', "", "broken-link"),
        ('<a href="a.html#y">x</a>', "", "broken-anchor"),
    ],
)
def test_what_leads_out_of_a_copy_is_found(body: str, head: str, code: str) -> None:
    assert [problem.code for problem in _find(body, head)] == code.split()


def test_links_to_sources_and_addresses_that_are_only_named_stay() -> None:
    body = (
        '<a href="https://www.un.example/x">source</a> <a href="mailto:a@b.example">x</a>'
        '<a href="a.html#x">x</a> <a href="#top">x</a> <img src="data:image/png;base64,AA">'
    )
    head = (
        '<link rel="canonical" href="https://kb.example.org/"><link rel="license" href="a.html">'
        '<link rel="alternate" hreflang="fr" href="https://kb.example.org/fr/">'
    )
    assert _find(body, head) == []


def test_styles_and_scripts_that_fetch_from_elsewhere_are_found() -> None:
    css = b"/* url(https://no.example/) */ p { background: url('https://x.example/a.png') }"
    js = b'fetch("https://x.example/a"); const svg = "http://www.w3.org/2000/svg";'
    found = _find("", x__css=css, y__js=js)
    assert [(one.place.path, one.code) for one in found] == [
        ("x.css", "remote-resource"),
        ("y.js", "remote-resource"),
    ]


def test_a_link_to_the_hosted_site_is_found_unless_it_shows_the_address(
    folder: SiteFolder, french: dict[str, bytes]
) -> None:
    own = folder.manifest.site_url
    home = french["fr/index.html"]
    hidden = home.replace(b"</main>", f'<a href="{own}fr/">here</a></main>'.encode())
    found = find_leaks({**french, "fr/index.html": hidden})
    assert [(one.place.path, one.code) for one in found] == [("fr/index.html", "absolute-link")]
    shown = home.replace(b"</main>", f'<a href="{own}fr/">{own}fr/</a></main>'.encode())
    assert find_leaks({**french, "fr/index.html": shown}) == []
