"""Proposals as case folders on disk."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from zopa.case.model import Case
from zopa.desk.opening import examine
from zopa.foundation.diagnostics import Findings
from zopa.preferences.clashes import clashing_facts
from zopa.proposing import Proposal, case_files, propose
from zopa.sources.document import Document

from .simple_reading import Read


def proposed(read: Read) -> Proposal:
    return propose(read.documents, read.statements, read.cast, checks=(clashing_facts,))


def written(
    proposal: Proposal, documents: Sequence[Document], folder: Path
) -> tuple[Case, Findings]:
    """The case as it is read back from the files, and all that is found in it."""
    for name, data in case_files(proposal, documents).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    case, report = examine(folder)
    assert case is not None, report.render()
    assert not report.errors, report.render()
    return case, report


def said(case: Case) -> set[str]:
    """Every fact in a few words: party, kind, and what."""
    return {f"{fact.party} {fact.kind} {_what(fact.content)}" for fact in case.facts}


def _what(content: object) -> str:
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
