"""The words around a place that are quoted from a report."""

from __future__ import annotations

import pytest

from zopa.foundation.text import Span
from zopa.proposing.quoting import Quoter
from zopa.proposing.shelf import NewsReport, shelve

from .simple_reading import document, read


def report(text: str) -> NewsReport:
    (one,), _ = shelve(read(document("r", text)).reading)
    return one


def around(text: str, core: str) -> str:
    at = text.index(core)
    found = report(text).quote_around(Span(at, at + len(core)))
    assert found is not None
    return found.quote


BEFORE = [f"b{number}" for number in range(30)]
BEHIND = [f"c{number}" for number in range(30)]


@pytest.mark.parametrize("count", [11, 12, 13, 20])
def test_twelve_words_before_and_eight_behind_are_quoted(count: int) -> None:
    text = " ".join([*BEFORE[:count], "core", *BEHIND[: count - 4]]) + "."
    wanted = [*BEFORE[:count][-12:], "core", *BEHIND[: min(count - 4, 8)]]
    if len(wanted) <= 20:
        assert around(text, "core").split() == wanted
    else:  # a quote has twenty words at most
        assert around(text, "core").split() == wanted[:20]


def test_a_quote_stays_within_its_clause() -> None:
    assert around("They left, but the quota fell to nothing, and they wept.", "quota") == (
        "the quota fell to nothing"
    )
    assert around("They left, and nobody wept", "wept") == "nobody wept"


def test_many_words_are_quoted_from_their_first() -> None:
    core = " ".join(BEHIND[:25])
    text = f"b1 b2 b3 {core} b4."
    assert around(text, core).split() == BEHIND[:20]


def test_a_quote_may_grow_to_the_first_word_of_its_source() -> None:
    text = "alpha beta gamma. delta beta gamma."
    found = Quoter("r", text, text).quote(Span(6, 10))
    assert found is not None
    assert found.quote == "alpha beta gamma"


def test_a_quote_may_grow_to_the_last_word_of_its_source() -> None:
    text = "gamma beta. gamma beta omega"
    at = text.rindex("beta")
    found = Quoter("r", text, text).quote(Span(at, at + 4))
    assert found is not None
    assert found.quote == "gamma beta omega"
