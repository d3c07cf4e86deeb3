"""A case that is served, and a program that asks for it as the person who serves it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from zopa.desk.editing import add_entry
from zopa.workbench.loopback import workbench

EXAMPLE = Path(__file__).parents[4] / "examples" / "minerals"
HOST = "127.0.0.1:8123"


@pytest.fixture
def case(tmp_path):
    """The example, with a fact that nobody has reviewed."""
    folder = tmp_path / "desk" / "minerals"
    shutil.copytree(EXAMPLE, folder)
    fact = {"party": "us", "reservation": "badly", "assumed": "a <b>guess</b>"}
    add_entry(folder, "facts", fact, proposed=True)
    return folder


@pytest.fixture
def program(case):
    """Asks with the token in a header, as a program does."""
    app = workbench([case.parent], "the-token", frozenset({HOST}))
    head = {"authorization": "Bearer the-token"}
    return TestClient(app, base_url=f"http://{HOST}", headers=head, follow_redirects=False)


@pytest.fixture
def ask(program):
    """Asks for something of the case, and gives status and answer."""

    def asked(method, path="", **body):
        answer = program.request(method, f"/api/cases/desk/minerals{path}", json=body or None)
        return answer.status_code, answer.json()

    return asked
