"""A scenario as a case folder: the ledger with every number, and the files that it is from.

A party's utilities become its point table, as they are. Where bonuses tie issues together there is
no such table: a case then gives its numbers in percent of the party's scale, from 0, the worst of
everything, to 100, the best (`zopa.exchange.extent`), and `scale` keeps what both ends were.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise
from pathlib import PurePath

import numpy as np

from zopa.case.declarations import MOST_ISSUES, MOST_OPTIONS, MOST_PARTIES
from zopa.case.discounts import Discount
from zopa.case.facts import MOST_FACTS
from zopa.case.kinds.reservation import LOWEST
from zopa.case.ledger_text import number_words
from zopa.case.model import (
    Bonus,
    Case,
    Fact,
    Issue,
    Level,
    Party,
    Path,
    RedLine,
    ReservationRange,
    ValueRange,
)
from zopa.case.named_numbers import MOST_LEVELS
from zopa.case.scalars import DIGITS, decimal, plain_number
from zopa.case.write import EntryNote, write_case
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
from zopa.exchange.output import number_text
from zopa.exchange.scenario import Profile, Scenario, ScenarioIssue
from zopa.exchange.write_codes import CANNOT_WRITE, LEFT_OUT, NAME_CHANGED, RESERVATION_TAKEN
from zopa.foundation.chance import Interval
from zopa.foundation.diagnostics import Code, Finding, Findings, Place

LEDGER = "case.yaml"
INDIFFERENT = 1e-12
"""A party whose best and worst differ by less than this share of their size does not care."""
PERCENT_DIGITS = 12
"""Decimals of a percentage: a ten-thousandth of a millionth of a millionth of the whole."""

_HEAD = (
    "A zopa case made from the files of other software, by `zopa import`. It is yours",
    "to change: `zopa check` tells what is wrong, `zopa brief` writes the brief.",
)
_HEAD_FILES = (
    "The files are in the folder `sources`, unchanged. They hold numbers, not words",
    "that could be quoted, so they are not listed as sources of the case.",
)
_HEAD_FACTS = (
    "Numbers here are percent of a party's own scale: the worst level of every issue",
    "is 0, and what the best levels and the bonuses are worth adds up to 100.",
)
_NO_OUTCOME = (
    "More than its best outcome is worth: so no outcome will do, which is said by",
    "a red line on every level of an issue.",
)


@dataclass(frozen=True)
class CaseFolder:
    """Files of a case folder by their path in it, none where there is an error."""

    files: Mapping[str, bytes]
    report: Findings
    issues: int = 0
    """The number of issues of the case: those of the scenario that have two levels and more."""


def folder_of_scenario(
    scenario: Scenario, originals: Mapping[str, bytes] | None = None
) -> CaseFolder:
    """The ledger of a scenario, and beside it, unchanged, the files it was read from.

    `originals` holds those files by name; the ledger says which party's numbers are from which.
    What a case has no place for is in the report. No file where the scenario has no two parties
    that care, or one that does not care and signs nothing, or is larger than a case can be.

    >>> issue = ScenarioIssue("price", ("low", "high"))
    >>> seller = Profile("seller", (np.array([0.0, 1.0]),), reservation=0.25)
    >>> buyer = Profile("buyer", (np.array([1.0, 0.0]),), reservation=0.25)
    >>> made = folder_of_scenario(Scenario("talks", (issue,), (seller, buyer)))
    >>> print("\\n".join(made.files["case.yaml"].decode().splitlines()[16:22]))
      buyer:
        name: buyer
        # as given in the scenario
        points:
          price: {low: 1, high: 0}
        no_deal: 0.25
    """
    originals = originals or {}
    making = _CaseMaking(scenario, _source_paths(originals))
    case = making.case()
    report = Findings.of(making.findings, {})
    if not report.passes():
        return CaseFolder({}, report)
    copies = {making.copies[name]: data for name, data in originals.items()}
    files = {LEDGER: write_case(case, making.notes).encode(), **copies}
    return CaseFolder(files, report, len(case.issues))


def _source_paths(originals: Mapping[str, bytes]) -> dict[str, str]:
    """Where each file goes: into `sources`, under its name, numbered where two share one."""
    taken: set[str] = set()
    paths = {}
    for name in originals:
        path = PurePath(name)
        number, file_name = 1, path.name
        while file_name.casefold() in taken:
            number += 1
            file_name = f"{path.stem}-{number}{path.suffix}"
        taken.add(file_name.casefold())
        paths[name] = f"sources/{file_name}"
    return paths


@dataclass(frozen=True)
class _PlacedIssue:
    """An issue of the case and where it stands in the scenario."""

    position: int
    issue: Issue


@dataclass
class _CaseMaking:
    """The making of one case: what is noted on the way, for the report and for the ledger."""

    scenario: Scenario
    copies: Mapping[str, str]
    findings: list[Finding] = field(default_factory=list)
    notes: dict[Path, EntryNote] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)

    def note(self, code: Code, message: str, *, of: str = "", remedy: str = "") -> None:
        """Note a finding at the file of the profile called `of`, or else at the first file."""
        first = next((PurePath(path) for path in self.copies), PurePath(LEDGER))
        file = (self._path_of(of) or first).name
        helps = (remedy,) if remedy else ()
        self.findings.append(Finding(code, Place(file, 1, 1), message, help=helps))

    def case(self) -> Case:
        """The case; what its ledger says beside it is in `notes` afterwards."""
        scenario = self.scenario
        self._within_limits()
        placed = self._issues()
        names = party_names([profile.name for profile in scenario.profiles])
        for profile, name in zip(scenario.profiles, names, strict=True):
            # The words that all names share are left out, which is no loss.
            if name not in " ".join(profile.name.replace("_", " ").split()):
                self._renamed("party", profile.name, name, of=profile.name)
        profiles = [
            self._without_single_levels(simplified(p, scenario.shape)) for p in scenario.profiles
        ]
        extents = [extent_of(profile) for profile in profiles]
        care = [e.span > INDIFFERENT * max(1.0, abs(e.best), abs(e.worst)) for e in extents]
        ids = short_names(names, "party")
        if sum(care) < 2:
            self.note(CANNOT_WRITE, "a case needs two parties that do not like every outcome alike")
        parties = {}
        for party_id, name, profile, extent, cares in zip(
            ids, names, scenario.profiles, extents, care, strict=True
        ):
            party = self._party(party_id, name, profile, extent, cares)
            parties[party_id] = replace(party, discount=self._discount(profile, name))
        for party_id, profile, extent, cares in zip(ids, profiles, extents, care, strict=True):
            if cares and placed and not profile.bonuses:
                parties[party_id] = self._with_points(parties[party_id], profile, extent, placed)
            elif cares and placed:
                parties[party_id] = self._with_scale(parties[party_id], profile, extent)
                self._add_facts(parties[party_id], profile, extent, placed)
        self.notes[()] = EntryNote(above=(*_HEAD, *(_HEAD_FILES if self.copies else ())))
        if self.facts:
            self.notes["facts",] = EntryNote(above=_HEAD_FACTS)
        return Case(
            title=case_title(scenario.name),
            issues={each.issue.id: each.issue for each in placed},
            parties=parties,
            facts=tuple(self.facts),
            summary=self._summary(len(names)),
        )

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

    def _issues(self) -> list[_PlacedIssue]:
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
        placed = []
        for position, issue, issue_id, title in zip(kept, named, ids, heads, strict=True):
            self._renamed("issue", issue.name, title)
            levels = _rising_numbers(issue)
            numeric = bool(levels)
            if not levels:
                texts = level_texts(issue.levels)
                for name, text in zip(issue.levels, texts, strict=True):
                    self._renamed(f"level of `{shortened(title)}`", name, text)
                level_ids = short_names(issue.levels, "level", digits=True)
                levels = tuple(map(Level, level_ids, texts))
            placed.append(_PlacedIssue(position, Issue(issue_id, title, levels, numeric=numeric)))
        return placed

    def _renamed(self, what: str, name: str, now: str, *, of: str = "") -> None:
        if now != name:
            message = f"the {what} `{shortened(clean(name))}` {change_of(name, now)}"
            self.note(NAME_CHANGED, message, of=of)

    def _without_single_levels(self, profile: Profile) -> Profile:
        """What issues of one level add goes to the first issue of more; their boxes always hold."""
        shape = self.scenario.shape
        more = [k for k, n in enumerate(shape) if n > 1]
        if not more or len(more) == len(shape):
            return profile
        values = list(profile.values)
        single = sum(float(of_issue[0]) for of_issue in values if len(of_issue) == 1)
        values[more[0]] = values[more[0]] + single
        for k, of_issue in enumerate(values):
            if len(of_issue) == 1:
                values[k] = np.zeros(1)
        return Profile(
            profile.name, tuple(values), profile.bonuses, profile.reservation, profile.discount
        )

    def _summary(self, parties: int) -> str:
        """What the case is about; the ledger has it on three lines."""
        files = ", ".join(clean(PurePath(name).name) for name in self.copies)
        lines = (
            f"{_in_words(parties)} parties, and what each outcome is worth to them as given in",
            f"{files or 'a scenario'}.",
            "Which outcomes can be agreed on, and which of them are good for all?",
        )
        self.notes["summary",] = EntryNote(lines=lines)
        return " ".join(lines)

    def _file_of(self, name: str) -> str:
        """The file a profile was read from, as far as its name tells."""
        path = self._path_of(name)
        if path is not None:
            return clean(path.name)
        if len(self.copies) == 1:
            return clean(PurePath(next(iter(self.copies))).name)
        return "the files" if self.copies else "the scenario"

    def _path_of(self, name: str) -> PurePath | None:
        paths = map(PurePath, self.copies)
        return next((path for path in paths if name in (path.stem, path.name)), None)

    def _party(
        self, party_id: str, name: str, profile: Profile, extent: ScaleEnds, cares: bool
    ) -> Party:
        original, reservation = profile.name, profile.reservation
        if not cares and reservation is not None and _above_all(reservation, extent):
            self.note(
                CANNOT_WRITE,
                f"`{shortened(name)}` signs nothing, so there is no deal: every outcome is worth "
                f"{number_text(extent.best)} to it, and no agreement {number_text(reservation)}",
                of=original,
                remedy="name the files of the other parties to see what they could agree on",
            )
        elif not cares:
            self.note(
                LEFT_OUT,
                f"`{shortened(name)}` likes every outcome alike, so it is an observer: "
                "no deal hangs on it",
                of=original,
            )
            worth = f"every outcome is worth {number_text(extent.best)} to it"
            self.notes["parties", party_id, "role"] = EntryNote(above=(worth,))
            return Party(party_id, name, role="observer")
        return Party(party_id, name)

    def _with_points(
        self, party: Party, profile: Profile, extent: ScaleEnds, issues: Sequence[_PlacedIssue]
    ) -> Party:
        """The party with its point table, and with what having no deal is worth in its points."""
        source = self._file_of(profile.name)
        points = {
            placed.issue.id: dict(
                zip(
                    placed.issue.level_ids,
                    map(_as_points, profile.values[placed.position]),
                    strict=True,
                )
            )
            for placed in issues
        }
        self.notes["parties", party.id, "points"] = EntryNote(above=(f"as given in {source}",))
        no_deal = profile.reservation
        if no_deal is None and not self.scenario.no_deal_unknown:
            self._any_deal(party, profile)
            note = f"none is given in {source}, so any deal will do"
            self.notes["parties", party.id, "no_deal"] = EntryNote(above=(note,))
            no_deal = extent.worst
        return replace(
            party, points=points, no_deal=None if no_deal is None else _as_points(no_deal)
        )

    def _any_deal(self, party: Party, profile: Profile) -> None:
        self.note(
            RESERVATION_TAKEN,
            f"no reservation value is given for `{shortened(party.name)}`: "
            "it is taken to sign any outcome",
            of=profile.name,
        )

    def _with_scale(self, party: Party, profile: Profile, extent: ScaleEnds) -> Party:
        ends = f"0 and 100 percent in the numbers of {self._file_of(profile.name)}"
        self.notes["parties", party.id, "scale"] = EntryNote(above=(ends,))
        return replace(party, scale=_scale_ends(extent))

    def _discount(self, profile: Profile, name: str) -> Discount | None:
        """What time costs, as far as a case can hold its numbers."""
        discount = profile.discount
        if discount is None:
            return None
        numbers = (discount.factor, discount.cost, discount.power)
        if all(n is None or float(number_words(n)) for n in numbers):
            return discount
        message = f"what time costs `{shortened(name)}` is left out: a number of it is too small"
        self.note(LEFT_OUT, message, of=profile.name)
        return None

    def _add_facts(
        self, party: Party, profile: Profile, extent: ScaleEnds, issues: Sequence[_PlacedIssue]
    ) -> None:
        source = self._file_of(profile.name)
        assumed = f"as given in {source}"
        self._note_fact((f"--- {party.name}: from {source}",))
        values = {}
        for placed in issues:
            of_issue = profile.values[placed.position]
            shares = (of_issue - of_issue.min()) / extent.span
            ranges = [_one_number(float(share)) for share in shares]
            values[placed.issue.id] = dict(zip(placed.issue.level_ids, ranges, strict=True))
        self.facts.append(Fact(party.id, "value", ValueRange(values), assumed=assumed))
        by_position = {placed.position: placed.issue for placed in issues}
        for bonus in profile.bonuses:
            when = {
                by_position[position].id: tuple(by_position[position].level_ids[k] for k in levels)
                for position, levels in bonus.where
            }
            content = Bonus(when, _one_number(bonus.worth / extent.span))
            self.facts.append(Fact(party.id, "bonus", content, assumed=assumed))
        self._add_reservation(party, profile, extent, issues[0].issue, source)

    def _note_fact(self, above: tuple[str, ...]) -> None:
        """A note above the fact that comes next."""
        path = ("facts", len(self.facts))
        note = self.notes.get(path, EntryNote())
        self.notes[path] = replace(note, above=note.above + above)

    def _add_reservation(
        self, party: Party, profile: Profile, extent: ScaleEnds, first: Issue, source: str
    ) -> None:
        share, assumed = 0.0, f"as given in {source}"
        above_all = False
        if profile.reservation is None:
            self._any_deal(party, profile)
            assumed = f"none is given in {source}, so any deal will do"
        else:
            share = (profile.reservation - extent.worst) / extent.span
            above_all = share > 1 + INDIFFERENT
            value = number_text(profile.reservation)
            given = f"the reservation value {value} of `{shortened(party.name)}`"
            if share < LOWEST / 100:
                message = (
                    f"{given} lies very far below its worst outcome, and not as far in the case"
                )
                self.note(RESERVATION_TAKEN, message, of=profile.name)
                assumed += f" ({value}, very far below the worst outcome)"
            elif above_all:
                message = f"{given} is above its best outcome: it signs nothing"
                self.note(RESERVATION_TAKEN, message, of=profile.name)
                assumed = f"its reservation value in {source}, {value}, lies above its best outcome"
        content = ReservationRange(_one_number(min(max(share, LOWEST / 100), 1.0)))
        self.facts.append(Fact(party.id, "reservation", content, assumed=assumed))
        if above_all:
            self._note_fact(_NO_OUTCOME)
            self.notes["facts", len(self.facts), "red_line"] = EntryNote(spread=True)
            nothing = RedLine({first.id: first.level_ids})
            why = f"{assumed}, so it signs nothing: this red line stands for that"
            self.facts.append(Fact(party.id, "red_line", nothing, assumed=why))


def _above_all(reservation: float, extent: ScaleEnds) -> bool:
    """Whether no agreement is worth more than the best outcome, and not by rounding alone."""
    return reservation - extent.best > INDIFFERENT * max(1.0, abs(extent.best), abs(reservation))


def _in_words(number: int) -> str:
    words = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
    return words[number] if number < len(words) else f"{number:,}"


def _one_number(share: float) -> Interval:
    """A share as a range of one number, rounded to `PERCENT_DIGITS` decimals of a percent.

    >>> _one_number(1 / 3), _one_number(0.1 + 0.2)
    (Interval(low=0.33333333333333, high=0.33333333333333), Interval(low=0.3, high=0.3))
    """
    number = float(Decimal(f"{100 * share:.{PERCENT_DIGITS}f}") / 100)
    return Interval(number, number)


def _as_points(number: float) -> float:
    """A number with as many digits as a case can hold.

    >>> _as_points(0.1 + 0.2), _as_points(1e-19), _as_points(-2.5)
    (0.3, 0.0, -2.5)
    """
    near = float(f"{number:.{DIGITS}g}")
    return near if decimal(number_text(near)) is not None else 0.0


def _scale_ends(extent: ScaleEnds) -> tuple[float, float]:
    """The ends of a scale, as many digits as a case can hold."""
    worst, best = (_rounded(end, max(0, 12 - _places(extent.span))) for end in extent)
    return worst, best


def _rounded(number: float, digits: int) -> float:
    near = round(number, digits)
    return near if decimal(number_text(near)) is not None else float(f"{near:.{DIGITS}g}")


def _places(number: float) -> int:
    """Digits before the point, negative for zeros behind it."""
    return Decimal(repr(number)).adjusted() + 1


def _rising_numbers(issue: ScenarioIssue) -> tuple[Level, ...]:
    """The levels of an issue that are numbers, each above the last; none where they are not."""
    if issue.kind == "discrete":
        return ()
    numbers = [decimal(name) for name in issue.levels]
    known = [number for number in numbers if number is not None]
    if len(known) < len(numbers) or any(b <= a for a, b in pairwise(known)):
        return ()
    ids = [plain_number(number) for number in known]
    if len(set(ids)) < len(ids) or len(ids) > MOST_LEVELS:
        return ()
    return tuple(Level(level_id, level_id, float(level_id)) for level_id in ids)
