"""Two ways of reading, put together: what both tell is surer than what one tells alone.

What statements alone tell is likely at most. Where the two tell opposite things, neither is
proposed: a note says so. An issue that both find is one issue, a draft of one party that both find
is one draft.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from zopa.case.model import (
    Direction,
    Draft,
    Fact,
    Issue,
    Order,
    Package,
    Priorities,
    Ranking,
    RedLine,
    TermReading,
)
from zopa.case.model import Stance as TakenStance
from zopa.proposing.by_grammar.drafting import DraftedOffer
from zopa.proposing.by_grammar.grammar_way import LIKELY, SURE, VERY_LIKELY, WORDS, GrammarFindings
from zopa.proposing.by_grammar.leveling import LeveledIssue
from zopa.proposing.by_statements.claims import UNNAMED_DOUBT, UNSURE_DOUBT
from zopa.proposing.by_statements.drafts import Made
from zopa.proposing.by_statements.issues import Subject
from zopa.proposing.by_statements.statement_way import StatementFindings
from zopa.proposing.few_quotes import MOST_QUOTES, few_of, without_parts
from zopa.proposing.matters import LevelShape
from zopa.proposing.proposal import Proposed
from zopa.proposing.scale import scale_of

ENOUGH = 4
"""So many issues, and what is only offered and of which nobody says what he wants makes no more."""


OPPOSITE = "read in two opposite ways"
"""Why what the two ways tell oppositely is no fact."""

BARE = "no term of the draft is known, and nobody answers it"


@dataclass(frozen=True, eq=False)
class LeftFact:
    """A fact that was read and is not proposed."""

    proposed: Proposed[Fact]
    why: str


@dataclass(frozen=True, eq=False)
class ReadBothWays:
    """The parts of a case that both ways of reading give together."""

    issues: tuple[Proposed[Issue], ...]
    drafts: tuple[Proposed[Draft], ...]
    facts: tuple[Proposed[Fact], ...]
    left: tuple[LeftFact, ...]
    notes: tuple[str, ...]
    in_case: Callable[[Proposed[Fact]], Proposed[Fact] | None]
    """A fact of the grammar's way by the names of the case; None where it has no such levels."""
    issue_in_case: Callable[[str], str]
    """The name in the case of an issue of the grammar's way; nothing where it is no issue there."""
    draft_in_case: Callable[[str], str]
    """The name in the case of a draft of the grammar's way."""


def read_both_ways(
    by_grammar: GrammarFindings, by_statements: StatementFindings, *, only_named: bool = False
) -> ReadBothWays:
    """What two ways of reading find, each thing once.

    With `only_named`, a person has named the issues, and those of the grammar's way are these.
    """
    joined = _Joined(by_grammar, by_statements, only_named=only_named)
    agreed, opposed, notes = _agreed(joined.grammar_facts(), joined.statement_facts())
    authors = {draft.thing.id: draft.thing.by for draft in joined.drafts}
    facts = [fact for fact in agreed if not _takes_its_own(fact.thing, authors)]
    own = [fact for fact in agreed if _takes_its_own(fact.thing, authors)]
    bare = _bare(joined.drafts, facts)
    left = [
        *joined.left,
        *opposed,
        *(LeftFact(fact, "nobody answers a draft of his own") for fact in own),
        *(LeftFact(fact, BARE) for fact in facts if _draft_of(fact.thing) in bare),
    ]
    facts = [fact for fact in facts if _draft_of(fact.thing) not in bare]
    drafts = [draft for draft in joined.drafts if draft.thing.id not in bare]
    used = _issues_of(facts) | {i for d in drafts for i in d.thing.terms}
    issues = [i for i in joined.issues if i.thing.id in used or i.thing.id in joined.from_grammar]
    return ReadBothWays(
        tuple(issues),
        tuple(drafts),
        tuple(facts),
        tuple(left),
        (*by_statements.notes, *notes),
        joined.in_case,
        joined.known_issue,
        joined.draft_name,
    )


