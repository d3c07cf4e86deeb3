"""The board: every side's answer moves with a term, and a package can be kept as a draft."""

from __future__ import annotations

import html
import re
import shutil

import pytest

import zopa
from zopa.case.load import load_case
from zopa.desk.editing import ledger_as_it_stands
from zopa.desk.ledger_draws import drawn_ledger
from zopa.desk.shown_numbers import gain_shown, share_shown, worth_shown
from zopa.desk.trying_packages import board_offers, package_board

from .served import EXAMPLE, OWN, bare, served

DRAWS = 80


@pytest.fixture
def case(tmp_path):
    return shutil.copytree(EXAMPLE, tmp_path / "minerals")


@pytest.fixture
def person(case, monkeypatch):
    return served(case, monkeypatch)


def page(person, path, status=200):
    answer = person.get(f"/cases/minerals{path}")
    assert answer.status_code == status, answer.text
    return answer.text


def row(told, party):
    return bare(re.search(rf'data-side="{party}".*?</tr>', told, re.DOTALL)[0])


def test_the_board_begins_with_the_draft_that_a_side_would_answer(person):
    told = page(person, "/board?party=us")
    assert '<option value="us" selected>' in told
    assert '<option value="counter" selected>' in told
    told = page(person, "/board")
    assert '<option value="ukraine" selected>' in told
    assert '<option value="feb7" selected>' in told
    assert told.count('class="term"') == 7


def test_what_every_side_makes_of_it_is_what_the_desk_says(person, case):
    told = page(person, "/board/answer?party=ukraine&start=feb7&term.share=20&term.law=")
    drawn = drawn_ledger(case, DRAWS)
    terms = {i: levels[0] for i, levels in drawn.case.drafts["feb7"].levels.items() if i != "law"}
    package, draft = zopa.score(
        drawn.case, [terms | {"share": "20"}, "feb7"], drawn.draws
    ).result.packages
    assert package.open == ("law",)
    for side, before in zip(package.sides, draft.sides, strict=True):
        shown = row(told, side.party)
        assert f"{worth_shown(side.worth)} draft: {worth_shown(before.worth)}" in shown
        assert f"{gain_shown(side.gain.mean)} draft: {gain_shown(before.gain.mean)}" in shown
        assert f"{share_shown(side.could)} draft: {share_shown(before.could)}" in shown
        assert f"{share_shown(side.now)} draft: {share_shown(before.now)}" in shown
        assert ("blocks" in shown) == (side.party in package.blocked_by)
    assert share_shown(package.signed) in row(told, "")


def test_a_draft_that_is_not_changed_stands_alone(person):
    told = page(person, "/board/answer?party=ukraine&start=counter")
    assert "draft:" not in told
    assert "The draft as it stands" in told


@pytest.mark.parametrize(
    "query", ["party=nobody", "start=nothing", "term.share=77", "term.nothing=20"]
)
def test_what_the_case_has_not_is_told(person, query):
    told = page(person, f"/board/answer?party=us&{query}".replace("party=us&party", "party"), 404)
    assert "nobody" in told or "nothing" in told or "77" in told


def test_packages_that_could_be_tabled_are_loaded(person, case):
    told = page(person, "/board/offers?party=ukraine&start=feb7")
    drawn = drawn_ledger(case, DRAWS)
    made = zopa.next_drafts(drawn.case, "ukraine", drawn.draws, against="feb7").result.sides[0]
    assert len(re.findall("Load [A-J]", told)) == len(made.drafts) > 0
    assert f"could sign in {share_shown(made.drafts[0].others)}" in bare(told)
    link = html.unescape(re.search(r'href="([^"]+)"', told)[1])
    board = person.get(link).text
    for issue, level in made.drafts[0].terms.items():
        select = re.search(rf'name="term.{issue}".*?</select>', board, re.DOTALL)[0]
        assert re.search(r'value="([^"]*)" selected', select)[1] == level
    assert "Load A" in page(person, "/board?party=ukraine&offers=1")


def test_a_package_is_kept_as_a_draft(person, case):
    before = (case / "case.yaml").read_text()
    form = {
        "version": ledger_as_it_stands(case)[0],
        "party": "ukraine",
        "start": "feb7",
        "term.share": "20",
        "term.security": "support",
        "term.law": "",
        "name": "ours",
        "title": "Our text",
        "by": "ukraine",
        "assumed": "tried on the board",
    }
    made = person.post("/cases/minerals/board", data=form, headers=OWN)
    assert made.headers["location"] == "/cases/minerals/entries/drafts.ours"
    draft = load_case(case).drafts["ours"]
    assert (draft.title, draft.by, draft.assumed) == (
        "Our text",
        ("ukraine",),
        "tried on the board",
    )
    assert draft.levels == {"share": ("20",), "security": ("support",)}
    after = (case / "case.yaml").read_text()
    assert after.replace(after[after.index("  ours:") : after.index("\nfacts:")], "") == before
    # another one of the same version is refused, and what was filled in stays
    again = person.post("/cases/minerals/board", data=form | {"name": "other"}, headers=OWN)
    assert again.status_code == 409
    assert "Nothing was written." in again.text
    assert 'value="other"' in again.text
    assert (case / "case.yaml").read_text() == after


def test_a_package_of_nothing_is_not_kept(person, case):
    before = (case / "case.yaml").read_bytes()
    form = {"version": ledger_as_it_stands(case)[0], "party": "us", "name": "x", "title": "x"}
    assert person.post("/cases/minerals/board", data=form, headers=OWN).status_code == 409
    assert (case / "case.yaml").read_bytes() == before


def test_a_board_without_a_draft_begins_with_nothing_settled(case):
    text = (case / "case.yaml").read_text()
    head, _, rest = text.partition("drafts:\n")
    facts = rest[rest.index("facts:") :]
    kept = [entry for entry in facts.split("\n  - party:") if "feb7" not in entry]
    (case / "case.yaml").write_text(head + "\n  - party:".join(kept))
    drawn = drawn_ledger(case, 40)
    board = package_board(drawn, "ukraine")
    assert (board.start, board.settled, board.draft, board.changed) == ("", {}, None, False)
    assert board_offers(drawn, "ukraine", "")[0].letter == "A"
