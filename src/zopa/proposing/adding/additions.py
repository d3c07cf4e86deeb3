"""What new reports add to a case that is there: `additions_to`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from zopa.case.model import Case, Direction, Draft, Evidence, Fact, Issue, Order, Package
from zopa.case.model import Stance as TakenStance
from zopa.foundation.names import fold
from zopa.foundation.text import Span
from zopa.proposing.actors import Actors, actors_of
from zopa.proposing.adding.beside_ledger import beside, met
from zopa.proposing.adding.draft_meant import CaseDrafts, offers_by_draft
from zopa.proposing.adding.held_orders import placed_on_levels
from zopa.proposing.adding.issue_words import IssueWords
from zopa.proposing.adding.known_case import given_of, issues_of_fact
from zopa.proposing.adding.level_words import words_of_levels
from zopa.proposing.adding.told_statements import orders_told
from zopa.proposing.by_grammar.citing import Citing
from zopa.proposing.by_grammar.drafting import DraftedOffer
from zopa.proposing.by_grammar.grammar_way import (
    LIKELY,
    WORDS,
    GrammarFindings,
    found_by_grammar,
)
from zopa.proposing.by_grammar.stances import HeldPosition
from zopa.proposing.by_grammar.stands import Stand
from zopa.proposing.by_grammar.told_topics import ToldTopic
from zopa.proposing.by_statements.sides import Sides
from zopa.proposing.by_statements.statement_way import found_by_statements
from zopa.proposing.few_quotes import MOST_QUOTES
from zopa.proposing.naming import one_line, short_name
from zopa.proposing.parsed_report import ParsedReport, with_parse
from zopa.proposing.proposal import Proposed, Shelved
from zopa.proposing.shelf import NewsReport, shelve
from zopa.proposing.soft_refusals import softened
from zopa.proposing.twice_told import TwiceTold
from zopa.proposing.two_ways import read_both_ways
from zopa.statements.reading import Reading

MOST_NOTES = 20
_TELLING = 3
"""Words of a quote that tell something by themselves."""
_AGAIN = 2
"""So often somebody has to act before it is said that they may be a party."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A fact of the ledger that new reports tell as well, by its place, and their words for it."""

    index: int
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Contradicted:
    """A fact of the ledger, or a term of a draft, that new reports tell otherwise."""

    index: int
    """The fact's place in the ledger; -1 for a term."""
    fact: Fact | None
    """What is told instead."""
    evidence: tuple[Evidence, ...]
    draft: str = ""
    issue: str = ""
    level: str = ""
    """Of a term: the draft, the issue, and the level that is told instead."""


@dataclass(frozen=True, eq=False)
class Additions:
    """What new reports add to a case, each thing once."""

    shelved: tuple[Shelved, ...]
    issues: tuple[Proposed[Issue], ...]
    drafts: tuple[Proposed[Draft], ...]
    facts: tuple[Proposed[Fact], ...]
    confirmed: tuple[Confirmed, ...]
    contradicted: tuple[Contradicted, ...]
    notes: tuple[str, ...]
    """What was found and has no place in the case, a sentence each."""


def additions_to(
    case: Case,
    reading: Reading,
    new: Collection[str],
    *,
    new_issues: bool = False,
    lying: Callable[[str], str | None] = lambda _: None,
) -> Additions:
    """What the documents of the ids `new` add to a case.

    `reading` is of these and may be of the sources of the case too, read with its parties. With
    `new_issues`, what is disputed and fits no issue of the case becomes an issue. `lying` is as in
    `shelve`.
    """
    reports, notes = shelve(reading, new, beside=case.sources.values(), lying=lying)
    if not reports:
        return Additions((), (), (), (), (), (), tuple(notes))
    told = _NewReports(case, reading, reports)
    found = told.additions(new_issues=new_issues)
    shelved = tuple(report.shelved for report in reports)
    return replace(found, shelved=shelved, notes=(*notes, *found.notes)[:MOST_NOTES])