def _bare(drafts: Iterable[Proposed[Draft]], facts: Sequence[Proposed[Fact]]) -> set[str]:
    """The drafts of which no term is known and to which nobody answers."""
    answered = {_draft_of(f.thing) for f in facts if f.thing.kind in ("accepts", "rejects")}
    return {d.thing.id for d in drafts if not d.thing.terms and d.thing.id not in answered}


def _draft_of(fact: Fact) -> str:
    """The draft that a fact is about, or an empty text."""
    content = fact.content
    return (content.package.draft or "") if isinstance(content, TakenStance) else ""


class _Joined:
    """The issues and drafts of both ways under one name each."""

    def __init__(
        self, by_grammar: GrammarFindings, by_statements: StatementFindings, *, only_named: bool
    ) -> None:
        self._grammar, self._statements = by_grammar, by_statements
        self.issues: list[Proposed[Issue]] = []
        self.from_grammar: set[str] = set()
        self._subject_of: dict[str, Subject] = {}
        """The subject of the statements' way, by the issue of the grammar's way."""
        self._name_of: dict[str, str] = {}
        """The name in the case, by the name of an issue of the statements' way."""
        if only_named:
            self._join_named()
        else:
            self._join_issues()
        self.drafts: list[Proposed[Draft]] = []
        self._draft_name: dict[str, str] = {}
        """The name in the case, by the name of a draft of the grammar's way."""
        self._join_drafts()
        self._leveled = {i.issue.id: i for i in by_grammar.issues}
        self.left: list[LeftFact] = []
        """The facts of the grammar's way that the case has no levels for."""

    # --- issues ---------------------------------------------------------------------------------

    def _join_named(self) -> None:
        """The issues that a person named: with the levels that either way finds for them."""
        found = {leveled.issue.id: leveled for leveled in self._grammar.issues}
        for proposed in self._statements.named:
            leveled = found.get(proposed.thing.id)
            bare = proposed.placeholder or not proposed.given
            if leveled is not None and bare:
                self.issues.append(Proposed(leveled.issue, f"named by hand; {_why(leveled)}"))
            else:
                self.issues.append(proposed)
        self.from_grammar = {proposed.thing.id for proposed in self.issues}

    def _join_issues(self) -> None:
        told = _issues_of(f for f in self._statements.facts if f.thing.kind != "priorities")
        told |= {
            f.thing.content.tiers[0][0]
            for f in self._statements.facts
            if isinstance(f.thing.content, Priorities)
        }
        terms = {i for made in self._statements.drafts for i in made.draft.terms}
        told |= {
            subject.issue.id
            for subject in self._statements.issues
            if subject.issue.id in terms and (subject.scale is None or subject.support > 1)
        }
        taken: set[str] = set()
        for subject in self._statements.issues:
            if subject.issue.id in told:
                self.issues.append(Proposed(subject.issue, subject.why))
                taken.add(subject.issue.id)
        by_matter = {
            (s.matter.id, s.issue.numeric): s
            for s in self._statements.issues
            if s.issue.id in taken
        }
        wished = _issues_of(self._grammar.facts)
        for leveled in self._grammar.issues:
            same = self._same_matter(leveled, by_matter)
            if same is not None:
                same = self._with_all_figures(same, leveled)
                self._subject_of[leveled.issue.id] = same
                self.from_grammar.add(same.issue.id)
                continue
            issue = leveled.issue
            if issue.id in taken or any(i.thing.title == issue.title for i in self.issues):
                issue = replace(issue, id=f"{issue.id}_2", title=f"{issue.title} (2)")
            self._name_of[leveled.issue.id] = issue.id
            taken.add(issue.id)
            self.from_grammar.add(issue.id)
            named = leveled.dispute.told_disputed > 0
            if not named and len(taken) >= ENOUGH and leveled.issue.id not in wished:
                continue
            self.issues.append(Proposed(issue, _why(leveled)))

    def _with_all_figures(self, subject: Subject, leveled: LeveledIssue) -> Subject:
        """A number of the statements' way with levels for the figures of both ways."""
        if subject.scale is None or leveled.scale is None or not subject.issue.numeric:
            return subject
        scale = scale_of({*subject.scale.of, *leveled.scale.of}, subject.unit)
        if scale is None or not scale.numeric or scale.factor != subject.scale.factor:
            return subject
        issue = replace(subject.issue, levels=scale.levels, unit=scale.unit)
        if not all(issue.has(level) for level in subject.scale.of.values()):
            return subject
        self.issues = [
            replace(i, thing=issue) if i.thing.id == issue.id else i for i in self.issues
        ]
        return replace(subject, issue=issue, scale=scale)

    @staticmethod
    def _same_matter(
        leveled: LeveledIssue, by_matter: Mapping[tuple[str, bool], Subject]
    ) -> Subject | None:
        """The issue of the statements' way that is the same matter, in the same unit."""
        numeric = leveled.issue.numeric
        told = [t for t in leveled.dispute.told if not t.topic.bare]
        for (matter, of_numbers), subject in by_matter.items():
            if of_numbers != numeric or (numeric and not _one_unit(subject.unit, leveled.unit)):
                continue
            graded = subject.matter.shape is LevelShape.GRADED
            if not numeric and graded and not _of_more(subject):
                continue  # which of its levels is more of it cannot be told
            if matter == leveled.dispute.matter or subject.matter.cue.search(leveled.dispute.worth):
                return subject
            hits = [t for t in told if subject.matter.cue.search(t.topic.phrase)]
            if hits and len(hits) * 2 > len(told):
                return subject
        return None

    def issue_name(self, name: str) -> str:
        """The name in the case of an issue of the grammar's way."""
        subject = self._subject_of.get(name)
        return subject.issue.id if subject is not None else self._name_of.get(name, name)

    def _level(self, leveled: LeveledIssue, level: str) -> str:
        """A level of the grammar's way in the case, or an empty text."""
        if self.issue_name(leveled.issue.id) not in {i.thing.id for i in self.issues}:
            return ""
        subject = self._subject_of.get(leveled.issue.id)
        if subject is None:
            return level
        issue = subject.issue
        if issue.numeric or leveled.counted:
            return level if issue.has(level) else ""
        if not _of_more(subject):
            return ""
        way = -1 if level == leveled.not_there else 1
        return issue.level_ids[-1 if way > 0 else 0]

    # --- drafts ---------------------------------------------------------------------------------

    def _join_drafts(self) -> None:
        leveled = {i.issue.id: i for i in self._grammar.issues}
        told = {d.draft.id: self._terms(d.draft, leveled) for d in self._grammar.drafts}
        numbers = {i.thing.id for i in self.issues if i.thing.numeric}
        figures = {
            name: {i: readings for i, readings in terms.items() if i in numbers}
            for name, terms in told.items()
        }
        pairs = _pairs(self._grammar.drafts, self._statements.drafts, figures)
        for made in self._statements.drafts:
            drafted = pairs.get(made.draft.id)
            known = {proposed.thing.id for proposed in self.issues}
            terms = {
                i: kept
                for i, readings in made.draft.terms.items()
                if i in known and (kept := tuple(r for r in readings if self._has(i, r.level)))
            }
            draft = replace(made.draft, terms=terms)
            if drafted is not None:
                self._draft_name[drafted.draft.id] = draft.id
                terms = {**self._terms(drafted.draft, leveled), **draft.terms}
                evidence = (*draft.evidence, *drafted.draft.evidence)
                title = draft.title if draft.on else drafted.draft.title
                draft = replace(
                    draft,
                    title=title,
                    terms=terms,
                    evidence=few_of(without_parts(evidence), MOST_QUOTES + 1),
                )
            self.drafts.append(Proposed(draft, made.why))
        taken = {proposed.thing.id for proposed in self.drafts}
        for drafted in self._grammar.drafts:
            if drafted.draft.id in self._draft_name:
                continue
            name, number = drafted.draft.id, 1
            while name in taken:
                number += 1
                name = f"{drafted.draft.id}_{number}"
            taken.add(name)
            self._draft_name[drafted.draft.id] = name
            terms = self._terms(drafted.draft, leveled)
            self.drafts.append(Proposed(replace(drafted.draft, id=name, terms=terms), "offered"))

    def _terms(
        self, draft: Draft, leveled: Mapping[str, LeveledIssue]
    ) -> dict[str, tuple[TermReading, ...]]:
        found: dict[str, tuple[TermReading, ...]] = {}
        for name, readings in draft.terms.items():
            level = self._level(leveled[name], readings[0].level)
            if level and self._has(self.issue_name(name), level):
                found[self.issue_name(name)] = (TermReading(level),)
        return found

    # --- facts ----------------------------------------------------------------------------------

    def grammar_facts(self) -> list[Proposed[Fact]]:
        """The facts of the grammar's way by the names of the case."""
        found: list[Proposed[Fact]] = []
        for proposed in self._grammar.facts:
            fact = self.in_case(proposed)
            if fact is not None:
                found.append(fact)
            else:
                self.left.append(LeftFact(proposed, "the issue has other levels in the case"))
        return found

    def in_case(self, proposed: Proposed[Fact]) -> Proposed[Fact] | None:
        """A fact of the grammar's way by the names of the case."""
        content = proposed.thing.content
        if isinstance(content, TakenStance):
            if content.package.draft is not None:
                package = Package(self._draft_name[content.package.draft])
            else:
                package = Package(terms=self._package_terms(content.package.terms))
                if len(package.terms) < len(content.package.terms):
                    return None
            content = replace(content, package=package)
        elif isinstance(content, Order):
            ranking = self._ranking(content.rankings[0], self._leveled)
            if ranking is None or not self._ranks(ranking):
                return None
            content = Order((ranking,))
        elif isinstance(content, RedLine):
            (issue,) = content.levels
            levels = tuple(self._level(self._leveled[issue], i) for i in content.levels[issue])
            name = self.issue_name(issue)
            if not all(level and self._has(name, level) for level in levels):
                return None
            content = RedLine({name: levels})
        return replace(proposed, thing=replace(proposed.thing, content=content))

    def _package_terms(self, terms: Mapping[str, str]) -> dict[str, str]:
        found = {}
        for name, level in terms.items():
            own = self._level(self._leveled[name], level)
            if own and self._has(self.issue_name(name), own):
                found[self.issue_name(name)] = own
        return found

    def known_issue(self, name: str) -> str:
        """The name in the case of an issue of the grammar's way; nothing where it is none there."""
        known = self.issue_name(name)
        return known if any(i.thing.id == known for i in self.issues) else ""

    def draft_name(self, name: str) -> str:
        """The name in the case of a draft of the grammar's way."""
        return self._draft_name.get(name, "")

    def _has(self, issue: str, level: str) -> bool:
        return any(i.thing.id == issue and i.thing.has(level) for i in self.issues)

    def _ranks(self, ranking: Ranking | Direction) -> bool:
        """Whether an order is one of the levels that its issue has in the case."""
        if isinstance(ranking, Direction):
            return any(i.thing.id == ranking.issue and i.thing.numeric for i in self.issues)
        return all(self._has(ranking.issue, level) for tier in ranking.tiers for level in tier)

    def _ranking(
        self, ranking: Ranking | Direction, leveled: Mapping[str, LeveledIssue]
    ) -> Ranking | Direction | None:
        subject = self._subject_of.get(ranking.issue)
        name = self.issue_name(ranking.issue)
        if subject is None or isinstance(ranking, Direction):
            return replace(ranking, issue=name)
        issue = leveled[ranking.issue]
        ids = subject.issue.level_ids
        if issue.counted or not _of_more(subject) or subject.issue.numeric:
            return None
        upward = ranking.tiers[0] == (issue.there,)
        return Ranking(name, tuple((level,) for level in (ids[::-1] if upward else ids)))

    def statement_facts(self) -> list[Proposed[Fact]]:
        """The facts of the statements' way, those whose issues are in the case."""
        known = {proposed.thing.id for proposed in self.issues}
        found = (_among(f, known) for f in self._statements.facts)
        return _once(
            f for f in found if f is not None and _issues_of([f]) <= known and self._holds(f.thing)
        )

    def _holds(self, fact: Fact) -> bool:
        """Whether the levels that a fact names are those of the case."""
        content = fact.content
        if isinstance(content, Order):
            return all(self._ranks(ranking) for ranking in content.rankings)
        if isinstance(content, RedLine):
            return all(self._has(i, level) for i, ls in content.levels.items() for level in ls)
        if isinstance(content, TakenStance):
            drafts = {draft.thing.id for draft in self.drafts}
            named = content.package.draft
            terms = content.package.terms.items()
            return (named is None or named in drafts) and all(self._has(i, v) for i, v in terms)
        return True


