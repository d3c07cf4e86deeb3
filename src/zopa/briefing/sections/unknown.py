"""The section on what is not known, and what would change our mind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.blocks import Block, Bullets, Paragraph, Picture, Section
from zopa.briefing.numbers import Number
from zopa.briefing.phrasing import Prose, capital, listed, prose, sentence
from zopa.briefing.wording.grid_ends import ends_words
from zopa.briefing.wording.names import issue_title, party_name
from zopa.briefing.wording.unknowns import (
    clear_shifts,
    given_sentence,
    movers_words,
    moving_groups,
)
from zopa.briefing.wording.worth import more

if TYPE_CHECKING:
    from zopa.briefing.results import BriefResults

SHOWN = 8
"""Unknowns that are told one by one."""


def unknown_section(f: BriefResults) -> Section:
    """Write of the unknowns that move an answer, count the others, and say what is missing."""
    if f.given:
        return _given(f)
    every = f.unknowns.unknowns
    moving = [u for u in every if u.largest > 0]
    blocks: list[Block] = []
    if moving:
        first, show = clear_shifts(moving[0])[0], f.numbers.show
        blocks.append(
            Paragraph(
                sentence(
                    "what would move the answer most, if it were known, comes first; “well” and "
                    "“badly”, “much” and “little” are the top and the bottom third of the readings"
                ),
                "quiet",
            )
        )
        blocks.append(
            Bullets(
                tuple(capital(movers_words(f, group)) for group in moving_groups(f, SHOWN)),
                numbered=True,
            )
        )
        blocks.append(
            Picture(
                figure="movers",
                title=prose("What would move the answer"),
                alternative=sentence(
                    "for each unknown in the list above, an arrow from the share of readings in "
                    "the first case to the share in the second"
                ),
                caption=sentence(
                    "numbered as in the list above; each arrow ends where the share would be "
                    "under what is supposed there, and starts where it would be otherwise: the "
                    "first goes from ",
                    show("of_100", first, "before"),
                    " readings to ",
                    show("in_100", first, "after"),
                ),
            )
        )
    counted = _counted(f, len(moving))
    if counted:
        blocks.append(Paragraph(counted))
    blocks += [Paragraph(words) for words in (*_missing(f), *ends_words(f))]
    return Section("unknown", "What do we not know, and what would change our mind?", tuple(blocks))


def _given(f: BriefResults) -> Section:
    """Where every number is given, only what would be otherwise without a red line."""
    blocks: list[Block] = [
        Paragraph(
            sentence(
                "nothing of this kind is left open, since every number is given; what other "
                "numbers would change is seen once a number that is not believed is widened into a "
                "range"
            )
        )
    ]
    sentences = [given_sentence(f, u) for u in f.unknowns.unknowns if u.largest > 0]
    if sentences:
        blocks.append(Bullets(tuple(sentences[:SHOWN])))
    if rest := sentences[SHOWN:]:
        many = " entries" if len(rest) > 1 else " entry"
        words = sentence(
            "of ",
            more(len(rest)),
            f"{many} of the ledger the same can be said: each "
            "by itself changes whether there is a deal, or whether a draft is signed",
        )
        blocks.append(Paragraph(words))
    return Section("unknown", "What do we not know, and what would change our mind?", tuple(blocks))


def _counted(f: BriefResults, moving: int) -> Prose:
    """How many unknowns are not told one by one."""
    path = f.numbers.path(f.unknowns, "unknowns")
    implied = sum(u.implied for u in f.unknowns.unknowns)
    rest = len(f.unknowns.unknowns) - moving - implied
    parts: list[Prose] = []
    if moving > SHOWN:
        further = moving - SHOWN
        number = Number(float(further), (path,), "word", "further")
        parts.append(
            sentence(
                "there is " if further == 1 else "there are ",
                number,
                " further unknown that moves" if further == 1 else " further unknowns that move",
                " an answer by less",
            )
        )
    if rest:
        number = Number(float(rest), (path,), "word", "unclear")
        subject = " other" if moving else " thing"
        many = "s" if rest != 1 else ""
        parts.append(
            sentence(
                "for ", number, f"{subject}{many} that ",
                "were" if rest != 1 else "was",
                " looked at, facts and assumptions included, the difference is within the "
                "sampling error",
            )
        )  # fmt: skip
    if implied:
        number = Number(float(implied), (path,), "word", "implied")
        one = implied == 1
        parts.append(
            sentence(
                "there is " if one else "there are ",
                number,
                " fact that follows" if one else " facts that follow",
                " from others: without ",
                "it" if one else "any one of them",
                " nothing would change",
            )
        )
    untried = len(f.unknowns.untried)
    if untried:
        number = Number(float(untried), (f.numbers.path(f.unknowns, "untried"),), "word", "length")
        one = untried == 1
        parts.append(
            sentence(
                "for ",
                number,
                " fact" if one else " facts",
                " it was not worked out what would be otherwise without ",
                "it, since that takes too much work; it seemed" if one else
                "them, since that takes too much work; they seemed",
                " to matter least",
            )
        )  # fmt: skip
    return prose(*(prose(p, " ") for p in parts))[:-1] if parts else ()


def _missing(f: BriefResults) -> list[Prose]:
    """Orders and reservation values of which nothing has been reported."""
    case = f.case
    words: list[Prose] = []
    for party in f.signatories:
        missing = f.unordered(party)
        if missing and len(missing) == len(case.issues):
            words.append(sentence("the wishes of ", party_name(case, party), " are not known on "
                                  "any issue"))  # fmt: skip
        elif missing:
            titles = [issue_title(case, issue) for issue in missing]
            words.append(
                sentence(
                    "the wishes of ",
                    party_name(case, party),
                    " are not known on ",
                    listed(titles, "or"),
                )
            )
    with_reservation = {x.party for x in case.facts if x.content.no_deal_range() is not None}
    silent = [p for p in f.signatories if p not in with_reservation]
    if silent:
        words.append(
            sentence(
                "nothing has been reported of how well ",
                listed([party_name(case, p) for p in silent], "or"),
                " could do without a deal, other than what follows from drafts tabled, accepted "
                "or refused",
            )
        )
    return words