class _NewReports:
    """New reports, read against a case."""

    def __init__(self, case: Case, reading: Reading, reports: Sequence[NewsReport]) -> None:
        self.case, self.reading, self.reports = case, reading, reports
        figures = [figure for report in reports for figure in report.figures]
        self.given = given_of(case, figures)
        self.parsed: list[ParsedReport] = [with_parse(report) for report in reports]
        days = [r.document.published for r in reports if r.document.published is not None]
        self.latest = max((*days, *([case.as_of] if case.as_of else ())), default=date.max)
        ids = {report.document.id for report in reports}
        self.statements = list({s.id: s for s in reading.all() if s.document in ids}.values())
        speakers = [statement.speaker for statement in self.statements]
        self.actors: Actors = actors_of(self.parsed, reading.cast, self.given.parties, speakers)
        by_name = {fold(one_line(party.name)): party for party in case.parties.values()}
        self.names = {
            actor.id: by_name[fold(actor.name)].id
            for actor in self.actors.actors
            if fold(actor.name) in by_name
        }
        self.negotiating = [
            actor for actor in self.actors.actors if self.names.get(actor.id) in case.signatories
        ]
        self.told_too = TwiceTold([r.document.id for r in reports], self.statements)
        self.issue_words = IssueWords(case)
        self.citing = Citing(self.parsed)
        self.bare: list[str] = []
        """Notes on new texts of which the reports tell no terms."""

    def additions(self, *, new_issues: bool) -> Additions:
        """What they add."""
        by_grammar = found_by_grammar(
            self.parsed, self.actors, self.names, self.negotiating, self.latest, self.given,
            self.told_too.confirms, self._place,
        )  # fmt: skip
        placed = {
            (told.report, told.topic.head.i)
            for leveled in by_grammar.issues
            for told in leveled.dispute.told
        }
        words = words_of_levels(self.case)
        by_grammar, unplaced = placed_on_levels(
            by_grammar,
            words,
            self.case,
            self.names,
            self.citing,
            self.told_too.confirms,
        )
        sides = Sides(self.statements, self.reading.cast, {r.document.id: r for r in self.reports})
        by_statements = found_by_statements(
            self.reports,
            self.statements,
            sides,
            {key: self.case.parties[key] for key in sides.sides if key in self.case.parties},
            self.latest,
            self._held_places(by_grammar),
            self.given.issues,
        )
        both = read_both_ways(by_grammar, by_statements, only_named=True)
        offers = offers_by_draft([p.thing for p in both.drafts], by_grammar.drafts)
        meant, drafts, against = self._drafts(both.drafts, offers)
        facts = [f for fact in both.facts if (f := _on_draft(fact, meant)) is not None]
        facts += self._refused_by_the_other(by_grammar, offers, meant)
        facts += orders_told(self.case, self.parsed, self.statements, self.issue_words, words)
        issues, more = self._new_issues(placed)
        if new_issues:
            facts += more
        known, opposed, fresh, torn = self._sorted(softened(facts, self.reports))
        kept = {f.thing.content.package.draft for f in fresh
                if isinstance(f.thing.content, TakenStance)}  # fmt: skip
        drafts = [draft for draft in drafts if draft.thing.id in kept]
        notes = [
            *both.notes,
            *torn,
            *self.bare,
            *self._unplaced(unplaced),
            *self._who_else(by_grammar.told.held),
        ]
        if not new_issues:
            notes += _other_issues(issues, more)
        return Additions(
            (),
            tuple(issues) if new_issues else (),
            tuple(drafts),
            tuple(fresh),
            tuple(known),
            (*opposed, *against),
            tuple(notes),
        )

    def _place(self, told: ToldTopic) -> str:
        """The title of the issue of which a topic is, or an empty text."""
        name = self.issue_words.of(told.topic, [m.unit for m in told.measures])
        return one_line(self.case.issues[name].title) if name else ""

    def _held_places(self, by_grammar: GrammarFindings) -> dict[str, list[Span]]:
        found: dict[str, list[Span]] = {}
        for held in by_grammar.told.held:
            if held.topics or held.mention is not None:
                document = self.reports[held.report].document.id
                found.setdefault(document, []).append(held.words)
        return found

    # --- drafts ---------------------------------------------------------------------------------

    def _drafts(
        self, proposed: Sequence[Proposed[Draft]], offers: Mapping[str, DraftedOffer]
    ) -> tuple[dict[str, str], list[Proposed[Draft]], list[Contradicted]]:
        """The draft of the case, or a new one, for each draft that the reports tell of."""
        known = CaseDrafts(self.case)
        published = {r.shelved.source.id: r.document.published for r in self.reports}
        meant: dict[str, str] = {}
        new: list[Proposed[Draft]] = []
        against: list[Contradicted] = []
        taken = list(self.case.drafts)
        for each in proposed:
            draft = each.thing
            days = [d for e in draft.evidence if (d := published.get(e.source)) is not None]
            old, unlike = known.meant(draft, offers.get(draft.id), max(days, default=None))
            if old is not None:
                meant[draft.id] = old.id
                against += [
                    Contradicted(-1, None, draft.evidence[:1], t.draft, t.issue, t.level)
                    for t in unlike
                ]
                continue
            offered = offers.get(draft.id)
            if not draft.terms and not (offered is not None and offered.offer.measures):
                quote = draft.evidence[0]
                self.bare.append(
                    f"{draft.title} is told of without terms: {quote.source}: "
                    f"“{one_line(quote.quote, 120)}”"
                )
                continue
            name = short_name(draft.id, "draft", taken)
            taken.append(name)
            meant[draft.id] = name
            quotes = _telling(draft.evidence)
            new.append(replace(each, thing=replace(draft, id=name, evidence=quotes)))
        return meant, new, against

    # --- facts ----------------------------------------------------------------------------------

    def _refused_by_the_other(
        self,
        by_grammar: GrammarFindings,
        offers: Mapping[str, DraftedOffer],
        meant: Mapping[str, str],
    ) -> list[Proposed[Fact]]:
        """Where two negotiate, what is refused by nobody in particular is by the other one."""
        found: list[Proposed[Fact]] = []
        signing = self.case.signatories
        for name, offered in offers.items():
            author = self.names.get(offered.offer.by.id, "") if offered.offer.by else ""
            if name not in meant or len(signing) != 2 or author not in signing:
                continue
            (other,) = (party for party in signing if party != author)
            for held in by_grammar.told.held:
                about = held.mention is not None and any(
                    offer is offered.offer for offer in held.mention.offers
                )
                if not about or held.actors or held.stand is not Stand.REJECTS or not held.plain:
                    continue
                quote = self.citing.position(held)
                if quote is not None:
                    content = TakenStance("rejects", Package(meant[name]))
                    fact = Fact(
                        other, "rejects", content, (quote,),
                        confidence=LIKELY, confidence_word=WORDS[LIKELY],
                    )  # fmt: skip
                    why = f"told by “{held.position.cue.text}”, not by whom"
                    found.append(Proposed(fact, why))
        return found

    def _sorted(
        self, facts: Sequence[Proposed[Fact]]
    ) -> tuple[list[Confirmed], list[Contradicted], list[Proposed[Fact]], list[str]]:
        """The facts that the ledger has, those against it, and the new ones; what new reports
        tell both ways is only noted."""
        known: dict[int, list[Evidence]] = {}
        opposed: list[Contradicted] = []
        fresh: list[Proposed[Fact]] = []
        torn: list[str] = []
        for each in facts:
            if self._own(each.thing):
                continue
            found = met(self.case.facts, each.thing)
            if found is not None and found.how == "known":
                known.setdefault(found.index, []).extend(each.thing.evidence)
                continue
            if found is not None:
                _oppose(opposed, Contradicted(found.index, each.thing, each.thing.evidence))
                continue
            hows = [(other, beside(other.thing, each.thing)) for other in fresh]
            same = next((other for other, how in hows if how == "known"), None)
            other_way = next((other for other, how in hows if how == "against"), None)
            if same is not None:
                fresh[fresh.index(same)] = _merged(same, each)
            elif other_way is not None:
                fresh.remove(other_way)
                torn.append(self._both_ways(other_way.thing, each.thing))
            else:
                quotes = _few(each.thing.evidence)
                fresh.append(replace(each, thing=replace(each.thing, evidence=quotes)))
        confirmed = [Confirmed(i, _few(quotes)) for i, quotes in known.items() if _tell(quotes)]
        return confirmed, opposed, fresh, torn

    def _both_ways(self, one: Fact, other: Fact) -> str:
        quotes = [
            f"{e.source}: “{one_line(e.quote, 100)}”"
            for fact in (one, other)
            for e in fact.evidence[:1]
        ]
        what = ", ".join(issues_of_fact(one)) or one.kind
        return f"told both ways of {one.party} ({what}): {'; '.join(quotes)}"

    def _own(self, fact: Fact) -> bool:
        """Whether somebody would take a stand on a draft of his own."""
        content = fact.content
        if not isinstance(content, TakenStance) or fact.kind == "tables":
            return False
        draft = self.case.drafts.get(content.package.draft or "")
        return draft is not None and fact.party in draft.by

    # --- what has no place ----------------------------------------------------------------------

    def _new_issues(
        self, placed: set[tuple[int, int]]
    ) -> tuple[list[Proposed[Issue]], list[Proposed[Fact]]]:
        """What is disputed and is told of no issue of the case, and who wants what of it."""
        free = found_by_grammar(
            self.parsed, self.actors, self.names, self.negotiating, self.latest, None,
            self.told_too.confirms,
        )  # fmt: skip
        issues: list[Proposed[Issue]] = []
        names: dict[str, str] = {}
        taken = list(self.case.issues)
        for leveled in free.issues:
            own = [t for t in leveled.dispute.told if not t.topic.bare]
            if not own or any((t.report, t.topic.head.i) in placed for t in own):
                continue
            name = short_name(leveled.issue.id, "issue", taken)
            taken.append(name)
            names[leveled.issue.id] = name
            phrases = list(dict.fromkeys(one_line(t.topic.phrase, 50) for t in own))[:3]
            why = "told: " + ", ".join(f"“{phrase}”" for phrase in phrases)
            issues.append(Proposed(replace(leveled.issue, id=name), why))
        facts: list[Proposed[Fact]] = []
        for fact in free.facts:
            content = fact.thing.content
            if isinstance(content, Order) and content.rankings[0].issue in names:
                ranking = replace(content.rankings[0], issue=names[content.rankings[0].issue])
                facts.append(replace(fact, thing=replace(fact.thing, content=Order((ranking,)))))
        return issues, facts

    def _unplaced(self, told: Sequence[ToldTopic]) -> list[str]:
        notes: list[str] = []
        for each in told:
            quote = self.citing.topic(each)
            if quote is None or each.held is None:
                continue
            does = "wants" if each.held.stand is Stand.WANTS else "refuses"
            who = " and ".join(
                self.names[actor.id] for actor in each.held.actors if actor.id in self.names
            )
            notes.append(
                f"{who} {does} what is none of the levels: {quote.source}: "
                f"“{one_line(quote.quote, 120)}”"
            )
        return list(dict.fromkeys(notes))

    def _who_else(self, held: Sequence[HeldPosition]) -> list[str]:
        """Who acts often and is no party of the case."""
        times = Counter(actor.name for position in held for actor in position.actors)
        return [
            f"{name} may be a party too: acts {count} times"
            for name, count in times.most_common()
            if count >= _AGAIN and not self._known_name(name)
        ]

    def _known_name(self, name: str) -> bool:
        return any(fold(name) == fold(n) for p in self.case.parties.values()
                   for n in (p.name, *p.also))  # fmt: skip


