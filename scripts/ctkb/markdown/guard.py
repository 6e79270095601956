"""The last pass over a page's tree: what is not on a list does not leave.

``content`` refuses dangerous text with its line; this is the second lock, for what it might miss
and for what other extensions might add.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from html import unescape
from urllib.parse import unquote

from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

SCHEMES = frozenset({"https", "mailto"})
# fmt: off
ELEMENTS = frozenset({
    "a", "abbr", "aside", "b", "bdi", "blockquote", "br", "caption", "cite", "code",
    "col", "colgroup", "dd", "del", "dfn", "div", "dl", "dt", "em", "figcaption", "figure",
    "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p",
    "pre", "q", "s", "samp", "section", "small", "span", "strong", "sub", "sup", "table", "tbody",
    "td", "tfoot", "th", "thead", "time", "tr", "ul", "var",
    "svg", "title", "rect", "circle", "polygon", "polyline", "text",
})
ATTRIBUTES = frozenset({
    "id", "class", "lang", "dir", "title", "hidden", "role", "tabindex", "aria-label",
    "aria-labelledby", "aria-describedby", "aria-details", "aria-hidden", "aria-expanded",
    "aria-controls",
})
# fmt: on
OF_ELEMENT = {
    "a": frozenset({"href", "hreflang", "rel"}),
    "img": frozenset({"src", "alt", "width", "height", "loading"}),
    "ol": frozenset({"start"}),
    "time": frozenset({"datetime"}),
    "th": frozenset({"scope", "colspan", "rowspan"}),
    "td": frozenset({"colspan", "rowspan"}),
    "svg": frozenset(
        {
            "xmlns",
            "viewBox",
            "width",
            "height",
            "font-size",
            "fill",
            "direction",
        }
    ),
    "rect": frozenset(
        {
            "x",
            "y",
            "width",
            "height",
            "rx",
            "fill",
            "fill-opacity",
            "stroke",
        }
    ),
    "circle": frozenset({"cx", "cy", "r", "fill", "stroke"}),
    "polygon": frozenset({"points"}),
    "polyline": frozenset({"points", "fill", "stroke", "stroke-width"}),
    "text": frozenset({"x", "y", "text-anchor", "font-weight"}),
}
NO_ATTRIBUTES: frozenset[str] = frozenset()
UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")
SCHEME = re.compile(r"^([^/?#:]*):")


def is_safe_address(address: str) -> bool:
    """Say whether an address is relative or has an allowed scheme, however it is written.

    Entities and percent escapes are decoded until nothing changes; characters that browsers skip
    or nobody sees are taken out before looking. Addresses from a host's root or without a scheme
    but with a host are not safe: they lead elsewhere in a copy opened from a disk.
    """
    plain = address.replace(AMP_SUBSTITUTE, "&")
    for _ in range(8):
        decoded = UNSEEN.sub("", unquote(unescape(plain)))
        if decoded == plain:
            break
        plain = decoded
    else:
        return False
    if plain.startswith(("/", "\\")):
        return False
    match = SCHEME.match(plain)
    return match is None or match[1].lower() in SCHEMES


class Guard(Treeprocessor):
    """Drops attributes and addresses that are not allowed, and names of elements that are not; an
    image has a relative address or none."""

    def run(self, root: etree.Element) -> None:
        """Clean the tree in place."""
        for element in root.iter():
            if element is not root and element.tag not in ELEMENTS:
                element.tag = "span"
            allowed = ATTRIBUTES | OF_ELEMENT.get(str(element.tag), NO_ATTRIBUTES)
            for name, value in list(element.attrib.items()):
                unsafe = name in ("href", "src") and not is_safe_address(value)
                unsafe = unsafe or (name == "src" and ":" in unquote(unescape(value)))
                if name not in allowed or unsafe:
                    del element.attrib[name]
