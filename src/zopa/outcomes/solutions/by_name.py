"""The solutions that the brief tells of, by their names in the literature."""

from __future__ import annotations

from types import MappingProxyType

from zopa.outcomes.solutions.equal_gains import egalitarian
from zopa.outcomes.solutions.gains import Solution
from zopa.outcomes.solutions.largest_sum import utilitarian
from zopa.outcomes.solutions.product import nash
from zopa.outcomes.solutions.relative_gains import kalai_smorodinsky

SOLUTIONS: MappingProxyType[str, Solution] = MappingProxyType(
    {
        "nash": nash,
        "kalai_smorodinsky": kalai_smorodinsky,
        "egalitarian": egalitarian,
        "utilitarian": utilitarian,
    }
)
