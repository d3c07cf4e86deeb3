"""What is compared: utilities as floats for both tools, and as whole numbers for the proof.

Level values are floats. The proof needs to know what they stand for: the grid's 0.1 + 0.2 and
0.3 are the same utility. Synthetic cases are made of whole numbers to begin with. The values of
a scenario file are products and quotients of short decimals; where a fraction with a small
denominator lies within rounding of every one of them, those fractions are taken. Otherwise the
floats themselves are, and differences below 1e-12 of a party's range count as none.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from pathlib import Path

import numpy as np

from zopa.exchange.scenario import Scenario
from zopa.outcomes.terms import Box, Table, Terms

LEVELS = 10
SMALL = 1_000_000
"""The largest denominator that a value of a scenario file is taken to have."""
BITS = 48
"""Random values have so many bits, so that sums of them never round."""
KINDS = ("random", "opposed", "grid")


@dataclass(frozen=True, eq=False)
class Case:
    """Utilities `(parties, levels)` an issue and reservation values `(parties,)`."""

    name: str
    group: str
    values: tuple[np.ndarray, ...]
    reservation: np.ndarray
    fractions: tuple[list[list[Fraction]], ...] | None = field(default=None, repr=False)
    """What the values stand for, where that is known."""
    terms: Terms = ()
    """What combinations of levels are worth besides; only where zopa is alone."""

    @property
    def parties(self) -> int:
        return len(self.reservation)

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(value.shape[1] for value in self.values)

    @property
    def size(self) -> int:
        return math.prod(self.shape)

    @cached_property
    def exact(self) -> Exact:
        return exact_of(self)


@dataclass(frozen=True, eq=False)
class Exact:
    """The same utilities as whole numbers of 1/`unit`; `slack` `(parties,)` counts as nothing."""

    values: tuple[np.ndarray, ...]
    reservation: list[Fraction]
    unit: int
    slack: list[int]


def exact_of(case: Case) -> Exact:
    """Whole numbers with one denominator for all parties, 64 bits wide where they fit."""
    known = case.fractions
    tables = known or tuple(
        [[Fraction(x).limit_denominator(SMALL) for x in row] for row in value.tolist()]
        for value in case.values
    )
    rounded = not known and any(
        abs(float(a) - x) > 4 * math.ulp(x)
        for table, value in zip(tables, case.values, strict=True)
        for row, floats in zip(table, value.tolist(), strict=True)
        for a, x in zip(row, floats, strict=True)
    )
    if rounded:
        tables = tuple(
            [[Fraction(x) for x in row] for row in value.tolist()] for value in case.values
        )
    unit = math.lcm(*(x.denominator for table in tables for row in table for x in row))
    whole = [[[int(x * unit) for x in row] for row in table] for table in tables]
    most = sum(max(abs(x) for row in table for x in row) for table in whole)
    kind = np.int64 if most < 2**62 else object
    ranges = [sum(max(t[p]) - min(t[p]) for t in whole) for p in range(case.parties)]
    return Exact(
        tuple(np.array(table, dtype=kind) for table in whole),
        [Fraction(x).limit_denominator(SMALL) for x in case.reservation.tolist()],
        unit,
        [r // 10**12 if rounded else 0 for r in ranges],
    )


def scenarios(root: Path) -> Iterator[Case]:
    """Every folder of XML files; those with worth for combinations are for zopa alone."""
    from zopa.exchange.scenario_files import read_scenario

    folders = sorted({file.parent for file in root.rglob("*.xml")})
    for folder in folders:
        # Beside some scenarios lies a list of points that is no XML in spite of its name.
        files = [file for file in sorted(folder.glob("*.xml")) if file.name != "pareto.xml"]
        scenario, _ = read_scenario(files)
        if scenario is None:
            print(f"left out, no scenario could be read: {folder.relative_to(root)}")
            continue
        name = str(folder.relative_to(root))
        values = scenario.values()
        reservation = np.array([profile.reservation or 0.0 for profile in scenario.profiles])
        if len(reservation) > 2:
            yield Case(f"{name}, all", "scenario", values, reservation)
            values, reservation = tuple(value[:2] for value in values), reservation[:2]
        terms = boxes(scenario)
        if terms:
            yield Case(name, "beyond", values, reservation, terms=terms)
            continue
        yield Case(name, "scenario", values, reservation)


def boxes(scenario: Scenario) -> Terms:
    """What combinations of levels are worth to the first two parties."""
    parties = scenario.profiles[:2]
    return tuple(
        Box(bonus.where, np.where(np.arange(len(parties)) == p, bonus.worth, 0.0))
        for p, profile in enumerate(parties)
        for bonus in profile.bonuses
    )


def synthetic(kind: str, parties: int, power: int) -> Case:
    """10^power outcomes. The same seed each time; nobody has a reservation value above 0."""
    rng = np.random.default_rng([KINDS.index(kind), parties, power])
    whole, unit = _whole_values(kind, parties, power, rng)
    return Case(
        f"{parties} parties, 10^{power}, {kind}",
        "synthetic",
        tuple(table / unit for table in whole),
        np.zeros(parties),
        tuple([[Fraction(int(x), unit) for x in row] for row in table] for table in whole),
    )


def _whole_values(
    kind: str, parties: int, issues: int, rng: np.random.Generator
) -> tuple[list[np.ndarray], int]:
    """Tables of whole numbers and what they are to be divided by."""
    if kind == "grid":
        return [rng.integers(0, 11, (parties, LEVELS)) for _ in range(issues)], 10 * issues
    # A power of two leaves the floats exact; issues share it, so that sums stay below 1.
    unit = 2 ** (BITS + 4)
    top = 2**BITS
    if kind == "random":
        return [rng.integers(0, top, (parties, LEVELS)) for _ in range(issues)], unit
    tables = []
    for _ in range(issues):
        rising = np.sort(rng.random(LEVELS))
        weights = rng.random(parties)
        rows = [rising if p % 2 == 0 else 1 - rising for p in range(parties)]
        bent = np.stack([row ** rng.uniform(0.8, 1.25) for row in rows])
        tables.append((bent * weights[:, None] * top).astype(np.int64))
    return tables, unit


def beyond(parties: int, issues: int, levels: int) -> Case:
    """Random values on more outcomes than can be listed."""
    rng = np.random.default_rng([parties, issues, levels])
    return Case(
        f"{parties} parties, {issues} issues of {levels}",
        "beyond",
        tuple(rng.random((parties, levels)) / issues for _ in range(issues)),
        np.zeros(parties),
    )


def chain(parties: int, issues: int, levels: int) -> Case:
    """Random values, and beside them a random table for each two issues in a row."""
    plain = beyond(parties, issues, levels)
    rng = np.random.default_rng([parties, issues, levels, 1])
    shape = (parties, levels, levels)
    pairs = tuple(Table((i, i + 1), rng.random(shape) / issues) for i in range(issues - 1))
    return replace(plain, name=f"{plain.name}, each tied to the next", terms=pairs)


def named(names: Sequence[str], cases: Sequence[Case]) -> list[Case]:
    """The cases whose name holds one of the names; all if none is given."""
    return [case for case in cases if not names or any(name in case.name for name in names)]
