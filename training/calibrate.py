"""Fits the scores that line statements up: `python calibrate.py [--embed MODULE:FUNCTION]`.

Reads `tests/oracles/statements/pairs/pairs.jsonl`, embeds both contents of every pair, fits the
logistic regressions on the pairs that are not held out, and writes their weights to
`src/zopa/statements/corroboration/calibration.json` and the cosines of the pairs to
`tests/oracles/statements/pairs/cosines.json`. Prints what it measures on the pairs held out.

FUNCTION takes a list of texts and gives unit vectors `(texts, 384)`; by default they are those of
the base model, which the shipped model is taught to reproduce. Each pair is fitted several times
with noise on its vectors, because the model reproduces them only roughly.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from zopa.statements.corroboration.comparison import (
    AGAINST,
    ALIKE_FEATURES,
    ANY_FEATURES,
    APART_FEATURES,
    compare,
)
from zopa.statements.corroboration.labelled import Pair, read_pairs
from zopa.statements.corroboration.score import KINDS, calibration_from
from zopa.statements.corroboration.wording import wording_of

Floats = NDArray[np.float64]
Embed = Callable[[list[str]], Floats]

ROOT = Path(__file__).resolve().parents[1]
PAIRS = ROOT / "tests/oracles/statements/pairs/pairs.jsonl"
COSINES = PAIRS.with_name("cosines.json")
WEIGHTS = ROOT / "src/zopa/statements/corroboration/calibration.json"

SEED = 20250216
COPIES = 8
"""How often each pair is fitted, each time with other noise."""
NOISE = 0.35
"""The length of the noise on a unit vector: its cosine with the clean one is about 0.94."""
PENALTIES = (0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3)
"""Ridge penalties to choose from, each times the number of rows."""
FOLDS = 5


def base_vectors(texts: list[str]) -> Floats:
    """The vectors of the base model."""
    from train import meanings

    found = meanings(texts)
    return np.asarray(found.numpy(), dtype=np.float64)


def vectors_of(pairs: list[Pair], embed: Embed) -> tuple[Floats, Floats]:
    """The vectors of both contents of every pair."""
    texts = sorted({side.content for pair in pairs for side in (pair.first, pair.second)})
    row = {text: index for index, text in enumerate(texts)}
    vectors = np.asarray(embed(texts), dtype=np.float64)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
    return (
        vectors[[row[pair.first.content] for pair in pairs]],
        vectors[[row[pair.second.content] for pair in pairs]],
    )


def numbers_of(pairs: list[Pair], cosines: Floats) -> list[dict[str, float]]:
    """The numbers of each pair's comparison."""
    return [
        compare(
            wording_of(pair.first.reading, pair.first.statement),
            wording_of(pair.second.reading, pair.second.statement),
            float(cosine),
        )
        for pair, cosine in zip(pairs, cosines, strict=True)
    ]


def weights_of(pairs: list[Pair]) -> Floats:
    """How much each pair counts: the four relations count the same, one on average."""
    count = Counter(pair.relation for pair in pairs)
    return np.array([len(pairs) / len(count) / count[pair.relation] for pair in pairs])


def logistic(rows: Floats, labels: Floats, counts: Floats, penalty: float) -> Floats:
    """Weights and, last, the intercept of a ridge logistic regression, by Newton's method.

    `counts` says how much each row counts. The penalty falls on standardised features; the
    intercept is free.
    """
    scale = np.maximum(rows.std(axis=0), 1e-6)
    known = np.column_stack([rows / scale, np.ones(len(rows))])
    ridge = np.append(np.full(rows.shape[1], penalty * counts.sum()), 1e-9)
    weights = np.zeros(known.shape[1])
    for _ in range(100):
        chance = 1 / (1 + np.exp(-np.clip(known @ weights, -30, 30)))
        slope = known.T @ (counts * (chance - labels)) + ridge * weights
        curve = (known * (counts * chance * (1 - chance))[:, None]).T @ known + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-9:
            break
    weights[:-1] /= scale
    return weights


def signed(rows: Floats, labels: Floats, counts: Floats, penalty: float, signs: Floats) -> Floats:
    """The same, with every weight of the sign that its feature must have, or nought.

    What has the wrong sign is left out and the rest fitted again. Without this, habits of whoever
    wrote the pairs become rules: that differing statements are worded more alike than
    paraphrases, for one.
    """
    kept = np.arange(rows.shape[1])
    while True:
        weights = logistic(rows[:, kept], labels, counts, penalty)
        right = weights[:-1] * signs[kept] >= 0
        if right.all():
            result = np.zeros(rows.shape[1] + 1)
            result[kept], result[-1] = weights[:-1], weights[-1]
            return result
        kept = kept[right]


