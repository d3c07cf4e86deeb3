"""The section on whether there is a deal: how often, with which terms, what is in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.blocks import (
    Block,
    Grid,
    Line,
    Paragraph,
    Picture,
    Section,
    TableCell,
    TableRow,
)
from zopa.briefing.phrasing import Prose, Said, joined, listed, prose, sentence
from zopa.briefing.sections.fair import fair_name
from zopa.briefing.sections.obstacles import in_the_way
from zopa.briefing.wording.enough_sides import by_enough, who_must_agree
from zopa.briefing.wording.names import (
    every_side,
    issue_title,
    level_plain,
    party_name,
    party_names,
)
from zopa.briefing.wording.shares import interval, of_readings, what_is_read
from zopa.briefing.wording.worth import level_span, more

if TYPE_CHECKING:
    from zopa.analyses.result import Share
    from zopa.briefing.results import BriefResults

LEVELS = 12
"""Levels of one issue that a table shows; of more, every few."""


def deal_section(f: BriefResults) -> Section:
    """Write of the zone of possible agreement."""
    z = f.zone
    if f.given:
        return _given(f)
    blocks: list[Block] = [Paragraph(deal_words(f))]
    blocks += in_the_way(f)
    if z.exists.share > 0:
        blocks.append(level_grid(f))
    if f.deal_space.parties:
        blocks.append(deal_picture(f))
    return Section("deal", "Is there a deal to be had?", tuple(blocks))


def deal_words(f: BriefResults) -> Prose:
    """Say who must agree, in how many readings there is a deal, and how many deals there are."""
    z, sides = f.zone, every_side(f.case)
    if f.given:
        is_one = "there is" if z.exists.share > 0.5 else "there is no"
        words = "a deal that " if z.exists.share > 0.5 else "deal that "
        told = [
            sentence(
                f"given these numbers, {is_one} {words}{sides} would rather sign than have no deal"
            )
        ]
    else:
        told = [
            sentence(
                "in ", of_readings(f, z.exists, exactly=True),
                f" of {what_is_read(f)} there is a deal that {sides} would rather sign than have "
                "none; that is what the facts leave open, not how probable a deal is",
            ),
            sentence(
                "as things stand, with each side holding out for more than that, in ",
                of_readings(f, z.exists_now, exactly=True), f" some deal would suit {sides}",
            ),
        ]  # fmt: skip
    return joined([part for part in (who_must_agree(f.case), *told, _extent(f)) if part])


def _given(f: BriefResults) -> Section:
    """The same where every number is given: with and without, instead of how often."""
    z = f.zone
    blocks: list[Block] = [Paragraph(deal_words(f))]
    blocks += in_the_way(f)
    if z.exists.share > 0:
        blocks += _out_of_reach(f)
    if f.deal_space.parties:
        blocks.append(deal_picture(f))
    return Section("deal", "Is there a deal to be had?", tuple(blocks))


def _out_of_reach(f: BriefResults) -> list[Block]:
    """The terms that no deal has."""
    never: dict[str, list[str]] = {}
    for v in f.zone.levels:
        if v.share.share < 0.5:
            never.setdefault(v.issue, []).append(v.level)
    if not never:
        return [Paragraph(sentence("no term of any issue stands in the way of a deal by itself"))]
    phrases = [
        prose(level_span(f.case, issue, tuple(levels)), " on ", issue_title(f.case, issue))
        for issue, levels in never.items()
    ]
    if len(phrases) > LEVELS:
        phrases = [
            *phrases[: LEVELS - 1],
            prose("terms of ", more(len(phrases) - LEVELS + 1, "issue")),
        ]
    return [Paragraph(sentence("no deal can be had with ", listed(phrases, "or", ";")))]


def _extent(f: BriefResults) -> Prose:
    """How many deals there are, and how many of them lie in the zone."""
    z, n = f.zone, f.numbers
    signed = f" of them would be signed {by_enough(f.case)}"
    looked = "" if z.listed or f.given else ", of which a sample was looked at"
    single = z.outcomes == 1
    ways = prose(
        "there is " if single else "there are ", n.count(z, "outcomes"),
        " way" if single else " ways", " to settle all issues", looked,
    )  # fmt: skip
    if z.exists.share <= 0:
        return sentence(ways)
    if f.given and z.deals is not None:
        if z.portion.mean >= 1:
            return sentence(ways, "; all", signed)
        return sentence(ways, "; ", n.show("count", z.deals, "mean"), signed)
    if z.deals is not None:
        mean, low, high = (n.show("rounded", z.deals, end) for end in ("mean", "low", "high"))
        between = prose(" (in nine readings of ten, between ", low, " and ", high, ")")
        spread = between if low.text != high.text else ()
        return sentence(ways, "; on average ", mean, signed, spread)
    if f.given:
        if z.portion.mean >= 1:
            return sentence(ways, "; as good as all", signed)
        about = "about " if 0.01 <= z.portion.mean <= 0.99 else ""
        share = n.show("percent", z.portion, "mean")
        return sentence(ways, f"; {about}", share, signed)
    mean, low, high = (n.show("percent", z.portion, end) for end in ("mean", "low", "high"))
    between = prose(" (in nine readings of ten, between ", low, " and ", high, ")")
    spread = between if low.text != high.text else ()
    return sentence(ways, "; on average ", mean, signed, spread)


def shown_levels(f: BriefResults, issue: str) -> tuple[str, ...]:
    """Choose the levels of an issue that a table shows: all, or of many every few and the last."""
    levels = f.case.issues[issue].level_ids
    if len(levels) <= LEVELS:
        return levels
    step = -(-(len(levels) - 1) // (LEVELS - 1))
    chosen = levels[::step]
    return chosen if chosen[-1] == levels[-1] else (*chosen, levels[-1])


def every_few(f: BriefResults) -> str:
    """Say that a table leaves out levels, where it does."""
    whole = all(shown_levels(f, i) == issue.level_ids for i, issue in f.case.issues.items())
    return "" if whole else "; where an issue has many terms, every few of them"


def level_grid(f: BriefResults) -> Grid:
    """Make the table of how often some deal with each level can be had."""
    by_level = {(v.issue, v.level): v for v in f.zone.levels}
    rows = []
    for issue in f.case.issues.values():
        for k, level in enumerate(shown_levels(f, issue.id)):
            share = by_level[issue.id, level].share
            rows.append(
                TableRow(
                    TableCell((Line((Said(issue.title),)),)) if not k else None,
                    (
                        TableCell((Line(level_plain(f.case, issue.id, level)),)),
                        bar(f, share),
                    ),
                    first=not k,
                )
            )
    return Grid(
        caption=prose("With which terms a deal can be had: share of readings in which some deal "
                      f"with that term would be signed {by_enough(f.case)}", every_few(f)),
        head=(prose("Issue"), prose("Term"), prose("Share of readings")),
        rows=tuple(rows),
        style="bars",
    )  # fmt: skip


def bar(f: BriefResults, share: Share) -> TableCell:
    """Make a cell that shows a share with its interval and a bar."""
    if not share.draws:
        return TableCell((Line(("–",)),), numeric=True)
    words = prose(f.numbers.share(share), (interval(f, share)))
    return TableCell((Line(words),), numeric=True, bar=share.share)


def deal_picture(f: BriefResults) -> Picture:
    """Show what deals are worth to the two sides between whom agreement is hardest."""
    shown = f.deal_space.parties
    first, second = (party_name(f.case, party) for party in shown)
    others = [party for party in f.signatories if party not in shown]
    beside = (
        prose(" ", sentence("the picture leaves out ", party_names(f.case, others)))
        if others
        else ()
    )
    line = "line" if {*shown} == {*f.signatories} else "dots"
    return Picture(
        figure="deal_space",
        title=prose("What each deal is worth to ", first, " and to ", second),
        alternative=sentence(
            "a scatter of deals by their worth to ",
            first,
            " and to ",
            second,
            ", with each "
            "side’s no-deal line, the area where both gain, the deals that leave nothing unused, "
            "the drafts and the fair deals",
        ),
        caption=prose(
            sentence(
                "each grey dot is one way to settle all issues, "
                + ("of which some are shown, " if _some_dots(f) else "")
                + ("" if f.given else "at the average of all readings, ")
                + "on a scale from zero, the worst package imaginable, to a hundred, the best"
            ),
            " ",
            sentence(
                "in the shaded area both would rather sign than have no deal, red lines aside; "
                f"on the dark {line} nothing can be gained by one without a loss to ",
                "the other" if not others else "another",
            ),
            beside,
            _front(f, line),
            " ",
            _main_points(f),
        ),
    )


def _main_points(f: BriefResults) -> Prose:
    """What having no deal and the balanced deal are worth to the two sides of the picture."""
    space, show = f.deal_space, f.numbers.show
    first, second = (party_name(f.case, party) for party in space.parties)
    none = [show("score", space, "no_deal", k) for k in (0, 1)]
    words = [
        prose("having no deal is worth ", none[0], " to ", first, " and ", none[1], " to ", second)
    ]
    for k, deal in enumerate(space.fair[:1]):
        worth = [show("score", space, "fair", k, "point", j) for j in (0, 1)]
        name = fair_name(f, deal.solution)
        words.append(prose(f"the {name} deal ", worth[0], " and ", worth[1]))
    return sentence(joined(words, ", "))


def _some_dots(f: BriefResults) -> bool:
    """Whether there are more ways to settle all issues than dots."""
    return len(f.deal_space.outcomes) < f.zone.outcomes


def _front(f: BriefResults, line: str) -> Prose:
    """How the frontier that is shown may fall short of all of it; nothing where it does not."""
    if f.frontier is None:
        return (" There are too many deals that leave nothing unused for them to be shown.",)
    words: list[Prose] = []
    n = f.numbers
    if f.frontier.points_in_all > len(f.frontier.points):
        shown = n.length(f.frontier, "points", format="count")
        best = ", the best for ", party_name(f.case, f.signatories[0])
        words.append(
            sentence("of ", n.count(f.frontier, "points_in_all"), " such deals ", shown,
                     " are shown", *best)
        )  # fmt: skip
    it = "it" if line == "line" else "they"
    if f.frontier.factor > 1:
        factor = n.show("factor", f.frontier, "factor")
        words.append(
            sentence(
                f"the {line} leave{'s' if it == 'it' else ''} out deals that are as good to the "
                "eye: for each of them there is one shown, and no side gets from it more than ",
                factor, " times what it gets from the one shown",
            )
        )  # fmt: skip
    if not f.frontier.complete:
        words.append(
            sentence(
                f"not all of the {line} may have been found: that no other deal belongs on "
                f"{'it' if it == 'it' else 'them'} is not proved"
            )
        )
    return prose(" ", joined(words)) if words else ()
