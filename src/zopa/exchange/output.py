"""The record that a writer returns, and what all writers share: file names, numbers, runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from zopa.exchange.numbers import plain
from zopa.exchange.scenario import ScenarioIssue
from zopa.foundation.diagnostics import Finding, Findings

LONGEST_NAME = 80
"""The name of a file, without its ending, has at most this many characters."""


@dataclass(frozen=True)
class Output:
    """The texts of the files to write, by their name, and findings about what they cannot hold.

    There are no files if a finding is an error.
    """

    files: Mapping[str, str]
    report: Findings

    @classmethod
    def of(cls, files: Mapping[str, str], findings: Iterable[Finding]) -> Output:
        """The output with these findings, and with the files unless a finding is an error."""
        report = Findings.of(findings, {})
        return cls(files if report.passes() else {}, report)


def file_names(names: Iterable[str], ending: str) -> list[str]:
    """A file name for each name; no two are the same, even without regard to capitals.

    Letters, digits, spaces, `.`, `-` and `_` stay; every other character becomes `_`.

    >>> file_names(["A/b", "a_b", ".x", ""], ".xml")
    ['A_b.xml', 'a_b-2.xml', 'x.xml', 'unnamed.xml']
    """
    taken: set[str] = set()
    files = []
    for name in names:
        stem = re.sub(r"[^\w .-]", "_", name)[:LONGEST_NAME].strip(" .-") or "unnamed"
        number, chosen = 1, stem
        while chosen.casefold() in taken:
            number += 1
            chosen = f"{stem}-{number}"
        taken.add(chosen.casefold())
        files.append(chosen + ending)
    return files


def number_text(number: float) -> str:
    """The shortest decimal number, without an exponent, that reads back as the same number.

    >>> number_text(0.1), number_text(1e-7), number_text(2.0), number_text(-0.0)
    ('0.1', '0.0000001', '2', '0')
    """
    return plain(Decimal(repr(float(number))))


def runs(levels: Iterable[int]) -> list[tuple[int, int]]:
    """Level indexes as runs of neighbours: the first and the last index of each run.

    >>> runs([0, 1, 2, 5, 7, 8])
    [(0, 2), (5, 5), (7, 8)]
    """
    neighbours: list[tuple[int, int]] = []
    for level in sorted(set(levels)):
        if neighbours and level == neighbours[-1][1] + 1:
            neighbours[-1] = (neighbours[-1][0], level)
        else:
            neighbours.append((level, level))
    return neighbours


def whole_numbers(issue: ScenarioIssue) -> list[int] | None:
    """The levels of an issue as whole numbers, or None unless they are that and go up by one.

    >>> whole_numbers(ScenarioIssue("n", ("3", "4"), "integer"))
    [3, 4]
    >>> whole_numbers(ScenarioIssue("n", ("3", "4")))
    """
    if issue.kind != "integer" or not all(re.fullmatch(r"-?\d+", name) for name in issue.levels):
        return None
    numbers = [int(name) for name in issue.levels]
    even = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return numbers if even and [str(n) for n in numbers] == list(issue.levels) else None
