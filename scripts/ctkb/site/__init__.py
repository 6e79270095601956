"""The MkDocs adapter: the only room, with ``build``, that knows MkDocs.

plugin.py      the events: unpack, call the core, put back
shard.py       the i18n plugin, told to build one language
project.py     what is read once for every language
sources.py     pages of ``products/`` presented to MkDocs as if they stood under ``docs/``
words.py       what the Markdown extension needs to draw a page's words
frame.py       everything a page's template may use, made of navigation.py and status.py
addresses.py   addresses, relative links, an operator's settings
assets.py      our styles and scripts, bundled; what of the theme is published
page_cache.py  finished pages kept between builds
search_box.py  the search box of a language
redirects.py   old addresses
"""

from ctkb.site.addresses import Settings, address
from ctkb.site.page_cache import PageCache
from ctkb.site.plugin import KnowledgeBasePlugin, make_settings
from ctkb.site.project import Project, make_project
from ctkb.site.shard import ShardPlugin

__all__ = [
    "KnowledgeBasePlugin",
    "PageCache",
    "Project",
    "Settings",
    "ShardPlugin",
    "address",
    "make_project",
    "make_settings",
]
