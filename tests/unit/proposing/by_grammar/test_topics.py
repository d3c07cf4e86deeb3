"""What a theme is about, which way it points, and how it is put."""

from __future__ import annotations

import pytest

from zopa.proposing.by_grammar.positions_told import positions_in
from zopa.proposing.by_grammar.topic import Topic
from zopa.proposing.by_grammar.topic_phrases import both_ways, text_of, without_article
from zopa.proposing.by_grammar.topics import topics_of

from .told_by_grammar import doc_of


def topics(text: str) -> list[Topic]:
    """The topics of the first position that a text tells."""
    first = positions_in(doc_of(text))[0]
    return [topic for theme in first.themes for topic in topics_of(theme)]


@pytest.mark.parametrize(
    ("text", "title", "way"),
    [
        ("Movia demands an end to agency work.", "agency work", -1),
        ("Movia demands a halt to logging.", "logging", -1),
        ("Movia demands a rise in pay.", "pay", 1),
        ("Movia demands a pay rise.", "pay", 1),
        ("Movia demands a cut in tariffs.", "tariffs", -1),
        ("Movia demands no tariffs.", "tariffs", -1),
        ("Movia demands higher wages.", "wages", 1),
        ("Movia demands lower fares.", "fares", -1),
        ("Movia demands the return of night trains.", "night trains", 1),
        ("Movia wants to cut the car tariffs.", "car tariffs", -1),
        ("Movia demands an end to hiring temporary staff.", "temporary staff", -1),
        ("Movia wants to abolish tolls.", "tolls", -1),
        ("Movia wants to raise the quota.", "quota", 1),
        ("Movia wants to keep the quota.", "quota", 1),
        ("Movia wants the levy scrapped.", "levy", -1),
        ("Movia demands that tariffs fall.", "tariffs", -1),
        ("Movia demands access to the river.", "river", 1),
        # Verbs that are parsed as plural nouns.
        ("Movia demands that the catch shrinks.", "catch", -1),
        ("Movia demands that the fleet halves.", "fleet", -1),
        # Words that a hyphen makes one.
        ("Movia rejects a phase-out of the levy.", "levy", -1),
        ("Movia rejects a phase-down of the herring fleet.", "herring fleet", -1),
        ("Movia wants a roll-back of tolls.", "tolls", -1),
        ("Movia wants a toll roll-back.", "toll", -1),
    ],
)
def test_what_is_wanted_and_which_way_it_points(text: str, title: str, way: int) -> None:
    (topic,) = topics(text)
    assert (topic.title, topic.way) == (title, way)


@pytest.mark.parametrize(
    ("text", "graded"),
    [
        ("Movia demands a pay rise.", True),
        ("Movia demands lower fares.", True),
        ("Movia wants to cut tariffs.", True),
        ("Movia demands an end to agency work.", False),
        ("Movia demands sanctions.", False),
    ],
)
def test_more_and_less_is_not_yes_and_no(text: str, graded: bool) -> None:
    (topic,) = topics(text)
    assert topic.graded is graded


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Movia demands an end to agency work.", "end to agency work"),
        ("Movia demands a 40% pay rise.", "40% pay rise"),
        ("Movia wants to cut tariffs on cars.", "cut tariffs on cars"),
        ("Movia demands that the catch shrinks.", "catch shrinks"),
    ],
)
def test_how_it_is_put(text: str, phrase: str) -> None:
    (topic,) = topics(text)
    assert topic.phrase == phrase


@pytest.mark.parametrize(
    ("text", "way", "bounded"),
    [
        ("Movia demands no more than 12 boats.", -1, True),
        ("Movia demands a cap of 12 boats.", -1, True),
        ("Movia demands at least 12 boats.", 1, True),
        ("Movia demands a minimum of 12 boats.", 1, True),
        ("Movia demands 12 boats.", 1, False),
    ],
)
def test_bounds_tell_which_way_a_figure_goes(text: str, way: int, bounded: bool) -> None:
    (topic,) = topics(text)
    assert (topic.way, topic.bounded) == (way, bounded)


