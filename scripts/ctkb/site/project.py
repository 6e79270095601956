"""What is read once and serves every language of a build."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ctkb.checks.content import Content
from ctkb.content import Library
from ctkb.content.strings import Strings
from ctkb.languages import LangTag
from ctkb.search import SearchScripts, read_scripts
from ctkb.site.assets import Assets, collect_assets

FORMS = frozenset({"checklist", "decision", "matrix", "process", "worksheet"})
"""Blocks with a stylesheet of their own, which only their pages load."""


@dataclass(frozen=True, slots=True)
class Project:
    """A project, read: content, interface words by language, styles and scripts, and the scripts
    of search."""

    library: Library
    strings: Mapping[LangTag, Strings]
    assets: Assets
    search: SearchScripts


def make_project(root: Path, content: Content) -> Project:
    """Add styles and scripts to content without errors. root: the folder of ``mkdocs.yml``."""
    overrides = root / "overrides"
    assets = collect_assets(overrides)
    return Project(content.library, content.strings, assets, read_scripts(overrides))
