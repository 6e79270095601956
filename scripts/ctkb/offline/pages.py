"""One finished page, read back into the parts a copy is made of."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import cast

from lxml import etree, html
from lxml.html import HtmlElement

from ctkb.languages import LangTag
from ctkb.manifest import ManifestPage
from ctkb.offline.folder import SiteFolder

# The parser of HTML writes names of attributes small; these are SVG's, which XML tells apart.
_SVG_NAMES = {"viewbox": "viewBox", "preserveaspectratio": "preserveAspectRatio"}


@dataclass(frozen=True)
class PageParts:
    """What a reader sees of a page, beside the frame.

    article: ``<article>``, without namespaces, a copy of its own: change it as you like.
    standing: the sentences of the status line. untranslated: the sentence that says so, or None.
    standing and untranslated are in the language of the address, the article and its description in
    that of the words.
    """

    page: ManifestPage
    article: HtmlElement
    standing: tuple[str, ...]
    untranslated: str | None
    description: str = ""


@dataclass(frozen=True, slots=True)
class SiteNotice:
    """What every page says of the whole, in one language.

    name: of the site. standing: two or three words, such as "Independent and unofficial". subtitle:
    a sentence or two. notice: what the text is not. facts: term and value, such as the edition, the
    publisher and the licence, without the address of the page."""

    lang: LangTag
    name: str
    standing: str
    subtitle: str
    notice: str
    facts: tuple[tuple[str, str], ...]


def read_page(folder: SiteFolder, address: str) -> PageParts:
    """Read one page. address: of a page in the manifest."""
    tree = _parse(folder, address)
    article = cast(HtmlElement, deepcopy(_one(tree, "//article[@data-kind]")))
    article.tail = None
    for element in article.iter():
        if isinstance(element.tag, str):
            for name in [name for name in element.attrib if name in _SVG_NAMES]:
                element.set(_SVG_NAMES[str(name)], element.attrib.pop(name))
    standing = tree.xpath("//p[@class='kb-status']/span")
    told = tree.xpath("//main/div[contains(concat(' ', @class, ' '), ' kb-notice ')]/p")
    page = folder.pages[address]
    return PageParts(
        page=page,
        article=article,
        standing=tuple(_text(one) for one in standing),
        untranslated=_text(told[0]) if told and page.words != page.lang else None,
        description="".join(tree.xpath("//head/meta[@name='description']/@content")[:1]),
    )


def read_notice(folder: SiteFolder, lang: LangTag) -> SiteNotice:
    """Read what the foot of a language's first page says of the whole."""
    page = next(p for p in folder.manifest.pages if p.lang == lang and p.kind == "home")
    tree = _parse(folder, page.address)
    foot = _one(tree, "//footer[@id='kb-notice']")
    name, subtitle, notice = (_text(p) for p in foot.xpath("./div/div/p")[:3])
    terms = [_text(term) for term in foot.xpath(".//dt")]
    values = [_text(value) for value in foot.xpath(".//dd")]
    return SiteNotice(
        lang=lang,
        name=name,
        standing=_text(_one(tree, "//span[@class='kb-name__standing']")),
        subtitle=subtitle,
        notice=notice,
        facts=tuple(zip(terms, values, strict=True))[:-1],
    )


def to_xhtml(element: HtmlElement) -> str:
    """Return an element as XML, its empty elements closed."""
    return etree.tostring(element, encoding="unicode", method="xml", with_tail=False)


def _parse(folder: SiteFolder, address: str) -> HtmlElement:
    return html.document_fromstring(folder.read(address).decode("utf-8"))


def _one(tree: HtmlElement, path: str) -> HtmlElement:
    (found,) = tree.xpath(path)
    return cast(HtmlElement, found)


def _text(element: HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())
