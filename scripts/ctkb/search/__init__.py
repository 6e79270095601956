"""Search: one lunr index a language, built here, asked by the engine in ``overrides/``.

Drawn pages come in as bytes (:func:`read_sections`), and files go out (:func:`make_index_files`):
words (analysis.py, stemming.py) → lunr's index (index.py) → few bytes (packing.py) → scripts
(files.py). :class:`SearchSession` (session.py, which is imported by its own name because it loads
V8) asks a finished folder with the engine a browser runs.
"""

from ctkb.search.documents import SearchPage, SearchSection, SearchTerm
from ctkb.search.files import make_index_files, search_folder
from ctkb.search.reading import read_sections
from ctkb.search.scripts import SearchScripts, read_licences, read_scripts

__all__ = [
    "SearchPage",
    "SearchScripts",
    "SearchSection",
    "SearchTerm",
    "make_index_files",
    "read_licences",
    "read_scripts",
    "read_sections",
    "search_folder",
]
