"""What is kept of a page and of a file, and that it survives JSON."""

from __future__ import annotations

import gzip
import json

import pytest

from ctkb.checks import FileFacts, PageFacts, Ref, Spot, read_file, read_html

PAGE = b"""<!doctype html>
<html lang="ar" dir="rtl">
<head>
<link rel="canonical" href="https://kb.example.org/ar/index.html">
<link rel="alternate" hreflang="en" href="https://kb.example.org/index.html">
<link rel="stylesheet" href="../assets/a.css">
<script src="../assets/a.js" defer></script>
<script type="application/json" id="data">{"a": "<b>"}</script>
</head>
<body>
<a id="top-link" href="../index.html#x" hreflang="EN">one</a>
<a href="../index.html#x" hreflang="en">the same again</a>
<article lang="en" dir="ltr"><h2 id="x">X</h2>
<img src="p.png" srcset="p.png 1x, q.png 2x" alt="">
<article lang="fr"></article>
<div data-kb-index="../search/ar.js" data-kind="page" data-note="a sentence. And more"></div>
</article>
</body></html>
"""


def test_a_page_is_read_once_into_facts() -> None:
    facts = read_html(PAGE)

    assert (facts.lang, facts.dir) == ("ar", "rtl")
    assert (facts.article_lang, facts.article_dir, facts.article_line) == ("en", "ltr", 13)
    assert facts.ids == (Spot(8, "data"), Spot(11, "top-link"), Spot(13, "x"))
    assert facts.canonical == "https://kb.example.org/ar/index.html"
    assert facts.alternates == (
        Ref(5, "link", "href", "https://kb.example.org/index.html", "alternate", "en"),
    )
    assert facts.links == (
        Ref(6, "link", "href", "../assets/a.css", "stylesheet"),
        Ref(7, "script", "src", "../assets/a.js"),
        Ref(11, "a", "href", "../index.html#x", "", "en"),
        Ref(14, "img", "src", "p.png"),
        Ref(14, "img", "srcset", "p.png"),
        Ref(14, "img", "srcset", "q.png"),
    )
    assert facts.uses == ("../search/ar.js",)
    assert (facts.inline_scripts, facts.inline_styles, facts.is_redirect) == ((), (), False)
    assert abs(facts.gzip_size - len(gzip.compress(PAGE, 6))) < 3


def test_facts_survive_json() -> None:
    facts = read_html(PAGE + b'<p style="x" onclick="y"><p id="x">')

    assert facts.inline_scripts
    assert facts.inline_styles
    assert PageFacts.from_json(json.loads(json.dumps(facts.to_json()))) == facts


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<script>x()</script>", "a <script> element with its code inside"),
        ('<script type="module">x()</script>', "a <script> element with its code inside"),
        ('<script type="importmap">{}</script>', "a <script> element with its code inside"),
        ('<p onclick="x()">', "the handler onclick on <p>"),
        ("<svg><g ONLOAD=x()></g></svg>", "the handler onload on <g>"),
        ('<a href="javascript:x()">', "a javascript: address on <a>"),
        ('<a href=" jAva&#x9;scr&#10;ipt&colon;x()">', "a javascript: address on <a>"),
        ('<form action="javascript:x()">', "a javascript: address on <form>"),
        ('<iframe srcdoc="x"></iframe>', "a srcdoc attribute on <iframe>"),
    ],
)
def test_code_inside_a_page_is_seen(markup: str, words: str) -> None:
    facts = read_html(f"<!doctype html><html><body>\n{markup}</body></html>".encode())

    assert facts.inline_scripts == (Spot(2, words),)


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<style>a{}</style>", "a <style> element"),
        ('<td style="text-align: right">', "a style attribute on <td>"),
        ("<svg><style>a{}</style></svg>", "a <style> element"),
    ],
)
def test_a_style_inside_a_page_is_seen(markup: str, words: str) -> None:
    html = f"<!doctype html><html><body>\n<table><tr>{markup}</tr></table></body></html>"
    if "svg" in markup:
        html = f"<!doctype html><html><body>\n{markup}</body></html>"
    elif "td" not in markup:
        html = f"<!doctype html><html><head>\n{markup}</head></html>"

    assert read_html(html.encode()).inline_styles == (Spot(2, words),)


def test_a_redirect_leads_somewhere() -> None:
    facts = read_html(
        b'<html lang="en"><head><meta http-equiv="Refresh" content="0; URL=../new.html#a"></head>'
    )

    assert facts.is_redirect
    assert facts.links == (Ref(1, "meta", "content", "../new.html#a"),)


@pytest.mark.parametrize("data", [b"", b"  \n", b"\xff\xfe\x00", b"<", b"<!-- x", b"words"])
def test_a_broken_page_is_read_without_an_error(data: bytes) -> None:
    assert read_html(data).links == ()


def test_letters_of_every_script_are_kept() -> None:
    html = '<html><body><h2 id="право">x</h2><a href="право.html">y</a></body></html>'

    facts = read_html(html.encode())

    assert facts.ids[0].words == "право"
    assert facts.links[0].target == "право.html"


def test_a_stylesheet_names_what_it_uses_with_lines() -> None:
    css = b"""/* url(no.png)
*/ @import "base.css";
@import url('print.css') print;
a { background: url( "data:image/svg+xml;utf8,<svg a='b'/>" ) }
b { src: url(fonts/a.woff2) format("woff2"), url(https://x.org/b.woff2) }
"""

    facts = read_file("assets/css/a.css", css)

    assert facts.refs == (
        Spot(2, "base.css"),
        Spot(3, "print.css"),
        Spot(4, "data:image/svg+xml;utf8,<svg a='b'/>"),
        Spot(5, "fonts/a.woff2"),
        Spot(5, "https://x.org/b.woff2"),
    )
    assert facts.gzip_size > 0


def test_a_script_names_files_in_its_strings() -> None:
    facts = read_file("a.js", b"new Worker(base + 'js/search-worker.js'); let v = 'a.b c'; \"x\"")

    assert facts.names == ("js/search-worker.js",)


def test_other_files_name_nothing() -> None:
    assert read_file("a.png", b"\x89PNG 'x.js'") == FileFacts()
    assert read_file("search/en.json", b'["a.js"]', "search") == FileFacts("search")
