"""Who does what in a clause, and whether it is denied or only thought of."""

from __future__ import annotations

import pytest

from zopa.proposing.by_grammar.clauses import (
    is_negated,
    is_passive,
    owners,
    says,
    subjects,
    under,
    unreal,
)

from .told_by_grammar import texts, word


@pytest.mark.parametrize(
    ("text", "verb", "who"),
    [
        ("Karsia rejected the plan.", "rejected", ["Karsia"]),
        ("The plan was rejected by Karsia.", "rejected", ["Karsia"]),
        ("The plan was rejected on Monday.", "rejected", []),
        ("Karsia and Movia rejected the plan.", "rejected", ["Karsia", "Movia"]),
        ("Karsia met Movia and rejected the plan.", "rejected", ["Karsia"]),
        ("Movia, which rejected the plan, left.", "rejected", ["Movia"]),
        ("Movia met the union that rejected the plan.", "rejected", ["union"]),
        ("Karsia wants to sign the treaty.", "sign", ["Karsia"]),
        ("Karsia urged Movia to sign the treaty.", "sign", ["Movia"]),
        ("Karsia left after rejecting the plan.", "rejecting", ["Karsia"]),
        ("Karsia accused Movia of rejecting the plan.", "rejecting", ["Movia"]),
        ("The plan proposed by Movia failed.", "proposed", ["Movia"]),
        ("Tariffs would fall, as Karsia had suggested.", "suggested", ["Karsia"]),
    ],
)
def test_who_does_what_a_verb_says(text: str, verb: str, who: list[str]) -> None:
    assert texts(subjects(word(text, verb))) == who


@pytest.mark.parametrize(
    ("text", "noun", "whose"),
    [
        ("Karsia's offer failed.", "offer", ["Karsia"]),
        ("The offer by Karsia failed.", "offer", ["Karsia"]),
        ("They heard an offer by Karsia and Movia.", "offer", ["Karsia", "Movia"]),
        ("Karsia made an offer.", "offer", ["Karsia"]),
        ("Karsia came back with an offer.", "offer", ["Karsia"]),
        ("Karsia agreed with an offer.", "offer", []),
        ("Karsia did not make an offer.", "offer", []),
        ("The offer failed.", "offer", []),
        ("The union, whose offer failed, left.", "offer", ["union"]),
    ],
)
def test_whose_a_noun_is(text: str, noun: str, whose: list[str]) -> None:
    assert texts(owners(word(text, noun))) == whose


@pytest.mark.parametrize(
    ("text", "verb", "denied"),
    [
        ("Karsia rejected the plan.", "rejected", False),
        ("Karsia has not rejected the plan.", "rejected", True),
        ("Karsia never rejected the plan.", "rejected", True),
        ("Neither side rejected the plan.", "rejected", True),
        ("Nobody rejected the plan.", "rejected", True),
        ("Karsia rejected no plan.", "rejected", True),
        ("Karsia did not sign or accept the plan.", "accept", True),
        ("Karsia did not sign but rejected the plan.", "rejected", False),
    ],
)
def test_what_is_denied(text: str, verb: str, denied: bool) -> None:
    assert is_negated(word(text, verb)) is denied


@pytest.mark.parametrize(
    ("text", "verb", "reason"),
    [
        ("Karsia rejected the plan.", "rejected", ""),
        ("Has Karsia rejected the plan?", "rejected", "question"),
        ("If Karsia rejects the plan, talks will end.", "rejects", "if"),
        ("Talks end unless Karsia rejects the plan.", "rejects", "if"),
        ("Karsia might reject the plan.", "reject", "modal"),
        ("Karsia threatened to reject the plan.", "reject", "to come"),
        ("Karsia wants Movia to sign the plan.", "sign", "to come"),
        ("Karsia denied that it had rejected the plan.", "rejected", "denied"),
        ("Karsia denied rejecting the plan.", "rejecting", "denied"),
        ("Karsia said that Movia rejected the plan.", "rejected", ""),
    ],
)
def test_why_something_may_not_have_happened(text: str, verb: str, reason: str) -> None:
    assert unreal(word(text, verb)) == reason


@pytest.mark.parametrize(
    ("text", "verb", "who"),
    [
        ("The offer is too low, the union said.", "is", ["union"]),
        ("The union said the offer is too low.", "is", ["union"]),
        ("The offer is too low.", "is", []),
    ],
)
def test_who_says_a_clause(text: str, verb: str, who: list[str]) -> None:
    assert texts(says(word(text, verb))) == who


def test_what_is_done_to_its_subject_is_passive() -> None:
    assert is_passive(word("The plan was rejected by Karsia.", "rejected"))
    assert is_passive(word("The plan proposed by Movia failed.", "proposed"))
    assert not is_passive(word("Karsia rejected the plan.", "rejected"))


def test_words_under_a_word_leave_out_clauses_beside_it() -> None:
    offer = word("The offer of 12 euros, which Movia made on Monday, failed.", "offer")
    assert "12" in texts(under(offer))
    assert "Monday" not in texts(under(offer))
