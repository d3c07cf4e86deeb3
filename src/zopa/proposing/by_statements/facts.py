"""Facts of the ledger's kinds, out of claims and drafts.

Each fact merges what several statements tell of the same side. How sure it is goes by the best
of them (`claims.sureness`), one step up where two documents that are not copies tell it. What is
only inferred (a side wants what it tabled) is never more than likely, and neither is a red line:
strong words are part of the trade.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from zopa.case.model import (
    Content,
    Direction,
    Evidence,
    Fact,
    FactKind,
    Order,
    Package,
    Party,
    Priorities,
    Ranking,
    RedLine,
    Stance,
)  # fmt: skip
from zopa.proposing.by_statements.claims import ESTABLISHED, EVEN, LIKELY, VERY_LIKELY, Claim
from zopa.proposing.by_statements.claims import ClaimStance as Told
from zopa.proposing.by_statements.concerns import Concern
from zopa.proposing.by_statements.drafts import Made, subject_key
from zopa.proposing.by_statements.issues import Subject
from zopa.proposing.by_statements.orders import OWN_DRAFT, Vote, Votes, opposed, way
from zopa.proposing.few_quotes import few_of, without_parts
from zopa.proposing.matters import MatterHit
from zopa.proposing.naming import one_line
from zopa.proposing.proposal import Proposed

WORDS = {VERY_LIKELY: "very likely", LIKELY: "likely", EVEN: "roughly even chance"}
RED = re.compile(
    r"\bred lines?\b|\bunder no circumstances\b|\bnon-negotiable\b|\bunacceptable\b|\bnever\b"
    r"|\b(?:will|would|can|could|shall)(?: not|not|n['’]t) (?:ever )?(?:accept|sign|agree)\b"
    r"|\bcannot (?:accept|sign|agree)\b|\bout of the question\b|\bno deal without\b",
    re.IGNORECASE,
)


class Facts:
    """Facts for the sides of a proposal, with the reasons for them."""

    def __init__(
        self,
        told: Sequence[Claim],
        made: Sequence[Made],
        subjects: Mapping[str, Subject],
        parties: Mapping[str, Party],
        latest: date,
        concerned: Sequence[Concern],
    ) -> None:
        self.told = [claim for claim in told if claim.side in parties]
        self.made = made
        self.subjects = subjects
        self.issues = {s.issue.id: s for s in subjects.values()}
        self.parties = parties
        self.latest = latest
        self.concerned = concerned
        self.notes: list[str] = []
        self.doubts = {one_line(c.statement.id, 40): c.doubt for c in told}

    def all(self) -> list[Proposed[Fact]]:
        """Facts party by party: stances, priorities, orders, red lines."""
        stances = self.stances()
        votes = Votes(self.told, self.made, self.subjects, self.parties).all(stances)
        found: list[Proposed[Fact]] = []
        for side, party in self.parties.items():
            found += [fact for fact in stances if fact.thing.party == party.id]
            found += self._priorities(side)
            found += self._orders(side, votes)
            found += self._red_lines(side)
        return found

    # --- what was tabled, refused, accepted ------------------------------------------------------

    def stances(self) -> list[Proposed[Fact]]:
        """Who tabled, accepts and rejects which draft."""
        found: list[Proposed[Fact]] = []
        for made in self.made:
            if made.side in self.parties and made.claims:
                found += self._stance("tables", made.side, made.claims, Package(made.draft.id))
        for kind, stance in (("accepts", Told.ACCEPTS), ("rejects", Told.REJECTS)):
            groups: dict[tuple[str, str], list[Claim]] = {}
            terms: dict[tuple[str, str], Package] = {}
            for claim in self.told:
                if claim.stance is not stance or (kind == "rejects" and _hangs(claim)):
                    continue
                package = self._package(claim)
                if package is not None:
                    key = claim.side, package.draft or repr(sorted(package.terms.items()))
                    groups.setdefault(key, []).append(claim)
                    terms[key] = package
            for key, claims in groups.items():
                found += self._stance(kind, key[0], claims, terms[key])
        return self._without_both(found)

    def _package(self, claim: Claim) -> Package | None:
        """What a claim refuses or accepts: a draft of another side, or terms it names."""
        others = [m for m in self.made if m.side != claim.side]
        settled = {
            subject.issue.id: level
            for hit in claim.hits
            if not hit.negated and (subject := self._subject(hit)) and (level := subject.level(hit))
        }
        for made in reversed(others):
            levels = made.draft.levels
            if settled and all(level in levels.get(i, ()) for i, level in settled.items()):
                return Package(made.draft.id)
        figures = [hit for hit in claim.hits if hit.value is not None]
        if claim.about_draft and others and not (figures and settled):
            return Package(self._meant(claim, others).draft.id)
        if settled and claim.stance is Told.REJECTS and figures:
            return Package(terms=settled)
        if settled and claim.stance is Told.ACCEPTS and claim.about_draft:
            return Package(terms=settled)
        return None

    @staticmethod
    def _meant(claim: Claim, others: Sequence[Made]) -> Made:
        """The draft that was told of last before a claim; the latest where none was."""
        best, chosen = -1, others[-1]
        for made in others:
            for own in made.claims:
                same = own.report.document.id == claim.report.document.id
                if same and best < own.span.start <= claim.span.start:
                    best, chosen = own.span.start, made
        return chosen

    def _stance(
        self, kind: str, side: str, claims: Sequence[Claim], package: Package
    ) -> list[Proposed[Fact]]:
        quotes = [(c, q) for c in claims if (q := c.quote()) is not None]
        if not quotes:
            return []
        days = {d.first for c, _ in quotes if (d := c.statement.said_on) and d.first == d.last}
        on = next(iter(days)) if len(days) == 1 else None
        content = Stance(kind, package)  # type: ignore[arg-type]
        entries = [(c.sure, c.statement.id, q) for c, q in quotes]
        sure, why = self._merged(entries)
        return [self._fact(side, kind, content, entries, sure, why, on)]

    def _without_both(self, found: list[Proposed[Fact]]) -> list[Proposed[Fact]]:
        """Of a draft that a side is told to accept and to reject, the surer of the two."""
        kept: list[Proposed[Fact]] = []
        for fact in found:
            content = fact.thing.content
            rivals = [
                other
                for other in found
                if other is not fact and other.thing.party == fact.thing.party
                and isinstance(content, Stance) and isinstance(other.thing.content, Stance)
                and other.thing.content.package == content.package
                and (other.thing.kind == "rejects") != (fact.thing.kind == "rejects")
            ]  # fmt: skip
            stronger = [r for r in rivals if _rank(r) > _rank(fact)]
            even = [r for r in rivals if _rank(r) == _rank(fact)]
            if stronger or (even and fact.thing.kind == "accepts"):
                self.notes.append(
                    f"told as well, and left out: {fact.thing.party} {fact.thing.kind} "
                    f"{_named(content)} ({fact.why})"
                )
                continue
            kept.append(fact)
        return kept

    # --- what is liked ---------------------------------------------------------------------------

    def _orders(self, side: str, votes: Sequence[Vote]) -> list[Proposed[Fact]]:
        found: list[Proposed[Fact]] = []
        for issue, subject in self.issues.items():
            own = [v for v in votes if v.side == side and v.issue == issue]
            ways: dict[Ranking | Direction, list[Vote]] = {}
            for vote in own:
                own_way = way(vote, subject)
                if own_way is not None:
                    ways.setdefault(own_way, []).append(vote)
            if not ways:
                continue
            ranked = sorted(ways.items(), key=lambda item: -sum(v.sure for v in item[1]))
            best_way, best = ranked[0]
            against = [v for other, vs in ranked[1:] for v in vs if opposed(best_way, other)]
            if against and sum(v.sure for v in against) >= sum(v.sure for v in best):
                party = self.parties[side].id
                self.notes.append(
                    f"reports tell opposite things of what {party} wants on {issue}: "
                    + ", ".join(one_line(v.statement, 40) for v in (*best, *against)[:4])
                )
                continue
            entries = [(v.sure, v.statement, v.evidence) for v in best]
            sure, why = self._merged(entries)
            if against:
                sure = min(sure, LIKELY)
                why += "; against it: " + ", ".join(one_line(v.statement, 40) for v in against[:2])
            if all(v.statement == OWN_DRAFT for v in best):
                why = "inferred: it is in its own draft"
            found.append(self._fact(side, "order", Order((best_way,)), entries, sure, why))
        return found

    # --- what matters most, and what is ruled out ------------------------------------------------

    def _priorities(self, side: str) -> list[Proposed[Fact]]:
        """What a side calls its main concern, before all other issues."""
        told: dict[str, list[tuple[float, str, Evidence]]] = {}
        for concern in self.concerned:
            subject = self._subject(concern.hit)
            if concern.side == side and subject is not None:
                entry = concern.sure, concern.statement, concern.quote
                told.setdefault(subject.issue.id, []).append(entry)
        if not told or len(self.issues) < 2:
            return []
        best = max(sum(s for s, _, _ in entries) for entries in told.values())
        first = [i for i, entries in told.items() if sum(s for s, _, _ in entries) == best]
        rest = [i for i in self.issues if i not in first]
        if not rest:
            return []
        entries = [entry for issue in first for entry in told[issue]]
        sure, why = self._merged(entries)
        content = Priorities((tuple(first), tuple(rest)))
        return [self._fact(side, "priorities", content, entries, sure, why)]

    def _red_lines(self, side: str) -> list[Proposed[Fact]]:
        """Levels that a side rules out in so many words; likely at most."""
        found: list[Proposed[Fact]] = []
        own_terms = {
            (issue, r.level)
            for made in self.made if made.side == side
            for issue, readings in made.draft.terms.items() for r in readings
        }  # fmt: skip
        seen: dict[tuple[str, str], list[tuple[float, str, Evidence]]] = {}
        for claim in self.told:
            if claim.side != side or claim.stance not in (Told.REJECTS, Told.WANTS, Told.TELLS):
                continue
            for hit in claim.hits:
                level = self._ruled_out(claim, hit)
                quote = claim.quote_hit(hit) if level else None
                if quote is not None:
                    subject = self._subject(hit)
                    issue = subject.issue.id if subject else ""
                    seen.setdefault((issue, level), []).append(
                        (claim.sure, claim.statement.id, quote)
                    )
        for (issue, level), entries in seen.items():
            if (issue, level) in own_terms:
                continue
            sure, why = self._merged(entries)
            sure = LIKELY if sure > LIKELY else EVEN
            content = RedLine({issue: (level,)})
            found.append(self._fact(side, "red_line", content, entries, sure, why))
        ruled = [
            next(iter(f.thing.content.levels))
            for f in found
            if isinstance(f.thing.content, RedLine)
        ]
        return [
            fact
            for fact, issue in zip(found, ruled, strict=True)
            if ruled.count(issue) < len(self.issues[issue].issue.levels)
        ]

    def _ruled_out(self, claim: Claim, hit: MatterHit) -> str:
        subject = self._subject(hit)
        if subject is None or subject.issue.numeric:
            return ""
        sentence = claim.report.sentence_at(hit.span.start)
        text = claim.report.text[sentence.start : sentence.stop]
        match = RED.search(text)
        if match is None or sentence.start + match.start() > hit.span.stop + 60:
            return ""
        level = subject.level(hit)
        without = re.search(r"\bwithout\b", text[match.start() : hit.span.start - sentence.start])
        if without and subject.matter.grades and hit.negated:
            return level if subject.issue.has(level) else ""
        return level if claim.stance is Told.REJECTS and not hit.negated else ""

    # --- parts -----------------------------------------------------------------------------------

    def _subject(self, hit: MatterHit) -> Subject | None:
        return self.subjects.get(
            subject_key(hit.matter.id, hit.unit if hit.value is not None else "")
        )

    def _merged(self, told: Sequence[tuple[float, str, Evidence]]) -> tuple[float, str]:
        """How sure several tellings are together, and a comment that names them."""
        sure = max(s for s, _, _ in told)
        sources = {q.source for _, _, q in told}
        if len(sources) > 1 and sure == LIKELY:
            sure = VERY_LIKELY
        ids = list(dict.fromkeys(one_line(i, 40) for _, i, _ in told))
        why = ", ".join(ids[:3]) + (f" and {len(ids) - 3} more" if len(ids) > 3 else "")
        doubt = next((self.doubts[i] for i in ids if self.doubts.get(i)), "")
        if sure < ESTABLISHED and doubt:
            why += f"; {doubt}"
        return sure, why

    def _fact(
        self,
        side: str,
        kind: str,
        content: Content,
        told: Sequence[tuple[float, str, Evidence]],
        sure: float,
        why: str,
        on: date | None = None,
    ) -> Proposed[Fact]:
        chosen = few_of(without_parts([quote for _, _, quote in told]))
        word = WORDS.get(sure, "")
        on = on if on is not None and on <= self.latest else None
        name: FactKind = kind  # type: ignore[assignment]
        fact = Fact(
            self.parties[side].id,
            name,
            content,
            chosen,
            "",
            on,
            sure,
            word,
        )
        return Proposed(
            fact, why, basis=tuple(dict.fromkeys(statement for _, statement, _ in told))
        )


_UNLESS = re.compile(r"\b(?:without|unless|until)\b", re.IGNORECASE)


def _hangs(claim: Claim) -> bool:
    """Whether what is refused is an agreement without something, not the one on the table."""
    text = claim.report.text
    return any(_UNLESS.search(text, s.start, s.stop) for s in claim.statement.content) or (
        _UNLESS.match(text, claim.statement.content[-1].stop + 1) is not None
        if claim.statement.content
        else False
    )


def _rank(fact: Proposed[Fact]) -> tuple[float, int]:
    return fact.thing.confidence, len(fact.thing.evidence)


def _named(content: object) -> str:
    package = content.package if isinstance(content, Stance) else Package()
    return package.draft or ", ".join(f"{i}: {lv}" for i, lv in package.terms.items())
