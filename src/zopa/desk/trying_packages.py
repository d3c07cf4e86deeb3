"""A board on which a package is tried: its terms, how every side takes it, and what else to table.

Everything is told of one version of a ledger and of the draws that are there, so that answers move
as soon as a term is changed. Nothing is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zopa.desk.countering import next_drafts, party_wanted
from zopa.desk.errors import WrongCallError
from zopa.desk.scoring import score
from zopa.desk.wanted_offers import terms_meant

if TYPE_CHECKING:
    from zopa.analyses.counter_records import CounterDraft
    from zopa.analyses.package_scores import PackageScore
    from zopa.case.model import Case
    from zopa.desk.ledger_draws import DrawnLedger

OPEN = ""
"""Stands for a term that a package leaves open."""


@dataclass(frozen=True, slots=True)
class BoardTerm:
    """An issue on the board: what the package has, and what the draft has that it starts from."""

    issue: str
    title: str
    levels: tuple[tuple[str, str], ...]
    """All levels of the issue, each with its words."""
    level: str
    """The level of the package; empty where it leaves the issue open."""
    before: tuple[str, ...]
    """The levels of the draft, several where reports differ; none where it is open."""
    before_words: str

    @property
    def changed(self) -> bool:
        """Whether the package has another level than the draft."""
        return self.level not in self.before if self.level else bool(self.before)


@dataclass(frozen=True, slots=True)
class ScoredOnBoard:
    """A package as every side takes it."""

    name: str
    score: PackageScore
    feedback: str
    """Who could sign it, who blocks it, and what would be better for all."""


@dataclass(frozen=True, eq=False)
class PackageBoard:
    """A package on the board of a party, beside the draft that it starts from."""

    version: str
    draws: int
    given: bool
    """Whether every number is given, so that all draws are the same."""
    party: str
    start: str
    """The draft that it starts from; empty where there is none."""
    terms: tuple[BoardTerm, ...]
    package: ScoredOnBoard
    draft: ScoredOnBoard | None
    """The draft as every side takes it."""

    @property
    def settled(self) -> dict[str, str]:
        """The terms that the package settles."""
        return {term.issue: term.level for term in self.terms if term.level}

    @property
    def changed(self) -> bool:
        """Whether it differs from the draft."""
        return any(term.changed for term in self.terms)


def package_board(
    drawn: DrawnLedger, party: str, start: str = "", terms: Mapping[str, str] | None = None
) -> PackageBoard:
    """Put a package on the board of a party: the terms of a draft, with `terms` in their place.

    Without a draft, it is the one that the party would answer. A level that is empty leaves an
    issue open; an issue that `terms` does not name is as in the draft. Raises `WrongCallError` for
    what the case has not.

    >>> from zopa.desk.ledger_draws import drawn_ledger
    >>> drawn = drawn_ledger("examples/minerals", 200)
    >>> board = package_board(drawn, "ukraine", "", {"share": "20"})
    >>> board.start, [term.issue for term in board.terms if term.changed]
    ('feb7', ['share'])
    """
    from zopa.case.newest_drafts import draft_answered_by

    case = drawn.case
    who = party_wanted(case, party)
    if start and (start not in case.drafts or case.drafts[start].unknown):
        raise WrongCallError(f"`{start[:100]}` is not a draft of which a term is known")
    answered = None if start else draft_answered_by(case, who)
    name = start or (answered.id if answered else "")
    before = case.drafts[name].levels if name else {}
    wished = dict(terms or {})
    settled = {issue: levels[0] for issue, levels in before.items() if issue not in wished}
    settled |= terms_meant(case, ((i, level) for i, level in wished.items() if level != OPEN))
    shown = tuple(_term(case, issue, settled, before) for issue in case.issues)
    asked: list[str | Mapping[str, str]] = [settled, *([name] if name else [])]
    scored = score(case, asked, drawn.draws)
    told = [_on_board(case, one, given=scored.given) for one in scored.result.packages]
    return PackageBoard(
        version=drawn.version,
        draws=len(drawn.draws),
        given=scored.given,
        party=who,
        start=name,
        terms=shown,
        package=told[0],
        draft=told[1] if name else None,
    )


@dataclass(frozen=True, eq=False)
class PackagesCompared:
    """Some packages side by side, as every side takes them."""

    version: str
    draws: int
    given: bool
    terms: tuple[tuple[str, tuple[str, ...], bool], ...]
    """Each issue with the words of each package, and whether they differ."""
    packages: tuple[ScoredOnBoard, ...]


def compared_packages(
    drawn: DrawnLedger, packages: Sequence[tuple[str, Mapping[str, str]]]
) -> PackagesCompared:
    """Hold packages beside each other, each with a name; raises as `package_board` does.

    >>> from zopa.desk.ledger_draws import drawn_ledger
    >>> drawn = drawn_ledger("examples/minerals", 100)
    >>> told = compared_packages(drawn, [("A", {"share": "20"}), ("B", {"share": "30"})])
    >>> told.terms[0]
    ('US share of the mineral rights', ('20 percent', '30 percent'), True)
    """
    case = drawn.case
    settled = [terms_meant(case, terms.items()) for _, terms in packages]
    scored = score(case, settled, drawn.draws)
    rows = []
    for issue in case.issues.values():
        levels = [terms.get(issue.id, OPEN) for terms in settled]
        words = tuple(issue.describe(level) if level else "open" for level in levels)
        rows.append((issue.title, words, len(set(levels)) > 1))
    return PackagesCompared(
        version=drawn.version,
        draws=len(drawn.draws),
        given=scored.given,
        terms=tuple(rows),
        packages=tuple(
            _on_board(case, one, name, given=scored.given)
            for one, (name, _) in zip(scored.result.packages, packages, strict=True)
        ),
    )


@dataclass(frozen=True, slots=True)
class BoardOffer:
    """A package that a party could table, to be put on the board."""

    letter: str
    made: CounterDraft
    words: tuple[str, ...]
    """What it changes or settles."""


def board_offers(drawn: DrawnLedger, party: str, start: str) -> tuple[BoardOffer, ...]:
    """The packages of `next_drafts` against a draft, or without one against the one that the party
    would answer; raises as `next_drafts` does.

    >>> from zopa.desk.ledger_draws import drawn_ledger
    >>> offers = board_offers(drawn_ledger("examples/minerals", 200), "ukraine", "feb7")
    >>> offers[0].letter, len(offers[0].made.terms)
    ('A', 7)
    """
    from zopa.briefing.wording.letters import letter

    made = next_drafts(drawn.case, party, drawn.draws, against=start)
    issues = drawn.case.issues
    return tuple(
        BoardOffer(
            letter(position),
            one,
            tuple(
                f"{issues[term.issue].title}: {issues[term.issue].describe(term.after)}"
                for term in (*one.changed, *one.filled)
            ),
        )
        for side in made.result.sides[:1]
        for position, one in enumerate(side.drafts)
    )


def _term(
    case: Case, issue: str, settled: Mapping[str, str], before: Mapping[str, tuple[str, ...]]
) -> BoardTerm:
    entry, levels = case.issues[issue], before.get(issue, ())
    return BoardTerm(
        issue=issue,
        title=entry.title,
        levels=tuple((level, entry.describe(level)) for level in entry.level_ids),
        level=settled.get(issue, OPEN),
        before=tuple(levels),
        before_words=" or ".join(map(entry.describe, levels)) or "open",
    )


def _on_board(case: Case, scored: PackageScore, name: str = "", *, given: bool) -> ScoredOnBoard:
    from zopa.briefing.phrasing import plain
    from zopa.briefing.scored import feedback

    return ScoredOnBoard(
        name or scored.package.name, scored, plain(feedback(case, scored, given=given))
    )
