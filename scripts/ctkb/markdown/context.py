"""What a page has to know to be drawn, and the holder that hands it over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ctkb.content.model import Library, Link, Page, PageKey, SectionId
from ctkb.content.strings import Strings
from ctkb.languages import LangTag


class MissingContext(RuntimeError):
    """A page was converted before its context was put into the holder: a fault of the caller."""


@dataclass(frozen=True, slots=True)
class PageContext:
    """One page about to be drawn.

    page: the page whose words are drawn. address_lang: language of the address; on a page that
    shows English words for want of a translation it differs from ``lang``. strings: of ``lang``.
    resolve: the ``href`` (or ``src``) of a link or image that leads inside the site. page_href:
    the ``href`` of a page, with an anchor or without, for links that blocks draw. Both may give
    paths that a later pass of the caller rewrites (treeprocessors down to priority 0). chapter:
    number of a handbook's chapter, with ``numbers``: the numbers of each section's paragraphs;
    without a chapter nothing is numbered. drift: for each section whose English text has changed,
    the ``href`` of the English section, which is final: nobody rewrites it.
    """

    library: Library
    page: Page
    address_lang: LangTag
    strings: Strings
    resolve: Callable[[Link], str]
    page_href: Callable[[PageKey, str | None], str]
    chapter: int | None = None
    numbers: Mapping[SectionId, range] = field(default_factory=dict)
    drift: Mapping[SectionId, str] = field(default_factory=dict)

    @property
    def lang(self) -> LangTag:
        """The language of the words."""
        return self.page.lang


@dataclass(slots=True)
class ContextHolder:
    """Carries the context of the page that is converted next."""

    context: PageContext | None = None

    def take(self) -> PageContext:
        """Return the context. Raises MissingContext if nobody has set one."""
        if self.context is None:
            raise MissingContext("set ContextHolder.context before converting a page")
        return self.context
