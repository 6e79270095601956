"""Read a drawn page or another file once, and keep only what the checks ask for."""

from __future__ import annotations

import re
import zlib

from lxml import etree

from ctkb.checks.facts import FileFacts, PageFacts, Ref, Role, Spot

_ADDRESSES = frozenset(
    (
        "action",
        "background",
        "data",
        "formaction",
        "href",
        "manifest",
        "ping",
        "poster",
        "src",
        "xlink:href",
    )
)
_SOURCE_SETS = frozenset(("srcset", "imagesrcset"))
_DATA_SCRIPTS = frozenset(("application/json", "application/ld+json"))
_ENDS = re.compile(rb"</(?:body|html)\s*>", re.IGNORECASE)
"""What stands behind these a browser still draws, and lxml would drop."""
_FILE = re.compile(r"[\w./~%-]*[\w~%-]\.[a-z0-9]{2,5}(?:[?#].*)?", re.ASCII)
_QUOTED_FILE = re.compile(r"""["'`]([\w./~%-]*[\w~%-]\.[a-z0-9]{2,5})["'`]""", re.ASCII)
_CSS_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_CSS_REF = re.compile(
    r"""url\(\s*(?:"([^"\n]*)"|'([^'\n]*)'|([^"'()\s]*))\s*\)"""
    r"""|@import\s+(?:"([^"\n]*)"|'([^'\n]*)')""",
    re.IGNORECASE,
)
_REFRESH = re.compile(r"\s*[\d.]*\s*[;,]?\s*(?:url\s*=)?\s*[\"']?([^\"']*)", re.IGNORECASE)
_JAVASCRIPT = re.compile(r"[\x00-\x20]*" + r"[\t\n\r]*".join("javascript") + r"[\t\n\r]*:", re.I)


