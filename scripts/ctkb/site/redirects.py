"""Old addresses (``aliases:``) as small pages that lead to the new ones, from file:// too."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from html import escape

from ctkb.content.model import Library
from ctkb.content.strings import Strings
from ctkb.languages import address_prefix, get_language


def draw_redirect(href: str, lang: str, strings: Strings) -> str:
    """Return a whole page that leads to a relative href: no script, readable without refresh."""
    direction = get_language(lang).direction
    target = escape(href, quote=True)
    return (
        f'<!doctype html>\n<html lang="{lang}" dir="{direction}">\n<head>\n'
        '<meta charset="utf-8">\n<meta name="robots" content="noindex">\n'
        f'<meta http-equiv="refresh" content="0; url={target}">\n'
        f"<title>{escape(strings('redirect.title'))}</title>\n</head>\n<body>\n"
        f"<main><p>{escape(strings('redirect.text'))} "
        f'<a href="{target}">{escape(strings("redirect.link"))}</a></p>\n'
        f"<p>{escape(strings('site.subtitle'))}</p></main>\n</body>\n</html>\n"
    )


def list_redirects(library: Library, lang: str, strings: Strings) -> Iterator[tuple[str, str]]:
    """Yield address and page of every redirect of one language, in reading order."""
    prefix = address_prefix(lang)
    for key in library.order:
        page = library.page(key, "en")
        for alias in page.aliases if page else ():
            href = posixpath.relpath(f"{key}.html", posixpath.dirname(alias) or ".")
            yield f"{prefix}{alias}", draw_redirect(href, lang, strings)
