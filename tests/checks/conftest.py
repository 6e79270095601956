"""A small good site, to be broken in one place by each test."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from ctkb.checks import check_pages, read_file, read_html
from ctkb.problems import Problem

SITE_URL = "https://kb.example.org/"
LANGUAGES = ("en", "fr", "ar")
_DIRECTIONS = {"en": "ltr", "fr": "ltr", "ar": "rtl"}
_PREFIXES = {"en": "", "fr": "fr/", "ar": "ar/"}

Site = dict[str, bytes]


def _draw(lang: str, name: str) -> bytes:
    """Draw a page: translated into French, shown in English words at the Arabic address."""
    words = "en" if lang == "ar" else lang
    up = "" if lang == "en" else "../"
    switches = "".join(
        f'<a href="{up}{prefix}{name}" lang="{tag}" '
        f'hreflang="{"en" if tag == "ar" else tag}">x</a>\n'
        for tag, prefix in _PREFIXES.items()
    )
    alternates = "".join(
        f'<link rel="alternate" hreflang="{tag}" href="{SITE_URL}{_PREFIXES.get(tag, "")}{name}">\n'
        for tag in ("en", "fr", "x-default")
    )
    return f"""<!doctype html>
<html lang="{lang}" dir="{_DIRECTIONS[lang]}">
<head><meta charset="utf-8">
<link rel="canonical" href="{SITE_URL}{_PREFIXES[words]}{name}">
{"" if words != lang else alternates}
<link rel="stylesheet" href="{up}assets/a.css">
<script src="{up}assets/a.js" defer></script>
</head><body>
{switches}
<article lang="{words}" dir="ltr"><h2 id="one">One</h2>
<a href="two.html#one">two</a> <a href="#one">one</a> <a href="#">up</a>
<a href="https://example.org/">out</a> <a href="mailto:a@example.org">write</a>
<img src="{up}assets/p.png" alt="p">
</article></body></html>
""".encode()


@pytest.fixture
def site() -> Site:
    """Return the files of a site without problems."""
    pages = {
        prefix + name: _draw(lang, name)
        for lang, prefix in _PREFIXES.items()
        for name in ("index.html", "two.html")
    }
    return {
        **pages,
        "404.html": b'<!doctype html><html lang="en"><a href="/fr/index.html">x</a></html>',
        "old/page.html": (
            b'<!doctype html><html lang="en"><meta http-equiv="refresh" content="0; '
            b'url=../two.html"><link rel="canonical" href="https://kb.example.org/two.html"></html>'
        ),
        "assets/a.css": b'@import "b.css";\n',
        "assets/b.css": b"a { background: url(i.svg) url(data:image/png;base64,AA==) }",
        "assets/i.svg": b"<svg/>",
        "assets/a.js": b"load(base + 'worker.js')",
        "assets/worker.js": b"1",
        "assets/p.png": b"PNG",
        "assets/LICENSE.txt": b"MIT",
        "manifest.json": b"{}",
        "sitemap.xml": b"<urlset/>",
    }


Check = Callable[..., list[str]]


@pytest.fixture
def check() -> Check:
    """Return a function that checks a site and gives back its problems as people see them."""

    def run(site: Mapping[str, bytes], **options: object) -> list[str]:
        pages = {a: read_html(data) for a, data in site.items() if a.endswith(".html")}
        files = {a: read_file(a, data) for a, data in site.items() if a not in pages}
        problems: list[Problem] = check_pages(
            pages,
            files,
            options.get("languages", LANGUAGES),  # type: ignore[arg-type]
            site_url=str(options.get("site_url", SITE_URL)),
            budget=options.get("budget"),  # type: ignore[arg-type]
        )
        return [str(problem) for problem in problems]

    return run
