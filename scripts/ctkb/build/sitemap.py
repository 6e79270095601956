"""One sitemap for all languages, with the alternates of each page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from lxml import etree

from ctkb.content import Library
from ctkb.languages import ENGLISH
from ctkb.site import Settings, address

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"


def draw_sitemap(library: Library, settings: Settings, languages: Sequence[str]) -> bytes:
    """Return ``sitemap.xml``: every page in every language it is really written in.

    Pages shown in English for want of a translation are left out. No dates: they would change
    with the day of the build."""
    root = etree.Element(
        f"{{{SITEMAP}}}urlset", nsmap=cast(dict[str, str], {None: SITEMAP, "xhtml": XHTML})
    )
    for key in library.order:
        tags = [lang for lang in languages if library.page(key, lang)]
        for tag in tags:
            url = etree.SubElement(root, f"{{{SITEMAP}}}url")
            location = etree.SubElement(url, f"{{{SITEMAP}}}loc")
            location.text = settings.absolute(address(key, tag))
            for other in [*tags, "x-default"]:
                lang = ENGLISH if other == "x-default" else other
                if lang in tags:
                    href = settings.absolute(address(key, lang))
                    attributes = {"rel": "alternate", "hreflang": other, "href": href}
                    etree.SubElement(url, f"{{{XHTML}}}link", attributes)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
