"""Reading what a language model answered: entries of the right form, and faults of the rest."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from zopa.foundation.diagnostics import printable
from zopa.proposing.whole_ledger.answer_form import (
    ENTRY_FORMS,
    MOST_ENTRIES,
    GivenAgreement,
    LedgerAnswer,
)
from zopa.proposing.whole_ledger.json_found import json_objects
from zopa.proposing.whole_ledger.merging import patched

LARGEST_ANSWER = 4 * 1024 * 1024
"""Characters of an answer that are looked at."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in an answer that does not stand, in words for the model and for a person.

    `words` goes on from the name of the entry: “fact `f3`: …”. `lost` says whether the entry, or a
    part of it, is left out unless it is mended; else it is kept, with less confidence or altered.
    """

    entry: str
    words: str
    lost: bool = True

    def __str__(self) -> str:
        return f"{self.entry}: {self.words}" if self.entry else self.words


@dataclass(frozen=True, slots=True)
class AnswerRead:
    """The usable entries of an answer, and what is wrong with the rest."""

    answer: LedgerAnswer
    faults: tuple[Fault, ...] = ()
    usable: bool = True
    """Whether there was any object of the form that was asked for."""


def read_ledger_answer(text: str) -> AnswerRead:
    """The entries of a ledger in an answer, whatever else stands around them.

    >>> read = read_ledger_answer('Here: {"parties": [{"id": "a", "name": "Alder"}, {"id": 1}]}')
    >>> [party.name for party in read.answer.parties], [str(fault) for fault in read.faults]
    (['Alder'], ['parties entry 2 (`1`): `name` is missing'])
    >>> read_ledger_answer("I cannot do that.").usable
    False
    """
    answer, faults, usable = LedgerAnswer(), list[Fault](), False
    if len(text) > LARGEST_ANSWER:
        text = text[:LARGEST_ANSWER]
        faults.append(Fault("", "the answer is far too long; only its beginning was read"))
    for found in json_objects(text):
        value = _ledger_in(found.value)
        if value is None:
            continue
        usable = True
        part, wrong = _entries(value)
        faults += wrong
        answer = patched(answer, part)
        if not found.whole:
            faults.append(Fault("", "the answer breaks off before its end; give what is missing"))
    if not usable:
        faults.append(Fault("", "the answer holds no JSON object of the form that was asked for"))
    return AnswerRead(answer, tuple(faults), usable)


def _ledger_in(value: Mapping[str, Any], deep: int = 2) -> Mapping[str, Any] | None:
    """The object that has the keys of a ledger: this one, or one right inside (`{"ledger": …}`)."""
    if any(isinstance(value.get(key), list) for key in (*ENTRY_FORMS, "withdrawn")):
        return value
    if deep:
        for inner in value.values():
            if isinstance(inner, Mapping) and (found := _ledger_in(inner, deep - 1)) is not None:
                return found
    return None


def _entries(value: Mapping[str, Any]) -> tuple[LedgerAnswer, list[Fault]]:
    faults: list[Fault] = []
    kept: dict[str, Any] = {}
    faults += (
        Fault("", f"`{_short(key)}` is not a part of a ledger", lost=False)
        for key in value
        if key not in LedgerAnswer.model_fields
    )
    for key, form in ENTRY_FORMS.items():
        items = value.get(key)
        if items is None:
            continue
        if not isinstance(items, list):
            faults.append(Fault("", f"`{key}` is not a list"))
            continue
        if len(items) > MOST_ENTRIES[key]:
            count = f"{len(items)} {key}, of which {MOST_ENTRIES[key]} are looked at"
            faults.append(Fault("", f"the answer has {count}"))
        good = []
        for number, item in enumerate(items[: MOST_ENTRIES[key]], 1):
            try:
                good.append(form.model_validate(item))
            except ValidationError as error:
                faults.append(Fault(_named(key, number, item), _wrong(error)))
        kept[key] = good
    if value.get("agreement"):
        try:
            kept["agreement"] = GivenAgreement.model_validate(value["agreement"])
        except ValidationError as error:
            faults.append(Fault("agreement", _wrong(error)))
    title, withdrawn = value.get("title"), value.get("withdrawn")
    if isinstance(title, str):
        kept["title"] = title[:400]
    if isinstance(withdrawn, list):
        kept["withdrawn"] = [str(each)[:400] for each in withdrawn[:400]]
    return LedgerAnswer.model_construct(**{**LedgerAnswer().__dict__, **kept}), faults


def _named(key: str, number: int, item: Any) -> str:
    name = item.get("id") if isinstance(item, Mapping) else None
    shown = f" (`{_short(str(name))}`)" if isinstance(name, (str, int)) and name != "" else ""
    return f"{key} entry {number}{shown}"


def _wrong(error: ValidationError) -> str:
    """The first thing that is wrong with an entry."""
    first = error.errors(include_url=False, include_context=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    if first["type"] == "missing":
        return f"`{where}` is missing"
    if not where:
        return "this is not an object with named values"
    given = _short(json.dumps(first.get("input"), ensure_ascii=False, default=str))
    return f"`{where}` cannot be {given}: {first['msg'][:1].lower()}{first['msg'][1:]}"


def _short(text: str, most: int = 60) -> str:
    text = printable(" ".join(text.split()))
    return text if len(text) <= most else text[: most - 1] + "…"
