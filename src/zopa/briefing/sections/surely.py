"""What is sure of the drafts whatever the sides want, as long as the reports are right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.blocks import (
    Block,
    Bullets,
    Grid,
    Line,
    Paragraph,
    Subhead,
    TableCell,
    TableRow,
)
from zopa.briefing.phrasing import Prose, Said, joined, listed, prose, sentence
from zopa.briefing.wording.names import draft_title, every_side, party_name, party_names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zopa.analyses.sure_or_not import DraftPlaces, Sure, SureDraft
    from zopa.briefing.results import BriefResults

SIDES = 9
"""Sides that the table of places has columns for."""


def sure_blocks(f: BriefResults) -> tuple[Block, ...]:
    """Tell what holds of the drafts for every preference that agrees with the facts; nothing where
    all is given as numbers, or where nothing holds so."""
    if f.given:
        return ()
    newest = [result.draft for result in f.drafts_newest_first]
    found = {one.draft: one for one in f.sureness.drafts}
    told = [words for k in newest if k in found and (words := _of_draft(f, found[k]))]
    told += [words for party in f.signatories if (words := _liked(f, party, newest))]
    if not told:
        return ()
    are_right = "these reports are right" if f.evidence.reported else "this ledger is right"
    intro = sentence(
        "“Whatever they want” is said of what holds for every preference that agrees with the "
        f"established facts: it is so as long as {are_right}, however likely one preference or "
        "another may be"
    )
    return (Subhead(prose("Sure or not")), Paragraph(intro, "quiet"), Bullets(tuple(told)))


def _of_draft(f: BriefResults, found: SureDraft) -> Prose:
    """What is sure of one draft, side by side; nothing where nothing is."""
    could = {p.party: p.could for p in found.parties if p.party in f.signatories}
    now = {p.party: p.would_now for p in found.parties if p.party in f.signatories}
    groups = (
        ([p for p in could if could[p].holds == "always"], "could sign"),
        ([p for p in could if could[p].holds == "never"], "could not sign"),
        (
            [p for p in now if now[p].holds == "never" and could[p].holds != "never"],
            "would not, as things stand, sign",
        ),
    )
    title = draft_title(f.case, found.draft)
    sure: list[Prose] = []
    for who, would in groups:
        if who:
            sure.append(prose(party_names(f.case, who), f" {would} ", ("it",) if sure else title))
    if found.efficient is not None and found.efficient.holds in ("always", "never"):
        is_there = "there is no" if found.efficient.holds == "always" else "there is a"
        than = prose(" than ", ("it",) if sure else title)
        sides = every_side(f.case)
        sure.append(prose(f"{is_there} deal that {sides} would like clearly better", than))
    told = [sentence("whatever they want, ", listed(sure, comma=";"))] if sure else []
    return joined([*told, *_seen_only(f, could, ("it",) if sure else title)])


def _seen_only(f: BriefResults, could: dict[str, Sure], title: Prose) -> list[Prose]:
    """The sides that sign in all readings or in none, though the facts do not settle that."""

    def among(share: float) -> Prose:
        who = [p for p, sure in could.items() if sure.holds == "sometimes"]
        return party_names(f.case, [p for p in who if could[p].share.share == share])

    told = []
    if every := among(1.0):
        told.append(
            sentence(
                *("in every reading ", every, " could sign ", title),
                ", though the facts do not make that sure",
            )
        )
    if none := among(0.0):
        told.append(
            sentence(
                *("in no reading could ", none, " sign ", title),
                ", though the facts do not rule that out",
            )
        )
    return told


def _liked(f: BriefResults, party: str, drafts: Iterable[str]) -> Prose:
    """Which drafts a side likes at least as much as others, whatever it wants."""
    ahead = {
        (order.draft, order.other)
        for order in f.sureness.orders
        if order.party == party and order.at_least_as_good.holds == "always"
    }
    # what follows from two others is not told
    told = {
        (a, c) for a, c in ahead if not any((a, b) in ahead and (b, c) in ahead for b in drafts)
    }
    below = {
        a: [c for c in drafts if (a, c) in told] for a in drafts if any(x == a for x, _ in told)
    }
    if not below:
        return ()
    clauses = [
        prose(draft_title(f.case, a), "" if k else " is worth", " at least as much as ",
              listed([draft_title(f.case, c) for c in others]))
        for k, (a, others) in enumerate(below.items())
    ]  # fmt: skip
    return sentence(
        "whatever they want, to ", party_name(f.case, party), " ", listed(clauses, comma=";")
    )


def places_grid(f: BriefResults) -> Grid | None:
    """How often each side likes each draft best, and how often least; nothing where fewer than
    three are compared, or all is given as numbers."""
    sides = [p for p in f.signatories if any(o.party == p for o in f.sureness.places)][:SIDES]
    known = {(one.draft, one.party): one for one in f.sureness.places}
    drafts = [
        r.draft for r in f.drafts_newest_first if all((r.draft, party) in known for party in sides)
    ]
    if f.given or not sides or len(drafts) < len(known) // len({p for _, p in known}):
        return None
    rows = tuple(
        TableRow(
            TableCell((Line((Said(f.case.drafts[draft].title or draft),)),)),
            tuple(_places(f, known[draft, party]) for party in sides),
        )
        for draft in drafts
    )
    return Grid(
        caption=prose("How often each side likes each draft best, and how often least of all"),
        head=(prose("Draft"), *((Said(f.case.parties[p].name),) for p in sides)),
        rows=rows,
        style="numbers",
    )


def _places(f: BriefResults, one: DraftPlaces) -> TableCell:
    best, least = one.places[0], one.places[-1]
    return TableCell(
        (
            Line(prose("best ", f.numbers.share(best))),
            Line(prose("least ", f.numbers.share(least)), "small"),
        ),
        numeric=True,
    )
