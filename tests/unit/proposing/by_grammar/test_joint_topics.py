"""What is only ever told together is one matter, and what some place tells apart is not."""

from __future__ import annotations

import pytest

from zopa.proposing.by_grammar.joint_topics import joint_topic

from .test_topics import topics
from .told_by_grammar import disputes, found


def titles(*bodies: str) -> set[str]:
    return {dispute.title for dispute in disputes(*bodies)}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Karsia demands that Movia buy grain and timber.", "grain and timber"),
        ("Karsia demands the removal of barriers and permits.", "barriers and permits"),
        ("Karsia demands an end to dredging, logging and mining.", "dredging, logging and mining"),
        ("Karsia demands that the toll and the permit be scrapped.", "toll and permit"),
    ],
)
def test_what_one_verb_or_noun_tells_of_two_is_one_matter(text: str, title: str) -> None:
    assert titles(text) == {title}


def test_the_two_are_told_and_denied_in_the_words_of_both() -> None:
    tolls = joint_topic(topics("Karsia wants to scrap both the toll and ferry permits at once."))
    assert tolls.phrase == "scrap the toll and ferry permits at once"
    assert tolls.denied == "not scrap the toll and ferry permits at once"
    barriers = joint_topic(topics("Karsia demands removal of barriers and permits."))
    assert (barriers.phrase, barriers.denied) == (
        "removal of barriers and permits",
        "barriers and permits kept",
    )


def test_one_that_some_place_tells_alone_is_a_matter_of_its_own() -> None:
    first = "Karsia demands that Movia buy grain and timber."
    assert titles(first, "Movia refuses to buy grain.") == {"grain", "timber"}
    assert titles(first, "Movia refuses to buy timber.") == {"grain", "timber"}


def test_one_that_stands_elsewhere_in_fewer_words_is_a_matter_of_its_own() -> None:
    text = "Karsia demands a river toll. Movia refuses to waive the toll and the permit."
    assert titles(text) == {"toll", "permit"}


def test_another_of_its_kind_does_not_set_one_apart() -> None:
    """“Grain” is not the “seed grain” of which another report tells."""
    assert titles(
        "Karsia demands that Movia buy grain and timber.", "Movia wants Karsia to sell seed grain."
    ) == {"grain and timber", "seed grain"}


def test_those_told_together_twice_are_one_matter() -> None:
    (matter,) = disputes(
        "Karsia demands that Movia buy grain and timber. Movia refuses to buy grain and timber."
    )
    assert len(list(matter.positions())) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Karsia demands that Movia buy grain or timber.",
        "Karsia demands that Movia buy 300 tonnes of grain and 40 boats.",
        "Karsia demands that Movia raise pay and pensions.",
        "Karsia demands that Movia buy grain and no timber.",
    ],
)
def test_alternatives_figures_opposites_and_known_matters_stay_apart(text: str) -> None:
    assert len(titles(text)) == 2


def test_what_is_told_together_gives_one_fact_for_each_side() -> None:
    facts = found("Karsia demands that Movia buy grain and timber from it.").facts
    assert [(fact.thing.party, fact.thing.kind) for fact in facts] == [("karsia", "order")]