def log_loss(labels: Floats, chance: Floats, counts: Floats) -> float:
    """Weighted mean negative logarithm of the probability of what is the case."""
    clipped = np.clip(chance, 1e-6, 1 - 1e-6)
    loss = -np.where(labels > 0.5, np.log(clipped), np.log(1 - clipped))
    return float(np.average(loss, weights=counts))


def chosen_penalty(
    rows: Floats, labels: Floats, counts: Floats, signs: Floats, group: NDArray[np.int64]
) -> float:
    """The penalty with the least log loss over folds of whole stories."""
    losses = [
        log_loss(labels, folded(rows, labels, counts, penalty, signs, group), counts)
        for penalty in PENALTIES
    ]
    return PENALTIES[int(np.argmin(losses))]


def folded(
    rows: Floats,
    labels: Floats,
    counts: Floats,
    penalty: float,
    signs: Floats,
    group: NDArray[np.int64],
) -> Floats:
    """The probability of each row by weights that were fitted without its fold."""
    chance = np.zeros(len(rows))
    for fold in range(FOLDS):
        out = group % FOLDS == fold
        weights = signed(rows[~out], labels[~out], counts[~out], penalty, signs)
        chance[out] = 1 / (1 + np.exp(-(rows[out] @ weights[:-1] + weights[-1])))
    return chance


def fitted(pairs: list[Pair], one: Floats, other: Floats) -> dict[str, dict[str, float]]:
    """The weights by name, of pairs with the given vectors."""
    random = np.random.default_rng(SEED)
    drawn: list[dict[str, float]] = []
    which: list[int] = []
    for copy in range(COPIES):
        noise = (NOISE if copy else 0.0) / np.sqrt(one.shape[1])
        left = one + noise * random.standard_normal(one.shape)
        right = other + noise * random.standard_normal(other.shape)
        lengths = np.linalg.norm(left, axis=1) * np.linalg.norm(right, axis=1)
        drawn += numbers_of(pairs, (left * right).sum(axis=1) / lengths)
        which += range(len(pairs))
    stories = {story: number for number, story in enumerate(sorted({p.story for p in pairs}))}
    index = np.array(which)
    group = np.array([stories[pair.story] for pair in pairs])[index]
    counts = weights_of(pairs)[index]
    alike = np.array([float(pair.alike) for pair in pairs])[index]
    result = {}
    models = {"alike": ALIKE_FEATURES, "any": ANY_FEATURES, **APART_FEATURES}
    for name, features in models.items():
        rows = np.array([[numbers[feature] for feature in features] for numbers in drawn])
        if name == "alike":
            labels, kept = alike, np.ones(len(rows), dtype=bool)
        else:
            yes = [bool(pair.kinds) if name == "any" else name in pair.kinds for pair in pairs]
            labels = np.array(yes, dtype=np.float64)[index]
            kept = alike > 0.5
        against = frozenset() if name == "alike" else AGAINST
        signs = np.array([-1.0 if feature in against else 1.0 for feature in features])
        penalty = chosen_penalty(rows[kept], labels[kept], counts[kept], signs, group[kept])
        weights = signed(rows[kept], labels[kept], counts[kept], penalty, signs)
        result[name] = {
            **{feature: round(float(w), 4) for feature, w in zip(features, weights, strict=False)},
            "intercept": round(float(weights[-1]), 4),
        }
    return result


def auc(labels: Floats, chance: Floats, counts: Floats) -> float:
    """The weighted share of pairs of a positive and a negative that are in the right order."""
    yes = labels > 0.5
    ahead = chance[yes][:, None] - chance[~yes][None, :]
    both = counts[yes][:, None] * counts[~yes][None, :]
    return float(np.average((ahead > 0) + 0.5 * (ahead == 0), weights=both))


def brier(labels: Floats, chance: Floats, counts: Floats) -> float:
    """Weighted mean squared distance of probabilities from what is the case."""
    return float(np.average((labels - chance) ** 2, weights=counts))


def interval(
    measure: Callable[[Floats, Floats, Floats], float],
    labels: Floats,
    chance: Floats,
    counts: Floats,
    stories: list[str],
) -> tuple[float, float]:
    """A 95% interval of a measure: 1,000 bootstrap draws of whole stories."""
    random = np.random.default_rng(SEED)
    names = sorted(set(stories))
    rows = {name: [i for i, story in enumerate(stories) if story == name] for name in names}
    found = []
    for _ in range(1000):
        drawn = [i for name in random.choice(names, len(names)) for i in rows[name]]
        if 0 < labels[drawn].sum() < len(drawn):
            found.append(measure(labels[drawn], chance[drawn], counts[drawn]))
    low, high = np.percentile(found, [2.5, 97.5])
    return float(low), float(high)


