"""The gallery of what can be wrong with parties and issues that a person names.

For each code a text of parties or of issues, and what is said about it.
`ZOPA_REGENERATE=1 pytest tests/unit/proposing/given` writes every `expected.txt` and the section on
findings in `docs/reference/named-first.md` anew; read what has changed before you keep it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from zopa.foundation.diagnostics import Code, explained
from zopa.proposing.given import CODES, given_first

GALLERY = Path(__file__).parent / "gallery"
PAGE = Path(__file__).parents[4] / "docs" / "reference" / "named-first.md"
START, END = "<!-- findings: begin -->\n", "<!-- findings: end -->\n"
REGENERATE = bool(os.environ.get("ZOPA_REGENERATE"))
FOLDERS = sorted(path.name for path in GALLERY.iterdir())


def written(code: str, name: str) -> str:
    file = GALLERY / code / f"{name}.txt"
    return file.read_text(encoding="utf-8") if file.exists() else ""


@pytest.mark.parametrize("code", FOLDERS)
def test_a_mistake_is_told_as_expected(code: str) -> None:
    _, findings = given_first(written(code, "parties"), written(code, "issues"))
    expected = GALLERY / code / "expected.txt"
    if REGENERATE:
        expected.write_text(findings.render(), encoding="utf-8")
    assert findings.render() == expected.read_text(encoding="utf-8")
    assert {finding.code.name for finding in findings} == {code}
    assert all(finding.label and finding.help for finding in findings)


def test_every_code_has_its_case() -> None:
    assert sorted(CODES) == FOLDERS


def test_every_code_has_its_section() -> None:
    before, rest = PAGE.read_text(encoding="utf-8").split(START)
    section, after = rest.split(END)
    if REGENERATE:
        section = explained(CODES)
        PAGE.write_text(before + START + section + END + after, encoding="utf-8")
    assert section == explained(CODES)


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.name)
def test_the_right_example_of_a_code_is_right(code: Code) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code.name)
    assert len(code.explanation) > 100
    examples = re.findall(r"(Wrong|Right):\n\n```text\n(.+?)\n```", code.explanation)
    for kind, text in examples:
        field = "issues" if ":" in text else "parties"
        _, findings = given_first(**{field: text})
        found = {finding.code.name for finding in findings}
        assert found == ({code.name} if kind == "Wrong" else set()), text
    assert examples or code.name == "given-limits"
