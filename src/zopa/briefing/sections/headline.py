"""The section “In short”, which holds what a reader takes away who reads nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.blocks import Block, Paragraph, Section
from zopa.briefing.phrasing import Note, Prose, joined, listed, prose, sentence
from zopa.briefing.sections.fair import by_deal, fair_name, gain_words, rescaled, split_terms
from zopa.briefing.wording.chances import RELIABILITY, ground, it_is
from zopa.briefing.wording.names import (
    draft_by,
    draft_title,
    every_side,
    issue_title,
    level_text,
    party_name,
    party_names,
    short_terms,
    terms_list,
)
from zopa.briefing.wording.unknowns import clear_shifts, unknown_sentence
from zopa.briefing.wording.worth import more
from zopa.case.model import Stance

if TYPE_CHECKING:
    from zopa.analyses.draft_standing import DraftParty, DraftStanding
    from zopa.briefing.results import BriefResults

DRAFTS = 3
"""Drafts that the headline speaks of one by one."""
TERMS = 4
"""Terms that the headline names."""
UNKNOWNS = 2
"""Unknowns that the headline tells."""


def headline_section(f: BriefResults) -> Section:
    """Write the answer in a few short paragraphs, and apart from it how sure the input is."""
    if f.given:
        return _given(f)
    blocks = _first_lines(f)
    if f.drafts.drafts:
        blocks.append(Paragraph(drafts_words(f), head="The drafts."))
    blocks.append(Paragraph(kind_of_deal(f), head="What kind of deal."))
    blocks.append(Paragraph(not_known(f), head="What we do not know."))
    blocks.append(Paragraph(input_words(f), "aside", head="How sure the input is."))
    return Section("headline", "In short", tuple(blocks))


def _given(f: BriefResults) -> Section:
    """The same where every number is given, and nothing is left to chance."""
    blocks = _first_lines(f)
    if f.drafts.drafts:
        blocks.append(Paragraph(drafts_words(f), head="The drafts."))
    if kind := given_deals(f):
        blocks.append(Paragraph(kind, head="The best deals."))
    blocks.append(Paragraph(input_words(f), "aside", head="How sure the input is."))
    return Section("headline", "In short", tuple(blocks))


def _first_lines(f: BriefResults) -> list[Block]:
    """Whether there is a deal, and how many of the facts behind it nobody has reviewed."""
    blocks: list[Block] = [Paragraph(deal_sentence(f), "lead")]
    if words := review_words(f):
        blocks.append(Paragraph(words))
    return blocks


def review_words(f: BriefResults) -> Prose:
    """Say how many facts have not been reviewed; nothing if all have been."""
    e, n = f.evidence, f.numbers
    if not e.unreviewed:
        return ()
    return sentence(
        n.count(e, "unreviewed"), " of ", n.length(e, "facts", format="count"),
        " fact" if len(e.facts) == 1 else " facts",
        " has" if e.unreviewed == 1 else " have", " not been reviewed",
    )  # fmt: skip


def reading(f: BriefResults) -> Prose:
    """Say how the numbers of the brief are to be read."""
    if f.given:
        return prose(
            "The preferences of each side are given as numbers, and every answer is worked out "
            "from them. A gain is what a deal is worth to a side over having no deal, in "
            "percent of all that the side could want at once",
            ", and in the side’s own points" if any(
                f.case.parties[p].own_scale for p in f.signatories) else "",
            ". It is what follows from these numbers, not a forecast.",
        )  # fmt: skip
    return prose(
        "Reports seldom say how much a side wants a thing. So ", f.drawn("count"), " sets of "
        "preferences were drawn at random, each in agreement with every fact in the ledger: the "
        "draws. A share of draws says in how many of them something holds. It is what the facts "
        "allow, not a forecast.",
    )  # fmt: skip


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
            scale = ", gains being taken in percent" if rescaled(f) else ""
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


def deal_sentence(f: BriefResults) -> Prose:
    """Say whether a deal is possible."""
    who = f.signatories
    each = {1: "", 2: "both "}.get(len(who), "all ")
    start = it_is(f.chance(f.zone.exists))
    if f.given:
        a = "a" if f.zone.exists.share > 0.5 else "no"
        start = (f"given these numbers, there is {a} deal",)
    return sentence(
        start,
        " which " if f.given else " that there is a deal which ",
        party_names(f.case, who) if each != "both " else prose("both ", party_names(f.case, who)),
        " would all" if each == "all " else " would",
        " rather sign than have no deal",
    )


def drafts_words(f: BriefResults) -> Prose:
    """Say how the drafts on the table fare with each side, and why."""
    results = f.drafts_newest_first
    if len(results) <= DRAFTS:
        return joined([draft_sentence(f, r) for r in results])
    if f.given:
        return _given_drafts(f)
    best = max(results, key=lambda r: r.signed.share)
    count = f.numbers.length(f.drafts, "drafts")
    if best.signed.share <= 0:
        none = f" drafts, none would be signed by {every_side(f.case)} in any draw"
        return sentence("of ", count, none)
    verdict = _verdict(f, best, ("it",))
    return sentence("of ", count, " drafts, ", _titled(f, best), " does best: ", verdict)


def _given_drafts(f: BriefResults) -> Prose:
    """Which of many drafts would be signed, where every number is given."""
    results = f.drafts_newest_first
    count, sides = f.numbers.length(f.drafts, "drafts"), every_side(f.case)
    signed = [draft_title(f.case, r.draft) for r in results if r.signed.share > 0.5]
    if not signed:
        return sentence("of ", count, f" drafts, none would be signed by {sides}")
    if len(signed) == len(results):
        return sentence(f"{sides} would sign each of the ", count, " drafts")
    return sentence("of ", count, f" drafts, {sides} would sign ", listed(signed))


def draft_sentence(f: BriefResults, result: DraftStanding) -> Prose:
    """Say of one draft whether all would sign it, and what stands in the way."""
    return sentence(_verdict(f, result, _titled(f, result)))


def _titled(f: BriefResults, result: DraftStanding) -> Prose:
    by = draft_by(f.case, result.draft)
    return prose(draft_title(f.case, result.draft), prose(" (", by, ")") if by else "")


def _verdict(f: BriefResults, result: DraftStanding, name: Prose) -> Prose:
    settled = ", even with its open terms settled as well as can be" if result.open else ""
    sides = every_side(f.case)
    start = prose(it_is(f.chance(result.signed)), f" that {sides} would sign ", name, settled)
    if f.given:
        would = (
            "would"
            if result.signed.share > 0.5
            else "would not both"
            if (len(f.signatories) == 2)
            else "would not all"
        )
        who = party_names(f.case, f.signatories) if would != "would" else (sides,)
        start = prose(who, f" {would} sign ", name, settled)
    reasons = [reason(f, result, p) for p in _signing(f, result) if p.accepts.share < 0.5]
    if reasons:
        return prose(start, ": ", joined(reasons, "; "))
    if result.signed.share < 0.5:
        return prose(start, ", though each side by itself would in most draws")
    return start


def _signing(f: BriefResults, result: DraftStanding) -> list[DraftParty]:
    signatories = [p for p in result.parties if p.party in f.signatories]
    return sorted(signatories, key=lambda p: p.accepts.share)


def reason(f: BriefResults, result: DraftStanding, party: DraftParty) -> Prose:
    """Say why a party would not accept a draft that it mostly would not accept."""
    case, who = f.case, party_name(f.case, party.party)
    for k, fact in enumerate(case.facts):
        match fact.content:
            case Stance(stance="rejects", package=package) if (
                fact.party == party.party and fact.certain and package.draft == result.draft
            ):
                basis = "is assumed" if fact.assumed else "is reported"
                return prose(who, f" {basis} to have refused it", Note(k))
    share = f.numbers.share(party.accepts)
    base = prose(who, " would accept it in ", share, " of draws")
    if f.given:
        line, notes = _red_lines(f, result, party.party)
        if party.barred.share > 0.5:
            return prose("it crosses a red line of ", who, line, notes)
        return prose("it is worth less to ", who, " than having no deal")
    if party.barred.share < 0.25:
        return base
    line, notes = _red_lines(f, result, party.party)
    return prose(
        base, "; in ", f.numbers.share(party.barred), " a red line of that side is crossed", line,
        notes,
    )  # fmt: skip


def _red_lines(
    f: BriefResults, result: DraftStanding, party: str
) -> tuple[Prose, tuple[Note, ...]]:
    """The levels of a draft that are behind red lines of a party, and where it says so."""
    named: dict[tuple[str, str], None] = {}
    notes = []
    for k, fact, barred in f.case.red_lines():
        if fact.party == party:
            hit = [
                (issue, level)
                for issue, levels in barred.items()
                for level in levels
                if level in result.terms.get(issue, ())
            ]
            if hit:
                notes.append(Note(k))
                named.update(dict.fromkeys(hit))
    words = joined([level_text(f.case, issue, level) for issue, level in named], " or ")
    return prose(": ", words) if words else (), tuple(notes)


def kind_of_deal(f: BriefResults) -> Prose:
    """Say what the most widely acceptable and the fair deals have in common."""
    if not f.zone.best:
        return sentence(f"No deal was found that {every_side(f.case)} would sign in any draw")
    top = f.zone.best[0]
    common = common_terms(f)
    shown = dict(list(common.items())[:TERMS])
    widest = prose(
        "the deal that ", every_side(f.case), " would most often sign (in ",
        f.numbers.share(top.share), " of draws)",
    )  # fmt: skip
    first: Prose
    if len({b.share.share for b in f.zone.best}) == 1 < len(f.zone.best):
        often = f.numbers.share(top.share)
        first = sentence("no deal stands out: several would be signed by ", every_side(f.case),
                         " equally often (in ", often, " of draws)")  # fmt: skip
    elif shown:
        others = " and its runners-up have in common" if len(f.zone.best) > 1 else " has"
        among = ", among other terms, " if len(common) > len(shown) else " "
        terms = terms_list(f.case, {i: (level,) for i, level in shown.items()})
        first = sentence(widest, others, among, terms)
    else:
        first = sentence(widest, " and its runners-up have no term in common")
    fair = _fair_terms(f)
    return prose(first, " ", fair) if fair else first


def common_terms(f: BriefResults) -> dict[str, str]:
    """Find the terms that all the most widely acceptable deals share, with those first that matter
    most to whether there is a deal."""
    best = f.zone.best
    same = {i: k for i, k in best[0].terms.items() if all(b.terms[i] == k for b in best)}
    return dict(sorted(same.items(), key=lambda term: (-_reach(f, term[0]), term[0])))


def _reach(f: BriefResults, issue: str) -> float:
    shares = [v.share.share for v in f.zone.levels if v.issue == issue]
    return max(shares) - min(shares)


def _fair_terms(f: BriefResults) -> Prose:
    """The levels that the balanced deal has in more than half of the draws."""
    if f.bargaining is None or not f.bargaining.solutions:
        return ()
    nash = f.bargaining.solutions[0]
    often = sorted((v for v in nash.levels if v.share.low > 0.5), key=lambda v: -v.share.share)
    most = often[: TERMS - 1]
    if not most:
        return ()
    among = ", among other terms," if len(often) > len(most) else ""
    named = [
        prose(
            level_text(f.case, v.issue, v.level), " on ", issue_title(f.case, v.issue),
            " (", f.numbers.share(v.share), " of draws)",
        )
        for v in most
    ]  # fmt: skip
    return sentence(
        f"where a deal exists, the one with the most balanced gains most often has{among} ",
        listed(named),
    )


def not_known(f: BriefResults) -> Prose:
    """Write of the two unknowns that move the answer most."""
    moving = [(u, clear_shifts(u)[0]) for u in f.unknowns.unknowns if clear_shifts(u)]
    if not moving:
        return sentence(
            "nothing that is open, by itself, would move the answer by more than the sampling error"
        )
    told = [unknown_sentence(f, u, s) for u, s in moving[:UNKNOWNS]]
    if (rest := len(moving) - UNKNOWNS) > 0:
        there = "there are " if rest > 1 else "there is "
        told.append(sentence(there, more(rest, "unknown"), " by which this or another answer would "
                             "move, told further down"))  # fmt: skip
    return joined(told)


def input_words(f: BriefResults) -> Prose:
    """Say how many facts there are and what they rest on."""
    e, n = f.evidence, f.numbers
    if not e.facts:
        return sentence(
            "there is no fact in the ledger yet; every answer here is what holds when nothing "
            "is known"
        )
    if f.given:
        return _given_words(f)
    parts: list[Prose] = [
        sentence(
            f"the ground is {ground(e)}: ",
            n.length(e, "facts", format="count"), " fact" if len(e.facts) == 1 else " facts", ", ",
            _some(f, "reported"), " reported",
            _alone(f),
            ", ", _some(f, "assumed"), " assumed and ",
            _some(f, "uncertain"), " held to be less than certain",
        )
    ]  # fmt: skip
    if worst := _worst(f):
        parts.append(
            sentence(f"the least reliable source in use is graded {worst}, {RELIABILITY[worst]}")
        )
    elif e.sources and e.reported:
        parts.append(sentence("no source in use is graded for reliability"))
    unordered = sum(len(f.unordered(party)) for party in f.signatories)
    if unordered and unordered == e.unknown:
        parts.append(sentence(
            "in ", n.word(e, "unknown"), " instance" if e.unknown == 1 else " instances",
            " it is not known what a side wants on an issue",
        ))  # fmt: skip
    elif unordered:
        parts.append(sentence("on some issues it is not known what a side wants"))
    return joined(parts)


def _given_words(f: BriefResults) -> Prose:
    """What numbers rest on that are given for everything."""
    e, n = f.evidence, f.numbers
    given = sentence("what every term is worth to ", party_names(f.case, f.signatories),
                     " is given as numbers, and so is having no deal")  # fmt: skip
    if e.assumed == len(e.facts):
        rests = sentence("they are assumed for this analysis, not reported")
    elif e.assumed:
        rests = sentence(
            "of ", n.length(e, "facts", format="count"), " facts ", n.count(e, "assumed"),
            " are assumed for this analysis, not reported",
        )  # fmt: skip
    else:
        rests = sentence("they rest on reports", _alone(f))
    holds = sentence("the answers hold for these numbers, and are as good as the numbers are")
    return joined([given, rests, holds])


def _alone(f: BriefResults) -> Prose:
    """How many of the reported facts rest on one source alone."""
    e = f.evidence
    if not e.reported:
        return ()
    if not e.single_source:
        return (" (none of them by one source alone)",)
    if e.single_source == e.reported:
        return (" (by one source alone)" if e.reported == 1 else " (each by one source alone)",)
    return prose(" (", _some(f, "single_source"), " of them by one source alone)")


def _some(f: BriefResults, field: str) -> Prose:
    """How many facts are so, or none."""
    number = f.numbers.count(f.evidence, field)
    return (number,) if number.value else ("none",)


def _worst(f: BriefResults) -> str | None:
    """The lowest grade among sources that facts rest on; F, cannot be judged, is lowest."""
    grades = [s.reliability for s in f.evidence.sources if s.facts and s.reliability in RELIABILITY]
    grades = [grade for grade in grades if grade]
    return max(grades) if grades else None
