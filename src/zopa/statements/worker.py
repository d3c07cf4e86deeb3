"""What a worker does when many reports are read: it takes the bytes of one and returns its rows."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from typing import Any

from zopa.foundation.version import __version__
from zopa.sources import read_document, source_id
from zopa.statements.grammar import passing
from zopa.statements.model import shipped
from zopa.statements.reading import read_documents
from zopa.statements.records import rows_of

THREADS = 1
"""How many threads the model of a worker uses. There is a worker for each core already."""


def read_report(raw: bytes, name: str) -> tuple[list[dict[str, Any]], list[dict[str, object]]]:
    """The rows and the findings of one report.

    The id of the document is made of the file's name and a hash of its content, so that two reports
    with the same name stay apart.

    >>> rows, findings = read_report(b"Kyiv refused the offer, the minister said.", "a/talks.txt")
    >>> rows[0]["record"], rows[0]["file"], findings
    ('document', 'a/talks.txt', [])
    """
    mark = hashlib.sha256(raw).hexdigest()[:8]
    opened = read_document(raw, name, id=f"{source_id(name)}_{mark}")
    findings = [finding.as_dict() for finding in opened.findings]
    if opened.document is None:
        return [], findings
    with passing():
        reading = read_documents([opened.document], model=shipped(THREADS))
        return rows_of(reading.documents, reading.statements), findings


@cache
def settings() -> str:
    """What the rows depend on besides the reports: the versions of zopa and of the model."""
    weights = files("zopa.statements") / "weights" / "reader.onnx"
    return f"zopa {__version__}, model {hashlib.sha256(weights.read_bytes()).hexdigest()[:12]}"
