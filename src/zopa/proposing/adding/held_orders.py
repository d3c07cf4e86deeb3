"""Orders of levels in words that new reports tell, on the levels that a case has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from zopa.case.model import Case, Direction, Evidence, Fact, Issue, Order, Ranking, TermReading
from zopa.proposing.adding.level_words import LevelMeant, LevelWords
from zopa.proposing.by_grammar.grammar_way import (
    LIKELY,
    SURE,
    VERY_LIKELY,
    WORDS,
    GrammarFindings,
)
from zopa.proposing.by_grammar.leveling import measures_in
from zopa.proposing.by_grammar.stands import Stand
from zopa.proposing.by_grammar.told_topics import ToldTopic
from zopa.proposing.proposal import Proposed

if TYPE_CHECKING:
    from zopa.proposing.by_grammar.citing import Citing
    from zopa.proposing.by_grammar.drafting import DraftedOffer
    from zopa.proposing.by_grammar.leveling import LeveledIssue
    from zopa.proposing.by_grammar.stances import HeldPosition

MOST_QUOTES = 2


@dataclass
class _Leaning:
    """What one party is told to like best and least on one issue."""

    best: Counter[str] = field(default_factory=Counter)
    worst: Counter[str] = field(default_factory=Counter)
    told: list[ToldTopic] = field(default_factory=list)
    by_words: bool = False


def placed_on_levels(
    found: GrammarFindings,
    words: Mapping[str, LevelWords],
    case: Case,
    parties: Mapping[str, str],
    citing: Citing,
    confirmed: Callable[[HeldPosition], bool],
) -> tuple[GrammarFindings, tuple[ToldTopic, ...]]:
    """The findings with orders and terms on the case's own levels, and what fits none of them.

    Facts and terms on issues of numbers stay as they are. `parties` gives the short names of the
    parties by the ids of the actors.
    """
    worded = {leveled.issue.id for leveled in found.issues if leveled.issue.id in words}
    facts = [f for f in found.facts if not _on(f.thing, worded)]
    unplaced: list[ToldTopic] = []
    for leveled in found.issues:
        if leveled.issue.id in worded:
            own = words[leveled.issue.id]
            leanings = _leanings(leveled, own, parties, unplaced)
            for party, leaning in leanings.items():
                facts += _order(party, leaning, case.issues[leveled.issue.id], citing, confirmed)
    known = {(f.thing.party, r.issue) for f in facts if isinstance(f.thing.content, Order)
             for r in f.thing.content.rankings}  # fmt: skip
    for leveled in found.issues:
        if leveled.counted:
            facts += _beside_drafts(leveled, case, parties, citing, known)
    drafts = tuple(_with_terms(d, found.issues, words) for d in found.drafts)
    return replace(found, facts=tuple(facts), drafts=drafts), tuple(unplaced)


def _beside_drafts(
    leveled: LeveledIssue,
    case: Case,
    parties: Mapping[str, str],
    citing: Citing,
    known: set[tuple[str, str]],
) -> list[Proposed[Fact]]:
    """Who demands more, or less, than all drafts of others in the ledger give."""
    found: list[Proposed[Fact]] = []
    issue = leveled.issue
    for told in leveled.dispute.positions():
        held = told.held
        values = [leveled.of_value(m.value) for m in measures_in(told, leveled.unit)]
        numbers = [float(level) for level in values if level]
        if held is None or held.stand is not Stand.WANTS or not numbers:
            continue
        for party in [parties[actor.id] for actor in held.actors if actor.id in parties]:
            given = [
                float(level)
                for draft in case.drafts.values()
                if draft.by and party not in draft.by
                for level in draft.levels.get(issue.id, ())
            ]
            quote = citing.topic(told)
            if not given or quote is None or (party, issue.id) in known:
                continue
            toward: Literal["more", "less"]
            if min(numbers) > max(given):
                toward = "more"
            elif max(numbers) < min(given):
                toward = "less"
            else:
                continue
            known.add((party, issue.id))
            fact = Fact(
                party, "order", Order((Direction(issue.id, toward),)), (quote,),
                confidence=VERY_LIKELY, confidence_word=WORDS[VERY_LIKELY],
            )  # fmt: skip
            found.append(Proposed(fact, "its figures beside the drafts of others"))
    return found


def _on(fact: Fact, issues: set[str]) -> bool:
    content = fact.content
    return isinstance(content, Order) and any(r.issue in issues for r in content.rankings)


def _leanings(
    leveled: LeveledIssue,
    words: LevelWords,
    parties: Mapping[str, str],
    unplaced: list[ToldTopic],
) -> dict[str, _Leaning]:
    found: dict[str, _Leaning] = {}
    for told in leveled.dispute.positions():
        held = told.held
        if held is None or held.stand not in (Stand.WANTS, Stand.REJECTS):
            continue
        actors = [parties[actor.id] for actor in held.actors if actor.id in parties]
        meant = words.meant(told.topic, told.measures)
        if meant is None:
            unplaced += [told] if actors else []
            continue
        toward = meant.toward if held.stand is Stand.WANTS else -meant.toward
        for party in actors:
            leaning = found.setdefault(party, _Leaning())
            (leaning.best if toward > 0 else leaning.worst)[meant.level] += 1
            leaning.told.append(told)
            leaning.by_words = leaning.by_words or meant.by_words
    return found


def _order(
    party: str,
    leaning: _Leaning,
    issue: Issue,
    citing: Citing,
    confirmed: Callable[[HeldPosition], bool],
) -> list[Proposed[Fact]]:
    best, worst = _one(leaning.best), _one(leaning.worst)
    if (leaning.best and not best) or best == worst:
        return []
    if set(leaning.best) & set(leaning.worst):
        return []
    others = tuple(x for x in issue.level_ids if x not in (best, worst))
    ends = [(best,) if best else (), others, (worst,) if worst else ()]
    tiers = tuple(tier for tier in ends if tier)
    quotes: list[Evidence] = []
    for told in leaning.told:
        quote = citing.topic(told)
        if quote is not None and quote not in quotes:
            quotes.append(quote)
    if len(tiers) < 2 or not quotes:
        return []
    held = [told.held for told in leaning.told if told.held is not None]
    plain = [p for p in held if p.plain]
    sure = LIKELY
    if plain and leaning.by_words and len(leaning.best | leaning.worst) <= 2:
        sure = SURE if any(map(confirmed, plain)) else VERY_LIKELY
    cues = dict.fromkeys(p.position.cue.text for p in held)
    why = "told by " + ", ".join(f"“{cue}”" for cue in list(cues)[:3])
    fact = Fact(
        party, "order", Order((Ranking(issue.id, tiers),)), tuple(quotes[:MOST_QUOTES]),
        confidence=sure, confidence_word=WORDS.get(sure, ""),
    )  # fmt: skip
    return [Proposed(fact, why)]


def _one(counted: Counter[str]) -> str:
    """What is told most often; nothing where two are told as often."""
    ranked = counted.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return ""
    return ranked[0][0]


def _with_terms(
    drafted: DraftedOffer, issues: Sequence[LeveledIssue], words: Mapping[str, LevelWords]
) -> DraftedOffer:
    """A draft with its terms on the levels of the case."""
    terms = {i: readings for i, readings in drafted.draft.terms.items() if i not in words}
    for leveled in issues:
        own = words.get(leveled.issue.id)
        told = [t for t in leveled.dispute.told if t.offer is drafted.offer]
        if own is None or not told:
            continue
        meant: list[LevelMeant] = []
        for each in told:
            level = own.meant(each.topic, each.measures)
            if level is not None and level.toward > 0:
                meant.append(level)
        if meant and len({m.level for m in meant}) == 1:
            terms[leveled.issue.id] = (TermReading(meant[0].level),)
    return replace(drafted, draft=replace(drafted.draft, terms=terms))
