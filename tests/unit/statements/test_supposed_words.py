"""What a source asks or supposes, and does not tell. The quote stands in brackets."""

from __future__ import annotations

import pytest
from counted_work import steps_of

from zopa.foundation.text import Span
from zopa.statements import supposed_words
from zopa.statements.supposed_words import supposed_beside


def by_what(sentence: str) -> str | None:
    start, stop = sentence.index("["), sentence.index("]") - 1
    return supposed_beside(sentence.replace("[", "").replace("]", ""), Span(start, stop))


@pytest.mark.parametrize(
    ("sentence", "what"),
    [
        ("The guild asked whether [the line would pay more].", "whether"),
        ("Unless the [port agrees to a pause], ships will wait.", "unless"),
        ("It would sign provided that [the tolls fall by half].", "provided that"),
        ("Will [Oslo accept the second draft]? Nobody knows.", "?"),
        ("“Will [Oslo accept the second] draft?” she wrote.", "?"),
        ("The guild [would pay more if the line asked].", None),
        ("It asked for more. If so, why? [The line offered half] of it.", None),
        ("Whether the line, [which has turned the offer down], will pay is open.", None),
        ("Whether [the line, which has turned the offer down], will pay is open.", None),
        ("[The line turned it down.] Will it pay?", None),
        ("“[Will Oslo accept the draft?]” she wrote.", None),
    ],
)
def test_only_what_the_quote_leaves_out_supposes_it(sentence: str, what: str | None) -> None:
    assert by_what(sentence) == what


@pytest.mark.parametrize("piece", ["if ", "a ", ", which ", "provided "])
def test_the_steps_do_not_grow_with_the_text(piece: str) -> None:
    text = piece * 20_000 + "the end of it"
    span = Span(len(text) - 13, len(text))
    assert steps_of(lambda: supposed_beside(text, span), [supposed_words]) < 2_000
