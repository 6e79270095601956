"""From a project's folder to a finished site folder, or to none.

job.py       the whole build, step by step
inputs.py    what a build reads, as hashes: the keys of every cache
reading.py   content read while MkDocs starts
drawing.py   languages drawn or reused, put together, checked
shards.py    one language a process; shards kept in ``.cache/``
assemble.py  shards, sitemap and manifest put together
sitemap.py   one sitemap for all languages
publish.py   the folder replaced at once
lock.py      two builds kept apart

Heavy modules are imported where they are needed: a build with nothing to do starts none of them.
"""

from ctkb.build.job import BuildOptions, BuildReport, build_site

__all__ = ["BuildOptions", "BuildReport", "build_site"]
