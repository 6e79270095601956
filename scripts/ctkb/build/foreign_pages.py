"""The frame of a plain page: name, way to the search, words. Nothing of it needs a script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from jinja2 import Environment

from ctkb.content.foreign import SEARCH_KEY
from ctkb.content.model import Page, PageKind
from ctkb.content.strings import Strings
from ctkb.languages import LangTag, get_language
from ctkb.site.addresses import address, relative

_SEARCH = PageKind.SEARCH.value


@dataclass(frozen=True, slots=True)
class PageFrame:
    """What all pages of a language share. name: of the folder. templates: of the project, two of
    which draw the way to the search. css, scripts, box: addresses from the root; box: script of
    the search, "" for none."""

    lang: LangTag
    name: str
    strings: Strings
    templates: Environment
    css: Sequence[str]
    scripts: Sequence[str]
    box: str


@dataclass(frozen=True, slots=True)
class _Way:
    """What the two templates read: a small part of what pages of the site have."""

    t: Strings
    lang: str
    dir: str
    kind: str
    search_href: str
    search_box: str


@dataclass(frozen=True, slots=True)
class PageLink:
    """A way to a page. address: from the root. lang: of the title."""

    address: str
    title: str
    lang: LangTag


def draw_page(frame: PageFrame, where: str, title: str, page: Page, html: str) -> bytes:
    """Return a page. html: what stands under its title, safe already."""
    marks = f' data-product="{escape(page.product)}"' if page.product else ""
    marks += f' data-region="{escape(page.region)}"' if page.region else ""
    return _draw(frame, where, title, page.lang, page.kind.value, marks, html)


def draw_search(frame: PageFrame, title: str, html: str, pages: Sequence[PageLink]) -> bytes:
    """Return the page of the search. html: words of its own. pages: for readers without
    scripts."""
    where = address(SEARCH_KEY, frame.lang)
    body = f"{html}\n{_draw_links(frame, where, pages)}"
    return _draw(frame, where, title or frame.strings("search.open"), frame.lang, _SEARCH, "", body)


def draw_list(frame: PageFrame, where: str, pages: Sequence[PageLink]) -> bytes:
    """Return a page of links, in the place of a first page."""
    links = _draw_links(frame, where, pages)
    return _draw(frame, where, frame.name, frame.lang, "page", "", links)


def _draw_links(frame: PageFrame, where: str, pages: Sequence[PageLink]) -> str:
    lines = ["<ul>"]
    for page in pages:
        href = escape(quote(relative(page.address, where)))
        words = escape(page.title)
        if page.lang != frame.lang:
            words = f'<bdi lang="{page.lang}">{words}</bdi>'
        lines.append(f'<li><a href="{href}">{words}</a></li>')
    return "\n".join([*lines, "</ul>"])


def _draw(
    frame: PageFrame, where: str, title: str, words: LangTag, kind: str, marks: str, html: str
) -> bytes:
    def href(target: str) -> str:
        return escape(quote(relative(target, where)))

    say = frame.strings
    css = "\n".join(f'<link rel="stylesheet" href="{href(path)}">' for path in frame.css)
    scripts = "\n".join(f'<script src="{href(path)}" defer></script>' for path in frame.scripts)
    way = _Way(
        t=say,
        lang=frame.lang,
        dir=get_language(frame.lang).direction,
        kind=kind,
        search_href=quote(relative(address(SEARCH_KEY, frame.lang), where)),
        search_box=quote(relative(frame.box, where)) if frame.box else "",
    )
    opener = frame.templates.get_template("partials/kb-search.html").render(kb=way)
    box = frame.templates.get_template("partials/kb-search-box.html").render(kb=way)
    text = f"""<!doctype html>
<html lang="{frame.lang}" dir="{get_language(frame.lang).direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{escape(title)} · {escape(frame.name)}</title>
<link rel="icon" href="data:,">
{css}
</head>
<body class="kb-kind-{kind}">
<a class="md-skip" href="#kb-main">{escape(say("nav.skip"))}</a>
<header class="kb-head">
<div class="kb-head__inner md-grid">
<div class="kb-name"><a href="{href(address("index", frame.lang))}">{escape(frame.name)}</a></div>
<div class="kb-tools">
{opener}
</div>
</div>
</header>
<div class="kb-layout md-grid">
<main class="md-content" id="kb-main" tabindex="-1">
<article class="md-content__inner md-typeset" lang="{words}" dir="{get_language(words).direction}"\
 data-kind="{kind}"{marks}>
<h1>{escape(title)}</h1>
{box if kind == _SEARCH else ""}
{html}
</article>
</main>
</div>
{box if kind != _SEARCH else ""}
{scripts}
</body>
</html>
"""
    return text.encode()
