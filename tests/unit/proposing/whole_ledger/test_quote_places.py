"""Where quotes stand: as they are, put right, in pieces, in the right one of several places."""

from __future__ import annotations

import pytest

from zopa.foundation.text import Span
from zopa.proposing.whole_ledger.quote_places import (
    NoSuchQuote,
    QuotePlaces,
    SearchedText,
    StandingQuote,
)

TEXT = (
    "Orla’s council – the larger one – said: “We won’t pay 40 per cent… not now.” "
    "Later, on the quay,\nthe council said no. Asked about tolls, the council said no. "
    "The harbour master did not object to the new tariff of 12,500 crowns a year."
)


def places(*texts: str) -> QuotePlaces:
    return QuotePlaces([SearchedText(name, text) for name, text in zip("abc", texts, strict=False)])


def words(text: str, found: object) -> list[str]:
    assert isinstance(found, StandingQuote), found
    return [text[slice(*span)] for span in found.spans]


@pytest.mark.parametrize(
    ("quote", "stands"),
    [
        ("Later, on the quay, the council", ["Later, on the quay,\nthe council"]),
        ('said: "We won\'t pay', ["said: “We won’t pay"]),
        ("ORLA'S COUNCIL - the larger one", ["Orla’s council – the larger one"]),
        ('"We won\'t pay 40 per cent... not now."', ["We won’t pay 40 per cent… not now"]),
        ("the larger one … not now", ["the larger one", "not now"]),
        ("Orla’s council [...] won’t pay 40", ["Orla’s council", "won’t pay 40"]),
        ("The harbor master did not object to the new tarif of 12,500 crowns",
         ["The harbour master did not object to the new tariff of 12,500 crowns"]),
    ],
)  # fmt: skip
def test_a_quote_that_is_not_quite_right_is_put_right(quote: str, stands: list[str]) -> None:
    assert words(TEXT, places(TEXT).find(quote, "a")) == stands


@pytest.mark.parametrize(
    "quote",
    [
        "The harbour master did object to the new tariff of 12,500 crowns a year",
        "The harbour master did not object to the new tariff of 12,600 crowns a year",
        "The harbour master did not object to a quite different toll of 12,500 crowns",
    ],
)
def test_another_figure_or_a_lost_denial_is_no_slip_and_the_passage_is_offered(quote: str) -> None:
    found = places(TEXT).find(quote, "a")
    assert isinstance(found, NoSuchQuote)
    assert found.nearest.startswith("The harbour master did not object")


def test_what_stands_nowhere_has_nothing_near() -> None:
    found = places(TEXT).find("Unicorns graze beneath violet mountains forever", "a")
    assert found == NoSuchQuote()


def test_a_quote_cuts_no_word_in_two() -> None:
    assert isinstance(places("The council saw them.").find("he", "a"), NoSuchQuote)


def test_pieces_stand_in_their_order() -> None:
    found = places(TEXT).find("said no. Asked … Orla’s council", "a")
    assert isinstance(found, NoSuchQuote)


def test_of_two_equal_places_that_with_the_given_words_near() -> None:
    far = "x " * 400
    text = f"On the ferry he said no. {far}About the bridge he said no. {far}To tolls he said no."
    start = text.index("bridge he said no") + len("bridge ")
    found = places(text).find("he said no", "a", near="the bridge")
    assert isinstance(found, StandingQuote)
    assert (found.spans[0].start, found.equal) == (start, 1)
    found = places(text).find("he said no", "a", context=["Bridge tolls"], near="to tolls")
    assert isinstance(found, StandingQuote)
    assert found.spans[0].start > start
    found = places(text).find("he said no", "a", context=["the ferry on the river"])
    assert isinstance(found, StandingQuote)
    assert found.spans[0].start < start


def test_of_two_equal_places_that_beside_the_other_quotes() -> None:
    text = "He said no. " + "x " * 500 + "Then the toll. He said no."
    far = text.rindex("He said no")
    at = text.index("Then the toll")
    found = places(text).find("He said no", "a", beside=[(0, Span(at, at + 5))])
    assert isinstance(found, StandingQuote)
    assert found.spans[0].start == far


def test_places_that_nothing_tells_apart_are_counted() -> None:
    found = places("He said no. He said no.").find("He said no", "a")
    assert isinstance(found, StandingQuote)
    assert (found.spans[0].start, found.equal) == (0, 2)


def test_the_source_that_is_given_comes_first_and_any_other_after_it() -> None:
    two = places("He said no to it.", "He said no to it, she said.")
    found = two.find("He said no", "b")
    assert isinstance(found, StandingQuote)
    assert found.report == 1
    found = two.find("she said", "a")
    assert isinstance(found, StandingQuote)
    assert found.report == 1
    found = two.find("she said", "no such report")
    assert isinstance(found, StandingQuote)
    assert found.report == 1


def test_work_is_bounded_where_a_report_says_one_thing_over_and_over() -> None:
    text = "the council said no and " * 4000
    search = SearchedText("a", text)
    found = QuotePlaces([search]).find("the council said no and the", "a")
    assert isinstance(found, StandingQuote)
    assert found.equal <= 50
    assert search.likest("the cuncil said maybe and the") is None  # each word stands too often
