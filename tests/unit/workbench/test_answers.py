"""The answers follow the ledger, and what is older than it says so."""

from __future__ import annotations

import re
import shutil

import pytest

import zopa
from zopa.desk.editing import add_entry, ledger_as_it_stands, retire_entry, rewrite_ledger
from zopa.desk.ledger_draws import drawn_ledger
from zopa.desk.live_answers import answers
from zopa.desk.shown_numbers import share_shown
from zopa.workbench import answers_at_work
from zopa.workbench.answers_at_work import CaseAtWork

from .served import EXAMPLE, AtOnce, bare, served

DRAWS = 80


@pytest.fixture
def case(tmp_path):
    return shutil.copytree(EXAMPLE, tmp_path / "minerals")


@pytest.fixture
def person(case, monkeypatch):
    return served(case, monkeypatch)


def page(person, path):
    answer = person.get(f"/cases/minerals{path}")
    assert answer.status_code == 200, answer.text
    return answer.text


def part(told, name):
    return re.search(rf'data-part="{name}".*?</section>', told, re.DOTALL)[0]


def test_the_page_shows_what_the_desk_answers(person, case):
    told = page(person, "/answers")
    drawn = zopa.load(case)
    draws = zopa.draw(drawn, DRAWS)
    assert f"To the ledger as it stands, from {DRAWS} draws." in bare(told)
    exists = zopa.zone(drawn, draws).exists.share
    assert f'<data value="{exists!r}" data-field="zone.exists.share"' in part(told, "deal")
    for draft in zopa.drafts(drawn, draws).drafts:
        for side in draft.parties:
            assert f'value="{side.gain.mean!r}"' in part(told, "takes")
    assert bare(part(told, "wants")).count("as much as possible") == 1
    questions = zopa.questions(drawn, draws).questions
    assert (questions[0].largest > 0) == ("<ol" in part(told, "asks"))


def test_every_answer_says_of_which_version_it_is(person, case):
    version = ledger_as_it_stands(case)[0]
    told = page(person, "/answers")
    assert set(re.findall(r'data-version="(\w+)"', told)) == {version}
    assert person.get("/cases/minerals/answers/deal-space").json()["version"] == version


def test_facts_lead_to_their_entries(person):
    told = page(person, "/answers")
    assert 'href="/cases/minerals/entries/facts.4" data-ledger aria-label="fact 4 in' in told
    assert "#fact-" not in told
    assert " style=" not in told  # which the policy of the pages would not let through


def test_an_edit_makes_new_answers(person, case):
    before = page(person, "/answers/parts")
    retire_entry(case, "facts", 4, "a test")
    after = page(person, "/answers/parts")
    stamps = [re.search(r'data-stamp="([^"]+)"', told)[1] for told in (before, after)]
    assert stamps[0] != stamps[1]
    assert person.get("/cases/minerals/answers/state").json() == {
        "stamp": stamps[1],
        "doing": "",
        "stale": False,
    }
    assert "as little as possible" in part(before, "wants")
    assert "as little as possible" not in part(after, "wants")


def test_few_draws_come_first_and_older_answers_are_stale(case, monkeypatch):
    waiting = []

    class Later(AtOnce):
        def __init__(self, target, daemon):
            super().__init__(lambda: waiting.append(target), daemon)

    monkeypatch.setattr(answers_at_work, "Thread", Later)
    monkeypatch.setattr(answers_at_work, "STEPS", (40, 80))
    work = CaseAtWork(case)
    first = work.so_far()
    assert (first.answered, first.doing, first.stale) == (None, "opening the ledger", False)
    work.so_far()
    assert len(waiting) == 1  # one piece of work, however often it is asked for
    seen = []
    real = answers_at_work.answers

    def watched(drawn, progress):
        assert work.drawn() is drawn  # draws are there before the answers
        made = real(drawn, progress=progress)
        seen.append((made.draws, work.so_far().answered and work.so_far().answered.draws))
        return made

    monkeypatch.setattr(answers_at_work, "answers", watched)
    waiting.pop()()
    assert seen == [(40, None), (80, 40)]
    done = work.so_far()
    assert (done.answered.draws, done.doing, done.over_time.version) == (80, "", done.version)
    retire_entry(case, "facts", 4, "a test")
    old = work.so_far()
    assert old.stale
    assert old.answered is done.answered
    assert old.version != done.version
    # draws are never those of another version
    assert work.drawn().version == old.version