def read_html(data: bytes) -> PageFacts:
    """Return the facts of a page. data: the file's bytes, UTF-8. Never raises for what is in it."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    reader = _PageReader()
    whole = _ENDS.sub(b"", data)
    root = etree.fromstring(whole, parser) if whole.strip() else None
    if root is not None:
        for element in root.iter(etree.Element):
            reader.take(element)
    return reader.finish(_gzip_size(data))


class _PageReader:
    """Goes through the elements of one page in order."""

    def __init__(self) -> None:
        self._html = ("", "")
        self._article = ("", "", 0)
        self._canonical = ""
        self._is_redirect = False
        self._ids: list[Spot] = []
        self._links: dict[tuple[str, ...], Ref] = {}
        self._alternates: list[Ref] = []
        self._scripts: list[Spot] = []
        self._styles: list[Spot] = []
        self._uses: dict[str, None] = {}

    def take(self, element: etree._Element) -> None:
        """Take one element. The parser has put names of elements and attributes in lower case."""
        tag = str(element.tag)
        if tag == "html":
            self._html = (element.get("lang", ""), element.get("dir", ""))
        elif tag == "article" and not self._article[2]:
            where = _line_of(element)
            self._article = (element.get("lang", ""), element.get("dir", ""), where)
        elif tag == "style":
            self._styles.append(Spot(_line_of(element), "a <style> element"))
        elif tag == "script":
            self._take_script(element)
        elif tag == "meta" and element.get("http-equiv", "").lower() == "refresh":
            self._take_refresh(element)
        for name, value in element.items():
            if name != "class":
                self._take_attribute(element, tag, str(name), str(value))

    def _take_script(self, element: etree._Element) -> None:
        kind = element.get("type", "").strip().lower()
        if element.get("src") is None and kind not in _DATA_SCRIPTS:
            words = "a <script> element with its code inside"
            self._scripts.append(Spot(_line_of(element), words))

    def _take_refresh(self, element: etree._Element) -> None:
        self._is_redirect = True
        match = _REFRESH.match(element.get("content", ""))
        if match and match[1]:
            self._add(Ref(_line_of(element), "meta", "content", match[1].strip()))

    def _take_attribute(self, element: etree._Element, tag: str, name: str, value: str) -> None:
        if name == "id":
            self._ids.append(Spot(_line_of(element), value))
        elif name in _ADDRESSES:
            line = _line_of(element)
            if _JAVASCRIPT.match(value):
                self._scripts.append(Spot(line, f"a javascript: address on <{tag}>"))
            else:
                rel = " ".join(element.get("rel", "").lower().split())
                hreflang = element.get("hreflang", "").lower()
                self._take_address(Ref(line, tag, name, value.strip(), rel, hreflang))
        elif name.startswith("data-"):
            if _FILE.fullmatch(value.strip()):
                self._uses[value.strip()] = None
        elif name == "style":
            self._styles.append(Spot(_line_of(element), f"a style attribute on <{tag}>"))
        elif name.startswith("on") and len(name) > 2:
            self._scripts.append(Spot(_line_of(element), f"the handler {name} on <{tag}>"))
        elif name == "srcdoc":
            self._scripts.append(Spot(_line_of(element), f"a srcdoc attribute on <{tag}>"))
        elif name in _SOURCE_SETS:
            for candidate in _split_source_set(value):
                self._add(Ref(_line_of(element), tag, name, candidate))

    def _take_address(self, ref: Ref) -> None:
        if ref.tag == "link" and ref.rel == "canonical":
            self._canonical = ref.target
        elif ref.tag == "link" and ref.rel == "alternate" and ref.hreflang:
            self._alternates.append(ref)
        else:
            self._add(ref)

    def _add(self, ref: Ref) -> None:
        same = (ref.tag, ref.attribute, ref.target, ref.rel, ref.hreflang)
        self._links.setdefault(same, ref)

    def finish(self, gzip_size: int) -> PageFacts:
        own = {f"#{spot.words}" for spot in self._ids}
        return PageFacts(
            lang=self._html[0],
            dir=self._html[1],
            article_lang=self._article[0],
            article_dir=self._article[1],
            article_line=self._article[2],
            ids=tuple(self._ids),
            links=tuple(ref for ref in self._links.values() if ref.target not in own),
            canonical=self._canonical,
            alternates=tuple(self._alternates),
            inline_scripts=tuple(self._scripts),
            inline_styles=tuple(self._styles),
            uses=tuple(self._uses),
            is_redirect=self._is_redirect,
            gzip_size=gzip_size,
        )


def _line_of(element: etree._Element) -> int:
    line = element.sourceline
    return line if isinstance(line, int) else 1


def _split_source_set(value: str) -> list[str]:
    """Return the addresses of a source set; a data address holds commas and stands alone."""
    if value.strip().lower().startswith("data:"):
        return [value.split()[0]]
    return [candidate.split()[0] for candidate in value.split(",") if candidate.strip()]


def read_file(address: str, data: bytes, role: Role = "asset") -> FileFacts:
    """Return the facts of a file that is not a page. address: tells its kind by its ending."""
    ending = address.rpartition(".")[2].lower()
    if ending == "css":
        return FileFacts(role, _gzip_size(data), refs=_read_css(data.decode("utf-8", "replace")))
    if ending in ("js", "mjs"):
        names = dict.fromkeys(_QUOTED_FILE.findall(data.decode("utf-8", "replace")))
        return FileFacts(role, _gzip_size(data), names=tuple(names))
    if ending in ("json", "webmanifest") and role == "asset":
        names = dict.fromkeys(_QUOTED_FILE.findall(data.decode("utf-8", "replace")))
        return FileFacts(role, names=tuple(names))
    return FileFacts(role)


def _read_css(text: str) -> tuple[Spot, ...]:
    plain = _CSS_COMMENT.sub(lambda match: "\n" * match[0].count("\n"), text)
    spots: list[Spot] = []
    line, seen = 1, 0
    for match in _CSS_REF.finditer(plain):
        line += plain.count("\n", seen, match.start())
        seen = match.start()
        target = next((group for group in match.groups() if group is not None), "")
        spots.append(Spot(line, target))
    return tuple(spots)


def _gzip_size(data: bytes) -> int:
    """Return the size as a web server would send it: gzip at its usual level, without a date."""
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    return len(packer.compress(data)) + len(packer.flush())
