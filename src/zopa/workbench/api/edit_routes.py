"""Entries added, changed, accepted and retired, each under the version of the ledger."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path
from pydantic import BaseModel, Field

from zopa.desk.editing import (
    accept_entry,
    add_entry,
    change_entry,
    retire_entry,
    rewrite_entry,
    set_key,
)
from zopa.workbench.api.edit_answers import EditMade, Version, edit_made
from zopa.workbench.api.named_cases import REFUSALS, STALE, CaseFolder

Section = Annotated[
    Literal["parties", "issues", "rules", "drafts", "facts"],
    Path(description="The section of the ledger in which the entry stands."),
]
Which = Annotated[str, Path(description="The short name of an entry, or its number from 1.")]
Entry = Annotated[
    dict[str, Any],
    Field(description="What stands under its name in a ledger, as the case format says."),
]


class EditOfVersion(BaseModel):
    """An edit that names the version of the ledger for which it was made."""

    version: Version


class EntryToAdd(EditOfVersion):
    """A new entry."""

    entry: Entry
    name: str = Field("", description="The short name of a party, an issue or a draft.")


class EntryToChange(EditOfVersion):
    """What takes the place of an entry."""

    entry: Entry


class EntryToRewrite(EditOfVersion):
    """Lines that take the place of an entry, as a person has written them."""

    text: str


class EntryToRetire(EditOfVersion):
    """Why an entry becomes a comment."""

    why: str = Field(description="The reason, which stands in the ledger.", min_length=1)


class KeyToSet(EditOfVersion):
    """Another value for a key of the ledger itself."""

    value: str | list[Any] | dict[str, Any]


routes = APIRouter(tags=["edits"], responses=REFUSALS | STALE)


@routes.post("/cases/{case:path}/entries/{section}", status_code=201)
def add(folder: CaseFolder, section: Section, asked: EntryToAdd) -> EditMade:
    """Add an entry behind the last one of its section."""
    made = add_entry(folder, section, asked.entry, name=asked.name, version=asked.version)
    return edit_made(made)


@routes.put("/cases/{case:path}/entries/{section}/{which}")
def change(folder: CaseFolder, section: Section, which: Which, asked: EntryToChange) -> EditMade:
    """Put another entry in the place of one."""
    return edit_made(change_entry(folder, section, which, asked.entry, version=asked.version))


@routes.put("/cases/{case:path}/entries/{section}/{which}/text")
def rewrite(folder: CaseFolder, section: Section, which: Which, asked: EntryToRewrite) -> EditMade:
    """Put lines as a person has written them in the place of an entry."""
    return edit_made(rewrite_entry(folder, section, which, asked.text, version=asked.version))


@routes.post("/cases/{case:path}/entries/{section}/{which}/accept")
def accept(
    folder: CaseFolder,
    section: Annotated[
        Literal["sources", "parties", "issues", "rules", "drafts", "facts"],
        Path(description="The section of the ledger in which the entry stands."),
    ],
    which: Which,
    asked: EditOfVersion,
) -> EditMade:
    """Take the mark of what nobody has reviewed off an entry."""
    return edit_made(accept_entry(folder, section, which, version=asked.version))


@routes.post("/cases/{case:path}/entries/{section}/{which}/retire")
def retire(folder: CaseFolder, section: Section, which: Which, asked: EntryToRetire) -> EditMade:
    """Make an entry a comment, below a line with the day and the reason."""
    return edit_made(retire_entry(folder, section, which, asked.why, version=asked.version))


Key = Annotated[
    Literal["title", "as_of", "summary", "agreement"],
    Path(description="A key of the ledger under which there is one value."),
]


@routes.put("/cases/{case:path}/keys/{key}")
def set_value(folder: CaseFolder, key: Key, asked: KeyToSet) -> EditMade:
    """Give a key of the ledger itself another value."""
    return edit_made(set_key(folder, key, asked.value, version=asked.version))


@routes.post("/cases/{case:path}/keys/{key}/accept")
def accept_value(folder: CaseFolder, key: Key, asked: EditOfVersion) -> EditMade:
    """Take the mark of what nobody has reviewed off a key of the ledger itself."""
    return edit_made(accept_entry(folder, key, version=asked.version))
