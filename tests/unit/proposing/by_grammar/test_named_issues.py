"""What reports tell of issues that a person named: whose figures, and which way each points."""

from __future__ import annotations

import pytest

from zopa.case.model import Direction, Order
from zopa.proposing.given import given_first

from .told_by_grammar import found, told

PARTIES = "Movia; Karsia"


def wishes(issues: str, *bodies: str, parties: str = PARTIES) -> dict[str, str]:
    """By party and issue, what each wants: `more`, `less`, or the text of the best level."""
    given, findings = given_first(parties, issues)
    assert not findings
    read = found(*bodies, given=given)
    issue_of = {leveled.issue.id: leveled.issue for leveled in read.issues}
    made: dict[str, str] = {}
    for fact in (proposed.thing for proposed in read.facts):
        if isinstance(fact.content, Order):
            (ranking,) = fact.content.rankings
            best = (
                ranking.toward
                if isinstance(ranking, Direction)
                else issue_of[ranking.issue].describe(ranking.tiers[0][0])
            )
            made[f"{fact.party} {ranking.issue}"] = best
    return made


FIGURES = {
    "The quota is open. Movia refuses to stretch the quota from 12 to 21 weeks.": {
        "movia quota": "less",
        "karsia quota": "more",
    },
    "How many boats may land is open. Movia wanted no more than 200 of them a day let into port.": {
        "movia boats": "less",
        "karsia boats": "more",
    },
    "Karsia offered a toll of 9 crowns. Movia wants a toll.": {},
    "On the price of rails Movia is at odds with Karsia. Karsia's figure is $30 million. "
    "Movia demands $80 million.": {"movia price": "more", "karsia price": "less"},
    "The season is open still. Movia wants 14. Karsia demands 12.": {
        "movia season": "more",
        "karsia season": "less",
    },
    "Movia and Karsia disagree about the length of the season. Movia demands 9 weeks. "
    "Karsia offered a season of 6 weeks.": {"movia season": "more", "karsia season": "less"},
}


@pytest.mark.parametrize("text", FIGURES)
def test_a_figure_is_of_the_issue_that_the_sentences_before_it_tell(text: str) -> None:
    assert wishes("price; season; quota; boats; toll", text) == FIGURES[text]


def test_a_rise_goes_to_pay_and_not_to_an_issue_that_is_pay_only_in_part() -> None:
    text = "Movia's miners demand a 9% raise. Movia offered a raise of 4%."
    given, _ = given_first("Movia; Miners = the miners", "performance bonus; pay = wages")
    by_name = {i.issue.id: len(i.dispute.told) for i in found(text, given=given).issues}
    assert by_name["pay"] >= 2
    assert "performance_bonus" not in by_name


@pytest.mark.parametrize(
    ("issues", "text"),
    [
        ("eurozone", "Movia demands more transfers in the euro zone."),
        ("arbitration", "Movia demands that an arbitrator decide."),
        ("ore = sale of ore", "Movia demands a ban on the sale of ore."),
    ],
)
def test_an_issue_is_known_in_other_forms_of_its_words(issues: str, text: str) -> None:
    (issue,) = found(text, given=given_first(PARTIES, issues)[0]).issues
    assert issue.dispute.told


def test_a_part_of_the_name_of_an_issue_does_not_tell_it() -> None:
    given, _ = given_first(PARTIES, "ore = sale of ships; boats")
    (issue,) = found("Movia demands a sale of boats.", given=given).issues
    assert issue.issue.title == "Boats"


def test_names_that_a_person_gave_are_known_wherever_they_stand() -> None:
    text = (
        "East Movians demand a toll on the river. The League of Karsian Towns rejects a toll on "
        "the river."
    )
    parties = "East Movians; Movia; Karsia = League of Karsian Towns"
    assert wishes("toll", text, parties=parties) == {
        "east_movians toll": "toll on the river",
        "karsia toll": "no toll on the river",
    }


SHARES = [
    ("The offer was voted down by close to 90% of the union's members.", "%"),
    ("Karsia is reported to have rejected the offer.", "Karsia"),
    ("Karsia was said to want a toll.", "Karsia"),
]


@pytest.mark.parametrize(("text", "who"), SHARES)
def test_who_takes_a_position_that_is_told_of_him(text: str, who: str) -> None:
    assert told(text)[0].startswith(f"{who} ")


def test_a_share_of_people_stands_for_these_people() -> None:
    text = "Halden offered a raise of 4%. The offer was voted down by close to 90% of the dockers."
    given, _ = given_first("Halden; Union = dockers", "pay")
    made = {f"{f.thing.party} {f.thing.kind}" for f in found(text, given=given).facts}
    assert "union rejects" in made


