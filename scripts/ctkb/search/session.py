"""The index of a finished folder, asked from Python by the very script a browser runs, in V8."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from py_mini_racer import JSEvalException, MiniRacer

from ctkb.languages import LangTag
from ctkb.search.files import search_folder

_PRELUDE = """
var self = this, answers = [], scope = {
  postMessage: function (message) { answers.push(message); }
};
function kbSearchPart(name, run, data) { run(scope, data); }
function ask(message) {
  answers = [];
  scope.onmessage({ data: JSON.parse(message) });
  return JSON.stringify(answers);
}
"""


class DamagedIndex(Exception):
    """A search index that is missing or cannot be used. what: says why, without a full stop."""

    def __init__(self, path: Path, what: str) -> None:
        self.path = path
        self.what = what
        super().__init__(f"{path}: {what}")


@dataclass(frozen=True, slots=True)
class FoundSection:
    """A section of a page. anchor: "" for its head. path: the headings it stands under."""

    anchor: str
    heading: str
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page that was found. address: from the site's root. words: language of its words. all:
    whether it holds every word asked for. sections: the best first. why: what each word counted."""

    address: str
    title: str
    kind: str
    product: str | None
    region: str | None
    words: LangTag
    score: float
    all: bool
    sections: tuple[FoundSection, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """total: pages found behind the filters. counts: filter -> value -> pages, each without regard
    to itself. pages: the best first, at most as many as asked for."""

    total: int
    counts: Mapping[str, Mapping[str, int]]
    pages: tuple[FoundPage, ...]


class SearchSession:
    """One language's index, loaded and ready. Close it, or use it in a ``with``."""

    def __init__(self, site: Path, lang: LangTag, *, tier: Literal[1, 2] = 2) -> None:
        """Read ``search/<lang>/`` of a finished folder. tier: 1 for titles and headings alone.

        Raises DamagedIndex where a file is missing or not as it was written."""
        folder = site / search_folder(lang)
        self._engine = MiniRacer()
        try:
            self._engine.eval(_PRELUDE)
            ready = self._run(folder / "first.js", 1)
            if tier == 2:
                self._run(folder / str(ready.get("full")), 2)
        except BaseException:
            self._engine.close()
            raise

    def __enter__(self) -> SearchSession:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the memory back."""
        self._engine.close()

    def _run(self, path: Path, tier: int) -> dict[str, Any]:
        try:
            script = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as fault:
            raise DamagedIndex(path, f"it cannot be read ({fault})") from None
        try:
            self._engine.eval("answers = []")
            self._engine.eval(script)
            answers: list[Any] = json.loads(str(self._engine.eval("JSON.stringify(answers)")))
        except JSEvalException:
            raise DamagedIndex(path, "it is not the script that was written") from None
        ready = answers[-1] if answers and isinstance(answers[-1], dict) else {}
        if ready.get("is") != "ready" or ready.get("tier") != tier:
            raise DamagedIndex(path, "its checksum is another, or it belongs to another build")
        return ready

    def send(self, message: Mapping[str, Any]) -> dict[str, Any]:
        """Return the engine's answer to one message, as a page would get it."""
        text = json.dumps(message)
        return dict(json.loads(str(self._engine.call("ask", text)))[-1])

    def ask(
        self,
        query: str,
        *,
        limit: int = 10,
        kinds: Sequence[str] = (),
        products: Sequence[str] = (),
        regions: Sequence[str] = (),
    ) -> Answer:
        """Search as a reader does who has typed ``query`` and waits. Any string is a question."""
        answer = self.send(
            {
                "do": "ask",
                "id": 0,
                "query": query,
                "limit": limit,
                "kinds": list(kinds),
                "products": list(products),
                "regions": list(regions),
            }
        )
        return Answer(
            answer["total"], answer["counts"], tuple(_page(item) for item in answer["items"])
        )


def _page(item: Mapping[str, Any]) -> FoundPage:
    return FoundPage(
        address=item["address"],
        title=item["title"],
        kind=item["kind"],
        product=item["product"],
        region=item["region"],
        words=LangTag(item["words"]),
        score=round(item["score"], 3),
        all=item["all"],
        sections=tuple(
            FoundSection(section["anchor"], section["heading"], tuple(section["path"]))
            for section in item["sections"]
        ),
        why=tuple(item["why"]),
    )
