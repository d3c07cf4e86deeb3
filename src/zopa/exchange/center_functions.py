"""Reading what a tuple of deals is worth to the centre of a one-to-many scenario of ANL 2025.

The centre makes a deal, or none, with each edge. What all of these together are worth to it is a
weighted sum of what each is worth (`LinearCombinationCenterUFun`), the largest of these
(`MaxCenterUFun`), or what an evaluator says of them (`LambdaCenterUFun`). Evaluators are Python
code, which is never run: the two of the competition are known by their names. The classes are in
`anl2025.ufun`, `anl2025.scenarios.dinners` and `anl2025.scenarios.target_quantity` of the package
`anl2025` 0.1.7.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import pairwise, product

import numpy as np

from zopa.case.parts import clip
from zopa.exchange.codes import (
    BAD_VALUE,
    BEYOND_LIMITS,
    MISSING_PART,
    SET_ASIDE,
    UNLIKE_DOMAIN,
    UNSUPPORTED_PART,
)
from zopa.exchange.domain import Domain
from zopa.exchange.negmas_functions import profile_of
from zopa.exchange.negmas_mapping import outcome_words
from zopa.exchange.negmas_values import kind_of
from zopa.exchange.numbers import number_of, whole_of
from zopa.exchange.outcome_tables import MOST_OUTCOMES, profile_of_table
from zopa.exchange.scenario import Profile, ScenarioBonus
from zopa.exchange.views import View
from zopa.foundation.names import listing
from zopa.outcomes.arrays import Floats, Ints

KINDS = ("LinearCombinationCenterUFun", "MaxCenterUFun", "LambdaCenterUFun")
EVALUATORS = ("DinnersEvaluator", "TargetEvaluator")
MOST_STEPS = 2_000
"""The deals of a centre that takes the largest have at most so many worths."""
POINTS = "center.csv"
"""The file beside the centre from which an evaluator reads its numbers, if it does not have any."""


@dataclass(frozen=True)
class Thread:
    """The talks of the centre with one edge: the issues, and every deal that can come of them."""

    domain: Domain
    outcomes: Ints
    """Level indexes `(deals, issues)`."""

    @property
    def first_levels(self) -> list[str]:
        """The level of the first issue in each deal, to which the evaluators look."""
        levels = self.domain.issues[0].issue.levels
        return [levels[k] for k in self.outcomes[:, 0]]


@dataclass(frozen=True)
class CenterUtility:
    """The utilities of the centre; each thread is an issue, and no deal the last level of it."""

    profile: Profile
    must_deal: tuple[bool, ...]
    """For each thread whether no deal there is worth minus infinity, so that it has no level."""


def read_center(
    view: View, name: str, threads: Sequence[Thread], points: str | None
) -> CenterUtility | None:
    """What deals are worth to the centre; None and findings if it cannot be read.

    `points` is the text of `center.csv`, if there is such a file.
    """
    kind = kind_of(view)
    if kind is None:
        return None
    if kind[0] == "LambdaCenterUFun":
        return _evaluated(view, name, threads, points)
    if kind[0] not in KINDS:
        message = f"centres of the type `{clip(kind[0])}` are not read"
        view.notes.add(UNSUPPORTED_PART, kind[1].place, message, label=f"expected {listing(KINDS)}")
        return None
    partial = view.get("allow_partial_agreements")
    if partial is not None and partial.raw.lower() == "false":
        message = "a centre that wants a deal with every edge or none is not read"
        view.notes.add(UNSUPPORTED_PART, partial.place, message)
        return None
    sides = _sides(view, threads)
    if sides is None:
        return None
    if kind[0] == "MaxCenterUFun":
        return _largest(view, name, sides)
    return _combined(view, name, sides)


def _sides(view: View, threads: Sequence[Thread]) -> list[Floats] | None:
    """For each thread what its deals, and no deal, are worth to the centre `(deals + 1,)`."""
    part = view.need("side_ufuns")
    items = part.items() if part else None
    if part is None or items is None:
        return None
    sides = list(items)
    if len(sides) != len(threads):
        message = f"there are {len(sides)} entries for {len(threads)} edges"
        view.notes.add(UNLIKE_DOMAIN, part.place, message)
        return None
    worths = []
    for side, thread in zip(sides, threads, strict=True):
        profile = profile_of(side, "", thread.domain)
        if profile is not None:
            none = -np.inf if profile.reservation is None else profile.reservation
            worths.append(np.append(profile.utilities(thread.outcomes), none))
    return worths if len(worths) == len(threads) else None


def _combined(view: View, name: str, sides: Sequence[Floats]) -> CenterUtility | None:
    """The weighted sum; weights are divided by their sum, as ANL 2025 does."""
    part = view.get("weights")
    if part is None:
        even = ", ".join([f"{1 / len(sides):.6g}"] * len(sides))
        message = (
            "there are no `weights`, and ANL 2025 draws them at random each time it reads this"
        )
        view.notes.add(
            MISSING_PART, view.place, message, help=f"add a line such as `weights: [{even}]`"
        )
        return None
    items = part.items()
    weights = None if items is None else [w.number() for w in items]
    if weights is None or None in weights:
        return None
    factors = np.array(weights, dtype=np.float64)
    if len(factors) != len(sides):
        message = f"there are {len(factors)} weights for {len(sides)} edges"
        view.notes.add(UNLIKE_DOMAIN, part.place, message)
        return None
    if factors.sum():
        factors = factors / factors.sum()
    needed = tuple(not np.isfinite(side[-1]) for side in sides)
    values = tuple(
        factor * (side[:-1] if must else side)
        for factor, side, must in zip(factors, sides, needed, strict=True)
    )
    return CenterUtility(Profile(name, values), needed)


def _largest(view: View, name: str, sides: Sequence[Floats]) -> CenterUtility | None:
    """The largest worth, as a penalty for each worth that no deal reaches.

    With the worths v_1 < … < v_K it is v_K less v_k − v_(k−1) for every k such that all deals are
    worth less than v_k.
    """
    if not all(np.isfinite(side[-1]) for side in sides):
        message = "a side of a `MaxCenterUFun` has no `reserved_value`"
        view.notes.add(UNSUPPORTED_PART, view.place, message)
        return None
    worths = np.unique(np.concatenate(sides))
    if len(worths) > MOST_STEPS:
        message = f"the deals have {len(worths):,} worths; at most {MOST_STEPS:,} are read"
        view.notes.add(BEYOND_LIMITS, view.place, message)
        return None
    values = [np.zeros(len(side)) for side in sides]
    values[0] = values[0] + worths[-1]
    penalties = []
    for low, high in pairwise(worths.tolist()):
        where = tuple((k, tuple(np.flatnonzero(s < high).tolist())) for k, s in enumerate(sides))
        if all(levels for _, levels in where):
            penalties.append(ScenarioBonus(where, low - high))
    profile = Profile(name, tuple(values), tuple(penalties))
    return CenterUtility(profile, (False,) * len(sides))


# --- evaluators ---------------------------------------------------------------------------------


def _evaluated(
    view: View, name: str, threads: Sequence[Thread], points: str | None
) -> CenterUtility | None:
    evaluator = view.need("evaluator")
    kind = kind_of(evaluator) if evaluator else None
    if evaluator is None or kind is None:
        return None
    if kind[0] not in EVALUATORS:
        message = f"the evaluator `{clip(kind[0])}` is code of its own, and no code is run"
        view.notes.add(
            UNSUPPORTED_PART, kind[1].place, message, label=f"expected {listing(EVALUATORS)}"
        )
        return None
    if not kind[1].raw.startswith("anl2025."):
        message = f"its code is not run: it is taken for the `{kind[0]}` of ANL 2025"
        view.notes.add(SET_ASIDE, kind[1].place, message)
    size = int(np.prod([len(t.outcomes) + 1 for t in threads], dtype=object))
    if size > MOST_OUTCOMES:
        message = f"there are {size:,} ways to make deals; a table of {MOST_OUTCOMES:,} can be made"
        view.notes.add(BEYOND_LIMITS, evaluator.place, message)
        return None
    part = evaluator.get("reserved_value")
    otherwise = part.number() if part else 0.0
    known = _known(evaluator, points)
    if otherwise is None or known is None:
        return None
    make = _dinners if kind[0] == "DinnersEvaluator" else _quantities
    table = make(evaluator, threads, known, otherwise)
    if table is None:
        return None
    shape = [len(thread.outcomes) + 1 for thread in threads]
    return CenterUtility(profile_of_table(name, shape, table), (False,) * len(threads))


@dataclass(frozen=True)
class _Known:
    """What an evaluator knows: its numbers by what they are for, and the names in its table."""

    worths: Mapping[tuple[str, ...], float]
    columns: tuple[str, ...] = ()


def _known(evaluator: View, points: str | None) -> _Known | None:
    """The numbers of an evaluator, from the file itself or from `center.csv`."""
    part = evaluator.get("values")
    if part is not None:
        pairs = part.pairs()
        read = {tuple(outcome_words(key)): entry.number() for key, entry in pairs or ()}
        return None if None in read.values() else _Known({k: v or 0.0 for k, v in read.items()})
    if points is None:
        message = (
            f"the evaluator has no `values`, and there is no file `{POINTS}` beside the centre"
        )
        evaluator.notes.add(MISSING_PART, evaluator.place, message)
        return None
    try:
        header, *rows = [row for row in csv.reader(StringIO(points)) if row] or [[]]
    except csv.Error as error:
        message = f"`{POINTS}` cannot be read: {error}"
        evaluator.notes.add(BAD_VALUE, evaluator.place, message)
        return None
    worths = {}
    for row in rows:
        number = number_of(row[-1])
        if number is None or len(row) != len(header):
            message = (
                f"`{POINTS}` has a row without a number for each column: `{clip(','.join(row))}`"
            )
            evaluator.notes.add(BAD_VALUE, evaluator.place, message)
            return None
        worths[tuple(cell.strip() for cell in row[:-1])] = number
    return _Known(worths, tuple(cell.strip() for cell in header[:-1]))


def _dinners(
    evaluator: View, threads: Sequence[Thread], known: _Known, otherwise: float
) -> Floats | None:
    """The worth goes by how many of the deals fall on each day."""
    part = evaluator.get("days")
    items = part.items() if part else None
    days = [d.raw for d in items] if items else list(known.columns)
    if not days:
        evaluator.notes.add(MISSING_PART, evaluator.place, "the evaluator has no `days`")
        return None
    for thread in threads:
        strange = [level for level in thread.first_levels if level not in days]
        if strange:
            message = f"`{clip(strange[0])}` is none of the evaluator's days"
            related = ((thread.domain.issues[0].place, "the issue"),)
            evaluator.notes.add(UNLIKE_DOMAIN, evaluator.place, message, related=related)
            return None
    chosen = [[*(days.index(level) for level in t.first_levels), -1] for t in threads]
    worths = []
    for deals in product(*chosen):
        counts = tuple(str(deals.count(day)) for day in range(len(days)))
        worths.append(known.worths.get(counts, otherwise))
    return np.array(worths, dtype=np.float64)


def _quantities(
    evaluator: View, threads: Sequence[Thread], known: _Known, otherwise: float
) -> Floats | None:
    """The worth goes by the sum of the quantities in the deals."""
    by_sum = {whole_of(words[0]): worth for words, worth in known.worths.items() if words}
    chosen = []
    for thread in threads:
        numbers = [whole_of(level) for level in thread.first_levels]
        if None in numbers:
            message = "a quantity is no whole number"
            related = ((thread.domain.issues[0].place, "the issue"),)
            evaluator.notes.add(UNLIKE_DOMAIN, evaluator.place, message, related=related)
            return None
        chosen.append([*(n or 0 for n in numbers), 0])
    worths = [by_sum.get(sum(deals), otherwise) for deals in product(*chosen)]
    return np.array(worths, dtype=np.float64)
