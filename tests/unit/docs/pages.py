"""The documentation as a test reads it: fenced blocks with their language and options."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[3]
DOCS = ROOT / "docs"

_FENCE = re.compile(r"^```(\w+)[ \t]*([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_OPTION = re.compile(r"(\w+)=(\S+)")


class Block(NamedTuple):
    """A fenced block: its language, its `name=value` options, its text and its line."""

    language: str
    options: dict[str, str]
    text: str
    line: int


def blocks(page: Path) -> Iterator[Block]:
    """The fenced blocks of a page in their order."""
    text = page.read_text(encoding="utf-8")
    for match in _FENCE.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        yield Block(match[1], dict(_OPTION.findall(match[2])), match[3], line)


def sections(page: Path) -> dict[str, str]:
    """Heading, without its marks, to what stands under it up to the next heading."""
    parts = re.split(r"^#+ +(.*)$", unfenced(page.read_text(encoding="utf-8")), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def first_column(text: str, head: str) -> list[str]:
    """The words in backticks in the first column of the table with that head."""
    table = re.search(rf"^\| {head} \|.*\n\|[-|]+\n((?:\|.*\n)+)", text + "\n", re.MULTILINE)
    cells = [] if table is None else re.findall(r"^\|([^|]*)\|", table[1], re.MULTILINE)
    return [word for cell in cells for word in re.findall(r"`([^`]+)`", cell)]


def unfenced(text: str) -> str:
    """Without fenced blocks, whose comments look like headings."""
    return _FENCE.sub("", text)
