"""Which files make up a scenario, and files that are hostile."""

from __future__ import annotations

import os
import tracemalloc
from pathlib import Path

import pytest
from counted_work import calls_of

from zopa.exchange import gathering, notes
from zopa.exchange.scenario_files import read_scenario
from zopa.foundation.diagnostics import Findings

DOMAIN = (
    '<negotiation_template>{}<utility_space><objective index="0" name="root">'
    '<issue index="1" name="price"><item value="low"/><item value="high"/></issue>'
    "</objective></utility_space></negotiation_template>"
)
PROFILE = (
    '<utility_space><objective index="0" name="root"><issue index="1" name="price">'
    '<item value="low" evaluation="1"/><item value="high" evaluation="2"/></issue>'
    '<weight index="1" value="1"/></objective></utility_space>'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "scenario"
    inside.mkdir()
    (inside / "domain.xml").write_text(DOMAIN.format(""), encoding="utf-8")
    for name in ("ours", "theirs"):
        (inside / f"{name}.xml").write_text(PROFILE, encoding="utf-8")
    return inside


def names(files: list[Path]) -> list[str]:
    scenario, report = read_scenario(files)
    assert scenario is not None, report.render()
    return [profile.name for profile in scenario.profiles]


def codes(*files: Path) -> list[str]:
    scenario, report = read_scenario(files)
    assert (scenario is None) == bool(report.errors)
    return [f"{Path(f.place.file).name} {f.code.name}" for f in report]


# --- which files --------------------------------------------------------------------------------


def test_a_folder_with_two_profiles(folder: Path) -> None:
    assert names([folder]) == ["ours", "theirs"]
    assert codes(folder) == []


def test_files_in_any_order_and_with_any_ending(folder: Path) -> None:
    renamed = (folder / "domain.xml").rename(folder / "domain.txt")
    assert names([folder / "theirs.xml", renamed, folder / "ours.xml"]) == ["theirs", "ours"]


def test_profiles_alone_hold_the_issues(folder: Path) -> None:
    assert names([folder / "ours.xml", folder / "theirs.xml"]) == ["ours", "theirs"]


def test_named_profiles_go_before_those_of_the_folder(folder: Path) -> None:
    for name in ("a", "b"):
        (folder / f"{name}.xml").write_text(PROFILE, encoding="utf-8")
    assert codes(folder) == ["domain.xml which-files"]
    assert names([folder, folder / "b.xml", folder / "ours.xml"]) == ["b", "ours"]
    everyone = [folder / f"{name}.xml" for name in ("a", "b", "ours")]
    assert names([*everyone, folder / "domain.xml"]) == ["a", "b", "ours"]


def test_the_pairing_of_the_domain(folder: Path) -> None:
    (folder / "broker.xml").write_text(PROFILE, encoding="utf-8")
    agents = "".join(f'<agent utility_space="etc/{n}.xml"/>' for n in ("theirs", "broker"))
    (folder / "domain.xml").write_text(DOMAIN.format(agents), encoding="utf-8")
    assert names([folder]) == ["theirs", "broker"]
    assert codes(folder) == ["ours.xml set-aside"]


def test_a_pairing_of_files_that_are_not_here_says_nothing(folder: Path) -> None:
    agents = '<agent utility_space="x.xml"/><agent utility_space=""/>'
    (folder / "domain.xml").write_text(DOMAIN.format(agents), encoding="utf-8")
    assert names([folder]) == ["ours", "theirs"]


def test_the_same_file_twice_is_one_file(folder: Path) -> None:
    ours = folder / "ours.xml"
    assert codes(folder / "domain.xml", ours, folder / "." / "ours.xml") == [
        "domain.xml which-files"
    ]


def test_a_list_of_numbers_is_set_aside_or_refused(folder: Path) -> None:
    (folder / "pareto.xml").write_text("0.5, 1.0\n1.0, 0.5\n", encoding="utf-8")
    assert codes(folder) == ["pareto.xml set-aside"]
    assert codes(folder / "pareto.xml") == ["pareto.xml no-scenario"]


def test_other_files_of_a_folder(folder: Path) -> None:
    (folder / "readme.md").write_text("# nothing", encoding="utf-8")
    (folder / ".hidden.xml").write_text("<broken", encoding="utf-8")
    (folder / "_stats.yaml").write_text("a: 1\nb: [1, 2]\n", encoding="utf-8")
    (folder / "other.xml").write_text("<html/>", encoding="utf-8")
    (folder / "empty.xml").write_text(" \n", encoding="utf-8")
    found = ["_stats.yaml set-aside", "empty.xml set-aside", "other.xml set-aside"]
    assert codes(folder) == found


def test_several_domains_and_several_formats(folder: Path) -> None:
    (folder / "domain2.xml").write_text(DOMAIN.format(""), encoding="utf-8")
    assert codes(folder) == ["domain2.xml which-files"]
    (folder / "domain2.xml").unlink()
    (folder / "web.json").write_text('{"issuesValues": {}}', encoding="utf-8")
    assert codes(folder) == ["web.json which-files"]


def test_nothing_to_read(tmp_path: Path, folder: Path) -> None:
    assert codes() == [" no-scenario"]
    assert codes(tmp_path) == [f"{tmp_path.name} no-scenario"]
    assert "scenario" in read_scenario([tmp_path])[1].findings[0].help[0]
    assert codes(tmp_path / "none") == ["none no-scenario"]
    assert codes(folder / "domain.xml") == ["domain.xml which-files"]
    assert len(codes(Path("a\0b"))) == 1


def test_files_of_one_name_are_told_apart(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "ours.xml").write_text(PROFILE.replace('"2"', '"two"'), encoding="utf-8")
    report = read_scenario([folder / "domain.xml", folder / "ours.xml", other / "ours.xml"])[1]
    assert [f.place.file for f in report] == [str(other / "ours.xml")]


# --- hostile files ------------------------------------------------------------------------------


def test_a_pipe_a_device_and_links(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "secret.xml"
    outside.write_text(PROFILE, encoding="utf-8")
    os.mkfifo(folder / "pipe.xml")
    (folder / "away.xml").symlink_to(outside)
    (folder / "inner.xml").mkdir()
    (folder / "nowhere.xml").symlink_to(folder / "no such file")
    (folder / "round.xml").symlink_to(folder / "round.xml")
    found = codes(folder)
    assert {"pipe.xml set-aside", "away.xml set-aside", "inner.xml set-aside"} <= set(found)
    assert {line.split()[0] for line in found} <= {
        "pipe.xml", "away.xml", "inner.xml", "nowhere.xml", "round.xml"
    }  # fmt: skip
    assert codes(Path("/dev/zero")) == ["zero unreadable-file"]
    assert codes(folder / "pipe.xml") == ["pipe.xml unreadable-file"]


MOST_CALLS = 3_000_000
"""Twice what the costliest of these files takes: some two seconds."""


def quickly(*files: Path) -> Findings:
    """The report on files that cannot be read, which it takes a bounded amount of work to make."""
    results: list[tuple[object, Findings]] = []
    calls = calls_of(lambda: results.append(read_scenario(files)))
    [(scenario, report)] = results
    assert scenario is None
    assert calls < MOST_CALLS
    return report


BOMB = (
    "<!DOCTYPE utility_space [<!ENTITY a0 'ha'>"
    + "".join(f"<!ENTITY a{i} '{f'&a{i - 1};' * 10}'>" for i in range(1, 12))
    + "]><utility_space>&a11;</utility_space>"
)
ISSUE = '<issue index="1" name="price">'
RANGE = '<issue index="1" name="price" type="{}" lowerbound="{}" upperbound="{}">'


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (BOMB, "xml-doctype"),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd"><utility_space/>', "xml-doctype"),
        ('<!DOCTYPE a [<!ENTITY % p SYSTEM "http://localhost/x"> %p;]><a/>', "xml-doctype"),
        (PROFILE.replace("low", "&external;"), "broken-file"),
        (PROFILE[:150], "broken-file"),
        (PROFILE.replace("low", "l\0w"), "broken-file"),
        ("<a>" * 100_000, "beyond-limits"),
        ("<utility_space>" + "<a/>" * 100_000, "beyond-limits"),
        ("<utility_space " + " ".join(f'a{i}="1"' for i in range(100_000)) + "/>", None),
        (PROFILE.replace(ISSUE, RANGE.format("integer", 0, 10**9)), "beyond-limits"),
        (PROFILE.replace(ISSUE, RANGE.format("integer", -(10**12), 10**12)), "beyond-limits"),
        (PROFILE.replace(ISSUE, RANGE.format("integer", 0, 10**400)), "bad-value"),
        (PROFILE.replace(ISSUE, RANGE.format("integer", 0, "9" * 100_000)), "bad-value"),
        (PROFILE.replace(ISSUE, RANGE.format("integer", 0, "nan")), "bad-value"),
        (PROFILE.replace(ISSUE, RANGE.format("real", 0, '1" step="1e-300')), "beyond-limits"),
        ("{" * 100_000, "broken-file"),
        ('{"a":' * 100_000, "beyond-limits"),
        ("[" + "1," * 100_000, "beyond-limits"),
        ('{"LinearAdditiveUtilitySpace": ' + "1" * 100_000 + "}", "bad-value"),
        ("issues: [" + "[" * 50, "beyond-limits"),
        ("a: &a [x]\nb: &b [*a, *a]\nissues: [*b, *b]\n", "broken-file"),
        ("issues:\n" + "- a\n" * 60_000, "beyond-limits"),
        ("weights: !!python/object/apply:os.system [ls]\ntype: X\n", None),
    ],
    ids=range(23),
)
def test_hostile_texts(folder: Path, text: str, code: str | None) -> None:
    bad = folder / "bad"
    bad.write_text(text, encoding="utf-8")
    report = quickly(bad)
    assert len(report) >= 1
    assert code is None or code in {finding.code.name for finding in report}
    assert len(report.render()) < 100_000


