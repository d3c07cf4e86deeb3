"""What was read as one screen of a terminal; nothing in it that came from a report is markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from zopa.desk.digest import Digest, DocumentDigest
from zopa.foundation.diagnostics import printable

SHOWN = 12
"""Claims, differences and loose ends that are listed; the rest is counted."""


def digest_screen(digest: Digest) -> RenderableType:
    """Each document with its statements, then what lining them up gave."""
    parts = [part for document in digest.documents for part in _document(document)]
    if len(digest.documents) > 1:
        parts += listing_screen("Where the reports may differ", digest.differences)
        parts += listing_screen("Told by more than one report", digest.shared)
        parts += listing_screen("Words that reports share", digest.copies)
    return Group(*parts)


def listing_screen(title: str, lines: Sequence[str]) -> list[RenderableType]:
    """The first of some lines under a title, and how many more there are; nothing for none."""
    if not lines:
        return []
    shown = [Text("- " + printable(line)) for line in lines[:SHOWN]]
    more = [Text(f"- and {len(lines) - SHOWN} more")] if len(lines) > SHOWN else []
    return [Text(title, style="bold"), *shown, *more, Text("")]


def _document(document: DocumentDigest) -> Iterator[RenderableType]:
    yield Text(printable(document.heading), style="bold")
    number, left_out = len(document.statements), document.left_out
    aside = f"{left_out} paragraph{'s' if left_out != 1 else ''} beside the report left out"
    line = f"{number} statement{'s' if number != 1 else ''}"
    yield Text(f"{line}; {aside}" if left_out else line)
    if not document.statements:
        yield Text("The reader knows English news: of other texts it finds little.\n")
        return
    table = Table(box=None, pad_edge=False, show_header=True, header_style="dim")
    for name, most in (("", 4), ("who", 34), ("does", 12), ("words", None), ("sure", 5)):
        table.add_column(name, max_width=most, overflow="fold")
    for index, statement in enumerate(document.statements, 1):
        table.add_row(
            str(index),
            Text(printable(statement.who)),
            statement.does,
            Text(printable(statement.words)),
            f"{round(100 * statement.confidence)}%",
            style="dim" if statement.unsure else "",
        )
    yield table
    yield Text("")
