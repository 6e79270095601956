"""unused-source: a source that no page cites and no fact rests on."""

from __future__ import annotations

from collections.abc import Iterator

from ctkb.content.model import Library
from ctkb.problems import Place, Problem, Severity


def find_unused_sources(library: Library) -> Iterator[Problem]:
    """Yield a warning for each entry of ``sources.yml`` that nothing uses. A source in use that
    has no address says so where it is listed; whether an address still answers is not asked."""
    used = {reference.key for page in library.pages.values() for reference in page.citations}
    used |= {str(source) for event in library.events.values() for source in event.sources}
    used |= {str(source) for term in library.terms.values() for source in term.sources}
    used |= {str(source) for item in library.instruments.values() for source in item.sources}
    for region in library.regions.values():
        used |= {str(source) for state in region.states for source in state.sources}
    for source in library.sources:
        if source not in used:
            place = Place("docs/data/sources.yml")
            what = f"nothing cites the source `{source}`"
            mend = f"Cite it with [@{source}] where a statement rests on it, or delete it"
            yield Problem(place, "unused-source", what, mend, Severity.WARNING)
