"""missing-part, missing-chapter-kind, missing-law: what a chapter of its kind must have, and has
not. The kind of a chapter is the name of its file; what is demanded stands in :data:`PARTS`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ctkb.content.model import Heading, Library, Page, PageKey, Product
from ctkb.languages import ENGLISH
from ctkb.problems import Place, Problem

KINDS = (
    "basis", "method", "stop-points", "roles", "safeguards", "practice", "worksheet", "checklist",
)  # fmt: skip
"""The chapters of a handbook, in their order."""
LAW = frozenset({"basis", "stop-points", "safeguards"})
"""Chapters that say when the law in them was checked."""
PARTS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "basis": {
        "": (
            "problem", "readers", "when-not", "binding", "not-binding", "institutions",
            "national-law",
        ),
    },
    "method": {"": ("overview",)},
    "stop-points": {
        "": (
            "stop-legal-basis", "stop-serious-harm", "stop-protected-conduct",
            "stop-untested-system", "decision",
        ),
    },
    "roles": {"": ("roles", "governance", "resources", "training", "small-state")},
    "safeguards": {
        "": (
            "legality", "necessity", "proportionality", "non-discrimination", "children",
            "data-protection", "oversight", "remedy", "gender", "monitoring",
        ),
    },
    "practice": {
        "": ("exercise", "self-check", "answers", "joins", "further-reading"),
        "exercise": tuple(
            f"exercise-{name}"
            for name in ("aim", "time", "groups", "scenario", "material", "facilitator", "debrief")
        ),
        "self-check": tuple(f"question-{number}" for number in range(1, 11)),
        "answers": tuple(f"answer-{number}" for number in range(1, 11)),
    },
    "worksheet": {"": ("use", "scoring")},
    "checklist": {},
}  # fmt: skip
"""By kind of chapter: the ids of its sections of the second level, and by one of these ids those
of the third level in it."""
STEPS = range(4, 9)
OF_STEP = ("input", "who", "output", "done", "wrong")
OF_STOP = ("refuse", "remedy")
ITEMS = range(15, 25)
ANSWERS = 3
_STEP = re.compile(r"step-([1-9][0-9]?)")
_STOP = re.compile(r"stop-[a-z0-9-]+")


def find_missing_parts(library: Library) -> list[Problem]:
    """Return what the chapters of handbooks lack, in English; translations have the same ids.

    A handbook without chapters owes nothing, nor does one whose chapters are all of other kinds.
    """
    problems: list[Problem] = []
    for product in library.products:
        names = [key.rsplit("/", 1)[1] for key in product.chapters]
        if not set(names) & set(KINDS):
            continue
        problems += _check_kinds(product, names)
        for key, name in zip(product.chapters, names, strict=True):
            page = library.page(key, ENGLISH)
            if page is not None and name in PARTS:
                problems += _Chapter(page, name).check()
    return problems


def _check_kinds(product: Product, names: list[str]) -> Iterator[Problem]:
    lacks = [kind for kind in KINDS if kind not in names]
    place = Place(f"products/{product.id}/product.yml")
    if lacks:
        what = f"the handbook has no chapter {_join(lacks)}"
        mend = f"Write it, and list all under `chapters:` as {', '.join(KINDS)}"
        yield Problem(place, "missing-chapter-kind", what, mend)
    elif [name for name in names if name in KINDS] != list(KINDS):
        what = "the chapters stand in another order than in the other handbooks"
        yield Problem(place, "missing-chapter-kind", what, f"List them as {', '.join(KINDS)}")


class _Chapter:
    """One chapter in English."""

    def __init__(self, page: Page, name: str) -> None:
        self.page = page
        self.name = name
        self.headings = {str(heading.id): heading for heading in page.headings}
        self.last = page.body_line + page.body.count("\n") + 1

    def check(self) -> list[Problem]:
        if self.name in LAW and self.page.law is None:
            what = "the page does not say when its law was checked"
            mend = "Write `law: {checked: 2026-11-21, again: 2027-11-21}` with the true days"
            self.problems = [Problem(Place(self.page.path), "missing-law", what, mend)]
        else:
            self.problems = []
        for parent, ids in PARTS[self.name].items():
            self._demand(ids, parent)
        {
            "method": self._check_method,
            "stop-points": self._check_stops,
            "safeguards": self._check_monitoring,
            "practice": self._check_questions,
            "worksheet": self._check_worksheet,
            "checklist": self._check_checklist,
        }.get(self.name, lambda: None)()
        return self.problems

    def _say(self, line: int, what: str, mend: str) -> None:
        self.problems.append(Problem(Place(self.page.path, line), "missing-part", what, mend))

    def _end_of(self, heading: Heading) -> int:
        """Return the line behind a section with all inside it."""
        after = (
            other.line
            for other in self.page.headings
            if other.line > heading.line and other.level <= heading.level
        )
        return next(after, self.last)

    def _demand(self, ids: Iterable[str], parent: str = "") -> None:
        """Demand sections of the second level, or of the third inside a section that is there."""
        level, start, end = 2, self.page.body_line, self.last
        if parent:
            above = self.headings.get(parent)
            if above is None:
                return
            level, start, end = 3, above.line, self._end_of(above)
        lacks = []
        for wanted in ids:
            found = self.headings.get(wanted)
            if found is None or found.level != level or not start <= found.line < end:
                lacks.append(wanted)
        if lacks:
            where = f"the section `{parent}`" if parent else f"the chapter `{self.name}`"
            what = f"{where} lacks the sections {_join(lacks)}"
            if len(lacks) == 1:
                what = f"{where} lacks the section {_join(lacks)}"
            self._say(
                start, what, f"Write `{'#' * level} Words {{#{lacks[0]}}}` in it and its text"
            )

    def _has_block(self, name: str, section: str) -> bool:
        heading = self.headings.get(section)
        if heading is None:
            return True  # said already
        lines = range(heading.line, self._end_of(heading))
        return any(block.name == name and block.line in lines for block in self.page.blocks)

    def _lines(self, heading: Heading) -> list[str]:
        first = self.page.body_line
        return self.page.body.split("\n")[heading.line - first : self._end_of(heading) - first]

    def _check_method(self) -> None:
        if not self._has_block("process", "overview"):
            line = self.headings["overview"].line
            self._say(
                line, "the overview of the steps has no diagram", "Write a block `/// process`"
            )
        steps = [heading for heading in self.page.headings if _STEP.fullmatch(heading.id)]
        numbers = [int(heading.id.removeprefix("step-")) for heading in steps]
        if numbers != list(range(1, len(numbers) + 1)) or len(numbers) not in STEPS:
            found = ", ".join(f"step-{number}" for number in numbers) or "none"
            what = f"the steps of the method are {found}"
            mend = f"Write {STEPS[0]} to {STEPS[-1]} sections with the ids step-1, step-2 and so on"
            self._say(self.page.body_line, what, mend)
        for step in steps:
            if step.level != 2:
                what = f"the section `{step.id}` is not of the second level"
                self._say(step.line, what, "Begin its heading with `## `")
            self._demand([f"{step.id}-{part}" for part in OF_STEP], step.id)
            self._check_way_to_stop(step)

    def _check_way_to_stop(self, step: Heading) -> None:
        stops = PageKey(f"products/{self.page.product}/stop-points")
        lines = range(step.line, self._end_of(step))
        links = (link for link in self.page.links if link.line in lines and link.page == stops)
        if not any((link.anchor or "").startswith("stop-") for link in links):
            what = f"the section `{step.id}` leads to no stop point"
            mend = (
                "Link to where one must not go on, like `[words](stop-points.md#stop-legal-basis)`"
            )
            self._say(step.line, what, mend)

    def _check_stops(self) -> None:
        for heading in self.page.headings:
            if heading.level == 2 and _STOP.fullmatch(heading.id):
                self._demand([f"{heading.id}-{part}" for part in OF_STOP], heading.id)
        if not self._has_block("decision", "decision"):
            line = self.headings["decision"].line
            self._say(line, "the section `decision` has no diagram", "Write a block `/// decision`")

    def _check_monitoring(self) -> None:
        heading = self.headings.get("monitoring")
        if heading is not None and not any(line.startswith("|") for line in self._lines(heading)):
            mend = "Write a table of indicator, owner and frequency"
            self._say(heading.line, "the section `monitoring` has no table", mend)

    def _check_questions(self) -> None:
        for wanted in PARTS["practice"]["self-check"]:
            heading = self.headings.get(wanted)
            if heading is None:
                continue
            count = sum(line.startswith("- ") for line in self._lines(heading))
            if count != ANSWERS:
                what = f"the section `{wanted}` has {count} answers to choose from"
                mend = f"Write a list of {ANSWERS}: `- A: ...`, `- B: ...`, `- C: ...`"
                self._say(heading.line, what, mend)

    def _check_worksheet(self) -> None:
        self._count_blocks("worksheet")

    def _check_checklist(self) -> None:
        self._count_blocks("checklist")
        others = [block for block in self.page.blocks if block.name != "checklist"]
        paragraphs = sum(section.paragraphs for section in self.page.sections)
        if self.page.headings or others or paragraphs != 1:
            what = "the checklist stands beside more than one paragraph"
            if paragraphs < 1:
                what = "the checklist has no paragraph that says what it is for"
            mend = "Write one paragraph and the block alone, so that it prints on one page"
            self._say(self.page.body_line, what, mend)
        items = sum(line.startswith("- ") for line in self.page.body.split("\n"))
        if items not in ITEMS:
            what = f"the checklist has {items} items"
            self._say(self.page.body_line, what, f"Write {ITEMS[0]} to {ITEMS[-1]}")

    def _count_blocks(self, name: str) -> None:
        count = sum(block.name == name for block in self.page.blocks)
        if count != 1:
            what = f"the chapter has {count} blocks `{name}`"
            self._say(self.page.body_line, what, f"Write one `/// {name}`")


def _join(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
