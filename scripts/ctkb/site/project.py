"""What is read once and serves every language of a build."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ctkb.checks.content import Content
from ctkb.content import Library
from ctkb.content.strings import Strings
from ctkb.languages import LangTag
from ctkb.site.assets import Assets, collect_assets


@dataclass(frozen=True, slots=True)
class Project:
    """A project, read: content, interface words by language, styles and scripts."""

    library: Library
    strings: Mapping[LangTag, Strings]
    assets: Assets


def make_project(root: Path, content: Content) -> Project:
    """Add styles and scripts to content without errors. root: the folder of ``mkdocs.yml``."""
    return Project(content.library, content.strings, collect_assets(root / "overrides"))
