"""Documents read: every statement in them, with all that is made of it.

The tagger finds who says what; rules find what somebody is told to have done. Each gets its
speaker, act, dates and figures. Nothing is decided here for a person: a statement that the
tagger is unsure of stays, with its confidence.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from zopa.foundation.text import Span
from zopa.sources.document import Document, Use
from zopa.statements.acts import act_of, events
from zopa.statements.acts.found import Event
from zopa.statements.dates import dates_in, when_told
from zopa.statements.field import Floats
from zopa.statements.figures import figures_in
from zopa.statements.manner import manner, quotations
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
)
from zopa.statements.tagger import Meanings, Tagged, tagged
from zopa.statements.words import Words, words

EVENT = 0.8
"""The confidence of an event that the rules find: their precision on labelled sentences, rounded
down (docs/explanation/acts.md)."""


_Key = tuple[str, bytes, bytes]


@dataclass(frozen=True, eq=False)
class Reading:
    """What was read in some documents, in their order."""

    documents: tuple[Document, ...]
    statements: tuple[tuple[Statement, ...], ...]
    """For each document, in the order of their cues."""
    meanings: tuple[Floats, ...]
    """For each document, the meaning of each statement's content as a unit vector."""
    cast: Cast
    tagging: Mapping[_Key, tuple[Tagged, Meanings]]
    """What the tagger found, by the words that it saw."""

    def all(self) -> Iterator[Statement]:
        """The statements of all documents."""
        for own in self.statements:
            yield from own


@dataclass(frozen=True, eq=False)
class _RawStatement:
    """An attribution or an event, before it is a statement."""

    attribution: Attribution
    event: Event | None = None


def document_words(document: Document) -> Words:
    """The words of what is to be read: all but the furniture of the page."""
    if not document.blocks:
        return words(document.reading)
    starts = np.array([block.span.start for block in document.blocks], dtype=np.int64)
    found = words(document.reading, starts)
    keep = np.ones(len(found), dtype=np.bool_)
    for block in document.blocks:
        if block.use is Use.FURNITURE:
            keep[found.within(*block.span)] = False
    return found.kept(keep)


def read_documents(
    documents: Sequence[Document],
    parties: Sequence[PartyNames] = (),
    model: TaggerModel | None = None,
    *,
    extra: Mapping[str, Sequence[Statement]] | None = None,
    earlier: Reading | None = None,
) -> Reading:
    """The statements of documents. With `parties`, speakers are led back to them; without, to
    countries, blocs and organisations. `extra` holds statements found in another way, by the id of
    their document; those whose cue was found here too are left out. What was tagged in an `earlier`
    reading by the same model is not tagged again. ValueError where two documents have the same id.
    """
    if len({document.id for document in documents}) < len(documents):
        raise ValueError("two documents have the same id")
    texts = [document_words(document) for document in documents]
    tagging = _tagging(texts, model, earlier.tagging if earlier else {})
    done = [tagging[_key(text)] for text in texts]
    found, seen = [own for own, _ in done], [meanings for _, meanings in done]
    told = [_told(document, one) for document, one in zip(documents, found, strict=True)]
    # Who said something is led back to who spoke before; what people are told to do is not heard.
    cast = Cast(documents, [one.attributions for one in found], parties)
    more = extra or {}
    statements = tuple(
        _with_more(_statements(document, own, iter(spoken), cast), more.get(document.id, ()))
        for document, own, spoken in zip(documents, told, cast.speakers, strict=True)
    )
    meanings = tuple(
        np.array([_meaning(text, one, statement) for statement in own]).reshape(
            len(own), one.shape[1]
        )
        for text, one, own in zip(texts, seen, statements, strict=True)
    )
    return Reading(tuple(documents), statements, meanings, cast, tagging)


def _key(text: Words) -> _Key:
    return text.text, text.start.tobytes(), text.first.tobytes()


def _tagging(
    texts: Sequence[Words], model: TaggerModel | None, known: Mapping[_Key, tuple[Tagged, Meanings]]
) -> dict[_Key, tuple[Tagged, Meanings]]:
    new = {key: text for text in texts if (key := _key(text)) not in known}
    found, seen = tagged(list(new.values()), model or shipped()) if new else ([], [])
    return {**known, **dict(zip(new, zip(found, seen, strict=True), strict=True))}


