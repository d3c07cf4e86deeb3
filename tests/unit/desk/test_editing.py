"""One entry of a ledger is added, changed or retired; every byte beside it stays."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date

import pytest

from zopa.case.load import load_case
from zopa.desk.editing import (
    accept_entry,
    add_entry,
    change_entry,
    ledger_as_it_stands,
    retire_entry,
    set_key,
)
from zopa.desk.errors import (
    EditRefusedError,
    FindingsError,
    StaleVersionError,
    WrongCallError,
)
from zopa.foundation import edits

DAY = date(2026, 5, 4)
LEDGER = """\
zopa: 1   # a person's own remark
title: The mill

sources:
  paper:
    file: paper.txt

parties:
    weavers: {name: The weavers}   # first come first
    owner:
        name: The owner

issues:
  hours:
    title: Hours a week
    levels: {from: 36, to: 40, step: 1}

facts:
    # what the weavers want

    - party: weavers
      order: {hours: less}   # plain
      assumed: they say so

    - {party: owner, order: {hours: more}, assumed: he says so}
"""


@pytest.fixture
def mill(tmp_path):
    (tmp_path / "paper.txt").write_text("The owner said that he would never go below 38 hours.\n")
    (tmp_path / "case.yaml").write_text(LEDGER)
    return tmp_path


def ledger(mill):
    return (mill / "case.yaml").read_text()


LINE = {
    "party": "owner",
    "red_line": {"hours": "36..37"},
    "evidence": [{"paper": "he would never go below 38 hours"}],
}


def test_an_added_fact_stands_as_a_person_would_write_it(mill):
    made = add_entry(mill, "facts", LINE, proposed=True)
    assert ledger(mill) == LEDGER + (
        "    - party: owner  # proposed\n"
        "      red_line: {hours: [36..37]}\n"
        "      evidence:\n"
        "        - paper: he would never go below 38 hours\n"
    )
    assert made.line == len(LEDGER.splitlines()) + 1
    assert made.version == ledger_as_it_stands(mill)[0]
    assert load_case(mill).unreviewed == {("facts", 2)}


def test_windows_line_ends_stay(mill):
    data = LEDGER.replace("\n", "\r\n").encode()
    (mill / "case.yaml").write_bytes(data)
    add_entry(mill, "facts", LINE)
    after = (mill / "case.yaml").read_bytes()
    assert after.startswith(data)
    assert after.count(b"\n") == after.count(b"\r\n")


def test_parties_issues_rules_and_drafts_come_into_their_sections(mill):
    add_entry(mill, "parties", {"name": "The town", "role": "observer"}, name="town")
    add_entry(mill, "issues", {"title": "Bread", "options": {"yes": "Y", "no": "N"}}, name="bread")
    add_entry(
        mill, "drafts", {"by": "owner", "terms": {"hours": 39}, "assumed": "so"}, name="first"
    )
    add_entry(mill, "rules", {"never": {"hours": 36, "bread": "yes"}})
    case = load_case(mill)
    assert case.parties["town"].role == "observer"
    assert case.issues["bread"].level_ids == ("yes", "no")
    assert case.drafts["first"].levels == {"hours": ("39",)}
    assert len(case.rules) == 1
    new = iter(ledger(mill).splitlines())
    assert all(line in new for line in LEDGER.splitlines())  # each of them, in their order


def test_a_change_puts_the_new_lines_where_the_old_ones_were(mill):
    change_entry(
        mill, "facts", 1, {"party": "weavers", "order": {"hours": "more"}, "assumed": "no"}
    )
    assert ledger(mill) == LEDGER.replace(
        "    - party: weavers\n      order: {hours: less}   # plain\n      assumed: they say so\n",
        "    - party: weavers\n      order: {hours: more}\n      assumed: 'no'\n",
    )


def test_what_a_person_reviewed_stays_as_a_comment_below_a_proposed_change(mill):
    entry = {"party": "weavers", "order": {"hours": "more"}, "assumed": "a guess"}
    change_entry(mill, "facts", 1, entry, proposed=True, today=DAY)
    assert (
        "    - party: weavers  # proposed\n"
        "      order: {hours: more}\n"
        "      assumed: a guess\n"
        "    # until 2026-05-04\n"
        "    # - party: weavers\n"
        "    #   order: {hours: less}   # plain\n"
        "    #   assumed: they say so\n"
    ) in ledger(mill)
    again = {"party": "weavers", "order": {"hours": "less"}, "assumed": "another guess"}
    change_entry(mill, "facts", 1, again, proposed=True, today=DAY)
    assert ledger(mill).count("until") == 1
    assert "a guess" not in ledger(mill).replace("another guess", "")


def test_a_retired_entry_becomes_a_comment_with_its_reason(mill):
    retire_entry(mill, "facts", "1", "withdrawn\non Monday", today=DAY)
    assert (
        "    # retired 2026-05-04: withdrawn on Monday\n"
        "    # - party: weavers\n"
        "    #   order: {hours: less}   # plain\n"
        "    #   assumed: they say so\n"
        "\n"
        "    - {party: owner"
    ) in ledger(mill)
    assert [fact.party for fact in load_case(mill).facts] == ["owner"]


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ({"party": "ownr", "order": {"hours": "more"}, "assumed": "so"}, "unknown-party"),
        (LINE | {"evidence": [{"paper": "he would go below 38 hours"}]}, "quote-not-found"),
        (LINE | {"red_line": {"hours": "many"}}, "unknown-level"),
        ({"party": "owner", "wants": "all", "assumed": "so"}, "unknown-key"),
        ({"party": "weavers", "order": {"hours": "more"}, "assumed": "so"}, "clash"),
    ],
)
def test_an_entry_that_does_not_stand_is_refused_with_its_finding(mill, entry, code):
    with pytest.raises(FindingsError, match="nothing was written") as refused:
        add_entry(mill, "facts", entry)
    assert code in [finding.code.name for finding in refused.value.findings[-1]]
    assert ledger(mill) == LEDGER


def test_errors_that_are_there_already_do_not_stand_in_the_way(mill):
    broken = LEDGER.replace("title: The mill", "titel: The mill")
    (mill / "case.yaml").write_text(broken)
    made = add_entry(mill, "facts", LINE)
    assert [f.code.name for f in made.findings.errors] == ["unknown-key"]


def test_what_others_rest_on_cannot_be_retired(mill):
    with pytest.raises(FindingsError):
        retire_entry(mill, "parties", "owner", "gone")
    with pytest.raises(WrongCallError, match="has no other entry"):
        retire_entry(mill, "issues", "hours", "gone")
    assert ledger(mill) == LEDGER


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda m: add_entry(m, "fact", LINE), "is no section"),
        (lambda m: add_entry(m, "facts", LINE, name="one"), "have numbers"),
        (lambda m: add_entry(m, "parties", {"name": "X"}), "need a short name"),
        (lambda m: add_entry(m, "parties", {"name": "X"}, name="owner"), "already"),
        (lambda m: add_entry(m, "parties", {"name": "X"}, name="a: b"), "no short name"),
        (lambda m: add_entry(m, "facts", {}), "a mapping"),
        (lambda m: add_entry(m, "facts", {"party": object()}), "cannot be written"),
        (lambda m: add_entry(m, "facts", LINE, version="0" * 16), "read it again"),
        (lambda m: change_entry(m, "facts", 3, LINE), "the numbers 1 to 2, not `3`"),
        (lambda m: change_entry(m, "facts", "x", LINE), "the numbers 1 to 2, not `x`"),
        (lambda m: change_entry(m, "rules", 1, {}), "`rules` has no entry, not `1`"),
        (lambda m: change_entry(m, "parties", "ownr", {"name": "X"}), "did you mean `owner`"),
        (lambda m: retire_entry(m, "facts", 1, " "), "say why"),
    ],
)
def test_a_call_that_makes_no_sense_says_so_and_writes_nothing(mill, call, words):
    with pytest.raises(WrongCallError, match=words):
        call(mill)
    assert ledger(mill) == LEDGER


def test_evidence_may_be_given_in_the_short_form(mill):
    add_entry(mill, "facts", LINE | {"evidence": {"paper": "he would never go below 38 hours"}})
    assert load_case(mill).facts[-1].evidence[0].quote == "he would never go below 38 hours"


def test_a_name_in_another_form_of_unicode_is_the_same_name(mill):
    add_entry(mill, "parties", {"name": "The mayor", "role": "observer"}, name="Pen\u0303a")
    assert "Peña" in load_case(mill).parties


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (LINE | {"assumed": None}, "`assumed` is null"),
        (LINE | {"evidence": [{"paper": None}]}, "`paper` is null"),
        (LINE | {"group": "x\ud800"}, "half a character"),
    ],
)
def test_what_no_ledger_can_hold_is_refused(mill, entry, words):
    with pytest.raises(WrongCallError, match=words):
        add_entry(mill, "facts", entry)
    assert ledger(mill) == LEDGER


def test_a_key_of_the_ledger_is_set_whole_and_what_was_reviewed_stays(mill):
    set_key(mill, "summary", "One.\n\nTwo.")
    assert load_case(mill).summary == "One.\n\nTwo."
    set_key(mill, "summary", "Three.", proposed=True, today=DAY)
    assert load_case(mill).summary == "Three."
    assert "# until 2026-05-04\n" in ledger(mill)
    assert "#   Two." in ledger(mill)
    set_key(mill, "agreement", {"all": ["owner"], "at_least": 1, "of": ["weavers"]}, proposed=True)
    set_key(mill, "agreement", "all")
    assert load_case(mill).agreement is None
    with pytest.raises(WrongCallError, match="the value is null"):
        set_key(mill, "title", None)
    with pytest.raises(WrongCallError, match="no key that can be set"):
        set_key(mill, "zopa", "2")


def test_entries_in_brackets_are_left_to_the_person(mill):
    text = LEDGER[: LEDGER.index("facts:")] + (
        "facts: [{party: owner, order: {hours: more}, assumed: so}]\n"
    )
    (mill / "case.yaml").write_text(text)
    for call in (
        lambda: add_entry(mill, "facts", LINE),
        lambda: change_entry(mill, "facts", 1, LINE),
    ):
        with pytest.raises(WrongCallError, match="in brackets"):
            call()
    assert ledger(mill) == text


def test_a_ledger_that_somebody_changes_meanwhile_is_left_alone(mill, monkeypatch):
    real = edits.fingerprint
    theirs = LEDGER + "# theirs\n"

    def changed_first(path):
        (mill / "case.yaml").write_text(theirs)
        return real(path)

    monkeypatch.setattr(edits, "fingerprint", changed_first)
    with pytest.raises(EditRefusedError) as refused:
        add_entry(mill, "facts", LINE)
    assert ledger(mill) == theirs
    assert "never go below" in refused.value.kept.read_text()


def test_an_edit_for_a_version_that_is_overtaken_leaves_nothing_behind(mill, monkeypatch):
    """As when an assistant sends several edits at once, all for the version that it has read."""
    real, version = edits.fingerprint, ledger_as_it_stands(mill)[0]

    def overtaken(path):
        monkeypatch.setattr(edits, "fingerprint", real)
        add_entry(mill, "facts", LINE, version=version)
        return real(path)

    monkeypatch.setattr(edits, "fingerprint", overtaken)
    monkeypatch.setattr(edits, "locked", lambda *_, **__: nullcontext())  # it is held already
    second = {"party": "owner", "reservation": "well", "assumed": "he has time"}
    with pytest.raises(StaleVersionError, match=f"made for {version}: read it again"):
        add_entry(mill, "facts", second, version=version)
    assert "never go below" in ledger(mill)
    assert not list(mill.glob("*.yours*"))


def test_a_link_out_of_the_folder_is_refused(mill, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "case.yaml"
    outside.write_text(LEDGER)
    (mill / "case.yaml").unlink()
    (mill / "case.yaml").symlink_to(outside)
    with pytest.raises(WrongCallError, match="leads out"):
        add_entry(mill, "facts", LINE)
    assert outside.read_text() == LEDGER


def test_an_entry_without_a_mark_goes_by_the_number_that_a_person_gave(mill):
    with pytest.raises(WrongCallError, match=r"`facts\.1` bears no mark"):
        accept_entry(mill, "facts", 1)
    with pytest.raises(WrongCallError, match=r"`title` bears no mark"):
        accept_entry(mill, "title")
