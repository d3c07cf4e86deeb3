"""The drafts of a case term by term beside each other, with what differs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from zopa.desk.errors import WrongCallError

if TYPE_CHECKING:
    from zopa.case.model import Case, Draft

TermState = Literal["settled", "open", "silent", "disputed"]
"""A term is settled, left open, as the issue says where a text is silent, or told in two ways."""


@dataclass(frozen=True, slots=True)
class TermBeside:
    """What a draft says on an issue."""

    levels: tuple[str, ...]
    words: tuple[str, ...]
    """The levels in words; none where the term is open."""
    state: TermState
    differs: bool
    """Whether it is another than that of the draft that all are held against."""


@dataclass(frozen=True, slots=True)
class DraftColumn:
    """A draft, and its terms in the order of the issues."""

    draft: str
    title: str
    about: str
    """By whom, of when, and what has become of it."""
    terms: tuple[TermBeside, ...]
    differing: int
    """How many of them differ."""


@dataclass(frozen=True, slots=True)
class DraftsSideBySide:
    against: str
    """The draft that all are held against; empty where there is none."""
    columns: tuple[DraftColumn, ...]
    """That draft first, then the newest first."""


def drafts_side_by_side(case: Case, against: str = "") -> DraftsSideBySide:
    """Hold the drafts of a case against one of them: without a name, the newest.

    Drafts of which no term is known, or with a term that the case does not have, are left out.
    Raises `WrongCallError` where the case has no such draft.

    >>> from zopa.desk.opening import load
    >>> told = drafts_side_by_side(load("examples/minerals"), "feb7")
    >>> [(one.draft, one.differing) for one in told.columns]
    [('feb7', 0), ('counter', 7)]
    """
    from zopa.case.checks.unknown_name import sound_part
    from zopa.case.newest_drafts import drafts_by_age

    case = sound_part(case)
    shown = [draft for draft in drafts_by_age(case) if not draft.unknown]
    names = [draft.id for draft in shown]
    if against and against not in names:
        raise WrongCallError(f"`{against}` is not a draft of which a term is known")
    base = case.drafts[against] if against else shown[0] if shown else None
    if base is None:
        return DraftsSideBySide("", ())
    ordered = [base, *(draft for draft in shown if draft is not base)]
    return DraftsSideBySide(base.id, tuple(_column(case, draft, base) for draft in ordered))


def _column(case: Case, draft: Draft, base: Draft) -> DraftColumn:
    terms = tuple(_term(case, draft, base, issue) for issue in case.issues)
    names = [case.parties[party].name for party in draft.by if party in case.parties]
    about = [
        f"by {' and '.join(names)}" if names else "",
        draft.on.isoformat() if draft.on else "",
        draft.status if draft.status != "tabled" else "",
        "assumed" if draft.assumed else "",
    ]
    return DraftColumn(
        draft=draft.id,
        title=draft.title or draft.id,
        about=", ".join(filter(None, about)),
        terms=terms,
        differing=sum(term.differs for term in terms),
    )


def _term(case: Case, draft: Draft, base: Draft, issue: str) -> TermBeside:
    levels, state = _levels(case, draft, issue)
    return TermBeside(
        levels=levels,
        words=tuple(case.issues[issue].describe(level) for level in levels),
        state=state,
        differs=set(levels) != set(_levels(case, base, issue)[0]),
    )


def _levels(case: Case, draft: Draft, issue: str) -> tuple[tuple[str, ...], TermState]:
    told = draft.levels.get(issue, ())
    if told:
        return told, "disputed" if len(told) > 1 else "settled"
    otherwise = case.issues[issue].otherwise
    return ((otherwise,), "silent") if otherwise is not None else ((), "open")
