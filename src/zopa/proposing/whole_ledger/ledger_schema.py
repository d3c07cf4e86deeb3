"""The JSON schema of an answer, made from the form that is read.

Servers that hold a model to a schema want every property required and no other property allowed; a
property that does not apply is an empty text or an empty list. Bounds of length are left out, since
not every server knows them.
"""

from __future__ import annotations

from typing import Any

from zopa.proposing.whole_ledger.answer_form import LedgerAnswer

_DROPPED = frozenset({"default", "title", "maxLength", "minLength", "maxItems", "minItems"})


def answer_schema() -> dict[str, Any]:
    """The schema, as `docs/reference/ledger-answer.schema.json` has it.

    >>> sorted(answer_schema()["properties"])
    ['agreement', 'drafts', 'facts', 'issues', 'parties', 'title', 'withdrawn']
    """
    made = LedgerAnswer.model_json_schema()
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A ledger as a language model proposes it to zopa",
        **_strict(made),
    }
    schema["$defs"] = {name: _strict(part) for name, part in made["$defs"].items()}
    return schema


def _strict(part: Any) -> Any:
    """A part of a schema without defaults and bounds, in which every property is required."""
    if isinstance(part, list):
        return [_strict(each) for each in part]
    if not isinstance(part, dict):
        return part
    kept = {
        key: {name: _strict(of) for name, of in value.items()}
        if key == "properties"
        else _strict(value)
        for key, value in part.items()
        if key not in _DROPPED and key != "$defs"
    }
    if kept.get("type") == "object":
        kept["required"] = list(kept.get("properties", {}))
        kept["additionalProperties"] = False
    return kept
