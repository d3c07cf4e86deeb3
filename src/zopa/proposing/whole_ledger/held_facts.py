"""The facts of an answer as facts of a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from zopa.case.model import (
    Content,
    Direction,
    Fact,
    FactKind,
    Order,
    Package,
    Priorities,
    Ranking,
    RedLine,
    Stance,
)
from zopa.proposing.naming import one_line
from zopa.proposing.proposal import Proposed
from zopa.proposing.whole_ledger.answer_form import GivenFact, Sureness
from zopa.proposing.whole_ledger.answer_reading import Fault
from zopa.proposing.whole_ledger.established import (
    MEANT,
    ONE_SIDE,
    ONE_WAY,
    ONLY_ANNOUNCED,
    UNHEARD,
    less_sure,
    only_announced,
    opposed,
    ranks_wordings,
    told_by_both_sides,
    with_confidence,
)
from zopa.proposing.whole_ledger.held_drafts import HeldDrafts, HeldIssues, day
from zopa.proposing.whole_ledger.held_quotes import QuoteKeeper
from zopa.proposing.whole_ledger.own_reading import OwnReading
from zopa.proposing.whole_ledger.told_parties import HeldParties

_OPENLY: Mapping[Sureness, str] = {
    "plain": "",
    "implied": "the model calls it implied",
    "unclear": "the model calls it unclear",
}


@dataclass(frozen=True)
class HeldFact:
    """A fact, the name of its entry, and why it is no surer than it is."""

    entry: str
    fact: Fact
    why: tuple[str, ...] = ()
    given: str = ""
    """The id of the fact in the answer."""

    def proposed(self) -> Proposed[Fact]:
        """The fact as a part of a proposal."""
        return Proposed(self.fact, "; ".join(self.why))


class HeldFacts:
    """The facts that stand by at least one of their quotes, each once."""

    def __init__(
        self,
        given: Sequence[GivenFact],
        parties: HeldParties,
        issues: HeldIssues,
        drafts: HeldDrafts,
        keeper: QuoteKeeper,
        own: OwnReading,
        latest: date,
    ) -> None:
        self.facts: list[HeldFact] = []
        self.faults: list[Fault] = []
        self._parties, self._issues, self._drafts = parties, issues, drafts
        self._keeper, self._own, self._latest = keeper, own, latest
        for number, each in enumerate(given, 1):
            self._take(each, f"fact `{one_line(each.id, 40) or number}`")
        self._with_tables()
        self._one_direction()
        self._no_surer_than_told()

    def _take(self, given: GivenFact, entry: str) -> None:
        party = self._parties.find(given.party)
        if party is None:
            self._lost(entry, f"`{one_line(given.party, 60)}` is none of the parties")
            return
        content = self._content(given, entry)
        if content is None:
            return
        held = self._keeper.held(entry, given.quotes, self._context(given, content))
        self.faults += held.faults
        if not held.evidence:
            self._lost(entry, "none of its quotes stands in the reports")
            return
        on = day(given.on, self._latest)
        if given.on and on is None:
            words = f"`{one_line(given.on, 60)}` is no day (YYYY-MM-DD) up to {self._latest}"
            self.faults.append(Fault(entry, words, lost=False))
        kind = _kind(given)
        fact = Fact(party, kind, content, held.evidence, on=on)
        doubts = self._own.doubts(fact, held.places, self._issues.issues)
        doubts += self._foreign_draft(given, party)
        why = [text for text in (_OPENLY[given.sure], *doubts) if text]
        word = MEANT[given.sure] or ("likely" if doubts else "")
        if word == "likely" and given.sure != "plain" and doubts:
            word = "roughly even chance"
        if isinstance(content, RedLine) and not self._own.hears_refusal(fact, held.places):
            word, why = less_sure(word, ONE_WAY), [*why, UNHEARD]
        if kind == "tables" and only_announced(held.evidence):
            word, why = less_sure(word, "likely"), [*why, ONLY_ANNOUNCED]
        if held.mended:
            why.append("a quote was put into the report's own words")
        fact = with_confidence(fact, word)
        same = next((i for i, known in enumerate(self.facts) if _same(known.fact, fact)), None)
        if same is None:
            self.facts.append(HeldFact(entry, fact, tuple(why), given.id))
        else:
            self.facts[same] = _joined(self.facts[same], fact, tuple(why))

    def _lost(self, entry: str, words: str) -> None:
        self.faults.append(Fault(entry, f"{words}, so the fact is left out"))

    def _content(self, given: GivenFact, entry: str) -> Content | None:
        if given.says == "tables" or given.says == "accepts" or given.says == "rejects":
            draft = self._drafts.find(given.draft)
            if draft is None:
                shown = one_line(given.draft, 60)
                self._lost(entry, f"`{shown}` is none of the drafts that stand")
                return None
            return Stance(given.says, Package(draft))
        issue = self._issues.find(given.issue)
        if issue is None:
            self._lost(entry, f"`{one_line(given.issue, 60)}` is none of the issues")
            return None
        if given.says == "main_concern":
            others = tuple(other for other in self._issues.issues if other != issue)
            if not others:
                self._lost(entry, "there is no other issue that could concern it less")
                return None
            return Priorities(((issue,), others))
        if given.says == "red_line":
            levels = self._levels(given, issue, entry)
            return RedLine({issue: tuple(levels)}) if levels else None
        return self._order(given, issue, entry)

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
            if level is None:
                words = f"`{one_line(text, 60)}` is not a level of the issue `{issue}`"
                self.faults.append(Fault(entry, words))
            elif level not in found:
                found.append(level)
        if not found:
            self._lost(entry, f"it names no level of the issue `{issue}`")
        return found

    def _context(self, given: GivenFact, content: Content) -> list[str]:
        context = [given.party, given.issue, given.draft]
        if isinstance(content, Stance) and content.package.draft is not None:
            draft = self._drafts.drafts[content.package.draft].draft
            context += [draft.title, *draft.by]
            context += [self._issues.words(i, ls[0]) for i, ls in draft.levels.items()]
        if isinstance(content, (Order, RedLine)):
            issue = self._issues.find(given.issue)
            levels = [self._issues.level(issue, text) for text in given.levels] if issue else []
            context += [self._issues.words(issue, each) for each in levels if issue and each]
        return context

    def _foreign_draft(self, given: GivenFact, party: str) -> list[str]:
        draft = self._drafts.find(given.draft)
        if draft is None:
            return []
        by = self._drafts.drafts[draft].draft.by
        if given.says == "tables" and by and party not in by:
            return [f"the draft is said to be by `{'`, `'.join(by)}`"]
        if given.says == "rejects" and party in by:
            return ["the draft is said to be its own"]
        return []

    def _with_tables(self) -> None:
        """A party has tabled what is by it, whether or not the answer has a fact of it."""
        for draft_id, held in self._drafts.drafts.items():
            draft = held.draft
            for author in draft.by:
                content = Stance("tables", Package(draft_id))
                fact = Fact(author, "tables", content, draft.evidence[:2], on=draft.on)
                if any(_same(known.fact, fact) for known in self.facts):
                    continue
                why = ["it is the author of the draft"]
                if only_announced(draft.evidence):
                    fact = with_confidence(fact, "likely")
                    why.append(ONLY_ANNOUNCED)
                self.facts.append(HeldFact(f"draft `{draft_id}`", fact, tuple(why)))

    def _one_direction(self) -> None:
        """Of two opposite orders of one party on one issue the later is kept.

        Positions move, so that the later one is what holds; of two that are equally late, both
        are kept with less confidence.
        """
        by_issue: dict[tuple[str, str], int] = {}
        dropped: set[int] = set()
        for number, held in enumerate(self.facts):
            content = held.fact.content
            if not isinstance(content, Order) or len(content.rankings) != 1:
                continue
            key = held.fact.party, content.rankings[0].issue
            first = by_issue.setdefault(key, number)
            if first == number or not opposed(self.facts[first].fact, held.fact):
                continue
            days = [self._told_on(self.facts[i].fact) for i in (first, number)]
            if days[0] == days[1]:
                words = f"it says the opposite of {self.facts[first].entry}"
                for i in (first, number):
                    fact = with_confidence(self.facts[i].fact, "roughly even chance")
                    self.facts[i] = replace(self.facts[i], fact=fact)
                self.faults.append(Fault(held.entry, f"{words}; keep what holds", lost=False))
                continue
            older, newer = (first, number) if days[0] < days[1] else (number, first)
            dropped.add(older)
            by_issue[key] = newer
            words = f"{self.facts[newer].entry} says the opposite later, so this is left out"
            self.faults.append(Fault(self.facts[older].entry, words))
        self.facts = [held for i, held in enumerate(self.facts) if i not in dropped]

    def _no_surer_than_told(self) -> None:
        """An order of levels in words is established where both sides of the dispute tell it."""
        issues = self._issues.issues
        rising = {issue: self._issues.rising(issue) for issue in issues}
        facts = [held.fact for held in self.facts]
        for number, held in enumerate(self.facts):
            if not ranks_wordings(held.fact, issues, rising):
                continue
            if told_by_both_sides(held.fact, facts):
                continue
            word = less_sure(held.fact.confidence_word, ONE_WAY)
            fact, why = with_confidence(held.fact, word), (*held.why, ONE_SIDE)
            self.facts[number] = replace(held, fact=fact, why=why)

    def _told_on(self, fact: Fact) -> date:
        return fact.on or max(
            (self._keeper.day_of(e.source) for e in fact.evidence), default=date.min
        )


def _kind(given: GivenFact) -> FactKind:
    return "priorities" if given.says == "main_concern" else given.says


def _same(one: Fact, two: Fact) -> bool:
    return (one.party, one.kind, one.content) == (two.party, two.kind, two.content)


def _joined(known: HeldFact, fact: Fact, why: tuple[str, ...]) -> HeldFact:
    """The surer of two facts that say the same, with the quotes of both."""
    old = known.fact
    surer, reasons = (fact, why) if fact.confidence > old.confidence else (old, known.why)
    evidence = tuple(dict.fromkeys((*old.evidence, *fact.evidence)))
    return replace(known, fact=replace(surer, evidence=evidence), why=reasons)


def _direction(levels: Sequence[str], rising: Sequence[str]) -> int:
    """1 where figures fall from the best to the worst, -1 where they rise, else 0."""
    places = [rising.index(level) for level in levels if level in rising]
    if len(places) != len(levels):
        return 0
    if places == sorted(places, reverse=True):
        return 1
    return -1 if places == sorted(places) else 0
