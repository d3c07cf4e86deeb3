"""Which facts of an answer are established, and which are less sure than the model calls them."""

from __future__ import annotations

from typing import Any

import pytest

from zopa.case.model import Evidence, Fact
from zopa.proposing.proposal import Proposed
from zopa.proposing.whole_ledger.established import (
    ONE_SIDE,
    ONLY_ANNOUNCED,
    UNHEARD,
    only_announced,
)

from .towns import ANSWER, answer, proposed

SHUT = {
    "id": "f4", "party": "brackwater", "says": "order", "issue": "locks",
    "levels": ["shut", "open"],
    "quotes": [{"source": "post", "quote": "The locks stay shut at night"}],
}  # fmt: skip


def orders_on_locks(*facts: dict[str, Any]) -> dict[str, Proposed[Fact]]:
    """By party, the orders on an issue whose levels are in words."""
    whole = proposed(answer(facts=[*ANSWER["facts"], *facts]))
    named = [p for p in whole.made.proposal.facts if p.thing.kind == "order"]
    return {p.thing.party: p for p in named if "locks" in str(p.thing.content)}


def test_an_order_of_levels_in_words_needs_both_sides_of_the_dispute() -> None:
    alone = orders_on_locks()["aldmoor"]
    assert alone.thing.confidence_word == "very likely"
    assert ONE_SIDE in alone.why
    both = orders_on_locks(SHUT)
    assert all(fact.thing.certain for fact in both.values())
    assert len(both) == 2


def test_a_side_that_is_only_implied_does_not_bear_out_the_other() -> None:
    both = orders_on_locks({**SHUT, "sure": "implied"})
    assert both["aldmoor"].thing.confidence_word == "very likely"
    # The one that is implied has a plain opponent, and stays as sure as the model calls it.
    assert both["brackwater"].thing.confidence_word == "likely"
    assert ONE_SIDE not in both["brackwater"].why


def test_two_sides_that_want_the_same_do_not_bear_each_other_out() -> None:
    both = orders_on_locks({**SHUT, "levels": ["open", "shut"]})
    assert [fact.thing.confidence_word for fact in both.values()] == ["very likely"] * 2


def test_a_direction_of_a_number_is_told_as_it_is() -> None:
    """More or less of a number needs no wording, whether the figures lie on a grid or not."""
    for numbers in (["40", "60"], ["40", "60", "1000000"]):
        whole = proposed(answer(issues=[ANSWER["issues"][0] | {"numbers": numbers},
                                        ANSWER["issues"][1]]))  # fmt: skip
        (fact,) = [p.thing for p in whole.made.proposal.facts
                   if p.thing.kind == "order" and "cost" in str(p.thing.content)]  # fmt: skip
        assert fact.certain


@pytest.mark.parametrize(
    ("source", "quote", "word"),
    [
        ("mail", "it won’t open the locks at night", ""),  # zopa hears the refusal
        ("post", "The locks stay shut at night", "very likely"),
    ],
)
def test_a_red_line_needs_a_refusal_that_zopa_hears(source: str, quote: str, word: str) -> None:
    line = SHUT | {"says": "red_line", "levels": ["open"],
                   "quotes": [{"source": source, "quote": quote}]}  # fmt: skip
    whole = proposed(answer(facts=[*ANSWER["facts"], line]))
    (fact,) = [p for p in whole.made.proposal.facts if p.thing.kind == "red_line"]
    assert fact.thing.confidence_word == word
    assert (UNHEARD in fact.why) == bool(word)


def test_what_is_only_announced_is_not_yet_put_forward() -> None:
    report = "Aldmoor rang. Aldmoor will table a plan for the canal on Friday. Brackwater waits.\n"
    quotes = [{"source": "a", "quote": "Aldmoor will table a plan for the canal"}]
    draft = {"id": "plan", "by": "aldmoor", "quotes": quotes}
    told = {"party": "aldmoor", "says": "tables", "draft": "plan", "quotes": quotes}
    for facts in ([], [told]):
        whole = proposed(answer(drafts=[draft], facts=facts), reports={"a": report})
        (fact,) = whole.made.proposal.facts
        assert fact.thing.confidence_word == "likely"
        assert ONLY_ANNOUNCED in fact.why


@pytest.mark.parametrize(
    "words",
    [
        "The ministry will shortly present a paper of its own",
        "A counter-offer is to be put to the board next week",
        "the guild's answer was still being written",
        "The mediators plan to submit a new text",
        "Its reply is now prepared",
        "Velm is at work on a draft",
    ],
)
def test_words_of_what_is_still_to_come(words: str) -> None:
    assert only_announced([Evidence("a", words)])


@pytest.mark.parametrize(
    "words",
    [
        "The ministry presented a paper of its own",
        "a text drafted by the hosts was on the table",
        "the plan, prepared by two professors, foresees a levy",
        "Under the offer pay will rise by 9 percent",
        "Merrow offered 9 percent and wants to keep the day crews",
        "What it now puts on the table comes to 40 a share",
    ],
)
def test_words_of_what_has_been_put_forward(words: str) -> None:
    assert not only_announced([Evidence("a", words)])


def test_who_changes_its_mind_does_not_bear_itself_out() -> None:
    later = SHUT | {"id": "f5", "levels": ["open", "shut"], "on": "2026-05-05",
                    "replaces": "2026-05-03"}  # fmt: skip
    whole = proposed(answer(facts=[SHUT | {"on": "2026-05-03"}, later]))
    words = [p.thing.confidence_word for p in whole.made.proposal.facts if p.thing.kind == "order"]
    assert words == ["very likely"] * 2
