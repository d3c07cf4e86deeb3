"""The API is asked what nobody would ask, as its own OpenAPI file allows and forbids it.

By hand it can be asked for longer: `ZOPA_FUZZED=300 pytest -n0 tests/unit/workbench/api`.
"""

from __future__ import annotations

import os

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS

from zopa.desk.editing import ledger_as_it_stands
from zopa.workbench.loopback import workbench

EXAMPLES = int(os.environ.get("ZOPA_FUZZED", "2"))
HOST = "localhost"
HEADERS = {"authorization": "Bearer the-token", "host": HOST}
LONG = 600
"""Seconds, so that no machine that has other work fails; the client itself would wait for 10."""
CHECKED = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
)


def few(draws):
    """A number of draws that takes no time; what is no number of draws stays as it is."""
    return 100 if draws is None or (str(draws).isdecimal() and int(draws) >= 100) else draws


def meant(asked, case):
    """What is asked for, of a case that is there and of its ledger as it stands: nothing else
    gets any further than the first lines."""
    asked.path_parameters = dict(asked.path_parameters or {})
    if len(str(asked.path_parameters.get("case", ""))) % 4:
        asked.path_parameters["case"] = "desk/minerals"
    if isinstance(asked.body, dict):
        if len(str(asked.body.get("version", ""))) == 16:
            asked.body["version"] = ledger_as_it_stands(case)[0]
        if {"drafts", "terms", "draws"} & set(asked.body) or not asked.body:
            asked.body["draws"] = few(asked.body.get("draws"))
    if "draws" in asked.operation.query:
        asked.query["draws"] = few(asked.query.get("draws"))
    return asked


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_nothing_that_is_asked_gets_another_answer_than_documented(case, mode):
    app = workbench([case.parent], "the-token", frozenset({HOST}))
    whole = (case / "case.yaml").read_bytes()
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", app, headers=HEADERS, timeout=LONG)
    checks = CHECKS.get_by_names(CHECKED)
    asked = 0
    for found in schema.get_all_operations():
        operation = found.ok()
        if mode is GenerationMode.NEGATIVE and not (operation.body or operation.query):
            continue  # every text is a name

        @given(operation.as_strategy(generation_mode=mode))
        @settings(
            max_examples=EXAMPLES,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        def ask(one):
            nonlocal asked
            asked += 1
            (case / "case.yaml").write_bytes(whole)
            for kept in case.glob("case.yaml.yours*"):
                kept.unlink()
            meant(one, case).call_and_validate(headers=HEADERS, checks=checks, timeout=LONG)

        ask()
    assert asked >= EXAMPLES
    assert [path.name for path in case.parent.iterdir()] == ["minerals"]