LISTS = {
    "The aims of Movia, such as the repeal of the levy, a no to longer weeks and shelter for "
    "herders, were put aside.": [
        "Movia wants repeal",
        "Movia rejects weeks",
        "Movia wants shelter",
    ],
    "On the list of Movia are a new bridge, a way home for herders, and the clearing of mines.": [
        "Movia wants bridge",
        "Movia wants way",
        "Movia wants clearing",
    ],
    "Movia's demands: a new bridge, shorter weeks for cooks and nurses, and an end to tolls.": [
        "Movia wants bridge",
        "Movia wants weeks",
        "Movia wants end",
    ],
}


@pytest.mark.parametrize("text", LISTS)
def test_what_is_listed_as_wanted_is_wanted_part_by_part(text: str) -> None:
    assert sorted(told(text)) == sorted(LISTS[text])


def test_a_figure_whose_clause_names_nothing_is_of_what_is_told_before() -> None:
    text = "Limits on boats are open. Movia wants them to end after 10. Karsia demands 15."
    assert wishes("limits", text) == {"movia limits": "less", "karsia limits": "more"}


def test_two_sides_that_want_different_things_of_one_issue_oppose_each_other() -> None:
    text = "Movia demands a bridge of steel. Karsia wants a tunnel under the river."
    assert wishes("crossing = bridge, tunnel", text) == {
        "movia crossing": "bridge of steel",
        "karsia crossing": "tunnel under the river",
    }


def test_two_sides_that_want_the_same_in_other_words_do_not() -> None:
    text = "Movia demands a toll on boats. Karsia wants a toll on all boats."
    assert wishes("toll", text) == {"movia toll": "toll on boats", "karsia toll": "toll on boats"}


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "A night market, which Movia wants to be legal in the south and which Karsia opposes, "
            "was no part of it.",
            ["Movia wants be", "Karsia rejects market"],
        ),
        ("Movia called on Karsia to open the bridge.", ["Movia wants open"]),
        ("A shared court is not acceptable to Karsia.", ["Karsia rejects court"]),
        ("Movia rejected that: the toll is not for its boats.", []),
    ],
)
def test_what_is_told_in_other_ways(text: str, lines: list[str]) -> None:
    assert told(text) == lines


def test_which_of_a_kind_is_meant_is_part_of_a_level() -> None:
    text = "Movia demands a council that meets in public. Karsia rejects a council."
    assert wishes("council", text)["movia council"] == "council that meets in public"


def test_what_is_told_in_an_offer_by_it_is_of_the_offer() -> None:
    text = "Karsia rejected Movia's offer. In it, tolls would go up 6% over two years."
    (drafted,) = found(text, given=given_first(PARTIES, "tolls")[0]).drafts
    assert [readings[0].level for readings in drafted.draft.terms.values()] == ["6"]


def test_what_is_said_again_is_of_the_issue_of_the_sentence_before() -> None:
    text = "A law on speech is the key. Movia wants a law that stands alone."
    assert wishes("speech; roads", text)["movia speech"] == "law that stands alone"


def test_who_holds_a_position_may_tell_the_issue() -> None:
    text = "Karsia's leaders reject exile."
    given, _ = given_first("Movia; Karsia = Karsian", "leaders; roads")
    by_name = {i.issue.title: len(i.dispute.told) for i in found(text, given=given).issues}
    assert by_name == {"Leaders": 1}


def test_fewer_of_something_is_less_of_it() -> None:
    text = "Movia wants fewer of the tolls. Karsia demands the tolls."
    (topic,) = [t for h in found(text).told.held for t in h.topics if t.phrase.startswith("fewer")]
    assert (topic.title, topic.way, topic.graded) == ("tolls", -1, True)


def test_had_it_passed_tells_terms_of_the_last_text_and_parts_it_from_another() -> None:
    first = "Halden's first offer, with 5% more pay, was rejected by the union."
    second = (
        "The union rejected the offer by Halden. Had it passed, pay would have risen 9% at once."
    )
    given, _ = given_first("Halden; Union = the union", "pay")
    drafts = found(first, second, given=given).drafts
    assert [r[0].level for d in drafts for r in d.draft.terms.values()] == ["5", "9"]


def test_what_somebody_else_says_that_it_does_is_no_deed_of_a_party() -> None:
    text = (
        "Movia offered a toll of 5 crowns. Columbia Fund, an owner of Karsia, has said that it "
        "will reject the offer."
    )
    made = {
        f"{f.thing.party} {f.thing.kind}"
        for f in found(text, given=given_first(PARTIES, "toll")[0]).facts
    }
    assert "karsia rejects" not in made


def test_what_a_side_asks_for_in_figures_tells_more_than_what_it_rejects() -> None:
    text = (
        "A longer season is out of the question, Movia said. Movia demands a season of 9 weeks. "
        "Karsia demands a season of 6 weeks."
    )
    assert wishes("season", text) == {"movia season": "more", "karsia season": "less"}


def test_half_of_a_word_with_a_hyphen_is_nothing_that_is_wanted() -> None:
    text = "Karsia is reported to have rejected a counter-proposal by Movia for a toll."
    titles = [topic.title for held in found(text).told.held for topic in held.topics]
    assert "counter" not in titles
    assert "-" not in titles
