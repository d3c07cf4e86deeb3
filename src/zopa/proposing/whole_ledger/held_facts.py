"""The facts of an answer as facts of a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce

from zopa.case.model import (
    EARLIER,
    Content,
    Fact,
    FactKind,
    Limit,
    Order,
    Package,
    RedLine,
    Replaces,
    ReservationRange,
    Stance,
)
from zopa.proposing.naming import one_line, short_name
from zopa.proposing.proposal import Proposed
from zopa.proposing.whole_ledger.answer_form import GivenFact, Sureness
from zopa.proposing.whole_ledger.answer_reading import Fault
from zopa.proposing.whole_ledger.established import (
    IN_WORDS,
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
from zopa.proposing.whole_ledger.held_contents import FactContents
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
        self._contents = FactContents(issues, drafts)
        for number, each in enumerate(given, 1):
            self._take(each, f"fact `{one_line(each.id, 40) or number}`")
        self._with_tables()
        self._one_direction()
        self._no_surer_than_told()
        self._equally_sure()

    def _take(self, given: GivenFact, entry: str) -> None:
        party = self._parties.find(given.party)
        if party is None:
            self._lost(entry, f"`{one_line(given.party, 60)}` is none of the parties")
            return
        content, wrong = self._contents.of(given, entry)
        self.faults += wrong
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
        against = self._keeper.held(entry, given.against, [])
        self.faults += against.faults
        fact = Fact(
            party, kind, content, held.evidence, on=on, replaces=self._replaces(given, on, entry),
            group=_group(given), against=against.evidence,
        )  # fmt: skip
        doubts = self._own.doubts(fact, held.places, self._issues.issues)
        doubts += self._foreign_draft(given, party)
        why = [text for text in (_OPENLY[given.sure], *doubts) if text]
        word = MEANT[given.sure] or ("likely" if doubts else "")
        if word == "likely" and given.sure != "plain" and doubts:
            word = "roughly even chance"
        barring = isinstance(content, (RedLine, Limit))
        if barring and not self._own.hears_refusal(fact, held.places):
            word, why = less_sure(word, ONE_WAY), [*why, UNHEARD]
        if isinstance(content, ReservationRange):
            word, why = less_sure(word, ONE_WAY), [*why, IN_WORDS]
        if fact.against:
            word, why = less_sure(word, ONE_WAY), [*why, "words of a report speak against it"]
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

    def _context(self, given: GivenFact, content: Content) -> list[str]:
        context = [given.party, given.issue, given.draft]
        if isinstance(content, Stance) and content.package.draft is not None:
            draft = self._drafts.drafts[content.package.draft].draft
            context += [draft.title, *draft.by]
            context += [self._issues.words(i, ls[0]) for i, ls in draft.levels.items()]
        if isinstance(content, (Order, RedLine, Limit)):
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
        if given.says in ("rejects", "declines") and party in by:
            return ["the draft is said to be its own"]
        return []

    def _with_tables(self) -> None:
        """A party has tabled what is by it, whether or not the answer has a fact of it."""
        for draft_id, held in self._drafts.drafts.items():
            draft = held.draft
            for author in draft.by if draft.status != "leaked" else ():
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
            if self.facts[first].fact.replaces or held.fact.replaces:
                continue  # the answer itself tells which holds
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

    def _equally_sure(self) -> None:
        """Facts of one group stand or fall together, and are as sure as the least sure of them."""
        groups: dict[str, list[int]] = {}
        for number, held in enumerate(self.facts):
            if held.fact.group:
                groups.setdefault(held.fact.group, []).append(number)
        for name, members in groups.items():
            words = [self.facts[number].fact.confidence_word for number in members]
            word = reduce(less_sure, words)
            for number in members:
                fact = with_confidence(self.facts[number].fact, word)
                if len(members) == 1 or not word:
                    fact = replace(fact, group="")
                self.facts[number] = replace(self.facts[number], fact=fact)
            if len(members) == 1:
                fault = f"no other fact that stands is of its group `{name}`"
                self.faults.append(Fault(self.facts[members[0]].entry, fault, lost=False))

    def _replaces(self, given: GivenFact, on: date | None, entry: str) -> Replaces | None:
        """Which earlier facts it replaces; whether there are such is seen when all facts stand."""
        told = given.replaces.strip()
        if not told:
            return None
        meant: Replaces | None = EARLIER if told.casefold() == EARLIER else day(told, self._latest)
        if on is None or meant is None:
            words = "what replaces an earlier fact has a day `on` which, and the day of that one"
            self.faults.append(Fault(entry, f"{words} or `{EARLIER}`", lost=False))
            return None
        return meant

    def _told_on(self, fact: Fact) -> date:
        return fact.on or max(
            (self._keeper.day_of(e.source) for e in fact.evidence), default=date.min
        )


def _kind(given: GivenFact) -> FactKind:
    return "priorities" if given.says == "main_concern" else given.says


def _group(given: GivenFact) -> str:
    return short_name(given.group, "group", ()) if given.group.strip() else ""


def _same(one: Fact, two: Fact) -> bool:
    return (one.party, one.kind, one.content) == (two.party, two.kind, two.content)


def _joined(known: HeldFact, fact: Fact, why: tuple[str, ...]) -> HeldFact:
    """The surer of two facts that say the same, with the quotes of both."""
    old = known.fact
    surer, reasons = (fact, why) if fact.confidence > old.confidence else (old, known.why)
    evidence = tuple(dict.fromkeys((*old.evidence, *fact.evidence)))
    return replace(known, fact=replace(surer, evidence=evidence), why=reasons)
