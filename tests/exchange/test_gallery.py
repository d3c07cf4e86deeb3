"""The gallery of errors: for each code the smallest files with that mistake, and what is said.

Each folder is named after its code and holds a scenario and `expected.txt`. A file `files.txt`
names the files that are given instead of the folder. `ZOPA_REGENERATE=1 pytest tests/exchange`
writes every `expected.txt` and the section on errors in `docs/reference/formats.md` anew; read
what has changed before you keep it.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from zopa.exchange.codes import CODES
from zopa.exchange.scenario_files import read_scenario
from zopa.foundation.diagnostics import Code, explained

GALLERY = Path(__file__).parent
PAGE = GALLERY.parents[1] / "docs" / "reference" / "formats.md"
START, END = "<!-- errors of reading: begin -->\n", "<!-- errors of reading: end -->\n"
REGENERATE = bool(os.environ.get("ZOPA_REGENERATE"))

FOLDERS = sorted(p.parent.name for p in GALLERY.glob("*/expected.txt"))
if REGENERATE:
    FOLDERS = sorted(p.name for p in GALLERY.iterdir() if p.name in CODES)


@pytest.mark.parametrize("code", FOLDERS)
def test_a_mistake_is_told_as_expected(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(GALLERY / code, tmp_path / code)
    monkeypatch.chdir(tmp_path)  # so that what is shown of the path is the same everywhere
    (tmp_path / code / "expected.txt").unlink(missing_ok=True)
    named = tmp_path / code / "files.txt"
    files = [Path(code)]
    if named.exists():
        files = [Path(code) / name for name in named.read_text(encoding="utf-8").split()]
    scenario, report = read_scenario(files)
    expected = GALLERY / code / "expected.txt"
    if REGENERATE:
        expected.write_text(report.render(), encoding="utf-8")
    assert report.render() == expected.read_text(encoding="utf-8")
    assert {finding.code.name for finding in report} == {code}
    assert (scenario is None) == (CODES[code].severity == "error")


def test_every_code_has_its_case() -> None:
    assert sorted(CODES) == FOLDERS


def test_every_code_has_its_section() -> None:
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(START)
    section, after = rest.split(END)
    if REGENERATE:
        section = explained(CODES)
        PAGE.write_text(before + START + section + END + after, encoding="utf-8")
    assert section == explained(CODES)
    assert re.findall(r"^### (.+)$", section, re.MULTILINE) == sorted(CODES)


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.name)
def test_codes_are_well_named(code: Code) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code.name)
    assert code.title[0] == code.title[0].lower() or code.title[:3].isupper()
    assert not code.title.endswith(".")
    assert len(code.explanation) > 100
    assert code.explanation.count("```") % 2 == 0
