"""What does not stand goes back to the model, or to the assistant of a person who pastes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from zopa.proposing.whole_ledger import (
    WholeLedger,
    answer_schema,
    follow_up_text,
    ledger_from_answers,
    ledger_from_model,
)
from zopa.proposing.whole_ledger.answer_form import LedgerAnswer
from zopa.proposing.whole_ledger.merging import numbered, patched, put_together
from zopa.proposing.whole_ledger.propose_ledger import FURTHER_TRIES
from zopa.statements.language_model import Endpoint

from .towns import ANSWER, answer, checked, documents, faults, proposed

WRONG = answer(
    facts=[
        *ANSWER["facts"],
        ANSWER["facts"][2] | {
            "id": "f4", "party": "brackwater", "levels": ["shut", "open"],
            "quotes": [{"source": "mail", "quote": "Brackwater keeps its own locks shut at night"}],
        },
    ]
)  # fmt: skip
"""An answer of which one quote is made up."""
BETTER = {
    "facts": [
        WRONG["facts"][3]
        | {"quotes": [{"source": "post", "quote": "The locks stay shut at night"}]}
    ]
}
"""The correction: the changed entry only."""


def asked(model: Any, **more: Any) -> WholeLedger:
    made = ledger_from_model(documents(), Endpoint(model.url, "m", pause=0.0), **more)
    assert isinstance(made, WholeLedger)
    return made


# --- by pasting -----------------------------------------------------------------------------------


def test_the_message_tells_what_does_not_stand_and_shows_the_entry() -> None:
    text, count = follow_up_text(documents(), [json.dumps(WRONG)])
    assert count == 2
    assert "the words “Brackwater keeps its own locks shut at night” do not stand" in text
    assert '"id": "f4"' in text
    assert '"id": "f1"' not in text
    assert "`withdrawn`" in text


def test_there_is_no_message_where_everything_stands() -> None:
    assert follow_up_text(documents(), [json.dumps(ANSWER)]) == ("", 0)


def test_the_nearest_passage_is_shown() -> None:
    near = answer(facts={"quotes": [{"source": "mail", "quote": "Brackwater refused the offer"}]})
    text, _ = follow_up_text(documents(), [json.dumps(near)])
    assert "the nearest passage, in `mail`: “Brackwater rejected the offer”" in text


def test_a_correction_holds_only_what_changes(tmp_path: Path) -> None:
    whole = proposed(WRONG, BETTER)
    assert faults(whole) == []
    case, findings = checked(whole, tmp_path)
    assert findings.passes()
    assert len(case.facts) == 5
    assert follow_up_text(documents(), [json.dumps(WRONG), json.dumps(BETTER)]) == ("", 0)


def test_a_correction_may_be_the_whole_ledger_or_take_an_entry_back() -> None:
    assert faults(proposed(WRONG, answer(facts=[*ANSWER["facts"], *BETTER["facts"]]))) == []
    whole = proposed(WRONG, {"facts": [], "withdrawn": ["f4"]})
    assert faults(whole) == []
    assert len(whole.made.proposal.facts) == 4


def test_a_correction_that_is_none_leaves_the_answer_as_it_was() -> None:
    whole = proposed(WRONG, "Sorry, I cannot see the reports any more.")
    assert len(whole.made.proposal.facts) == 4
    assert any("no JSON object" in f for f in faults(whole))


# --- at an endpoint -------------------------------------------------------------------------------


def test_one_try_is_enough_where_everything_stands(model: Any, tmp_path: Path) -> None:
    model.answers = [ANSWER]
    whole = asked(model)
    assert (len(model.requests), whole.faults, whole.findings) == (1, (), ())
    assert model.requests[0]["response_format"]["json_schema"]["schema"] == answer_schema()
    assert checked(whole, tmp_path)[1].passes()


def test_the_endpoint_and_pasting_come_to_the_same_case(model: Any) -> None:
    model.answers = [WRONG, BETTER]
    assert asked(model).made.files == proposed(WRONG, BETTER).made.files


def test_what_does_not_stand_goes_back_with_the_conversation(model: Any) -> None:
    model.answers = [WRONG, BETTER]
    whole = asked(model)
    assert whole.faults == ()
    assert len(whole.made.proposal.facts) == 5
    first, second = (request["messages"] for request in model.requests)
    assert second[:2] == first
    assert [message["role"] for message in second] == ["system", "user", "assistant", "user"]
    assert json.loads(second[2]["content"]) == WRONG
    assert "do not stand in the reports" in second[3]["content"]


def test_there_are_two_further_tries_at_most_and_then_it_is_left_out(model: Any) -> None:
    model.answers = [WRONG]
    whole = asked(model)
    assert len(model.requests) == 1 + FURTHER_TRIES == 3
    assert len(whole.made.proposal.facts) == 4
    assert any("fact `f4`" in note for note in whole.made.proposal.notes)


def test_the_case_is_made_of_what_there_was_where_the_model_fails_later(model: Any) -> None:
    model.answers = [WRONG, 400]
    whole = asked(model)
    assert [finding.code.name for finding in whole.findings] == ["model-unavailable"]
    assert len(whole.made.proposal.facts) == 4


def test_a_correction_that_loses_the_ledger_is_not_taken(model: Any) -> None:
    everything = [entry["id"] for key in ("parties", "facts", "drafts") for entry in WRONG[key]]
    model.answers = [WRONG, {"facts": [], "withdrawn": everything}]
    assert len(asked(model).made.proposal.facts) == 4


@pytest.mark.parametrize("useless", ["I cannot help with that.", 400, {"answer": 42}])
def test_without_a_usable_answer_there_are_findings_only(model: Any, useless: Any) -> None:
    model.answers = [useless]
    made = ledger_from_model(documents(), Endpoint(model.url, "m", pause=0.0))
    assert not isinstance(made, WholeLedger)
    assert made
    assert {finding.code.name for finding in made} <= {"model-answer", "model-unavailable"}


def test_an_answer_that_breaks_off_is_said_to_and_asked_on(model: Any) -> None:
    model.answers = [json.dumps(WRONG)[:-160], BETTER]
    model.ended = "length"
    whole = asked(model)
    assert "model-answer" in {finding.code.name for finding in whole.findings}
    assert "breaks off" in model.requests[1]["messages"][-1]["content"]
    assert len(whole.made.proposal.facts) == 5


# --- in parts -------------------------------------------------------------------------------------

FIRST = {key: ANSWER[key] for key in ("title", "parties", "issues", "drafts")} | {
    "parties": ANSWER["parties"][:2],
    "facts": ANSWER["facts"][:2],
}
SECOND = {
    "parties": [ANSWER["parties"][0] | {"also": ["Nora Vink's town"]}, ANSWER["parties"][2]],
    "issues": [{"id": "cost", "title": "cost", "numbers": ["50"]}],
    "facts": [ANSWER["facts"][2] | {"id": "f1"}, ANSWER["facts"][1] | {"id": "f2"}],
}


def test_the_answers_to_the_parts_are_put_together() -> None:
    parts = [LedgerAnswer.model_validate(each) for each in (FIRST, SECOND)]
    whole = put_together(parts)
    assert [party.id for party in whole.parties] == ["aldmoor", "brackwater", "province"]
    assert whole.parties[0].also == ["Nora Vink's town"]
    assert whole.issues[0].title == "Aldmoor's part of the repair"
    assert whole.issues[0].numbers == ["40", "60", "50"]
    assert [(fact.id, fact.party, fact.says) for fact in whole.facts] == [
        ("f1", "brackwater", "rejects"),
        ("f2", "brackwater", "order"),
        ("f3", "aldmoor", "order"),
    ]


def test_long_reports_come_to_one_case_by_pasting_and_at_an_endpoint(model: Any) -> None:
    size = 400
    texts = [json.dumps(each) for each in (FIRST, SECOND)]
    pasted = ledger_from_answers(documents(), texts, part=size)
    model.answers = [FIRST, SECOND, {"facts": []}]
    at_endpoint = asked(model, part=size)
    assert at_endpoint.made.files == pasted.made.files
    assert len(model.requests) == 2 + FURTHER_TRIES  # since an alias does not stand
    assert '"id": "brackwater"' in model.shown[1]  # the ledger so far
    assert "part 2 of 2" in model.shown[1]
    assert len(pasted.made.proposal.facts) == 4


def test_a_missing_part_is_told() -> None:
    whole = ledger_from_answers(documents(), [json.dumps(FIRST)], part=400)
    assert any("in 2 parts, and there are answers to 1" in f for f in faults(whole))


def test_facts_have_ids_of_their_own() -> None:
    fact = ANSWER["facts"][0]
    given = [fact | {"id": name} for name in ("f2", "", "f2", "f1", None)]
    made = numbered(LedgerAnswer.model_validate({"facts": given}))
    assert [each.id for each in made.facts] == ["f2", "f3", "f4", "f1", "f5"]


def test_a_patch_replaces_by_id_and_adds_what_is_new() -> None:
    one = LedgerAnswer.model_validate(ANSWER)
    two = LedgerAnswer.model_validate(
        {"parties": [{"id": "ALDMOOR", "name": "Aldmoor town"}], "withdrawn": ["f2"],
         "facts": [ANSWER["facts"][0] | {"id": "f9"}]}
    )  # fmt: skip
    made = patched(one, two)
    assert [party.name for party in made.parties] == ["Aldmoor town", "Brackwater", "province"]
    assert [fact.id for fact in made.facts] == ["f1", "f3", "f9"]
    assert made.title == "The canal"
