"""The finished output: all rows in the order of the reports, as JSON Lines or as Parquet.

It is made from the finished pieces at the end, under another name, and takes its own name when
it is whole. So the file is the same whichever worker was first, and whether the run was stopped
in between or not.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zopa.statements.archive.failures import ArchiveError

if TYPE_CHECKING:
    import pyarrow as pa

GROUP = 8 << 20
"""Bytes of JSON Lines that make one row group of Parquet."""
_PERMISSIVE = "permissive"


def check_output(path: Path) -> None:
    """Raise `ArchiveError` where this name cannot be written."""
    if path.suffix not in (".jsonl", ".parquet"):
        raise ArchiveError(f"`{path}` ends neither in `.jsonl` nor in `.parquet`")
    if not path.parent.is_dir():
        raise ArchiveError(f"there is no folder `{path.parent}`")
    if path.suffix == ".parquet":
        try:
            import pyarrow  # noqa: F401
        except ImportError:
            raise ArchiveError("Parquet needs pyarrow: pip install 'zopa[archive]'") from None


class JsonLinesFile:
    """JSON Lines that can be gone through more than once."""

    def __init__(self, pieces: Any, name: str, marks: list[str]) -> None:
        self._pieces, self._name, self._marks = pieces, name, marks

    def blocks(self) -> Iterator[bytes]:
        """Whole lines, about `GROUP` bytes at a time."""
        held: list[bytes] = []
        size = 0
        for data in self._pieces(self._name, self._marks):
            held.append(data)
            size += len(data)
            if size >= GROUP:
                whole, newline, rest = b"".join(held).rpartition(b"\n")
                if newline:
                    yield whole + newline
                held = [rest] if newline else [b"".join(held)]
                size = len(held[0])
        if size:
            yield b"".join(held)


def write_lines(lines: JsonLinesFile, path: Path) -> None:
    """JSON Lines as they are."""
    with path.open("wb") as file:
        for block in lines.blocks():
            file.write(block)
        file.flush()
        os.fsync(file.fileno())


def write_parquet(lines: JsonLinesFile, path: Path) -> None:
    """One table, its columns those of all rows; row groups are written one by one.

    A column's type is the narrowest that holds all its values. Where no type does (a string here
    and a number there, an object without members, a whole number beyond 64 bits), the column
    holds JSON text.
    """
    import pyarrow as pa

    schema = _schema(lines)
    try:
        _write_groups(lines, path, schema)
    except (pa.ArrowException, OverflowError) as problem:
        raise ArchiveError(
            f"the rows do not fit one table ({problem}): give a name that ends in `.jsonl`, and "
            "run the same again"
        ) from problem
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _write_groups(lines: JsonLinesFile, path: Path, schema: pa.Schema) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for block in lines.blocks():
            rows = [json.loads(line) for line in block.splitlines()]
            columns = [
                pa.array(
                    _texts(rows, column.name) if _is_text(column) else _values(rows, column.name),
                    column.type,
                )
                for column in schema
            ]
            writer.write_table(pa.Table.from_arrays(columns, schema=schema))


def _schema(lines: JsonLinesFile) -> pa.Schema:
    import pyarrow as pa

    types: dict[str, pa.DataType | None] = {}
    """None where no one type holds all values."""
    for block in lines.blocks():
        rows = [json.loads(line) for line in block.splitlines()]
        for name in dict.fromkeys(key for row in rows for key in row):
            before = types.get(name, pa.null())
            types[name] = None if before is None else _wider(before, _values(rows, name))
    return pa.schema(
        [
            pa.field(name, pa.string(), metadata={"json": "text"})
            if kind is None
            else pa.field(name, kind)
            for name, kind in types.items()
        ]
    )


def _wider(before: pa.DataType, values: list[object]) -> pa.DataType | None:
    """The type of `before` and of `values` together, or None."""
    import pyarrow as pa

    try:
        found = pa.infer_type(values)
        pa.array(values, found)  # inference alone takes whole numbers of any size
        merged = pa.unify_schemas(
            [pa.schema([("x", before)]), pa.schema([("x", found)])], promote_options=_PERMISSIVE
        )
    except (pa.ArrowException, OverflowError):
        return None
    kind = merged.field(0).type
    return None if _has_empty_struct(kind) else kind


def _has_empty_struct(kind: pa.DataType) -> bool:
    import pyarrow as pa

    if pa.types.is_struct(kind):
        return kind.num_fields == 0 or any(_has_empty_struct(field.type) for field in kind)
    return pa.types.is_list(kind) and _has_empty_struct(kind.value_type)


def _is_text(column: pa.Field) -> bool:
    return bool(column.metadata) and column.metadata.get(b"json") == b"text"


def _values(rows: list[dict[str, object]], name: str) -> list[object]:
    return [row.get(name) for row in rows]


def _texts(rows: list[dict[str, object]], name: str) -> list[str | None]:
    return [json.dumps(row[name], ensure_ascii=False) if name in row else None for row in rows]