_LEAST = frozenset({"none", "lifted", "cut", "abolished", "ended"})
"""The first levels of matters whose levels go from none of it to all of it."""


def _of_more(subject: Subject) -> bool:
    """Whether the last level of a subject is most of what it is about."""
    return bool(subject.matter.grades) and subject.matter.grades[0].id in _LEAST


def _one_unit(counted: str, unit: str) -> bool:
    """Whether two units count the same: “tonnes” and “tonne”, a sum and a sum per year.

    >>> _one_unit("tonnes", "tonne"), _one_unit("EUR", "EUR per share"), _one_unit("EUR", "percent")
    (True, True, False)
    """
    plain = unit.partition(" per ")[0]
    return not counted or counted.casefold().rstrip("s") == plain.casefold().rstrip("s")


def _why(leveled: LeveledIssue) -> str:
    phrases = dict.fromkeys(t.topic.phrase for t in leveled.dispute.told if not t.topic.bare)
    shown = ", ".join(f"“{phrase[:50]}”" for phrase in list(phrases)[:3])
    return f"told: {shown}" if shown else "what texts are worth"


def _pairs(
    drafted: Sequence[DraftedOffer],
    made: Sequence[Made],
    told: Mapping[str, Mapping[str, tuple[TermReading, ...]]],
) -> dict[str, DraftedOffer]:
    """Which text of the grammar's way is which draft of the statements' way: of one author, with
    no figure otherwise, each once. `told` gives the figures of the former by the names of the
    case."""
    found: dict[str, DraftedOffer] = {}
    left = list(drafted)
    for old in made:
        own = [
            (len(same), len(d.offer.mentions), d)
            for d in left
            if d.draft.by == old.draft.by
            and (same := [i for i in told[d.draft.id] if i in old.draft.terms]) is not None
            and all(told[d.draft.id][i][0].level in old.draft.levels[i] for i in same)
        ]
        best = max(own, key=lambda entry: entry[:2])[2] if own else None
        if best is not None:
            found[old.draft.id] = best
            left.remove(best)
    return found


