"""New reports come into a case that is there; what a person wrote stays, to the byte."""

from __future__ import annotations

import difflib
import json
import re
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

import zopa
from zopa.case.model import Direction, Order, Package, Ranking, Stance
from zopa.cli import app
from zopa.desk import adding

from .harbour import LEDGER, SECOND, harbour, report

DAY = date(2025, 3, 11)


def lines_added(before: bytes, after: bytes) -> list[str]:
    """The lines that are new; fails where one of the old lines is gone or changed."""
    old, new = (data.decode().splitlines(keepends=True) for data in (before, after))
    told = list(difflib.ndiff(old, new))
    assert "".join(line[2:] for line in told if line[0] in " -") == before.decode()
    assert not [line for line in told if line[0] == "-"]
    return [line[2:].rstrip("\n") for line in told if line[0] == "+"]


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_what_is_new_is_put_in_and_every_old_line_stays(tmp_path: Path) -> None:
    case = harbour(tmp_path / "case")
    made = zopa.add(case, report(tmp_path), today=DAY)
    after = (case / "case.yaml").read_bytes()
    added = lines_added(LEDGER.encode(), after)
    assert "    # added 11 March 2025" in added
    assert "# added 11 March 2025 from second" in added
    assert (case / "sources" / "second.txt").read_text("utf-8") == SECOND
    assert made.sources == ("second",)
    now = zopa.load(case)
    assert now.sources["second"].published == date(2025, 3, 10)
    rows = [json.loads(x) for x in (case / "statements.jsonl").read_text("utf-8").splitlines()]
    assert {row["id"] for row in rows if row["record"] == "document"} == {"first", "second"}


def test_facts_that_are_there_get_further_evidence(tmp_path: Path) -> None:
    case = harbour(tmp_path / "case")
    made = zopa.add(case, report(tmp_path), today=DAY)
    pay = zopa.load(case).facts[0]
    assert [quote.source for quote in pay.evidence] == ["first", "second"]
    assert "pay rise of 8 percent" in pay.evidence[1].quote
    text = (case / "case.yaml").read_text("utf-8")
    assert re.search(r"\n  - second: .*8 percent  # added 11 March 2025\n", text)
    assert any("union order {pay: more}" in line for line in made.confirmed)
    # What stands in brackets is not touched: further evidence for it is told below.
    assert "evidence: [{first: Halden Harbour offered the union a pay rise of 4 percent}]\n" in text
    assert re.search(r"# further evidence that harbour tables offer: second:", text)


def test_what_is_told_otherwise_is_named_and_is_no_fact(tmp_path: Path) -> None:
    case = harbour(tmp_path / "case")
    made = zopa.add(case, report(tmp_path), today=DAY)
    now = zopa.load(case)
    orders = [f for f in now.facts if f.party == "harbour" and isinstance(f.content, Order)]
    assert [
        r.tiers
        for f in orders
        for r in f.content.rankings
        if isinstance(r, Ranking)  # type: ignore[union-attr]
    ] == [(("free",), ("limited",))]
    (told,) = [line for line in made.contradicted if "agency" in line]
    assert re.match(r"case\.yaml:\d+: harbour order \{agency: \[free, limited\]\}", told)
    assert "rejects any limit on agency work" in told
    assert "wants a limit on agency work too" in told
    assert "# against the ledger: harbour order" in (case / "case.yaml").read_text("utf-8")


def test_new_facts_are_on_the_case_s_own_issues_levels_and_drafts(tmp_path: Path) -> None:
    case = harbour(tmp_path / "case")
    zopa.add(case, report(tmp_path), today=DAY)
    now = zopa.load(case)
    new = now.facts[3:]
    said = {(f.party, f.kind): f for f in new}
    agency = next(
        r
        for f in new
        if f.party == "union" and isinstance(f.content, Order)
        for r in f.content.rankings
    )
    assert agency == Ranking("agency", (("limited",), ("free",)))
    assert said["union", "rejects"].content == Stance("rejects", Package("offer"))
    pay = [
        r
        for f in new
        if f.party == "harbour" and isinstance(f.content, Order)
        for r in f.content.rankings
    ]
    assert pay == [Direction("pay", "less")]
    (name,) = set(now.drafts) - {"offer"}
    assert now.drafts[name].levels == {"pay": ("6",)}
    assert said["harbour", "tables"].content == Stance("tables", Package(name))
    assert all(f.path in now.unreviewed for f in new)
    assert not any(f.path in now.unreviewed for f in now.facts[:3])


