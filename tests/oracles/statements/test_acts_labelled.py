"""The rules against sentences labelled by hand: `acts_*.txt` and `events_*.txt` beside this file.

The rules were tuned on `*_tuned.txt`; `*_held_out.txt` was written before any rule was run on it,
and `*_later.txt` before the rules that go by the parse. The tables of `docs/explanation/acts.md`
are these measurements.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from zopa.foundation.chance import wilson_interval
from zopa.foundation.text import Span
from zopa.statements.acts import Event, act_of, events
from zopa.statements.statement import Act

HERE = Path(__file__).parent
PAGE = HERE.parents[2] / "docs" / "explanation" / "acts.md"


def _lines(name: str) -> list[str]:
    lines = (HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


class Labelled(NamedTuple):
    act: Act
    negated: bool
    conditional: bool
    field: str
    cue: str
    content: str


def labelled(name: str) -> list[Labelled]:
    found = []
    for line in _lines(f"acts_{name}"):
        act, marks, field, cue, content = (part.strip() for part in line.split("|"))
        found.append(Labelled(Act(act), "n" in marks, "c" in marks, field, cue, content))
    return found


class Told(NamedTuple):
    actor: str
    act: str
    marks: str
    hearer: str
    words: str


def told(name: str) -> list[tuple[str, list[Told]]]:
    found: list[tuple[str, list[Told]]] = []
    for line in _lines(f"events_{name}"):
        if line.startswith(">"):
            found.append((line[1:].strip(), []))
        else:
            found[-1][1].append(Told(*(part.strip() for part in line.split("|"))))
    return found


def _same(event: Event, label: Told, text: str) -> bool:
    hearer = "" if event.hearer is None else text[slice(*event.hearer)]
    words = text[slice(*event.content)].replace(",", "").split()
    return (
        text[slice(*event.actor)] == label.actor
        and event.act == label.act
        and event.negated == ("n" in label.marks)
        and event.conditional == ("c" in label.marks)
        and hearer == label.hearer
        and all(word in words for word in label.words.split())
    )


def _share(right: int, of: int) -> str:
    low, high = wilson_interval(right / of, of)
    return f"{right / of:.2f} ({low:.2f}–{high:.2f})"


def act_rows(name: str) -> list[str]:
    """Rows of the table: all, then each act with precision, recall and F1."""
    rows = labelled(name)
    found = [act_of(row.cue, row.content) for row in rows]
    acts = sum(row.act == got.act for row, got in zip(rows, found, strict=True))
    whole = sum(
        (row.act, row.negated, row.conditional) == (got.act, got.negated, got.conditional)
        for row, got in zip(rows, found, strict=True)
    )
    size = len(rows)
    lines = [
        f"| all | {size} | act right {_share(acts, size)}, marks too {_share(whole, size)} | |"
    ]
    meant = Counter(row.act for row in rows)
    given = Counter(got.act for got in found)
    right = Counter(row.act for row, got in zip(rows, found, strict=True) if row.act == got.act)
    for act in Act:
        score = 2 * right[act] / (meant[act] + given[act])
        share = _share(right[act], meant[act])
        lines.append(f"| {act} | {meant[act]} | {share} | {score:.2f} |")
    return lines


def event_row(name: str) -> tuple[int, int, int, int]:
    """Sentences, events told, events found, events that are right."""
    cases = told(name)
    labels = given = right = 0
    for text, expected in cases:
        left = list(expected)
        got = events(text, Span(0, len(text)))
        labels += len(expected)
        given += len(got)
        for event in got:
            match = next((label for label in left if _same(event, label, text)), None)
            if match is not None:
                left.remove(match)
                right += 1
    return len(cases), labels, given, right


@pytest.mark.parametrize(
    ("name", "act", "whole"),
    [("tuned", 0.99, 0.99), ("held_out", 0.87, 0.84), ("later", 0.92, 0.92)],
)
def test_acts_are_right(name: str, act: float, whole: float) -> None:
    rows = labelled(name)
    found = [act_of(row.cue, row.content) for row in rows]
    acts = [row.act == got.act for row, got in zip(rows, found, strict=True)]
    marks = [
        (row.negated, row.conditional) == (got.negated, got.conditional)
        for row, got in zip(rows, found, strict=True)
    ]
    assert sum(acts) / len(rows) >= act
    assert sum(map(all, zip(acts, marks, strict=True))) / len(rows) >= whole


@pytest.mark.parametrize(
    ("name", "precision", "recall"),
    [("tuned", 0.99, 0.99), ("held_out", 0.97, 0.97), ("later", 0.88, 0.85)],
)
def test_events_are_right(name: str, precision: float, recall: float) -> None:
    _, labels, given, right = event_row(name)
    assert right / given >= precision
    assert right / labels >= recall


def test_every_act_and_field_is_labelled() -> None:
    fields = {"peace", "trade", "labour", "climate", "company", "fish", "water"}
    for name, least in (("tuned", 20), ("held_out", 10)):
        rows = labelled(name)
        assert {row.field for row in rows} == fields
        assert min(Counter(row.act for row in rows)[act] for act in Act) >= least
    assert sum(len(labelled(name)) for name in ("tuned", "held_out")) >= 330
    together = [*labelled("tuned"), *labelled("held_out")]
    assert len({(row.cue, row.content) for row in together}) == len(together)


def test_the_page_tells_what_is_measured() -> None:
    page = PAGE.read_text(encoding="utf-8")
    names = ("tuned", "held_out", "later")
    missing = [row for name in names for row in act_rows(name)[:1] if row not in page]
    missing += [row for name in names[:2] for row in act_rows(name) if row not in page]
    for name in names:
        size, labels, given, right = event_row(name)
        row = f"| {size} | {labels} | {_share(right, given)} | {_share(right, labels)} |"
        if row not in page:
            missing.append(row)
    assert missing == []
