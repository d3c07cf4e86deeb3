"""Where shared words stand in both documents, word for word."""

from __future__ import annotations

import pytest

from zopa.statements.claims import Copied, Copy
from zopa.statements.corroboration.copies import shared_words

from .little_reports import document, numbered


def passages(first: str, second: str, kind: Copied) -> list[tuple[str, str]]:
    copies: list[Copy] = [
        copy
        for copy in shared_words([document("a", first), document("b", second)])
        if copy.kind is kind
    ]
    return [
        (first[slice(*here)], second[slice(*there)])
        for copy in copies
        for here, there in zip(copy.first_spans, copy.second_spans, strict=True)
    ]


SHARED = numbered("s", 15)


@pytest.mark.parametrize("before", [0, 1, 2, 3, 7])
@pytest.mark.parametrize("behind", [0, 1, 5])
def test_a_shared_passage_is_found_whole(before: int, behind: int) -> None:
    """Wherever it stands, the passage begins and ends with its first and last word."""
    first = " ".join(filter(None, [numbered("x", before), SHARED, numbered("y", behind)]))
    second = " ".join(filter(None, [numbered("z", behind), SHARED, numbered("w", before)]))
    assert passages(first, second, Copied.PASSAGE) == [(SHARED, SHARED)]


def test_the_same_document_is_a_copy_from_its_first_word_to_its_last() -> None:
    whole = numbered("s", 40)
    (copy,) = (c for c in shared_words([document("a", whole), document("b", whole)])
               if c.kind is Copied.DOCUMENT)  # fmt: skip
    assert passages(whole, whole, Copied.DOCUMENT) == [(whole, whole)]
    assert copy.share == 1.0
    assert copy.words == (whole,)


def test_two_passages_in_another_order_are_both_found() -> None:
    one, other = numbered("p", 14), numbered("q", 13)
    first = f"{one} {numbered('x', 9)} {other}"
    second = f"{other} {numbered('y', 9)} {one}"
    found = passages(first, second, Copied.PASSAGE)
    assert sorted(found) == sorted([(one, one), (other, other)])


def test_of_a_passage_that_stands_twice_no_word_counts_twice() -> None:
    first = f"{SHARED} {numbered('x', 9)}"
    second = f"{SHARED} {numbered('y', 9)} {SHARED}"
    assert [here for here, _ in passages(first, second, Copied.PASSAGE)] == [SHARED]


def test_case_and_apostrophes_do_not_matter() -> None:
    first = "We don’t want any of " + SHARED
    second = "WE DON'T WANT ANY OF " + SHARED.upper()
    assert passages(first, second, Copied.PASSAGE) == [(first, second)]


def test_what_is_quoted_on_one_side_only_is_a_passage() -> None:
    assert passages(f"“{SHARED}” was said", SHARED, Copied.QUOTE) == []
    assert passages(f"“{SHARED}” was said", SHARED, Copied.PASSAGE) == [(SHARED, SHARED)]
