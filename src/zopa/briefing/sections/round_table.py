"""The section on the rounds: what each offer is worth to each side, and how far it has moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.blocks import Grid, Line, Paragraph, Picture, Section, TableCell, TableRow
from zopa.briefing.phrasing import CaseDay, Prose, Said, prose, sentence
from zopa.briefing.wording.names import authors_named

if TYPE_CHECKING:
    from zopa.analyses.offers_over_time import OfferInTime, OfferToParty
    from zopa.briefing.results import BriefResults


def rounds_section(f: BriefResults) -> Section | None:
    """Write of the offers over time; left out where fewer than two are dated."""
    if not f.rounds.offers:
        return None
    return Section("rounds", "How have the offers moved?", (_picture(), _table(f), _how()))


def _picture() -> Picture:
    return Picture(
        figure="rounds",
        title=prose("What each offer is worth to each side, over time"),
        alternative=sentence("a panel for each side, with the numbers of the table below"),
        caption=sentence(
            "offers are numbered from the top of the table; filled: its own; rings: others; "
            "shaded: nine readings in ten; dashed: having no deal"
        ),
    )


def _table(f: BriefResults) -> Grid:
    rows = []
    for offer in f.rounds.offers:
        head = TableCell((
            Line(_title(f, offer)),
            Line(_about(f, offer), "small"),
        ))  # fmt: skip
        rows += [
            TableRow(None if k else head, _cells(f, side), first=not k)
            for k, side in enumerate(offer.parties)
        ]
    return Grid(
        caption=prose("The offers in the order of their days, the first on top"),
        head=(
            prose("Offer"),
            prose("Side"),
            prose("worth to it, in hundredths (nine readings in ten)"),
            prose("against the offer before"),
            prose("gain over no deal"),
        ),
        rows=tuple(rows),
        style="numbers",
    )


def _title(f: BriefResults, offer: OfferInTime) -> Prose:
    return (Said(f.case.drafts[offer.draft].title or offer.draft),)


def _about(f: BriefResults, offer: OfferInTime) -> Prose:
    by = prose("by ", authors_named(f.case, offer.draft), ", ") if offer.by else ()
    return prose(by, CaseDay(offer.on))


def _cells(f: BriefResults, side: OfferToParty) -> tuple[TableCell, ...]:
    mean, low, high = (f.numbers.show("score", side.value, end) for end in ("mean", "low", "high"))
    between = () if f.given else prose(" (", low, " to ", high, ")")
    moved: Prose = ("–",)
    if side.moved is not None:
        moved = (f.numbers.show("gain", side.moved, "mean"),)
    gain = (f.numbers.show("gain", side.gain, "mean"),)
    return (
        TableCell((Line((Said(f.case.parties[side.party].name),)),)),
        *(TableCell((Line(w),), numeric=True) for w in (prose(mean, between), moved, gain)),
    )


def _how() -> Paragraph:
    return Paragraph(
        sentence(
            "what an offer leaves open stands as the issue says otherwise, else as its author "
            "would settle it; an offer is compared with the one that the same authors made before"
        ),
        "quiet",
    )
