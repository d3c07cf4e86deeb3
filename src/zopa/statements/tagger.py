"""Making attributions out of what the model says about each word.

A run of words that bear the labels of one role (source, cue or content) is a *piece*. Each piece of
content is linked to the cue to which its words point, and each cue to the source to which it
points, or to none. A cue with at least one piece of content makes an attribution; pieces that
belong to no attribution are *loose*.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from zopa.foundation.text import Span
from zopa.statements.field import Floats, best_labels, marginals
from zopa.statements.model import Impressions, TaggerModel
from zopa.statements.statement import Attribution
from zopa.statements.words import Ints, Words

Meanings = NDArray[np.float16]

ROLES = ("source", "cue", "content")
_FAR = 60
"""The most words between a piece and the cue or source to which it may be linked. The model tells
distances apart up to 64 words only."""
_AT_ONCE = 20_000
"""How many words the model's impressions are kept of at once, at most."""
_LONGEST = 1200
"""The most words that are labelled together. Only a paragraph longer than this is cut."""


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """A piece: words `start` to `stop` of a text, which all have the role `ROLES[role]`.

    `sure` is the mean probability of their labels.
    """

    role: int
    start: int
    stop: int
    sure: float


@dataclass(frozen=True, slots=True)
class Tagged:
    """The attributions of one text, and the pieces that belong to none."""

    attributions: tuple[Attribution, ...]
    loose: tuple[tuple[str, Span], ...]
    """The pieces that belong to no attribution, each as its role and span."""


def tagged(texts: Sequence[Words], model: TaggerModel) -> tuple[list[Tagged], list[Meanings]]:
    """The attributions of each text, in the order of their cues, and the meanings of its words.

    The meanings of a text are an array `(words, size)`; the mean over the words of a span is a
    vector for what the span means. A few texts are worked on at a time, and a very long text in
    parts, so memory stays bounded.
    """
    results = [Tagged((), ()) for _ in texts]
    meanings: list[list[Meanings]] = [[] for _ in texts]
    for group in _groups(texts):
        parts = [part for _, part in group]
        all_impressions = model.impressions(parts)
        runs = _pieces(parts, all_impressions, model)
        for (index, part), impressions, pieces in zip(group, all_impressions, runs, strict=True):
            further = _attributions(part, impressions, pieces, model)
            result = results[index]
            results[index] = Tagged(
                (*result.attributions, *further.attributions), (*result.loose, *further.loose)
            )
            meanings[index].append(impressions.meaning.astype(np.float16))
    return results, [np.concatenate(parts) for parts in meanings]


def _groups(texts: Sequence[Words]) -> Iterator[list[tuple[int, Words]]]:
    """Groups of texts, or of parts of long ones, with the index of each text.

    A group has at most `_AT_ONCE` words.
    """
    group: list[tuple[int, Words]] = []
    count = 0
    for index, text in enumerate(texts):
        for part in _parts(text):
            if group and count + len(part) > _AT_ONCE:
                yield group
                group, count = [], 0
            group.append((index, part))
            count += len(part)
    if group:
        yield group


def _parts(text: Words) -> Iterator[Words]:
    """The text itself, or parts of a long text. A part begins with a paragraph if it can."""
    start = 0
    while len(text) - start > _AT_ONCE:
        heads = np.flatnonzero(text.first[start + 1 : start + _AT_ONCE + 1])
        stop = start + (int(heads[-1]) + 1 if len(heads) else _AT_ONCE)
        yield text.part(start, stop)
        start = stop
    yield text.part(start, len(text)) if start else text


def _segments(text: Words) -> list[tuple[int, int]]:
    """The runs of words that are labelled together: paragraphs, or parts of very long ones."""
    heads = [0, *(int(head) for head in np.flatnonzero(text.first) if head), len(text)]
    segments = []
    for start, stop in pairwise(heads):
        segments += [(at, min(at + _LONGEST, stop)) for at in range(start, stop, _LONGEST)]
    return segments


def _pieces(
    texts: Sequence[Words], all_impressions: Sequence[Impressions], model: TaggerModel
) -> list[list[TaggedSpan]]:
    transition, opening = model.arrays["transition"], model.arrays["opening"]
    todo = [(i, a, b) for i, text in enumerate(texts) for a, b in _segments(text)]
    todo.sort(key=lambda run: run[2] - run[1])
    labels = [np.zeros(len(text), dtype=np.int64) for text in texts]
    sure = [np.zeros(len(text)) for text in texts]
    first = 0
    while first < len(todo):
        # Segments of similar length are labelled together, so that little is padded.
        last = first
        while last < len(todo) and (todo[last][2] - todo[last][1]) * (last - first + 1) < 60_000:
            last += 1
        chosen = todo[first : max(last, first + 1)]
        length = np.array([b - a for _, a, b in chosen], dtype=np.int64)
        emissions = np.zeros((len(chosen), int(length.max()), len(opening)))
        for row, (index, a, b) in enumerate(chosen):
            emissions[row, : b - a] = all_impressions[index].tags[a:b]
        best = best_labels(emissions, length, transition, opening)
        chances = marginals(emissions, length, transition, opening)
        for row, (index, a, b) in enumerate(chosen):
            labels[index][a:b] = best[row, : b - a]
            sure[index][a:b] = np.take_along_axis(
                chances[row, : b - a], best[row, : b - a, None], axis=1
            )[:, 0]
        first += len(chosen)
    return [
        _runs(text_labels, text_sure) for text_labels, text_sure in zip(labels, sure, strict=True)
    ]


