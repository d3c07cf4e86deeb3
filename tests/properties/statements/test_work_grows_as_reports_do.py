"""However a report is made, the work of reading it grows as the report does, and no faster.

Work is counted: calls of Python and C functions, and steps of patterns. The networks are left out,
as their work is so much for each word.
"""

from __future__ import annotations

import sys
from itertools import chain

import numpy as np
import pytest
from counted_work import calls_of, steps_of
from hypothesis import example, given, settings
from hypothesis import strategies as st

from zopa.foundation.text import Span
from zopa.sources import read_document
from zopa.statements import reading
from zopa.statements.grammar import capitals
from zopa.statements.model import Impressions, TaggerModel
from zopa.statements.reading import read_documents
from zopa.statements.statement import (
    Act,
    Manner,
    Passage,
    Speaker,
    SpeakerKind,
    Statement,
    TellingMode,
)
from zopa.statements.words import Words

PIECES = """
a A é 1 , . ; : - – ( ) [ ] “ ” " ' ’ « » / \\ & # < > $ € % * = | @ _ \u0301 \u200b \u202e 日 ا
1/ 1, 1. 1- a’ O' n't U.S. Mr. No. Jan. 2025- AA Aa (a “a <!-- <! <a <p> </p> <b> <li> <td> <br>
<h1> <script> </script> <title> <meta> <time> &# &a &amp; &#9999999999999999; <p\u00a0a= http://a.
a@b
"""
PART = st.one_of(
    st.sampled_from(PIECES.split()),
    st.sampled_from([" ", "\n", "\n\n", "\t", "\r", "\u2028"]),
    st.sampled_from(
        ["he said ", "the ", "of the ", "on Friday ", "and ", "million ", "last week "]
    ),
)
PUMPS = st.lists(PART, min_size=1, max_size=3).map("".join)
STARTS = st.sampled_from(["", "The minister refused the draft. ", "<html><p>", "<html><p "])
ROOMS = ("zopa.sources", "zopa.statements.dates", "zopa.statements.figures",
         "zopa.statements.manner", "zopa.statements.words", "zopa.statements.grammar")  # fmt: skip
MODULES = [module for name, module in sys.modules.items() if name.startswith(ROOMS)]


def _nothing_tagged(model: TaggerModel, texts: list[Words]) -> list[Impressions]:
    roles, links = len(model.arrays["opening"]), model.arrays["none"].size * 4
    nothing = np.eye(roles)[0] * 9
    return [
        Impressions(np.tile(nothing, (len(t), 1)), np.zeros((len(t), links)), np.zeros((len(t), 4)))
        for t in texts
    ]


@pytest.fixture(scope="module", autouse=True)
def _no_networks() -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TaggerModel, "impressions", _nothing_tagged)
        patch.setattr(reading, "events", lambda *_: ())
        for module in MODULES:
            if hasattr(module, "run"):
                patch.setattr(module, "run", lambda doc: doc)
        patch.setattr(capitals, "run_each", lambda docs: docs)
        read_documents([d for d in [read_document(b"It is so.", "a.txt").document] if d])
        yield


def _read(text: str) -> None:
    document = read_document(text.encode("utf-8", "replace"), "a.txt").document
    if document is not None:
        read_documents([document])


def _sized(start: str, pump: str, size: int) -> str:
    return start + pump * (size // len(pump) + 1)


@given(STARTS, PUMPS)
@example("<html>", "<p>a")
@example("", "we met ada lind\n")
@example("", "Ada ")
@settings(max_examples=40, deadline=None)
def test_calls_grow_as_the_report_does(start: str, pump: str) -> None:
    small, large = (
        calls_of(lambda size=size: _read(_sized(start, pump, size)))  # type: ignore[misc]
        for size in (2_000, 8_000)
    )
    assert large < 6 * small + 10_000


@given(STARTS, PUMPS)
@example("The minister refused it. ", "A")
@example("The minister refused it. ", "AA")
@settings(max_examples=10, deadline=None)
def test_steps_of_patterns_grow_as_the_report_does(start: str, pump: str) -> None:
    small, large = (
        steps_of(lambda size=size: _read(_sized(start, pump, size)), MODULES)  # type: ignore[misc]
        for size in (300, 1_200)
    )
    assert large < 6 * small + 40_000


def test_statements_within_others_are_found_by_going_once_through_the_text() -> None:
    def said(name: str, cue: Span, content: Span) -> Statement:
        made = (Passage(cue, ""),), (Passage(content, ""),)
        nobody = Speaker(SpeakerKind.UNSTATED)
        return Statement(
            name, "a", TellingMode.SAID, (), *made, Manner.INDIRECT, nobody, Act.INFORM
        )

    def calls(count: int) -> int:
        statements = [
            one
            for at in range(0, 20 * count, 20)
            for one in (
                said(f"outer {at}", Span(at, at + 2), Span(at + 3, at + 15)),
                said(f"inner {at}", Span(at + 4, at + 6), Span(at + 7, at + 9)),
            )
        ]
        found: list[Statement] = []
        made = calls_of(lambda: found.extend(reading._nested(statements)))
        assert [one.within for one in found] == [
            name for at in range(0, 20 * count, 20) for name in ("", f"outer {at}")
        ]
        return made

    assert calls(800) < 5 * calls(200)


def test_what_stands_in_what_is_found_by_going_once_through_the_text() -> None:
    def calls(count: int) -> int:
        cues = reading._Covered([Span(10 * n, 10 * n + 4) for n in range(count)])
        places = chain.from_iterable((Span(10 * n + 3, 10 * n + 5), Span(10 * n + 4, 10 * n + 10))
                                     for n in range(count))  # fmt: skip
        found: list[bool] = []
        made = calls_of(lambda: found.extend(map(cues.meets, places)))
        assert found == [True, False] * count
        return made

    assert calls(4_000) < 5 * calls(1_000)
