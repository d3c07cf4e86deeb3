"""Lining up the statements of several reports: what they tell alike, and where they differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from zopa.foundation.text import Span, fold_space
from zopa.sources.document import Document
from zopa.statements.claims import (
    Copy,
    Corroboration,
    Detail,
    Difference,
    SharedClaim,
)
from zopa.statements.corroboration.candidates import NEIGHBOURS, candidate_pairs
from zopa.statements.corroboration.comparison import compare, differing
from zopa.statements.corroboration.copies import shared_words
from zopa.statements.corroboration.grouping import JOINED, groups
from zopa.statements.corroboration.origins import Origins
from zopa.statements.corroboration.score import Calibration, Scores, shipped
from zopa.statements.corroboration.wording import Wording, wording_of
from zopa.statements.statement import Spans, Statement

SAID = 0.05
"""The least probability with which a difference is named. Most of what reports of one affair tell
does not differ: with this bar, one or two places are named in two such reports
(docs/explanation/corroboration.md)."""
NEAREST = 2
"""Two statements are said to differ only if each is among this many statements of its report that
are most like the other. A report tells one matter in few statements, and tells what is merely near
to it in many."""


def corroborate(
    documents: Sequence[Document],
    statements: Sequence[Statement],
    embeddings: NDArray[np.floating],
    *,
    neighbours: int = NEIGHBOURS,
    least: float = SAID,
    calibration: Calibration | None = None,
) -> Corroboration:
    """What several reports tell, what one report alone tells, and where reports differ.

    `embeddings` is an array `(statements, size)` with one vector for the content of each statement.
    The lengths of the vectors do not matter, and a vector of zeros is similar to nothing. Each
    statement is compared with its `neighbours` nearest. A difference is named if its probability
    is at least `least`. The result does not depend on the order of documents or statements.

    Raises ValueError if the arrays do not fit, if two documents or two statements have the same id,
    if a document is missing, or if an embedding is not finite.
    """
    vectors = np.asarray(embeddings, dtype=np.float64)
    _check(documents, statements, vectors)
    readings = {document.id: document.reading for document in documents}
    order = sorted(range(len(statements)), key=lambda index: _place(statements[index]))
    ordered = [statements[index] for index in order]
    if not ordered:
        return Corroboration((), (), shared_words(documents))
    rows = vectors[order]
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    rows = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    comparable = _OrderedStatements(
        [wording_of(readings[each.document], each) for each in ordered],
        rows,
        calibration or shipped(),
    )
    pairs, cosines = candidate_pairs(rows, neighbours)
    scored = _ScoredPairs(pairs, cosines, comparable)
    copies = shared_words(documents)
    claims = _claims(ordered, scored, comparable, copies)
    differences = _differences(ordered, scored, comparable, readings, least)
    return Corroboration(claims, differences, copies)


class _ScoredPairs:
    """The pairs that are worth comparing, with what is kept of the scores of each.

    Thousands of reports have millions of pairs, so that numbers stand in arrays.
    """

    def __init__(
        self, pairs: NDArray[np.int64], cosines: NDArray[np.float64], statements: _OrderedStatements
    ) -> None:
        self.pairs, self.cosines = pairs, cosines
        self.alike, self.same = np.zeros(len(pairs)), np.zeros(len(pairs))
        self.differ = np.zeros(len(pairs))
        for at, ((a, b), cosine) in enumerate(zip(pairs, cosines, strict=True)):
            scores = statements.scores(int(a), int(b), float(cosine))
            self.alike[at], self.same[at] = scores.alike, scores.same
            self.differ[at] = scores.differ


class _OrderedStatements:
    """The statements in their order, ready to be compared by their positions in it."""

    def __init__(
        self, wordings: list[Wording], rows: NDArray[np.float64], calibration: Calibration
    ) -> None:
        self._wordings = wordings
        self._rows = rows
        self._calibration = calibration

    def scores(self, a: int, b: int, cosine: float) -> Scores:
        return self._calibration.scores(compare(self._wordings[a], self._wordings[b], cosine))

    def differing(self, a: int, b: int, kind: str) -> tuple[Spans, Spans]:
        return differing(self._wordings[a], self._wordings[b], kind)

    def same(self, a: int, b: int) -> float:
        cosine = round(float(np.einsum("j,j->", self._rows[a], self._rows[b])), 9)
        return self.scores(a, b, cosine).same


def _check(
    documents: Sequence[Document], statements: Sequence[Statement], vectors: NDArray[np.float64]
) -> None:
    known = {document.id for document in documents}
    if len(known) < len(documents):
        raise ValueError("an id of a document comes twice")
    if len({statement.id for statement in statements}) < len(statements):
        raise ValueError("an id of a statement comes twice")
    missing = sorted({statement.document for statement in statements} - known)
    if missing:
        raise ValueError(f"there is no document {missing[0]}")
    if vectors.ndim != 2 or len(vectors) != len(statements):
        raise ValueError("embeddings need one row for each statement")
    if not np.isfinite(vectors).all():
        raise ValueError("embeddings must be finite")


def _place(statement: Statement) -> tuple[str, Span, str]:
    spans = [piece.span for piece in (*statement.content, *statement.cue)]
    first = min(spans, default=Span(0, 0))
    return statement.document, first, statement.id


def _claims(
    ordered: list[Statement],
    scored: _ScoredPairs,
    comparable: _OrderedStatements,
    copies: tuple[Copy, ...],
) -> tuple[SharedClaim, ...]:
    probable = scored.same >= JOINED
    likely = [
        (a, b, same)
        for (a, b), same in zip(
            scored.pairs[probable].tolist(), scored.same[probable].tolist(), strict=True
        )
    ]
    origins = Origins(copies)
    claims: list[SharedClaim] = []
    for members, probability in groups(len(ordered), likely, comparable.same):
        by_document: defaultdict[str, list[Statement]] = defaultdict(list)
        for index in members:
            by_document[ordered[index].document].append(ordered[index])
        claims.append(
            SharedClaim(
                id=f"claim-{ordered[members[0]].id}",
                statements=tuple(ordered[index].id for index in members),
                documents=tuple(by_document),
                independent=len(origins.of(by_document)),
                probability=probability,
            )
        )
    return tuple(claims)


def _bars(
    scored: _ScoredPairs, across: NDArray[np.int64], place: NDArray[np.int64]
) -> NDArray[np.float64]:
    """For each pair of two reports, how alike the two must be for each to be among the `NEAREST` of
    its report that are most like the other."""
    one, other = scored.pairs[across].T
    alike = np.concatenate([scored.alike[across]] * 2)
    keys = np.concatenate([one, other]), np.concatenate([place[other], place[one]])
    order = np.lexsort((-alike, keys[1], keys[0]))
    new = np.ones(len(order), dtype=np.bool_)
    for key in keys:
        if len(order):
            new[1:] &= key[order][1:] == key[order][:-1]
    new[1:] = ~new[1:]
    begins = np.flatnonzero(new)
    sizes = np.diff(np.append(begins, len(order)))
    bar = alike[order][begins + np.minimum(sizes, NEAREST) - 1] if len(order) else alike
    bars = np.zeros(len(order))
    bars[order] = np.repeat(bar, sizes)
    return np.maximum(bars[: len(across)], bars[len(across) :])


_Telling = tuple[str, str, str]


def _telling(statement: Statement) -> _Telling:
    """Whether it was said or done, who said or did it, and what, in the words of the report."""
    content = " ".join(piece.words for piece in statement.content or statement.cue)
    return str(statement.told), statement.speaker.name, fold_space(content)


def _differences(
    ordered: list[Statement],
    scored: _ScoredPairs,
    comparable: _OrderedStatements,
    readings: Mapping[str, str],
    least: float,
) -> tuple[Difference, ...]:
    tellings = [_telling(each) for each in ordered]
    tellers = {(each.document, words) for each, words in zip(ordered, tellings, strict=True)}
    # A statement within another one is compared as a part of that one.
    ids = {each.id for each in ordered}
    outer = np.array([each.within not in ids for each in ordered])
    numbers = {document: number for number, document in enumerate(readings)}
    place = np.array([numbers[each.document] for each in ordered])
    one, other = scored.pairs.T
    across = np.flatnonzero((place[one] != place[other]) & outer[one] & outer[other])
    bars = _bars(scored, across, place)
    named = across[(scored.differ[across] >= least) & (scored.alike[across] >= bars)]
    differences = []
    for at in named.tolist():
        a, b = scored.pairs[at].tolist()
        first, second = ordered[a], ordered[b]
        if (second.document, tellings[a]) in tellers and (first.document, tellings[b]) in tellers:
            continue  # both reports tell both statements, so they do not differ
        scores = comparable.scores(a, b, float(scored.cosines[at]))
        kind = max(scores.apart, key=scores.apart.__getitem__)
        first_spans, second_spans = comparable.differing(a, b, kind)
        reading, other_reading = readings[first.document], readings[second.document]
        differences.append(
            Difference(
                kind=Detail(kind),
                first=first.id,
                second=second.id,
                first_words=tuple(reading[slice(*span)] for span in first_spans),
                second_words=tuple(other_reading[slice(*span)] for span in second_spans),
                probability=scores.differ,
            )
        )
    differences.sort(key=lambda each: (-each.probability, each.first, each.second))
    return tuple(differences)
