"""Verifying what a model says about a statement: its speaker, its party and its figures.

The model's values are compared with the kinds that exist and with the words of the report. A value
that these do not bear out is left out.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from math import isclose

from zopa.foundation.text import Span, spans_of
from zopa.statements.language_model.answer import RawAttribution, RawFigure
from zopa.statements.statement import Figure, Speaker, SpeakerKind

_NUMBER = re.compile(
    r"\d+(?:[,\u00a0\u2007\u2009\u202f]\d{3})+(?:\.\d+)?"
    r"|(?<!\d)\d{1,3}(?:\x20\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
)
_NUMBER_WORDS = {
    "half": 0.5, "quarter": 0.25, "third": 1 / 3, "one": 1, "two": 2, "three": 3, "four": 4,
    "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "dozen": 12, "twenty": 20, "hundred": 100,
}  # fmt: skip
_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "m": 1e6,
    "mn": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
}
_CURRENCY = re.compile(r"[A-Z]{3}")
_ABOUT = re.compile(
    r"\b(?:about|around|some|nearly|almost|roughly|approximately)\s*$", re.IGNORECASE
)
_UNNAMED = (SpeakerKind.UNNAMED, SpeakerKind.UNSTATED)


def speaker_of(
    raw: RawAttribution, reading: str, source: tuple[Span, ...], parties: Collection[str]
) -> tuple[Speaker, list[str]]:
    """The speaker as far as the report bears it out, and in plain words what was left out."""
    left_out = []
    kind = SpeakerKind.UNNAMED if source else SpeakerKind.UNSTATED
    if raw.speaker.kind in set(SpeakerKind) and (
        bool(source) == (raw.speaker.kind != SpeakerKind.UNSTATED)
    ):
        kind = SpeakerKind(raw.speaker.kind)
    elif raw.speaker.kind:
        left_out.append(f"`{raw.speaker.kind}` is not what this speaker can be")
    name = " ".join(raw.speaker.name.split())
    if name and (kind in _UNNAMED or not spans_of(name, reading)):
        left_out.append(f"the name `{name}` does not stand in the report")
        name = ""
    party = raw.party
    if party and party not in parties:
        left_out.append(f"`{party}` is not a party that was asked about")
        party = ""
    return Speaker(kind, name, party=party, confidence=UNKNOWN_CONFIDENCE), left_out


UNKNOWN_CONFIDENCE = 0.5
"""The confidence of what a model proposes. Nobody has measured it, and the model is not asked."""


def figures_of(
    raw: RawAttribution, reading: str, content: tuple[Span, ...]
) -> tuple[tuple[Figure, ...], list[str]]:
    """The figures that the content bears out, and in plain words what was left out."""
    figures, left_out = [], []
    for raw_figure in raw.figures:
        places = [
            Span(piece.start + span.start, piece.start + span.stop)
            for piece in content
            for span in spans_of(raw_figure.quote, reading[piece.start : piece.stop])
        ]
        if len(places) != 1:
            where = "does not stand in the content" if not places else "stands there twice"
            left_out.append(f"the figure `{raw_figure.quote}` {where}")
        elif not _holds(raw_figure, reading, content):
            value = f"{raw_figure.low:,.10g} {raw_figure.unit}"
            left_out.append(f"the figure `{raw_figure.quote}` does not tell {value}")
        else:
            about = _ABOUT.search(reading[max(0, places[0].start - 20) : places[0].start])
            inside = _ABOUT.search(re.split(r"\d", raw_figure.quote)[0])
            figures.append(
                Figure(
                    places[0],
                    reading[slice(*places[0])],
                    raw_figure.low,
                    raw_figure.high,
                    raw_figure.unit,
                    bool(about or inside),
                )
            )
    return tuple(figures), left_out


def _holds(raw_figure: RawFigure, reading: str, content: tuple[Span, ...]) -> bool:
    words = re.findall(r"[^\W\d_]+", raw_figure.quote.lower())
    numbers = [float(re.sub(r"[^\d.]", "", text)) for text in _NUMBER.findall(raw_figure.quote)]
    numbers += [_NUMBER_WORDS[word] for word in words if word in _NUMBER_WORDS]
    scales = [1.0, *(_SCALES[word] for word in words if word in _SCALES)]
    readings = [number * scale for number in numbers for scale in scales]
    known_unit = (
        raw_figure.unit == "percent"
        or _CURRENCY.fullmatch(raw_figure.unit) is not None
        or any(
            raw_figure.unit and spans_of(raw_figure.unit, reading[p.start : p.stop])
            for p in content
        )
    )
    return (
        known_unit
        and raw_figure.low <= raw_figure.high
        and all(
            any(isclose(value, number, rel_tol=1e-9) for number in readings)
            for value in (raw_figure.low, raw_figure.high)
        )
    )
