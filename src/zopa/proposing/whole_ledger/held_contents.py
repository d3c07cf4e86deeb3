"""What a fact of an answer says, as the content of a fact of a case."""

from __future__ import annotations

from collections.abc import Sequence

from zopa.case.kinds.limit import LimitKind
from zopa.case.kinds.reservation import NO_DEAL_WORDS
from zopa.case.model import (
    Content,
    Direction,
    Limit,
    Order,
    Package,
    Priorities,
    Ranking,
    RedLine,
    ReservationRange,
    Stance,
)
from zopa.proposing.naming import one_line
from zopa.proposing.whole_ledger.answer_form import GivenFact
from zopa.proposing.whole_ledger.answer_reading import Fault
from zopa.proposing.whole_ledger.held_drafts import HeldDrafts, HeldIssues


class FactContents:
    """Makes contents by the issues and drafts that stand."""

    def __init__(self, issues: HeldIssues, drafts: HeldDrafts) -> None:
        self._issues, self._drafts = issues, drafts
        self._faults: list[Fault] = []

    def of(self, given: GivenFact, entry: str) -> tuple[Content | None, list[Fault]]:
        """What the fact says, or None where it says nothing that stands; and what is wrong."""
        self._faults = []
        return self._content(given, entry), self._faults

    def _lost(self, entry: str, words: str) -> None:
        self._faults.append(Fault(entry, f"{words}, so the fact is left out"))

    def _content(self, given: GivenFact, entry: str) -> Content | None:
        match given.says:
            case "tables" | "accepts" | "rejects" | "declines":
                return self._stance(given, entry)
            case "reservation":
                return self._no_deal(given, entry)
            case "order" | "red_line" | "at_least" | "at_most" | "main_concern":
                issue = self._issues.find(given.issue)
                if issue is None:
                    self._lost(entry, f"`{one_line(given.issue, 60)}` is none of the issues")
                    return None
        match given.says:
            case "main_concern":
                return self._main_concern(issue, entry)
            case "red_line":
                levels = self._levels(given, issue, entry)
                return RedLine({issue: tuple(levels)}) if levels else None
            case "at_least" | "at_most":
                return self._limit(given, issue, entry)
            case _:
                return self._order(given, issue, entry)

    # --- about drafts, and about no draft -------------------------------------------------------

    def _stance(self, given: GivenFact, entry: str) -> Stance | None:
        draft = self._drafts.find(given.draft)
        if draft is None:
            shown = one_line(given.draft, 60)
            self._lost(entry, f"`{shown}` is none of the drafts that stand")
            return None
        package = Package(draft)
        match given.says:
            case "declines":
                return Stance("declines", package, self._over(given, draft, entry))
            case "tables" | "accepts" | "rejects":
                return Stance(given.says, package)
            case _:
                return None

    def _over(self, given: GivenFact, draft: str, entry: str) -> tuple[str, ...]:
        """The issues that it objects to, as far as the draft settles them."""
        settled = self._drafts.drafts[draft].draft.terms
        found: list[str] = []
        for name in given.over:
            issue = self._issues.find(name)
            if issue is None or issue not in settled:
                words = f"`{one_line(name, 60)}`, over which it declines, is no term of `{draft}`"
                self._faults.append(Fault(entry, words, lost=False))
            else:
                found.append(issue)
        return tuple(dict.fromkeys(found))

    def _no_deal(self, given: GivenFact, entry: str) -> ReservationRange | None:
        words = [text.strip().casefold() for text in given.levels]
        if len(words) != 1 or words[0] not in NO_DEAL_WORDS:
            named = ", ".join(f"`{word}`" for word in NO_DEAL_WORDS)
            self._lost(entry, f"how a party would do without a deal is one of {named} (`levels`)")
            return None
        return ReservationRange(NO_DEAL_WORDS[words[0]], words[0])

    # --- about issues ---------------------------------------------------------------------------

    def _main_concern(self, issue: str, entry: str) -> Priorities | None:
        others = tuple(other for other in self._issues.issues if other != issue)
        if not others:
            self._lost(entry, "there is no other issue that could concern it less")
            return None
        return Priorities(((issue,), others))

    def _limit(self, given: GivenFact, issue: str, entry: str) -> Limit | None:
        kind: LimitKind = "at_least" if given.says == "at_least" else "at_most"
        if not self._issues.issues[issue].numeric:
            self._lost(entry, f"`{kind}` is for issues with numbers; of options, say `red_line`")
            return None
        levels = self._levels(given, issue, entry)
        if len(levels) > 1:
            self._lost(entry, f"`{kind}` has one number, the last that the party would sign")
            return None
        return Limit(kind, {issue: levels[0]}) if levels else None

    def _order(self, given: GivenFact, issue: str, entry: str) -> Order | None:
        known = self._issues.issues[issue]
        rising = self._issues.rising(issue)
        words = [level.strip().casefold() for level in given.levels]
        toward = words[0] if len(words) == 1 and words[0] in ("more", "less") else ""
        if toward and not known.numeric:
            if len(rising) < 2:
                self._lost(entry, f"`{toward}` is for issues with numbers, `{issue}` has none")
                return None
            levels = rising if toward == "less" else rising[::-1]
        elif toward:
            return Order((Direction(issue, "more" if toward == "more" else "less"),))
        else:
            levels = self._levels(given, issue, entry)
        if not levels:
            return None
        if len(levels) == 1:
            rest = tuple(level for level in known.level_ids if level != levels[0])
            if known.numeric:
                self._lost(entry, "of a number, say `more`, `less`, or the figures best first")
                return None
            return Order((Ranking(issue, ((levels[0],), rest)),))
        if known.numeric and (direction := _direction(levels, rising)):
            return Order((Direction(issue, "more" if direction > 0 else "less"),))
        return Order((Ranking(issue, tuple((level,) for level in levels)),))

    def _levels(self, given: GivenFact, issue: str, entry: str) -> list[str]:
        found: list[str] = []
        for text in given.levels:
            level = self._issues.level(issue, text)
            ranged = given.says == "red_line" and level is None
            levels = self._issues.between(issue, text) if ranged else [level] if level else []
            if not levels:
                words = f"`{one_line(text, 60)}` is not a level of the issue `{issue}`"
                self._faults.append(Fault(entry, words))
            found += levels
        if not found:
            self._lost(entry, f"it names no level of the issue `{issue}`")
        return list(dict.fromkeys(found))


def _direction(levels: Sequence[str], rising: Sequence[str]) -> int:
    """1 where figures fall from the best to the worst, -1 where they rise, else 0."""
    places = [rising.index(level) for level in levels if level in rising]
    if len(places) != len(levels):
        return 0
    if places == sorted(places, reverse=True):
        return 1
    return -1 if places == sorted(places) else 0
