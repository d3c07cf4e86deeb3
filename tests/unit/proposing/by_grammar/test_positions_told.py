"""Who wants, offers, rejects or accepts what, and what is no position."""

from __future__ import annotations

import pytest

from .told_by_grammar import plain, told


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("Karsia rejected the plan.", "Karsia rejects plan"),
        ("The plan was rejected by Karsia.", "Karsia rejects plan"),
        ("Karsia turned the plan down.", "Karsia rejects plan"),
        ("Karsia put a plan on the table.", "Karsia offers plan"),
        ("Karsia tabled a plan.", "Karsia offers plan"),
        ("Karsia demanded sanctions.", "Karsia wants sanctions"),
        ("Karsia called for sanctions.", "Karsia wants sanctions"),
        ("Karsia insists on sanctions.", "Karsia wants sanctions"),
        ("Karsia agreed to the plan.", "Karsia accepts plan"),
        ("Karsia accepted the plan.", "Karsia accepts plan"),
        ("Karsia said no to the plan.", "Karsia rejects plan"),
        ("Karsia voted against the plan.", "Karsia rejects plan"),
        ("Karsia is against the plan.", "Karsia rejects plan"),
        ("Karsia is in favour of sanctions.", "Karsia wants sanctions"),
        ("Karsia has no interest in sanctions.", "Karsia rejects sanctions"),
        ("Karsia would like sanctions.", "Karsia wants sanctions"),
        ("Karsia is opposed to the plan.", "Karsia rejects plan"),
        ("The union has long been opposed to sanctions.", "union rejects sanctions"),
        ("Karsia is ready to accept the plan.", "Karsia accepts plan"),
        ("Karsia is not ready to accept the plan.", "Karsia rejects plan"),
        ("Karsia is unhappy with the plan.", "Karsia rejects plan"),
        ("Karsia refused to accept the plan.", "Karsia rejects plan"),
        ("Karsia refuses to sign the plan.", "Karsia rejects plan"),
        ("Karsia would not accept the plan.", "Karsia rejects plan"),
        ("Karsia will not cut tariffs.", "Karsia rejects cut"),
        ("What Karsia wants is sanctions.", "Karsia wants sanctions"),
        ("Sanctions are off the table, Karsia said.", "Karsia rejects Sanctions"),
        ("Karsia said that sanctions were not up for debate.", "Karsia rejects sanctions"),
        ("Karsia says that sanctions are needed.", "Karsia wants sanctions"),
        ("Karsia's policy is for sanctions.", "Karsia wants sanctions"),
        ("Karsia would settle for sanctions.", "Karsia accepts sanctions"),
    ],
)
def test_what_verbs_and_phrases_tell(text: str, position: str) -> None:
    assert position in told(text)


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("The union's demand for a bonus was heard.", "union wants bonus"),
        ("Its refusal of the plan angered Movia.", "Its rejects plan"),
        ("Karsia made a demand for sanctions.", "Karsia wants sanctions"),
        ("Karsia's offer to Movia was heard.", "Karsia offers offer"),
        ("The union's demand is a bonus.", "union wants bonus"),
        ("Karsia's opposition to sanctions is known.", "Karsia rejects sanctions"),
    ],
)
def test_what_nouns_tell(text: str, position: str) -> None:
    assert position in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Karsia has not rejected the plan.",
        "Karsia is not opposed to the plan.",
        "Karsia never refused the plan.",
        "Karsia did not offer to cut tariffs.",
        "Karsia has not tabled a plan.",
        "Karsia denied that it had agreed to the plan.",
        "Karsia denied rejecting the plan.",
        "Has Karsia rejected the plan?",
        "If Karsia rejects the plan, talks will end.",
        "Karsia might reject the plan.",
        "Karsia may accept the plan.",
        "Karsia has yet to be told.",
        "Karsia refused to rule out sanctions.",
        "Nobody rejected the plan.",
        "There is no demand for sanctions.",
    ],
)
def test_what_is_denied_asked_or_only_possible_is_no_position(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text", ["Karsia does not agree to the plan.", "Karsia would not agree to the plan."]
)
def test_not_agreeing_is_refusing(text: str) -> None:
    assert told(text) == ["Karsia rejects plan"]


