"""The Python-Markdown extension that brings everything of this room into a page."""

from __future__ import annotations

from markdown import Extension, Markdown
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import IMAGE_LINK_RE, LINK_RE

from ctkb.markdown.blocks import register_blocks
from ctkb.markdown.citations import CITATION, CitationReader
from ctkb.markdown.code_fences import CodeStash, FencedCodeDrawer, FencedCodeReader
from ctkb.markdown.context import ContextHolder
from ctkb.markdown.drawing import Desk, StartOfPage
from ctkb.markdown.finish import DrawDrift, FinishPage
from ctkb.markdown.guard import Guard
from ctkb.markdown.headings import HeadingIds, SpacedHeaderProcessor
from ctkb.markdown.links import ImageReader, LinkReader

UNWANTED_PATTERNS = (
    "reference", "image_reference", "short_reference", "short_image_ref",
    "autolink", "automail", "html", "entity",
)  # fmt: skip


class KnowledgeExtension(Extension):
    """Draws the pages of the knowledge base. One instance serves any number of Markdown instances;
    the context of each page is taken from the holder when its conversion begins.

    Priorities, next to what others use: ``toc`` 5, MkDocs' anchors 5, its links 0, inline words 20,
    blocks 19.99, pretty printing 10.
    """

    def __init__(self, holder: ContextHolder) -> None:
        super().__init__()
        self.holder = holder

    def extendMarkdown(self, md: Markdown) -> None:
        """Register everything on one Markdown instance."""
        desk = Desk(self.holder)
        stash = CodeStash()
        self._drop_unwanted(md)
        md.preprocessors.register(StartOfPage(md, desk), "kb_start", 1000)
        md.preprocessors.register(FencedCodeReader(md, stash), "kb_code", 26)
        blocks = md.parser.blockprocessors
        blocks.register(FencedCodeDrawer(md, stash), "kb_code", 95)
        blocks.register(SpacedHeaderProcessor(md.parser), "hashheader", 70)
        if "table" not in blocks:
            TableExtension().extendMarkdown(md)
        register_blocks(md, desk)
        words = md.inlinePatterns
        words.register(CitationReader(CITATION, md), "kb_cite", 175)
        words.register(LinkReader(LINK_RE, md, desk), "link", 160)
        words.register(ImageReader(IMAGE_LINK_RE, md, desk), "image_link", 150)
        md.treeprocessors.register(HeadingIds(md), "kb_heading_ids", 25)
        md.treeprocessors.register(FinishPage(md, desk), "kb_finish", 15)
        md.treeprocessors.register(DrawDrift(md, desk), "kb_drift", -50)
        md.treeprocessors.register(Guard(md), "kb_guard", -100)

    @staticmethod
    def _drop_unwanted(md: Markdown) -> None:
        """Take out raw HTML, references, bare addresses and underlined headings: ``content``
        refuses them, and where one slips through it stays text."""
        md.preprocessors.deregister("html_block", strict=False)
        for name in ("setextheader", "reference"):
            md.parser.blockprocessors.deregister(name, strict=False)
        for name in UNWANTED_PATTERNS:
            md.inlinePatterns.deregister(name, strict=False)
        if "toc" in md.treeprocessors:  # `[TOC]`, which data may hold, stays text as well
            setattr(md.treeprocessors["toc"], "marker", "")  # noqa: B010


def make_extension(holder: ContextHolder) -> KnowledgeExtension:
    """Return the extension for a list of Markdown extensions."""
    return KnowledgeExtension(holder)
