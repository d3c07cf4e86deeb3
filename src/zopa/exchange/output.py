"""What a writer gives: the texts of files by name, and what could not be said in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from zopa.exchange.numbers import plain
from zopa.exchange.scenario import ScenarioIssue
from zopa.foundation.diagnostics import Finding, Findings

LONGEST_NAME = 80
"""Characters of a file's name, its ending apart."""


@dataclass(frozen=True)
class Output:
    """Files to write, none where there is an error."""

    files: Mapping[str, str]
    report: Findings

    @classmethod
    def of(cls, files: Mapping[str, str], findings: Iterable[Finding]) -> Output:
        """The files, unless a finding is an error."""
        report = Findings.of(findings, {})
        return cls(files if report.passes() else {}, report)


def file_names(names: Iterable[str], ending: str) -> list[str]:
    """A file name for each of some names, no two the same even where capitals do not count.

    Letters, digits, spaces, `.`, `-` and `_` stay; all else becomes `_`.

    >>> file_names(["A/b", "a_b", ".x", ""], ".xml")
    ['A_b.xml', 'a_b-2.xml', 'x.xml', 'unnamed.xml']
    """
    taken: set[str] = set()
    found = []
    for name in names:
        stem = re.sub(r"[^\w .-]", "_", name)[:LONGEST_NAME].strip(" .-") or "unnamed"
        number, chosen = 1, stem
        while chosen.casefold() in taken:
            number += 1
            chosen = f"{stem}-{number}"
        taken.add(chosen.casefold())
        found.append(chosen + ending)
    return found


def number_text(number: float) -> str:
    """The shortest decimal, without an exponent, that reads back as the same number.

    >>> number_text(0.1), number_text(1e-7), number_text(2.0), number_text(-0.0)
    ('0.1', '0.0000001', '2', '0')
    """
    return plain(Decimal(repr(float(number))))


def runs(levels: Iterable[int]) -> list[tuple[int, int]]:
    """Level indexes as runs of neighbours, first and last of each.

    >>> runs([0, 1, 2, 5, 7, 8])
    [(0, 2), (5, 5), (7, 8)]
    """
    found: list[tuple[int, int]] = []
    for level in sorted(set(levels)):
        if found and level == found[-1][1] + 1:
            found[-1] = (found[-1][0], level)
        else:
            found.append((level, level))
    return found


def whole_numbers(issue: ScenarioIssue) -> list[int] | None:
    """The levels of an issue of whole numbers one apart, or None where it is no such issue.

    >>> whole_numbers(ScenarioIssue("n", ("3", "4"), "integer"))
    [3, 4]
    >>> whole_numbers(ScenarioIssue("n", ("3", "4")))
    """
    if issue.kind != "integer" or not all(re.fullmatch(r"-?\d+", name) for name in issue.levels):
        return None
    numbers = [int(name) for name in issue.levels]
    even = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return numbers if even and [str(n) for n in numbers] == list(issue.levels) else None