def _on_draft(proposed: Proposed[Fact], meant: Mapping[str, str]) -> Proposed[Fact] | None:
    """A fact about the draft of the case that is meant; None where none is."""
    content = proposed.thing.content
    if not isinstance(content, TakenStance) or content.package.draft is None:
        return proposed
    if content.package.draft not in meant:
        return None
    package = Package(meant[content.package.draft])
    return replace(
        proposed, thing=replace(proposed.thing, content=replace(content, package=package))
    )


def _merged(one: Proposed[Fact], other: Proposed[Fact]) -> Proposed[Fact]:
    surer = max(one.thing, other.thing, key=lambda fact: fact.confidence)
    evidence = _few([*one.thing.evidence, *other.thing.evidence])
    return replace(one, thing=replace(surer, evidence=evidence))


def _oppose(told: list[Contradicted], new: Contradicted) -> None:
    """Add what is told otherwise, once where it is told twice."""
    for index, old in enumerate(told):
        same = (
            old.fact is not None and new.fact is not None and beside(old.fact, new.fact) == "known"
        )
        if old.index == new.index and same and old.fact is not None:
            quotes = _few([*old.evidence, *new.evidence])
            told[index] = replace(old, fact=replace(old.fact, evidence=quotes), evidence=quotes)
            return
    told.append(new)


