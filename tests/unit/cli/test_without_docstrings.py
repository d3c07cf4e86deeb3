"""Python may be told to drop docstrings and assertions: nothing that zopa does hangs on them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

LEDGER = """\
zopa: 1
title: Two farms and a lane
parties:
  upper: {name: The upper farm}
  lower: {name: The lower farm}
issues:
  gate: {title: Where the gate stands, options: {top: at the top, foot: at the foot}}
facts:
  - {party: upper, order: {gate: [foot, top]}, assumed: it wants the lane}
  - {party: lower, order: {gate: [top, foot]}, assumed: so does it}
"""


@pytest.mark.parametrize(
    "words",
    [
        ("--help",),
        ("check", "farms"),
        ("export", "farms", "--to", "negmas", "--output", "made", "--centre"),
        ("new", "talks"),
        ("brief", "farms", "--draws", "100"),
    ],
    ids=lambda words: words[0],
)
def test_a_command_does_its_work_without_docstrings(tmp_path: Path, words: tuple[str, ...]) -> None:
    (tmp_path / "farms").mkdir()
    (tmp_path / "farms" / "case.yaml").write_text(LEDGER, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "zopa", *words], capture_output=True, text=True, cwd=tmp_path,
        env={**os.environ, "PYTHONOPTIMIZE": "2"}, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
