"""A worker ends when the process that started it is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from zopa.statements.archive import starter

WORKER = """
import os, sys, time
from zopa.statements.archive.starter import end_with
end_with(int(sys.argv[1]))
print("reading", flush=True)
time.sleep(600)
"""
STARTER = f"""
import os, subprocess, sys
subprocess.Popen([sys.executable, "-c", {WORKER!r}, str(os.getpid())]).wait()
"""


def test_it_ends_with_who_started_it() -> None:
    with subprocess.Popen([sys.executable, "-c", STARTER], stdout=subprocess.PIPE) as started:
        assert started.stdout is not None
        assert started.stdout.readline() == b"reading\n"
        os.kill(started.pid, signal.SIGKILL)
        # The worker holds the other end of the pipe, which is read until that end is closed.
        assert started.stdout.read() == b""


def test_nobody_else_is_watched(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[object] = []
    monkeypatch.setattr(starter.threading, "Thread", lambda **of: begun.append(of))
    starter.end_with.__wrapped__(os.getpid())
    starter.end_with.__wrapped__(0)
    assert begun == []