def test_a_figure_alone_is_about_nothing_that_is_named() -> None:
    (topic,) = topics("Movia demands 33 percent.")
    assert topic.bare
    assert not topic.words
    (topic,) = topics("Movia demands 30 percent of the catch.")
    assert (topic.title, topic.bare) == ("catch", False)


def test_a_cut_by_and_a_cut_to_a_figure() -> None:
    (by,) = topics("Movia wants to cut tariffs by 5 percent.")
    (to,) = topics("Movia wants to cut tariffs to 5 percent.")
    assert (by.down, by.goes_to, to.down, to.goes_to) == (True, False, True, True)


@pytest.mark.parametrize(
    "text",
    [
        "Movia wants to talk.",
        "Movia wants to host the talks.",
        "Movia demands an answer.",
        "Movia wants it.",
    ],
)
def test_what_is_about_nothing_that_is_negotiated(text: str) -> None:
    assert topics(text) == []


def test_a_text_is_no_matter() -> None:
    (topic,) = topics("Movia rejected the offer.")
    assert topic.is_text


def test_things_in_a_list_are_topics_of_their_own() -> None:
    assert [topic.title for topic in topics("Movia wants to cut tariffs and subsidies.")] == [
        "tariffs",
        "subsidies",
    ]


def test_words_as_one_line() -> None:
    assert text_of(list(doc_of("an “old ,  worn” net").doc)) == "an “old, worn” net"
    assert text_of(without_article(list(doc_of("its old net")))) == "old net"


@pytest.mark.parametrize(
    ("text", "told", "denied"),
    [
        ("Movia demands that the toll be scrapped.", "toll scrapped", "toll kept"),
        ("Movia demands that the toll not be scrapped.", "toll kept", "toll scrapped"),
        (
            "Movia demands that the toll be lifted at once.",
            "toll lifted at once", "toll not lifted at once",
        ),
        ("Movia refuses to give up the toll.", "give up the toll", "keep the toll"),
        ("Movia demands the repeal of a toll.", "repeal of a toll", "toll kept"),
        ("Movia insists that Karsia be left out.", "Karsia left out", "Karsia not left out"),
        ("Movia demands that Karsia step back.", "Karsia to step back", "Karsia not to step back"),
        ("Movia demands that Karsia not expand.", "Karsia not to expand", "Karsia to expand"),
        ("Movia rejects European courts.", "European courts", "no European courts"),
        ("Movia rejects Higher tolls.", "Higher tolls", "no higher tolls"),
        (
            "Movia would free the crew in return for the ship.",
            "free the crew", "not free the crew",
        ),
    ],
)  # fmt: skip
def test_both_ways_of_it_read_as_a_person_would_put_them(text: str, told: str, denied: str) -> None:
    (topic,) = topics(text)
    assert (topic.phrase, topic.denied) == (told, denied)


@pytest.mark.parametrize(
    "text",
    [
        "Movia wants to lift them step by step.",
        "Movia insisted there was little choice.",
    ],
)
def test_what_is_not_named_is_no_topic(text: str) -> None:
    assert not [t for p in positions_in(doc_of(text)) for th in p.themes for t in topics_of(th)]


def test_each_of_a_row_is_told_with_the_noun_that_says_its_way() -> None:
    dredging, mining = topics("Movia demands an end to dredging and mining.")
    assert (dredging.way, dredging.phrase) == (-1, "end to dredging")
    assert (mining.way, mining.phrase, mining.denied) == (-1, "end to mining", "mining kept")
    _, permits = topics("Movia demands removal of barriers and permits.")
    assert (permits.phrase, permits.denied) == ("removal of permits", "permits kept")


def test_a_clause_whose_verb_is_not_among_its_words_is_a_phrase_and_its_denial() -> None:
    # as where the parser takes half of a long name for the verb's own sentence
    doc = doc_of("Under the plan the toll would be cut to 4 crowns.")
    verb = next(word for word in doc if word.text == "cut")
    assert both_ways(list(doc[:3]), verb) == ("Under the plan", "no under the plan")
