"""Drawing pages: Python-Markdown extensions for citations, terms, blocks, numbers and tables.

They only draw. What an author wrote was read and checked by ``content`` before; nothing here
reports a problem. The room knows nothing of MkDocs: who calls it puts a :class:`PageContext` into
the :class:`ContextHolder` before a page is converted.

Map, in the order a page passes through:

- ``context``: what a page needs to know. ``drawing``: what one conversion remembers.
- ``extension``: registers everything below; read it as the table of contents.
- ``code_fences``, ``headings``, ``links``, ``citations``, ``terms``: the words of authors.
- ``blocks/``: the ``/// name`` blocks. ``elements``: how they make elements.
- ``finish``: numbers, sources, notices of drift, tables, once the tree stands.
- ``guard``: the last pass; drops what may not leave.
"""

from ctkb.markdown.context import ContextHolder, MissingContext, PageContext
from ctkb.markdown.extension import KnowledgeExtension, make_extension

__all__ = [
    "ContextHolder",
    "KnowledgeExtension",
    "MissingContext",
    "PageContext",
    "make_extension",
]
