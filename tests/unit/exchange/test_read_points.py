"""Tables of points, in text files and workbooks: what is read, and what is told of bad ones."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import zopa
from zopa.desk.importing import import_
from zopa.exchange.read_workbook import UNPACKED_BYTES
from zopa.exchange.scenario import Scenario
from zopa.exchange.scenario_files import read_scenario
from zopa.foundation.diagnostics import Findings

from .workbooks import packed, sheet_xml, workbook, workbook_parts

WIDE = """\
issue,level,seller,buyer
price,low,20,50
,high,60.5,-10
date,may,0,"15"
date,june,12,0
no_deal,,40,25
"""
ROWS = [
    ["issue", "level", "seller", "buyer"],
    ["price", "low", 20, 50],
    [None, "high", 60.5, -10],
    ["date", "may", 0, 15],
    ["date", "june", 12, 0],
    ["no_deal", None, 40, 25],
]
SELLER = (
    "issue,level,points\nprice,low,20\nprice,high,60.5\ndate,may,0\ndate,june,12\nno deal,,40\n"
)
BUYER = "issue,level,Points\nprice,low,50\nprice,high,-10\ndate,may,15\ndate,june,0\nBATNA,,25\n"


def read(folder: Path, files: dict[str, str | bytes]) -> tuple[Scenario | None, Findings]:
    paths = []
    for name, content in files.items():
        path = folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        paths.append(path)
    return read_scenario(paths)


def own_sheets(name: str) -> list[list[object]]:
    column = ROWS[0].index(name)
    return [["issue", "level", "points"], *([*row[:2], row[column]] for row in ROWS[1:])]


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"talks.csv": WIDE}, []),
        ({"talks.csv": "\ufeff" + WIDE.replace("\n", "\r\n")}, []),
        ({"seller.csv": SELLER, "buyer.csv": BUYER}, []),
        ({"talks.csv": WIDE.replace(",", ";").replace("60.5", "60,5")}, ["table-form"] * 2),
        ({"talks.tsv": WIDE.replace(",", "\t")}, ["table-form"]),
        ({"talks.csv": WIDE.replace("date,may", ",,,\ndate,may", 1)}, ["table-form"]),
        ({"talks.csv": WIDE + "\n,,,\n"}, []),
        ({"talks.xlsx": workbook({"Sheet1": ROWS})}, []),
        ({"two.xlsx": workbook({n: own_sheets(n) for n in ("seller", "buyer")} | {"x": []})}, []),
    ],
    ids=["wide", "bom", "files", "semicolons", "tabs", "empty row", "rows below", "xlsx", "sheets"],
)
def test_a_table_is_read(files: dict[str, str | bytes], told: list[str], tmp_path: Path) -> None:
    scenario, report = read(tmp_path, files)
    assert scenario is not None, report.render()
    assert [finding.code.name for finding in report] == told
    assert [issue.name for issue in scenario.issues] == ["price", "date"]
    assert [issue.levels for issue in scenario.issues] == [("low", "high"), ("may", "june")]
    profiles = {p.name: p for p in scenario.profiles}
    assert list(profiles) == ["seller", "buyer"]
    assert [v.tolist() for v in profiles["seller"].values] == [[20, 60.5], [0, 12]]
    assert [v.tolist() for v in profiles["buyer"].values] == [[50, -10], [15, 0]]
    assert [p.reservation for p in scenario.profiles] == [40, 25]


BAD = {
    "a level is missing": (WIDE.replace("date,june,12,0", "date,,12,0"), "missing-part", (5, 6)),
    "a number is missing": (WIDE.replace("low,20,50", "low,20,"), "missing-part", (2, 14)),
    "a short row": (WIDE.replace("low,20,50", "low,20"), "missing-part", (2, 11)),
    "text for a number": (WIDE.replace("60.5", "a lot"), "bad-value", (3, 7)),
    "not a number": (WIDE.replace("60.5", "nan"), "bad-value", (3, 7)),
    "too large": (WIDE.replace("60.5", "1e999"), "bad-value", (3, 7)),
    "a decimal comma": (WIDE.replace("60.5", '"60,5"'), "bad-value", (3, 7)),
    "a comma that splits": (WIDE.replace("60.5", "60,5"), "bad-value", (3, 12)),
    "a party twice": (WIDE.replace("level,seller,buyer", "level,seller,Seller"),
                      "repeated-part", (1, 20)),
    "a level twice": (WIDE.replace(",high", ",low"), "repeated-part", (3, 2)),
    "no deal twice": (WIDE + "no_deal,,1,2\n", "repeated-part", (7, 1)),
    "no issue": (WIDE.replace("price,low", ",low"), "missing-part", (2, 1)),
    "no head": (WIDE.partition("\n")[2], "not-a-table", (1, 1)),
    "no level column": (WIDE.replace("level", "option"), "not-a-table", (1, 1)),
    "no party": ("issue,level\nprice,low\n", "not-a-table", (1, 1)),
    "one party": (WIDE.replace(",buyer", "").replace(",50", "").replace(",-10", "")
                  .replace(',"15"', "").replace("12,0", "12").replace("40,25", "40"),
                  "which-files", (1, 1)),
    "only heads": ("issue,level,a,b\n", "not-a-table", (1, 1)),
    "nothing": ("", "not-a-table", (1, 1)),
    "blank": ("\n , \n", "not-a-table", (1, 1)),
    "an open quote": (WIDE.replace('"15"', '"15'), "broken-file", (4, 12)),
    "text behind a quote": (WIDE.replace('"15"', '"15"x'), "broken-file", (4, 16)),
    "thousands or decimals": (WIDE.replace(",", ";").replace("60.5", "1,250"),
                              "bad-value", (3, 7)),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_table_is_told_at_its_cell(name: str, tmp_path: Path) -> None:
    text, code, place = BAD[name]
    scenario, report = read(tmp_path, {"talks.csv": text})
    assert scenario is None
    (first, *_) = report.errors
    assert (first.code.name, (first.place.line, first.place.column)) == (code, place), (
        report.render()
    )


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    text = WIDE.replace("20,50", "x,y").replace("12,0", ",z")
    _, report = read(tmp_path, {"talks.csv": text})
    assert len(report.errors) == 4


def test_tables_of_unlike_levels_are_told(tmp_path: Path) -> None:
    other = BUYER.replace("date,june,0\n", "date,july,0\n")
    _, report = read(tmp_path, {"seller.csv": SELLER, "buyer.csv": other})
    messages = [finding.message for finding in report.errors]
    assert messages == [
        "`buyer` has no points for `june` of `date`",
        "`july` of `date` is not in `seller`",
    ]


def test_other_encodings_are_refused(tmp_path: Path) -> None:
    _, report = read(tmp_path, {"talks.csv": WIDE.replace("may", "märz").encode("cp1252")})
    assert [f.code.name for f in report] == ["unreadable-file"]
    assert (report.errors[0].place.line, report.errors[0].place.column) == (4, 7)
    _, report = read(tmp_path, {"talks.csv": WIDE.encode("utf-16")})
    assert [f.code.name for f in report] == ["unreadable-file"]


def test_evenly_spaced_numbers_become_an_issue_of_numbers(tmp_path: Path) -> None:
    table = (
        "issue,level,a,b\nrent,600,0,9\nrent,450,3,7\nrent,300,5,0\nform,pact,1,0\nform,no,0,1\n"
    )
    (tmp_path / "talks.csv").write_text(table, "utf-8")
    import_(tmp_path / "talks.csv", tmp_path / "case")
    case = zopa.load(tmp_path / "case")
    assert case.issues["rent"].level_ids == ("300", "450", "600")
    assert dict((case.parties["a"].points or {})["rent"]) == {"300": 5, "450": 3, "600": 0}
    assert case.parties["a"].no_deal is None  # which is not known, and so is drawn
    assert not zopa.draw(case, 100).given


def test_uneven_numbers_become_an_issue_of_numbers(tmp_path: Path) -> None:
    table = "issue,level,a,b\nprice,96.75,0,9\nprice,83,5,0\nprice,88.72,3,7\n"
    (tmp_path / "talks.csv").write_text(table, "utf-8")
    import_(tmp_path / "talks.csv", tmp_path / "case")
    case = zopa.load(tmp_path / "case")
    assert case.issues["price"].numeric
    assert case.issues["price"].level_ids == ("83", "88.72", "96.75")
    assert dict((case.parties["b"].points or {})["price"]) == {"83": 0, "88.72": 7, "96.75": 9}


# --- workbooks ------------------------------------------------------------------------------------


def bad_workbook(change: str) -> bytes:
    rows = [list(row) for row in ROWS]
    parts: dict[str, str | bytes] = dict(workbook_parts({"Sheet1": sheet_xml(rows)}))
    sheet = "xl/worksheets/sheet1.xml"
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    unnamed = '<row r="1048576"><c><v>1</v></c></row>'
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    match change:
        case "formula":
            rows[2][2] = "=B2*1.5"
            parts[sheet] = sheet_xml(rows)
        case "text":
            rows[2][2] = "a lot"
            parts[sheet] = sheet_xml(rows)
        case "far":
            parts[sheet] = sheet_xml(rows, far)
        case "far and unnamed":
            parts[sheet] = sheet_xml(rows, unnamed)
        case "entities":
            parts[sheet] = sheet_xml(rows).replace("<worksheet", bomb + "<worksheet", 1)
        case "bomb":
            parts[sheet] = sheet_xml(rows).encode() + b" " * (UNPACKED_BYTES + 1)
        case "parts":
            parts |= {f"xl/x{k}.xml": "<x/>" for k in range(600)}
        case "broken":
            parts[sheet] = sheet_xml(rows)[:-20]
        case "no workbook":
            del parts["xl/workbook.xml"]
        case "no sheet":
            del parts[sheet]
        case "binary part":
            parts["xl/vbaProject.bin"] = b"\0" * 100
            parts[sheet] = "<worksheet/>"
    return packed(parts)


@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        ("formula", "sheet-formula", (3, 3)),
        ("text", "bad-value", (3, 3)),
        ("far", "beyond-limits", (1048576, 16384)),
        ("far and unnamed", "beyond-limits", (1048576, 1)),
        ("entities", "xml-doctype", (1, 1)),
        ("bomb", "beyond-limits", (1, 1)),
        ("parts", "beyond-limits", (1, 1)),
        ("broken", "broken-file", (1, 1)),
        ("no workbook", "broken-file", (1, 1)),
        ("no sheet", "broken-file", (1, 1)),
        ("binary part", "no-scenario", (1, 1)),
    ],
)
def test_a_hostile_or_broken_workbook_is_refused(
    change: str, code: str, place: tuple[int, int], tmp_path: Path
) -> None:
    scenario, report = read(tmp_path, {"talks.xlsx": bad_workbook(change)})
    assert scenario is None
    assert report.errors[0].code.name == code, report.render()
    assert (report.errors[0].place.line, report.errors[0].place.column) == place


def test_a_cell_of_a_workbook_is_called_by_its_name(tmp_path: Path) -> None:
    _, report = read(tmp_path, {"talks.xlsx": bad_workbook("text")})
    assert "(cell C3)" in report.errors[0].message
    _, report = read(tmp_path, {"talks.xlsx": bad_workbook("formula")})
    assert "the cell C3 of `sheet1.xml` holds a formula" in report.errors[0].message


def test_a_packed_part_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    parts = workbook_parts({"Sheet1": sheet_xml(ROWS) + " " * 5_000_000})
    data = bytearray(packed(parts))
    at = data.rindex(b"xl/worksheets/sheet1.xml")  # in the directory at the end
    data[at - 46 + 24 : at - 46 + 28] = (1000).to_bytes(4, "little")
    _, report = read(tmp_path, {"talks.xlsx": bytes(data)})
    assert [f.code.name for f in report] == ["broken-file"]


def test_an_old_workbook_is_refused(tmp_path: Path) -> None:
    _, report = read(tmp_path, {"talks.xlsx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)})
    assert [f.code.name for f in report] == ["unreadable-file"]


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_bytes_make_a_traceback(data: st.DataObject, tmp_path: Path) -> None:
    text = st.text(st.sampled_from('issue,level;\n\t"x1.-=@\ufeff\0'), max_size=60)
    whole = workbook({"Sheet1": ROWS})
    cut = st.integers(0, len(whole)).map(lambda n: whole[:n] + whole[n + 1 :])
    content = data.draw(st.one_of(text.map(str.encode), st.binary(max_size=60), cut))
    prefix = data.draw(st.sampled_from([b"", WIDE.encode()]))
    name = data.draw(st.sampled_from(["a.csv", "a.xlsx"]))
    path = tmp_path / name
    path.write_bytes(content if content.startswith(b"PK") else prefix + content)
    scenario, report = read_scenario([path])
    assert (scenario is None) == bool(report.errors)


# --- the game of six parties --------------------------------------------------------------------


def test_the_game_enters_in_one_command(shared: Path, tmp_path: Path) -> None:
    made = import_(shared / "data" / "games" / "six_party" / "points.csv", tmp_path / "game")
    assert (made.parties, made.issues) == (6, 5)
    assert not any(len(findings) for findings in made.findings)
    case = zopa.load(tmp_path / "game")
    numbers = [x for p in case.parties.values() for of in (p.points or {}).values()
               for x in of.values()]  # fmt: skip
    assert len(numbers) + len(case.parties) == 120  # 19 levels and no deal, for each of six
    draws = zopa.draw(case, 2)
    assert draws.given
    assert zopa.zone(case, draws).portion.mean == pytest.approx(12 / 720)
    assert zopa.frontier(case, draws).points_in_all == 481
    points = np.array(
        [
            [
                sum((p.points or {})[i][k] for i, k in zip(case.issues, levels, strict=True))
                - (p.no_deal or 0)
                for p in case.parties.values()
            ]
            for levels in product(*(i.level_ids for i in case.issues.values()))
        ]
    )
    assert int((points >= 0).all(axis=1).sum()) == 12
    best = {s.solution: s.centre[0].points_gained for s in zopa.bargaining(case, draws).solutions}
    zone = points[(points >= 0).all(axis=1)]
    assert sum(best["utilitarian"].values()) == pytest.approx(zone.sum(axis=1).max())
    assert min(best["egalitarian"].values()) == pytest.approx(zone.min(axis=1).max())
    assert np.prod(list(best["nash"].values())) == pytest.approx(zone.prod(axis=1).max())
