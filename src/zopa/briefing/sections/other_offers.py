"""What goes with counter-drafts: offers of the same worth, swaps, improvements, concessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.blocks import Block, Bullets, Paragraph
from zopa.briefing.phrasing import Prose, joined, listed, prose, sentence
from zopa.briefing.wording.names import (
    draft_title,
    every_side,
    issue_title,
    level_text,
    party_name,
    possessive,
    terms_list,
)
from zopa.briefing.wording.others import others_of
from zopa.briefing.wording.shares import of_readings

if TYPE_CHECKING:
    from zopa.analyses.counter_records import (
        Concession,
        CounterSide,
        EquivalentOffer,
        IssueSwap,
        SwappedTerm,
    )
    from zopa.analyses.result import Spread
    from zopa.briefing.results import BriefResults

STEPS = 8
"""Concessions that are told one by one."""


def equivalent_blocks(f: BriefResults, side: CounterSide) -> list[Block]:
    """Write of offers that are worth the same to the party, each best for another guess."""
    offers = side.equivalent
    if not offers:
        return []
    differ = [i for i in f.case.issues if len({offer.terms.get(i) for offer in offers}) > 1]
    start = sentence(
        "several offers at a time are worth the same to ", party_name(f.case, side.party),
        "; which of them is taken up tells what matters most to the other side",
    )  # fmt: skip
    told = tuple(_equivalent(f, side, offer, differ) for offer in offers)
    return [Paragraph(start, head="Equal offers."), Bullets(told)]


def _equivalent(
    f: BriefResults, side: CounterSide, offer: EquivalentOffer, differ: list[str]
) -> Prose:
    terms = terms_list(f.case, {issue: (offer.terms[issue],) for issue in differ})
    first = offer.guesses[0]
    guesses = listed(
        [
            prose(issue_title(f.case, g.issue), " matters most to ", party_name(f.case, g.party))
            for g in offer.guesses
        ],
        "or",
    )
    if f.given:
        return sentence(terms, ": best if ", guesses)
    return sentence(
        terms, ": best if ", guesses, ", where ", others_of(f, side.party), " could sign it in ",
        of_readings(f, first.others),
    )  # fmt: skip


def swap_blocks(f: BriefResults, side: CounterSide) -> list[Block]:
    """Write of two terms changed together that raise every side from where the draft stands."""
    if not side.swaps or side.answers is None:
        return []
    title = draft_title(f.case, side.answers.draft)
    who = party_name(f.case, side.party)
    start = sentence(
        "two terms of ", title, " changed together leave every side with more; what comes first is "
        "given by ", who,
    )  # fmt: skip
    told = tuple(_swap(f, swap) for swap in side.swaps)
    return [Paragraph(start, head="Swaps."), Bullets(told)]


def _swap(f: BriefResults, swap: IssueSwap) -> Prose:
    sure = () if f.given else prose(" in ", of_readings(f, swap.for_all))
    return sentence(
        _swapped(f, swap.gives), " for ", _swapped(f, swap.gets), ": every side has more", sure,
        "; ", _gains(f, swap.gains),
    )  # fmt: skip


def _swapped(f: BriefResults, term: SwappedTerm) -> Prose:
    level = level_text(f.case, term.issue, term.after)
    return prose(level, " on ", issue_title(f.case, term.issue))


def _gains(f: BriefResults, gains: dict[str, Spread]) -> Prose:
    told = [
        prose(f.numbers.show("gain", gain, "mean"), " for ", party_name(f.case, party))
        for party, gain in gains.items()
    ]
    return prose(listed(told), "" if f.given else " on average")


def improvement_words(f: BriefResults, side: CounterSide) -> Prose:
    """Say what would be better for all than a draft that is agreed; nothing where none is."""
    found = side.improvements
    if found is None:
        return ()
    title, case = draft_title(f.case, found.draft), f.case
    agreed = ", which is agreed" if case.drafts[found.draft].status == "agreed" else ""
    if not found.nearest:
        return sentence(
            "no package with at most ", f.numbers.word(found, "changes"), " changed terms is "
            f"better for {every_side(case)} in most readings than ", title, agreed,
        )  # fmt: skip
    best = found.nearest[0]
    terms = listed([_swapped(f, term) for term in best.changed])
    sure = () if f.given else prose(" in ", of_readings(f, best.for_all))
    return sentence(
        "nearest to ", title, agreed, ", every side would have more", sure, " with ", terms, ": ",
        _gains(f, best.gains),
    )  # fmt: skip


def concession_blocks(f: BriefResults, side: CounterSide) -> list[Block]:
    """Write in which order to give way, and where to stop."""
    plan = side.concessions
    if plan is None or not plan.steps:
        return []
    case, who = f.case, party_name(f.case, side.party)
    stop = plan.stop_could if f.given else plan.stop_now
    told = plan.steps[: min(stop, STEPS)]
    start = sentence(
        "from ", possessive(case, side.party), " best deal, which ", others_of(f, side.party),
        " could sign in ", of_readings(f, plan.others), ", these steps bring the most for the "
        "least; costs are hundredths of all that ", who, " could want",
    )  # fmt: skip
    blocks: list[Block] = [Paragraph(start, head="In which order to give way.")]
    if told:
        blocks.append(Bullets(tuple(_step(f, side, step) for step in told), numbered=True))
    blocks.append(Paragraph(_end(f, side, stop, len(told), who)))
    return blocks


def _step(f: BriefResults, side: CounterSide, step: Concession) -> Prose:
    title = issue_title(f.case, step.issue)
    before, after = (level_text(f.case, step.issue, k) for k in (step.before, step.after))
    return sentence(
        title, " from ", before, " to ", after, " costs ", party_name(f.case, side.party), " ",
        f.numbers.show("score", step.cost, "mean"), "; ", others_of(f, side.party),
        " could then sign in ", of_readings(f, step.others),
    )  # fmt: skip


def _end(f: BriefResults, side: CounterSide, stop: int, told: int, who: Prose) -> Prose:
    """Say where to stop, and why there."""
    plan = side.concessions
    steps = plan.steps if plan is not None else ()
    further = [sentence("the steps that follow stand in the results")] if stop > told else []
    if stop == len(steps):
        return joined([*further, sentence("no further step brings the others nearer")])
    following = steps[stop]
    share = following.own_could if f.given else following.own_now
    what = "could sign" if f.given else "would sign as things stand"
    end = sentence(
        "stop there: after one more step, ", issue_title(f.case, following.issue), " to ",
        level_text(f.case, following.issue, following.after), ", ", who, f" {what} in ",
        of_readings(f, share), " only",
    )  # fmt: skip
    return joined([*further, end])
