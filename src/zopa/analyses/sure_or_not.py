"""What holds whatever the sides want, as long as the reports are right?

A share of draws says how often something holds. Here it is told apart whether it holds for every
preference that agrees with the established facts, for some, or for none (necessary and possible
relations of robust ordinal regression). Where draws show both that it can hold and that it can
fail, that settles it. Where they show only one of the two, linear programs look for the other
(`zopa.preferences.robust`), whatever uncertain facts are true and however terms stand on which
reports differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Literal

import numpy as np
from pydantic import Field

from zopa.analyses.draft_standing import clearly_better, draft_signed
from zopa.analyses.nothing_unused import NothingUnused
from zopa.analyses.rank_acceptability import FEWEST_RANKED, rank_shares
from zopa.analyses.registry import analysis
from zopa.analyses.result import Options, Record, Result, Share
from zopa.analyses.worth_of_drafts import WorthOfDrafts
from zopa.case.model import Package
from zopa.outcomes.arrays import ACCEPTANCE
from zopa.outcomes.space import OutcomeSpace
from zopa.preferences.constraints import settled_terms
from zopa.preferences.robust import Necessity, Robust

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from zopa.case.coalitions import SimpleGame
    from zopa.case.model import Case, Draft
    from zopa.preferences.draws import Draws
    from zopa.preferences.robust import Reading

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Ints = NDArray[np.intp]

Holds = Literal["always", "sometimes", "never", "in all draws", "in no draw"]
"""For every preference that agrees with the established facts, for some, or for none; or, where
that was not decided, what the draws show."""


class SurenessOptions(Options):
    compared: int = Field(default=6, ge=0)
    """The most drafts that are compared with one another, the last entered first."""
    improvement: float = Field(default=0.01, gt=0, le=1)
    """A draft leaves something unused where another outcome gives every signatory more by at least
    this, on the scale 0..1."""


class Sure(Record):
    """How often something holds, and whether that is so whatever the sides want."""

    share: Share
    holds: Holds


class SureSignature(Record):
    """Whether a party signs a draft."""

    party: str
    could: Sure
    """It likes the draft at least as much as no agreement, and no red line stands against it."""
    would_now: Sure
    """It gets at least what it holds out for."""


class SureDraft(Record):
    """What is sure of one draft."""

    draft: str
    parties: tuple[SureSignature, ...]
    """Every party drawn, in file order."""
    signed: Sure
    """Enough signatories could sign it."""
    efficient: Sure | None
    """No other outcome would make every signatory better off by `options.improvement`. None where
    terms are open."""


class SureOrder(Record):
    """Which of two drafts a party likes at least as much as the other."""

    party: str
    draft: str
    """The one that it likes better in most draws."""
    other: str
    at_least_as_good: Sure


class DraftPlaces(Record):
    """Which place a draft has among those that are compared, in the eyes of a party."""

    party: str
    draft: str
    places: tuple[Share, ...]
    """How often it is the first, the second, and so on; of drafts that are worth the same, each has
    the best of the places that they share."""


class SurenessResult(Result):
    options: SurenessOptions
    drafts: tuple[SureDraft, ...]
    orders: tuple[SureOrder, ...]
    """For each party and each two drafts that are compared."""
    places: tuple[DraftPlaces, ...] = ()
    """For each party and each draft that is compared, where there are at least three."""


@analysis(SurenessResult, SurenessOptions)
def sureness(case: Case, draws: Draws, options: SurenessOptions) -> SurenessResult:
    """Say what holds for every preference that agrees with the facts, for some, or for none.

    Source: necessary and possible preference relations (Greco, Mousseau and Słowiński 2008, EJOR
    191, 416–436); rank acceptability (Lahdelma and Salminen 2001).
    """
    known = case.known_drafts
    asking = _Asking(WorthOfDrafts(draws, Robust(case)), options.improvement)
    compared = sorted(draft.id for draft in known[len(known) - min(options.compared, len(known)) :])
    return SurenessResult(
        analysis="sureness",
        question="What holds whatever the sides want?",
        method=(
            "Where some draws have it and others have not, that settles it. Else linear programs "
            "look for preferences that agree with the established facts and under which it is "
            "otherwise, whatever uncertain facts are true and however disputed terms stand."
        ),
        references=("Greco, Mousseau and Słowiński 2008", "Lahdelma and Salminen 2001"),
        draws=len(draws),
        seed=draws.seed,
        options=options,
        drafts=tuple(asking.of_draft(draft) for draft in known),
        orders=tuple(
            asking.order(party, one, other)
            for party in draws.parties
            for one, other in combinations(compared, 2)
        ),
        places=tuple(
            places
            for party in draws.parties
            if len(compared) >= FEWEST_RANKED
            for places in asking.places(party, compared)
        ),
    )


@dataclass(frozen=True)
class _Asking:
    """What is asked of the drafts, in the draws and beyond them."""

    worths: WorthOfDrafts
    improvement: float

    def of_draft(self, draft: Draft) -> SureDraft:
        """What is sure of one draft."""
        case, draws = self.worths.case, self.worths.draws
        readings = self.worths.robust.readings([draft.id])
        answers = []
        signing: dict[str, list[Necessity]] = {}
        for party in draws.parties:
            could, would = self.worths.signs(draft, party)
            signing[party] = self._signing(readings, draft, party, could, "reservation")
            now = self._signing(readings, draft, party, would, "aspiration")
            answers.append(
                SureSignature(
                    party=party, could=_sure(could, signing[party]), would_now=_sure(would, now)
                )
            )
        signed = draft_signed(case, draws, draft.id)
        efficient = None
        if all(i.id in draft.terms or i.otherwise is not None for i in case.issues.values()):
            used_up = ~clearly_better(case, draws, draft.id, self.improvement)
            unused = NothingUnused(self.worths, self.improvement)
            efficient = _sure(used_up, unused.necessities(readings, draft, used_up))
        return SureDraft(
            draft=draft.id,
            parties=tuple(answers),
            signed=_sure(signed, self._together(readings, draft, signed, signing)),
            efficient=efficient,
        )

    def order(self, party: str, one: str, other: str) -> SureOrder:
        """Which of two drafts a party likes at least as much."""
        first, second = (self.worths.case.drafts[draft] for draft in (one, other))
        ahead = self.worths.worth(first, party) - self.worths.worth(second, party)
        if np.count_nonzero(ahead < -ACCEPTANCE) > np.count_nonzero(ahead > ACCEPTANCE):
            first, second, ahead = second, first, -ahead
        hits = ahead >= -ACCEPTANCE
        necessities = [Necessity(necessary=False, possible=True)]
        if hits.all():
            readings = self.worths.robust.readings([one, other])
            necessities = [
                self._ordered(party, first, second, reading) for reading in readings or ()
            ] or [Necessity(None, possible=True)]
        return SureOrder(
            party=party, draft=first.id, other=second.id, at_least_as_good=_sure(hits, necessities)
        )

    def places(self, party: str, compared: Sequence[str]) -> Iterator[DraftPlaces]:
        """Which place each draft has in the eyes of a party."""
        drafts = [self.worths.case.drafts[draft] for draft in compared]
        worth = np.stack([self.worths.worth(draft, party) for draft in drafts], axis=1)
        for draft, shares in zip(compared, rank_shares(worth), strict=True):
            yield DraftPlaces(party=party, draft=draft, places=shares)

    def _ordered(self, party: str, first: Draft, second: Draft, reading: Reading) -> Necessity:
        if party in self.worths.draws.given_parties:
            return Necessity(necessary=True, possible=True)
        this, that = (self.worths.linear(draft, party, reading) for draft in (first, second))
        if this is None or that is None:
            return Necessity(None, possible=True)
        ahead = this.worth - that.worth
        return self.worths.robust.not_negative(party, reading, ahead, holds=True)

    def _signing(
        self,
        readings: Sequence[Reading] | None,
        draft: Draft,
        party: str,
        hits: Bools,
        bar: Literal["reservation", "aspiration"],
    ) -> list[Necessity]:
        """Whether a party surely, and possibly, gets from a draft at least as much as a bar,
        reading by reading; `hits` (draws,) says in which draws it does."""
        robust = self.worths.robust
        if readings is None:
            return [Necessity(None, None)]
        if party in self.worths.draws.given_parties:  # the draws are all that there is
            return [Necessity(bool(hits.all()), bool(hits.any()))] * len(readings)
        found = []
        for reading in readings:
            stand = self.worths.linear(draft, party, reading)
            if stand is None:
                found.append(Necessity(None, None))
                continue
            own = hits[self.worths.in_reading(reading)] if len(readings) > 1 else hits
            above = stand.worth.copy()
            above[getattr(robust.layout, bar)] -= 1.0
            necessity = robust.not_negative(
                party, reading, above, holds=bool(own.any()), fails=not own.all()
            )
            # a red line stands whatever the draft is worth
            found.append(
                Necessity(
                    necessity.necessary if stand.free else False,
                    necessity.possible if stand.could else False,
                )
            )
        return found

    def _together(
        self,
        readings: Sequence[Reading] | None,
        draft: Draft,
        signed: Bools,
        signing: Mapping[str, Sequence[Necessity]],
    ) -> list[Necessity]:
        """Whether enough signatories sign, whose preferences are independent in each reading."""
        if readings is None:
            return [Necessity(None, None)]
        if signed.any() and not signed.all():
            return [Necessity(necessary=False, possible=True)]
        case, board = self.worths.case, self.worths.board
        found = []
        for number, reading in enumerate(readings):
            terms = settled_terms(case, "", Package(draft.id), reading)
            if not _keeps_rules(case, board.space, terms):
                found.append(Necessity(necessary=False, possible=False))
                continue
            each = [signing[party][number] for party in board.parties]
            found.append(
                Necessity(
                    _wins(case.game, [necessity.necessary for necessity in each]),
                    _wins(case.game, [necessity.possible for necessity in each]),
                )
            )
        return found


def _keeps_rules(case: Case, space: OutcomeSpace, terms: Mapping[str, str]) -> bool:
    if len(terms) < len(case.issues):
        return True
    return bool(space.allowed(space.completed(space.encode(terms)[None]))[0])


def _wins(game: SimpleGame, each: Sequence[bool | None]) -> bool | None:
    """Whether those who sign bring about an agreement; None where that hangs on what is not
    decided."""
    surely = game.wins([k for k, signs in enumerate(each) if signs])
    somehow = game.wins([k for k, signs in enumerate(each) if signs is not False])
    return surely if surely == somehow else None


def _sure(hits: Bools, necessities: Sequence[Necessity]) -> Sure:
    """What the draws show, and what is so under every reading."""
    share = Share.of(hits)
    necessary = _over([necessity.necessary for necessity in necessities], every=True)
    possible = _over([necessity.possible for necessity in necessities], every=False)
    if hits.any():
        possible = True
    if not hits.all():
        necessary = False
    holds: Holds
    if necessary is None or possible is None:
        holds = "in all draws" if necessary is None else "in no draw"
    else:
        holds = "always" if necessary else "sometimes" if possible else "never"
    return Sure(share=share, holds=holds)


def _over(told: Sequence[bool | None], *, every: bool) -> bool | None:
    """Whether all are so, or with `every` false whether any is; None where that is not known."""
    settles = not every
    if any(one is settles for one in told):
        return settles
    return None if any(one is None for one in told) else every
