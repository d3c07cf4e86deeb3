"""The section on the best deals: those most widely acceptable, and those fair in four ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.blocks import (
    Block,
    Bullets,
    Grid,
    Line,
    Paragraph,
    Section,
    Subhead,
    TableCell,
    TableRow,
)
from zopa.briefing.phrasing import Prose, Said, capital, joined, listed, prose, sentence
from zopa.briefing.sections.deal import every_few, shown_levels
from zopa.briefing.sections.drafts import spread
from zopa.briefing.sections.fair import (
    by_deal,
    fair_name,
    fair_sentence,
    not_told,
    rescaled,
    split_terms,
    tie_sentence,
    ways,
    worth_words,
)
from zopa.briefing.wording.enough_sides import by_enough
from zopa.briefing.wording.letters import letter
from zopa.briefing.wording.names import every_side, level_plain, party_name, short_terms, terms_list
from zopa.briefing.wording.shares import interval

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zopa.analyses.bargaining_records import BargainingResult, CentreWinner, Name
    from zopa.analyses.result import Share, Terms
    from zopa.briefing.results import BriefResults


COMMON = 8
"""Terms in common that a sentence tells; more of them go into the table."""


def best_section(f: BriefResults) -> Section | None:
    """Write of deals worth aiming at; left out where it is certain that there are none."""
    blocks: list[Block] = []
    if f.given and by_deal(f):
        return Section("best", "What are the best deals?", tuple(_given(f)))
    if f.given and not f.zone.exists.share:
        return None
    if not f.zone.best:
        blocks.append(
            Paragraph(sentence(f"no deal was found that {every_side(f.case)} could sign"))
        )
    else:
        blocks += _widest(f)
    if f.bargaining is None:
        words = sentence("there are too many deals that leave nothing unused for the fair ones to "
                         "be found")  # fmt: skip
        blocks.append(Paragraph(words))
    elif not f.bargaining.solutions:
        blocks += [Paragraph(words) for words in not_told(f)]
    elif f.bargaining.solutions[0 if f.case.takes_all else -1].none.share < 1:
        blocks += _fair(f, f.bargaining)
    return Section("best", "What are the best deals?", tuple(blocks))


def _given(f: BriefResults) -> list[Block]:
    """The fair deals where every number is given: one answer each."""
    used = [s.solution for s in f.bargaining.solutions if s.centre] if f.bargaining else []
    return [
        *_ways(f, used),
        *_at_average(f),
        *_few(f),
    ]


def _few(f: BriefResults) -> list[Block]:
    """All deals where they are few: what each has on the issues on which they differ, and what each
    side gains, that first whose smallest gain is largest; nothing where they are many."""
    z, n = f.zone, f.numbers
    if z.deals is None or len(z.best) < 2 or z.deals.mean != len(z.best):
        return []
    same, differing = split_terms(f, [deal.terms for deal in z.best])
    rows = tuple(
        TableRow(
            TableCell((Line(("deal",)),)),
            (
                *(TableCell((Line(level_plain(f.case, i, deal.terms[i])),)) for i in differing),
                *(
                    TableCell((Line((n.show("gain", deal.gains[p], "mean"),)),), numeric=True)
                    for p in f.signatories
                ),
            ),
        )
        for deal in z.best
    )
    common = sentence("all have in common ", short_terms(f.case, same, COMMON)) if same else ()
    return [
        Subhead(prose("All deals")),
        *([Paragraph(common)] if common else []),
        Grid(
            caption=prose(
                "All ",
                n.count(z.deals, "mean"),
                f" deals that {every_side(f.case)} could sign, "
                "where they differ, and what each side gains over having no deal, in hundredths; "
                "that deal first whose smallest gain is largest",
            ),
            head=(
                prose("Deal"),
                *((Said(f.case.issues[i].title),) for i in differing),
                *((Said(f.case.parties[p].name),) for p in f.signatories),
            ),
            rows=rows,
            style="numbers ranked",
        ),
    ]


def _ways(f: BriefResults, solutions: Sequence[Name]) -> list[Block]:
    """What is fair or good about each solution, and on which scale."""
    scale = rescaled(f)
    return [
        Paragraph(prose(ways(f))),
        Bullets(tuple(fair_sentence(f, solution) for solution in solutions)),
        *([Paragraph(scale)] if scale else []),
        *(Paragraph(words, "quiet") for words in not_told(f)),
    ]


def _widest(f: BriefResults) -> list[Block]:
    deals = f.zone.best
    blocks: list[Block] = [Subhead(prose("The most widely acceptable"))]
    same, differing = split_terms(f, [d.terms for d in deals])
    if len(deals) == 1:
        text = prose("one deal stands out, with ", terms_list(f.case, _listed(same)))
    elif same:
        text = prose("all have in common ", short_terms(f.case, same, COMMON))
    else:
        text = prose("they have no term in common")
    blocks.append(Paragraph(sentence(text)))
    rows = [_issue_row(f, issue, [d.terms for d in deals]) for issue in differing]
    rows.append(
        TableRow(
            TableCell((Line((f"signed {by_enough(f.case)}",)),)),
            tuple(_signed(f, d.share) for d in deals),
            first=True,
        )
    )
    rows += [
        TableRow(
            TableCell((Line(prose("signed by ", party_name(f.case, party))),)),
            tuple(_signed(f, d.parties[party]) for d in deals),
        )
        for party in f.signatories
    ]
    rows += [
        TableRow(
            TableCell((Line(prose("average gain of ", party_name(f.case, party))),)),
            tuple(spread(f, d.gains[party]) for d in deals),
        )
        for party in f.signatories
    ]
    if deals[0].places and not f.given:
        rows += [
            TableRow(
                TableCell((Line(prose("liked best of these by ", party_name(f.case, party))),)),
                tuple(
                    TableCell((Line((f.numbers.share(d.places[party][0]),)),), numeric=True)
                    for d in deals
                ),
            )
            for party in f.signatories
        ]
    blocks.append(
        Grid(
            caption=prose(
                "The most widely acceptable deals where they differ, and how they are taken"
            ),
            head=(prose("Issue"), *(_letter(k) for k in range(len(deals)))),
            rows=tuple(rows),
            style="matrix deals",
        )
    )
    if not f.zone.listed:
        blocks.append(
            Paragraph(
                sentence("found by a search that changes one term at a time; others may do better"),
                "quiet",
            )
        )
    return blocks


def _signed(f: BriefResults, share: Share) -> TableCell:
    return TableCell((Line(prose(f.numbers.share(share), interval(f, share))),), numeric=True)


def _worth(f: BriefResults, deal: CentreWinner, party: str) -> TableCell:
    n = f.numbers
    gain = prose(" (gain ", n.show("gain", deal, "gains", party), ")")
    lines = [Line(prose(n.show("score", deal, "utilities", party), gain))]
    if in_points := worth_words(f, deal, party):
        lines.append(Line(in_points, "small"))
    return TableCell(tuple(lines), numeric=True)


def _letter(position: int) -> Prose:
    return (f"Deal {letter(position)}",)


def _listed(terms: Terms) -> dict[str, tuple[str, ...]]:
    return {issue: (level,) for issue, level in terms.items()}


def _issue_row(f: BriefResults, issue: str, deals: Sequence[Terms]) -> TableRow:
    return TableRow(
        TableCell((Line((Said(f.case.issues[issue].title),)),)),
        tuple(TableCell((Line(level_plain(f.case, issue, d[issue])),)) for d in deals),
    )


def _fair(f: BriefResults, b: BargainingResult) -> list[Block]:
    blocks: list[Block] = [
        Subhead(prose("The fair ones")),
        *_ways(f, [s.solution for s in b.solutions]),
    ]
    if any(s.centre for s in b.solutions):
        blocks += _at_average(f)
    else:
        words = sentence("at the average of all readings there is no deal, and so no fair one")
        blocks.append(Paragraph(words))
    blocks.append(_fair_levels(f, b))
    blocks.append(_fair_gains(f, b))
    return blocks


def _at_average(f: BriefResults) -> list[Block]:
    """The solutions at the average of all readings; those that agree share a column."""
    deals = by_deal(f)
    terms = [d.terms for d, _ in deals]
    same, differing = split_terms(f, terms)
    names = [
        prose("the ", listed([fair_name(f, s) for s in solutions]), " deal")
        for _, solutions in deals
    ]
    if f.given and len(deals) == 1:
        names = [prose("the deal")]
    at = "" if f.given else "at the average of all readings "
    listing = terms_list(f.case, _listed(same))
    below: list[str] = []
    if f.given and len(same) > COMMON:
        below = list(same)
        listing = prose("the terms of the second table below")
    first: Prose
    if len(deals) == 1:
        first = sentence(f"{at}they are all one and the same deal, with ", listing)
    elif same:
        first = sentence(f"{at}they have in common ", listing)
    else:
        first = sentence(f"{at}they have no term in common")
    tied = tie_sentence(f)
    rows = [_issue_row(f, issue, terms) for issue in differing]
    worth = [
        TableRow(
            TableCell((Line(prose("worth to ", party_name(f.case, party))),)),
            tuple(_worth(f, d, party) for d, _ in deals),
            first=party == f.signatories[0],
        )
        for party in f.signatories
    ]
    caption = "The fair deals" + ("" if f.given else " at the average of all readings")
    return [
        Paragraph(joined([part for part in (first, tied) if part])),
        Grid(
            caption=prose(
                caption,
                "; worth on a scale from zero, the worst "
                "package imaginable, to a hundred, the best; gain is over having no deal",
            ),
            head=(prose("Issue"), *(capital(name) for name in names)),
            rows=(*rows, *worth),
            style="matrix deals",
        ),
        *([_in_common(f, deals[0][0].terms, below)] if below else []),
    ]


def _in_common(f: BriefResults, terms: Terms, issues: list[str]) -> Grid:
    """Many terms that are the same in all deals, two issues in a row."""
    half = (len(issues) + 1) // 2

    def pair(issue: str) -> tuple[TableCell, TableCell]:
        title = TableCell((Line((Said(f.case.issues[issue].title),)),))
        return title, TableCell((Line(level_plain(f.case, issue, terms[issue])),))

    rows = []
    for k in range(half):
        head, level = pair(issues[k])
        other = pair(issues[half + k]) if half + k < len(issues) else (TableCell(), TableCell())
        rows.append(TableRow(head, (level, *other)))
    return Grid(
        caption=prose("The terms that these deals have in common"),
        head=(prose("Issue"), prose("Term"), prose("Issue"), prose("Term")),
        rows=tuple(rows),
        style="matrix",
    )


def _fair_levels(f: BriefResults, b: BargainingResult) -> Grid:
    rows = []
    shares = [{(v.issue, v.level): v.share for v in s.levels} for s in b.solutions]
    for issue in f.case.issues.values():
        for k, level in enumerate(shown_levels(f, issue.id)):
            rows.append(
                TableRow(
                    TableCell((Line((Said(issue.title),)),)) if not k else None,
                    (
                        TableCell((Line(level_plain(f.case, issue.id, level)),)),
                        *(
                            TableCell(
                                (Line((f.numbers.share(by_level[issue.id, level]),)),),
                                numeric=True,
                                bar=by_level[issue.id, level].share,
                            )
                            for by_level in shares
                        ),
                    ),
                    first=not k,
                )
            )
    names = [fair_name(f, s.solution) for s in b.solutions]
    return Grid(
        caption=prose("How often the fair deals have each term, of the readings in which there is "
                      "a deal; ties are counted for each", every_few(f)),
        head=(prose("Issue"), prose("Term"), *(prose(name) for name in names)),
        rows=tuple(rows),
        style="bars narrow",
    )  # fmt: skip


def _fair_gains(f: BriefResults, b: BargainingResult) -> Grid:
    return Grid(
        caption=prose(
            "What each side gains over having no deal, in hundredths of the worth of its best "
            "package: average and the range of nine readings in ten"
        ),
        head=(prose("Side"), *(prose(fair_name(f, s.solution)) for s in b.solutions)),
        rows=tuple(
            TableRow(
                TableCell((Line((Said(f.case.parties[p].name),)),)),
                tuple(spread(f, s.gains[p]) for s in b.solutions),
            )
            for p in f.signatories
        ),
        style="numbers",
    )
