"""Ctrl-C stops the workbench, whatever is being worked out."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from threading import Thread
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

EXAMPLE = Path(__file__).parents[3] / "examples" / "minerals"
ENDLESS = """
import sys, threading
from zopa.cli import program
from zopa.workbench import brief_pages
def brief(*_):
    print("a brief is worked out", flush=True)
    threading.Event().wait()
brief_pages.brief = brief
sys.argv = ["zopa", "serve", sys.argv[1]]
program.main()
"""


def visit(address):
    person = build_opener(HTTPCookieProcessor())
    try:
        person.open(address)
        person.open(address.partition("/?")[0] + "/cases/minerals/brief/page")
    except OSError:
        pass  # it is cut off


@pytest.mark.skipif(os.name != "posix", reason="signals of a Unix")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_one_signal_stops_it_while_a_brief_is_worked_out(number):
    asked = [sys.executable, "-c", ENDLESS, str(EXAMPLE)]
    with subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as served:
        try:
            lines = (line.decode() for line in served.stdout)
            address = next(line for line in lines if "http://" in line).split()[-1]
            Thread(target=visit, args=(address,), daemon=True).start()
            assert any("a brief is worked out" in line for line in lines)
            served.send_signal(number)
            assert b"stopped" in served.communicate(timeout=60)[1]
        finally:
            served.kill()
    assert served.returncode == 128 + number
