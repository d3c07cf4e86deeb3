"""Whatever the reports and the statements are, the folder checks without errors."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zopa.analyses import run_analyses
from zopa.briefing import Brief
from zopa.foundation.text import Span
from zopa.preferences.draws import draw
from zopa.proposing import propose
from zopa.proposing.given import Given, GivenParty
from zopa.sources.document import Document, Form
from zopa.statements.speakers import Cast
from zopa.statements.statement import (
    Act,
    Dated,
    Figure,
    Manner,
    Passages,
    Speaker,
    SpeakerKind,
    Statement,
    TellingMode,
    passage,
    passages,
)

from .folders import proposed, written
from .simple_reading import Read, document, read

NAMES = ["NO", "null", "Ann: #1", "'it''s'", "王毅", "Ωμέγα", "& *x", "a\x00b\u202e", "- {", "7"]
PIECES = [
    "The draft of 31 February 2025: # no security guarantees",
    "“We 'reject' the \"offer\": {50 percent} of rights” \x07",
    "NO demands a tariff of 1e9 percent. NO offered a tariff of 0.00001 percent.",
    "中国拒绝了该草案，要求更多。",
    "الوفد يرفض المسودة",
    "The union rejected the offer\x0b\x1c of\x85 3 percent\u2028 under New York law.",
    "the proposal the proposal the proposal includes includes aid in the future",
    "A deal\r\nwithout\r\n\tsecurity guarantees is a red line",
    "draft 9999-99-99 treaty memorandum sanctions tariffs 12345678901234 tonnes quota",
]
TEXTS = st.lists(
    st.one_of(st.sampled_from(PIECES), st.text(max_size=40)), min_size=1, max_size=6
).map(" \n".join)


@st.composite
def statements(choose: st.DrawFn, one: Document, number: int) -> Statement:
    end = len(one.reading)

    def span() -> Span:
        start = choose(st.integers(-2, end + 2))
        return Span(start, start + choose(st.integers(-1, 60)))

    def pieces() -> Passages:
        return passages(one.reading, [span() for _ in range(choose(st.integers(0, 2)))])

    at = passage(one.reading, span())
    figure = Figure(
        at.span,
        at.words,
        choose(st.floats(0, 1e15)),
        choose(st.floats()),
        choose(st.sampled_from(["percent", "USD", "tonnes", "", "we: #"])),
    )
    speaker = Speaker(
        choose(st.sampled_from(SpeakerKind)),
        choose(st.sampled_from(NAMES)),
        tuple(choose(st.lists(st.sampled_from(NAMES), max_size=2))),
        party=choose(st.sampled_from(["", "no", "united_states", "x: y", "1", "王"])),
        count=choose(st.sampled_from([None, 1, 4])),
        confidence=choose(st.floats(0, 1)),
    )
    day = choose(st.dates())
    return Statement(
        f"s{number}" if choose(st.booleans()) else choose(st.sampled_from(NAMES)),
        one.id,
        choose(st.sampled_from(TellingMode)),
        pieces(),
        pieces(),
        pieces(),
        Manner.INDIRECT,
        speaker,
        choose(st.sampled_from(Act)),
        choose(st.booleans()),
        choose(st.booleans()),
        choose(st.sampled_from(["", "no", "ukraine"])),
        Dated(at.span, at.words, day, day),
        figures=(figure,),
        within=choose(st.sampled_from(["", "s0", "s1"])),
    )


@st.composite
def readings(choose: st.DrawFn) -> Read:
    documents = [
        document(
            f"{choose(st.sampled_from(NAMES))}{k}", choose(TEXTS), title=choose(st.text(max_size=9))
        )
        for k in range(choose(st.integers(0, 2)))
    ]
    told = [
        choose(statements(one, k)) for one in documents for k in range(choose(st.integers(0, 5)))
    ]
    return Read(documents, told, Cast(documents))


@settings(max_examples=25)
@given(readings())
def test_any_statements_give_a_case_without_errors(made: Read) -> None:
    with tempfile.TemporaryDirectory() as folder:
        written(proposed(made), Path(folder))


@settings(max_examples=15)
@given(TEXTS)
def test_any_text_gives_a_case_without_errors(text: str) -> None:
    made = read(document("report", text))
    with tempfile.TemporaryDirectory() as folder:
        written(proposed(made), Path(folder))


def test_nothing_at_all(tmp_path: Path) -> None:
    case, _ = written(proposed(read()), tmp_path)
    assert len(case.signatories) == 2


def test_a_brief_can_be_made_of_anything(tmp_path: Path) -> None:
    made = read(document("r", " ".join(PIECES)))
    case, _ = written(proposed(made), tmp_path)
    assert Brief.of(run_analyses(case, draw(case, 100)))


def test_names_that_are_not_latin(tmp_path: Path) -> None:
    text = "Wang rejects the deal. Peru offered Wang a tariff of 5 percent."
    named = Given((GivenParty("王毅", ("Wang",)), GivenParty("Peru")))
    made = read(document("r", text))
    case, _ = written(propose(made.reading, given=named), tmp_path)
    assert [(party.name, party.also) for party in case.parties.values()] == [
        ("王毅", ("Wang",)),
        ("Peru", ()),
    ]


@pytest.mark.parametrize("form", [Form.HTML, Form.PDF])
def test_what_is_no_plain_text_lies_beside_what_was_read(form: Form, tmp_path: Path) -> None:
    reading = "Peru rejected the offer.\n\nChile offered a tariff of 5 percent."
    data = b"<p>\xff" + reading.encode("utf-16-le")
    path = tmp_path / "page.bin"
    path.write_bytes(data)
    from hashlib import sha256

    base = document("page", reading)
    one = replace(
        base, form=form, file=str(path), text="<p>" + reading, encoding="utf-16-le",
        sha256=sha256(data).hexdigest(), places=np.arange(3, 3 + len(reading)),
    )  # fmt: skip
    made = read(one)
    files = proposed(made).files
    assert files["sources/original/page.bin"] == data
    assert files["sources/page.txt"].decode("utf-8") == reading
    written(proposed(made), tmp_path / "case")
    path.write_bytes(b"another file")
    assert "sources/original/page.bin" not in proposed(made).files


def test_days_after_the_reports_are_left_out(tmp_path: Path) -> None:
    text = "Chile offered Peru a tariff of 5 percent. The draft of 3 May 2031 was shown."
    made = read(document("r", text, date(2025, 1, 2)))
    case, report = written(proposed(made), tmp_path)
    assert case.as_of == date(2025, 1, 2)
    assert not [finding for finding in report if finding.code.name == "late-date"]
