"""The reports of a case, read again with its parties: what `statements.jsonl` is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from zopa.case.model import Case, Party
from zopa.foundation.diagnostics import Findings
from zopa.sources import read_document
from zopa.statements.speakers import PartyNames, PersonNames

if TYPE_CHECKING:
    from zopa.sources import Document


def party_names(case: Case) -> tuple[PartyNames, ...]:
    """The parties of a case by all that they and their people are called."""
    return tuple(names_of_party(party) for party in case.parties.values())


def names_of_party(party: Party) -> PartyNames:
    """A party by all that it and its people are called."""
    people = tuple(PersonNames(person.name, person.also) for person in party.people)
    return PartyNames(party.id, party.name, party.also, people)


def source_documents(case: Case, read: Callable[[str], bytes]) -> tuple[list[Document], Findings]:
    """The sources of a case as documents, each under its id there; the case's own word on title,
    publisher and date counts more than the document's. `read` gives the bytes of a source."""
    documents: list[Document] = []
    reports: list[Findings] = []
    for source in case.sources.values():
        opened = read_document(read(source.file), source.file, id=source.id)
        reports.append(opened.report)
        if opened.document is not None:
            documents.append(
                replace(
                    opened.document,
                    title=source.title or opened.document.title,
                    publisher=source.publisher or opened.document.publisher,
                    published=source.published or opened.document.published,
                )
            )
    return documents, merged(reports)


def merged(reports: Iterable[Findings]) -> Findings:
    """Several reports as one."""
    listed = list(reports)
    return Findings.of(
        (finding for report in listed for finding in report),
        {file: text for report in listed for file, text in report.texts.items()},
    )
