"""What the writer of `statements.jsonl` writes the reader gives back, and nothing is lost."""

from __future__ import annotations

import json
from math import inf

from hypothesis import given
from hypothesis import strategies as st

from zopa.foundation.text import Span, fold_space
from zopa.statements.claims import Copied, Copy, Detail, Difference, SharedClaim
from zopa.statements.json_values import json_object
from zopa.statements.records import (
    DIGITS,
    claim_of,
    claim_row,
    copy_of,
    copy_row,
    difference_of,
    difference_row,
    json_lines,
    row_of,
    statement_of,
)
from zopa.statements.statement import (
    Act,
    Dated,
    Figure,
    Manner,
    Passage,
    Speaker,
    SpeakerKind,
    Statement,
    TellingMode,
    replaced,
)

WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\r\t\x0b\x0c\x85"),
    max_size=20,
)
LINES = WORDS.map(fold_space)
PROBABILITIES = st.floats(0, 1).map(lambda share: round(share, DIGITS))
PLACES = st.integers(0, 10**9 - 1)
SPANS = st.tuples(PLACES, PLACES).map(lambda ends: Span(*sorted(ends)))
PASSAGES = st.builds(Passage, SPANS, WORDS)
MANY = st.lists(PASSAGES, max_size=3).map(tuple)
FINITE = st.floats(allow_nan=False, allow_infinity=False)
DATED = st.builds(Dated, SPANS, WORDS, st.dates(), st.dates())
FIGURES = st.builds(Figure, SPANS, WORDS, FINITE, FINITE | st.just(inf), LINES, about=st.booleans())
SPEAKERS = st.builds(
    Speaker,
    st.sampled_from(SpeakerKind),
    name=LINES,
    also=st.lists(LINES, max_size=3).map(tuple),
    office=LINES,
    party=LINES,
    count=st.none() | st.integers(0, 10**9 - 1),
    knowing=LINES,
    mention=st.none() | SPANS,
    confidence=PROBABILITIES,
)
STATEMENTS = st.builds(
    Statement,
    id=LINES,
    document=LINES,
    told=st.sampled_from(TellingMode),
    source=MANY,
    cue=MANY,
    content=MANY,
    manner=st.sampled_from(Manner),
    speaker=SPEAKERS,
    act=st.sampled_from(Act),
    negated=st.booleans(),
    conditional=st.booleans(),
    hearer=LINES,
    said_on=st.none() | DATED,
    dates=st.lists(DATED, max_size=2).map(tuple),
    figures=st.lists(FIGURES, max_size=2).map(tuple),
    within=LINES,
    confidence=PROBABILITIES,
)
NAMES = st.lists(LINES, max_size=3).map(tuple)
PIECES = st.lists(WORDS, max_size=3).map(tuple)


@given(STATEMENTS)
def test_a_statement_comes_back_as_it_was(statement: Statement) -> None:
    line = json_lines([row_of(statement)])
    assert line.count("\n") == 1
    assert statement_of(json_object(line)) == statement


@given(STATEMENTS)
def test_every_field_of_a_statement_has_a_key(statement: Statement) -> None:
    row = row_of(statement)
    assert set(row) == {"record", *Statement.__slots__}
    assert set(row["speaker"]) == set(Speaker.__slots__)
    assert json.loads(json.dumps(row)) == row


@given(
    st.builds(SharedClaim, LINES, NAMES, NAMES, st.integers(0, 99), PROBABILITIES),
    st.builds(Difference, st.sampled_from(Detail), LINES, LINES, PIECES, PIECES, PROBABILITIES),
    st.builds(Copy, st.sampled_from(Copied), LINES, LINES, PIECES, PROBABILITIES),
)
def test_what_lining_up_gives_comes_back(
    claim: SharedClaim, difference: Difference, copy: Copy
) -> None:
    rows = [claim_row(claim), difference_row(difference), copy_row(copy)]
    one, two, three, rest = json_lines(rows).split("\n")
    assert not rest
    assert claim_of(json_object(one)) == claim
    assert difference_of(json_object(two)) == difference
    assert copy_of(json_object(three)) == copy


@given(STATEMENTS, st.integers(0, 1000))
def test_places_led_away_and_back_are_what_they_were(statement: Statement, by: int) -> None:
    there = replaced(statement, lambda old: Span(old.start + by, old.stop + by))
    back = replaced(there, lambda old: Span(old.start - by, old.stop - by))
    assert back == statement
    assert [piece.words for piece in there.passages] == [p.words for p in statement.passages]
