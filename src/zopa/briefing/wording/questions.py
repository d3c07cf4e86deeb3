"""Questions that a desk can put to a source, and what their answers would tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.phrasing import Note, Prose, joined, listed, prose, sentence
from zopa.briefing.wording.facts import fact_words
from zopa.briefing.wording.names import (
    draft_title,
    every_side,
    issue_title,
    level_text,
    party_name,
)
from zopa.briefing.wording.shares import of_readings

if TYPE_CHECKING:
    from zopa.analyses.what_to_ask import OpenQuestion, PossibleAnswer
    from zopa.briefing.results import BriefResults
    from zopa.case.model import Case

ALIKE = 2
"""Up to so many questions of one kind are told of one side."""
TELLING = 0.015
"""From so much on it is told how much better a text could be chosen, beside what an answer tells of
whether there is a deal."""
LISTED = 4
"""Up to so many possible answers are named in a question."""

_WORDS = {
    "no": "if not", "yes": "if so", "badly": "if badly", "well": "if well", "little": "if little",
    "much": "if much", "less": "if lower", "more": "if higher", "": "if another",
}  # fmt: skip
"""How a sentence goes on with an answer that is a word."""


def questions_told(f: BriefResults, most: int) -> list[OpenQuestion]:
    """The questions that would sharpen the answers most: one for each side and issue, and few of a
    kind for each side, which mostly tell the same."""
    told: list[OpenQuestion] = []
    about: set[tuple[object, ...]] = set()
    for one in f.questions.questions:
        if one.largest <= 0 or len(told) == most:
            break
        subject = one.fact, one.draft, one.party, one.issue, one.issue or one.kind
        like = sum(other.kind == one.kind and other.party == one.party for other in told)
        if subject not in about and (like < ALIKE or not one.party):
            about.add(subject)
            told.append(one)
    return told


def question_words(case: Case, one: OpenQuestion) -> Prose:
    """Word a question as what to ask: “Ask whether Ukraine would take ‘a neutral venue’ …”."""
    who = party_name(case, one.party) if one.party else ()
    on = prose(" on ", issue_title(case, one.issue)) if one.issue else ()
    levels = [
        level_text(case, one.issue, a.answer)
        for a in one.answers
        if a.answer and one.issue and one.kind in ("best", "which", "term")
    ]
    listing = listed(levels, "or") if 1 < len(levels) <= LISTED else ()
    match one.kind:
        case "best" | "which" if len(levels) == 2 and len(one.answers) == 2:
            return sentence("ask whether ", who, " would rather have ", listing, on)
        case "best" | "which":
            return sentence("ask what ", who, " would most like", on, _or(listing))
        case "direction":
            return sentence(
                "ask whether ", who, " would rather have a higher or a lower number", on
            )
        case "take":
            level = level_text(case, str(one.issue), str(one.level))
            return sentence("ask whether ", who, " would take ", level, on,
                            ", in a deal that is good otherwise")  # fmt: skip
        case "no_deal":
            return sentence("ask how well ", who, " could do without a deal")
        case "first":
            named = [issue_title(case, a.answer) for a in one.answers if a.answer]
            issues = listed(named, "or") if 1 < len(named) <= LISTED else ()
            return sentence("ask what matters most to ", who, _or(issues))
        case "weight":
            return sentence("ask how much ", issue_title(case, str(one.issue)), " matters to ", who)
        case "term":
            return sentence("ask what ", draft_title(case, str(one.draft)), " says", on,
                            _or(listing))  # fmt: skip
        case "fact":
            return _about_fact(case, int(one.fact or 0))


def _or(answers: Prose) -> Prose:
    return prose(": ", answers) if answers else ()


def _about_fact(case: Case, position: int) -> Prose:
    fact = case.facts[position]
    with_it = ", with all that stands or falls with it" if fact.group else ""
    return sentence("ask whether it is true that ", fact_words(case, fact), with_it, Note(position))


def telling_words(f: BriefResults, one: OpenQuestion) -> Prose:
    """Say what the answers would tell: of whether there is a deal, and of what to table."""
    parts = []
    if one.deal.clear:
        parts.append(_of_the_deal(f, one))
    text = one.text
    if text is not None and text.clear and (text.amount >= TELLING or not parts):
        n = f.numbers
        parts.append(
            sentence(
                f"with a text chosen by the answer, the share that {every_side(f.case)} could sign "
                "is expected to rise by ",
                n.show("in_100", text, "amount"),
                " in a hundred (±\N{NO-BREAK SPACE}",
                n.show("margin", text, "error"),
                ")",
            )
        )
    return joined(parts)


def _of_the_deal(f: BriefResults, one: OpenQuestion) -> Prose:
    """In how many readings there is a deal, under the answers that lie furthest apart."""
    ranked = sorted(one.answers, key=lambda a: -a.deal.share)
    most, least = ranked[0], ranked[-1]
    n = f.numbers
    return sentence(
        f"some deal would suit {every_side(f.case)} in ",
        of_readings(f, most.deal),
        " ",
        _if(f.case, one, most),
        ", and in ",
        of_readings(f, least.deal),
        " ",
        _if(f.case, one, least),
        "; the share is expected to move by ",
        n.show("in_100", one.deal, "amount"),
        " in a hundred (±\N{NO-BREAK SPACE}",
        n.show("margin", one.deal, "error"),
        ")",
    )


def _if(case: Case, one: OpenQuestion, answer: PossibleAnswer) -> Prose:
    """The answer as a condition: “if so”, “if ‘a neutral venue’”."""
    if answer.answer == "middling":
        return ("if neither well nor badly" if one.kind == "no_deal" else "if somewhat",)
    if one.kind in ("best", "which", "term") and answer.answer:
        return prose("if ", level_text(case, str(one.issue), answer.answer))
    if one.kind == "first" and answer.answer:
        return prose("if ", issue_title(case, answer.answer))
    return (_WORDS[answer.answer],)
