"""Skeletons of Unicode Technical Standard #39: what looks the same has the same one."""

from __future__ import annotations

import unicodedata

import pytest
from confusable_homoglyphs.confusables import confusables_data
from hypothesis import given
from hypothesis import strategies as st

from zopa.foundation.look_alikes import first_invisible, foreign_letter, looks, skeleton


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("paypal", "p\u0430yp\u0430l"),  # the examples of the standard, section 4
        ("scope", "\u0455\u0441\u043e\u0440\u0435"),
        ("top", "t\u03bfp"),
        ("Iran", "\u0406ran"),  # Ukrainian
        ("BETA", "\u0412\u0415\u0422\u0410"),
        ("Kyiv", "\u039ayiv"),  # Greek
        ("Hall", "Ha\u05d5\u05d5"),  # Hebrew
        ("o", "\u0665"),  # an Arabic digit
        ("Oslo", "Os\u200blo"),
        ("Oslo", "\ufeffOslo"),
        ("Oslo", "Os\u00adlo"),
        ("Oslo", "Oslo\ufe0f"),
        ("caf\u00e9", "cafe\u0301"),
    ],
)
def test_what_looks_the_same_has_the_same_skeleton(one: str, other: str) -> None:
    assert one != other
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("paypal", "paypol"), ("Zürich", "Zurich"), ("Київ", "Київ."), ("Oslo", "Os lo"), ("а", "б")],
)
def test_what_looks_otherwise_has_not(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


def test_every_pair_of_the_table_has_one_skeleton() -> None:
    """The table gives those that look like a character, the skeleton one that stands for all."""
    pairs = [
        (character, each["c"])
        for character, others in confusables_data.items()
        for each in others
        if all(unicodedata.is_normalized("NFD", text) for text in (character, each["c"]))
    ]
    assert len(pairs) > 10_000
    assert [pair for pair in pairs if skeleton(pair[0]) != skeleton(pair[1])] == []


@given(st.text())
def test_a_skeleton_is_its_own(text: str) -> None:
    assert skeleton(skeleton(text)) == skeleton(text)
    assert not first_invisible(skeleton(text)) or not first_invisible(text)


@given(st.text(), st.text(), st.text())
def test_skeletons_are_of_one_piece(before: str, text: str, behind: str) -> None:
    """What looks the same does so wherever it stands."""
    a, b = text.replace("a", "\u0430"), text
    assert skeleton(f"{before} {a} {behind}") == skeleton(f"{before} {b} {behind}")


@pytest.mark.parametrize(
    ("one", "other", "letter"),
    [
        ("H\u0430lden", "Halden", "\u0430"),
        ("Halden", "H\u0430lden", "a"),
        ("Local 1", "Local l", ""),
        ("Clern", "Clem", ""),
        ("\u05d9\u05d5\u05df", "\u05d9\u05d5\u05d5", ""),  # two Hebrew letters
        ("Block 1", "Block \u0406", "1"),
    ],
)
def test_a_letter_of_another_script_is_told(one: str, other: str, letter: str) -> None:
    assert looks(one) == looks(other)
    assert foreign_letter(one, other) == letter
