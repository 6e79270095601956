"""Texts that leave the project to be worked on elsewhere, and come back.

Word: ``ctkb offline --format docx`` makes copies, and this room reads them back. Both keep to the
names in :mod:`ctkb.word_styles`.

``package``         a file that somebody sent, opened without believing it
``styles``          its styles and lists
``reading``         its body to ``document``: paragraphs, tables, remarks
``remarks``         comments and tracked changes
``handbook``        what the project knows of the handbook
``leads``           what links, citations and footnotes lead to
``markdown_words``  the inside of a paragraph as Markdown
``chapters``        paragraphs and tables to chapters; ``draft``: one of them while it grows
``word_import``     all of it
"""

from ctkb.exchange.document import Remark
from ctkb.exchange.word_import import Imported, import_docx

__all__ = ["Imported", "Remark", "import_docx"]
