"""Each rule finds its fault, says it once, and is silent when the fault is mended."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

Site = dict[str, bytes]
Check = Callable[..., list[str]]


def edit(site: Site, address: str, old: str, new: str) -> None:
    assert old.encode() in site[address], f"{old!r} is not in {address}"
    site[address] = site[address].replace(old.encode(), new.encode(), 1)


def add(site: Site, markup: str, address: str = "two.html") -> None:
    edit(site, address, "</article>", f"{markup}</article>")


def codes(problems: list[str]) -> list[str]:
    return [problem.split(": ")[1] for problem in problems]


def test_a_good_site_has_no_problems(site: Site, check: Check) -> None:
    assert check(site) == []
    assert check(site, site_url="") == []


@pytest.mark.parametrize(
    ("markup", "problem"),
    [
        (
            '<a href="gone.html">',
            "broken-link: a link leads to gone.html, which does not exist. "
            "Correct the link, or add the file it leads to.",
        ),
        (
            '<img src="assets/gone.png">',
            "broken-link: a link leads to assets/gone.png, which does not exist. "
            "Correct the link, or add the file it leads to.",
        ),
        (
            '<a href="fr/two.html#none">',
            "broken-anchor: a link leads to #none in fr/two.html, which has no such id. "
            "Correct the part behind #, or add the id to fr/two.html.",
        ),
        (
            '<a href="fr/">',
            "broken-link: a link leads to the folder fr/, which no disk opens as a page. "
            "Link to fr/index.html.",
        ),
        (
            '<a href=".">',
            "broken-link: a link leads to the folder ./, which no disk opens as a page. "
            "Link to index.html.",
        ),
        (
            '<a href="../x.html">',
            'broken-link: "../x.html" leads out of the site. '
            "Take one ../ away, or link to a page of the site.",
        ),
        (
            '<a href="/index.html">',
            'root-absolute-link: "/index.html" begins with a slash, so it leads nowhere in a copy '
            "on a disk. Write it relative to the page, such as ../index.html.",
        ),
        (
            '<a href="//example.org/x">',
            'root-absolute-link: "//example.org/x" begins with a slash, so it leads nowhere in a '
            "copy on a disk. Write it relative to the page, such as ../index.html.",
        ),
        (
            '<a href="data:text/html,x">',
            'refused-scheme: href of <a> uses the scheme "data:". '
            "Link to a file of the site, to https: or to mailto: instead.",
        ),
        (
            '<iframe src="blob:x"></iframe>',
            'refused-scheme: src of <iframe> uses the scheme "blob:". '
            "Link to a file of the site, to https: or to mailto: instead.",
        ),
    ],
)
def test_an_address_that_leads_nowhere(site: Site, check: Check, markup: str, problem: str) -> None:
    add(site, markup)

    (found,) = check(site)
    path, line, rest = found.split(":", 2)
    assert path == "site/two.html"
    assert markup in site["two.html"].decode().splitlines()[int(line) - 1]
    assert rest == f" {problem}"


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="fr/two.html?q=x#one">',
        '<a href="./fr/../index.html">',
        '<a href="%69ndex.html#%6fne">',
        '<a href="#top">',
        '<a href="index.html#:~:text=One">',
        '<a href="assets/p.png#page=2">',
        '<img src="data:image/png;base64,AA==" alt="">',
        '<img srcset="data:image/png;base64,AA== 1x" alt="">',
        '<a href="tel:+123">',
    ],
)
def test_an_address_that_leads_somewhere_is_no_problem(
    site: Site, check: Check, markup: str
) -> None:
    add(site, markup)

    assert check(site) == []


def test_an_anchor_of_the_own_page_is_looked_for_in_each_page(site: Site, check: Check) -> None:
    add(site, '<h3 id="here">y</h3><a href="#here">a</a><a href="?x#here">b</a>', "index.html")
    assert check(site) == []

    add(site, '<a href="#here">a</a><a href="?x#here">b</a>')
    (found,) = check(site)
    assert "leads to #here in two.html" in found


def test_the_same_fault_in_many_files_is_one_problem(site: Site, check: Check) -> None:
    for address in ("index.html", "two.html"):
        add(site, '<a href="gone.html">', address)
    add(site, '<a href="../gone.html">', "fr/two.html")

    (found,) = check(site)

    assert found.startswith("site/fr/two.html:")
    assert "which does not exist (and so in 2 other files). Correct" in found


def test_only_the_page_for_missing_addresses_may_begin_at_the_root(
    site: Site, check: Check
) -> None:
    edit(site, "404.html", "/fr/index.html", "/kb/fr/index.html")

    assert codes(check(site)) == ["broken-link"]
    moved = {a: d.replace(b"example.org/", b"example.org/kb/") for a, d in site.items()}
    assert check(moved, site_url="https://kb.example.org/kb/") == []
    assert check(moved, site_url="") == []


def test_what_the_page_for_missing_addresses_may_do_no_other_may(site: Site, check: Check) -> None:
    site = {"404.html": site["404.html"], **site}
    add(site, '<a href="/fr/index.html">')

    assert codes(check(site)) == ["root-absolute-link"]


def test_a_redirect_is_checked_like_a_link(site: Site, check: Check) -> None:
    edit(site, "old/page.html", "../two.html", "../three.html")

    assert codes(check(site)) == ["broken-link"]


def test_a_stylesheet_is_checked_like_a_page(site: Site, check: Check) -> None:
    site["assets/b.css"] += b"\nb { background: url(gone.png); src: url(//cdn.example.org/x.woff) }"

    assert [problem.split(": ")[0] + problem.split(":")[2] for problem in check(site)] == [
        "site/assets/b.css:2 broken-link",
        "site/assets/b.css:2 remote-resource",
        "site/assets/b.css:2 root-absolute-link",
    ]


@pytest.mark.parametrize(
    ("markup", "where"),
    [
        ('<script src="https://cdn.example.org/x.js"></script>', "src of <script>"),
        ('<link rel="stylesheet" href="https://cdn.example.org/x.css">', "href of <link>"),
        ('<link rel="alternate stylesheet" href="http://x.example.org/">', "href of <link>"),
        ('<link rel="preconnect" href="https://cdn.example.org">', "href of <link>"),
        ('<img src="HTTPS://example.org/x.png">', "src of <img>"),
        ('<img srcset="assets/p.png 1x, https://example.org/x.png 2x">', "srcset of <img>"),
        ('<iframe src="https://example.org/"></iframe>', "src of <iframe>"),
        ('<form action="https://example.org/"></form>', "action of <form>"),
        ('<video poster="https://example.org/x.png"></video>', "poster of <video>"),
        ('<video><source src="https://example.org/x.mp4"></video>', "src of <source>"),
        ('<object data="https://example.org/x"></object>', "data of <object>"),
        ('<a href="index.html" ping="https://example.org/x">', "ping of <a>"),
        ('<svg><image xlink:href="https://example.org/x.png" /></svg>', "xlink:href of <image>"),
    ],
)
def test_a_request_to_another_host(site: Site, check: Check, markup: str, where: str) -> None:
    add(site, markup)

    (found,) = check(site)
    assert f": remote-resource: {where} names another host:" in found


def test_licence_and_canonical_addresses_are_no_requests(site: Site, check: Check) -> None:
    add(site, '<link rel="license" href="https://creativecommons.org/licenses/by/4.0/">')

    assert check(site) == []


@pytest.mark.parametrize(
    ("markup", "code"),
    [
        ("<script>x()</script>", "inline-script"),
        ('<p onclick="x()">y</p>', "inline-script"),
        ('<a href="javascript:x()">y</a>', "inline-script"),
        ('<p style="color: red">y</p>', "inline-style"),
        ("<style>a {}</style>", "inline-style"),
        ('<h3 id="one">y</h3>', "duplicate-id"),
    ],
)
def test_faults_inside_one_page(site: Site, check: Check, markup: str, code: str) -> None:
    add(site, markup)

    (found,) = check(site)
    assert found.startswith("site/two.html:")
    assert f": {code}: " in found


@pytest.mark.parametrize(
    ("address", "old", "new", "what"),
    [
        ("two.html", '<html lang="en"', "<html", '<html> has lang="" where the address is of "en"'),
        ("fr/two.html", '<html lang="fr"', '<html lang="en"', 'the address is of "fr"'),
        ("ar/two.html", ' dir="rtl"', "", '<html> has dir="" in a page that runs rtl'),
        ("two.html", ' dir="ltr"', ' dir="rtl"', '<html> has dir="rtl" in a page that runs ltr'),
        ("ar/two.html", '<article lang="en"', "<article", '<article> has lang=""'),
        ("ar/two.html", '<article lang="en" dir="ltr"', '<article lang="en"', "does not run ltr"),
        ("two.html", "<article", "<section", "the page has no <article>"),
    ],
)
def test_a_page_without_its_language(
    site: Site, check: Check, address: str, old: str, new: str, what: str
) -> None:
    edit(site, address, old, new)

    found = [problem for problem in check(site) if ": missing-lang: " in problem]
    assert len(found) == 1
    assert found[0].startswith(f"site/{address}:")
    assert what in found[0]


def test_a_left_to_right_page_may_leave_its_direction_out(site: Site, check: Check) -> None:
    edit(site, "two.html", ' dir="ltr"', "")

    assert check(site) == []


def test_a_file_nothing_uses(site: Site, check: Check) -> None:
    site["assets/map.js.map"] = b"{}"
    site["assets/other/worker2.js"] = b"1"

    assert codes(check(site)) == ["unused-file", "unused-file"]


def test_files_that_only_an_unused_file_uses_are_unused_too(site: Site, check: Check) -> None:
    for address in [address for address in site if address.endswith(".html")]:
        site[address] = site[address].replace(b'<link rel="stylesheet" href="', b'<i data-x="')
        site[address] = site[address].replace(b"a.css", b"a.txt")

    assert [problem.split(":")[0] for problem in check(site)] == [
        "site/assets/a.css",
        "site/assets/b.css",
        "site/assets/i.svg",
    ]


def test_a_file_may_be_named_in_a_data_attribute(site: Site, check: Check) -> None:
    site["search/en.js"] = b"1"
    assert codes(check(site)) == ["unused-file"]

    add(site, '<p data-kb-index="search/en.js"></p>')
    assert check(site) == []


def test_a_page_that_does_not_lead_to_its_twin(site: Site, check: Check) -> None:
    edit(site, "two.html", 'href="fr/two.html"', 'href="fr/index.html"')

    (found,) = check(site)
    assert found.startswith(
        "site/two.html:1: switcher: the page has no link with hreflang to fr/two.html. "
    )


def test_only_built_languages_have_to_be_led_to(site: Site, check: Check) -> None:
    site["extra.html"] = site["two.html"].replace(b"two.html", b"extra.html")

    found = [problem for problem in check(site) if ": switcher: " in problem]
    assert len(found) == 2
    english = {a: d for a, d in site.items() if a in ("404.html", "assets/a.css")}
    assert not [p for p in check(english, languages=("en",)) if ": switcher: " in p]


@pytest.mark.parametrize(
    ("address", "old", "new", "what"),
    [
        ("two.html", "org/fr/two.html", "org/fr/index.html", "is fr/index.html, not fr/two.html"),
        ("two.html", "org/fr/two.html", "org/fr/none.html", 'fr/none.html" is no page of the site'),
        ("two.html", "org/fr/two.html", "net/fr/two.html", 'fr/two.html" is no page of the site'),
        ("two.html", 'hreflang="fr" href="https', 'href="https', 'no alternate with hreflang="fr"'),
        (
            "fr/two.html",
            'rel="alternate" hreflang="en"',
            'rel="author"',
            "names fr/two.html as its alternate, which does not name it back",
        ),
        (
            "two.html",
            "</head>",
            '<link rel="alternate" hreflang="ar" href="https://kb.example.org/ar/two.html"></head>',
            "names ar/two.html as its alternate, which does not name it back",
        ),
    ],
)
def test_alternates_that_do_not_fit(
    site: Site, check: Check, address: str, old: str, new: str, what: str
) -> None:
    edit(site, address, old, new)

    found = [problem for problem in check(site) if ": hreflang: " in problem]
    assert any(what in problem for problem in found), found


def test_an_alternate_may_end_with_its_folder(site: Site, check: Check) -> None:
    for address in ("index.html", "fr/index.html"):
        site[address] = site[address].replace(b"org/fr/index.html", b"org/fr/")

    assert check(site) == []


def test_a_page_heavier_than_the_budget(site: Site, check: Check) -> None:
    assert check(site, budget=5_000) == []
    chance = random.Random(1)
    site["assets/worker.js"] = chance.randbytes(90_000)
    assert check(site, budget=5_000) == []

    site["assets/b.css"] += b"/*" + chance.randbytes(5_000).replace(b"*", b"") + b"*/"
    add(site, '<p class="heaviest-of-them-all"></p>', "fr/two.html")
    (found,) = check(site, budget=5_000)
    assert found.startswith("site/fr/two.html:1: page-too-heavy: the first view has ")
    assert "the budget is 5000, and 5 more are over it." in found
