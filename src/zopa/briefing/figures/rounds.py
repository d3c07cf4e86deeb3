"""The chart of what each offer is worth to each side, over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.figures.charts import RoundsChart, RoundsPoint, RoundsSide

if TYPE_CHECKING:
    from zopa.analyses.offers_over_time import OfferInTime
    from zopa.analyses.result import Spread
    from zopa.briefing.results import BriefResults


def rounds_chart(f: BriefResults) -> RoundsChart:
    """Gather, side by side, what each offer is worth to it, with the range of nine draws in ten."""
    offers = f.rounds.offers
    sides = tuple(_side(f, party, offers) for party in f.signatories)
    return RoundsChart(
        title="What each offer is worth to each side",
        axis="worth, from the worst (0) to the best (100)",
        days=tuple(f"{offer.on.day} {offer.on:%b}" for offer in offers),
        sides=sides,
        words=" ".join(
            f"To {side.side}: {', '.join(f'offer {p.number} {p.mean:.0f}' for p in side.points)}; "
            f"no deal {side.no_deal[0]:.0f}."
            for side in sides
        ),
    )


def _side(f: BriefResults, party: str, offers: tuple[OfferInTime, ...]) -> RoundsSide:
    points = []
    for number, offer in enumerate(offers, 1):
        (worth,) = (p.value for p in offer.parties if p.party == party)
        own = party in offer.by
        points.append(RoundsPoint(number, (offer.on - offers[0].on).days, *_range(worth), own))
    return RoundsSide(f.case.parties[party].name, _range(f.rounds.no_deal[party]), tuple(points))


def _range(spread: Spread) -> tuple[float, float, float]:
    return 100 * spread.mean, 100 * spread.low, 100 * spread.high
