"""The section on what is not known: what to ask next, and which facts the answers rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.blocks import Block, Bullets, Paragraph, Picture, Section, Subhead
from zopa.briefing.numbers import Number
from zopa.briefing.phrasing import Prose, capital, listed, prose, sentence
from zopa.briefing.wording.grid_ends import ends_words
from zopa.briefing.wording.names import issue_title, party_name
from zopa.briefing.wording.questions import question_words, questions_told, telling_words
from zopa.briefing.wording.unknowns import (
    CARRYING,
    carrying_groups,
    given_sentence,
    movers_words,
)
from zopa.briefing.wording.worth import more

if TYPE_CHECKING:
    from zopa.briefing.results import BriefResults

SHOWN = 8
"""Questions, and facts that answers rest on, that are told one by one."""
TITLE = "What do we not know, and what to ask next?"


def unknown_section(f: BriefResults) -> Section:
    """Write of what to ask next, of the facts that the answers rest on, and of what is missing."""
    if f.given:
        return _given(f)
    blocks: list[Block] = [*question_blocks(f), *_carrying(f)]
    counted = _counted(f)
    if counted:
        blocks.append(Paragraph(counted))
    blocks += [Paragraph(words) for words in (*_missing(f), *ends_words(f))]
    return Section("unknown", TITLE, tuple(blocks))


def question_blocks(f: BriefResults) -> list[Block]:
    """What to put to a source, what would sharpen the answers most first."""
    told = questions_told(f, SHOWN)
    if not told:
        return [
            Paragraph(
                sentence(
                    "no single question would, by its answer, move what is told here by more than "
                    "the sampling error"
                )
            )
        ]
    intro = sentence(
        "what to ask a source next: first what would sharpen the answers most, on average over the "
        "answers that the readings give; “well” and “badly”, “much” and “little” are the top and "
        "the bottom third of the readings"
    )
    items = tuple(prose(question_words(f.case, q), " ", telling_words(f, q)) for q in told)
    return [Paragraph(intro, "quiet"), Bullets(items, numbered=True)]


def _carrying(f: BriefResults) -> list[Block]:
    """The facts and assumptions without which an answer would be another, with their picture."""
    groups = carrying_groups(f, SHOWN)
    if not groups:
        return []
    first, show = groups[0][0][1], f.numbers.show
    return [
        Subhead(prose("What the answers rest on")),
        Paragraph(
            sentence(
                "what would be otherwise had one entry of the ledger not been there; the entry "
                "that carries most comes first"
            ),
            "quiet",
        ),
        Bullets(tuple(capital(movers_words(f, group)) for group in groups), numbered=True),
        Picture(
            figure="movers",
            title=prose("What the answers rest on"),
            alternative=sentence(
                "for each entry in the list above, an arrow from the share of readings with it to "
                "the share without it"
            ),
            caption=sentence(
                "numbered as in the list above; each arrow starts at the share with the entry, and "
                "ends where the share would be without it: the first goes from ",
                show("of_100", first, "before"),
                " readings to ",
                show("in_100", first, "after"),
            ),
        ),
    ]


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
    return Section("unknown", TITLE, tuple(blocks))


def _counted(f: BriefResults) -> Prose:
    """How many facts and assumptions are not told one by one."""
    path = f.numbers.path(f.unknowns, "unknowns")
    entries = [u for u in f.unknowns.unknowns if u.kind in CARRYING]
    moving = sum(u.largest > 0 for u in entries)
    implied = sum(u.implied for u in entries)
    rest = len(entries) - moving - implied
    parts: list[Prose] = []
    if moving > SHOWN:
        further = moving - SHOWN
        number = Number(float(further), (path,), "word", "further")
        parts.append(
            sentence(
                "there is " if further == 1 else "there are ",
                number,
                " further entry that moves" if further == 1 else " further entries that move",
                " an answer by less",
            )
        )
    if rest:
        number = Number(float(rest), (path,), "word", "unclear")
        subject = " other entry" if moving else " entry"
        subject = subject if rest == 1 else subject.replace("entry", "entries")
        parts.append(
            sentence(
                "without ", number, f"{subject} of the ledger, tried one at a time, no answer ",
                "would differ by more than the sampling error",
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
