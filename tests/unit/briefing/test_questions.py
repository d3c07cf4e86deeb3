"""Every kind of question, in the words in which a desk can put it to a source."""

from __future__ import annotations

import pytest

from zopa.analyses.what_to_ask import Expected, OpenQuestion, PossibleAnswer
from zopa.briefing.phrasing import plain
from zopa.briefing.sections.unknown import unknown_section
from zopa.briefing.wording.questions import question_words, questions_told, telling_words

from .words_of import changed, section, share


def asked(kind, *answers, deal=0.0, text=None, **about):
    """A question with the share of deals under each answer."""
    return OpenQuestion(
        kind=kind,
        answers=tuple(
            PossibleAnswer(answer=name, share=share(0.5), deal=share(often))
            for name, often in answers
        ),
        deal=Expected(amount=deal, error=0.02, clear=deal > 0),
        text=None if text is None else Expected(amount=text, error=0.031, clear=text > 0),
        largest=max(deal, text or 0.0),
        **about,
    )


def between(*names):
    return [(name, 0.5) for name in names]


@pytest.fixture
def three(made_brief):
    return made_brief("three_sides").brief.readable


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (asked("best", *between("high", "low"), party="b", issue="price"),
         "Ask whether the United Kingdom would rather have ‘high it is’ or ‘low it is’ on "
         "“The price”."),
        (asked("best", *between("may", "june", "july"), party="a", issue="day"),
         "Ask what Ada would most like on “The day”: ‘may it is’, ‘june it is’ or ‘july it is’."),
        (asked("best", *between("may", ""), party="a", issue="day"),
         "Ask what Ada would most like on “The day”."),
        (asked("which", *between("june", "july"), party="c", issue="day"),
         "Ask whether the Crown would rather have ‘june it is’ or ‘july it is’ on “The day”."),
        (asked("direction", *between("less", "more"), party="a", issue="price"),
         "Ask whether Ada would rather have a higher or a lower number on “The price”."),
        (asked("take", *between("no", "yes"), party="a", issue="price", level="high"),
         "Ask whether Ada would take ‘high it is’ on “The price”, in a deal that is good "
         "otherwise."),
        (asked("no_deal", *between("badly", "middling", "well"), party="c"),
         "Ask how well the Crown could do without a deal."),
        (asked("first", *between("day", "price"), party="c"),
         "Ask what matters most to the Crown: “The day” or “The price”."),
        (asked("first", *between("day", ""), party="c"), "Ask what matters most to the Crown."),
        (asked("weight", *between("little", "middling", "much"), party="b", issue="day"),
         "Ask how much “The day” matters to the United Kingdom."),
        (asked("term", *between("june", "may"), draft="one", issue="day"),
         "Ask what “The one text” says on “The day”: ‘june it is’ or ‘may it is’."),
        (asked("fact", *between("no", "yes"), party="c", fact=7),
         "Ask whether it is true that the Crown agreed to “The three text”."),
    ],
)  # fmt: skip
def test_each_kind_is_worded(three, question, words):
    assert plain(question_words(three.case, question)) == words


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (asked("take", ("no", 0.12), ("yes", 0.9), deal=0.14, party="a", issue="price",
               level="high"),
         "Some deal would suit all sides in 90 of 100 readings if so, and in 12 of 100 readings if "
         "not; the share is expected to move by 14 in a hundred (± 2)."),
        (asked("no_deal", ("badly", 1.0), ("middling", 0.5), ("well", 0.0), deal=0.3, party="a"),
         "Some deal would suit all sides in all 100 readings if badly, and in none of 100 readings "
         "if well; the share is expected to move by 30 in a hundred (± 2)."),
        (asked("best", ("may", 0.2), ("june", 0.6), deal=0.2, text=0.05, party="a", issue="day"),
         "Some deal would suit all sides in 60 of 100 readings if ‘june it is’, and in 20 of 100 "
         "readings if ‘may it is’; the share is expected to move by 20 in a hundred (± 2). With "
         "a text chosen by the answer, the share that all sides could sign is expected to rise by "
         "5 in a hundred (± 4)."),
        (asked("first", ("day", 0.7), ("", 0.3), deal=0.2, party="a"),
         "Some deal would suit all sides in 70 of 100 readings if “The day”, and in 30 of 100 "
         "readings if another; the share is expected to move by 20 in a hundred (± 2)."),
        (asked("weight", ("little", 0.4), ("middling", 0.2), ("much", 0.6), deal=0.2, party="a",
               issue="day"),
         "Some deal would suit all sides in 60 of 100 readings if much, and in 20 of 100 readings "
         "if somewhat; the share is expected to move by 20 in a hundred (± 2)."),
        (asked("direction", ("less", 0.4), ("more", 0.5), text=0.1, party="a", issue="day"),
         "With a text chosen by the answer, the share that all sides could sign is expected to "
         "rise by 10 in a hundred (± 4)."),
        (asked("take", ("no", 0.5), ("yes", 0.5), deal=0.1, text=0.01, party="a", issue="day",
               level="may"),
         "Some deal would suit all sides in 50 of 100 readings if not, and in 50 of 100 readings "
         "if so; the share is expected to move by 10 in a hundred (± 2)."),
    ],
)  # fmt: skip
def test_what_the_answers_would_tell(three, question, words):
    f = changed(three, questions={"questions": (question,)})
    assert plain(telling_words(f, question)) == words


def test_a_side_is_asked_once_about_an_issue_and_only_what_tells_something(three):
    answers = between("no", "yes")
    every = (
        asked("take", *answers, deal=0.3, party="a", issue="price", level="high"),
        asked("weight", *between("little", "much"), deal=0.2, party="a", issue="price"),
        asked("no_deal", *between("badly", "well"), deal=0.2, party="a"),
        asked("no_deal", *between("badly", "well"), deal=0.2, party="b"),
        asked("first", *between("day", "price"), deal=0.1, party="a"),
        asked("take", *answers, deal=0.1, party="a", issue="day", level="may"),
        asked("take", *answers, deal=0.1, party="a", issue="place", level="here"),  # a third
        asked("take", *answers, party="c", issue="price", level="high"),
    )
    f = changed(three, questions={"questions": every})
    told = [(one.kind, one.party) for one in questions_told(f, 8)]
    assert told == [
        ("take", "a"), ("no_deal", "a"), ("no_deal", "b"), ("first", "a"), ("take", "a"),
    ]  # fmt: skip
    assert len(questions_told(f, 2)) == 2
    lines = section(f, unknown_section)
    assert sum(line.startswith("- Ask") for line in lines) == 5


def test_where_no_question_tells_anything_that_is_said(three):
    f = changed(three, questions={"questions": ()})
    assert section(f, unknown_section)[0] == (
        "No single question would, by its answer, move what is told here by more than the sampling "
        "error."
    )