def test_what_fits_no_issue_is_a_comment_or_with_new_issues_an_issue(tmp_path: Path) -> None:
    first, second = (harbour(tmp_path / name) for name in ("one", "two"))
    made = zopa.add(first, report(tmp_path), today=DAY)
    assert set(zopa.load(first).issues) == {"pay", "agency", "nights"}
    assert any("Free parking" in note for note in made.notes)
    text = (first / "case.yaml").read_text("utf-8")
    assert "# - no issue of the case: Free parking (union wants free parking)" in text
    made = zopa.add(second, report(tmp_path), today=DAY, new_issues=True)
    issues = zopa.load(second).issues
    (name,) = set(issues) - {"pay", "agency", "nights"}
    assert issues[name].title == "Free parking"
    assert any(f"union order {{{name}:" in line for line in made.facts)
    lines_added(LEDGER.encode(), (second / "case.yaml").read_bytes())


def test_a_report_that_the_case_has_is_told_and_not_added_twice(tmp_path: Path) -> None:
    case = harbour(tmp_path / "case")
    again = report(tmp_path, (case / "sources" / "first.txt").read_text("utf-8"), "again.txt")
    before = files(case)
    made = zopa.add(case, again, today=DAY)
    assert made.sources == ()
    assert made.already == (f"{again} (first)",)
    assert files(case) == before
    second = report(tmp_path)
    copy = report(tmp_path, SECOND, "copy.txt")
    made = zopa.add(case, [second, copy], today=DAY)
    assert made.sources == ("second",)
    assert made.already == (f"{copy} (second)",)
    before = files(case)
    assert zopa.add(case, second, today=DAY).already == (f"{second} (second)",)
    assert files(case) == before


def test_a_page_that_the_case_has_is_known_by_its_original(tmp_path: Path) -> None:
    case = harbour(tmp_path / "case")
    words = SECOND.split("\n\n")
    body = "".join(f"<p>{' '.join(paragraph.split())}</p>" for paragraph in words[1:])
    page = report(tmp_path, f"<html><body><h1>{words[0]}</h1>{body}</body></html>", "page.html")
    assert zopa.add(case, page, today=DAY).sources == ("page",)
    assert (case / "sources" / "original" / "page.html").read_bytes() == page.read_bytes()
    assert zopa.add(case, page, today=DAY).already == (f"{page} (page)",)


def test_names_that_are_taken_stay_with_who_has_them(tmp_path: Path) -> None:
    case = harbour(tmp_path / "case")
    before = (case / "sources" / "first.txt").read_bytes()
    made = zopa.add(case, report(tmp_path, SECOND, "first.txt"), today=DAY)
    assert made.sources == ("first_2",)
    assert (case / "sources" / "first.txt").read_bytes() == before
    assert zopa.load(case).sources["first_2"].text == SECOND


def test_a_report_that_lies_in_the_folder_and_is_no_source_yet_is_added(tmp_path: Path) -> None:
    case = harbour(tmp_path / "case")
    made = zopa.add(case, report(case / "sources", SECOND, "rep.txt"), today=DAY)
    assert made.sources == ("rep",)
    assert set(files(case)) == {
        "case.yaml", "statements.jsonl", "sources/first.txt", "sources/rep.txt"
    }  # fmt: skip


@pytest.mark.parametrize("page", [False, True])
def test_a_file_that_no_source_names_keeps_its_name(tmp_path: Path, page: bool) -> None:
    case = harbour(tmp_path / "case")
    (case / "sources" / "original").mkdir()
    theirs = [case / "sources" / "rep.txt", case / "sources" / "original" / "rep.html"]
    for path in theirs:
        path.write_text("notes of my own\n")
    words = f"<html><body><p>{SECOND}</p></body></html>" if page else SECOND
    made = zopa.add(case, report(tmp_path, words, f"rep.{'html' if page else 'txt'}"), today=DAY)
    assert made.sources == ("rep",)
    assert [path.read_text() for path in theirs] == ["notes of my own\n"] * 2
    assert zopa.load(case).sources["rep"].file == "sources/rep_2.txt"
    assert (case / "sources" / "original" / "rep_2.html").exists() is page
    assert not list(case.rglob("*.yours"))


def test_an_original_that_no_source_names_is_not_in_the_case(tmp_path: Path) -> None:
    case = harbour(tmp_path / "case")
    (case / "sources" / "original").mkdir()
    page = f"<html><body><p>{SECOND}</p></body></html>"
    made = zopa.add(case, report(case / "sources" / "original", page, "rep.html"), today=DAY)
    assert (made.sources, made.already) == (("rep",), ())


