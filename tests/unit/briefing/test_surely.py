"""What is sure of the drafts: told as it stands in the record, and only where something is."""

from __future__ import annotations

import pytest

from zopa.analyses.sure_or_not import DraftPlaces, Sure, SureDraft, SureOrder, SureSignature
from zopa.briefing.blocks import Section
from zopa.briefing.sections.surely import places_grid, sure_blocks

from .words_of import changed, lines, share, table


def sure(holds, often):
    return Sure(share=share(often), holds=holds)


def draft(f, *answers, efficient=None, key="one"):
    """A draft with what each side could and would do."""
    parties = tuple(
        SureSignature(party=p, could=could, would_now=now)
        for p, (could, now) in zip(f.signatories, answers, strict=True)
    )
    return SureDraft(draft=key, parties=parties, signed=sure("sometimes", 0.5), efficient=efficient)


ALWAYS, NEVER, MAY = sure("always", 1.0), sure("never", 0.0), sure("sometimes", 0.5)
SEEN, UNSEEN = sure("sometimes", 1.0), sure("sometimes", 0.0)


@pytest.fixture
def three(made_brief):
    return made_brief("three_sides").brief.readable


def told(f, found, orders=()):
    f = changed(f, sureness={"drafts": (found,), "orders": tuple(orders)})
    return lines(Section("drafts", "The drafts", sure_blocks(f)))[2:]


def test_who_surely_signs_and_who_surely_does_not(three):
    found = draft(three, (ALWAYS, ALWAYS), (NEVER, NEVER), (MAY, NEVER))
    assert told(three, found) == [
        "- Whatever they want, Ada could sign “The one text”; the United Kingdom could not sign "
        "it; and the Crown would not, as things stand, sign it."
    ]


def test_what_only_the_readings_show_is_told_apart(three):
    found = draft(three, (SEEN, MAY), (UNSEEN, NEVER), (NEVER, NEVER))
    assert told(three, found) == [
        "- Whatever they want, the Crown could not sign “The one text”; and the United Kingdom "
        "would not, as things stand, sign it. In every reading Ada could sign it, though the facts "
        "do not make that sure. In no reading could the United Kingdom sign it, though the facts "
        "do not rule that out."
    ]


@pytest.mark.parametrize(("holds", "there"), [("always", "there is no"), ("never", "there is a")])
def test_whether_all_could_surely_do_better(three, holds, there):
    found = draft(three, *[(MAY, MAY)] * 3, efficient=sure(holds, float(holds == "always")))
    assert told(three, found) == [
        f"- Whatever they want, {there} deal that all sides would like clearly better than "
        "“The one text”."
    ]


def test_orders_are_told_without_what_follows(three):
    found = draft(three, *[(MAY, MAY)] * 3)
    orders = [
        SureOrder(party="a", draft=a, other=b, at_least_as_good=ALWAYS)
        for a, b in (("one", "two"), ("two", "three"), ("one", "three"))
    ]
    assert told(three, found, orders) == [
        "- Whatever they want, to Ada “The two text” is worth at least as much as “The three "
        "text”; and “The one text” at least as much as “The two text”."
    ]


def test_nothing_is_told_where_nothing_is_sure_or_all_is_given(three, made_brief):
    found = draft(three, *[(MAY, MAY)] * 3)
    assert told(three, found) == []
    assert sure_blocks(made_brief("given_drafts").brief.readable) == ()


def test_places_of_drafts(three, made_brief):
    def places(party, key, *often):
        return DraftPlaces(party=party, draft=key, places=tuple(map(share, often)))

    found = [
        places(party, key, *often)
        for party in three.signatories
        for key, often in (
            ("one", (0.7, 0.3, 0.0)), ("two", (0.3, 0.5, 0.2)), ("three", (0.0, 0.2, 0.8)),
        )
    ]  # fmt: skip
    grid = places_grid(changed(three, sureness={"places": tuple(found)}))
    assert grid is not None
    assert table(grid) == [
        ["The three text", *["best none | least 80%"] * 3],
        ["The two text", *["best 30% | least 20%"] * 3],
        ["The one text", *["best 70% | least none"] * 3],
    ]
    assert places_grid(changed(three, sureness={"places": ()})) is None
    assert places_grid(made_brief("given_drafts").brief.readable) is None