def report(pairs: list[Pair], cosines: Floats, weights: dict[str, dict[str, float]]) -> str:
    """What is measured on some pairs, as a table in Markdown."""
    calibration = calibration_from(weights)
    numbers = numbers_of(pairs, cosines)
    counts = weights_of(pairs)
    tasks: dict[str, tuple[list[float], list[float], list[str]]] = {}
    for pair, own in zip(pairs, numbers, strict=True):
        scores = calibration.balanced(own)
        wanted = [
            ("same matter", scores.alike, pair.alike),
            ("same claim", scores.same, pair.relation == "same"),
            ("any difference", scores.differ, pair.relation == "differs"),
            *((kind, scores.apart[kind], kind in pair.kinds) for kind in KINDS),
        ]
        for name, chance, label in wanted:
            held = tasks.setdefault(name, ([], [], []))
            held[0].append(float(label))
            held[1].append(chance)
            held[2].append(pair.story)
    lines = [
        "| | pairs (yes) | AUC | Brier | of the base rate | log loss | right at ½ | found at ½ |",
        "|---|---|---|---|---|---|---|---|",
    ]
    bins = ["", "| probability said | pairs | mean said | found |", "|---|---|---|---|"]
    for name, (label_list, chance_list, stories) in tasks.items():
        labels, chance = np.array(label_list), np.array(chance_list)
        low, high = interval(auc, labels, chance, counts, stories)
        below, above = interval(brier, labels, chance, counts, stories)
        called = chance >= 0.5
        right = (counts * labels)[called].sum() / max(counts[called].sum(), 1e-9)
        met = (counts * labels)[called].sum() / (counts * labels).sum()
        rate = np.average(labels, weights=counts)
        lines.append(
            f"| {name} | {len(labels)} ({labels.sum():.0f}) | "
            f"{auc(labels, chance, counts):.3f} "
            f"({low:.3f}–{high:.3f}) | "
            f"{brier(labels, chance, counts):.3f} ({below:.3f}–{above:.3f}) "
            f"| {rate * (1 - rate):.3f} | {log_loss(labels, chance, counts):.3f} "
            f"| {right:.2f} | {met:.2f} |"
        )
        if name in ("same matter", "same claim", "any difference"):
            for start in (0.0, 0.2, 0.4, 0.6, 0.8):
                inside = (chance >= start) & (chance < start + 0.2 + (start == 0.8))
                if inside.any():
                    said = np.average(chance[inside], weights=counts[inside])
                    true = np.average(labels[inside], weights=counts[inside])
                    bins.append(
                        f"| {name}, {start:.1f}–{start + 0.2:.1f} | {inside.sum()} "
                        f"| {said:.2f} | {true:.2f} |"
                    )
    return "\n".join(lines + bins)


def main() -> None:
    """Fits, writes and prints."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--embed", help="MODULE:FUNCTION that embeds a list of texts")
    ask.add_argument("--name", default="all-MiniLM-L6-v2", help="what the vectors are of")
    given = ask.parse_args()
    embed: Embed = base_vectors
    if given.embed:
        module, _, function = given.embed.partition(":")
        embed = getattr(import_module(module), function)
    pairs = read_pairs(PAIRS)
    one, other = vectors_of(pairs, embed)
    cosines = (one * other).sum(axis=1)
    train = [index for index, pair in enumerate(pairs) if not pair.held_out]
    held = [index for index, pair in enumerate(pairs) if pair.held_out]
    weights = fitted([pairs[i] for i in train], one[train], other[train])
    # Until affairs.py fits it to these weights.
    weights["affair"] = json.loads(WEIGHTS.read_text("utf-8"))["weights"]["affair"]
    kept = {"vectors": given.name, "pairs": len(train), "seed": SEED, "noise": NOISE}
    WEIGHTS.write_text(json.dumps(kept | {"weights": weights}, indent=1) + "\n", "utf-8")
    by_id = {pair.id: round(float(c), 4) for pair, c in zip(pairs, cosines, strict=True)}
    held_by_id = {"vectors": given.name, "cosines": by_id}
    COSINES.write_text(json.dumps(held_by_id, indent=0) + "\n", "utf-8")
    print(f"Fitted on {len(train)} pairs\n")
    print(report([pairs[i] for i in train], cosines[train], weights))
    print(f"\nHeld out: {len(held)} pairs\n")
    print(report([pairs[i] for i in held], cosines[held], weights))


if __name__ == "__main__":
    main()