# --- facts of both ways -------------------------------------------------------------------------


def _agreed(
    by_grammar: Sequence[Proposed[Fact]], by_statements: Sequence[Proposed[Fact]]
) -> tuple[list[Proposed[Fact]], list[LeftFact], list[str]]:
    """Each fact once, surer where both ways tell it; none of two that tell opposite things."""
    found: list[Proposed[Fact]] = []
    aside: list[LeftFact] = []
    notes: list[str] = []
    left = list(by_statements)
    for one in by_grammar:
        same = next((o for o in left if _same(one.thing, o.thing)), None)
        against = [o for o in left if _opposite(one.thing, o.thing)]
        left = [o for o in left if o is not same and o not in against]
        if against:
            notes.append(
                f"read in two opposite ways, and left to you: what {one.thing.party} "
                f"{one.thing.kind} ({one.why}; {against[0].why})"
            )
            aside += [LeftFact(each, OPPOSITE) for each in (one, *against)]
            continue
        found.append(_both(one, same) if same is not None else one)
    aside += [
        LeftFact(other, "only a source without a name is told to say it, or the reading is unsure")
        for other in left
        if not _worth_telling(other)
    ]
    for other in filter(_worth_telling, left):
        # Two sides of the statements' way may be one party, and say the same.
        if not any(_same(other.thing, known.thing) for known in found):
            found.append(_alone(other))
    return found, aside, notes