def _few(quotes: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The longest quote of each source."""
    best: dict[str, Evidence] = {}
    for quote in _telling(quotes):
        if quote.source not in best or len(quote.quote) > len(best[quote.source].quote):
            best[quote.source] = quote
    return tuple(best.values())[:MOST_QUOTES]


def _tell(quotes: Sequence[Evidence]) -> bool:
    """Whether one of some quotes tells something by itself."""
    return any(len(quote.quote.split()) >= _TELLING for quote in quotes)


def _telling(quotes: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The quotes without those of a word or two, unless there are no others."""
    return tuple(quote for quote in quotes if _tell([quote])) or tuple(quotes)


def _other_issues(issues: Sequence[Proposed[Issue]], facts: Sequence[Proposed[Fact]]) -> list[str]:
    notes = []
    for issue in issues:
        wants = []
        for fact in facts:
            content = fact.thing.content
            if isinstance(content, Order) and content.rankings[0].issue == issue.thing.id:
                ranking = content.rankings[0]
                best = (
                    ranking.toward
                    if isinstance(ranking, Direction)
                    else issue.thing.describe(ranking.tiers[0][0])
                )
                wants.append(f"{fact.thing.party} wants {best}")
        who = f" ({'; '.join(wants)})" if wants else ""
        notes.append(f"no issue of the case: {issue.thing.title}{who}; {issue.why}")
    return notes