def test_memory_is_bounded(folder: Path) -> None:
    bad = folder / "bad"
    for text in (BOMB, "<utility_space>" + "<a/>" * 100_000, "<a>" + "x" * 7_000_000):
        bad.write_text(text, encoding="utf-8")
        tracemalloc.start()
        quickly(bad)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 200e6


def test_a_huge_file_and_wrong_encodings(folder: Path) -> None:
    with (folder / "huge.xml").open("wb") as file:
        file.truncate(50_000_000)
    (folder / "latin.xml").write_bytes(PROFILE.replace("low", "né").encode("latin-1"))
    (folder / "wide.xml").write_bytes(PROFILE.encode("utf-16"))
    found = [f"{f.place.file} {f.code.name}" for f in quickly(folder)]
    assert [line for line in found if "unreadable" in line] == [
        f"{name}.xml unreadable-file" for name in ("huge", "latin", "wide")
    ]


def test_many_boxes_on_many_levels_are_bounded(folder: Path) -> None:
    issue = '<issue index="1" name="n" type="integer" lowerbound="0" upperbound="9999"/>'
    box = '<hyperRectangle utility="1"><INCLUDES index="1" min="0" max="9999"/></hyperRectangle>'
    text = (
        f'<utility_space><objective index="0" name="r">{issue}<utility maxutility="9">'
        f"<ufun>{box * 20_000}</ufun></utility></objective></utility_space>"
    )
    (folder / "a.xml").write_text(text, encoding="utf-8")
    (folder / "b.xml").write_text(text, encoding="utf-8")
    report = quickly(folder / "a.xml", folder / "b.xml")
    assert [f.code.name for f in report] == ["beyond-limits"] * 2


def test_many_findings_are_counted_and_not_all_kept(folder: Path) -> None:
    items = "".join(f'<item value="v{i}" evaluation="x"/>' for i in range(600))
    (folder / "ours.xml").write_text(
        PROFILE.replace("</issue>", f"{items}</issue>"), encoding="utf-8"
    )
    report = quickly(folder)
    assert len(report) == notes.MOST_FINDINGS
    assert "600 findings" in report.render()


def test_many_files_and_much_text(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "ALL_CHARACTERS", 2 * len(PROFILE))
    assert "beyond-limits" in {f.code.name for f in quickly(folder)}
    monkeypatch.undo()
    many = tmp_path / "many"
    many.mkdir()
    for i in range(gathering.MOST_FILES + 5):
        (many / f"{i}.xml").write_text(PROFILE, encoding="utf-8")
    assert "beyond-limits" in {f.code.name for f in quickly(many)}
