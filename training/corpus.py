"""The corpus as windows of words with labels and links.

Rows of the corpus hold a text and its attributions, each with the character spans of source, cue
and content (Newell, Margolin and Ruths 2018, PolNeAR). A window is as many sentences as fit into
`LIMIT` pieces; where the first one begins is drawn anew in each epoch, so that no sentence is
always cut off from the same neighbours.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from zopa.statements.encoding import Encoder, sentence_starts
from zopa.statements.words import words_of

LIMIT = 254
OUTSIDE, SOURCE, CUE, CONTENT = 0, 1, 3, 5
"""Labels: a role's own number begins a piece, the next one continues it."""
UNKNOWN, NONE = -1, -2
MASK = 103


@dataclass
class Document:
    pieces: list[list[int]]
    shape: np.ndarray
    quoted: np.ndarray
    first: np.ndarray
    sentence: np.ndarray
    label: np.ndarray
    cue: np.ndarray
    """For each word of a content, the first word of its cue; else `UNKNOWN`."""
    source: np.ndarray
    """For each word of a cue, the first word of its source, or `NONE`; else `UNKNOWN`."""
    spans: list[tuple[int, int]]
    """Runs of words whose meaning is learned."""
    text: list[str]
    """The words of each such run."""


def rows(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def document(row: dict[str, Any], encoder: Encoder) -> Document:
    """A row with its labels; what annotators marked to be discarded is left out."""
    found = words_of(row["text"])
    count = len(found)
    label = np.full(count, OUTSIDE)
    cue = np.full(count, UNKNOWN)
    source = np.full(count, UNKNOWN)

    def covered(start: int, stop: int) -> tuple[int, int]:
        return (
            int(np.searchsorted(found.stop, start, side="right")),
            int(np.searchsorted(found.start, stop, side="left")),
        )

    pieces = {
        role: [[covered(*span) for span in one[role]] for one in row["attributions"]]
        for role in ("source", "cue", "content")
    }
    for role, number in (("content", CONTENT), ("source", SOURCE), ("cue", CUE)):
        for runs in pieces[role]:
            for start, stop in runs:
                if start < stop:
                    label[start:stop] = number + 1
                    label[start] = number
    for sources, cues, contents in zip(
        *(pieces[r] for r in ("source", "cue", "content")), strict=True
    ):
        heads = [start for start, stop in cues if start < stop]
        if not heads:
            continue
        for start, stop in cues:
            source[start:stop] = next((s for s, e in sources if s < e), NONE)
        for start, stop in contents:
            cue[start:stop] = heads[0]
    spans = [run for runs in pieces["content"] for run in runs if 4 <= run[1] - run[0] <= 60]
    keep = np.ones(count, dtype=bool)
    for start, stop in row.get("discard") or []:
        keep[slice(*covered(start, stop))] = False
    renumbered = np.cumsum(keep) - 1
    for links in (cue, source):
        held = links >= 0
        links[held] = np.where(keep[links[held]], renumbered[links[held]], UNKNOWN)
    kept = np.flatnonzero(keep)
    strings = found.strings()
    spans = [(s, e) for s, e in spans if keep[s:e].all()]
    return Document(
        pieces=encoder.pieces([strings[i] for i in kept]),
        shape=found.shape[kept],
        quoted=found.quoted[kept],
        first=found.first[kept],
        sentence=sentence_starts(found)[kept],
        label=label[kept],
        cue=cue[kept],
        source=source[kept],
        spans=[(int(renumbered[s]), int(renumbered[e - 1]) + 1) for s, e in spans],
        text=[row["text"][found.start[s] : found.stop[e - 1]] for s, e in spans],
    )


@dataclass
class Window:
    document: int
    start: int
    stop: int


def windows(documents: list[Document], chance: np.random.Generator) -> Iterator[Window]:
    """Every word of every document once, in windows that end where sentences end."""
    for number, held in enumerate(documents):
        sizes = np.array([len(p) for p in held.pieces])
        ends = [*np.flatnonzero(held.sentence)[1:].tolist(), len(sizes)]
        room = int(chance.integers(LIMIT // 4, LIMIT + 1))
        start = 0
        while start < len(sizes):
            stop = start + int(np.searchsorted(np.cumsum(sizes[start:]), room, side="right"))
            stop = max(stop, start + 1)
            if stop < len(sizes):
                stop = max((e for e in ends if start < e <= stop), default=stop)
            yield Window(number, start, stop)
            start, room = stop, LIMIT


def batch(
    documents: list[Document],
    chosen: list[Window],
    chance: np.random.Generator | None,
    plain: dict[int, int],
    masked: float = 0.0,
) -> dict[str, np.ndarray]:
    """Arrays of a batch. Without `chance` it is as it stands; else a window may lose its capitals
    (0.08) or have its typographic quotation marks made straight (0.15, `plain` maps the pieces),
    and each word is hidden with the chance `masked`."""
    built: list[dict[str, list[int]]] = []
    for window in chosen:
        held = documents[window.document]
        run = slice(window.start, window.stop)
        one: dict[str, list[int]] = {"pieces": [101], "heads": [], "word": [-1]}
        for index, pieces in enumerate(held.pieces[run]):
            one["heads"].append(len(one["pieces"]))
            one["pieces"] += pieces
            one["word"] += [index] * len(pieces)
        if chance is not None and chance.random() < 0.15:
            one["pieces"] = [plain.get(piece, piece) for piece in one["pieces"]]
        if chance is not None and masked:
            hidden = np.append(chance.random(window.stop - window.start) < masked, False)
            one["pieces"] = [
                MASK if hidden[word] else piece
                for piece, word in zip(one["pieces"], one["word"], strict=True)
            ]
        one["pieces"].append(102)
        one["word"].append(-1)
        shape = held.shape[run].copy()
        if chance is not None and chance.random() < 0.08:
            shape[shape <= 4] = chance.choice([0, 1, 3])
        fields = {"shape": shape, "quoted": held.quoted[run], "first": held.first[run]}
        for name, values in fields.items():
            one[name] = [0 if w < 0 else int(values[w]) for w in one["word"]]
        size = window.stop - window.start
        one["label"] = held.label[run].tolist()
        for name, links in (("cue", held.cue[run]), ("source", held.source[run])):
            local = np.where(links >= 0, links - window.start, links)
            outside = (links >= 0) & ((local < 0) | (local >= size))
            one[name] = np.where(outside, UNKNOWN, local).tolist()
        built.append(one)
    longest = {
        "pieces": max(len(o["pieces"]) for o in built),
        "words": max(len(o["heads"]) for o in built),
    }
    arrays: dict[str, np.ndarray] = {}
    for name in ("pieces", "shape", "quoted", "first"):
        arrays[name] = np.array([o[name] + [0] * (longest["pieces"] - len(o[name])) for o in built])
    for name, empty in (("heads", 0), ("label", 0), ("cue", UNKNOWN), ("source", UNKNOWN)):
        arrays[name] = np.array(
            [o[name] + [empty] * (longest["words"] - len(o[name])) for o in built]
        )
    arrays["known"] = np.array(
        [[1] * len(o["heads"]) + [0] * (longest["words"] - len(o["heads"])) for o in built]
    )
    return arrays
