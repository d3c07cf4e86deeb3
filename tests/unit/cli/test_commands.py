"""The command line as a person meets it: what it prints, where, and with which exit status."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

RED = "\x1b["


def zopa(
    *words: object, cwd: Path | None = None, **more: object
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "zopa", *map(str, words)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        timeout=120,
        check=False,
        **more,  # type: ignore[call-overload]
    )


SMALL = """\
zopa: 1
title: Two towns and a well
parties:
  up: {name: Uptown}
  down: {name: Downtown}
issues:
  hours: {title: Hours of water, unit: hours, levels: {from: 0, to: 24, step: 8}}
  cost: {title: Who pays, options: {up: Uptown pays, down: Downtown pays, both: both pay}}
drafts:
  may: {title: The draft of May, by: up, terms: {hours: 8, cost: down}, assumed: as told}
facts:
  - {party: up, order: {hours: less}, assumed: it owns the well}
  - {party: down, order: {hours: more}, assumed: it is thirsty}
  - {party: up, order: {cost: [down, both, up]}, assumed: money}
  - {party: down, order: {cost: [up, both, down]}, assumed: money}
  - {party: up, tables: may, assumed: as told}
  - {party: down, rejects: may, assumed: as told}
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    folder = tmp_path / "well"
    folder.mkdir()
    (folder / "case.yaml").write_text(SMALL, encoding="utf-8")
    return folder


def test_help_names_every_command_and_gives_an_example() -> None:
    shown = zopa("--help")
    assert shown.returncode == 0
    for command in ("new", "check", "brief"):
        assert command in shown.stdout
        own = zopa(command, "--help").stdout
        assert f"zopa {command}" in own
        assert "Example" in own


def test_version() -> None:
    assert zopa("--version").stdout.startswith("zopa 0.")


def test_new_makes_a_case_that_checks(tmp_path: Path) -> None:
    made = zopa("new", "talks", "--title", 'A "quoted" title: with signs #1', cwd=tmp_path)
    assert made.returncode == 0
    assert "zopa check talks" in made.stdout
    checked = zopa("check", "talks", "--strict", cwd=tmp_path)
    assert checked.returncode == 0, checked.stdout
    again = zopa("new", "talks", cwd=tmp_path)
    assert again.returncode == 2
    assert "nothing was written" in again.stderr


def test_check_says_well_and_tells_what_it_found(small: Path) -> None:
    shown = zopa("check", small)
    assert (shown.returncode, shown.stdout) == (0, "")
    assert shown.stderr.endswith("no findings\n")
    text = SMALL.replace("cost: down}", "cost: dwn}")
    (small / "case.yaml").write_text(text, encoding="utf-8")
    shown = zopa("check", small)
    assert shown.returncode == 1
    assert "error[unknown-level]: " in shown.stdout
    assert RED not in shown.stdout
    found = json.loads(zopa("check", small, "--json").stdout)
    assert found["summary"]["error"] == 1
    assert found["findings"][0]["place"]["line"] == 10


def test_strict_lets_warnings_fail(small: Path) -> None:
    text = SMALL.replace("[down, both, up]", "[down, both]")
    (small / "case.yaml").write_text(text, encoding="utf-8")
    assert zopa("check", small).returncode == 0
    assert zopa("check", small, "--strict").returncode == 1


def test_explain() -> None:
    assert zopa("check", "--explain", "clash").stdout.startswith("clash (error): ")
    wrong = zopa("check", "--explain", "clsh")
    assert wrong.returncode == 2
    assert "did you mean `clash`?" in wrong.stderr


