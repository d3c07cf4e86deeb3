"""Any text at all: no exception, spans within the text, bounded work."""

from __future__ import annotations

import sys

import pytest
from counted_work import steps_of
from hypothesis import given, settings
from hypothesis import strategies as st

from zopa.foundation.text import Span
from zopa.statements.acts import SpanBase, act_of, events
from zopa.statements.acts.tokens import LOOKED_AT
from zopa.statements.statement import Manner

MODULES = [m for name, m in sys.modules.items() if name.startswith("zopa.statements.acts")]
MOST_STEPS = 500_000
"""Of one sentence, cue or content, whatever stands in it."""

VOCABULARY = """
the a Ukraine Bessent he we who which that not never no longer will would must refused to sign
offered offer was given by deal demands want wants rule out all but cut make if unless and , . ?
“ ” ; : — said says has been ready agreed drop won’t cannot it's of on Monday İ ǆ proposal in
exchange for Kyiv's denied threatening tied have yet suggest insist
"""
WORDS = st.lists(st.sampled_from(VOCABULARY.split()), max_size=30).map(" ".join)
TEXTS = st.one_of(st.text(max_size=120), WORDS)


@given(TEXTS, TEXTS, st.sampled_from([None, *Manner]))
@settings(max_examples=300)
def test_an_act_for_any_words(cue: str, content: str, manner: Manner | None) -> None:
    found = act_of(cue, content, manner=manner)
    whole = {SpanBase.CUE: cue, SpanBase.CONTENT: content}[found.why.part]
    assert 0 <= found.why.span.start <= found.why.span.stop <= len(whole)
    assert found.why.rule
    assert found == act_of(cue, content, manner=manner)


@given(TEXTS, TEXTS, TEXTS)
@settings(max_examples=300)
def test_events_lie_within_their_sentence(before: str, sentence: str, after: str) -> None:
    text = before + sentence + after
    span = Span(len(before), len(before) + len(sentence))
    for event in events(text, span):
        for place in (event.actor, event.cue, event.content, event.why.span, event.hearer):
            if place is not None:
                assert span.start <= place.start <= place.stop <= span.stop
        assert event.actor.start < event.actor.stop
        assert event.cue.start < event.cue.stop


@given(WORDS, st.text(max_size=20))
def test_what_stands_around_a_sentence_changes_nothing(sentence: str, around: str) -> None:
    alone = events(sentence, Span(0, len(sentence)))
    within = events(around + sentence + around, Span(len(around), len(around) + len(sentence)))
    shifted = [
        (e.actor.start - len(around), e.cue.start - len(around), e.content.start - len(around))
        for e in within
    ]
    assert shifted == [(e.actor.start, e.cue.start, e.content.start) for e in alone]


@given(st.tuples(st.integers(-5, 50), st.integers(-5, 50)))
def test_a_span_beside_the_text_is_no_error(span: tuple[int, int]) -> None:
    text = "Peru refused the offer."
    for event in events(text, Span(*span)):
        assert event.content.stop <= len(text)


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        " ",
        "not ",
        "to to ",
        "and ",
        "he said he refused to ",
        ", ",
        "make a ",
        "which ",
        "“?”",
        "the offer, the deal, and ",
        "Kyiv, who ",
        "if unless ",
        "has refused and ",
    ],
)
def test_a_million_characters_cost_no_more_than_the_first(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    first = text[: LOOKED_AT + 500]
    for work in (lambda of: events(of, Span(0, len(of))), lambda of: act_of(of, of)):
        work(first)  # loads what is loaded once
        steps = steps_of(lambda work=work: work(first), MODULES)
        assert steps_of(lambda work=work: work(text), MODULES) < 1.1 * steps + 100
        assert steps < MOST_STEPS
    assert act_of("said", text) == act_of("said", first)
