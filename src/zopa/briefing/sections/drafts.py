"""The section on the drafts: term by term, party by party, and whether all could do better."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.blocks import (
    Block,
    Bullets,
    Grid,
    Line,
    Paragraph,
    Picture,
    Section,
    Subhead,
    TableCell,
    TableRow,
)
from zopa.briefing.given import worths
from zopa.briefing.numbers import Number
from zopa.briefing.phrasing import CaseDay, Note, Prose, Said, joined, listed, prose, sentence
from zopa.briefing.sections.draft_ranking import ranked_drafts
from zopa.briefing.sections.surely import places_grid, sure_blocks
from zopa.briefing.wording.facts import direction_words, fact_words
from zopa.briefing.wording.names import (
    authors_named,
    draft_title,
    every_side,
    issue_title,
    level_plain,
)
from zopa.briefing.wording.shares import could_sign, interval, of_readings
from zopa.briefing.wording.tipping import standing_words, tipping_words
from zopa.case.model import Direction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zopa.analyses.draft_standing import DraftParty, DraftStanding
    from zopa.analyses.result import Share, Spread
    from zopa.briefing.results import BriefResults
    from zopa.case.model import Draft

LONG = 6
"""Of more drafts than this, such as the results of a class, one table ranks all."""
COLUMNS, SIDES = 3, 3
"""Drafts side by side in one table, and beside them what each side likes, if they are so few."""


def drafts_section(f: BriefResults) -> Section | None:
    """Write of the drafts; left out where everything is given as numbers and there is no draft."""
    results = f.drafts_newest_first
    unknown = [_unknown(f, draft) for draft in f.drafts.unknown]
    if f.given and not results and not unknown:
        return None
    if not results and unknown:
        return Section("drafts", "How do the drafts do?", (Bullets(tuple(unknown)),))
    if not results:
        nothing = sentence("no draft is on the table, or none has been reported")
        return Section("drafts", "How do the drafts do?", (Paragraph(nothing),))
    if len(results) > LONG:
        told = (Bullets(tuple(unknown)),) if unknown else ()
        return Section("drafts", "How do the drafts do?", (*ranked_drafts(f), *told))
    blocks: list[Block] = [Bullets((*(_about(f, r) for r in results), *unknown))]
    blocks += [
        _terms(f, results[start : start + COLUMNS]) for start in range(0, len(results), COLUMNS)
    ]
    blocks.append(Subhead(prose("How each side would take them")))
    blocks.append(takes_grid(f))
    if (places := places_grid(f)) is not None:
        blocks.append(places)
    if not f.given:
        blocks.append(_picture(f, results[0]))
    blocks += sure_blocks(f)
    blocks += [Paragraph(_better(f, r, r.improvable)) for r in results if r.improvable is not None]
    return Section("drafts", "How do the drafts do?", tuple(blocks))


def _picture(f: BriefResults, first: DraftStanding) -> Picture:
    """How often each side could sign, with what comes of it for the newest draft in words."""
    title = draft_title(f.case, first.draft)
    newest = ("; ", could_sign(f, first.signed, title))
    return Picture(
        figure="acceptance",
        title=prose("How often each side could sign each draft"),
        alternative=sentence(
            "bars of the share of readings in which each side could sign each draft, as in the "
            "table above, with sampling intervals"
        ),
        caption=sentence(
            "share of readings in which each side could sign: it likes the draft at least as much "
            "as having no deal; thin lines are sampling intervals",
            *newest,
        ),
    )


def _about(f: BriefResults, result: DraftStanding) -> Prose:
    """What a draft is: by whom, of when, what it leaves open."""
    draft = f.case.drafts[result.draft]
    parts = [_named(f, draft)]
    if result.open:
        titles = [issue_title(f.case, issue) for issue in result.open]
        parts.append(sentence("it leaves open ", listed(titles)))
        parts.append(standing_words(f, result))
        parts += [tipping_words(f, result, party) for party in result.parties]
    if result.disputed:
        titles = [issue_title(f.case, issue) for issue in result.disputed]
        parts.append(sentence("the reports differ on ", listed(titles)))
    if draft.assumed:
        parts.append(sentence("assumed, not reported: ", Said(draft.assumed.strip().rstrip("."))))
    return joined([part for part in parts if part])


def _named(f: BriefResults, draft: Draft) -> Prose:
    """A draft with its authors, its day, and what has become of it."""
    on = prose(", ", CaseDay(draft.on)) if draft.on else ()
    by = prose(", by ", authors_named(f.case, draft.id)) if draft.by else ()
    status = f", {draft.status}" if draft.status != "tabled" else ""
    return prose(draft_title(f.case, draft.id), by, on, status, ".")


def _unknown(f: BriefResults, draft: str) -> Prose:
    """A text of which nobody knows any term, and who did what with it."""
    deeds = [
        prose(fact_words(f.case, fact), Note(k))
        for k, fact in enumerate(f.case.facts)
        if any(package.draft == draft for _, package in fact.content.packages())
    ]
    nothing = "nobody knows what it says, so that this tells nothing of what a side wants"
    told = sentence(*([listed(deeds), "; "] if deeds else ()), nothing)
    return joined([_named(f, f.case.drafts[draft]), told])


def _terms(f: BriefResults, results: tuple[DraftStanding, ...]) -> Grid:
    case = f.case
    parties = f.signatories if len(f.signatories) <= SIDES else ()
    heads = [(Said(case.drafts[r.draft].title or r.draft),) for r in results]
    rows = []
    for issue in case.issues:
        terms = [_term(f, r, issue) for r in results]
        sides = [_ends(f, issue, p) for p in parties]
        rows.append(
            TableRow(TableCell((Line((Said(case.issues[issue].title),)),)), (*terms, *sides))
        )
    return Grid(
        caption=prose(
            "The drafts term by term",
            *(
                [", and what each side likes best and least"]
                if parties
                else ["; what each side likes best and least is told under “Who wants what”"]
            ),
        ),
        head=(prose("Issue"), *heads, *((Said(case.parties[p].name),) for p in parties)),
        rows=tuple(rows),
        style="matrix",
    )


def _term(f: BriefResults, result: DraftStanding, issue: str) -> TableCell:
    levels = result.terms.get(issue)
    otherwise = f.case.issues[issue].otherwise
    if not levels and otherwise is not None:
        silent = Line(("where the text is silent",), "mark")
        return TableCell((Line(level_plain(f.case, issue, otherwise)), silent))
    if not levels:
        return TableCell((Line(("open",), "mark"),))
    words = joined([level_plain(f.case, issue, k) for k in levels], " or ")
    lines = [Line(words)]
    if len(levels) > 1:
        lines.append(Line(("reports differ",), "mark"))
    return TableCell(tuple(lines))


def _ends(f: BriefResults, issue: str, party: str) -> TableCell:
    """What a party likes best and least on an issue."""
    known = next(c for c in f.evidence.cells if c.issue == issue and c.party == party)
    numbers = worths(f.case, party, issue)
    if not known.order and numbers is not None and numbers.ordered:
        tiers = numbers.by_tier()
        return _best_and_least(f, issue, [tiers[0][0], tiers[-1][0]])
    if not known.order:
        return TableCell((Line(("not known",), "mark"),))
    for k in known.facts:
        for ranking in f.case.facts[k].content.orders():
            if ranking.issue == issue and isinstance(ranking, Direction):
                return TableCell((Line(direction_words(f.case, ranking)),))
    if len(known.order) == 1:
        return TableCell((Line(("no preference known",), "mark"),))
    return _best_and_least(f, issue, [known.order[0], known.order[-1]])


def _best_and_least(f: BriefResults, issue: str, tiers: Sequence[Sequence[str]]) -> TableCell:
    if tiers[0] == tiers[1]:
        return TableCell((Line(("all the same to it",), "mark"),))
    tier = [joined([level_plain(f.case, issue, k) for k in t], " or ") for t in tiers]
    return TableCell((Line(prose("best: ", tier[0])), Line(prose("least: ", tier[1]), "small")))


def _share(f: BriefResults, share: Share) -> Number:
    """A share of draws; yes or no where all draws are the same."""
    return f.numbers.show("yes_no", share, "share") if f.given else f.numbers.share(share)


def _exactly(f: BriefResults, share: Share) -> Prose:
    """A share of draws with its sampling interval."""
    return prose(_share(f, share), interval(f, share))


def takes_grid(f: BriefResults) -> Grid:
    """Make the table of how each side would take each draft."""
    as_shares, average = (", as shares of readings", ": average (nine readings in ten)")
    if f.given:
        as_shares = average = ""
    rows = []
    results = f.drafts_newest_first
    open_, barred = any(r.open for r in results), any(_crossed(r) for r in results)
    for result in results:
        title = TableCell((Line((Said(f.case.drafts[result.draft].title or result.draft),)),))
        rows += [
            TableRow(
                None if k else title,
                _party(f, result, p, open_=open_, barred=barred),
                first=not k,
            )
            for k, p in enumerate(result.parties)
        ]
        together = [_exactly(f, result.signed)]
        if not f.given:
            together.append(_exactly(f, result.signed_now))
        if open_:
            together.append(_exactly(f, result.signed_at_best) if result.open else ("–",))
        together_words = "all who must sign" if f.case.takes_all else "enough to agree"
        rows.append(
            TableRow(
                None,
                (
                    TableCell((Line((together_words,)),)),
                    *(TableCell((Line(words),), numeric=True) for words in together),
                    *(TableCell() for _ in range(1 + barred)),
                ),
            )
        )
    return Grid(
        caption=prose("How each side would take the drafts", as_shares),
        head=(
            prose("Draft"),
            prose("Side"),
            prose("could sign"),
            *(() if f.given else (prose("would sign as things stand"),)),
            *([prose("could sign with the open terms settled its way")] if open_ else []),
            *([prose("a red line is crossed")] if barred else []),
            prose("gain over no deal", average),
        ),
        rows=tuple(rows),
        style="numbers",
    )


def _crossed(result: DraftStanding) -> bool:
    """Whether a red line ever stands against a draft."""
    return any(party.barred.share > 0 for party in result.parties)


def _party(
    f: BriefResults, result: DraftStanding, party: DraftParty, *, open_: bool, barred: bool
) -> tuple[TableCell, ...]:
    """How a side would take a draft, in those columns that say something of any draft."""
    observer = prose(" (observer)") if party.party not in f.signatories else ()
    columns = [_exactly(f, party.accepts)]
    if not f.given:  # numbers tell what a side has, not what it holds out for
        columns.append(_exactly(f, party.now))
    if open_:
        columns.append(_exactly(f, party.accepts_at_best) if result.open else ("–",))
    if barred:
        crossed = _exactly(f, party.barred)
        columns.append(crossed if party.barred.share > 0 else ("no" if f.given else "never",))
    return (
        TableCell((Line(prose(Said(f.case.parties[party.party].name), observer)),)),
        *(TableCell((Line(words),), numeric=True) for words in columns),
        spread(f, party.gain),
    )


def spread(f: BriefResults, gains: Spread) -> TableCell:
    """Make a cell that shows a gain with the range of nine draws in ten."""
    if not gains.draws:
        return TableCell((Line(("–",)),), numeric=True)
    if f.given:
        return TableCell((Line((f.numbers.show("gain", gains, "mean"),)),), numeric=True)
    mean, low, high = (f.numbers.show("gain", gains, end) for end in ("mean", "low", "high"))
    return TableCell((Line(prose(mean, " (", low, " to ", high, ")")),), numeric=True)


def _better(f: BriefResults, result: DraftStanding, share: Share) -> Prose:
    """Whether another deal would be better for all."""
    title = draft_title(f.case, result.draft)
    sides = every_side(f.case)
    if f.given:
        there = "there is a" if share.share > 0.5 else "there is no"
        return sentence(f"{there} deal that {sides} would like clearly better than ", title)
    if share.share <= 0:
        return sentence(
            "in no reading is there a deal that ", sides, " would like clearly better than ", title
        )
    return sentence(
        "in ", of_readings(f, share, exactly=True), " another deal would be "
        "clearly better for ", sides, " than ", title,
    )  # fmt: skip