@pytest.mark.parametrize("name", ["case.yaml", "statements.jsonl"])
def test_what_somebody_else_wrote_meanwhile_stays(tmp_path: Path, name: str) -> None:
    case = harbour(tmp_path / "case")
    theirs = LEDGER + "# theirs\n" if name == "case.yaml" else "theirs\n"

    def somebody_writes(step: str) -> None:
        if step == "reading":
            (case / name).write_text(theirs, "utf-8")

    with pytest.raises(zopa.DeskError, match="was changed by somebody else") as told:
        zopa.add(case, report(tmp_path), today=DAY, progress=somebody_writes)
    assert told.value.status == 2
    kept = case / f"{name}.yours"
    assert (told.value.path, told.value.kept) == (case / name, kept)  # type: ignore[attr-defined]
    assert (case / name).read_text("utf-8") == theirs
    assert kept.read_bytes()
    assert set(files(case)) == {name, f"{name}.yours", "case.yaml", "sources/first.txt"}


def test_comments_alone_make_no_section(tmp_path: Path) -> None:
    ledger = LEDGER[: LEDGER.index("facts:")] + "# the end\n"
    case = harbour(tmp_path / "case", ledger)
    told = report(tmp_path, "The union demands free parking at the gates.\n", "gates.txt")
    made = zopa.add(case, told, today=DAY)
    assert (made.sources, made.facts) == (("gates",), ())
    text = (case / "case.yaml").read_text("utf-8")
    lines_added(ledger.encode(), text.encode())
    assert "\nfacts:" not in text
    assert (
        "# the end\n\n# added 11 March 2025 from gates\n# Also found, and left to you:\n# - "
        in text
    )
    zopa.load(case)


def test_nothing_is_written_where_the_ledger_has_no_room(tmp_path: Path) -> None:
    ledger = re.sub(r"sources:\n    first: (\{.*?\}).*\n", r"sources: {first: \1}\n", LEDGER)
    case = harbour(tmp_path / "case", ledger)
    before = files(case)
    with pytest.raises(zopa.DeskError, match="`sources` is written in brackets") as told:
        zopa.add(case, report(tmp_path), today=DAY)
    assert told.value.status == 1
    assert files(case) == before


def test_a_case_with_errors_and_reports_that_cannot_be_read(tmp_path: Path) -> None:
    case = harbour(tmp_path / "case", LEDGER.replace("order: {pay: more}", "order: {paz: more}"))
    before = files(case)
    with pytest.raises(zopa.DeskError, match="mend the errors first"):
        zopa.add(case, report(tmp_path), today=DAY)
    with pytest.raises(zopa.DeskError, match="none of the reports could be read"):
        zopa.add(harbour(tmp_path / "sound"), tmp_path / "nowhere.txt", today=DAY)
    assert files(case) == before


def test_a_fact_that_cannot_hold_beside_the_others_is_a_comment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The union would sign what it is told to refuse: its best level on every issue.
    ledger = LEDGER.replace("terms: {pay: 4}", "terms: {pay: 4, agency: limited, nights: double}")
    ledger = ledger.replace("order: {pay: more}", "order: {pay: {peak: 4}}")
    ledger = ledger.replace(
        "- party: harbour\n  tables",
        "- party: union\n"
        "  order: {nights: [double, single], agency: [limited, free]}\n  assumed: so\n"
        "- party: harbour\n  tables",
    )
    case = harbour(tmp_path / "case", ledger)
    made = zopa.add(case, report(tmp_path), today=DAY)
    assert made.withheld == ("union rejects offer",)
    assert not [f for f in zopa.load(case).facts if f.kind == "rejects"]
    text = (case / "case.yaml").read_text("utf-8")
    assert "# cannot hold beside the facts above:\n# - party: union\n#   rejects: offer\n" in text
    lines_added(ledger.encode(), (case / "case.yaml").read_bytes())


def test_the_command_shows_what_check_finds_and_what_was_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = harbour(tmp_path / "case")
    monkeypatch.setattr(adding, "date", type("Day", (date,), {"today": lambda: DAY}))
    shown = CliRunner().invoke(app, ["add", str(case), str(report(tmp_path))])
    assert shown.exit_code == 0, shown.output
    words = " ".join(shown.stdout.split())
    assert "added second: 4 new facts, 1 new draft, further evidence for 2 facts" in words
    assert "The reports tell otherwise than the ledger" in words
    assert "set `as_of`" in words
    assert "warning[late-date]" in shown.stderr
    assert "4 of 7 facts, 1 draft and 1 source are proposed and not reviewed yet" in shown.stderr


def test_the_ledger_may_be_named_itself(tmp_path: Path) -> None:
    case = harbour(tmp_path / "case")
    made = zopa.add(case / "case.yaml", report(tmp_path), today=DAY)
    assert made.ledger == case / "case.yaml"
    lines_added(LEDGER.encode(), made.ledger.read_bytes())
