"""Reading documents: it gives every statement in them, with its speaker, act, dates and figures.

The tagger finds who says what, and rules find what somebody is told to have done. Nothing is
decided here for a person: a statement of which the tagger is unsure stays, with its confidence.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import accumulate

import numpy as np

from zopa.foundation.text import Span
from zopa.sources.bare_runs import without_bare_runs
from zopa.sources.document import Document, Use
from zopa.statements.acts import act_in, events
from zopa.statements.acts.found import Event
from zopa.statements.attribution_bounds import bounded
from zopa.statements.dates import dates_in, when_told
from zopa.statements.field import Floats
from zopa.statements.figures import figures_in
from zopa.statements.grammar import grammar_of
from zopa.statements.manner import manner_of, quotations
from zopa.statements.model import TaggerModel, shipped
from zopa.statements.speakers import Cast, PartyNames
from zopa.statements.statement import (
    Attribution,
    Dated,
    Figure,
    Manner,
    Spans,
    Speaker,
    SpeakerKind,
    Statement,
    TellingMode,
    passages,
)
from zopa.statements.tagger import Meanings, Tagged, tagged
from zopa.statements.words import Words, words_of

EVENT = 0.8
"""The confidence of an event that the rules find. It lies between what was measured on
news: the actor is right in .90 of events, actor and act in .72 (docs/explanation/acts.md)."""


@dataclass(frozen=True, eq=False)
class Reading:
    """What was read in some documents, in their order."""

    documents: tuple[Document, ...]
    statements: tuple[tuple[Statement, ...], ...]
    """For each document, in the order of their cues."""
    meanings: tuple[Floats, ...]
    """For each document, the meaning of each statement's content as a unit vector."""
    cast: Cast
    figures: tuple[tuple[Figure, ...], ...]
    """For each document all figures that it tells, in statements and beside them."""
    dates: tuple[tuple[Dated, ...], ...]
    """For each document all times that it tells."""

    def all(self) -> Iterator[Statement]:
        """The statements of all documents."""
        for of_document in self.statements:
            yield from of_document


@dataclass(frozen=True, eq=False)
class _RawStatement:
    """An attribution or an event, before it is a statement."""

    attribution: Attribution
    event: Event | None = None


def document_words(document: Document) -> Words:
    """The words of what is to be read: all but the furniture of the page, and long runs without a
    letter."""
    text = without_bare_runs(document.reading)
    if not document.blocks:
        return words_of(text)
    starts = np.array([block.span.start for block in document.blocks], dtype=np.int64)
    every_word = words_of(text, starts)
    keep = np.ones(len(every_word), dtype=np.bool_)
    for block in document.blocks:
        if block.use is Use.FURNITURE:
            keep[every_word.within(*block.span)] = False
    return every_word.kept(keep)


def read_documents(
    documents: Sequence[Document],
    parties: Sequence[PartyNames] = (),
    model: TaggerModel | None = None,
    *,
    extra: Mapping[str, Sequence[Statement]] | None = None,
) -> Reading:
    """The statements of documents. With `parties`, speakers are led back to them; without, to
    countries, blocs and organisations. `extra` holds statements found in another way, by the id of
    their document; those whose cue was found here too are left out. ValueError where two documents
    have the same id.
    """
    if len({document.id for document in documents}) < len(documents):
        raise ValueError("two documents have the same id")
    texts = [document_words(document) for document in documents]
    tagging, word_meanings = _tagged_and_parsed(documents, texts, model) if texts else ([], [])
    said = [
        bounded(document, tags.attributions)
        for document, tags in zip(documents, tagging, strict=True)
    ]
    raw = [_raw(document, listed) for document, listed in zip(documents, said, strict=True)]
    # Who said something is led back to who spoke before; what people are told to do is not heard.
    cast = Cast(documents, said, parties)
    around = [_Around(document) for document in documents]
    more = extra or {}
    statements = tuple(
        _with_more(_statements(place, listed, iter(spoken), cast), more.get(place.document.id, ()))
        for place, listed, spoken in zip(around, raw, cast.speakers, strict=True)
    )
    meanings = tuple(
        np.array([_meaning(text, of_words, statement) for statement in listed]).reshape(
            len(listed), of_words.shape[1]
        )
        for text, of_words, listed in zip(texts, word_meanings, statements, strict=True)
    )
    return Reading(
        tuple(documents),
        statements,
        meanings,
        cast,
        tuple(place.all_figures for place in around),
        tuple(place.all_dates for place in around),
    )


