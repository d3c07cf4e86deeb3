"""The lead of a brief: what a deal would have to look like, and how many readings leave room for
one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.numbers import word
from zopa.briefing.phrasing import Prose, joined, listed, prose, sentence
from zopa.briefing.sections.fair import (
    all_in_points,
    by_deal,
    fair_name,
    gain_words,
    rescaled,
    split_terms,
)
from zopa.briefing.wording.enough_sides import who_must_agree
from zopa.briefing.wording.names import (
    every_side,
    issue_title,
    level_text,
    party_name,
    party_names,
    short_terms,
    terms_list,
)
from zopa.briefing.wording.shares import of_readings, what_is_read
from zopa.briefing.wording.worth import level_span

if TYPE_CHECKING:
    from zopa.briefing.results import BriefResults

TERMS = 4
"""Terms that are named."""
NAMES = 4
"""Sides that the lead names; more of them are counted, and named in the table of sides."""
SELDOM = 0.2
"""A term is told as one that hardly any deal has where so small a part of the readings with a deal
has one with it, or less."""


def lead_words(f: BriefResults) -> Prose:
    """Say what a deal would have to look like; where every number is given, how many there are."""
    lead = _given_lead(f) if f.given else _reported_lead(f)
    rule = who_must_agree(f.case)
    return joined([lead, rule]) if rule else lead


def _reported_lead(f: BriefResults) -> Prose:
    if not f.zone.best:
        none = prose("no deal was found that ", sides_named(f), " could sign in any reading of ")
        return sentence(none, what_is_read(f))
    common = common_terms(f)
    shown = dict(list(common.items())[:TERMS])
    start = prose("a deal that ", sides_named(f), " could sign ")
    if shown:
        among = ", among other terms, " if len(common) > len(shown) else " "
        terms = terms_list(f.case, {i: (level,) for i, level in shown.items()})
        first = sentence(start, "most often has", among, terms)
    else:
        first = sentence(start, "has no term for sure: those most often signed have none in common")
    seldom = _seldom(f)
    return joined([first, seldom]) if seldom else first


def _seldom(f: BriefResults) -> Prose:
    """The terms with which there is hardly ever a deal, where the issue has others; those are left
    out of which nothing remains but the term that is told already."""
    often = f.zone.exists.share
    by_issue: dict[str, list[str]] = {}
    for v in f.zone.levels:
        if v.share.draws and v.share.share <= SELDOM * often:
            by_issue.setdefault(v.issue, []).append(v.level)
    told = {*list(common_terms(f))[:TERMS]}
    barred = {
        issue: levels
        for issue, levels in by_issue.items()
        if len(levels) < len(f.case.issues[issue].levels) - (issue in told)
    }
    if not barred:
        return ()
    shown = list(barred.items())[: TERMS - 1]
    named = [
        prose(level_span(f.case, issue, levels), " on ", issue_title(f.case, issue))
        for issue, levels in shown
    ]
    return sentence("hardly any such deal has ", listed(named, "or", ";"))


def sides_named(f: BriefResults) -> Prose:
    """Name all who must sign, or of many say how many they are; where not all must, say so."""
    who = f.signatories
    if not f.case.takes_all:
        return ("enough sides",)
    if len(who) > NAMES:
        return (f"all {word(len(who))} sides",)
    both = "both " if len(who) == 2 else ""
    return prose(both, party_names(f.case, who))


def exists_words(f: BriefResults) -> Prose:
    """Say in how many readings there is a deal, and that this is no forecast; nothing where every
    number is given."""
    if f.given:
        return ()
    return sentence(
        f"some deal would suit {every_side(f.case)} in ", of_readings(f, f.zone.exists),
        f" of {what_is_read(f)}: that is what the facts leave open, not how probable a deal is",
    )  # fmt: skip


def _given_lead(f: BriefResults) -> Prose:
    """How many of all ways to settle the issues are deals."""
    z, n, sides = f.zone, f.numbers, sides_named(f)
    if z.deals is None:
        there = "there is a" if z.exists.share > 0.5 else "there is no"
        return sentence(f"given these numbers, {there} deal that ", sides, " could sign")
    many = prose("none" if z.deals.mean <= 0 else n.show("count", z.deals, "mean"))
    return sentence(
        "given these numbers, ", many, " of ", n.count(z, "outcomes"), " ways to settle all ",
        "issues would suit ", sides,
    )  # fmt: skip


def balanced_words(f: BriefResults) -> Prose:
    """Say which terms the deal with the most balanced gains has in more than half of the readings,
    besides those that the lead names."""
    if f.given or f.bargaining is None or not f.bargaining.solutions or not f.zone.best:
        return ()
    lead = dict(list(common_terms(f).items())[:TERMS])
    nash = next((s for s in f.bargaining.solutions if s.solution == "nash"), None)
    if nash is None:
        return ()
    often = sorted((v for v in nash.levels if v.share.low > 0.5), key=lambda v: -v.share.share)
    others = [v for v in often if lead.get(v.issue) != v.level]
    if not often:
        return ()
    start = "where there is a deal, the one with the most balanced gains most often has "
    if not others:
        return sentence(start, "the same terms")
    named = [
        prose(
            level_text(f.case, v.issue, v.level), " on ", issue_title(f.case, v.issue),
            " (", of_readings(f, v.share), ")",
        )
        for v in others[: TERMS - 1]
    ]  # fmt: skip
    besides = "in addition " if len(others) < len(often) else ""
    among = "among other terms, " if len(others) > len(named) else ""
    return sentence(start, besides, among, listed(named))


def given_deals(f: BriefResults) -> Prose:
    """Say what each side gains by the deals that are best in one sense or another."""
    deals = by_deal(f)
    if not deals:
        return ()
    case, comma = f.case, ";" if len(f.signatories) > 2 else ","
    same, differing = split_terms(f, [deal.terms for deal, _ in deals])
    sentences = []
    for deal, names in deals:
        gains = [prose(party_name(case, p), " ", gain_words(f, deal, p)) for p in f.signatories]
        name = prose("the ", listed([fair_name(f, s) for s in names]), " deal")
        if len(deals) == 1:
            unit = "points" if all_in_points(f) else "percent"
            scale = f", gains being taken in {unit}" if rescaled(f) else ""
            name = (f"one deal is the best in each way that is looked at{scale}: it",)
        differing_terms = {issue: (deal.terms[issue],) for issue in differing[:TERMS]}
        among = ", among other terms" if len(differing) > TERMS else ""
        terms = (
            prose(", with ", terms_list(case, differing_terms), among, ",")
            if differing_terms
            else ()
        )
        sentences.append(sentence(name, terms, " gives ", listed(gains, comma=comma)))
    if same:
        start = "it has " if len(deals) == 1 else "they have in common "
        sentences.append(sentence(start, short_terms(case, same, TERMS)))
    return joined(sentences)


def common_terms(f: BriefResults) -> dict[str, str]:
    """Find the terms that all the most widely acceptable deals share, with those first that matter
    most to whether there is a deal."""
    best = f.zone.best
    same = {i: k for i, k in best[0].terms.items() if all(b.terms[i] == k for b in best)}
    return dict(sorted(same.items(), key=lambda term: (-_reach(f, term[0]), term[0])))


def _reach(f: BriefResults, issue: str) -> float:
    shares = [v.share.share for v in f.zone.levels if v.issue == issue]
    return max(shares) - min(shares)