def test_brief_writes_a_page_and_a_summary(small: Path, tmp_path: Path) -> None:
    made = zopa("brief", small, "--draws", 200, cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    assert RED not in made.stdout
    assert max(map(len, made.stdout.splitlines())) <= 100
    page = (tmp_path / "brief.html").read_text(encoding="utf-8")
    assert "Two towns and a well" in page
    assert sorted(p.name for p in tmp_path.iterdir()) == ["brief.html", "well"]
    again = zopa("brief", small, "--draws", 200, cwd=tmp_path)
    assert again.stdout == made.stdout
    assert (tmp_path / "brief.html").read_text(encoding="utf-8") == page


def test_brief_as_json_writes_nothing_else(small: Path, tmp_path: Path) -> None:
    made = zopa("brief", small, "--draws", 200, "--json", cwd=tmp_path)
    assert made.returncode == 0
    assert set(json.loads(made.stdout)) >= {"zone", "drafts", "unknowns"}
    assert not (tmp_path / "brief.html").exists()


def test_brief_never_overwrites_what_is_no_brief(small: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.html"
    mine.write_text("my own page", encoding="utf-8")
    made = zopa("brief", small, "-o", mine, "--draws", 100)
    assert made.returncode == 2
    assert "is not a brief" in made.stderr
    assert mine.read_text(encoding="utf-8") == "my own page"


@pytest.mark.parametrize(
    ("place", "said"), [("well", "is a folder"), ("no/where.html", "there is no folder")]
)
def test_brief_says_where_it_cannot_write(
    small: Path, tmp_path: Path, place: str, said: str
) -> None:
    made = zopa("brief", small, "-o", tmp_path / place, "--draws", 100)
    assert made.returncode == 2
    assert said in made.stderr
    assert "Traceback" not in made.stderr


def test_brief_stops_at_errors_and_shows_them(small: Path, tmp_path: Path) -> None:
    text = SMALL.replace("cost: down}", "cost: dwn}")
    (small / "case.yaml").write_text(text, encoding="utf-8")
    made = zopa("brief", small, cwd=tmp_path)
    assert made.returncode == 1
    assert "error[unknown-level]" in made.stderr
    assert "mend the errors first" in made.stderr
    assert not (tmp_path / "brief.html").exists()


def test_wrong_calls_are_told_in_a_line() -> None:
    for words in (["brief", "--draws", "0"], ["chek"], ["check", "--nope"], ["brief", "a", "b"]):
        shown = zopa(*words)
        assert shown.returncode == 2
        assert "Traceback" not in shown.stderr


def test_a_closed_pipe_is_no_error(small: Path) -> None:
    command = f"{sys.executable} -m zopa brief {small} --json --draws 100 | head -c 10"
    shown = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False
    )
    assert "Traceback" not in shown.stderr
    assert shown.stderr == ""
    assert shown.returncode == 0


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("brief", "CASE", "--draws", 100, "-o", "page.html"), 0),
        (("check", "CASE"), 0),
        (("check", "CASE", "--json"), 0),
        (("check", "."), 1),
        (("export", "CASE", "--to", "genius", "-o", "files", "--centre"), 0),
        (("--help",), 0),
        (("check", "--help"), 0),
        (("chek",), 2),
    ],
)
def test_a_reader_that_left_changes_neither_work_nor_status(
    small: Path, tmp_path: Path, words: tuple[object, ...], status: int
) -> None:
    place = tmp_path / "place"
    place.mkdir()
    own = [str(small if word == "CASE" else word) for word in words]
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as nobody:
        shown = subprocess.run(
            [sys.executable, "-m", "zopa", *own], stdout=nobody, stderr=nobody, cwd=place,
            timeout=120, check=False,
        )  # fmt: skip
    assert shown.returncode == status
    made = {"brief": ["page.html"], "export": ["files"]}.get(own[0], [])
    assert [path.name for path in place.iterdir()] == made


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_told(small: Path) -> None:
    with Path("/dev/full").open("w") as full:
        shown = subprocess.run(
            [sys.executable, "-m", "zopa", "check", str(small), "--json"],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert shown.returncode == 2
    assert "no space left on device" in shown.stderr
    assert "Traceback" not in shown.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(
    ("words", "status"),
    [(["check", "CASE"], 0), (["check", "nowhere"], 1), (["brief", "CASE", "--draws", "no"], 2)],
)
def test_full_standard_error_leaves_the_status(small: Path, words: list[str], status: int) -> None:
    own = [str(small) if word == "CASE" else word for word in words]
    with Path("/dev/full").open("w") as full:
        shown = subprocess.run(
            [sys.executable, "-m", "zopa", *own], stdout=subprocess.DEVNULL, stderr=full,
            check=False,
        )  # fmt: skip
    assert shown.returncode == status


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
def test_a_path_does_not_steer_the_terminal(small: Path, tmp_path: Path) -> None:
    odd = tmp_path / "ta\u202elks\nno findings\x1b[2J"
    shutil.copytree(small, odd)
    for words in (
        ("check", odd),
        ("brief", odd, "--draws", "100", "--output", tmp_path / "x\x1b\u2066.html"),
        ("check", odd / "no\u202ene"),
        ("export", odd, "--to", "genius", "--output", odd),
    ):
        shown = zopa(*words, cwd=tmp_path)
        told = shown.stdout + shown.stderr
        assert told
        assert not set("\x1b\u202e\u2066") & set(told)
        assert "\nno findings" not in told


def closing(streams: str, *words: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    """A call in which the shell closes some of the three standard streams."""
    command = ["sh", "-c", f'exec "$@" {streams}', "sh", sys.executable, "-m", "zopa"]
    return subprocess.run(
        [*command, *map(str, words)], capture_output=True, text=True, encoding="utf-8", cwd=cwd,
        timeout=120, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        ("brief", "CASE", "--draws", 100, "--json"),
        ("brief", "CASE", "--draws", 100),
        ("check", "CASE", "--json"),
        ("check", ".", "--json"),
        ("check", "--explain", "clash"),
        ("new", "talks"),
        ("--help",),
        ("--version",),
        ("mcp", "."),
    ],
)
def test_what_cannot_be_told_for_a_closed_output_is_no_success(
    small: Path, tmp_path: Path, words: tuple[object, ...]
) -> None:
    place = tmp_path / "place"
    place.mkdir()
    own = [small if word == "CASE" else word for word in words]
    shown = closing(">&-", *own, cwd=place)
    assert shown.returncode == 2
    assert shown.stderr.splitlines()[-1] == "zopa: standard output is closed"
    assert "Traceback" not in shown.stderr
    if own[0] == "brief" and "--json" not in own:  # the page is written all the same, and whole
        assert (place / "brief.html").read_text("utf-8").endswith("</html>")


def test_an_assistant_that_cannot_be_heard_is_told_of(tmp_path: Path) -> None:
    shown = closing("<&-", "mcp", ".", cwd=tmp_path)
    assert (shown.returncode, shown.stderr) == (2, "zopa: standard input is closed\n")


def test_a_case_without_findings_has_nothing_to_tell(small: Path) -> None:
    shown = closing(">&-", "check", small, cwd=small)
    assert (shown.returncode, shown.stderr.strip()) == (0, f"{small}: no findings")


def test_messages_do_not_go_where_results_go(small: Path) -> None:
    text = SMALL.replace("cost: [down, both, up]", "cost: [down, both]")
    (small / "case.yaml").write_text(text, encoding="utf-8")
    shown = closing("2>&-", "brief", small, "--draws", 100, "--json", cwd=small)
    assert json.loads(shown.stdout)["title"] == "Two towns and a well"
    assert shown.returncode == 0
    assert closing("2>&-", "brief", "nowhere", cwd=small).stdout == ""


def test_nobody_is_asked_where_there_is_no_input(small: Path, tmp_path: Path) -> None:
    report = tmp_path / "wire.txt"
    report.write_text("The towns did not agree on the well.")
    shown = closing("<&-", "new", tmp_path / "talks", "--from", report, "--ask", cwd=small)
    assert shown.returncode == 2
    assert "--ask needs a terminal" in shown.stderr


DRAWING = """
import sys
from zopa.cli import main
from zopa.preferences import party

draw_party = party.draw_party

def told(*arguments):
    print("drawing", flush=True)
    return draw_party(*arguments)

party.draw_party = told
sys.argv[0] = "zopa"
main()
"""
"""The command line, which says when the long work has begun."""


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_it_stops_at_once_and_cleanly(
    small: Path, tmp_path: Path, number: signal.Signals, status: int
) -> None:
    target = tmp_path / "late.html"
    running = subprocess.Popen(
        [sys.executable, "-c", DRAWING, "brief", str(small), "--draws", "50000", "-o", str(target)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert running.stdout is not None
    assert running.stdout.readline() == "drawing\n"
    running.send_signal(number)
    _, told = running.communicate(timeout=120)
    assert running.returncode == status
    assert told.strip().endswith("zopa: stopped")
    assert "Traceback" not in told
    assert [p.name for p in tmp_path.iterdir()] == ["well"]


def test_a_terminal_without_unicode_still_gets_an_answer(small: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "NO_COLOR": "1"}
    (small / "case.yaml").write_text(SMALL.replace("Uptown}", "Üptown}"), encoding="utf-8")
    shown = zopa("brief", small, "--draws", 100, "-o", small / "b.html", env=environment)
    assert shown.returncode == 0, shown.stderr


def test_completion_is_offered() -> None:
    shown = zopa("--show-completion", "bash", env={**os.environ, "SHELL": "/bin/bash"})
    assert shown.returncode in (0, 2)
    assert "Traceback" not in shown.stderr


def test_names_that_mean_something_to_the_drawing_engine(small: Path, tmp_path: Path) -> None:
    text = SMALL.replace("The draft of May", "constructor").replace("Uptown}", "toString}")
    (small / "case.yaml").write_text(text, encoding="utf-8")
    made = zopa("brief", small, "--draws", 100, "-o", tmp_path / "b.html")
    assert made.returncode == 0, made.stderr


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="needs devices")
def test_devices_and_links_are_not_replaced(small: Path, tmp_path: Path) -> None:
    made = zopa("brief", small, "--draws", 100, "-o", "/dev/null")
    assert made.returncode == 2
    assert "is not a file that can be replaced" in made.stderr
    assert Path("/dev/null").is_char_device()
    link = tmp_path / "link.html"
    link.symlink_to(tmp_path / "real.html")
    assert zopa("brief", small, "--draws", 100, "-o", link).returncode == 0
    assert link.is_symlink()
    assert (tmp_path / "real.html").is_file()


def test_refusing_the_best_one_could_have_is_a_clash(small: Path) -> None:
    text = SMALL.replace("party: down, rejects: may", "party: up, rejects: {hours: 0, cost: down}")
    (small / "case.yaml").write_text(text, encoding="utf-8")
    assert "error[clash]" in zopa("check", small).stdout
