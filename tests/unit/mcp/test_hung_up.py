"""The server ends when the assistant hangs up, whatever is being worked out."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

EXAMPLES = Path(__file__).parents[3] / "examples"
ENDLESS = """
import sys, threading
from zopa.cli import program
from zopa.mcp import tools
def brief(*_, **__):
    print("a brief is worked out", file=sys.stderr, flush=True)
    threading.Event().wait()
tools.brief = brief
sys.argv = ["zopa", "mcp", sys.argv[1]]
program.main()
"""
HELLO = {
    "protocolVersion": "2025-06-18",
    "capabilities": {},
    "clientInfo": {"name": "an assistant", "version": "1"},
}


def test_nobody_waits_for_a_brief_once_the_assistant_has_hung_up():
    asked = [sys.executable, "-c", ENDLESS, str(EXAMPLES)]
    pipe = subprocess.PIPE
    with subprocess.Popen(asked, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as served:

        def send(method, **more):
            served.stdin.write(json.dumps({"jsonrpc": "2.0", "method": method, **more}) + "\n")
            served.stdin.flush()

        try:
            send("initialize", id=1, params=HELLO)
            assert json.loads(served.stdout.readline())["id"] == 1
            send("notifications/initialized")
            call = {"name": "brief", "arguments": {"case": "examples/minerals"}}
            send("tools/call", id=2, params=call)
            assert any("a brief is worked out" in line for line in served.stderr)
            served.stdin.close()
            assert served.wait(timeout=60) == 0
        finally:
            served.kill()
