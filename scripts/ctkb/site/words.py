"""What the Markdown extension needs to draw one page's words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ctkb.content.model import Library, Link, Page, PageKey, PageKind, SectionId
from ctkb.content.numbering import number_paragraphs
from ctkb.languages import ENGLISH
from ctkb.markdown import PageContext
from ctkb.site.addresses import address, relative
from ctkb.site.project import Project
from ctkb.translation import Route, find_drift


def make_page_context(
    project: Project, route: Route, resolve: Callable[[Link], str]
) -> PageContext:
    """Return the context of a route. resolve: gives the ``href`` of a link inside the site.

    The words speak one language: on a page shown in English for want of a translation, the
    interface words among them are English too."""
    page = route.page
    chapter = chapter_number(project.library, page)
    english = project.library.page(route.key, ENGLISH)
    numbers = number_paragraphs(english, chapter) if chapter and english else {}
    return PageContext(
        library=project.library,
        page=page,
        address_lang=route.lang,
        strings=project.strings[page.lang],
        resolve=resolve,
        page_href=lambda key, anchor: resolve(
            Link(line=0, target=key, page=PageKey(key), anchor=anchor)
        ),
        chapter=chapter,
        numbers=numbers,
        drift=drift_links(project.library, route),
    )


def chapter_number(library: Library, page: Page) -> int | None:
    """Return the number of a chapter in its handbook, from 1, or None for any other page."""
    if page.kind is not PageKind.CHAPTER:
        return None
    product = next(p for p in library.products if p.id == page.product)
    return product.chapters.index(page.key) + 1


def drift_links(library: Library, route: Route) -> Mapping[SectionId, str]:
    """Return, for each section whose English text has changed, the link to the English one."""
    english = library.page(route.key, ENGLISH)
    if english is None or route.page.lang == ENGLISH:
        return {}
    here, there = address(route.key, route.lang), address(route.key, ENGLISH)
    ids = {heading.id for heading in english.headings}
    return {
        section: relative(there, here, section if section in ids else "")
        for section in find_drift(english, route.page).changed
    }
