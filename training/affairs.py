"""Fits how rare one matter is, and a difference, among reports of one affair: `python affairs.py
CORPUS`, after calibrate.py.

CORPUS holds train.jsonl.gz and dev.jsonl.gz. `tests/oracles/statements/affairs/labels.jsonl` names
pairs of statements in it, each out of two outlets' reports of one affair, by their documents and
the places of their cues, with what they are to each other. Each report is read by the shipped
model; what it no longer finds is left out and counted. Writes `affair` into `calibration.json` and
the numbers of each pair to `numbers.jsonl` beside the labels, and prints what is measured by folds
over affairs.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import corpus
import numpy as np
from calibrate import WEIGHTS, Floats, auc, brier, chosen_penalty, folded, log_loss, signed
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from zopa.sources import read_document
from zopa.statements.corroboration import corroborate
from zopa.statements.corroboration.comparison import AFFAIR_FEATURES, compare
from zopa.statements.corroboration.score import calibration_from, chance, log_odds
from zopa.statements.corroboration.wording import wording_of
from zopa.statements.reading import Reading, read_documents

ROOT = Path(__file__).resolve().parents[1]
LABELS = ROOT / "tests/oracles/statements/affairs/labels.jsonl"
NUMBERS = LABELS.with_name("numbers.jsonl")
SIGNS = np.array([-1.0 if name == "speakers two" else 1.0 for name in AFFAIR_FEATURES])
BINS = (0.0, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0)


def readings(rows: list[dict[str, Any]], folder: Path) -> dict[tuple[str, str], Reading]:
    """For each affair, its two reports as the shipped model reads them."""
    texts = {
        row["id"]: row["text"]
        for name in ("train", "dev")
        for row in corpus.rows(folder / f"{name}.jsonl.gz")
    }
    found = {}
    for affair in sorted({affair_of(row) for row in rows}):
        opened = [read_document(texts[one].encode(), f"{one}.txt", id=one) for one in affair]
        found[affair] = read_documents([one.document for one in opened if one.document])
    return found


def affair_of(row: dict[str, Any]) -> tuple[str, str]:
    """The two reports of a pair."""
    return row["first"]["document"], row["second"]["document"]


def numbers_of(row: dict[str, Any], reading: Reading) -> dict[str, float] | None:
    """The numbers of a pair's comparison, or None where one of the two is not found."""
    held, rows = [], []
    for side in ("first", "second"):
        start, stop = row[side]["cue"]
        for document, own, meanings in zip(
            reading.documents, reading.statements, reading.meanings, strict=True
        ):
            if document.id != row[side]["document"]:
                continue
            for one, meaning in zip(own, meanings, strict=True):
                if any(cue.start < stop and start < cue.stop for cue in one.cue):
                    held.append(wording_of(document.reading, one))
                    rows.append(meaning)
                    break
    if len(held) < 2:
        return None
    return compare(held[0], held[1], round(float(rows[0] @ rows[1]), 6))


