"""One language is one shard: a thin subclass of the i18n plugin that builds a single language.

It leans on three attributes of mkdocs-static-i18n 1.3 (``current_language``, ``building`` and the
order of its events); ``tests/site/test_shard.py`` fails when they change.
"""

from __future__ import annotations

import os
from typing import Any, cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs_static_i18n.plugin import I18n

LANGUAGE_VARIABLE = "CTKB_LANGUAGE"
"""Names the one language to build; unset, every language is built, nested, the plugin's way."""


class ShardPlugin(I18n):  # type: ignore[misc]
    """The i18n plugin. ``shard`` is the language to build alone, or None for all of them."""

    shard: str | None = None

    def on_startup(self, *, command: str, dirty: bool) -> None:  # noqa: ARG002
        self.shard = os.environ.get(LANGUAGE_VARIABLE) or None

    @event_priority(-100)
    def on_config(self, config: MkDocsConfig) -> Any:
        """Choose the language: ours for a shard; else the first one of each whole build.

        A plugin that has ``on_startup`` lives as long as the preview, so that what the last
        build left behind is put back here."""
        if self.shard is not None:
            self.current_language = self.shard
            self.building = True  # keeps the plugin from building the other languages, nested
        elif not self.building:
            self.current_language = cast(Any, None)
            self.i18n_files_per_language.clear()
        return super().on_config(config)

    @property
    def is_nested(self) -> bool:
        """Tell whether this is the second or a later language of one whole build."""
        return self.shard is None and bool(self.building)
