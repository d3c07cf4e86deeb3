"""Reasons for orders: which levels of an issue a side likes best or least, and why."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from zopa.case.model import Direction, Evidence, Fact, Party, Ranking
from zopa.foundation.text import Span
from zopa.proposing.by_statements.claims import ESTABLISHED, LIKELY, VERY_LIKELY, Claim
from zopa.proposing.by_statements.claims import ClaimStance as Told
from zopa.proposing.by_statements.drafts import Made, subject_key
from zopa.proposing.by_statements.issues import Subject
from zopa.proposing.matters import LevelShape, MatterHit, clause_around
from zopa.proposing.proposal import Proposed

_MORE = re.compile(
    r"\b(?:at least|no less than|minimum|or more|rais\w*|increas\w*|higher|more than|extend\w*)\b",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"\b(?:at most|no more than|not more than|maximum|or less|lower\w*|cap(?:ped)?|ceiling"
    r"|less than|reduc\w*|cheaper|too (?:much|high|expensive))\b",
    re.IGNORECASE,
)
OWN_DRAFT = "its own draft"
_TOO_LITTLE = re.compile(
    r"\btoo (?:low|little|small)\b|\bnot enough\b|\binsufficient\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Vote:
    """One reason for an order: a level that a side likes best or least, or a way to go."""

    issue: str
    side: str
    best: str
    worst: str
    toward: str
    sure: float
    evidence: Evidence
    statement: str


class Votes:
    """The votes of all sides, out of what they claim and table."""

    def __init__(
        self,
        told: Sequence[Claim],
        made: Sequence[Made],
        subjects: Mapping[str, Subject],
        parties: Mapping[str, Party],
    ) -> None:
        self.told = told
        self.made = made
        self.subjects = subjects
        self.issues = {s.issue.id: s for s in subjects.values()}
        self.parties = parties

    def all(self, stances: Sequence[Proposed[Fact]]) -> list[Vote]:
        """Reasons for orders, those that are told before those that are inferred."""
        found: list[Vote] = []
        for claim in self.told:
            if claim.stance in (Told.WANTS, Told.REJECTS, Told.TABLES, Told.ACCEPTS):
                for hit in claim.hits:
                    found += self._vote(claim, hit)
        found += self._by_comparison()
        known = {(v.side, v.issue) for v in found}
        for made in self.made:
            found += [v for v in self._by_draft(made) if (v.side, v.issue) not in known]
        directed = {(v.side, v.issue): v.toward for v in found if v.toward}
        refused = {f.thing.party for f in stances if f.thing.kind == "rejects"}
        for claim in self.told:
            if claim.stance is Told.REJECTS and self.parties[claim.side].id in refused:
                found += self._against(claim, directed)
        return found

    def _vote(self, claim: Claim, hit: MatterHit) -> list[Vote]:
        subject = self._subject(hit)
        if subject is None:
            return []
        best = worst = toward = ""
        level = subject.level(hit)
        if subject.issue.numeric or subject.scale is not None:
            toward = self._toward(claim, hit, subject, level)
        elif claim.stance is Told.REJECTS:
            worst = level
        elif claim.stance is Told.TABLES:
            return []  # what is tabled is no more than likely what is wanted: see `_by_draft`
        elif hit.negated and subject.matter.shape in (LevelShape.NAMED, LevelShape.PLACE):
            worst = level
        else:
            best = level
        if not (best or worst or toward):
            return []
        quote = claim.quote_hit(hit)
        if quote is None:
            return []
        return [
            Vote(
                subject.issue.id,
                claim.side,
                best,
                worst,
                toward,
                claim.sure,
                quote,
                claim.statement.id,
            )
        ]

    def _toward(self, claim: Claim, hit: MatterHit, subject: Subject, level: str) -> str:
        text = claim.report.text
        sentence = claim.report.sentence_at(hit.span.start)
        piece = text[sentence.start : sentence.stop]
        inner = Span(
            hit.span.start - sentence.start, min(hit.span.stop, sentence.stop) - sentence.start
        )
        clause = clause_around(piece, inner)
        around = piece[clause.start : clause.stop]
        included = bool(subject.matter.grades) and subject.matter.grades[0].id == "none"
        if claim.stance is Told.REJECTS and included and hit.value is None:
            ends = {subject.matter.grades[0].id: "more", subject.matter.grades[-1].id: "less"}
            return ends.get(hit.level, "")
        if claim.stance is Told.REJECTS:
            return (
                "more"
                if _TOO_LITTLE.search(piece)
                else "less"
                if _LESS.search(around) and ("too" in around)
                else ""
            )
        getting = subject.matter.getting
        if _MORE.search(around):
            return "more"
        if subject.matter.id not in ("emissions", "job_cuts") and _LESS.search(around):
            return "less"
        if included and claim.stance is Told.WANTS:
            return "less" if level == "0" else "more"
        if hit.value is None:
            return "less" if level == "0" else ""
        return "more" if getting is not None and getting.search(around) else ""

    def _by_comparison(self) -> list[Vote]:
        """Of two sides that name different figures, the one with the larger wants more."""
        named: dict[str, dict[str, list[tuple[Decimal, Claim, MatterHit]]]] = {}
        for claim in self.told:
            if claim.stance not in (Told.WANTS, Told.TABLES, Told.ACCEPTS):
                continue
            for hit in claim.hits:
                subject = self._subject(hit)
                if subject is not None and hit.value is not None and subject.scale is not None:
                    own = named.setdefault(subject.issue.id, {}).setdefault(claim.side, [])
                    own.append((hit.value, claim, hit))
        found: list[Vote] = []
        for issue, by_side in named.items():
            wanted = {
                side: [e for e in told if e[1].stance is Told.WANTS] or told
                for side, told in by_side.items()
            }
            middles = {
                side: sorted(v for v, _, _ in told)[len(told) // 2] for side, told in wanted.items()
            }
            low, high = min(middles.values()), max(middles.values())
            if low == high:
                continue
            for side, told in wanted.items():
                toward = {low: "less", high: "more"}.get(middles[side], "")
                for _, claim, hit in told if toward else ():
                    quote = claim.quote_hit(hit)
                    if quote is not None:
                        most = ESTABLISHED if claim.stance is Told.WANTS else VERY_LIKELY
                        sure = min(claim.sure, most)
                        why = claim.statement.id
                        found.append(Vote(issue, side, "", "", toward, sure, quote, why))
        return found

    def _against(self, claim: Claim, directed: Mapping[tuple[str, str], str]) -> list[Vote]:
        """Who refuses a figure that another side wants more of wants less, and the reverse."""
        found = []
        for hit in claim.hits:
            subject = self._subject(hit)
            if subject is None or hit.value is None or subject.scale is None:
                continue
            issue = subject.issue.id
            ways = {way for (side, i), way in directed.items() if i == issue and side != claim.side}
            if len(ways) != 1 or directed.get((claim.side, issue)):
                continue
            quote = claim.quote_hit(hit)
            if quote is not None:
                toward = "less" if ways == {"more"} else "more"
                sure = min(LIKELY, claim.sure)
                why = f"inferred from {claim.statement.id}"
                found.append(Vote(issue, claim.side, "", "", toward, sure, quote, why))
        return found

    def _by_draft(self, made: Made) -> list[Vote]:
        """A side likes what it tabled, where nothing else is told: likely, never more."""
        if made.side not in self.parties:
            return []
        found = []
        for issue, readings in made.draft.terms.items():
            subject = self.issues[issue]
            quote = made.quotes.get((issue, readings[0].level))
            if len(readings) != 1 or quote is None:
                continue
            best, toward = readings[0].level, ""
            if subject.scale is not None:
                getting = subject.matter.getting
                best, toward = "", "more" if getting and getting.search(quote.quote) else ""
            if best or toward:
                found.append(Vote(issue, made.side, best, "", toward, LIKELY, quote, OWN_DRAFT))
        return found

    def _subject(self, hit: MatterHit) -> Subject | None:
        return self.subjects.get(
            subject_key(hit.matter.id, hit.unit if hit.value is not None else "")
        )


def way(vote: Vote, subject: Subject) -> Ranking | Direction | None:
    """The order that a vote speaks for."""
    issue = subject.issue
    ids = issue.level_ids
    if vote.toward:
        if issue.numeric:
            return Direction(issue.id, "more" if vote.toward == "more" else "less")
        ranked = ids[::-1] if vote.toward == "more" else ids
        return Ranking(issue.id, tuple((level,) for level in ranked))
    level = vote.best or vote.worst
    if level not in ids:
        return None
    if subject.matter.shape is LevelShape.GRADED and level in (ids[0], ids[-1]):
        upward = (level == ids[-1]) == bool(vote.best)
        return Ranking(issue.id, tuple((i,) for i in (ids[::-1] if upward else ids)))
    others = tuple(i for i in ids if i != level)
    tiers = ((level,), others) if vote.best else (others, (level,))
    return Ranking(issue.id, tiers)


def opposed(one: Ranking | Direction, other: Ranking | Direction) -> bool:
    """Whether two orders on an issue put some levels opposite ways."""
    if isinstance(one, Direction) or isinstance(other, Direction):
        return one != other
    rank = {level: k for k, tier in enumerate(one.tiers) for level in tier}
    pairs = [
        (a, b)
        for k, tier in enumerate(other.tiers) for a in tier
        for lower in other.tiers[k + 1 :] for b in lower
    ]  # fmt: skip
    return any(rank.get(a, 0) > rank.get(b, 0) for a, b in pairs)
