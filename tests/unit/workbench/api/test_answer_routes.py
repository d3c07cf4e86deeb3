"""What a program is told of a case: the records of the analyses, as Python has them."""

from __future__ import annotations

import json

import pytest

import zopa


def test_answers_are_those_of_python(ask, case):
    assert ask("GET", "/brief?draws=100")[1] == zopa.brief(case, 100).brief.to_dict()
    scored = zopa.score(case, [{"share": "20"}, "feb7"][::-1], 100).result
    told = ask("POST", "/scores", drafts=["feb7"], terms=[{"share": "20"}], draws=100)
    assert told == (200, json.loads(scored.to_json()))
    loaded = zopa.load(case)
    asked = zopa.questions(loaded, zopa.draw(loaded, 100, seed=0))
    assert ask("GET", "/questions?draws=100")[1] == json.loads(asked.to_json())


def test_a_day_is_a_day(ask, case):
    early = ask("GET", "/questions?draws=100&as_of=2025-02-12")[1]
    assert early != ask("GET", "/questions?draws=100")[1]
    assert ask("GET", "/questions?as_of=soon")[0] == 422
    assert ask("GET", "/brief?since=soon")[0] == 422
    assert ask("GET", "/brief?draws=1")[0] == 422


@pytest.mark.parametrize("draft", ["none", "/etc/passwd", "offers.csv", "share=20"])
def test_only_drafts_are_scored_by_name(ask, case, draft):
    (case / "offers.csv").write_text("share\n20\n")
    status, told = ask("POST", "/scores", drafts=[draft])
    assert (status, told["why"]) == (422, f"`{draft}` is not a draft of the case")