def main() -> None:
    """Fits, writes and prints."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("corpus", type=Path)
    given = ask.parse_args()
    rows = [json.loads(line) for line in LABELS.read_text("utf-8").splitlines()]
    read = readings(rows, given.corpus)
    numbers = [numbers_of(row, read[affair_of(row)]) for row in rows]
    rounded = [own and {name: round(value, 4) for name, value in own.items()} for own in numbers]
    NUMBERS.write_text("".join(json.dumps(own) + "\n" for own in rounded), "utf-8")
    lost = sum(own is None for own in numbers)
    kept = [(row, own) for row, own in zip(rows, numbers, strict=True) if own is not None]
    print(f"{len(kept)} pairs in {len(read)} affairs; {lost} more are no longer found\n")

    fitted = json.loads(WEIGHTS.read_text("utf-8"))
    before = calibration_from(fitted["weights"])
    balanced = [before.balanced(own) for _, own in kept]
    table = np.array(
        [
            [{**own, "matter": log_odds(s.alike)}[name] for name in AFFAIR_FEATURES]
            for (_, own), s in zip(kept, balanced, strict=True)
        ]
    )
    alike = np.array([float(row["relation"] != "other") for row, _ in kept])
    differs = np.array([float(row["relation"] == "differs") for row, _ in kept])
    counts = np.array([row["stands_for"] for row, _ in kept])
    group = _together([affair_of(row) for row, _ in kept])
    penalty = chosen_penalty(table, alike, counts, SIGNS, group)
    weights = signed(table, alike, counts, penalty, SIGNS)
    odds = np.array([log_odds(s.differ / s.alike) for s in balanced])
    fitted["weights"]["affair"] = {
        **{name: round(float(w), 4) for name, w in zip(AFFAIR_FEATURES, weights, strict=False)},
        "intercept": round(float(weights[-1]), 4),
        # Drawn by how alike they are, not by whether they differ: each counts once.
        "difference": round(_shift(odds, differs, alike), 4),
    }
    WEIGHTS.write_text(json.dumps(fitted, indent=1) + "\n", "utf-8")

    said = folded(table, alike, counts, penalty, SIGNS, group)
    was = np.array([s.alike for s in balanced])
    rate = np.average(alike, weights=counts)
    print(f"one matter: {rate:.3f} of the pairs; {alike.sum():.0f} labelled, of which "
          f"{differs.sum():.0f} differ; penalty {penalty}")  # fmt: skip
    for name, one in (("balanced", was), ("among reports of one affair", said)):
        print(f"{name:28} AUC {auc(alike, one, counts):.3f}, log loss "
              f"{log_loss(alike, one, counts):.3f}, Brier {brier(alike, one, counts):.3f} "
              f"({rate * (1 - rate):.3f})")  # fmt: skip
    print("\n| said | pairs | mean said | found |\n|---|---|---|---|")
    for low, high in pairwise(BINS):
        inside = (said >= low) & (said < high)
        if inside.any():
            print(f"| {low:g}–{high:g} | {inside.sum()} "
                  f"| {np.average(said[inside], weights=counts[inside]):.2f} "
                  f"| {np.average(alike[inside], weights=counts[inside]):.2f} |")  # fmt: skip
    _named(rows, read, calibration_from(fitted["weights"]))


def _together(affairs: list[tuple[str, str]]) -> NDArray[np.int64]:
    """A number for each pair, the same for all whose reports are one or lead to one another."""
    names = sorted({name for affair in affairs for name in affair})
    ends = np.array([[names.index(name) for name in affair] for affair in affairs])
    edges = coo_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), (len(names), len(names)))
    _, number = connected_components(edges, directed=False)
    return np.asarray(number[ends[:, 0]], dtype=np.int64)


def _shift(odds: Floats, yes: Floats, counts: Floats) -> float:
    """What, added to the log odds, makes as many expected as there are."""
    low, high = -10.0, 10.0
    for _ in range(60):
        middle = (low + high) / 2
        expected = sum(c * chance(o + middle) for o, c in zip(odds, counts, strict=True))
        low, high = (middle, high) if expected < (yes * counts).sum() else (low, middle)
    return (low + high) / 2


def _named(rows: list[dict[str, Any]], read: dict[tuple[str, str], Reading], fit: Any) -> None:
    """How many differences are named in all the affairs, and what the labels say of them."""
    labels: dict[frozenset[tuple[str, int]], str] = {}
    for row in rows:
        sides = [(row[side]["document"], row[side]["cue"][0]) for side in ("first", "second")]
        labels[frozenset(sides)] = row["relation"]
    told: defaultdict[str, int] = defaultdict(int)
    expected = 0.0
    for reading in read.values():
        statements = list(reading.all())
        place = {s.id: (s.document, s.cue[0].start) for s in statements}
        found = corroborate(
            reading.documents, statements, np.concatenate(reading.meanings), calibration=fit
        )
        for each in found.differences:
            expected += each.probability
            sides = frozenset((place[each.first], place[each.second]))
            told[labels.get(sides, "not labelled")] += 1
    count = sum(told.values())
    print(
        f"\nnamed: {count} differences in {len(read)} affairs, {expected:.1f} expected to be some"
    )
    print(f"by label: {dict(told)}")


if __name__ == "__main__":
    main()
