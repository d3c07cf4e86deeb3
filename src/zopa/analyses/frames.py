"""The rows of a result as columns: a plain mapping of which pandas and polars each make a frame.

A row is a record of a field that holds several, such as the drafts of `DraftsResult`. Rows may hold
rows of their own, as each draft has one for each party; a path with a dot names these, and each
then stands beside what the row around it says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Iterator

Frame: TypeAlias = "dict[str, list[Any]]"
"""Columns by name, all of one length."""


def frame_names(record: BaseModel) -> tuple[str, ...]:
    """What `frame_of` can make columns of, outer rows before the rows within them."""
    return tuple(dict.fromkeys(_names(record)))


def frame_of(record: BaseModel, rows: str = "") -> Frame:
    """The rows of a field, or of the first field that has some.

    Of a share there are three columns: itself, and the ends of its interval under the same name
    with `_low` and `_high`; of a spread likewise, its mean first. What stands in a mapping or in a
    record within a row has columns whose names have a dot: `terms.price`. Rows within rows are
    left out unless `rows` names them. A row without an entry has None there.
    ValueError where there are no such rows.
    """
    names = frame_names(record)
    if not names:
        raise ValueError("this record has no rows")
    if rows and rows not in names:
        known = ", ".join(f"`{name}`" for name in names)
        raise ValueError(f"there are no rows `{rows}`: there are {known}")
    made = [dict(row) for row in _rows(record, (rows or names[0]).split("."))]
    columns = dict.fromkeys(name for row in made for name in row)
    return {name: [row.get(name) for row in made] for name in columns}


def _is_rows(value: object) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], BaseModel)


def _names(record: BaseModel) -> Iterator[str]:
    for name in type(record).model_fields:
        value = getattr(record, name)
        if _is_rows(value):
            yield name
            for inner in (each for row in value for each in _names(row)):
                yield f"{name}.{inner}"


def _rows(record: BaseModel, path: list[str]) -> Iterator[dict[str, Any]]:
    name, *inner = path
    for row in getattr(record, name):
        own = dict(_cells(row))
        if not inner:
            yield own
            continue
        around = {(f"{name}.{key}"): value for key, value in own.items()}
        yield from ({**around, **within} for within in _rows(row, inner))


def _cells(record: BaseModel, before: str = "") -> Iterator[tuple[str, Any]]:
    for name in type(record).model_fields:
        yield from _cell(f"{before}{name}", getattr(record, name))


def _cell(name: str, value: object) -> Iterator[tuple[str, Any]]:
    if isinstance(value, BaseModel):
        middle = getattr(type(value), "middle", "")
        if middle:
            yield name, getattr(value, middle)
            for end in ("low", "high"):
                yield f"{name}_{end}", getattr(value, end)
        else:
            yield from _cells(value, f"{name}.")
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from _cell(f"{name}.{key}", entry)
    elif not _is_rows(value):
        yield name, list(value) if isinstance(value, tuple) else value
