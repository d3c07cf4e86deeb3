"""The picture of the deal space, which shows what each deal is worth to two parties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.analyses.two_party_space import DOT, WAY
from zopa.briefing.figures.charts import DealSpaceChart, NamedPoints
from zopa.briefing.phrasing import Said, listed, plain, prose, sentence
from zopa.briefing.sections.fair import fair_name
from zopa.briefing.wording.names import party_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zopa.analyses.two_party_space import DealPoint, DealSpaceResult, DraftPoints
    from zopa.briefing.figures.charts import ChartPoint
    from zopa.briefing.phrasing import Prose
    from zopa.briefing.results import BriefResults


def deal_space_chart(f: BriefResults) -> DealSpaceChart:
    """Gather deals, the frontier, the no-deal lines, the drafts and the fair deals.

    ValueError where the results hold no two parties to show.
    """
    space = f.deal_space
    if space.no_deal is None:
        raise ValueError("there are no two parties whose deals can be shown")
    first, second = (party_name(f.case, party) for party in space.parties)
    no_deal = (100 * space.no_deal[0], 100 * space.no_deal[1])
    drawn = {points.draft: points for points in space.drafts}
    newest = (result.draft for result in f.drafts_newest_first)
    drafts = tuple(_draft(f, drawn[draft]) for draft in newest if draft in drawn)
    fair = _fair(f, space)
    return DealSpaceChart(
        title=plain(prose("What each deal is worth to ", first, " and to ", second)),
        axes=(plain(prose("worth to ", first)), plain(prose("worth to ", second))),
        no_deal=no_deal,
        no_deal_names=(plain(prose("no deal for ", first)), plain(prose("no deal for ", second))),
        dots=_rounded(space.outcomes, DOT),
        frontier=tuple((100 * x, 100 * y) for x, y in space.frontier),
        joined={*space.parties} == {*f.signatories},
        drafts=drafts,
        fair=fair,
        words=_words((first, second), no_deal, (*drafts, *fair)),
        dot_terms=space.outcome_terms,
        frontier_terms=space.frontier_terms,
    )


def _words(names: tuple[Prose, Prose], no_deal: ChartPoint, named: Iterable[NamedPoints]) -> str:
    """Where everything that has a name stands, in sentences."""
    first, second = names
    parts = [
        sentence("having no deal is worth ", f"{no_deal[0]:.0f}", " to ", first, " and ",
                 f"{no_deal[1]:.0f}", " to ", second)
    ]  # fmt: skip
    for thing in named:
        x, y = zip(*thing.points, strict=True)
        parts.append(
            sentence(
                Said(thing.name), ": ", _span(x), " to ", first, " and ", _span(y), " to ", second
            )
        )
    return " ".join(plain(part) for part in parts)


def _span(values: tuple[float, ...]) -> str:
    low, high = f"{min(values):.0f}", f"{max(values):.0f}"
    return low if low == high else f"from {low} up to {high}"


def _rounded(points: Iterable[DealPoint], decimals: int) -> tuple[ChartPoint, ...]:
    """Points that the record holds rounded, in hundredths that are rounded alike."""
    return tuple((round(100 * x, decimals), round(100 * y, decimals)) for x, y in points)


def _fair(f: BriefResults, space: DealSpaceResult) -> tuple[NamedPoints, ...]:
    """The fair deals; those that stand at one place have one name."""
    names: dict[DealPoint, list[str]] = {}
    for deal in space.fair:
        names.setdefault(deal.point, []).append(fair_name(f, deal.solution))
    terms = {deal.point: (deal.terms,) for deal in space.fair if deal.terms is not None}
    return tuple(
        NamedPoints(
            plain(prose(listed(called), " deal")),
            ((100 * point[0], 100 * point[1]),),
            terms=terms.get(point, ()),
        )
        for point, called in names.items()
    )


def _draft(f: BriefResults, drawn: DraftPoints) -> NamedPoints:
    """A draft in every way in which its open and disputed terms may be settled, with its name at
    the way that is nearest to their mean."""
    entry = f.case.drafts[drawn.draft]
    points = _rounded(drawn.ways, WAY)
    every = "its open terms settled in every way"
    if len(points) >= f.deal_space.options.ways:
        every = "some of the ways to settle its open terms"
    ways = f" ({every})" if len(entry.terms) < len(f.case.issues) else ""
    if entry.disputed and not ways:
        ways = " (as each report has it)"
    middle = [sum(values) / len(points) for values in zip(*points, strict=True)]
    away = [abs(x - middle[0]) + abs(y - middle[1]) for x, y in points]
    named = away.index(min(away))
    return NamedPoints((entry.title or drawn.draft) + ways, points, named, drawn.terms)
