"""The gallery of errors: for each code a case with that one mistake, and what is said about it.

Each folder is named after its code and holds a case and `expected.txt`. A file `grow.txt` in it
names a file and the size to which it is filled up with spaces. A file `epochs.txt` holds a number
of epochs: draws are made that walk no longer than that, and what is said is about them.
`ZOPA_REGENERATE=1 pytest tests/checks` writes every `expected.txt` and the page
`docs/reference/errors.md` anew; read what has changed before you keep it.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from zopa.case.checks import errors_reference
from zopa.desk.explaining import case_codes
from zopa.desk.opening import check, load
from zopa.foundation.diagnostics import Code, Findings
from zopa.preferences.clashes import unsettled_draws
from zopa.preferences.draws import draw

CODES = case_codes()
GALLERY = Path(__file__).parent
PAGE = GALLERY.parents[1] / "docs" / "reference" / "errors.md"
REGENERATE = bool(os.environ.get("ZOPA_REGENERATE"))

FOLDERS = sorted(p.parent.name for p in GALLERY.glob("*/expected.txt"))
if REGENERATE:
    FOLDERS = sorted(p.name for p in GALLERY.iterdir() if p.name in CODES)


def copied(code: str, tmp_path: Path) -> Path:
    """A copy of a gallery case, without what is not part of it."""
    folder = tmp_path / code
    shutil.copytree(GALLERY / code, folder, ignore=shutil.ignore_patterns("expected.txt"))
    grow = folder / "grow.txt"
    if grow.exists():
        name, size = grow.read_text(encoding="utf-8").split()
        data = (folder / name).read_bytes()
        (folder / name).write_bytes(data.ljust(int(size)))
    return folder


def found(folder: Path) -> Findings:
    """What is said about a gallery case, or about draws that were cut short."""
    epochs = folder / "epochs.txt"
    if not epochs.exists():
        return check(folder)
    case = load(folder)
    draws = draw(case, 100, most_epochs=int(epochs.read_text(encoding="utf-8")))
    return Findings.of(unsettled_draws(draws), case.texts)


@pytest.mark.parametrize("code", FOLDERS)
def test_a_mistake_is_told_as_expected(code: str, tmp_path: Path) -> None:
    report = found(copied(code, tmp_path))
    expected = GALLERY / code / "expected.txt"
    if REGENERATE:
        expected.write_text(report.render(), encoding="utf-8")
    assert report.render() == expected.read_text(encoding="utf-8")
    assert {finding.code.name for finding in report} == {code}


def test_every_code_has_its_case() -> None:
    assert sorted(CODES) == FOLDERS


def test_every_code_has_its_section() -> None:
    page = errors_reference(tuple(CODES.values()))
    if REGENERATE:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(page, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page
    assert re.findall(r"^## (.+)$", page, re.MULTILINE) == sorted(CODES)


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.name)
def test_codes_are_well_named(code: Code) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code.name)
    assert code.title[0] == code.title[0].lower()
    assert not code.title.endswith(".")
    assert len(code.explanation) > 100
    assert code.explanation.count("```") % 2 == 0
