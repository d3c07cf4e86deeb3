"""What a model may say of silence, of refusals of today, of who must agree, and of time.

The answers here are written by hand for these tests; none is a recording of a model.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from zopa.case.kinds.reservation import NO_DEAL_WORDS
from zopa.case.model import (
    AgreementRule,
    AllOf,
    AtLeast,
    Case,
    Limit,
    Package,
    Quota,
    RedLine,
    ReservationRange,
    Stance,
)
from zopa.proposing.whole_ledger import WholeLedger
from zopa.proposing.whole_ledger.answer_form import LedgerAnswer
from zopa.proposing.whole_ledger.merging import put_together

from .towns import ANSWER, answer, checked, faults, proposed

REPORTS = {
    "mail": "The canal\n\nThe Canal Mail, 4 May 2026\n\n"
    "Aldmoor and the province jointly put forward a plan on Monday: Aldmoor pays 40 percent. "
    "Brackwater rejected the plan on Sunday. An agreement needs Aldmoor and one of the other two, "
    "the mayor said.\n",
    "post": "Later\n\nBrackwater Post, 20 May 2026\n\n"
    "Brackwater is not ready to sign the plan as it stands, over the cost. It would be badly off "
    "without a deal, its council admits. Brackwater will never sign for less than 50 percent. "
    "Somebody close to it said that it would take 45. On Tuesday Brackwater accepted the plan.\n",
}
PLAN = {
    "id": "plan", "title": "The plan", "by": ["aldmoor", "province"], "on": "2026-05-01",
    "terms": [{"issue": "cost", "level": "40"}],
    "quotes": [{"source": "mail", "quote": "Aldmoor and the province jointly put forward a plan"}],
}  # fmt: skip
PARTIES = [
    {"id": "aldmoor", "name": "Aldmoor"},
    {"id": "brackwater", "name": "Brackwater"},
    {"id": "province", "name": "province"},
]


def says(kind: str, quote: str, source: str = "post", **more: Any) -> dict[str, Any]:
    quotes = [{"source": source, "quote": quote}]
    return {"party": "brackwater", "says": kind, "quotes": quotes, **more}


def whole(*facts: dict[str, Any], **more: Any) -> WholeLedger:
    given = answer(parties=PARTIES, drafts=[PLAN], facts=list(facts)) | more
    return proposed(given, reports=REPORTS)


def case_of(made: WholeLedger, folder: Path) -> Case:
    case, findings = checked(made, folder)
    assert findings.passes()
    return case


NOT_READY = "Brackwater is not ready to sign the plan as it stands"
REJECTED = "Brackwater rejected the plan on Sunday"


# --- drafts ---------------------------------------------------------------------------------------


def test_a_draft_has_several_authors_and_a_status(tmp_path: Path) -> None:
    made = whole(drafts=[PLAN | {"status": "withdrawn", "by": ["aldmoor", "corvin", "province"]}])
    case = case_of(made, tmp_path)
    assert case.drafts["plan"].by == ("aldmoor", "province")
    assert case.drafts["plan"].status == "withdrawn"
    assert [f.party for f in case.facts if f.kind == "tables"] == ["aldmoor", "province"]
    assert any("`corvin` is none of the parties" in fault for fault in faults(made))


def test_one_author_may_stand_without_a_list(tmp_path: Path) -> None:
    assert case_of(whole(drafts=[PLAN | {"by": "aldmoor"}]), tmp_path).drafts["plan"].by == (
        "aldmoor",
    )


def test_who_leaks_a_text_has_not_tabled_it(tmp_path: Path) -> None:
    case = case_of(whole(drafts=[PLAN | {"status": "leaked"}]), tmp_path)
    assert [fact.kind for fact in case.facts] == []


def test_what_holds_where_a_text_is_silent(tmp_path: Path) -> None:
    issues = [ANSWER["issues"][0] | {"otherwise": "40 %"}, ANSWER["issues"][1]]
    issues[1] = issues[1] | {"otherwise": "ajar"}
    made = whole(issues=issues)
    case = case_of(made, tmp_path)
    assert case.issues["cost"].otherwise == "40"
    assert case.issues["locks"].otherwise is None
    assert any("`ajar` is none of its levels" in fault for fault in faults(made))


# --- facts ----------------------------------------------------------------------------------------


def test_who_declines_names_what_it_objects_to(tmp_path: Path) -> None:
    made = whole(says("declines", NOT_READY, draft="plan", over=["cost", "locks"]))
    case = case_of(made, tmp_path)
    (fact,) = [f for f in case.facts if f.party == "brackwater"]
    assert fact.content == Stance("declines", Package("plan"), ("cost",))
    assert fact.certain
    assert any("`locks`, over which it declines, is no term" in fault for fault in faults(made))


@pytest.mark.parametrize(
    ("quote", "source", "word"), [(NOT_READY, "post", "likely"), (REJECTED, "mail", "")]
)
def test_a_rejection_in_the_words_of_a_refusal_of_today_is_less_sure(
    quote: str, source: str, word: str
) -> None:
    made = whole(says("rejects", quote, source, draft="plan"))
    (fact,) = [p for p in made.made.proposal.facts if p.thing.party == "brackwater"]
    assert fact.thing.kind == "rejects"
    assert fact.thing.confidence_word == word
    assert ("a refusal for now" in fact.why) == bool(word)


def test_nobody_declines_his_own_draft_for_sure() -> None:
    made = whole(says("declines", NOT_READY, draft="plan") | {"party": "aldmoor"})
    (fact,) = [p for p in made.made.proposal.facts if p.thing.kind == "declines"]
    assert fact.thing.confidence_word == "likely"
    assert "said to be its own" in fact.why


LESS = "Brackwater will never sign for less than 50 percent"


def test_the_least_that_a_party_would_sign(tmp_path: Path) -> None:
    case = case_of(whole(says("at_least", LESS, issue="cost", levels=["50"])), tmp_path)
    (fact,) = [f for f in case.facts if f.party == "brackwater"]
    assert fact.content == Limit("at_least", {"cost": "50"})
    assert case.issues["cost"].level_ids == ("40", "50", "60")


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"levels": ["50", "60"]}, "has one number"),
        ({"levels": ["some"]}, "is not a level"),
        ({"issue": "locks", "levels": ["open"]}, "is for issues with numbers"),
        ({"says": "reservation", "levels": ["fine"]}, "`badly`, `so-so`, `well`"),
    ],
)
def test_what_is_no_limit_and_no_word(changes: dict[str, Any], fault: str) -> None:
    made = whole(says("at_most", LESS, issue="cost", levels=["50"]) | changes)
    assert not [p for p in made.made.proposal.facts if p.thing.party == "brackwater"]
    assert any(fault in each for each in faults(made))


def test_a_red_line_on_a_range_of_a_number(tmp_path: Path) -> None:
    line = says("red_line", LESS, issue="cost", levels=["40..50"])
    cost = ANSWER["issues"][0] | {"numbers": ["40", "45", "60"]}
    case = case_of(whole(line, issues=[cost, ANSWER["issues"][1]]), tmp_path)
    (fact,) = [f for f in case.facts if f.party == "brackwater"]
    assert fact.content == RedLine({"cost": ("40", "45", "50")})


def test_how_a_party_would_do_without_a_deal(tmp_path: Path) -> None:
    told = says("reservation", "It would be badly off without a deal", levels=["Badly"])
    (fact,) = [f for f in case_of(whole(told), tmp_path).facts if f.party == "brackwater"]
    assert fact.content == ReservationRange(NO_DEAL_WORDS["badly"], "badly")
    assert fact.confidence_word == "very likely"  # a judgement, whatever the model calls it


def test_words_that_speak_against_a_fact_stand_beside_it(tmp_path: Path) -> None:
    other = [{"source": "post", "quote": "it would take 45"}, {"quote": "Unicorns graze here"}]
    made = whole(says("rejects", REJECTED, "mail", draft="plan", against=other))
    (fact,) = [f for f in case_of(made, tmp_path).facts if f.party == "brackwater"]
    assert [e.quote for e in fact.against] == ["it would take 45"]
    assert fact.confidence_word == "very likely"
    assert any("Unicorns" in fault for fault in faults(made))


def test_facts_of_a_group_are_as_sure_as_the_least_sure(tmp_path: Path) -> None:
    facts = [
        says("at_least", LESS, issue="cost", levels=["50"], group="The Leak", sure="unclear"),
        says("order", LESS, issue="cost", levels=["more"], group="the leak", sure="implied"),
        says("rejects", REJECTED, "mail", draft="plan", group="alone", sure="implied"),
    ]
    made = whole(*facts)
    case = case_of(made, tmp_path)
    told = {f.kind: (f.group, f.confidence_word) for f in case.facts if f.party == "brackwater"}
    assert told == {
        "at_least": ("the_leak", "roughly even chance"),
        "order": ("the_leak", "roughly even chance"),
        "rejects": ("", "likely"),
    }
    assert any("its group `alone`" in fault for fault in faults(made))


def test_a_later_stand_replaces_an_earlier_one(tmp_path: Path) -> None:
    facts = [
        says("rejects", REJECTED, "mail", draft="plan", on="2026-05-03"),
        says("accepts", "On Tuesday Brackwater accepted the plan", draft="plan", on="2026-05-19",
             replaces="2026-05-03"),
    ]  # fmt: skip
    made = whole(*facts)
    case = case_of(made, tmp_path)
    assert faults(made) == []
    assert [f.kind for f in case.replaced] == ["rejects"]
    assert [f.kind for f in case.ledger] == ["rejects", "accepts", "tables", "tables"]
    assert case.facts[0].replaces == date(2026, 5, 3)


@pytest.mark.parametrize(
    ("on", "replaces"), [("2026-05-19", "2026-05-02"), ("", "earlier"), ("2026-05-19", "then")]
)
def test_what_replaces_nothing_is_told(tmp_path: Path, on: str, replaces: str) -> None:
    made = whole(says("accepts", "On Tuesday Brackwater accepted the plan", draft="plan", on=on,
                      replaces=replaces))  # fmt: skip
    case = case_of(made, tmp_path)
    assert all(fact.replaces is None for fact in case.ledger)
    assert any("earlier fact" in fault for fault in faults(made))


def test_opposite_orders_stay_both_where_the_later_replaces_the_earlier(tmp_path: Path) -> None:
    facts = [
        says("order", LESS, issue="cost", levels=["more"], on="2026-05-03"),
        says("order", "it would take 45", issue="cost", levels=["less"], on="2026-05-19",
             replaces="earlier"),
    ]  # fmt: skip
    case = case_of(whole(*facts), tmp_path)
    assert [len(case.facts), len(case.replaced)] == [3, 1]


# --- who must agree -------------------------------------------------------------------------------

RULE = [{"source": "mail", "quote": "An agreement needs Aldmoor and one of the other two"}]
NEEDED = {"all": ["aldmoor"], "at_least": "1", "of": ["brackwater", "province"], "quotes": RULE}


def test_who_must_agree(tmp_path: Path) -> None:
    made = whole(agreement=NEEDED)
    case = case_of(made, tmp_path)
    assert case.agreement == AgreementRule(
        (AllOf(("aldmoor",)), AtLeast(1, ("brackwater", "province")))
    )
    assert ("agreement",) in case.unreviewed
    assert "one of the other two" in made.made.files["case.yaml"].decode()


def test_a_quota_of_weights(tmp_path: Path) -> None:
    weights = [{"party": p["id"], "weight": n} for p, n in zip(PARTIES, (4, 3, 2), strict=True)]
    case = case_of(whole(agreement={"weights": weights, "quota": "65%", "quotes": RULE}), tmp_path)
    assert case.agreement is not None
    (quota,) = case.agreement.conditions
    assert isinstance(quota, Quota)
    assert (float(quota.needed), quota.percent) == (5.85, True)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"quotes": []}, "none of its quotes stands"),
        ({"all": ["corvin"]}, "`corvin` is none of the parties"),
        ({"at_least": "most"}, "`most` is no number of parties"),
        ({"at_least": ""}, "`of` goes with `at_least`"),
        ({"at_least": "3"}, "so all signatories must agree"),  # a check of the case finds it
        ({"of": ["aldmoor", "province"]}, "stands in `of` too"),
        ({"quota": "50%"}, "go together"),
        ({"quota": "x", "weights": [{"party": "aldmoor", "weight": "1"}]}, "is no number"),
        ({"all": {"a": 1}}, "cannot be"),
    ],
)
def test_a_rule_that_does_not_stand_is_left_out_whole(
    tmp_path: Path, changes: dict[str, Any], fault: str
) -> None:
    made = whole(agreement=NEEDED | changes)
    assert case_of(made, tmp_path).agreement is None
    assert any(each.startswith("agreement") and fault in each for each in faults(made))


def test_the_parts_of_long_reports_are_put_together() -> None:
    first = LedgerAnswer.model_validate(
        {"drafts": [PLAN | {"by": "aldmoor"}], "issues": ANSWER["issues"], "agreement": NEEDED}
    )
    second = LedgerAnswer.model_validate(
        {"drafts": [PLAN | {"by": ["province"], "status": "agreed"}],
         "issues": [ANSWER["issues"][1] | {"otherwise": "shut"}]}
    )  # fmt: skip
    both = put_together([first, second])
    assert both.drafts[0].by == ["aldmoor", "province"]
    assert both.drafts[0].status == "agreed"
    assert both.issues[1].otherwise == "shut"
    assert both.agreement.all == ["aldmoor"]
