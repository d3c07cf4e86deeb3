"""The example served to its person, with answers worked out while one waits."""

from __future__ import annotations

import html
import re
from pathlib import Path

from starlette.testclient import TestClient

from zopa.workbench import answers_at_work
from zopa.workbench.loopback import workbench

EXAMPLE = Path(__file__).parents[3] / "examples" / "minerals"
HOST = "127.0.0.1:8123"
OWN = {"origin": f"http://{HOST}"}


class AtOnce:
    """A thread that does its work when it is started, so that no test waits."""

    def __init__(self, target, daemon):
        assert daemon
        self.start = target


def served(folder, monkeypatch, steps=(40, 80)):
    """The pages of a case, answered from few draws and at once."""
    monkeypatch.setattr(answers_at_work, "Thread", AtOnce)
    monkeypatch.setattr(answers_at_work, "STEPS", steps)
    monkeypatch.setattr(answers_at_work, "FEW", steps[0])
    app = workbench([folder], "the-token", frozenset({HOST}))
    person = TestClient(app, base_url=f"http://{HOST}", follow_redirects=False)
    assert person.get("/?token=the-token").status_code == 303
    return person


def bare(text):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())
