"""The gallery of findings: for each code a report, what the model answers, and what is said.

`ZOPA_REGENERATE=1 pytest` on this file writes every `expected.txt` anew; read what has changed
before you keep it.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from zopa.foundation.diagnostics import Code, Findings, explained
from zopa.sources.document import Document, Form
from zopa.statements.language_model import ask_for_statements
from zopa.statements.language_model.codes import CODES
from zopa.statements.language_model.endpoint import Endpoint

GALLERY = Path(__file__).parent / "gallery"
REGENERATE = bool(os.environ.get("ZOPA_REGENERATE"))
FOLDERS = sorted(path.name for path in GALLERY.iterdir())


@pytest.mark.parametrize("code", FOLDERS)
def test_a_mistake_is_told_as_expected(code: str, model: Any) -> None:
    text = (GALLERY / code / "report.txt").read_text(encoding="utf-8")
    model.answers = json.loads((GALLERY / code / "answers.json").read_text(encoding="utf-8"))
    document = Document("report", "report.txt", Form.TEXT, text, "utf-8", "", text)
    endpoint = Endpoint(model.url, "m", pause=0.001)
    _, findings = ask_for_statements(document, endpoint, ["buyer"])
    report = Findings.of(findings, {"report.txt": text})
    expected = GALLERY / code / "expected.txt"
    if REGENERATE:
        expected.write_text(report.render(), encoding="utf-8")
    assert report.render() == expected.read_text(encoding="utf-8")
    assert {finding.code.name for finding in report} == {code}


def test_every_code_has_its_case() -> None:
    assert sorted(CODES) == FOLDERS


def test_every_code_has_its_section() -> None:
    assert re.findall(r"^### (.+)$", explained(CODES), re.MULTILINE) == sorted(CODES)


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.name)
def test_codes_are_well_named(code: Code) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code.name)
    assert code.title[0] == code.title[0].lower()
    assert not code.title.endswith(".")
    assert len(code.explanation) > 100
    assert code.explanation.count("```") % 2 == 0
