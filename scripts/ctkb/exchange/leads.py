"""What words of a Word copy lead to: links, citations and footnotes, chapter by chapter."""

from __future__ import annotations

from dataclasses import dataclass, field

from ctkb.content.model import PageKey
from ctkb.content.targets import Fault
from ctkb.exchange.document import MAX_LOSSES, Document, Loss, Paragraph, Spot
from ctkb.exchange.handbook import Handbook
from ctkb.exchange.markdown_words import Guide, clean_signs, escape_words
from ctkb.word_styles import ADDRESS, NUMBER, SOURCE


@dataclass(slots=True)
class Leads:
    """Knows the lists of sources and of pages of a document. key: of the chapter being read,
    ordinal: its place among the headings of chapters, from 1; spot: where reading is."""

    handbook: Handbook
    losses: list[Loss]
    key: PageKey
    ordinal: int = 0
    spot: Spot = field(default_factory=lambda: Spot(1))
    _sources: dict[str, str] = field(default_factory=dict)
    _entries: dict[str, Paragraph] = field(default_factory=dict)

    def lose(self, code: str, what: str, mend: str) -> None:
        """Note something that cannot be carried over."""
        if len(self.losses) < MAX_LOSSES:
            self.losses.append(Loss(self.spot, code, what, mend))

    def read_lists(self, document: Document) -> None:
        """Read the lists of sources and of pages, which stand behind what leads to them."""
        chapter = 0
        for block in document.blocks:
            if not isinstance(block, Paragraph):
                continue
            chapter += block.style == "Heading 1"
            if block.style == SOURCE:
                key = self.handbook.find_source(block)
                mark = "".join(run.text for run in block.runs if run.style == NUMBER)
                for name in (*block.anchors, f"{chapter}:{mark.strip('[] ')}"):
                    self._sources[name] = key
                if not key and block.words:
                    shown = clean_signs(block.words)[:60]
                    what = f"the source `{shown}` is none that the project knows"
                    mend = "Add it to docs/data/sources.yml, and cite it by its id"
                    self.losses.append(Loss(block.spot, "unknown-source", what, mend))
            for anchor in block.anchors:
                if anchor.startswith("page-"):
                    self._entries[anchor] = block

    def guide(self) -> Guide:
        """Return what turns words into Markdown."""
        return Guide(self._find_target, self._find_key, self.handbook.keys, self._take_note)

    def _find_target(self, link: str) -> str:
        key = self.key
        found: str | Fault
        if link.startswith("#page-") and link[1:] in self._entries:
            runs = self._entries[link[1:]].runs
            address = "".join(run.text for run in runs if run.style == ADDRESS)
            found = self.handbook.find_page(key, address)
        elif link.startswith("#") and link[1:] in self._sources:
            return ""
        else:
            found = self.handbook.find_target(key, link)
        if isinstance(found, Fault):
            self.lose(found.code, found.what, "Its words are kept; give it another target")
            return ""
        if not found:
            shown = escape_words(clean_signs(link))[:60]
            what = f"the link to `{shown}` leads nowhere in the project"
            self.lose("broken-link", what, "Its words are kept; give it a target")
        return found

    def _find_key(self, name: str) -> str:
        own = f"{self.ordinal}:{name}"
        found = self._sources.get(name.removeprefix("#")) or self._sources.get(own, "")
        if not found:
            shown = clean_signs(name)[:40]
            what = f"the citation `{shown}` leads to no source that the project knows"
            self.lose("unknown-source", what, "Cite a source by its id, as `[@S3]`")
        return found

    def _take_note(self, note: str) -> str:
        words = clean_signs(note).strip()
        key = self.handbook.find_cited(words)
        if key:
            return f" [@{key}]"
        what = "a footnote stands in round brackets in the text, which knows no footnotes"
        self.lose("footnote", what, "Keep it there, or cite a source for it")
        return f" ({escape_words(words, self.handbook.keys)})" if words else ""
