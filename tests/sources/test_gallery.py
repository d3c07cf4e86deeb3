"""The gallery of findings about documents: for each code the smallest file with that mistake.

Each folder is named after its code and holds `expected.txt`; the files are made here, since most
are not text. `ZOPA_REGENERATE=1 pytest tests/sources` writes every `expected.txt` and the section
on findings in `docs/reference/sources.md` anew; read what has changed before you keep it.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest

from zopa.foundation.diagnostics import Code, explained
from zopa.sources import CODES, LARGEST, open_document, pages

sys.path.insert(0, str(Path(__file__).parents[1]))
from odd_inputs import LANGUAGES, locked_pdf, pdf

GALLERY = Path(__file__).parent
PAGE = GALLERY.parents[1] / "docs" / "reference" / "sources.md"
START, END = "<!-- findings: begin -->\n", "<!-- findings: end -->\n"
REGENERATE = bool(os.environ.get("ZOPA_REGENERATE"))
SENTENCE = b"The minister refused the draft."
FILES: dict[str, tuple[str, bytes]] = {
    "document-too-large": ("large.txt", b"a" * (LARGEST + 1)),
    "document-empty": ("empty.txt", b" \n\xe2\x80\x8b"),
    "document-kind": ("report.docx", b"PK\x03\x04" + bytes(26) + b"word/document.xml"),
    "document-own-work": (
        "ledger.txt",
        b"# a copy\nzopa: 1\ntitle: The quay\nparties:\n  town: {name: The town}\nissues:\n",
    ),
    "document-binary": ("data.txt", bytes(range(32)) * 9),
    "document-too-deep": ("deep.html", b"<p>The draft\n" + b"<div>" * 1001),
    "document-exhausting": ("slow.pdf", pdf([["The draft."]])),
    "document-broken-pdf": ("cut.pdf", pdf([["The draft."]])[:200]),
    "document-locked": ("locked.pdf", locked_pdf()),
    "document-scanned": ("scan.pdf", pdf([[], []])),
    "document-cut": ("partly.pdf", pdf([["The minister refused."], []])),
    "document-encoding": ("old.txt", LANGUAGES["russian"].encode("cp1251")),
    "document-bytes": ("mixed.txt", "Œuvre\nœuvre d’été, ".encode() + b"cr\xe9\xe9e."),
    "document-no-article": ("front.html", b"<html><body><p>The draft.</p></body></html>"),
    "document-date": ("date.txt", b"Published: 03/04/2025\n\n" + SENTENCE),
    "document-ending": ("report.html", SENTENCE),
}
FOLDERS = sorted(p.parent.name for p in GALLERY.glob("*/expected.txt"))
if REGENERATE:
    FOLDERS = sorted(CODES)


def made(code: str) -> Path:
    """The file with the mistake, in the current folder."""
    if code == "document-missing":
        return Path("reprot.txt")
    if code == "document-not-a-file":
        os.mkfifo("pipe")
        return Path("pipe")
    if code == "document-denied":
        Path("circle.txt").symlink_to("circle.txt")
        return Path("circle.txt")
    name, data = FILES[code]
    Path(name).write_bytes(data)
    return Path(name)


@pytest.mark.parametrize("code", FOLDERS)
def test_a_mistake_is_told_as_expected(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # so that what is shown of the path is the same everywhere
    if code == "document-exhausting":
        monkeypatch.setattr(pages, "MOST_CONTENT", 10)
    opened = open_document(made(code))
    expected = GALLERY / code / "expected.txt"
    if REGENERATE:
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(opened.report.render(), encoding="utf-8")
    assert opened.report.render() == expected.read_text(encoding="utf-8")
    assert {finding.code.name for finding in opened.findings} == {code}
    assert (opened.document is None) == (CODES[code].severity == "error")
    assert all(finding.help for finding in opened.findings)


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
