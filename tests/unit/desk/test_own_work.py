"""What zopa wrote bears nothing out, whatever it is called; only an untouched brief is replaced."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner

import zopa
from zopa.cli import app
from zopa.desk.exporting import export
from zopa.foundation.authorship import BRIEF_MARK, OwnWork, own_work
from zopa.sources import open_document
from zopa.statements.records import json_lines

from .conftest import LEDGER, REPORTS, case_folder

EXAMPLE = Path(__file__).parents[3] / "examples" / "minerals"
KINDS = (
    "a page", "results", "statements", "what was read", "findings", "a ledger", "a ledger in JSON",
    "a prompt", "a second prompt", "failures", "an archive",
)  # fmt: skip
SOURCED = LEDGER.replace("parties:\n", "sources:\n  press: {file: FILE}\nparties:\n", 1).replace(
    "rejects: may, assumed: as told", "rejects: may, evidence: [press: QUOTE]"
)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Texts of each kind that zopa writes, made by zopa."""
    place = tmp_path_factory.mktemp("written")
    case = case_folder(place / "well", LEDGER)
    report = place / "wire.txt"
    report.write_text(REPORTS["wire.txt"], encoding="utf-8")
    long = place / "long.txt"
    long.write_text("\n\n".join([REPORTS["wire.txt"]] * 300), encoding="utf-8")
    (place / "cut.pdf").write_bytes(b"%PDF-1.7 and no more")
    made, read = zopa.brief(case, 100), zopa.read(report)
    prompts = zopa.write_prompt(place / "prompt.txt", [long]).files
    zopa.read_many([place / "cut.pdf", report], place / "out.jsonl", jobs=1)
    keys = {"zopa": 1, "title": "Well", "parties": {}, "issues": {}}
    return {
        "a page": made.brief.to_html(),
        "results": made.brief.to_json(),
        "statements": json_lines(read.records),
        "what was read": json.dumps(read.as_dict(), ensure_ascii=False, indent=2),
        "findings": json.dumps(zopa.check(case).as_dict(), indent=2),
        "a ledger": LEDGER,
        "a ledger in JSON": json.dumps(keys),
        "a prompt": prompts[0].read_text("utf-8"),
        "a second prompt": prompts[1].read_text("utf-8"),
        "an archive": (place / "out.jsonl").read_text("utf-8"),
        "failures": (place / "out.jsonl.failures.jsonl").read_text("utf-8"),
    }


def sourced(folder: Path, file: str, quote: str = "we would rather go thirsty") -> Path:
    """A case with one source, which a fact quotes."""
    return case_folder(folder, SOURCED.replace("FILE", file).replace("QUOTE", quote))


def codes(folder: Path) -> list[str]:
    return [finding.code.name for finding in zopa.check(folder)]


@pytest.mark.parametrize("kind", KINDS)
def test_what_zopa_wrote_is_no_source_under_any_name(
    tmp_path: Path, written: Mapping[str, str], kind: str
) -> None:
    folder = sourced(tmp_path / "case", "press.txt")
    (folder / "press.txt").write_text(written[kind], encoding="utf-8")
    assert codes(folder) == ["source-own-work"]


@pytest.mark.parametrize("kind", KINDS)
def test_what_zopa_wrote_is_no_report(
    tmp_path: Path, written: Mapping[str, str], kind: str
) -> None:
    report = tmp_path / "press.txt"
    report.write_text(written[kind], encoding="utf-8")
    opened = open_document(report)
    assert [finding.code.name for finding in opened.findings] == ["document-own-work"]
    assert opened.document is None


def test_nothing_is_added_from_a_brief(
    well: Path, tmp_path: Path, written: Mapping[str, str]
) -> None:
    page = tmp_path / "news.html"
    page.write_text(written["a page"], encoding="utf-8")
    before = (well / "case.yaml").read_bytes()
    with pytest.raises(zopa.DeskError, match="could be read"):
        zopa.add(well, page)
    assert [path.name for path in well.iterdir()] == ["case.yaml"]
    assert (well / "case.yaml").read_bytes() == before


@pytest.mark.parametrize(
    "path",
    [
        "case.yaml",
        "./case.yaml",
        "press/../case.yaml",
        "press/link.txt",
        "hard.txt",
        "statements.jsonl",
    ],
)
def test_no_way_leads_to_a_file_of_zopas_own(tmp_path: Path, path: str) -> None:
    folder = sourced(tmp_path / "case", path)
    (folder / "press").mkdir()
    (folder / "press" / "link.txt").symlink_to("../case.yaml")
    os.link(folder / "case.yaml", folder / "hard.txt")
    if path == "statements.jsonl":  # whatever stands in it, its place is zopa's
        (folder / path).write_text("we would rather go thirsty")
    found = zopa.check(folder)
    assert [finding.code.name for finding in found.errors] == ["source-own-work"]


