"""Calibrates the confidence of attributions: `python trust.py CORPUS WEIGHTS`.

The product of what the tagger is sure of (its labels, its links) says which attributions are
surer than others, not how often they are right. On the development documents each one found is
right or not: right source, right cue, and at least half of the content, as the scorer's relaxed
measure has it. A logistic regression on the log odds of the product (Platt 1999) makes a
probability of it, checked by folds over documents. WEIGHTS/reader.npz gets its two numbers.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import corpus
import numpy as np
from scipy.optimize import linear_sum_assignment, minimize

from zopa.statements.model import TaggerModel
from zopa.statements.tagger import tagged
from zopa.statements.words import Words, words_of

FOLDS = 6


def cover(found: Words, spans: list[tuple[int, int]]) -> frozenset[int]:
    """The words (no punctuation) that the spans share a character with."""
    taken = [range(*found.within(start, stop).indices(len(found))) for start, stop in spans]
    return frozenset(i for run in taken for i in run if found[i][0].isalnum())


def overlap(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other) if one | other else 1.0


def judged(rows: list[dict], model: TaggerModel) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For each attribution found: its raw confidence, whether it is right, its document."""
    texts = [words_of(row["text"]) for row in rows]
    results, _ = tagged(texts, model)
    sure, right, home = [], [], []
    for number, (row, text, one) in enumerate(zip(rows, texts, results, strict=True)):
        roles = ("source", "cue", "content")
        mine = [{r: cover(text, list(getattr(a, r))) for r in roles} for a in one.attributions]
        gold = [{r: cover(text, a[r]) for r in roles} for a in row["attributions"]]
        weight = np.zeros((len(mine), len(gold)))
        good = np.zeros_like(weight, dtype=bool)
        for i, m in enumerate(mine):
            for j, g in enumerate(gold):
                weight[i, j] = sum(len(m[r] & g[r]) for r in roles) + 4 * bool(m["cue"] & g["cue"])
                good[i, j] = (
                    bool(m["cue"] & g["cue"])
                    and overlap(m["source"], g["source"]) >= 0.5
                    and overlap(m["content"], g["content"]) >= 0.5
                )
        pairs = dict(zip(*linear_sum_assignment(-weight), strict=True)) if weight.size else {}
        for i, attribution in enumerate(one.attributions):
            sure.append(attribution.confidence)
            right.append(i in pairs and good[i, pairs[i]])
            home.append(number)
    return np.array(sure), np.array(right, dtype=float), np.array(home)


def fitted(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Intercept and slope of a logistic regression."""

    def loss(w: np.ndarray) -> float:
        z = w[0] + w[1] * x
        return float(np.logaddexp(0, z).sum() - (y * z).sum())

    return minimize(loss, np.array([0.0, 1.0])).x


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("corpus", type=Path)
    ask.add_argument("weights", type=Path)
    given = ask.parse_args()
    model = TaggerModel(given.weights)
    model.arrays["trust"] = np.array([0.0, 1.0])  # as it comes
    sure, right, home = judged(corpus.rows(given.corpus / "dev.jsonl.gz"), model)
    clipped = np.clip(sure, 1e-4, 1 - 1e-4)
    x = np.log(clipped / (1 - clipped))
    said = np.zeros_like(sure)
    for fold in range(FOLDS):
        out = home % FOLDS == fold
        w = fitted(x[~out], right[~out])
        said[out] = 1 / (1 + np.exp(-(w[0] + w[1] * x[out])))
    print(f"{len(sure)} attributions, {right.mean():.3f} right")
    print(
        f"Brier score {np.mean((said - right) ** 2):.4f}, raw {np.mean((sure - right) ** 2):.4f}, "
        f"of always saying the share {right.var():.4f}"
    )
    for low in np.arange(0, 1, 0.1):
        inside = (said >= low) & (said < low + 0.1)
        if inside.any():
            print(
                f"said {low:.1f}–{low + 0.1:.1f}: {inside.sum():4d}, "
                f"mean said {said[inside].mean():.2f}, right {right[inside].mean():.2f}"
            )
    with np.load(given.weights / "reader.npz") as held:
        arrays = {name: held[name] for name in held.files}
    arrays["trust"] = fitted(x, right).astype(np.float32)
    np.savez(given.weights / "reader.npz", **arrays)
    print("trust", arrays["trust"])


if __name__ == "__main__":
    main()
