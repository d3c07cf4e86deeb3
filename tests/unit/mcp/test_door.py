"""An assistant works through the door with the protocol's own client, and nowhere else."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import anyio
import pytest
from mcp.client import Client
from mcp.client.session import ClientSession
from mcp.client.stdio import StdioServerParameters, stdio_client

from zopa.case.load import load_case
from zopa.desk.errors import WrongCallError
from zopa.desk.ledger_entries import LedgerSection
from zopa.desk.named_folders import NamedFolders
from zopa.mcp.guides import guide_parts, guide_text
from zopa.mcp.protocol_server import assistant_server

EXAMPLE = Path(__file__).parents[3] / "examples" / "minerals"
CASE = "desk/minerals"
GUESS = {"party": "us", "assumed": "a guess", "reservation": "badly"}


@pytest.fixture
def desk(tmp_path):
    folder = tmp_path / "desk"
    shutil.copytree(EXAMPLE, folder / "minerals")
    (tmp_path / "secret.txt").write_text("The minister said that nobody may read this.")
    return folder


def through(desk, *calls):
    """What the tools answer, one call after another; a call is a name and its arguments."""

    async def session():
        async with Client(assistant_server([desk])) as client:
            return [await client.call_tool(name, arguments) for name, arguments in calls]

    return anyio.run(session)


def answer(desk, name, **arguments):
    """What one tool answers, which it must."""
    (result,) = through(desk, (name, arguments))
    assert not result.is_error, result.content[0].text
    told = result.structured_content
    return told["result"] if set(told) == {"result"} else told


def refusal(desk, name, **arguments):
    """The words with which a tool refuses, which it must."""
    (result,) = through(desk, (name, arguments))
    assert result.is_error
    return result.content[0].text


def version(desk):
    return answer(desk, "show_case", case=CASE)["version"]


def test_folders_cases_and_reports_are_listed_by_name(desk):
    told = answer(desk, "list_folders")
    assert told["folders"] == ["desk"]
    assert [(c["case"], c["facts"], c["errors"]) for c in told["cases"]] == [(CASE, 20, 0)]
    assert "desk/minerals/sources/report_a.txt" in told["reports"]


def test_an_entry_is_added_marked_and_found_again(desk):
    made = answer(desk, "add_entry", case=CASE, section="facts", entry=GUESS, version=version(desk))
    assert made["lines"][0].endswith("# proposed")
    assert made["findings"] == []  # a note is no reason to stop
    case = load_case(desk / "minerals")
    assert (case.facts[-1].party, case.facts[-1].assumed) == ("us", "a guess")
    assert case.unreviewed == {("facts", 20)}
    assert answer(desk, "show_case", case=CASE)["version"] == made["version"]


def test_the_rule_of_agreement_and_the_summary_are_set(desk):
    rule = {"all": ["us"], "at_least": 1, "of": ["ukraine"]}
    made = answer(desk, "set_key", case=CASE, key="agreement", value=rule, version=version(desk))
    assert made["lines"] == ["agreement: {all: [us], at_least: 1, of: [ukraine]}  # proposed"]
    answer(
        desk, "set_key", case=CASE, key="summary", value="In short: talks.", version=made["version"]
    )
    case = load_case(desk / "minerals")
    assert case.summary == "In short: talks."
    assert case.agreement is not None
    assert {("agreement",), ("summary",)} <= case.unreviewed
    told = refusal(desk, "set_key", case=CASE, key="facts", value="x", version=version(desk))
    assert "no key that can be set" in told


def test_the_form_of_an_answer_is_told_from_that_of_the_ledger(desk):
    entry = {"party": "us", "says": "order", "issue": "share", "levels": ["50"], "quotes": []}
    told = refusal(desk, "add_entry", case=CASE, section="facts", entry=entry, version="")
    assert "the form of `ledger_instructions`" in told
    told = refusal(
        desk, "add_entry", case=CASE, section="summary", entry=GUESS, version=version(desk)
    )
    assert "a key of the ledger itself" in told


def test_entries_are_shown_by_the_names_that_edit_them(desk):
    shown = answer(desk, "show_case", case=CASE)["entries"]
    assert any(line.startswith("facts.1: Ukraine ") for line in shown)
    assert "parties.us: United States" in shown


def test_changes_and_retirements_keep_what_a_person_reviewed(desk):
    before = (desk / "minerals" / "case.yaml").read_text()
    changed = answer(
        desk, "change_entry",
        case=CASE, section="facts", which="1", entry=GUESS, version=version(desk),
    )  # fmt: skip
    answer(
        desk, "retire_entry",
        case=CASE, section="facts", which="2", why="withdrawn", version=changed["version"],
    )  # fmt: skip
    after = (desk / "minerals" / "case.yaml").read_text()
    assert "  # proposed: to be retired: withdrawn\n" in after
    bare = [line.replace("# ", "").strip() for line in after.splitlines()]
    assert all(line.replace("# ", "").strip() in bare for line in before.splitlines())
    case = load_case(desk / "minerals")
    assert len(case.facts) == 20  # a person decides whether a reviewed fact goes
    assert case.unreviewed == {("facts", 0), ("facts", 1)}
    answer(
        desk, "retire_entry",
        case=CASE, section="facts", which="1", why="mine after all", version=version(desk),
    )  # fmt: skip
    assert len(load_case(desk / "minerals").facts) == 19


def test_an_edit_needs_a_version_and_nothing_stated(desk):
    for name, more in (
        ("add_entry", {"section": "facts", "entry": GUESS}),
        ("change_entry", {"section": "facts", "which": "1", "entry": GUESS}),
        ("retire_entry", {"section": "facts", "which": "1", "why": "so"}),
        ("set_key", {"key": "title", "value": "x"}),
    ):
        assert "give the version" in refusal(desk, name, case=CASE, version="", **more)
    said = {"party": "us", "weight": {"share": 5}, "stated": "2025-02-15"}
    told = refusal(desk, "add_entry", case=CASE, section="facts", entry=said, version=version(desk))
    assert "only the people themselves" in told


def test_folders_and_files_that_are_not_there_are_told(desk):
    assert "is a folder" in refusal(desk, "read_report", report="desk/minerals")
    assert "no such file" in refusal(desk, "read_report", report="desk/none.txt")
    report = "desk//minerals/sources/report_a.txt"
    assert answer(desk, "read_report", report=report)["start"] == 0
    for name in ("desk", "desk/.hid", "desk/minerals/sources/new"):
        refusal(desk, "make_case", case=name, reports=[report])
    told = answer(desk, "add_reports", case=CASE, reports=[report])
    assert told["added"]["already"] == ["desk/minerals/sources/report_a.txt (report_a)"]


def test_refusals_carry_the_finding_and_no_path_of_the_machine(desk):
    told = refusal(
        desk, "add_entry",
        case=CASE, section="facts", entry=GUESS | {"party": "uss"}, version=version(desk),
    )  # fmt: skip
    assert "unknown-party" in told
    assert "write `us`" in told
    stale = refusal(desk, "add_entry", case=CASE, section="facts", entry=GUESS, version="0" * 16)
    assert "read it again" in stale
    assert str(desk.parent) not in told + stale


@pytest.mark.parametrize(
    "name",
    [
        "desk/../secret.txt",
        "/etc/passwd",
        "../secret.txt",
        "desk/out.txt",
        "elsewhere/a",
        "desk/\0",
    ],
)
def test_nothing_outside_the_folders_is_read(desk, name):
    (desk / "out.txt").symlink_to(desk.parent / "secret.txt")
    for tool, arguments in (
        ("read_report", {"report": name}),
        ("show_statements", {"reports": [name]}),
        ("ledger_instructions", {"reports": [name]}),
        ("make_case", {"case": "desk/new", "reports": [name]}),
        ("add_reports", {"case": CASE, "reports": [name]}),
    ):
        told = refusal(desk, tool, **arguments)
        assert "nobody may read" not in told
        assert "folders named at the start" in told
    assert not (desk / "new").exists()


@pytest.mark.parametrize("name", ["desk/.env", "desk/.keys/token.txt", "desk/a/../.env", "desk/l"])
def test_nothing_hidden_in_the_folders_is_read(desk, name):
    (desk / ".keys").mkdir()
    for hidden in (desk / ".env", desk / ".keys" / "token.txt"):
        hidden.write_text("nobody may read this key")
    (desk / "l").symlink_to(desk / ".env")
    for tool, arguments in (
        ("read_report", {"report": name}),
        ("show_statements", {"reports": [name]}),
        ("add_reports", {"case": CASE, "reports": [name]}),
    ):
        told = refusal(desk, tool, **arguments)
        assert "nobody may read" not in told
        assert "is hidden" in told


@pytest.mark.parametrize("name", ["desk/new\n", "desk/ab\u202ecd"])
def test_a_case_has_a_name_that_can_be_seen(desk, name):
    report = "desk/minerals/sources/report_a.txt"
    told = refusal(desk, "make_case", case=name, reports=[report])
    assert "a character that is not seen, U+" in told


@pytest.mark.parametrize("name", ["desk/../new", "/tmp/new", "new"])  # noqa: S108
def test_nothing_outside_the_folders_is_written(desk, name):
    report = "desk/minerals/sources/report_a.txt"
    told = refusal(desk, "make_case", case=name, reports=[report])
    assert "folders named at the start" in told


def test_a_case_is_made_of_an_answer_and_what_does_not_stand_is_told(desk):
    report = "desk/minerals/sources/report_a.txt"
    asked = answer(desk, "ledger_instructions", reports=[report])
    assert "put his name to the text" in " ".join(" ".join(asked).split())
    ledger = {
        "title": "The paper",
        "parties": [{"id": "ukraine", "name": "Ukraine"}, {"id": "us", "name": "United States"}],
        "issues": [
            {
                "id": "share", "title": "Share of the minerals", "unit": "percent",
                "numbers": ["0", "25", "50"], "options": [],
            }
        ],
        "drafts": [],
        "facts": [
            {
                "id": "f1", "party": "us", "says": "order", "issue": "share",
                "levels": ["50", "25", "0"], "sure": "plain",
                "quotes": [
                    {"source": "report_a", "quote": "rights to about half of Ukraine's rare"}
                ],
            },
            {
                "id": "f2", "party": "ukraine", "says": "order", "issue": "share",
                "levels": ["0", "25", "50"], "sure": "plain",
                "quotes": [
                    {"source": "report_a", "quote": "Kyiv will never give away a single stone"}
                ],
            },
        ],
    }  # fmt: skip
    made = answer(desk, "make_case", case="desk/paper", reports=[report], answer=ledger)
    case = load_case(desk / "paper")
    assert [fact.party for fact in case.facts if fact.evidence] == ["us"]
    assert "# proposed" in made["ledger"]
    assert any("single stone" in words for words in made["left_out"])
    assert "not empty" in refusal(desk, "make_case", case="desk/paper", reports=[report])


def test_long_reports_are_read_in_parts(desk, monkeypatch):
    monkeypatch.setattr("zopa.mcp.tools.PART", 1000)
    name, start, parts = "desk/minerals/sources/report_a.txt", 0, []
    while start is not None:
        part = answer(desk, "read_report", report=name, start=start)
        parts.append(part["text"])
        start = part["next_start"]
    assert len(parts) > 2
    assert len("".join(parts)) == part["characters"]
    assert "a draft agreement" in "".join(parts)


def test_the_brief_is_told_and_its_page_written_on_request(desk, monkeypatch):
    monkeypatch.setattr("zopa.mcp.tools.DRAWS", 100)
    told = answer(desk, "brief", case=CASE)
    assert "Ukraine" in told["text"]
    assert told["page"] == ""
    assert not (desk / "minerals" / "brief.html").exists()
    assert answer(desk, "brief", case=CASE, page=True)["page"] == "desk/minerals/brief.html"
    assert (desk / "minerals" / "brief.html").exists()


def test_packages_are_scored(desk, monkeypatch):
    monkeypatch.setattr("zopa.mcp.tools.DRAWS", 100)
    told = answer(desk, "score", case=CASE, offers=[{"share": 30, "security": "support"}])
    assert "30 percent" in told or "share" in told
    assert "The draft that Bessent brought to Kyiv" in answer(desk, "score", case=CASE)
    wrong = refusal(desk, "score", case=CASE, offers=[{"shar": 30}])
    assert "share" in wrong


def test_what_to_table_next_is_told(desk, monkeypatch):
    monkeypatch.setattr("zopa.mcp.tools.DRAWS", 100)
    told = answer(desk, "counter", case=CASE, party="Kyiv", change=2, keep=["share"])
    assert "Ukraine" in told
    assert "`kiev`" in refusal(desk, "counter", case=CASE, party="kiev")


def test_what_some_changes_would_do_is_told_and_not_written(desk, monkeypatch):
    monkeypatch.setattr("zopa.mcp.tools.DRAWS", 100)
    before = version(desk)
    changes = {"without": [10], "confidence": {16: "likely"}, "terms": {"counter": {"share": 20}}}
    told = answer(desk, "what_if", case=CASE, **changes)
    assert "Some deal would suit both sides" in told
    assert version(desk) == before
    assert "numbers 1 to" in refusal(desk, "what_if", case=CASE, without=[99])


def test_new_reports_come_into_a_case(desk):
    (desk / "late.txt").write_text("KYIV, 20 February 2025. Ukraine rejected the draft again.\n")
    told = answer(desk, "add_reports", case=CASE, reports=["desk/late.txt"])
    assert told["added"]["sources"] == ["late"]
    assert told["version"] == version(desk)


def test_statements_findings_and_guides_are_told(desk):
    read = answer(desk, "show_statements", reports=["desk/minerals/sources/report_a.txt"])
    assert {"ask", "demand"} <= {each["does"] for each in read}
    assert read[0]["report"] == "desk/minerals/sources/report_a.txt"
    assert "cannot all hold" in answer(desk, "explain_finding", code="clash")
    assert "did you mean `clash`" in refusal(desk, "explain_finding", code="clsh")
    assert answer(desk, "guide", part="red_line").startswith("### red_line")
    assert "red_line" in answer(desk, "guide")
    assert answer(desk, "check_case", case=CASE) == []
    assert "did you mean `desk/minerals`" in refusal(desk, "check_case", case="desk/mineral")


def test_every_kind_of_entry_has_a_part_in_the_guide():
    assert {section.value for section in LedgerSection} <= {part.lower() for part in guide_parts()}
    assert all(guide_text(part) for part in guide_parts())


def test_resources_and_prompts_are_there(desk):
    async def session():
        async with Client(assistant_server([desk])) as client:
            texts = {}
            for uri in (
                "zopa://format", "zopa://mistakes",
                f"zopa://cases/{CASE}/ledger", f"zopa://cases/{CASE}/sources/report_a",
            ):  # fmt: skip
                texts[uri] = (await client.read_resource(uri)).contents[0].text
            prompts = [prompt.name for prompt in (await client.list_prompts()).prompts]
            asked = {"case": "desk/x", "reports": "desk/a.txt"}
            paper = await client.get_prompt("make_ledger", asked)
            return texts, prompts, paper.messages[0].content.text

    texts, prompts, paper = anyio.run(session)
    assert texts["zopa://format"].startswith("# The case format")
    assert texts[f"zopa://cases/{CASE}/ledger"] == (EXAMPLE / "case.yaml").read_text()
    assert "a draft agreement" in texts[f"zopa://cases/{CASE}/sources/report_a"]
    assert prompts == ["make_ledger", "add_report", "options_paper"]
    assert "desk/x" in paper


def test_folders_must_be_there_and_be_told_apart(tmp_path):
    with pytest.raises(WrongCallError, match="there is no folder"):
        NamedFolders.of([tmp_path / "nowhere"])
    for place in ("a/desk", "b/desk"):
        (tmp_path / place).mkdir(parents=True)
    with pytest.raises(WrongCallError, match="two folders are named `desk`"):
        NamedFolders.of([tmp_path / "a/desk", tmp_path / "b/desk"])


def test_the_command_serves_over_standard_input_and_output(desk):
    async def session():
        command = StdioServerParameters(
            command=sys.executable, args=["-m", "zopa", "mcp", str(desk)], env=dict(os.environ)
        )
        async with stdio_client(command) as streams, ClientSession(*streams) as client:
            await client.initialize()
            return await client.call_tool("list_folders", {})

    told = anyio.run(session)
    assert json.loads(told.content[0].text)["folders"] == ["desk"]