def test_not_having_agreed_yet_is_nothing() -> None:
    assert told("Karsia has not agreed to the plan.") == []


def test_not_wanting_is_rejecting() -> None:
    assert told("Karsia does not want sanctions.") == ["Karsia rejects sanctions"]


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("Karsia rejected the plan.", True),
        ("Karsia denounced the plan.", False),
        ("Karsia would accept sanctions.", False),
        ("Karsia is ready to accept the plan.", False),
        ("Karsia will not cut tariffs.", False),
        ("The plan was rejected.", False),
    ],
)
def test_what_is_plainly_told(text: str, sure: bool | None) -> None:
    assert plain(text) == ([] if sure is None else [sure])


def test_each_of_two_verbs_tells_its_own() -> None:
    assert told("Karsia rejected the plan and demanded sanctions.") == [
        "Karsia rejects plan",
        "Karsia wants sanctions",
    ]


def test_who_says_that_another_must_do_something_wants_it() -> None:
    assert "union wants restore" in told("The company must restore pensions, the union said.")
    assert told("The company must restore pensions.") == []


def test_who_strikes_a_deal_with_whom() -> None:
    assert told("Karsia struck a deal with Movia.") == ["Karsia+Movia accepts deal"]


def test_what_another_did_is_told_of_whom_it_is_said() -> None:
    (position,) = told("Movia said that Karsia rejected the plan.")
    assert position == "Karsia rejects plan"


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("The port dug in its heels over fees.", "port rejects fees"),
        ("Karsia laid claim to the strait.", "Karsia wants strait"),
        ("The pact has the backing of Karsia.", "Karsia accepts pact"),
        ("The pact ran into opposition from Karsia.", "Karsia rejects pact"),
        ("Karsia supports lower fees.", "Karsia wants fees"),
        ("Karsia made lower fees a condition of the pact.", "Karsia wants fees"),
        ("A port is essential for Karsia.", "Karsia wants port"),
        ("There will be no pact without a port, Karsia said.", "Karsia wants port"),
        ("Pilots will not fly without a bonus.", "Pilots wants bonus"),
        ("Karsia will only sign if fees fall.", "Karsia wants fall"),
        ("Karsia asked Movia to open the strait.", "Karsia wants open"),
        ("The board urged its members to reject the offer.", "board rejects offer"),
        ("Karsia made it clear that fees must fall.", "Karsia wants fall"),
        ("Karsia is adamant that fees must fall.", "Karsia wants fall"),
        ("Tenants say the fees should be lower.", "Tenants wants be"),
        ("Movia countered with 5 percent.", "Movia offers percent"),
        ("The guild cut its demand to 7 percent.", "its wants percent"),
        ("Karsia signed up to the pact.", "Karsia accepts pact"),
        ("According to Karsia, fees must fall.", "Karsia wants fall"),
        ("The pact in full, turned down by the guild too, failed the test.", "guild rejects pact"),
        ("The islanders said no to the pact.", "islanders rejects pact"),
    ],
)
def test_what_words_beside_a_verb_tell(text: str, position: str) -> None:
    assert position in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Karsia dropped its demand for a port.",
        "Karsia backed away from its call for a port.",
        "Karsia and Movia could not agree on fees.",
        "Karsia has yet to accept the pact.",
        "Movia said Karsia would accept the pact.",
        "Karsia would accept the pact if fees fell.",
        "The pact does not have the backing of Karsia.",
    ],
)
def test_what_is_given_up_or_not_done_is_no_position(text: str) -> None:
    assert told(text) == []
