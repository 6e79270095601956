"""What changed in an English page since a translation was made from it."""

from __future__ import annotations

from dataclasses import dataclass

from ctkb.content.model import Page, SectionId
from ctkb.translation.fingerprint import fingerprint_sections


@dataclass(frozen=True, slots=True)
class Drift:
    """English sections that differ from those a translation was stamped with.

    changed and added: in the English page's order now. removed: in the stamp's order. total: how
    many sections the English page has now. moved: the sections that stayed stand in another
    order; that alone is no drift, because every word the reader sees is still right.
    """

    changed: tuple[SectionId, ...]
    added: tuple[SectionId, ...]
    removed: tuple[SectionId, ...]
    total: int
    moved: bool = False

    def __bool__(self) -> bool:
        """True where the translation says something else than the English page now."""
        return bool(self.changed or self.added or self.removed)


def find_drift(english: Page, translation: Page) -> Drift:
    """Compare the sections of an English page now with those in a translation's stamp.

    Only fingerprints are compared: no dates, no history, and not the translated words. A
    translation without a stamp was made from nothing we know: every section counts as added.
    """
    now = fingerprint_sections(english)
    then = dict(translation.stamp.sections) if translation.stamp else {}
    kept_then = [section for section in then if section in now]
    kept_now = [section for section in now if section in then]
    return Drift(
        changed=tuple(section for section in kept_now if then[section] != now[section]),
        added=tuple(section for section in now if section not in then),
        removed=tuple(section for section in then if section not in now),
        total=len(now),
        moved=kept_then != kept_now,
    )
