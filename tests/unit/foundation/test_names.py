"""Names are folded for case and accents, and no guess is better than a bad one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zopa.foundation.names import fold, listing, nearest_name

LEVELS = ["guarantee", "support", "presence", "none"]
names = st.text("abcé_- X", min_size=1, max_size=10)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zürich", "ZURICH"),
        ("Île-de-France", "ile_de france"),
        ("STRASSE", "straße"),
        ("İstanbul", "istanbul"),
        ("  past   aid ", "Past_Aid"),
        ("Ёлка", "елка"),
        ("ＵＳ", "us"),
        ("℡", "tel"),
    ],
)
def test_names_that_are_the_same_but_for_case_and_accents(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text(max_size=20))
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(st.text(max_size=20))
def test_case_never_matters(name: str) -> None:
    assert fold(name.casefold()) == fold(name)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("guarante", "guarantee"),
        ("garuantee", "guarantee"),
        ("Guarantee", "guarantee"),
        ("suport", "support"),
        ("présence", "presence"),
        ("non", "none"),
    ],
)
def test_a_slip_is_understood(typed: str, meant: str) -> None:
    assert nearest_name(typed, LEVELS) == meant


@pytest.mark.parametrize("typed", ["treaty", "x", "", "no", "guaranteed minimum income", "suspend"])
def test_no_guess_is_better_than_a_bad_one(typed: str) -> None:
    assert nearest_name(typed, LEVELS) is None


def test_a_tie_is_no_guess() -> None:
    assert nearest_name("lend", ["land", "lens"]) is None
    assert nearest_name("lend", ["land", "lands"]) == "land"


def test_the_same_name_given_twice_is_no_tie() -> None:
    assert nearest_name("lend", iter(["land", "land"])) == "land"


def test_one_edit_in_three_letters_is_near_and_more_is_not() -> None:
    assert nearest_name("abcdefghi", ["abcdexyzi"]) == "abcdexyzi"
    assert nearest_name("abcdefghi", ["abcdwxyzi"]) is None


def test_short_names_match_only_as_they_are() -> None:
    assert nearest_name("US", ["us", "eu"]) == "us"
    assert nearest_name("uk", ["us", "eu"]) is None


def test_nothing_is_nearest_among_nothing() -> None:
    assert nearest_name("us", []) is None


@given(names, st.lists(names, max_size=5))
def test_the_nearest_name_is_a_known_one(name: str, known: list[str]) -> None:
    assert nearest_name(name, known) in {None, *known}


@given(st.lists(names, min_size=1, max_size=5, unique_by=fold), st.data())
def test_a_known_name_is_nearest_to_itself(known: list[str], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(known))
    assert nearest_name(name, known) == name


def test_a_listing_has_eight_names_unless_more_are_asked_for() -> None:
    assert listing("abcdefgh") == "`a`, `b`, `c`, `d`, `e`, `f`, `g` or `h`"
    assert listing("abcdefghi") == "`a`, `b`, `c`, `d`, `e`, `f`, `g`, `h` or 1 more"


@pytest.mark.parametrize(
    ("given_names", "limit", "text"),
    [
        ([], 8, "nothing"),
        (["a"], 8, "`a`"),
        (["a", "b"], 8, "`a` or `b`"),
        (["a", "b", "c"], 8, "`a`, `b` or `c`"),
        (["a", "b", "c"], 3, "`a`, `b` or `c`"),
        (["a", "b", "c", "d"], 2, "`a`, `b` or 2 more"),
    ],
)
def test_listing(given_names: list[str], limit: int, text: str) -> None:
    assert listing(given_names, limit=limit) == text
    assert listing(iter(given_names), limit=limit) == text
