"""Reading ``/// name`` with pymdownx: the one module that knows that library.

A block becomes a ``div`` when it opens and is drawn when the words of the page have been read for
markup, so that what comes from data is never taken for Markdown.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Iterable
from typing import ClassVar

from markdown import Markdown
from pymdownx.blocks import BlocksExtension  # type: ignore[import-untyped]
from pymdownx.blocks.block import Block, type_any  # type: ignore[import-untyped]

from ctkb.markdown.blocks.kinds import BlockCall, BlockKind
from ctkb.markdown.drawing import Desk


class _DrawnBlock(Block):  # type: ignore[misc]
    """A block of one kind on one desk; subclasses name them."""

    KIND: ClassVar[BlockKind]
    DESK: ClassVar[Desk]

    def on_validate(self, parent: etree.Element) -> bool:
        """Refuse attributes, which pymdownx offers for every block."""
        del parent
        return not self.options["attrs"]

    def on_create(self, parent: etree.Element) -> etree.Element:
        """Open the ``div`` that takes the content."""
        return etree.SubElement(parent, "div", {"class": f"kb-{self.KIND.name}"})

    def on_inline_end(self, block: etree.Element) -> None:
        """Draw the block."""
        options = {name: value for name, value in self.options.items() if name != "attrs"}
        self.KIND.draw(self.DESK.drawing, block, BlockCall(self.argument or "", options))


def register_kinds(md: Markdown, desk: Desk, kinds: Iterable[BlockKind]) -> None:
    """Register a block class for each kind on one Markdown instance."""
    manager = BlocksExtension().register_block_mgr(md)
    for kind in kinds:
        members = {
            "NAME": kind.name,
            "ARGUMENT": None if kind.takes_argument else False,
            "OPTIONS": {name: [None, type_any] for name in kind.options},
            "KIND": kind,
            "DESK": desk,
        }
        manager.register(type("Drawn", (_DrawnBlock,), members), {})