def test_a_ledger_of_another_name_is_none_either(tmp_path: Path) -> None:
    folder = sourced(tmp_path / "case", "second.yaml")
    (folder / "second.yaml").write_text((folder / "case.yaml").read_text("utf-8"))
    assert codes(folder) == codes(folder / "second.yaml") == ["source-own-work"]


def test_a_report_that_zopa_shelved_stays_a_source(tmp_path: Path) -> None:
    report = tmp_path / "page.html"
    report.write_text(f"<html><body><p>{REPORTS['wire.txt']}</p></body></html>")
    zopa.propose(tmp_path / "case", report)
    assert zopa.check(tmp_path / "case").passes()


# --- what a brief may replace -------------------------------------------------------------------


@pytest.mark.parametrize(
    "page",
    [
        f"<head>\n{BRIEF_MARK}\n</head>\nMy notes on the well.",
        f"{BRIEF_MARK}\n",
        "<h1>mine</h1>",
    ],
)
def test_a_page_of_somebody_elses_is_not_replaced(well: Path, tmp_path: Path, page: str) -> None:
    mine = tmp_path / "notes.html"
    mine.write_text(page, encoding="utf-8")
    with pytest.raises(zopa.DeskError, match=r"not a brief|was changed") as told:
        zopa.brief(well, 100, output=mine)
    assert told.value.status == 2
    assert mine.read_text("utf-8") == page


def test_a_brief_that_somebody_wrote_on_is_not_replaced(well: Path, tmp_path: Path) -> None:
    page = tmp_path / "brief.html"
    page.touch()  # an empty file may be
    zopa.brief(well, 100, output=page)
    first = page.read_bytes()
    zopa.brief(well, 100, output=page, seed=1)
    assert page.read_bytes() != first
    page.write_bytes(first.replace(b"</footer>", b"<p>ask the mayor</p></footer>"))
    with pytest.raises(zopa.DeskError, match="something in it was changed"):
        zopa.brief(well, 100, output=page)
    assert b"ask the mayor" in page.read_bytes()


def test_bytes_that_are_no_text_are_not_replaced(well: Path, tmp_path: Path) -> None:
    page = tmp_path / "brief.html"
    page.write_bytes(BRIEF_MARK.encode() + b"\n\xff\xfe")
    with pytest.raises(zopa.DeskError, match="is not a brief"):
        zopa.brief(well, 100, output=page)


def test_a_list_that_lies_where_failures_would_go_is_not_lost(tmp_path: Path) -> None:
    report = tmp_path / "wire.txt"
    report.write_text(REPORTS["wire.txt"])
    mine = tmp_path / "out.jsonl.failures.jsonl"
    mine.write_text('{"document": "a.txt", "note": "ask again"}\n')
    with pytest.raises(zopa.DeskError, match="zopa did not write it"):
        zopa.read_many(report, tmp_path / "out.jsonl", jobs=1)
    assert "ask again" in mine.read_text()
    mine.write_text('{"document":"a.txt","code":"document-empty","message":"no words"}\n')
    zopa.read_many(report, tmp_path / "out.jsonl", jobs=1)
    assert not mine.exists()


@pytest.mark.parametrize(
    "words",
    [
        ("counter", "--for", "us"),
        ("counter", "--for", "us", "--json"),
        ("score", "feb7"),
        ("score", "feb7", "--csv"),
        ("score", "feb7", "--json"),
        ("brief", "--output", "PAGE"),
        ("check", "--json"),
    ],
)
def test_what_a_command_tells_is_known(tmp_path: Path, words: tuple[str, ...]) -> None:
    own = [str(tmp_path / "page.html") if word == "PAGE" else word for word in words]
    few = () if own[0] == "check" else ("--draws", "100")
    told = CliRunner().invoke(app, [own[0], str(EXAMPLE), *own[1:], *few])
    assert told.exit_code == 0, told.output
    assert own_work(told.stdout) is OwnWork.RESULTS


def test_tables_that_are_written_are_known(tmp_path: Path) -> None:
    export(EXAMPLE, tmp_path / "tables", to="csv")
    for table in (tmp_path / "tables").iterdir():
        assert own_work(table.read_text("utf-8")) is OwnWork.RESULTS
