"""The page on statements: every key of a row and every code of a finding."""

import re

import pytest

from zopa.sources import read_document
from zopa.statements import archive, language_model
from zopa.statements.archive.codes import CODES as ARCHIVE
from zopa.statements.language_model.codes import CODES as MODEL
from zopa.statements.reading import read_documents
from zopa.statements.records import rows_of

from .pages import DOCS

PAGE = (DOCS / "reference" / "statements.md").read_text(encoding="utf-8")


def test_every_code_is_explained() -> None:
    assert archive.read_archive
    assert language_model.ask_for_statements
    told = dict(re.findall(r"^### ([a-z-]+)\n\n\*\w+\*: (.+)$", PAGE, re.MULTILINE))
    assert told == {code.name: code.title for code in (*ARCHIVE.values(), *MODEL.values())}


@pytest.fixture(scope="module")
def rows() -> list[dict[str, object]]:
    raw = b"Ukraine would not sign, minister Ivan Melnyk said on Saturday."
    document = read_document(raw, "talks.txt").document
    assert document is not None
    reading = read_documents([document])
    return rows_of(reading.documents, reading.statements)


def test_every_key_of_a_row_is_told(rows: list[dict[str, object]]) -> None:
    words = set(re.findall(r"`(\w+)`", PAGE))
    assert {row["record"] for row in rows} == {"document", "statement"}
    for row in rows:
        assert set(row) <= words