def _tagged_and_parsed(
    documents: Sequence[Document], texts: Sequence[Words], model: TaggerModel | None
) -> tuple[list[Tagged], list[Meanings]]:
    """What the tagger finds. The documents are parsed meanwhile: the tagger's network leaves Python
    alone while it runs."""
    with ThreadPoolExecutor(max_workers=1) as beside:
        parsing = beside.submit(lambda: [grammar_of(document) for document in documents])
        found = tagged(texts, model or shipped())
        parsing.result()
    return found


def _raw(document: Document, said: Sequence[Attribution]) -> list[_RawStatement]:
    """Attributions and events in the order of their cues; what a cue says twice counts once."""
    raw = [_RawStatement(attribution) for attribution in said]
    cues = _Covered([span for entry in raw for span in entry.attribution.cue])
    grammar = grammar_of(document)
    for sentence in document.sentences:
        for event in events(document.reading, sentence, grammar):
            if cues.meets(event.cue):
                continue
            for actor, thing in event.shares or ((event.actor, event.content),):
                content = (thing,) if thing.start < thing.stop else ()
                attribution = Attribution((actor,), (event.cue,), content, EVENT)
                raw.append(_RawStatement(attribution, replace(event, actor=actor)))
    return sorted(raw, key=lambda entry: entry.attribution.cue[0])


class _Covered:
    """Spans of a text, and whether another span shares a character with one of them."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [span.start for span in ordered]
        self._reached = list(accumulate((span.stop for span in ordered), max))

    def meets(self, span: Span) -> bool:
        before = bisect_left(self._starts, span.stop)
        return before > 0 and self._reached[before - 1] > span.start


class _Around:
    """What a document tells beside its statements: times, figures, quotations, sentences."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.grammar = grammar_of(document)
        self.all_dates = dates_in(document.reading, document.published)
        self.all_figures = figures_in(document.reading)
        self._date_spans = [dated.span for dated in self.all_dates]
        self._figure_spans = [figure.span for figure in self.all_figures]
        self._quoted = quotations(document.reading)
        self._starts = [sentence.start for sentence in document.sentences]

    def dates(self, spans: Spans) -> tuple[Dated, ...]:
        return tuple(self.all_dates[at] for at in inside(self._date_spans, spans))

    def figures(self, spans: Spans) -> tuple[Figure, ...]:
        return tuple(self.all_figures[at] for at in inside(self._figure_spans, spans))

    def manner(self, content: Spans) -> Manner:
        return manner_of(self.document.reading, content, self._quoted)

    def when(self, attribution: Attribution, *, done: bool) -> Dated | None:
        """When it was said; or, of what is done, when that was."""
        index = bisect_right(self._starts, attribution.cue[0].start) - 1
        if index < 0:
            return None
        sentence = self.document.sentences[index]
        content = () if done else attribution.content
        return when_told(self.document.reading, sentence, content, self.document.published)


def inside(ordered: Sequence[Span], spans: Iterable[Span]) -> list[int]:
    """Which of some spans, in the order of the text, lie within one of several, by their places.

    Only those that begin within one are looked at, so that it takes no longer in a long text.

    >>> inside([Span(0, 2), Span(3, 9), Span(4, 6), Span(8, 9)], [Span(3, 7), Span(4, 9)])
    [2, 3]
    """
    return sorted(
        {
            at
            for around in spans
            for at in range(
                bisect_left(ordered, around.start, key=_start),
                bisect_right(ordered, around.stop, key=_start),
            )
            if ordered[at].stop <= around.stop
        }
    )


