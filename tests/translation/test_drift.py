"""Which English sections changed since a translation was made."""

from __future__ import annotations

from collections.abc import Callable

from ctkb.content.model import Page
from ctkb.translation import Drift, find_drift

MakePage = Callable[..., Page]

OLD = {"_lead": "Title\nlead", "a": "## A {#a}\n\nalpha", "b": "## B {#b}\n\nbeta"}
FRENCH = {"_lead": "Titre", "a": "## A {#a}\n\nalpha", "b": "## B {#b}\n\nbêta"}


def test_an_unchanged_page_has_no_drift(make_page: MakePage) -> None:
    english = make_page(OLD)
    drift = find_drift(english, make_page(FRENCH, lang="fr", stamped_from=english))

    assert drift == Drift((), (), (), 3)
    assert not drift


def test_each_kind_of_change_is_told_apart(make_page: MakePage) -> None:
    french = make_page(FRENCH, lang="fr", stamped_from=make_page(OLD))
    now = {"_lead": "Title\nlead", "a": "## A {#a}\n\nalpha, and more", "c": "## C {#c}", "d": "x"}

    drift = find_drift(make_page(now), french)

    assert drift == Drift(changed=("a",), added=("c", "d"), removed=("b",), total=4)
    assert drift


def test_the_lead_with_its_title_is_a_section_too(make_page: MakePage) -> None:
    french = make_page(FRENCH, lang="fr", stamped_from=make_page(OLD))

    assert find_drift(make_page({**OLD, "_lead": "Other\nlead"}), french).changed == ("_lead",)


def test_a_section_that_only_moved_is_noted_but_is_no_drift(make_page: MakePage) -> None:
    french = make_page(FRENCH, lang="fr", stamped_from=make_page(OLD))
    moved = make_page({"_lead": OLD["_lead"], "b": OLD["b"], "a": OLD["a"]})

    drift = find_drift(moved, french)

    assert drift.moved
    assert not drift
    assert (drift.changed, drift.added, drift.removed) == ((), (), ())


def test_a_new_section_between_others_is_not_called_a_move(make_page: MakePage) -> None:
    french = make_page(FRENCH, lang="fr", stamped_from=make_page(OLD))
    now = make_page({"_lead": OLD["_lead"], "new": "n", "a": OLD["a"], "b": OLD["b"]})

    assert find_drift(now, french) == Drift((), ("new",), (), 4)


def test_the_translated_words_do_not_matter(make_page: MakePage) -> None:
    english = make_page(OLD)
    other = {**FRENCH, "a": "## A {#a}\n\ntout autre chose"}

    assert not find_drift(english, make_page(other, lang="fr", stamped_from=english))


def test_without_a_stamp_every_section_counts_as_added(make_page: MakePage) -> None:
    drift = find_drift(make_page(OLD), make_page(FRENCH, lang="fr"))

    assert drift == Drift((), ("_lead", "a", "b"), (), 3)
