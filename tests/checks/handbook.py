"""A whole handbook of meaningless words, with every part its chapters must have."""

from __future__ import annotations

from pathlib import Path

from ctkb.checks.missing_part import ITEMS, KINDS, LAW, OF_STEP, OF_STOP, PARTS
from tests.content.broken import copy_tree

FOLDER = "products/borders"
SHEET = """\
title: {en: "Card"}
purpose: {en: "Why"}
parts: [{id: law, title: {en: "Law"}, fields: [{id: name, kind: text, label: {en: "Name"}}]}]
"""


def _head(kind: str) -> str:
    law = "law: {checked: 2026-11-21, again: 2027-11-21}\n" if kind in LAW else ""
    return f"---\ntitle: {kind}\ndescription: About {kind}.\norigin: human\n{law}---\n\nA lead.\n"


def _section(name: str, level: int = 2, text: str = "Words.") -> str:
    return f"\n{'#' * level} Heading {{#{name}}}\n\n{text}\n"


def _method() -> str:
    text = _section("overview", text="/// process | Steps\n1. One\n2. Two\n///")
    for number in range(1, 5):
        link = f"Stop at [words](stop-points.md#stop-legal-basis), step {number}."
        text += _section(f"step-{number}", text=link)
        text += "".join(_section(f"step-{number}-{part}", 3) for part in OF_STEP)
    return text


def _stops() -> str:
    text = ""
    for name in PARTS["stop-points"][""]:
        diagram = "/// decision | On?\n- A law?\n    - No: stop\n    - Yes: on\n///"
        text += _section(name, text=diagram if name == "decision" else "Words.")
        if name != "decision":
            text += "".join(_section(f"{name}-{part}", 3) for part in OF_STOP)
    return text


def _plain(kind: str) -> str:
    parts, text = PARTS[kind], ""
    for name in parts.get("", ()):
        table = "| Indicator | Owner |\n|---|---|\n| a | b |"
        text += _section(name, text=table if name == "monitoring" else "Words.")
        answers = "- A: one\n- B: two\n- C: three"
        for inner in parts.get(name, ()):
            text += _section(inner, 3, answers if inner.startswith("question-") else "Words.")
    return text


def write_handbook(folder: Path) -> Path:
    """Return a copy of the good tree whose handbook has all chapters."""
    root = copy_tree(folder)
    for page in root.rglob("*.md"):
        text = page.read_text(encoding="utf-8")
        if page.stem in ("starting", "ending"):
            page.unlink()
        elif "starting.md" in text or "ending.md" in text:
            text = text.replace("starting.md", "index.md").replace("ending.md", "index.md")
            page.write_text(text, encoding="utf-8")
    here = root / FOLDER
    product = f"order: 1\nchapters: [{', '.join(KINDS)}]\n"
    (here / "product.yml").write_text(product, encoding="utf-8")
    (here / "worksheets").mkdir()
    (here / "worksheets/card.yml").write_text(SHEET, encoding="utf-8")
    texts = {kind: _plain(kind) for kind in KINDS}
    texts["method"], texts["stop-points"] = _method(), _stops()
    texts["worksheet"] += "\n/// worksheet\n    file: card\n///\n"
    items = "\n".join(f"- Item {number}" for number in range(ITEMS[0]))
    texts["checklist"] = f"\n/// checklist\n{items}\n///\n"
    for kind, text in texts.items():
        (here / f"en/{kind}.md").write_text(_head(kind) + text, encoding="utf-8")
    return root