def _start(span: Span) -> int:
    return span.start


def _statements(
    around: _Around, raw: Sequence[_RawStatement], spoken: Iterator[Speaker], cast: Cast
) -> tuple[Statement, ...]:
    document = around.document
    made: list[Statement] = []
    for entry in raw:
        speaker = cast.resolve(document, entry.event.actor) if entry.event else next(spoken)
        if entry.event is None or _acts(speaker):
            name = f"{document.id}-{len(made) + 1}"
            made.append(_statement(name, entry, speaker, cast, around))
    return tuple(_nested(made))


def _with_more(
    statements: tuple[Statement, ...], more: Sequence[Statement]
) -> tuple[Statement, ...]:
    cues = _Covered([cue.span for statement in statements for cue in statement.cue])
    added = [
        statement for statement in more if not any(cues.meets(cue.span) for cue in statement.cue)
    ]
    return tuple(
        sorted(
            (*statements, *added), key=lambda statement: (statement.cue or statement.content)[:1]
        )
    )


def _acts(speaker: Speaker) -> bool:
    """Whether the actor of an event is somebody, or a party."""
    return bool(speaker.party) or speaker.kind in (SpeakerKind.PERSON, SpeakerKind.INSTITUTION)


def _nested(made: Sequence[Statement]) -> Iterator[Statement]:
    """The statements, each with the id of the first one in whose content it stands.

    The text is gone through once: at each cue, only contents that are still open are looked at.
    """
    pieces = sorted(
        (piece.span, at)
        for at, statement in enumerate(made)
        if statement.told is TellingMode.SAID
        for piece in statement.content
    )
    within: dict[int, int] = {}
    begun: list[tuple[Span, int]] = []
    following = 0
    for own in sorted(range(len(made)), key=lambda at: made[at].cue[0].span):
        cue = made[own].cue[0].span
        while following < len(pieces) and pieces[following][0].start <= cue.start:
            begun.append(pieces[following])
            following += 1
        begun = [piece for piece in begun if piece[0].stop > cue.start]
        around = [at for span, at in begun if span.stop >= cue.stop and at != own]
        if around:
            within[own] = min(around)
    for at, statement in enumerate(made):
        yield replace(statement, within=made[within[at]].id) if at in within else statement


def _statement(
    name: str, raw: _RawStatement, speaker: Speaker, cast: Cast, around: _Around
) -> Statement:
    attribution, event, text = raw.attribution, raw.event, around.document.reading
    content = " ".join(text[slice(*span)] for span in attribution.content)
    style = Manner.INDIRECT if event else around.manner(attribution.content)
    act = event or act_in(
        around.grammar,
        attribution.cue,
        attribution.content,
        content,
        direct=style is Manner.DIRECT,
    )
    hearer = cast.resolve(around.document, event.hearer).party if event and event.hearer else ""
    return Statement(
        id=name,
        document=around.document.id,
        told=TellingMode.DONE if event else TellingMode.SAID,
        source=passages(text, attribution.source),
        cue=passages(text, attribution.cue),
        content=passages(text, attribution.content),
        manner=style,
        speaker=speaker,
        act=act.act,
        negated=act.negated,
        conditional=act.conditional,
        hearer=hearer,
        said_on=around.when(attribution, done=event is not None),
        dates=around.dates(attribution.content),
        figures=around.figures(attribution.content),
        confidence=attribution.confidence,
    )


def _meaning(text: Words, meaning: Meanings, statement: Statement) -> Floats:
    """The mean of what the words of the content mean, as a unit vector; 0 where there are none."""
    runs = [text.within(*piece.span) for piece in statement.content]
    rows = np.concatenate([meaning[run] for run in runs]) if runs else meaning[:0]
    if not len(rows):
        return np.zeros(meaning.shape[1])
    mean: Floats = rows.mean(axis=0, dtype=np.float64)
    return mean / max(float(np.linalg.norm(mean)), 1e-12)
