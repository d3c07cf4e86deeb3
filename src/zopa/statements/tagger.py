"""From what the model makes of each word to attributions.

Runs of words that bear the labels of a role are its *pieces*. Each piece of content is linked to
the cue that its words point to, each cue to the source that it points to, or to none. A cue with
at least one piece of content is an attribution; other pieces stay *loose*.
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
"""Words between a piece and the cue or source it may be linked to, at most: links know distances up
to 64 words and take all beyond for one."""
_AT_ONCE = 20_000
"""Words whose impressions are held at once."""
_LONGEST = 1200
"""Words that are labelled together, at most; a paragraph is not cut below that."""


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """Words `start` to `stop` with one role; `sure` is the mean probability of their labels."""

    role: int
    start: int
    stop: int
    sure: float


@dataclass(frozen=True, slots=True)
class Tagged:
    """What was found in one text."""

    attributions: tuple[Attribution, ...]
    loose: tuple[tuple[str, Span], ...]
    """Pieces that belong to no attribution: role and span."""


def tagged(texts: Sequence[Words], model: TaggerModel) -> tuple[list[Tagged], list[Meanings]]:
    """The attributions of each text, in reading order of their cues; and for each text what its
    words mean, `(words, size)`, whose mean over a span tells what the span means.

    Texts are taken some at a time, and a very long one by the part, so that memory stays bounded.
    """
    found = [Tagged((), ()) for _ in texts]
    meanings: list[list[Meanings]] = [[] for _ in texts]
    for group in _groups(texts):
        parts = [part for _, part in group]
        seen = model.impressions(parts)
        runs = _pieces(parts, seen, model)
        for (index, part), one, pieces in zip(group, seen, runs, strict=True):
            more = _attributions(part, one, pieces, model)
            own = found[index]
            found[index] = Tagged(
                (*own.attributions, *more.attributions), (*own.loose, *more.loose)
            )
            meanings[index].append(one.meaning.astype(np.float16))
    return found, [np.concatenate(own) for own in meanings]


def _groups(texts: Sequence[Words]) -> Iterator[list[tuple[int, Words]]]:
    """Texts, or parts of long ones, with their index; as many together as make `_AT_ONCE` words."""
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
    """The text itself, or parts of it that begin with paragraphs where they can."""
    start = 0
    while len(text) - start > _AT_ONCE:
        heads = np.flatnonzero(text.first[start + 1 : start + _AT_ONCE + 1])
        stop = start + (int(heads[-1]) + 1 if len(heads) else _AT_ONCE)
        yield text.part(start, stop)
        start = stop
    yield text.part(start, len(text)) if start else text


def _segments(text: Words) -> list[tuple[int, int]]:
    """Runs of words that are labelled together: a paragraph, or a part of one that is too long."""
    heads = [0, *(int(head) for head in np.flatnonzero(text.first) if head), len(text)]
    found = []
    for start, stop in pairwise(heads):
        found += [(at, min(at + _LONGEST, stop)) for at in range(start, stop, _LONGEST)]
    return found


def _pieces(
    texts: Sequence[Words], seen: Sequence[Impressions], model: TaggerModel
) -> list[list[TaggedSpan]]:
    transition, opening = model.arrays["transition"], model.arrays["opening"]
    todo = [(i, a, b) for i, text in enumerate(texts) for a, b in _segments(text)]
    todo.sort(key=lambda run: run[2] - run[1])
    labels = [np.zeros(len(text), dtype=np.int64) for text in texts]
    sure = [np.zeros(len(text)) for text in texts]
    first = 0
    while first < len(todo):
        # Segments of like length together, a few million numbers at most.
        last = first
        while last < len(todo) and (todo[last][2] - todo[last][1]) * (last - first + 1) < 60_000:
            last += 1
        chosen = todo[first : max(last, first + 1)]
        length = np.array([b - a for _, a, b in chosen], dtype=np.int64)
        emissions = np.zeros((len(chosen), int(length.max()), len(opening)))
        for row, (index, a, b) in enumerate(chosen):
            emissions[row, : b - a] = seen[index].tags[a:b]
        best = best_labels(emissions, length, transition, opening)
        chances = marginals(emissions, length, transition, opening)
        for row, (index, a, b) in enumerate(chosen):
            labels[index][a:b] = best[row, : b - a]
            sure[index][a:b] = np.take_along_axis(
                chances[row, : b - a], best[row, : b - a, None], axis=1
            )[:, 0]
        first += len(chosen)
    return [_runs(own, chance) for own, chance in zip(labels, sure, strict=True)]


def _runs(labels: Ints, sure: Floats) -> list[TaggedSpan]:
    """Labels as pieces: an odd label begins a role, the even one after it continues."""
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
    text: Words, one: Impressions, pieces: list[TaggedSpan], model: TaggerModel
) -> Tagged:
    sources, cues, contents = ([p for p in pieces if p.role == role] for role in range(3))
    distance, none = model.arrays["distance"], model.arrays["none"]
    reach, scale = distance.shape[1] // 2, len(none) ** -0.5
    seeking, cue_in, cue_out, offered = np.split(one.links, 4, axis=1)

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
    found: list[Attribution] = []
    used: set[TaggedSpan] = set()
    for cue in cues:
        if cue not in owned:
            continue
        words = np.arange(cue.start, cue.stop)
        nobody = float((cue_out[words] @ none * scale + model.arrays["none_bias"]).mean())
        near = _near(cue, sources)
        shares = _shares([nobody, *(float(_log_sum(scores(1, cue, s)).mean()) for s in near)])
        best = int(shares.argmax())
        own = [near[best - 1]] if best else []
        parts = [cue, *own, *owned[cue]]
        used.update(parts)
        sure = float(
            min(part.sure for part in parts)
            * shares[best]
            * min(linked[content] for content in owned[cue])
        )
        found.append(
            Attribution(
                _spans(text, own),
                _spans(text, [cue]),
                _spans(text, owned[cue]),
                _trusted(sure, model),
            )
        )
    loose = tuple(
        (ROLES[piece.role], _spans(text, [piece])[0]) for piece in pieces if piece not in used
    )
    return Tagged(tuple(found), loose)


def _trusted(sure: float, model: TaggerModel) -> float:
    """The probability that an attribution is right, out of what the tagger is sure of.

    Fitted on texts that were not trained on (training/trust.py); Platt 1999.
    """
    intercept, slope = model.arrays["trust"]
    clipped = min(max(sure, 1e-4), 1 - 1e-4)
    odds = float(intercept + slope * np.log(clipped / (1 - clipped)))
    return float(1 / (1 + np.exp(-odds)))


def _spans(text: Words, pieces: Sequence[TaggedSpan]) -> tuple[Span, ...]:
    return tuple(Span(int(text.start[p.start]), int(text.stop[p.stop - 1])) for p in pieces)
