"""A scenario as a case folder: the ledger with every number as a fact, and the files it is from.

What a file gives as utilities a case gives in percent of the party's scale, from 0, the worst of
everything, to 100, the best (`zopa.exchange.extent`); `scale` keeps what both ends were.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from pathlib import PurePath

import numpy as np

from zopa.case.declarations import MOST_ISSUES, MOST_LEVELS, MOST_OPTIONS, MOST_PARTIES
from zopa.case.facts import MOST_FACTS
from zopa.case.scalars import DIGITS, decimal, plain_number
from zopa.exchange.case_names import (
    case_title,
    change_of,
    clean,
    level_texts,
    party_names,
    short_names,
    shortened,
    titles,
)
from zopa.exchange.extent import ScaleEnds, extent_of, simplified
from zopa.exchange.ledger_text import comment, mapping, percent, scalar, sequence
from zopa.exchange.output import number_text, runs
from zopa.exchange.scenario import Profile, Scenario, ScenarioBonus, ScenarioIssue
from zopa.exchange.write_codes import CANNOT_WRITE, LEFT_OUT, NAME_CHANGED, RESERVATION_TAKEN
from zopa.foundation.diagnostics import Code, Finding, Findings, Place

LEDGER = "case.yaml"
INDIFFERENT = 1e-12
"""A party whose best and worst differ by less than this share of their size does not care."""


@dataclass(frozen=True)
class CaseFolder:
    """Files of a case folder by their path in it, none where there is an error."""

    files: Mapping[str, bytes]
    report: Findings


def case_folder(scenario: Scenario, originals: Mapping[str, bytes] | None = None) -> CaseFolder:
    """The ledger of a scenario, and beside it, unchanged, the files it was read from.

    `originals` holds those files by name; the ledger says which party's numbers are from which.
    What a case has no place for is in the report. No file where the scenario has no two parties
    that care, or is larger than a case can be.

    >>> issue = ScenarioIssue("price", ("low", "high"))
    >>> seller = Profile("seller", (np.array([0.0, 1.0]),), reservation=0.25)
    >>> buyer = Profile("buyer", (np.array([1.0, 0.0]),), reservation=0.25)
    >>> made = case_folder(Scenario("talks", (issue,), (seller, buyer)))
    >>> print("\\n".join(made.files["case.yaml"].decode().splitlines()[-6:]))
      # --- buyer: from the scenario
      - party: buyer
        value:
          price: {low: 100, high: 0}
        assumed: as given in the scenario
      - {party: buyer, reservation: 25, assumed: as given in the scenario}
    """
    originals = originals or {}
    making = _Making(scenario, _source_paths(originals))
    text = "\n".join(making.lines()) + "\n"
    report = Findings.of(making.findings, {})
    if not report.passes():
        return CaseFolder({}, report)
    copies = {making.copies[name]: data for name, data in originals.items()}
    return CaseFolder({LEDGER: text.encode(), **copies}, report)


def _source_paths(originals: Mapping[str, bytes]) -> dict[str, str]:
    """Where each file goes: `sources` and its own name."""
    taken: set[str] = set()
    paths = {}
    for name in originals:
        path = PurePath(name)
        number, own = 1, path.name
        while own.casefold() in taken:
            number += 1
            own = f"{path.stem}-{number}{path.suffix}"
        taken.add(own.casefold())
        paths[name] = f"sources/{own}"
    return paths


@dataclass(frozen=True)
class _Own:
    """An issue of the case: where it stands in the scenario, and its names."""

    position: int
    id: str
    title: str
    levels: tuple[str, ...]
    texts: tuple[str, ...]
    range: tuple[str, str, str] | None = None
    """From, to and step, where the levels are numbers."""


@dataclass
class _Making:
    scenario: Scenario
    copies: Mapping[str, str]
    findings: list[Finding] = field(default_factory=list)

    def note(self, code: Code, message: str) -> None:
        self.findings.append(Finding(code, Place(LEDGER, 1, 1), message))

    def lines(self) -> Iterator[str]:
        """The ledger."""
        scenario = self.scenario
        self._within_limits()
        issues = self._issues()
        names = party_names([profile.name for profile in scenario.profiles])
        profiles = [
            self._without_single_levels(simplified(p, scenario.shape)) for p in scenario.profiles
        ]
        extents = [extent_of(profile) for profile in profiles]
        care = [e.span > INDIFFERENT * max(1.0, abs(e.best), abs(e.worst)) for e in extents]
        ids = short_names(names, "party")
        if sum(care) < 2:
            self.note(CANNOT_WRITE, "a case needs two parties that do not like every outcome alike")
        yield from self._head(names)
        yield "parties:"
        for own, name, profile, extent, cares in zip(
            ids, names, scenario.profiles, extents, care, strict=True
        ):
            yield from self._party(own, name, profile.name, extent, cares)
        yield ""
        yield from _issue_lines(issues)
        yield ""
        yield "# A party's numbers are percent of its own scale: the worst level of every issue"
        yield "# is 0, and what the best levels and the bonuses are worth adds up to 100."
        yield "facts:"
        for own, name, profile, extent, cares in zip(
            ids, names, profiles, extents, care, strict=True
        ):
            if cares:
                yield from self._facts(own, name, profile, extent, issues)

    def _within_limits(self) -> None:
        scenario = self.scenario
        facts = sum(2 + len(p.bonuses) for p in scenario.profiles)
        over = [
            (len(scenario.profiles), MOST_PARTIES, "parties"),
            (len(scenario.issues), MOST_ISSUES, "issues"),
            (max(scenario.shape, default=0), min(MOST_OPTIONS, MOST_LEVELS), "levels of an issue"),
            (facts, MOST_FACTS, "facts (a party has two, and one for each bonus)"),
        ]
        for count, most, what in over:
            if count > most:
                self.note(CANNOT_WRITE, f"there are {count:,} {what}; a case has at most {most:,}")

    def _issues(self) -> list[_Own]:
        """The issues of two levels and more, with names that a case can have."""
        kept = [k for k, issue in enumerate(self.scenario.issues) if len(issue.levels) > 1]
        for issue in self.scenario.issues:
            if len(issue.levels) < 2:
                self.note(
                    LEFT_OUT, f"`{shortened(clean(issue.name))}` is left out: it has a single level"
                )
        if not kept:
            self.note(CANNOT_WRITE, "no issue has two levels, so there is nothing to agree on")
        named = [self.scenario.issues[k] for k in kept]
        heads = titles([issue.name for issue in named], "issue")
        ids = short_names([issue.name for issue in named], "issue")
        found = []
        for position, issue, own, title in zip(kept, named, ids, heads, strict=True):
            self._renamed("issue", issue.name, title)
            numbers = _range_of(issue)
            if numbers:
                low, _, step = (Decimal(n) for n in numbers)
                levels = [plain_number(low + step * k) for k in range(len(issue.levels))]
                found.append(_Own(position, own, title, tuple(levels), tuple(levels), numbers))
                continue
            texts = level_texts(issue.levels)
            for name, text in zip(issue.levels, texts, strict=True):
                self._renamed(f"level of `{shortened(title)}`", name, text)
            levels = short_names(issue.levels, "level", digits=True)
            found.append(_Own(position, own, title, tuple(levels), tuple(texts)))
        return found

    def _renamed(self, what: str, name: str, now: str) -> None:
        if now != name:
            message = f"the {what} `{shortened(clean(name))}` {change_of(name, now)}"
            self.note(NAME_CHANGED, message)

    def _without_single_levels(self, profile: Profile) -> Profile:
        """What issues of one level add goes to the first issue of more; their boxes always hold."""
        shape = self.scenario.shape
        more = [k for k, n in enumerate(shape) if n > 1]
        if not more or len(more) == len(shape):
            return profile
        values = list(profile.values)
        values[more[0]] = values[more[0]] + sum(float(own[0]) for own in values if len(own) == 1)
        for k, own in enumerate(values):
            if len(own) == 1:
                values[k] = np.zeros(1)
        return Profile(
            profile.name, tuple(values), profile.bonuses, profile.reservation, profile.discount
        )

    def _head(self, names: Sequence[str]) -> Iterator[str]:
        scenario = self.scenario
        yield "# A zopa case made from the files of other software, by `zopa import`. It is yours"
        yield "# to change: `zopa check` tells what is wrong, `zopa brief` writes the brief."
        if self.copies:
            yield "# The files are in the folder `sources`, unchanged. They hold numbers, not words"
            yield "# that could be quoted, so they are not listed as sources of the case."
        yield "zopa: 1"
        yield f"title: {scalar(case_title(scenario.name))}"
        yield "summary: >"
        count = _in_words(len(names))
        yield f"  {count} parties, and what each outcome is worth to them as given in"
        files = ", ".join(clean(PurePath(name).name) for name in self.copies)
        yield f"  {files or 'a scenario'}."
        yield "  Which outcomes can be agreed on, and which of them are good for all?"
        yield ""

    def _file_of(self, name: str) -> str:
        """The file a profile was read from, as far as its name tells."""
        for path in map(PurePath, self.copies):
            if name in (path.stem, path.name):
                return clean(path.name)
        return "the files" if self.copies else "the scenario"

    def _party(
        self, own: str, name: str, original: str, extent: ScaleEnds, cares: bool
    ) -> Iterator[str]:
        yield f"  {own}:"
        yield f"    name: {scalar(name)}"
        if not cares:
            self.note(
                LEFT_OUT,
                f"`{shortened(name)}` likes every outcome alike, so it is an observer: "
                "no deal hangs on it",
            )
            yield f"    # every outcome is worth {number_text(extent.best)} to it"
            yield "    role: observer"
            return
        worst, best = _scale_ends(extent)
        if (worst, best) != ("0", "1"):
            yield f"    # 0 and 100 percent in the numbers of {self._file_of(original)}"
            yield f"    scale: {{worst: {worst}, best: {best}}}"

    def _facts(
        self, own: str, name: str, profile: Profile, extent: ScaleEnds, issues: Sequence[_Own]
    ) -> Iterator[str]:
        source = self._file_of(profile.name)
        assumed = f"as given in {source}"
        yield f"  # --- {name}: from {source}"
        yield f"  - party: {own}"
        yield "    value:"
        for issue in issues:
            values = profile.values[issue.position]
            shares = (values - values.min()) / extent.span
            numbers = [percent(float(share)) for share in shares]
            yield from mapping(dict(zip(issue.levels, numbers, strict=True)), 6, issue.id)
        yield f"    assumed: {scalar(assumed)}"
        for bonus in profile.bonuses:
            yield from self._bonus(own, bonus, extent, issues, assumed)
        yield from self._reservation(own, name, profile, extent, issues, assumed)
        if profile.discount is not None and profile.discount != 1:
            factor = number_text(profile.discount)
            told = f"the discount factor {factor} of `{shortened(name)}` is set aside"
            self.note(LEFT_OUT, f"{told}: a case knows no time")
            yield from comment(f"{told}: a case knows no time.", 2)

    def _bonus(
        self,
        own: str,
        bonus: ScenarioBonus,
        extent: ScaleEnds,
        issues: Sequence[_Own],
        assumed: str,
    ) -> Iterator[str]:
        at = {issue.position: issue for issue in issues}
        yield f"  - party: {own}"
        yield "    bonus:"
        yield "      when:"
        for position, levels in bonus.where:
            issue = at[position]
            names = [issue.levels[k] for k in levels]
            if issue.range:
                names = [
                    issue.levels[a] if a == b else f"{issue.levels[a]}..{issue.levels[b]}"
                    for a, b in runs(levels)
                ]
            yield from sequence(names, 8, issue.id)
        yield f"      adds: {percent(bonus.worth / extent.span)}"
        yield f"    assumed: {scalar(assumed)}"

    def _reservation(
        self,
        own: str,
        name: str,
        profile: Profile,
        extent: ScaleEnds,
        issues: Sequence[_Own],
        assumed: str,
    ) -> Iterator[str]:
        share = 0.0
        if profile.reservation is None:
            self.note(
                RESERVATION_TAKEN,
                f"no reservation value is given for `{shortened(name)}`: "
                "it is taken to sign any outcome",
            )
            assumed = (
                f"none is given in {assumed.removeprefix('as given in ')}, so any deal will do"
            )
        else:
            share = (profile.reservation - extent.worst) / extent.span
            value = number_text(profile.reservation)
            given = f"the reservation value {value} of `{shortened(name)}`"
            if share < -INDIFFERENT:
                message = f"{given} lies below its worst outcome and is written as that"
                self.note(RESERVATION_TAKEN, message)
                assumed += f" ({value}, below the worst outcome)"
            elif share > 1 + INDIFFERENT:
                message = f"{given} is above its best outcome: it signs nothing"
                self.note(RESERVATION_TAKEN, message)
                assumed += f" ({value}, above the best outcome)"
        number = percent(min(max(share, 0.0), 1.0))
        yield f"  - {{party: {own}, reservation: {number}, assumed: {_in_flow(assumed)}}}"
        if share > 1 + INDIFFERENT:
            yield "  # More than its best outcome is worth: so no outcome will do, which is said by"
            yield "  # a red line on every level of an issue."
            yield f"  - party: {own}"
            yield "    red_line:"
            yield from sequence(issues[0].levels, 6, issues[0].id)
            yield f"    assumed: {scalar('no outcome is worth as much to it as no agreement')}"


def _in_words(number: int) -> str:
    words = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
    return words[number] if number < len(words) else f"{number:,}"


def _in_flow(text: str) -> str:
    """A text inside `{ }`, where a comma would end it."""
    return scalar(text) if "," not in text else "'" + text.replace("'", "''") + "'"


def _scale_ends(extent: ScaleEnds) -> tuple[str, str]:
    """The ends of a scale, as many digits as a case can hold."""
    ends = []
    for end in extent:
        near = round(end, max(0, 12 - _places(extent.span)))
        text = number_text(near)
        ends.append(text if decimal(text) is not None else number_text(float(f"{near:.{DIGITS}g}")))
    return ends[0], ends[1]


def _places(number: float) -> int:
    """Digits before the point, negative for zeros behind it."""
    return Decimal(repr(number)).adjusted() + 1


def _issue_lines(issues: Sequence[_Own]) -> Iterator[str]:
    yield "issues:"
    for issue in issues:
        yield f"  {issue.id}:"
        yield f"    title: {scalar(issue.title)}"
        if issue.range:
            low, high, step = issue.range
            yield f"    levels: {{from: {low}, to: {high}, step: {step}}}"
            continue
        yield "    options:"
        for own, text in zip(issue.levels, issue.texts, strict=True):
            yield f"      {own}: {scalar(text)}"


def _range_of(issue: ScenarioIssue) -> tuple[str, str, str] | None:
    """From, to and step of an issue whose levels are evenly spaced numbers, else None."""
    if issue.kind == "discrete":
        return None
    numbers = [decimal(name) for name in issue.levels]
    known = [number for number in numbers if number is not None]
    if len(known) < len(numbers):
        return None
    step = known[1] - known[0]
    if step <= 0 or any(b - a != step for a, b in pairwise(known)):
        return None
    if decimal(plain_number(step)) is None or len(known) > MOST_LEVELS:
        return None
    return plain_number(known[0]), plain_number(known[-1]), plain_number(step)
