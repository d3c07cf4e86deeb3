from __future__ import annotations

from zopa.case.model import Evidence
from zopa.proposing.few_quotes import MOST_QUOTES, few_of, without_parts

LONG = Evidence("post", "the port will not be sold this year")
PART = Evidence("post", "the port will not be sold")
LAST = Evidence("post", "nor leased")
AGAIN = Evidence("post", "ever")
OTHER = Evidence("times", "the port will not be sold")


def test_each_source_is_quoted_before_a_second_quote_of_any() -> None:
    assert few_of([LONG, LAST, AGAIN, OTHER]) == (LONG, OTHER, LAST)
    assert few_of([LONG, LAST, OTHER], 1) == (LONG,)


def test_no_quote_is_given_twice_and_none_beyond_the_most() -> None:
    assert few_of([LONG, LONG, OTHER, LONG]) == (LONG, OTHER)
    assert len(few_of([LONG, PART, LAST, AGAIN, OTHER])) == MOST_QUOTES
    assert few_of([]) == ()


def test_a_part_of_a_longer_quote_of_the_same_source_goes_and_of_another_stays() -> None:
    assert without_parts([PART, LONG, OTHER, PART]) == (LONG, OTHER)
    assert without_parts([PART, LAST, OTHER]) == (PART, LAST, OTHER)
