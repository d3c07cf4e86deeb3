"""Proposals as case folders on disk."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from zopa.case.model import Case
from zopa.case.statements_file import verified
from zopa.desk.opening import examine
from zopa.foundation.diagnostics import Findings
from zopa.proposing import ProposedCase, propose
from zopa.statements.reading import Reading
from zopa.statements.records import json_lines, rows_of

from .simple_reading import Read


def proposed(read: Read) -> ProposedCase:
    return propose(read.reading)


def written(proposed: ProposedCase, folder: Path) -> tuple[Case, Findings]:
    """The case as it is read back from the files, and all that is found in it."""
    for name, data in proposed.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    case, report = examine(folder)
    assert case is not None, report.render()
    assert not report.errors, report.render()
    return case, report


def with_read(case: Case, reading: Reading) -> Case:
    """The case beside what was read: the texts of its sources are those of the documents."""
    texts = {document.id: document.reading for document in reading.documents}
    sources = {
        name: replace(source, text=texts.get(name, source.text))
        for name, source in case.sources.items()
    }
    lines = json_lines(rows_of(reading.documents, reading.statements))
    back = verified(lines, sources, case.parties)
    return replace(case, sources=sources, reported=back.reported)


def said(case: Case) -> set[str]:
    """Every fact in a few words: party, kind, and what."""
    return {f"{fact.party} {fact.kind} {what_of(fact.content)}" for fact in case.facts}


def what_of(content: object) -> str:
    """The content of a fact in a few words."""
    for name in ("rankings", "tiers", "package", "levels"):
        if hasattr(content, name):
            value = getattr(content, name)
            break
    if name == "rankings":
        (one,) = value
        if hasattr(one, "toward"):
            return f"{one.issue} {one.toward}"
        return f"{one.issue} " + " > ".join("=".join(tier) for tier in one.tiers)
    if name == "tiers":
        return "=".join(value[0])
    if name == "package":
        return value.draft or ",".join(f"{k}={v}" for k, v in value.terms.items())
    return ",".join(f"{k}={v}" for k, vs in value.items() for v in vs)
