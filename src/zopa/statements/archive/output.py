"""The finished output: all rows in the order of the reports, as JSON Lines or as Parquet.

The output is put together at the end, from what the journal holds. It is written under another
name, in the folder of the unfinished run, and `zopa.foundation.writing.put_in_place` gives it its
own name once it is whole. So the file does not depend on which worker was first or on whether the
run was stopped in between.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zopa.statements.archive.failures import ArchiveError

if TYPE_CHECKING:
    import pyarrow as pa

GROUP = 8 << 20
"""One row group of Parquet holds the rows of about this many bytes of JSON Lines."""
_PERMISSIVE = "permissive"


def check_output(path: Path) -> None:
    """Raise `ArchiveError` if no output can be written under this name."""
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
    """JSON Lines out of the journal, which can be read more than once."""

    def __init__(self, pieces: Any, name: str, marks: list[str]) -> None:
        self._pieces, self._name, self._marks = pieces, name, marks

    def blocks(self) -> Iterator[bytes]:
        """The file in blocks of whole lines, about `GROUP` bytes each."""
        waiting: list[bytes] = []
        size = 0
        for data in self._pieces(self._name, self._marks):
            waiting.append(data)
            size += len(data)
            if size >= GROUP:
                whole, newline, partial = b"".join(waiting).rpartition(b"\n")
                if newline:
                    yield whole + newline
                waiting = [partial] if newline else [b"".join(waiting)]
                size = len(waiting[0])
        if size:
            yield b"".join(waiting)


def write_lines(lines: JsonLinesFile, path: Path) -> None:
    """Write `lines` to `path` as JSON Lines."""
    with path.open("wb") as file:
        for block in lines.blocks():
            file.write(block)


def write_parquet(lines: JsonLinesFile, path: Path) -> None:
    """Write `lines` to `path` as one Parquet table, one row group after the other.

    The table has every column that any row has. The type of a column is the narrowest that holds
    all its values. If no type does (some values are strings and some numbers, an object has no
    members, a whole number needs more than 64 bits), the column holds JSON text.
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
    """The type of each column so far; None if no type holds all its values."""
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
    """The narrowest type that holds the values of type `before` and `values`, or None."""
    import pyarrow as pa

    try:
        inferred = pa.infer_type(values)
        pa.array(values, inferred)  # inference alone takes whole numbers of any size
        merged = pa.unify_schemas(
            [pa.schema([("x", before)]), pa.schema([("x", inferred)])], promote_options=_PERMISSIVE
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