def test_work_for_a_ledger_that_changes_meanwhile_begins_again(case, monkeypatch):
    monkeypatch.setattr(answers_at_work, "Thread", AtOnce)
    monkeypatch.setattr(answers_at_work, "STEPS", (40, 80))
    work = CaseAtWork(case)
    real, made = answers_at_work.answers, []

    def changing(drawn, progress):
        if len(made) == 1:
            retire_entry(case, "facts", 4, "a test")
            work.so_far()
        made.append(len(drawn.draws))
        return real(drawn, progress=progress)

    monkeypatch.setattr(answers_at_work, "answers", changing)
    work.so_far()
    now = work.so_far()
    assert made == [40, 80, 40, 80]
    assert (now.stale, now.doing, now.answered.draws) == (False, "", 80)


def test_a_ledger_with_an_error_has_no_answers_and_keeps_the_old_ones_stale(person, case):
    page(person, "/answers")
    version, text = ledger_as_it_stands(case)
    rewrite_ledger(
        case, text.replace("order: {share: less}", "order: {share: lss}"), version=version
    )
    told = page(person, "/answers")
    assert "Stale: these are answers to an earlier version of the ledger." in bare(told)
    assert "There are no answers to the ledger as it stands" in bare(told)
    assert "lss" in told
    assert set(re.findall(r'data-version="(\w+)"', part(told, "deal"))) == {version}


def test_the_drafts_side_by_side_with_what_differs(person):
    told = part(page(person, "/answers?against=feb7"), "beside")
    assert told.count('class="differs"') == 7
    assert "7 terms differ" in told
    assert "reports differ" in told
    assert '<option value="feb7" selected>' in told
    assert part(page(person, "/answers?against=nothing"), "beside").count('class="differs"') == 7


def test_the_history_by_date_with_the_answers_of_each_day(person, case):
    told = part(page(person, "/answers"), "history")
    days = ["16 February 2025", "12 February 2025", "7 February 2025", "Without a day"]
    assert re.findall(r"<h3>(.*?)</h3>", told) == days
    then = zopa.load(case, as_of="2025-02-12")
    share = zopa.zone(then, zopa.draw(then, DRAWS)).exists
    row = re.search(r'<th scope="row">12 February 2025</th>(.*?)</tr>', told, re.DOTALL)[1]
    assert bare(row).split()[0] == share_shown(share)


def test_the_chart_has_the_outcome_at_each_point(person, case):
    chart = person.get("/cases/minerals/answers/deal-space").json()
    drawn = drawn_ledger(case, DRAWS)
    names = [issue["id"] for issue in chart["issues"]]
    assert names == list(drawn.case.issues)
    draft = chart["drafts"][0]
    for points, terms_at in (
        (chart["dots"], chart["dot_terms"]),
        (chart["frontier"], chart["frontier_terms"]),
        (draft["points"], draft["terms"]),
    ):
        point, places = points[0], terms_at[0]
        terms = {
            issue["id"]: issue["levels"][k][0]
            for issue, k in zip(chart["issues"], places, strict=True)
        }
        sides = zopa.score(drawn.case, terms, drawn.draws).result.packages[0].sides
        assert [100 * side.worth.mean for side in sides] == pytest.approx(point, abs=0.06)


def test_two_deals_are_compared(person, case):
    a, b = "share=20;security=support", "share=30;security=support"
    told = page(person, f"/answers/compare?a={a}&b={b}&a_name=first&b_name=<b>second</b>")
    assert "<b>second" not in told
    assert told.count('class="differs"') == 2
    drawn = drawn_ledger(case, DRAWS)
    scored = zopa.score(drawn.case, {"share": "20", "security": "support"}, drawn.draws)
    us = next(s for s in scored.result.packages[0].sides if s.party == "us")
    row = bare(re.search(r'data-side="us".*?</tr>', told, re.DOTALL)[0])
    assert f"A {share_shown(us.could)}" in row
    assert person.get("/cases/minerals/answers/compare?a=share=77&b=").status_code == 404


def test_the_frontier_is_missing_where_it_is_too_large_and_nobody_is_left_alone(case, monkeypatch):
    add_entry(case, "facts", {"party": "us", "reservation": "well", "assumed": "a guess"})
    told = answers(case, 40)
    assert told.part("rounds", str) == ""
    assert told.part("asks", str).startswith(("<p", "\n<p"))
    with pytest.raises(KeyError):
        told.part("nothing", str)
