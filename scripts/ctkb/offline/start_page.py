"""START.html: opens the site from a folder. No script, relative links, readable without a style.

Its stylesheet stands in ``site/assets``, so that it is found only once the zip is extracted: until
then the page says, in six languages, that this has to be done first.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from importlib.resources import files

from ctkb.languages import LANGUAGES
from ctkb.offline.start_facts import CopyFacts, LanguagePart, Way
from ctkb.offline.verifying import FILES_COMMANDS, SIGNATURE_COMMAND, list_sum_commands
from ctkb.offline.words import CopyWords, read_words

START = "START.html"
STYLE = "assets/start.css"
"""Where its stylesheet stands in the site of the copy."""


def read_style() -> bytes:
    """Return the stylesheet of START.html."""
    return (files("ctkb.offline") / "styles" / "start.css").read_bytes()


def draw_start(copy: CopyFacts) -> bytes:
    """Draw START.html of a copy, in UTF-8."""
    first = copy.parts[0]
    lang, direction = first.language.tag, first.language.direction
    if len(copy.parts) > 1:
        body = _draw_choice(copy.parts)
        body += "".join(_draw_beside(copy, part) for part in copy.parts)
    else:
        body = _draw_alone(copy, first)
    return f"""<!doctype html>
<html lang="{lang}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>{escape(first.notice.name)} · {escape(copy.edition)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="site/{STYLE}">
</head>
<body>
{_draw_extract_first()}<header class="head">
<h1>{escape(first.notice.name)}</h1>
<p class="standing">{escape(first.notice.standing)} · {escape(copy.edition)}</p>
</header>
<main>
{body}</main>
</body>
</html>
""".encode()


def _draw_extract_first() -> str:
    lines = "".join(
        f'<p lang="{one.tag}" dir="{one.direction}"><strong>'
        f"{escape(read_words(one.tag)['start-extract'])}</strong></p>\n"
        for one in LANGUAGES
    )
    return f'<div class="extract">\n{lines}<hr>\n</div>\n'


def _draw_choice(parts: Iterable[LanguagePart]) -> str:
    entries = "".join(
        f'<li lang="{part.language.tag}" dir="{part.language.direction}">'
        f'<a class="open" href="{escape(part.home)}" hreflang="{part.language.tag}">'
        f"<span>{escape(part.language.endonym)}</span> "
        f"<span>{escape(part.notice.name)}</span></a></li>\n"
        for part in parts
    )
    return f'<ul class="choice">\n{entries}</ul>\n'


def _draw_alone(copy: CopyFacts, part: LanguagePart) -> str:
    """Draw what the page of a copy in one language says."""
    say = part.words
    return (
        f'<p class="way"><a class="open" href="{escape(part.home)}">'
        f"{escape(say['start-open'])}</a></p>\n"
        f"<p>{escape(say['start-works'])}</p>\n"
        f"<p>{escape(part.notice.subtitle)}</p>\n"
        f"{_draw_facts(copy, part)}"
        f"{_draw_ways(say['start-handbooks'], part.handbooks, part)}"
        f"{_draw_ways(say['start-reference'], part.reference, part)}"
        f'<div class="notice">\n<h2>{escape(say["start-notice"])}</h2>\n'
        f"<p><strong>{escape(part.notice.notice)}</strong></p>\n</div>\n"
        f"<h2>{escape(say['start-inside'])}</h2>\n{_draw_inside(part)}"
        f"<h2>{escape(say['start-check'])}</h2>\n{_draw_check(copy, say)}"
    )


def _draw_beside(copy: CopyFacts, part: LanguagePart) -> str:
    """Draw what the page of a copy in several languages says in one of them: the notice open, the
    rest closed up."""
    say = part.words
    return (
        f'<section lang="{part.language.tag}" dir="{part.language.direction}">\n'
        f'<div class="notice">\n<h2>{escape(part.language.endonym)}</h2>\n'
        f"<p>{escape(part.notice.subtitle)}</p>\n"
        f"<p><strong>{escape(part.notice.notice)}</strong></p>\n"
        f"<details>\n<summary>{escape(say['start-inside'])}</summary>\n"
        f"<p>{escape(say['start-works'])}</p>\n"
        f"{_draw_facts(copy, part)}{_draw_inside(part)}</details>\n"
        f"<details>\n<summary>{escape(say['start-check'])}</summary>\n"
        f"{_draw_check(copy, say)}</details>\n</div>\n</section>\n"
    )


def _draw_facts(copy: CopyFacts, part: LanguagePart) -> str:
    say = part.words
    rows = [(say["start-edition"], f"<bdi>{escape(copy.edition)}</bdi>")]
    if copy.month:
        rows.append((say["start-date"], f"<bdi><time>{copy.month}</time></bdi>"))
        rule = escape(say["start-newer-rule"]).format(month=f"<bdi>{copy.newer}</bdi>")
        rows.append((say["start-newer"], rule))
    names = (
        f'<bdi lang="{one.language.tag}">{escape(one.language.endonym)}</bdi>' for one in copy.parts
    )
    rows.append((say["start-languages"], " · ".join(names)))
    rows += [(term, escape(value)) for term, value in part.notice.facts[1:]]
    if copy.url:
        rows.append(("URL", f"<bdi>{escape(copy.url)}</bdi>"))
    drawn = "".join(f"<div><dt>{escape(term)}</dt><dd>{value}</dd></div>\n" for term, value in rows)
    return f"<dl>\n{drawn}</dl>\n"


def _draw_ways(title: str, ways: Iterable[Way], part: LanguagePart) -> str:
    drawn = ""
    for way in ways:
        words = escape(way.title)
        if way.lang != part.language.tag:
            words = f'<bdi lang="{way.lang}" dir="ltr">{words}</bdi>'
        drawn += f'<li><a href="{escape(way.href)}">{words}</a></li>\n'
    if not drawn:
        return ""
    return f'<h2>{escape(title)}</h2>\n<ul class="ways">\n{drawn}</ul>\n'


def _draw_inside(part: LanguagePart) -> str:
    lines = "".join(f"<li>{escape(line)}</li>\n" for line in list_inside(part))
    return f"<ul>\n{lines}</ul>\n"


def list_inside(part: LanguagePart) -> list[str]:
    """Return the sentences on what a copy holds."""
    say = part.words
    english = [say["start-inside-english"].format(pages=part.english)] if part.english else []
    return [
        say["start-inside-pages"].format(pages=part.pages),
        *english,
        say["start-inside-files"],
        say["start-licence"],
    ]


def _draw_check(copy: CopyFacts, say: CopyWords) -> str:
    windows, *unix = list_sum_commands(copy.name)
    told = [
        f"<p>{escape(say['start-check-zip'])}</p>\n",
        f"<p>{escape(say['start-windows'])}</p>\n{_draw_commands([windows])}",
        f"<p>{escape(say['start-unix'])}</p>\n{_draw_commands(unix)}",
        f"<p>{escape(say['start-check-files'])}</p>\n{_draw_commands(FILES_COMMANDS)}",
        f"<p><strong>{escape(say['start-not-same-stick'])}</strong></p>\n",
    ]
    if copy.key:
        key = f'<code dir="ltr">{escape(copy.key.fingerprint)}</code>'
        told.append(f"<p>{escape(say['start-signed']).format(fingerprint=key)}</p>\n")
        told.append(f"<p>{escape(say['start-check-signature'])}</p>\n")
        told.append(_draw_commands([SIGNATURE_COMMAND]))
    else:
        told.append(f"<p>{escape(say['start-unsigned'])}</p>\n")
    return "".join(told)


def _draw_commands(commands: Iterable[str]) -> str:
    return "".join(f'<pre dir="ltr"><code>{escape(one)}</code></pre>\n' for one in commands)
