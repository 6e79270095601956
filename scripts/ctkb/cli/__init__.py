"""The command ``ctkb``: the only room that prints and exits.

main.py     arguments, and which command they mean
build.py    ``ctkb build``
check.py    ``ctkb check``
stamp.py    ``ctkb stamp``
search.py   ``ctkb search``
index.py    ``ctkb index``
serve.py    ``ctkb serve``
printing.py problems and summaries, for people, for programs and for CI
"""

from ctkb.cli.main import main

__all__ = ["main"]