def _takes_its_own(fact: Fact, authors: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether somebody would accept or reject his own draft."""
    content = fact.content
    if fact.kind not in ("accepts", "rejects") or not isinstance(content, TakenStance):
        return False
    return fact.party in authors.get(content.package.draft or "", ())


def _worth_telling(one: Proposed[Fact]) -> bool:
    """Whether what the statements alone tell is a fact: what sources without a name are told to
    say, and nothing else bears out, is left to the person."""
    content = one.thing.content
    if isinstance(content, TakenStance) and content.package.draft is None:
        return False  # terms that no text is told to have
    doubtful = UNNAMED_DOUBT in one.why or UNSURE_DOUBT in one.why
    return one.thing.kind == "priorities" or not doubtful


def _once(facts: Iterable[Proposed[Fact]]) -> list[Proposed[Fact]]:
    """Each fact once, with the evidence of all that say the same of one party."""
    found: list[Proposed[Fact]] = []
    for fact in facts:
        at = next((k for k, known in enumerate(found) if _same(known.thing, fact.thing)), None)
        if at is None:
            found.append(fact)
        else:
            found[at] = _both(found[at], fact)
    return found


def _same(one: Fact, other: Fact) -> bool:
    return one.party == other.party and one.kind == other.kind and one.content == other.content


def _opposite(one: Fact, other: Fact) -> bool:
    if one.party != other.party:
        return False
    mine, its = one.content, other.content
    if isinstance(mine, TakenStance) and isinstance(its, TakenStance):
        kinds = {one.kind, other.kind}
        return mine.package == its.package and kinds == {"rejects", "accepts"}
    if isinstance(mine, Order) and isinstance(its, Order):
        pairs = [(a, b) for a in mine.rankings for b in its.rankings if a.issue == b.issue]
        return any(a != b and _ends_differ(a, b) for a, b in pairs)
    return False


def _ends_differ(one: Ranking | Direction, other: Ranking | Direction) -> bool:
    if isinstance(one, Ranking) and isinstance(other, Ranking):
        return one.tiers[0] == other.tiers[-1] or one.tiers[-1] == other.tiers[0]
    return True


def _both(one: Proposed[Fact], other: Proposed[Fact]) -> Proposed[Fact]:
    sure = max(one.thing.confidence, other.thing.confidence)
    if one.thing.confidence <= LIKELY:
        sure = min(sure, VERY_LIKELY)  # what is not plainly told is not established
    evidence = few_of(without_parts((*one.thing.evidence, *other.thing.evidence)))
    fact = replace(
        other.thing, evidence=evidence, confidence=sure, confidence_word=WORDS.get(sure, ""),
    )  # fmt: skip
    whys = dict.fromkeys(why for why in (one.why, other.why) if why)
    return Proposed(fact, "; ".join(whys), basis=(*one.basis, *other.basis))


def _alone(one: Proposed[Fact]) -> Proposed[Fact]:
    """A fact that the statements alone tell is likely at most."""
    fact = one.thing
    if fact.confidence < SURE and fact.confidence <= LIKELY:
        return one
    return replace(one, thing=replace(fact, confidence=LIKELY, confidence_word=WORDS[LIKELY]))


def _among(proposed: Proposed[Fact], known: set[str]) -> Proposed[Fact] | None:
    """Priorities among the issues of the case; any other fact as it is."""
    content = proposed.thing.content
    if not isinstance(content, Priorities):
        return proposed
    tiers = tuple(tuple(i for i in tier if i in known) for tier in content.tiers)
    if len(tiers) < 2 or not all(tiers):
        return None
    return replace(proposed, thing=replace(proposed.thing, content=Priorities(tiers)))


def _issues_of(facts: Iterable[Proposed[Fact]]) -> set[str]:
    """The issues that facts name."""
    found: set[str] = set()
    for proposed in facts:
        content = proposed.thing.content
        if isinstance(content, Order):
            found |= {ranking.issue for ranking in content.rankings}
        elif isinstance(content, Priorities):
            found |= {issue for tier in content.tiers for issue in tier}
        elif isinstance(content, RedLine):
            found |= set(content.levels)
        elif isinstance(content, TakenStance):
            found |= set(content.package.terms)
    return found