def _told(document: Document, found: Tagged) -> list[_RawStatement]:
    """Attributions and events in the order of their cues; what a cue says twice counts once."""
    told = [_RawStatement(attribution) for attribution in found.attributions]
    cues = {span for one in told for span in one.attribution.cue}
    for sentence in document.sentences:
        for event in events(document.reading, sentence):
            if any(cue.start < event.cue.stop and event.cue.start < cue.stop for cue in cues):
                continue
            content = (event.content,) if event.content.start < event.content.stop else ()
            told.append(
                _RawStatement(Attribution((event.actor,), (event.cue,), content, EVENT), event)
            )
    return sorted(told, key=lambda one: one.attribution.cue[0])


class _Around:
    """What a document tells beside its statements: times, figures, quotations, sentences."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._dates = dates_in(document.reading, document.published)
        self._figures = figures_in(document.reading)
        self._quoted = quotations(document.reading)
        self._starts = [sentence.start for sentence in document.sentences]

    def dates(self, spans: Spans) -> tuple[Dated, ...]:
        return tuple(one for one in self._dates if _inside(one.span, spans))

    def figures(self, spans: Spans) -> tuple[Figure, ...]:
        return tuple(one for one in self._figures if _inside(one.span, spans))

    def manner(self, content: Spans) -> Manner:
        return manner(self.document.reading, content, self._quoted)

    def when(self, one: Attribution, *, done: bool) -> Dated | None:
        """When it was said; or, of what is done, when that was."""
        index = bisect_right(self._starts, one.cue[0].start) - 1
        if index < 0:
            return None
        sentence = self.document.sentences[index]
        content = () if done else one.content
        return when_told(self.document.reading, sentence, content, self.document.published)


def _inside(span: Span, spans: Spans) -> bool:
    return any(one.start <= span.start and span.stop <= one.stop for one in spans)


def _statements(
    document: Document, told: Sequence[_RawStatement], spoken: Iterator[Speaker], cast: Cast
) -> tuple[Statement, ...]:
    around = _Around(document)
    found: list[Statement] = []
    for one in told:
        speaker = cast.resolve(document, one.event.actor) if one.event else next(spoken)
        if one.event is None or _acts(speaker):
            name = f"{document.id}-{len(found) + 1}"
            found.append(_statement(name, one, speaker, cast, around))
    said = [one for one in found if one.told is TellingMode.SAID]
    return tuple(_nested(statement, said) for statement in found)


def _with_more(found: tuple[Statement, ...], more: Sequence[Statement]) -> tuple[Statement, ...]:
    cues = [cue for one in found for cue in one.cue]
    new = [
        one
        for one in more
        if not any(a.start < b.stop and b.start < a.stop for a in one.cue for b in cues)
    ]
    return tuple(sorted((*found, *new), key=lambda one: (one.cue or one.content)[:1]))


def _acts(speaker: Speaker) -> bool:
    """Whether the actor of an event is somebody, or a party."""
    return bool(speaker.party) or speaker.kind in (SpeakerKind.PERSON, SpeakerKind.INSTITUTION)


def _nested(statement: Statement, said: Sequence[Statement]) -> Statement:
    """The statement with the id of the one in whose content it stands."""
    for other in said:
        if other.id != statement.id and _inside(statement.cue[0], other.content):
            return replace(statement, within=other.id)
    return statement


def _statement(
    name: str, told: _RawStatement, speaker: Speaker, cast: Cast, around: _Around
) -> Statement:
    one, event, text = told.attribution, told.event, around.document.reading
    content = " ".join(text[slice(*span)] for span in one.content)
    cue = " ".join(text[slice(*span)] for span in one.cue)
    style = Manner.INDIRECT if event else around.manner(one.content)
    act = event or act_of(cue, content, manner=style)
    hearer = cast.resolve(around.document, event.hearer).party if event and event.hearer else ""
    return Statement(
        id=name,
        document=around.document.id,
        told=TellingMode.DONE if event else TellingMode.SAID,
        source=one.source,
        cue=one.cue,
        content=one.content,
        manner=style,
        speaker=speaker,
        act=act.act,
        negated=act.negated,
        conditional=act.conditional,
        hearer=hearer,
        said_on=around.when(one, done=event is not None),
        dates=around.dates(one.content),
        figures=around.figures(one.content),
        confidence=one.confidence,
    )


def _meaning(text: Words, meaning: Meanings, statement: Statement) -> Floats:
    """The mean of what the words of the content mean, as a unit vector; 0 where there are none."""
    runs = [text.within(*span) for span in statement.content]
    rows = np.concatenate([meaning[run] for run in runs]) if runs else meaning[:0]
    if not len(rows):
        return np.zeros(meaning.shape[1])
    mean: Floats = rows.mean(axis=0, dtype=np.float64)
    return mean / max(float(np.linalg.norm(mean)), 1e-12)
