"""Facts that are comments can be taken in; what was rejected is not brought back by a report."""

from __future__ import annotations

from datetime import date

import pytest

import zopa
from zopa.desk.editing import ledger_as_it_stands, retire_entry
from zopa.desk.errors import WrongCallError
from zopa.desk.left_in_comments import commented_facts, take_in

from .harbour import harbour, report

DAY = date(2025, 3, 11)
ALSO = """
# Also found, and left to you:
#
# Harbour Union:
# - reasons for it and against it are even
#   - party: union
#     order: {agency: [limited, free]}
#     confidence: likely
#     evidence:
#       - first: any limit on agency work
#
# - party: nobody
#   rejects: offer
"""


@pytest.fixture
def case(tmp_path):
    folder = harbour(tmp_path / "case")
    with (folder / "case.yaml").open("a") as file:
        file.write(ALSO)
    return folder


def test_facts_in_comments_are_told_in_words(case):
    first, strange = commented_facts(case)
    assert "agency" in first.lines[1]
    assert first.words.startswith("The Harbour Union ranked ‘agency work is limited")
    assert first.above == "reasons for it and against it are even"
    assert (strange.words, strange.rejected, first.rejected) == ("", False, False)
    assert first.says == {"party": "union", "order": {"agency": ["limited", "free"]}}


def test_a_fact_is_taken_in_behind_the_last_one_and_the_comment_goes(case):
    before = len(zopa.load(case).facts)
    first = commented_facts(case)[0]
    made = take_in(case, first.line, version=ledger_as_it_stands(case)[0])
    fact = zopa.load(case).facts[-1]
    assert (len(zopa.load(case).facts), fact.party) == (before + 1, "union")
    text = (case / "case.yaml").read_text()
    assert "#     order: {agency" not in text
    assert "\n".join(made.lines) in text
    assert text.split("\n")[made.line - 1] == made.lines[0]
    assert "# - reasons for it and against it are even\n#\n# - party: nobody" in text
    with pytest.raises(WrongCallError, match="no fact"):
        take_in(case, 1, version=made.version)


def test_a_rejected_fact_can_be_taken_in_again(tmp_path):
    case = harbour(tmp_path / "case")
    number = next(
        k for k, f in enumerate(zopa.load(case).facts, 1) if f.kind == "order"
    )  # fmt: skip
    said = zopa.load(case).facts[number - 1].content
    retire_entry(case, "facts", number, "a mistake", today=DAY)
    gone = commented_facts(case)[0]
    assert gone.rejected
    take_in(case, gone.line, version=ledger_as_it_stands(case)[0])
    assert zopa.load(case).facts[-1].content == said
    assert "a mistake" not in (case / "case.yaml").read_text()


def test_what_was_rejected_stays_rejected_when_reports_are_read_in(tmp_path):
    case = harbour(tmp_path / "case")
    zopa.add(case, report(tmp_path), today=DAY)
    new = zopa.load(case).unreviewed_facts()
    assert new
    told = {number: zopa.load(case).ledger[number].content for number in new}
    for number in sorted(new, reverse=True):
        retire_entry(case, "facts", number + 1, "not what it says", today=DAY)
    again = tmp_path / "again.txt"
    again.write_text(report(tmp_path).read_text() + "\nIt was a long day at the quay.\n")
    made = zopa.add(case, again, today=DAY)
    contents = [fact.content for fact in zopa.load(case).ledger]
    assert not [content for content in told.values() if content in contents]
    assert any("told again, and retired 2025-03-11: not what" in note for note in made.notes)
