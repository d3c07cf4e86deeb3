"""The words and ranges of ICD 203 (2 January 2015), section D.6.e.2, and how they meet."""

from __future__ import annotations

from itertools import pairwise
from math import nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zopa.foundation.likelihood import (
    LIKELIHOODS,
    likelihood_named,
    likelihood_of,
    likelihood_words,
)

# Both rows of the directive's table, as printed.
ICD_203 = [
    ("almost no chance", "remote", 1, 5),
    ("very unlikely", "highly improbable", 5, 20),
    ("unlikely", "improbable", 20, 45),
    ("roughly even chance", "roughly even odds", 45, 55),
    ("likely", "probable", 55, 80),
    ("very likely", "highly probable", 80, 95),
    ("almost certain", "nearly certain", 95, 99),
]


@pytest.mark.parametrize(("word", "synonym", "low", "high"), ICD_203)
def test_the_table_is_the_directives(word: str, synonym: str, low: int, high: int) -> None:
    entry = likelihood_named(word)
    assert entry == (word, low, high)
    assert likelihood_named(synonym) == entry
    assert likelihood_of((low + high) / 200) == entry
    assert str(entry) == f"{word} ({low}–{high}%)"


def test_the_table_has_no_other_words() -> None:
    assert [(e.word, e.low, e.high) for e in LIKELIHOODS] == [(w, a, b) for w, _, a, b in ICD_203]


def test_neighbouring_ranges_meet() -> None:
    assert all(lower.high == upper.low for lower, upper in pairwise(LIKELIHOODS))


@pytest.mark.parametrize("entry", LIKELIHOODS)
def test_a_bound_belongs_to_the_range_above_it(entry: tuple[str, int, int]) -> None:
    assert likelihood_of(entry[1] / 100) == entry


@given(st.floats(0, 1))
def test_every_probability_has_one_word(probability: float) -> None:
    entry = likelihood_of(probability)
    if 0.01 <= probability < 0.99:
        assert [e for e in LIKELIHOODS if e.low / 100 <= probability < e.high / 100] == [entry]
    else:
        assert entry == LIKELIHOODS[0 if probability < 0.5 else -1]


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_higher_probability_never_has_a_lower_word(p: float, q: float) -> None:
    low, high = sorted((p, q))
    assert LIKELIHOODS.index(likelihood_of(low)) <= LIKELIHOODS.index(likelihood_of(high))


@pytest.mark.parametrize("outside", [-0.01, 1.01, 55, nan])
def test_what_is_no_probability_has_no_word(outside: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        likelihood_of(outside)


@pytest.mark.parametrize("written", ["Likely", " very  LIKELY", "very_likely", "Highly\nprobable"])
def test_words_are_known_however_they_are_written(written: str) -> None:
    assert likelihood_named(written) is not None


@pytest.mark.parametrize("unknown", ["", "maybe", "likely (55–80%)", "likelyish"])
def test_other_words_are_unknown(unknown: str) -> None:
    assert likelihood_named(unknown) is None


def test_all_words_listed_are_known() -> None:
    words = likelihood_words()
    assert len(set(words)) == len(words)
    assert all(likelihood_named(word) for word in words)
    assert words[: len(LIKELIHOODS)] == tuple(e.word for e in LIKELIHOODS)


@pytest.mark.parametrize("entry", LIKELIHOODS)
def test_the_middle_lies_in_the_range(entry: tuple[str, int, int]) -> None:
    known = likelihood_named(entry[0])
    assert known is not None
    assert known.middle == pytest.approx((entry[1] / 100 + entry[2] / 100) / 2)
