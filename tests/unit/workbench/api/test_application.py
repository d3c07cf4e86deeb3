"""The API documents itself, and answers nobody but the person who serves it."""

from __future__ import annotations

import subprocess
import sys

import pytest


def test_the_openapi_file_knows_every_record_that_it_names(program):
    told = program.get("/api/openapi.json")
    schemas = told.json()["components"]["schemas"]
    named = {part.split('"')[0] for part in told.text.split('"#/components/schemas/')[1:]}
    assert {"WholeBrief", "ScoreResult", "QuestionsResult"} <= named <= set(schemas)
    assert len(told.json()["paths"]) > 12
    assert told.json()["servers"] == [{"url": "/api"}]


def test_a_program_needs_the_token_and_the_host(program, case):
    before = (case / "case.yaml").read_bytes()
    path = "/api/cases/desk/minerals/ledger"
    for headers in ({"authorization": "Bearer wrong"}, {"authorization": ""}, {"host": "evil"}):
        assert program.get(path, headers=headers).status_code == 403
        assert program.put(path, headers=headers, json={}).status_code == 403
    assert (case / "case.yaml").read_bytes() == before


def test_with_the_cookie_only_pages_of_the_workbench_change_anything(program):
    program.headers.pop("authorization")
    assert program.get("/?token=the-token").status_code == 303
    path, own = "/api/cases/desk/minerals/ledger", {"origin": "http://127.0.0.1:8123"}
    assert program.get(path).status_code == 200
    assert program.put(path, json={}).status_code == 403
    assert program.put(path, json={}, headers={"origin": "http://evil"}).status_code == 403
    assert program.put(path, json={}, headers=own).status_code == 422


def test_the_pages_start_without_it():
    code = "import sys, zopa.workbench.loopback; print('fastapi' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize("path", ["/api/docs", "/api/redoc"])
def test_no_page_is_served_that_loads_from_elsewhere(program, path):
    assert program.get(path).status_code == 404
