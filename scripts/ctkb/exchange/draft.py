"""The Markdown of a chapter while it grows, part by part."""

from __future__ import annotations

from dataclasses import dataclass, field

from ctkb.content.model import LEAD, Block, PageKey
from ctkb.exchange.document import Spot


@dataclass(slots=True)
class Chapter:
    """One chapter. body: its Markdown, without front matter."""

    key: PageKey
    spot: Spot
    title: str
    description: str = ""
    body: str = ""


@dataclass(slots=True)
class Draft:
    """The Markdown of a chapter while it grows. parts: text, and whether it goes on the lines of
    the part before."""

    chapter: Chapter
    parts: list[tuple[str, bool]] = field(default_factory=list)
    section: str = LEAD
    block: str = ""
    ids: dict[str, int] = field(default_factory=dict)
    level: int = -1
    counts: list[int] = field(default_factory=list)
    last: str = ""
    worksheet: str = ""
    made: list[Block] | None = None

    def add(self, text: str, kind: str, *, closely: bool = False) -> None:
        self.parts.append((text, closely and self.last == kind))
        self.last = kind

    def write(self) -> str:
        text = ""
        for part, closely in self.parts:
            text += ("\n" if closely else "\n\n") * bool(text) + part
        return f"{text}\n" if text else ""


def write_block(block: Block) -> str:
    """Return a block that holds nothing, as authors write it."""
    head = f"/// {block.name}" + (f" | {block.argument}" if block.argument else "")
    lines = [f"    {key}: {_write_option(value)}" for key, value in block.options.items()]
    return "\n".join([head, *lines, "///"])


def _write_option(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(str(one) for one in value)}]"
    return str(value)
