"""`zopa new --ask` at a terminal: asked and answered, or left with Ctrl-C and Ctrl-D."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from zopa.cli import app

PROMPT = "> "  # before which an editor of lines may set the terminal up
LONGEST = 60
"""Seconds for which nothing may be shown, so that a fault does not hang."""
pty = pytest.importorskip("pty")

REPORT = (
    "BRASILIA, May 3, 2024 - Brazil rejected a tariff of 35 percent, its trade minister said.\n\n"
    "India offered a tariff of 20 percent in a draft.\n"
)
ASK = ("-m", "zopa", "new", "talks", "--from", "wire.txt", "--ask")


class Session:
    """The program at a terminal of its own."""

    def __init__(self, folder: Path, words: tuple[str, ...] = ASK) -> None:
        (folder / "wire.txt").write_text(REPORT, encoding="utf-8")
        self.screen, side = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, *words], cwd=folder, stdin=side, stdout=side, stderr=side,
            start_new_session=True,
            preexec_fn=lambda: os.close(os.open(os.ttyname(0), os.O_RDWR)),
        )  # fmt: skip
        os.close(side)
        self.told = ""

    def until(self, words: str) -> str:
        """All that is shown up to some words."""
        while words not in self.told:
            if not select.select([self.screen], [], [], LONGEST)[0]:
                self.process.kill()
                break
            try:
                more = os.read(self.screen, 4096)
            except OSError:  # the program has ended
                break
            self.told += more.decode(errors="replace")
        before, found, self.told = self.told.partition(words)
        assert found, before
        return before

    def write(self, keys: str) -> None:
        os.write(self.screen, keys.encode())

    def status(self) -> int:
        return self.process.wait()


def test_what_is_answered_is_made(tmp_path: Path) -> None:
    session = Session(tmp_path)
    assert "[x] Brazil" in session.until(PROMPT)
    session.write("Port Council (observer)\n")
    session.until(PROMPT)
    session.write("\n")
    assert "About what?" in session.until(PROMPT)
    session.write("\n")
    session.until("zopa check talks")
    assert session.status() == 0
    assert "name: Port Council" in (tmp_path / "talks" / "case.yaml").read_text("utf-8")


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_a_person_who_stops_leaves_nothing_behind(key: str, tmp_path: Path) -> None:
    session = Session(tmp_path)
    session.until(PROMPT)
    session.write(key)
    session.until("zopa: stopped")
    assert session.status() == 130
    assert not (tmp_path / "talks").exists()


UNSEEN = """
import signal, threading
from zopa.cli.streams import line_of

def elsewhere():
    signal.sigwait({signal.SIGUSR1})
    signal.pthread_kill(threading.get_ident(), signal.SIGINT)

signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})
threading.Thread(target=elsewhere, daemon=True).start()
line_of("> ")
"""
"""Ctrl-C that an editor of lines does not see, as when it comes just before it waits for a key."""


def test_ctrl_c_counts_though_the_editor_of_lines_does_not_see_it(tmp_path: Path) -> None:
    session = Session(tmp_path, ("-c", UNSEEN))
    session.until(PROMPT)
    session.process.send_signal(signal.SIGUSR1)
    session.until("zopa: stopped")
    assert session.status() == 130


WRONG = {
    ("--parties", "A; B"): "--parties needs reports, after --from",
    ("--issues", "pay"): "--issues needs reports, after --from",
    ("--ask",): "--ask needs reports, after --from",
    ("--from", "wire.txt", "--ask"): "--ask needs a terminal; say it with --parties and --issues",
    ("--from", "wire.txt", "--issues", "pay", "--write-prompt", "p.txt"): (
        "--issues does not go with --write-prompt"
    ),
    ("--from", "wire.txt", "--parties", "A; B", "--language-model"): (
        "a language model proposes parties and issues, or you name them first"
    ),
}


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_a_call_that_makes_no_sense_is_told(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("wire.txt").write_text(REPORT, encoding="utf-8")
    result = CliRunner().invoke(app, ["new", "talks", *words])
    assert (result.exit_code, result.stderr) == (2, f"zopa: {WRONG[words]}\n")
    assert [path.name for path in tmp_path.iterdir()] == ["wire.txt"]
