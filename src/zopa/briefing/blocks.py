"""The blocks that a section is made of. The template draws each kind, and decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from zopa.briefing.phrasing import Prose


@dataclass(frozen=True, slots=True)
class Paragraph:
    words: Prose
    style: Literal["", "lead", "aside", "quiet"] = ""
    head: str = ""
    """A few words in bold that say what the paragraph is about."""
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Subhead:
    words: Prose
    kind: Literal["subhead"] = "subhead"


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[Prose, ...]
    numbered: bool = False
    kind: Literal["bullets"] = "bullets"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table cell. `style` says what kind of thing it is, in words or by shape."""

    words: Prose
    style: Literal["", "mark", "red", "small", "tier"] = ""


@dataclass(frozen=True, slots=True)
class TableCell:
    lines: tuple[Line, ...] = ()
    numeric: bool = False
    bar: float | None = None
    """A share drawn as a bar beside its number."""


@dataclass(frozen=True, slots=True)
class TableRow:
    head: TableCell | None
    """None where the head of an earlier row of its group spans this one too."""
    cells: tuple[TableCell, ...]
    first: bool = False
    """Begins a group of rows, which is kept on one page."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a head for each row and column."""

    caption: Prose
    head: tuple[Prose, ...]
    rows: tuple[TableRow, ...]
    style: str = ""
    kind: Literal["grid"] = "grid"

    @property
    def groups(self) -> list[list[tuple[TableRow, int]]]:
        """The rows by group, each with the number of rows that its head spans."""
        groups: list[list[tuple[TableRow, int]]] = []
        for row in self.rows:
            if row.first or not groups:
                groups.append([])
            group = groups[-1]
            if row.head is None and group:
                head = max(k for k, (r, _) in enumerate(group) if r.head is not None)
                group[head] = (group[head][0], group[head][1] + 1)
            group.append((row, 1))
        return groups


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart, with its key among the figures, what it is called, and what it shows in words."""

    figure: str
    title: Prose
    alternative: Prose
    caption: Prose
    kind: Literal["picture"] = "picture"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words that stand in a source."""

    source: str
    """The source's id."""
    words: str
    title: str
    """The source's title."""


@dataclass(frozen=True, slots=True)
class ReadingBlock:
    """One way in which a thing is reported."""

    words: Prose
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class DisputeBlock:
    words: Prose
    readings: tuple[ReadingBlock, ...]
    kind: Literal["dispute"] = "dispute"


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """An entry of the ledger: what it says, its marks, its evidence, and what speaks against it."""

    fact: int
    words: Prose
    marks: tuple[Prose, ...]
    excerpts: tuple[Excerpt, ...]
    against: tuple[Excerpt, ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerList:
    entries: tuple[LedgerEntry, ...]
    kind: Literal["ledger"] = "ledger"


Block: TypeAlias = Paragraph | Subhead | Bullets | Grid | Picture | DisputeBlock | LedgerList


@dataclass(frozen=True, slots=True)
class Section:
    key: str
    """Its anchor."""
    title: str
    blocks: tuple[Block, ...]
