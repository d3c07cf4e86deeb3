"""Those parts of “Who wants what” that tell preferences which are given as numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.blocks import Line, TableCell, TableRow
from zopa.briefing.given import bonuses, reservation, worths
from zopa.briefing.numbers import points
from zopa.briefing.phrasing import Note, Prose, Said, joined, listed, prose, sentence
from zopa.briefing.wording.names import level_plain, party_name
from zopa.briefing.wording.worth import added, amount, bonus_words, level_span, more, span, unit
from zopa.case.model import Bonus
from zopa.foundation.chance import Interval

if TYPE_CHECKING:
    from zopa.briefing.given import Worths
    from zopa.briefing.results import BriefResults

LEVELS = 7
"""Groups of levels of one issue that are told one by one; of more, the ends."""
ISSUES, WIDEST = 20, 12
"""Where there are more issues than the first, only so many of the widest are shown."""
BONUSES = 6
"""Bonuses of one party that are told one by one."""


def numbers_read(f: BriefResults, parties: list[str]) -> Prose:
    """Say how the table of numbers is to be read."""
    in_points = any(f.case.parties[p].own_scale for p in parties)
    in_percent = any(not f.case.parties[p].own_scale for p in parties)
    bonus = any(bonuses(f.case, p) for p in parties)
    return joined(
        [
            sentence(
                "what a deal is worth to a side is the sum of what its terms add"
                + (", bonuses and penalties included" if bonus else "")
            ),
            *([sentence("points are a side’s own, as they were given")] if in_points else []),
            *(
                [sentence("percent are of all that a side could want at once")]
                if in_percent
                else []
            ),
            sentence("points or percent of one side cannot be compared with those of another"),
        ]
    )


def column_head(f: BriefResults, party: str) -> Prose:
    """Name a party and, where all its numbers are given, what they are told in."""
    name = Said(f.case.parties[party].name)
    if not f.drawing.parties[party].given:
        return (name,)
    facts = sorted({k for i in f.case.issues for k in _facts(f, party, i)})
    notes = [Note(k) for k in facts] if f.given and len(facts) == 1 else []
    return prose(name, f" ({unit(f.case, party)})", *notes)


def _facts(f: BriefResults, party: str, issue: str) -> tuple[int, ...]:
    numbers = worths(f.case, party, issue)
    return numbers.facts if numbers else ()


def issues_shown(f: BriefResults) -> list[str]:
    """Choose the issues of the table: all, or of many with numbers those that can add most."""
    issues = list(f.case.issues)
    if not f.given or len(issues) <= ISSUES:
        return issues
    widest = sorted(issues, key=lambda i: (-max(_swings(f, i).values()), issues.index(i)))
    return widest[:WIDEST]


def _swings(f: BriefResults, issue: str) -> dict[str, float]:
    numbers = {p: worths(f.case, p, issue) for p in f.signatories}
    return {p: w.swing if w else 0.0 for p, w in numbers.items()}


def rest_words(f: BriefResults, rest: list[str]) -> Prose:
    """Say which issues the table leaves out, and the most that any of them can add."""
    swings = [_swings(f, issue) for issue in rest]
    most = {p: max(by_party[p] for by_party in swings) for p in f.signatories}
    phrases = [
        prose(amount(f.case, p, Interval(high, high)), " to ", party_name(f.case, p))
        for p, high in most.items()
    ]
    many = "issues are" if len(rest) > 1 else "issue is"
    return sentence(
        "shown are the issues on which a side has most to win or to lose; ", more(len(rest)),
        f" {many} left out, on which the terms differ by at most ", listed(phrases),
    )  # fmt: skip


def worth_lines(f: BriefResults, party: str, issue: str, numbers: Worths) -> list[Line]:
    """List the levels of an issue, best first, with what each adds."""
    if numbers.flat:
        earns = (f.case.facts[k].content for k in bonuses(f.case, party))
        tied = any(isinstance(c, Bonus) and issue in c.when for c in earns)
        return [Line(("counts only in bonuses" if tied else "all the same to it",), "mark")]
    tiers = numbers.by_tier()
    if len(tiers) <= LEVELS:
        return [_tier(f, party, issue, *tier) for tier in tiers]
    ends = [_tier(f, party, issue, *tier) for tier in (*tiers[:2], tiers[-1])]
    left = sum(len(levels) for levels, _ in tiers[2:-1])
    return [*ends[:2], Line(prose(more(left), " between"), "small"), ends[2]]


def _tier(f: BriefResults, party: str, issue: str, levels: list[str], worth: Interval) -> Line:
    named = level_span(f.case, issue, levels, level_plain)
    return Line(prose(named, ": ", added(f.case, party, worth)), "tier")


def scale_rows(f: BriefResults, parties: list[str]) -> tuple[TableRow, ...]:
    """Make the rows that say what the worst and the best of everything and no deal are worth."""

    def row(title: str, cells: list[Prose], *, first: bool = False) -> TableRow:
        return TableRow(
            TableCell((Line((title,)),)), tuple(TableCell((Line(c),)) for c in cells), first=first
        )

    def at(party: str, utility: float) -> Prose:
        scale = f.case.parties[party].own_scale
        return (Said(points((scale[0] if scale else 0.0) + utility * span(f.case, party))),)

    none: list[Prose] = []
    for party in parties:
        no_deal = reservation(f.case, party)
        if no_deal is None:
            none.append(("not given",))
        else:
            none.append(prose(at(party, no_deal[1].low), Note(no_deal[0])))
    return (
        row("The worst of everything", [at(p, 0.0) for p in parties], first=True),
        row("All it could want at once", [at(p, 1.0) for p in parties]),
        row("Having no deal", none),
    )


def bonuses_told(f: BriefResults, party: str) -> tuple[list[tuple[int, Prose]], Prose]:
    """Tell what a party is given for terms that come together, the largest first, each with its
    place in the ledger, and how many more such entries there are."""
    listed_bonuses: list[tuple[int, Prose]] = []
    rest: list[Interval] = []
    for k in bonuses(f.case, party):
        content = f.case.facts[k].content
        if isinstance(content, Bonus):
            if len(listed_bonuses) < BONUSES:
                size = amount(f.case, party, content.adds)
                listed_bonuses.append((k, bonus_words(f.case, content, size)))
            else:
                rest.append(content.adds)
    if not rest:
        return listed_bonuses, ()
    size = amount(f.case, party, rest[0])
    minus = [adds.low < 0 for adds in rest]
    if len(rest) == 1:
        return listed_bonuses, sentence(
            "and ", more(1, "penalty" if minus[0] else "bonus"), " of ", size
        )
    kind = "penalties" if all(minus) else "bonuses and penalties" if any(minus) else "bonuses"
    return listed_bonuses, sentence("and ", more(len(rest)), f" {kind} of at most ", size)
