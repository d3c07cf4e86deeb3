"""Each record in the results has a path, by which a number on the page can be followed back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Mapping


class Trace:
    """The paths of records in the JSON of a brief. A path is keys and positions joined with dots.

    Records are told apart by identity, not by value: two equal shares stand in two places.
    """

    def __init__(self, results: Mapping[str, BaseModel]) -> None:
        self._results = results  # kept, so that no other object can take a record's identity
        self._paths: dict[int, str] = {}
        for name, result in results.items():
            self._walk(result, name)

    def _walk(self, thing: object, path: str) -> None:
        if isinstance(thing, BaseModel):
            self._paths.setdefault(id(thing), path)
            for name in type(thing).model_fields:
                self._walk(getattr(thing, name), f"{path}.{name}")
        elif isinstance(thing, dict):
            for key, value in thing.items():
                self._walk(value, f"{path}.{key}")
        elif isinstance(thing, tuple):
            for position, value in enumerate(thing):
                self._walk(value, f"{path}.{position}")

    def path(self, record: BaseModel, *fields: str | int) -> str:
        """Find the path of a record, or of a field inside it; KeyError for a record that is not in
        the results."""
        return ".".join([self._paths[id(record)], *map(str, fields)])


def value_at(record: BaseModel, *fields: str | int) -> Any:
    """Look up the value of a field inside a record."""
    value: Any = record
    for field in fields:
        value = getattr(value, str(field)) if isinstance(value, BaseModel) else value[field]
    return value
