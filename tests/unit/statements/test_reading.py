"""What reading says of itself: how sure it is of what the rules find."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from zopa.foundation.text import Span
from zopa.sources.document import Document, Form
from zopa.sources.sentences import sentences_of
from zopa.statements.reading import inside, read_documents
from zopa.statements.statement import TellingMode


def test_an_event_is_as_sure_as_the_page_on_acts_says(request) -> None:  # type: ignore[no-untyped-def]
    text = "Acme raised its bid to $5bn."
    report = Document("a", "a.txt", Form.TEXT, text, "utf-8", "", text)
    report = replace(report, sentences=tuple(sentences_of(text)))
    (event,) = read_documents([report]).all()
    assert (event.told, event.confidence) == (TellingMode.DONE, 0.8)
    page = Path(request.config.rootpath, "docs", "explanation", "acts.md").read_text("utf-8")
    assert "made of an event has the confidence 0.8" in page


def test_each_of_several_actors_has_a_statement_of_its_own() -> None:
    text = "Peru and Bolivia offered 9 percent and 10 percent. Chile and its allies rejected both."
    report = Document("a", "a.txt", Form.TEXT, text, "utf-8", "", text)
    report = replace(report, sentences=tuple(sentences_of(text)))
    told = [
        (s.speaker.party, s.act.value, s.content[0].words, [figure.low for figure in s.figures])
        for s in read_documents([report]).all()
    ]
    assert told[:2] == [
        ("peru", "offer", "9 percent", [9]),
        ("bolivia", "offer", "10 percent", [10]),
    ]
    assert [party for party, *_ in told] == ["peru", "bolivia", "chile"]


class Looked(list[Span]):
    """Spans that count how often one is looked at."""

    looked = 0

    def __getitem__(self, at: Any) -> Any:
        self.looked += 1
        return super().__getitem__(at)


def test_what_lies_in_a_statement_is_found_without_a_look_at_all_of_a_text() -> None:
    figures = Looked(Span(at, at + 3) for at in range(0, 100_000, 10))
    assert inside(figures, [Span(500, 531), Span(505, 513)]) == [50, 51, 52]
    assert figures.looked < 100


def test_what_lies_in_a_statement_is_all_that_begins_and_ends_there() -> None:
    chance = np.random.default_rng(3)
    for _ in range(300):
        starts = sorted(chance.integers(0, 30, 8).tolist())
        ordered = [Span(start, start + int(chance.integers(6))) for start in starts]
        spans = [Span(a, a + int(chance.integers(13))) for a in chance.integers(0, 30, 3).tolist()]
        assert inside(ordered, spans) == [
            at
            for at, span in enumerate(ordered)
            if any(a.start <= span.start and span.stop <= a.stop for a in spans)
        ]
