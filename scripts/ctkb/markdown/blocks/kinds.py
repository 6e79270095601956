"""What a block is called, what it takes and who draws it."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ctkb.markdown.drawing import Drawing


@dataclass(frozen=True, slots=True)
class BlockCall:
    """One block as an author wrote it; ``content`` has checked its options."""

    argument: str
    options: Mapping[str, object]

    def read_list(self, name: str) -> tuple[str, ...]:
        """Return an option that is one text or a list of them; without it nothing."""
        value = self.options.get(name)
        if value is None:
            return ()
        if isinstance(value, (list, tuple)):
            return tuple(str(item) for item in value)
        return (str(value),)

    def read_number(self, name: str) -> int | None:
        """Return an option that is a whole number."""
        value = self.options.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def read_switch(self, name: str) -> bool | None:
        """Return an option that is true or false."""
        value = self.options.get(name)
        return value if isinstance(value, bool) else None


Draw = Callable[[Drawing, etree.Element, BlockCall], None]
"""Draws into the block's ``div``, which holds the block's content, its words already read."""


@dataclass(frozen=True, slots=True)
class BlockKind:
    """A kind of block. options: their names; each may be left out."""

    name: str
    draw: Draw
    options: tuple[str, ...] = ()
    takes_argument: bool = False
