"""`zopa ask` over a pipe, and at a terminal that is left with Ctrl-C."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from zopa.cli import app

LEDGER = """\
zopa: 1
title: The lease
parties:
  us: {name: Our side}
  them: {name: Their side}
issues:
  rent: {title: Rent, unit: euros, levels: {from: 800, to: 1200, step: 200}}
  pets: {title: Pets, options: {"yes": allowed, "no": not allowed}}
facts:
  - {party: them, order: {rent: more}, assumed: what landlords want}
"""
LONGEST = 60
"""Seconds for which nothing may be shown, so that a fault does not hang."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "case.yaml").write_text(LEDGER, encoding="utf-8")
    return tmp_path


def test_lines_of_a_pipe_are_answers_and_its_end_keeps_them(folder: Path) -> None:
    result = CliRunner().invoke(
        app, ["ask", str(folder), "--for", "us", "--on", "2026-03-04"], input="less\n1\n"
    )
    assert result.exit_code == 0, result.output
    assert "> less" in result.stdout
    assert "> (no more answers)" in result.stdout
    assert "has 2 new facts, stated on 4 March 2026." in " ".join(result.stdout.split())
    text = (folder / "case.yaml").read_text(encoding="utf-8")
    assert text.startswith(LEDGER)
    assert text.count("stated: 2026-03-04") == 2


def test_who_speaks_for_nobody_is_told(folder: Path) -> None:
    result = CliRunner().invoke(app, ["ask", str(folder), "--for", "landlord"], input="")
    assert result.exit_code == 2
    assert result.stderr == "zopa: there is no party `landlord`: there are `us`, `them`\n"


def test_ctrl_c_keeps_what_was_answered(folder: Path) -> None:
    pty = pytest.importorskip("pty")
    screen, side = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "zopa", "ask", ".", "--for", "us"],
        cwd=folder, stdin=side, stdout=side, stderr=side, start_new_session=True,
        preexec_fn=lambda: os.close(os.open(os.ttyname(0), os.O_RDWR)),
    )  # fmt: skip
    os.close(side)
    told = ""

    def until(words: str) -> None:
        nonlocal told
        while words not in told:
            if not select.select([screen], [], [], LONGEST)[0]:
                process.kill()
                break
            try:
                told += os.read(screen, 4096).decode(errors="replace")
            except OSError:  # the program has ended
                break
        before, found, told = told.partition(words)
        assert found, before

    until("Do you want more of it, or less?")
    until("> ")
    os.write(screen, b"less\n")
    until("which would suit you best")
    until("> ")
    os.write(screen, b"\x03")
    until("zopa: stopped; what is finished is kept")
    assert process.wait() == 130
    text = (folder / "case.yaml").read_text(encoding="utf-8")
    assert text.startswith(LEDGER)
    assert "order: {rent: less}" in text
