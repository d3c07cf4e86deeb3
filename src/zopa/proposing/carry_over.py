"""What was read, told by the short names and the texts of the new case.

The reports are read before there is a case. Once its sources and parties are known, nothing is read
again: each statement keeps its words, and gets the short name of its source, its place in the text
of that source, and the party of the case that it is of.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from zopa.case.model import Party
from zopa.case.reread import names_of_party
from zopa.foundation.text import Span
from zopa.proposing.proposal import Shelved
from zopa.sources import read_document
from zopa.sources.document import Document
from zopa.statements.claims import Corroboration, SharedClaim
from zopa.statements.reading import Reading
from zopa.statements.records import json_lines, rows_of
from zopa.statements.speakers.countries import countries_by_id
from zopa.statements.speakers.parties import PartyIndex
from zopa.statements.statement import Passage, Speaker, SpeakerKind, Statement, replaced

OWN_NAME = 0.855
"""How sure it is at least who speaks, where a report calls a body by the name of a party."""


def statements_file(
    reading: Reading,
    corroboration: Corroboration,
    shelved: Sequence[Shelved],
    files: Mapping[str, bytes],
    parties: Mapping[str, Party],
) -> str:
    """The file of statements of a new case, as text.

    `files` holds the sources of the case by their paths, and `parties` the parties of the case by
    what they are called in the statements. Documents for which the case has no room are left out.
    """
    shelf = {place.document: place for place in shelved}
    documents: list[Document] = []
    statements: list[list[Statement]] = []
    new_ids: dict[str, str] = {}
    in_case = _Parties(parties)
    for document, listed in zip(reading.documents, reading.statements, strict=True):
        source = shelf[document.id].source if document.id in shelf else None
        new = _new_document(document, shelf[document.id], files) if source else None
        if source is None or new is None:
            continue
        new_ids |= {
            statement.id: source.id + statement.id.removeprefix(document.id) for statement in listed
        }
        if new.reading != document.reading:
            place = _leading(document.reading)
            listed = tuple(replaced(statement, place, new.reading) for statement in listed)
        documents.append(new)
        statements.append(
            [_renamed(in_case.of_statement(statement), source.id, new_ids) for statement in listed]
        )
    lined_up = _with_new_ids(corroboration, new_ids, {d: shelf[d].source.id for d in shelf})
    return json_lines(rows_of(documents, statements, lined_up))


def _new_document(
    document: Document, shelved: Shelved, files: Mapping[str, bytes]
) -> Document | None:
    """The source of the case as a document; None where nothing in it can be read.

    Where its file is the document itself, nothing but names is new. Else the source is the text
    that was read of the document.
    """
    source, raw = shelved.source, files[shelved.source.file]
    if sha256(raw).hexdigest() == document.sha256:
        new = document
    else:
        opened = read_document(raw, source.file, id=source.id).document
        if opened is None:
            return None
        text = source.text or ""
        new = replace(opened, text=text, reading=text, places=None, widths={})
    return replace(
        new,
        id=source.id,
        file=source.file,
        title=source.title or new.title,
        publisher=source.publisher or new.publisher,
        published=source.published or new.published,
    )


def _leading(reading: str) -> Callable[[Passage], Span]:
    """Leads places of a reading to the source that is made of it, in which every line end is one
    character and no byte order mark stands."""
    longer_ends = [match.start() for match in re.finditer("\r\n", reading)]
    mark = reading.startswith("\ufeff")

    def place(passage: Passage) -> Span:
        return Span(*(max(0, at - bisect_left(longer_ends, at) - mark) for at in passage.span))

    return place


def _renamed(statement: Statement, document: str, new_ids: Mapping[str, str]) -> Statement:
    return replace(
        statement,
        id=new_ids[statement.id],
        document=document,
        within=new_ids.get(statement.within, ""),
    )


class _Parties:
    """The parties of the case in place of those that were read."""

    def __init__(self, parties: Mapping[str, Party]) -> None:
        self._ids = {side: party.id for side, party in parties.items()}
        self._index = PartyIndex([names_of_party(party) for party in parties.values()])

    def of_statement(self, statement: Statement) -> Statement:
        """The statement with the parties of the case."""
        return replace(
            statement,
            speaker=self._of_speaker(statement.speaker),
            hearer=self._of_side(statement.hearer),
        )

    def _of_side(self, side: str) -> str:
        """The party of the case, a country that is none of its parties, or nothing."""
        if side in self._ids:
            return self._ids[side]
        return side if side in countries_by_id() and side not in self._ids.values() else ""

    def _of_speaker(self, speaker: Speaker) -> Speaker:
        person = speaker.kind is SpeakerKind.PERSON
        named = self._named(speaker.name) if speaker.name else ""
        speaks_for = self._index.of_person((speaker.name, *speaker.also)) if person else ""
        party = self._ids.get(speaker.party) or speaks_for or named
        if not party:
            return replace(speaker, party=self._of_side(speaker.party))
        # A body that is called by the name of a party, and not by a pronoun, is that party.
        itself = named == party and not person and speaker.mention is None
        sure = max(speaker.confidence, OWN_NAME) if itself else speaker.confidence
        return replace(speaker, party=party, confidence=sure)

    def _named(self, name: str) -> str:
        """The one party that a name holds the name of, or one word of it (“the port”)."""
        whole = self._index.in_words(name)
        return whole or ("" if " " in name else self._index.by_noun(name))


def _with_new_ids(
    corroboration: Corroboration, statements: Mapping[str, str], documents: Mapping[str, str]
) -> Corroboration:
    """Claims, differences and shared words by new ids, as far as their statements are kept."""

    def claim(old: SharedClaim) -> SharedClaim:
        names = tuple(statements[name] for name in old.statements if name in statements)
        sources = tuple(documents[name] for name in old.documents if name in documents)
        return replace(
            old,
            id=f"claim-{names[0]}" if names else old.id,
            statements=names,
            documents=sources,
            independent=max(1, min(old.independent, len(sources))),
        )

    return Corroboration(
        tuple(map(claim, corroboration.claims)),
        tuple(
            replace(each, first=statements[each.first], second=statements[each.second])
            for each in corroboration.differences
            if each.first in statements and each.second in statements
        ),
        tuple(
            replace(each, first=documents[each.first], second=documents[each.second])
            for each in corroboration.copies
            if each.first in documents and each.second in documents
        ),
    )