def _runs(labels: Ints, sure: Floats) -> list[TaggedSpan]:
    """The pieces that the labels make. An odd label begins a role, the next even one goes on."""
    role = (labels + 1) // 2 - 1
    begins = (role >= 0) & ((labels % 2 == 1) | np.r_[True, role[1:] != role[:-1]])
    ends = (role >= 0) & np.r_[begins[1:] | (role[1:] != role[:-1]), True]
    return [
        TaggedSpan(int(role[a]), int(a), int(b) + 1, float(sure[a : b + 1].mean()))
        for a, b in zip(np.flatnonzero(begins), np.flatnonzero(ends), strict=True)
    ]


def _near(piece: TaggedSpan, others: list[TaggedSpan]) -> list[TaggedSpan]:
    return [
        other
        for other in others
        if other.start - piece.stop <= _FAR and piece.start - other.stop <= _FAR
    ]


def _shares(scores: list[float]) -> Floats:
    weights: Floats = np.exp(np.array(scores) - max(scores))
    shares: Floats = weights / weights.sum()
    return shares


def _log_sum(scores: Floats) -> Floats:
    peak = scores.max(axis=-1, keepdims=True)
    return np.asarray(np.log(np.exp(scores - peak).sum(axis=-1)) + peak[..., 0])


def _attributions(
    text: Words, impressions: Impressions, pieces: list[TaggedSpan], model: TaggerModel
) -> Tagged:
    sources, cues, contents = ([p for p in pieces if p.role == role] for role in range(3))
    distance, none = model.arrays["distance"], model.arrays["none"]
    reach, scale = distance.shape[1] // 2, len(none) ** -0.5
    seeking, cue_in, cue_out, offered = np.split(impressions.links, 4, axis=1)

    def scores(kind: int, here: TaggedSpan, there: TaggedSpan) -> Floats:
        left, right = (seeking, cue_in) if kind == 0 else (cue_out, offered)
        rows, columns = np.arange(here.start, here.stop), np.arange(there.start, there.stop)
        apart = np.clip(columns[None, :] - rows[:, None], -reach, reach) + reach
        return np.asarray(left[rows] @ right[columns].T * scale + distance[kind][apart])

    owned: dict[TaggedSpan, list[TaggedSpan]] = {}
    linked: dict[TaggedSpan, float] = {}
    for content in contents:
        near = _near(content, cues)
        if not near:
            continue
        shares = _shares([float(_log_sum(scores(0, content, cue)).mean()) for cue in near])
        best = int(shares.argmax())
        owned.setdefault(near[best], []).append(content)
        linked[content] = float(shares[best])
    attributions: list[Attribution] = []
    used: set[TaggedSpan] = set()
    for cue in cues:
        if cue not in owned:
            continue
        words = np.arange(cue.start, cue.stop)
        nobody = float((cue_out[words] @ none * scale + model.arrays["none_bias"]).mean())
        near = _near(cue, sources)
        shares = _shares([nobody, *(float(_log_sum(scores(1, cue, s)).mean()) for s in near)])
        best = int(shares.argmax())
        source = [near[best - 1]] if best else []
        parts = [cue, *source, *owned[cue]]
        used.update(parts)
        sure = float(
            min(part.sure for part in parts)
            * shares[best]
            * min(linked[content] for content in owned[cue])
        )
        attributions.append(
            Attribution(
                _spans(text, source),
                _spans(text, [cue]),
                _spans(text, owned[cue]),
                _trusted(sure, model),
            )
        )
    loose = tuple(
        (ROLES[piece.role], _spans(text, [piece])[0]) for piece in pieces if piece not in used
    )
    return Tagged(tuple(attributions), loose)


def _trusted(sure: float, model: TaggerModel) -> float:
    """The probability that an attribution is right, from the probabilities of its parts.

    The curve was fitted on texts that were not trained on (training/trust.py), after Platt 1999.
    """
    intercept, slope = model.arrays["trust"]
    clipped = min(max(sure, 1e-4), 1 - 1e-4)
    odds = float(intercept + slope * np.log(clipped / (1 - clipped)))
    return float(1 / (1 + np.exp(-odds)))


def _spans(text: Words, pieces: Sequence[TaggedSpan]) -> tuple[Span, ...]:
    return tuple(Span(int(text.start[p.start]), int(text.stop[p.stop - 1])) for p in pieces)
