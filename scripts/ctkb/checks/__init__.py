"""Faults of a project before it is built, and of the finished folder it became.

content.py          content, interface words and translations, read and checked
missing_part.py     what a chapter of its kind must have, and has not
uncited.py          statements with a year, a figure or an instrument, and no source
unused_source.py    sources that nothing cites
avoided_term.py     forms that the glossary says not to use
long_sentences.py   chapters whose sentences are too long on average
repeated_sentence.py the same words in two chapters
untranslated_worksheet.py texts of a worksheet that a language lacks
prose.py            paragraphs, sentences and words of a page
word_counts.py      how many words each chapter has, and in which languages it is

Of the finished folder, from what was kept of each page when it was drawn:

reading.py          a page or a file read once into facts
facts.py            the facts, as values and as JSON
addresses.py        where a written address leads
finding.py          a fault that many files share made one problem
broken_link.py      links, anchors and schemes that lead nowhere
remote_resource.py  what would be fetched from another host
inline_code.py      scripts and styles inside pages
duplicate_id.py     an id twice in a page
missing_lang.py     language and direction of page and words
unused_file.py      files nothing uses
switcher.py         the same page in the other languages
hreflang.py         alternates for search engines
heavy_page.py       bytes of a first view
site.py             all of them
"""

from ctkb.checks.facts import FileFacts, PageFacts, Ref, Spot
from ctkb.checks.heavy_page import weigh_page
from ctkb.checks.reading import read_file, read_html
from ctkb.checks.site import check_pages, check_site

__all__ = [
    "FileFacts",
    "PageFacts",
    "Ref",
    "Spot",
    "check_pages",
    "check_site",
    "read_file",
    "read_html",
    "weigh_page",
]
