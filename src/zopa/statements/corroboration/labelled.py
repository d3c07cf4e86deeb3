"""Reading pairs of statements that a person labelled, for the calibration and its tests.

Each line of the file is a JSON object with one pair: two statements (`a`, `b`) as a report would
tell them, their `relation` (`same`, `differs`, `related` or `unrelated`), and under `in` the kinds
of difference (`figures`, `who`, `whether`, `scope`). A `story` has several pairs, and either all of
them are held out from fitting or none.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zopa.foundation.text import Span
from zopa.statements.statement import (
    Act,
    Figure,
    Manner,
    Speaker,
    SpeakerKind,
    Statement,
    TellingMode,
    passages,
)


@dataclass(frozen=True, slots=True)
class PairSide:
    """One statement of a pair, and the text in which it stands."""

    reading: str
    statement: Statement

    @property
    def content(self) -> str:
        """The words of the content, of which an embedding is made."""
        return " ".join(piece.words for piece in self.statement.content)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements and the labels that a person gave them."""

    id: str
    story: str
    held_out: bool
    relation: str
    kinds: frozenset[str]
    first: PairSide
    second: PairSide

    @property
    def alike(self) -> bool:
        """Whether both tell the same matter."""
        return self.relation in ("same", "differs")


def read_pairs(path: Path) -> list[Pair]:
    """The pairs in a file of JSON Lines. Raises KeyError or ValueError if a line is malformed."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [
        Pair(
            row["id"],
            row["story"],
            row["held_out"],
            row["relation"],
            frozenset(row["in"]),
            _side(row["a"], row["id"] + "-a"),
            _side(row["b"], row["id"] + "-b"),
        )
        for row in rows
    ]


def _side(row: dict[str, Any], name: str) -> PairSide:
    mode, content = TellingMode(row["told"]), row["content"]
    reading = f"{row['speaker'] or 'It'} {row['cue']} {content}."
    start = len(reading) - 1 - len(content)
    cue = Span(start - 1 - len(row["cue"]), start - 1)
    source = (Span(0, cue.start - 1),) if row["speaker"] else ()
    figures, search_from = [], start
    for words, low, high, unit in row["figures"]:
        at = reading.index(words, search_from)
        search_from = at + len(words)
        figures.append(Figure(Span(at, search_from), words, low, high, unit))
    kind = SpeakerKind(row["kind"])
    named = kind in (SpeakerKind.PERSON, SpeakerKind.INSTITUTION)
    statement = Statement(
        id=name,
        document=name,
        told=mode,
        source=passages(reading, source),
        cue=passages(reading, [cue]),
        content=passages(reading, [Span(start, start + len(content))]),
        manner=Manner.INDIRECT,
        speaker=Speaker(kind, row["speaker"] if named else ""),
        act=Act(row["act"]),
        figures=tuple(figures),
    )
    return PairSide(reading, statement)
