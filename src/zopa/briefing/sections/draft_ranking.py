"""Many drafts, such as the results of a class, in one table that ranks them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.blocks import Block, Grid, Line, Paragraph, TableCell, TableRow
from zopa.briefing.phrasing import CaseDay, Prose, Said, joined, prose, sentence
from zopa.briefing.wording.names import authors_named, every_side, level_plain
from zopa.briefing.wording.worth import more

if TYPE_CHECKING:
    from zopa.analyses.draft_standing import DraftStanding
    from zopa.analyses.result import Share
    from zopa.briefing.results import BriefResults

SIDES, ISSUES = 9, 8
"""Sides and issues that a table has columns for; of more, a line says how many are left out."""


def ranked(f: BriefResults) -> list[DraftStanding]:
    """Rank the drafts: by how often all sides could sign, then by how many sides could sign in most
    draws, then by what the side that gains least gains; of equals the newest first."""

    def merit(result: DraftStanding) -> tuple[float, int, float]:
        signing = [p for p in result.parties if p.party in f.signatories]
        willing = sum(p.accepts.share > 0.5 for p in signing)
        least = min((p.gain.mean for p in signing), default=0.0)
        return -result.signed.share, -willing, -round(least, 9)

    return sorted(f.drafts_newest_first, key=merit)


def ranked_drafts(f: BriefResults) -> list[Block]:
    """Make the table that ranks the drafts, and below it their terms in the same order."""
    results = ranked(f)
    blocks: list[Block] = [_ranking(f, results), _terms(f, results)]
    words = [
        prose(more(count, thing))
        for count, thing in (
            (len(f.signatories) - SIDES, "side"),
            (len(f.case.issues) - ISSUES, "issue"),
        )
        if count > 0
    ]
    if words:
        text = sentence("not in these tables, for want of room: ", joined(words, " and "))
        blocks.append(Paragraph(text, "quiet"))
    return blocks


def _ranking(f: BriefResults, results: list[DraftStanding]) -> Grid:
    sides = f.signatories[:SIDES]
    better = any(r.improvable is not None and r.improvable.share > 0 for r in results)
    rows = []
    for result in results:
        by_party = {p.party: p for p in result.parties}
        cells = [_share(f, result.signed)]
        if not f.given:
            cells.append(_share(f, result.signed_now))
        for side in sides:
            party = by_party[side]
            gain = f.numbers.show("gain", party.gain, "mean")
            cells.append(prose(_share(f, party.accepts), " (", gain, ")"))
        if better:
            improvable = result.improvable
            cells.append(("–",) if improvable is None else _share(f, improvable))
        rows.append(
            TableRow(
                _title(f, result),
                tuple(TableCell((Line(words),), numeric=True) for words in cells),
            )
        )
    how = "" if f.given else " in most readings"
    enough = "all" if f.case.takes_all else "enough"
    return Grid(
        caption=prose(
            f"The drafts ranked: first those that {every_side(f.case)} could sign"
            f"{'' if f.given else ' most often'}, then those that most sides could sign{how}, then "
            "by the smallest gain; in brackets what each side gains over having no deal, in "
            "hundredths",
            "" if f.given else ", on average",
        ),
        head=(
            prose("Draft"),
            prose(f"{enough} could sign"),
            *(() if f.given else (prose(f"{enough} would sign as things stand"),)),
            *((Said(f.case.parties[p].name),) for p in sides),
            *([prose("something is better for all")] if better else []),
        ),
        rows=tuple(rows),
        style="numbers ranked",
    )


def _share(f: BriefResults, share: Share) -> Prose:
    return (f.numbers.show("yes_no", share, "share") if f.given else f.numbers.share(share),)


def _title(f: BriefResults, result: DraftStanding) -> TableCell:
    """A draft by its title, and below it whose it is and of when."""
    draft = f.case.drafts[result.draft]
    lines = [Line((Said(draft.title or draft.id),))]
    about = [prose("by ", authors_named(f.case, draft.id))] if draft.by else []
    about += [(CaseDay(draft.on),)] if draft.on else []
    if about:
        lines.append(Line(joined(about, ", "), "small"))
    return TableCell(tuple(lines))


def _terms(f: BriefResults, results: list[DraftStanding]) -> Grid:
    """The terms of each draft, in the same order."""
    issues = list(f.case.issues)[:ISSUES]
    rows = tuple(
        TableRow(
            TableCell((Line((Said(f.case.drafts[r.draft].title or r.draft),)),)),
            tuple(_term(f, r, issue) for issue in issues),
        )
        for r in results
    )
    return Grid(
        caption=prose("Their terms, in the same order"),
        head=(prose("Draft"), *((Said(f.case.issues[i].title),) for i in issues)),
        rows=rows,
        style="numbers ranked",
    )


def _term(f: BriefResults, result: DraftStanding, issue: str) -> TableCell:
    levels = result.terms.get(issue)
    if not levels:
        return TableCell((Line(("open",), "mark"),))
    return TableCell((Line(joined([level_plain(f.case, issue, k) for k in levels], " or ")),))
