"""Which draft of a case a new report means: by its author, its figures, its date, its number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from zopa.case.model import Case, Draft
from zopa.foundation.names import fold
from zopa.proposing.by_grammar.measures import measures_of
from zopa.proposing.by_grammar.stands import ORDINALS

if TYPE_CHECKING:
    from zopa.proposing.by_grammar.drafting import DraftedOffer

_ORDINAL = re.compile(rf"\b({'|'.join(ORDINALS)})\b")


@dataclass(frozen=True, slots=True)
class TermAgainst:
    """A term that a report tells of a draft otherwise than the ledger."""

    draft: str
    issue: str
    level: str


class CaseDrafts:
    """The drafts of a case, in the order in which they were tabled."""

    def __init__(self, case: Case) -> None:
        self._case = case
        listed = list(case.drafts.values())
        place = {draft.id: index for index, draft in enumerate(listed)}
        self._drafts = sorted(listed, key=lambda d: (d.on or date.min, place[d.id]))
        if any(draft.on is None for draft in listed):
            self._drafts = listed
        self._figures = {draft.id: _figures_told(draft) for draft in listed}

    def meant(
        self, new: Draft, offered: DraftedOffer | None, published: date | None
    ) -> tuple[Draft | None, tuple[TermAgainst, ...]]:
        """The draft of the case that a draft of new reports is, and the terms on which they differ.

        None for one that the case does not have.
        """
        own = [d for d in self._drafts if d.by == new.by and _by_then(d, published)]
        measures = offered.offer.measures if offered is not None else set()
        if not own and not (new.by and all(d.by for d in self._drafts)):
            own = [d for d in self._drafts if self._agree(d, new, measures)]
        if not own:
            return None, ()
        agreeing = [d for d in own if self._agree(d, new, measures)]
        if agreeing:
            best = max(
                agreeing, key=lambda d: (self._agree(d, new, measures), -len(_unlike(d, new)))
            )
            # By its figures it is this one; another one is of a text that was read as the same.
            unlike = [t for t in _unlike(best, new) if not self._case.issues[t.issue].numeric]
            return best, tuple(unlike)
        same_day = [d for d in own if new.on is not None and d.on == new.on]
        numbered = _numbered(own, offered)
        if len(same_day) == 1:
            return same_day[0], tuple(_unlike(same_day[0], new))
        if len(numbered) == 1:
            return numbered[0], tuple(_unlike(numbered[0], new))
        if offered is not None and offered.offer.number and any(map(_number_of, own)):
            return None, ()  # those that are there are other ones
        told = {unit for unit, _ in measures}
        possible = [
            d
            for d in own
            if not any(self._case.issues[t.issue].numeric for t in _unlike(d, new))
            and not told & {unit for unit, _ in self._figures[d.id]}
        ]
        if measures and not possible:
            return None, ()
        mentions = offered.offer.mentions if offered is not None else []
        earlier = bool(mentions) and all(m.earlier for m in mentions)
        if earlier and len(own) > 1:
            return own[-2], ()
        last = (possible or own)[-1]
        return (last, ()) if not _unlike(last, new) else (None, ())

    def _agree(self, draft: Draft, new: Draft, measures: Iterable[tuple[str, float]]) -> int:
        """How many figures and terms two drafts have in common."""
        figures = len(set(measures) & self._figures[draft.id])
        terms = sum(
            set(draft.levels.get(issue, ())) >= set(levels)
            for issue, levels in new.levels.items()
            if self._case.issues[issue].numeric
        )
        return figures + terms


def _by_then(draft: Draft, published: date | None) -> bool:
    return draft.on is None or published is None or draft.on <= published


def _unlike(draft: Draft, new: Draft) -> list[TermAgainst]:
    """The terms of a new draft that the draft of the case has otherwise."""
    return [
        TermAgainst(draft.id, issue, levels[0])
        for issue, levels in new.levels.items()
        if draft.levels.get(issue) and not set(levels) & set(draft.levels[issue])
    ]


def _figures_told(draft: Draft) -> set[tuple[str, float]]:
    """The figures in the title and the evidence of a draft that tell texts apart."""
    from zopa.statements.figures import figures_in

    found: set[tuple[str, float]] = set()
    for text in (draft.title, *(e.quote for e in draft.evidence)):
        found |= {(m.unit, m.value) for m in measures_of(text, figures_in(text)) if m.tells_apart}
    return found


def _numbered(own: Sequence[Draft], offered: DraftedOffer | None) -> list[Draft]:
    """The drafts whose title has the number that is told of a text (“its second offer”)."""
    number = offered.offer.number if offered is not None else 0
    return [d for d in own if number and _number_of(d) == number]


def _number_of(draft: Draft) -> int:
    """The number in the title or the short name of a draft, 0 where there is none."""
    match = _ORDINAL.search(fold(f"{draft.id.replace('_', ' ')} {draft.title}"))
    return ORDINALS[match[1]] if match is not None else 0


def offers_by_draft(
    joined: Sequence[Draft], drafted: Sequence[DraftedOffer]
) -> Mapping[str, DraftedOffer]:
    """The offer of the grammar's way from which each draft is made, by the words they share."""
    found: dict[str, DraftedOffer] = {}
    for draft in joined:
        for offered in drafted:
            same = offered.draft.id == draft.id or set(offered.draft.evidence) & set(draft.evidence)
            if same and offered.draft.by == draft.by:
                found.setdefault(draft.id, offered)
    return found
