"""Exact quotes: offsets are true, and nothing but white space is folded."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from zopa.foundation.text import (
    Span,
    fold_space,
    nearest_passage,
    plain_typography,
    spans_of,
)

WHITE = " \t\n\r\u00a0\u2009\u3000"
# Letters that look alike, case apart, wide, right to left, combining, and two that lengthen
# when case or compatibility is folded.
LETTERS = "abAB.*(é\u0301ßİﬁ“”–שלاب\u064b協🙂" + WHITE
texts = st.text(LETTERS, max_size=40)
words = st.text("abcßé", min_size=1, max_size=8)


def brute_spans(quote: str, text: str) -> list[Span]:
    """Every span without white ends that reads like the quote, by trying them all."""
    wanted = fold_space(quote)
    return [
        Span(i, j)
        for i in range(len(text))
        for j in range(i + 1, len(text) + 1)
        if not text[i].isspace() and not text[j - 1].isspace() and fold_space(text[i:j]) == wanted
    ]


@given(texts)
def test_folding_space_is_done_once_and_for_all(text: str) -> None:
    folded = fold_space(text)
    assert fold_space(folded) == folded
    assert folded.split(" ") == (text.split() or [""])


@given(st.text("ab \n", max_size=5), st.text("ab \n\t", max_size=25))
def test_spans_are_those_that_brute_force_finds(quote: str, text: str) -> None:
    assert spans_of(quote, text) == (brute_spans(quote, text) if quote.strip() else [])


@given(texts, texts, texts)
def test_a_quote_stands_where_it_was_put(before: str, quote: str, after: str) -> None:
    assume(quote.strip())
    text = before + quote + after
    spans = spans_of(quote, text)
    assert len(before) + len(quote) - len(quote.lstrip()) in {span.start for span in spans}
    for start, stop in spans:
        assert fold_space(text[start:stop]) == fold_space(quote)


@given(st.lists(words, min_size=1, max_size=8), st.data())
def test_any_white_space_will_do_between_words(quote: list[str], data: st.DataObject) -> None:
    gap = st.text(WHITE, min_size=1, max_size=3)
    text = "".join(word + data.draw(gap) for word in quote)
    assert Span(0, len(text.rstrip())) in spans_of(" ".join(quote), text)


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("a b", "ab"),
        ("ab", "a b"),
        ("It's", "It’s"),
        ("cafe", "café"),
        ("é", "e\u0301"),
        ("Deal", "deal"),
        ("a.c", "abc"),
        ("", "abc"),
        (" \n", "a b"),
    ],
)
def test_nothing_but_white_space_is_folded(quote: str, text: str) -> None:
    assert spans_of(quote, text) == []


def test_overlapping_places_all_count() -> None:
    assert spans_of("na na", "na na na") == [Span(0, 5), Span(3, 8)]
    assert spans_of("aa", "aaaa") == [Span(0, 2), Span(1, 3), Span(2, 4)]


def test_right_to_left_and_wide_texts_keep_logical_offsets() -> None:
    text = "אמר הנשיא:\n  לא נחתום. 彼は協定に 署名しない"
    (span,) = spans_of("הנשיא: לא", text)
    assert text[span.start : span.stop] == "הנשיא:\n  לא"
    assert spans_of("協定に 署名", text) == [Span(text.index("協"), text.index("しない"))]


def test_a_long_text_of_near_misses_is_searched_in_moderate_time() -> None:
    text = "the deal is not signed " * 20_000 + "the deal is\nsigned"
    (span,) = spans_of("the deal is signed", text)
    assert span == Span(len(text) - 18, len(text))


# --- typography ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typeset", "plain"),
    [
        ("“yes” „ja“ «oui»", '"yes" "ja" "oui"'),
        ("‘it’s’ ‚so‘ `x`", "'it's' 'so' 'x'"),
        ("a–b — c‑d ‐ −1", "a-b - c-d - -1"),
        ("well…", "well..."),
        ("ﬁve per\u00a0cent", "five per cent"),
        ("Ｕ．Ｓ．", "U.S."),
    ],
)
def test_typography_is_made_plain(typeset: str, plain: str) -> None:
    assert plain_typography(typeset) == plain


@given(texts)
def test_plain_typography_is_stable(text: str) -> None:
    plain = plain_typography(text)
    assert plain_typography(plain) == plain


# --- nearest passage ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("quote", "passage"),
    [
        ('"not ready to protect us"', "“not ready to protect us”"),
        ("it's a colony-style deal", "it’s a colony–style deal"),
        ("fifty per cent", "fifty per\u00a0cent"),
        ("five officials", "ﬁve oﬃcials"),
        ("Зеленський", unicodedata.normalize("NFD", "Зеленський")),
        (unicodedata.normalize("NFD", "Zelenskýj"), "Zelenskýj"),
        ("and so on...", "and so on…"),
    ],
)
def test_a_difference_of_typography_alone_is_full_likeness(quote: str, passage: str) -> None:
    text = f"Some words before, {passage}\n and some after."
    found = nearest_passage(quote, text)
    assert found is not None
    assert found.similarity == 1.0
    assert text[found.span.start : found.span.stop] == passage


def test_a_changed_word_is_found_whole() -> None:
    text = "Kyiv says the document is not ready to protect our interests, and waits."
    found = nearest_passage("the document isn't ready to protect our interest", text)
    assert found is not None
    assert found.text == "the document is not ready to protect our interests,"
    assert 0.8 < found.similarity < 1


def test_letters_that_grow_when_case_is_folded_do_not_shift_the_span() -> None:
    text = "Straße, İstanbul. " * 30 + "Der Minister wird das Abkommen nicht unterzeichnen."
    found = nearest_passage("DER MINISTER WILL DAS ABKOMMEN NICHT UNTERSCHREIBEN", text)
    assert found is not None
    assert found.text == "Der Minister wird das Abkommen nicht unterzeichnen."


def test_a_text_that_is_only_part_of_the_quote_is_not_the_same() -> None:
    assert nearest_passage("Hello there, and a good deal more than that", "Hello") is None
    found = nearest_passage("refused to sign it", "refused to sign")
    assert found is not None
    assert found.similarity == pytest.approx(30 / 33)  # Indel: 2 · 15 / (18 + 15)


def test_a_passage_is_near_from_a_likeness_of_three_fifths() -> None:
    found = nearest_passage("refuse xxyyzzv", "refuse")
    assert found is not None
    assert found.similarity == pytest.approx(0.6)  # Indel: 2 · 6 / (14 + 6)
    assert nearest_passage("refuse xxyyzzvw", "refuse") is None  # 2 · 6 / (15 + 6)


@pytest.mark.parametrize(
    ("quote", "text"),
    [("", "abc"), (" \n", "abc"), ("abc", ""), ("abc", " \n"), ("minerals", "xyzzy 12345")],
)
def test_nothing_is_near_to_nothing(quote: str, text: str) -> None:
    assert nearest_passage(quote, text) is None


def test_right_to_left_passages_are_found() -> None:
    text = "הוא אמר כי ״לא נחתום על ההסכם הזה״ והלך"
    found = nearest_passage("לא נחתום על ההסכם הזאת", text)
    assert found is not None
    assert "לא נחתום על ההסכם" in found.text


def test_a_passage_far_into_a_long_text_is_found() -> None:
    filler = "lorem ipsum dolor sit amet " * 3_000
    text = filler + "a treaty that bonds us both " + filler
    found = nearest_passage("a treaty that binds us both", text)
    assert found is not None
    assert found.text == "a treaty that bonds us both"
    assert found.span.start == len(filler)


def test_a_text_is_searched_up_to_a_million_characters() -> None:
    assert nearest_passage("so", " " * 999_998 + "so") is not None
    assert nearest_passage("so", " " * 1_000_000 + "so") is None


@given(texts, texts)
def test_a_passage_is_whole_words_of_the_text(quote: str, text: str) -> None:
    found = nearest_passage(quote, text)
    if found is None:
        return
    start, stop = found.span
    assert 0 <= start < stop <= len(text)
    assert found.text == fold_space(text[start:stop])
    assert 0.6 <= found.similarity <= 1


@given(st.lists(words, max_size=5), st.lists(words, min_size=1, max_size=5), st.data())
def test_a_verbatim_quote_is_its_own_nearest_passage(
    before: list[str], quote: list[str], data: st.DataObject
) -> None:
    text = " ".join([*before, *quote, *data.draw(st.lists(words, max_size=5))])
    found = nearest_passage(" ".join(quote), text)
    assert found is not None
    assert found.similarity == 1.0
    assert found.text == " ".join(quote)
