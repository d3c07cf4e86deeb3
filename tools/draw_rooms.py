"""Draw the rooms of zopa and their imports: docs/images/rooms.svg.

The layers are those of the contract in pyproject.toml, the arrows come from the import graph of
the package, and what a room is for is the first sentence of its docstring. An arrow that follows
from others is not drawn but written into the room (“also imports …”). The same code gives the same
picture, to the byte.

    python tools/draw_rooms.py            # writes the picture
    python tools/draw_rooms.py --check    # fails if the picture is not up to date
"""

from __future__ import annotations

import ast
import sys
import textwrap
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "zopa"
PICTURE = ROOT / "docs" / "images" / "rooms.svg"

WIDTH = 920
MARGIN = 20
GAP = 24
"""Between boxes that stand side by side."""
BETWEEN = 34
"""Between layers: the length of an arrow."""
LETTER = 6.2
"""The width of a letter of a purpose, in pixels, so that its lines are broken to fit."""
LINE = 18

STYLE = """
svg { color-scheme: light dark; font-family: "Segoe UI", "Helvetica Neue", Arial, sans-serif; }
.paper { fill: #ffffff; }
.room { fill: #f3f6fa; stroke: #8798ab; }
.door { fill: #fdf3e1; stroke: #b98a3a; }
.name { fill: #14202e; font-size: 16px; font-weight: 600; }
.purpose { fill: #33414f; font-size: 13px; }
.also { fill: #5a6b7c; font-size: 12px; }
.arrow { stroke: #5a6b7c; stroke-width: 1.6; fill: none; }
.head { fill: #5a6b7c; }
@media (prefers-color-scheme: dark) {
  .paper { fill: #0f151c; }
  .room { fill: #1a2430; stroke: #5d7085; }
  .door { fill: #2c2412; stroke: #a47c36; }
  .name { fill: #eef3f8; }
  .purpose { fill: #c3ced9; }
  .also { fill: #93a5b7; }
  .arrow { stroke: #93a5b7; }
  .head { fill: #93a5b7; }
}
"""


@dataclass(frozen=True)
class Box:
    """A room where it stands in the picture."""

    room: str
    purpose: tuple[str, ...]
    """Its lines, and below them those of what it imports besides."""
    also: tuple[str, ...]
    left: float
    top: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        return self.left + self.width / 2

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height


def layers() -> list[list[str]]:
    """The rooms from the doors down to the foundation, as the contract of the layers has them."""
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = pyproject["tool"]["importlinter"]["contracts"]
    (contract,) = (entry for entry in contracts if entry["type"] == "layers")
    return [[room.strip() for room in layer.split("|")] for layer in contract["layers"]]


def purpose(room: str) -> str:
    """The first sentence of a room's docstring, without marks of code."""
    opening = (ROOT / "src" / PACKAGE / room / "__init__.py").read_text("utf-8")
    text = ast.get_docstring(ast.parse(opening)) or ""
    return " ".join(text.partition("\n\n")[0].split()).replace("`", "").removesuffix(".")


def imports(rooms: Sequence[str]) -> dict[str, set[str]]:
    """For each room the other rooms that its modules import."""
    graph = grimp.build_graph(PACKAGE, cache_dir=None)
    found: dict[str, set[str]] = {room: set() for room in rooms}
    for importer in graph.modules:
        for imported in graph.find_modules_directly_imported_by(importer):
            first, second = (name.split(".")[1:2] for name in (importer, imported))
            if first and second and first != second and first[0] in found and second[0] in found:
                found[first[0]].add(second[0])
    return found


def drawn(imported: Mapping[str, set[str]]) -> list[tuple[str, str]]:
    """The imports that do not follow from others."""

    def reached(room: str) -> set[str]:
        below = set(imported[room])
        for other in imported[room]:
            below |= reached(other)
        return below

    return [
        (room, other)
        for room in imported
        for other in sorted(imported[room])
        if not any(other in reached(third) for third in imported[room] - {other})
    ]


def boxes(rows: Sequence[Sequence[str]], imported: Mapping[str, set[str]]) -> dict[str, Box]:
    """Where each room stands. Rooms whose arrow passes a layer by stand at the right of theirs,
    and the layer that is passed by ends before the arrow."""
    arrows = drawn(imported)
    row_of = {room: number for number, row in enumerate(rows) for room in row}
    lowest = {
        room: max((row_of[b] for a, b in arrows if a == room), default=row_of[room])
        for room in row_of
    }
    placed: dict[str, Box] = {}
    top: float = MARGIN
    for number, row in enumerate(rows):
        passing = [placed[a].left for a, b in arrows if row_of[a] < number < row_of[b]]
        right = min([WIDTH - MARGIN, *(left - GAP for left in passing)])
        width = (right - MARGIN - GAP * (len(row) - 1)) / len(row)
        fits = int((width - 32) / LETTER)
        words = {}
        for room in row:
            rest = [other for other in row_of if other in imported[room]]
            also = ", ".join(other for other in rest if (room, other) not in arrows)
            wrapped = textwrap.wrap(f"also imports {also}", fits) if also else []
            words[room] = (tuple(textwrap.wrap(purpose(room), fits)), tuple(wrapped))
        height = 44 + LINE * max(len(lines) + len(also) for lines, also in words.values())
        for place, room in enumerate(sorted(row, key=lambda room: (lowest[room], row.index(room)))):
            left = MARGIN + place * (width + GAP)
            placed[room] = Box(room, *words[room], left, top, width, height)
        top += height + BETWEEN
    return placed


def _arrow(upper: Box, lower: Box) -> str:
    x = upper.middle if lower.left < upper.middle < lower.right else lower.middle
    x = min(max(x, upper.left + 12), upper.right - 12)
    end = lower.top - 2
    return (
        f'<path class="arrow" d="M{x:g} {upper.bottom:g}V{end - 7:g}"/>'
        f'<path class="head" d="M{x:g} {end:g}l-4.5 -8h9z"/>'
    )


def _room(box: Box, *, door: bool) -> Iterator[str]:
    yield (
        f'<rect class="{"door" if door else "room"}" x="{box.left:g}" y="{box.top:g}" '
        f'width="{box.width:g}" height="{box.height:g}" rx="7"/>'
    )
    x, y = box.left + 16, box.top + 26
    yield f'<text class="name" x="{x:g}" y="{y:g}">{escape(box.room)}</text>'
    y += 22
    for kind, lines in (("purpose", box.purpose), ("also", box.also)):
        for line in lines:
            yield f'<text class="{kind}" x="{x:g}" y="{y:g}">{escape(line)}</text>'
            y += LINE


def picture() -> str:
    """The picture as SVG."""
    rows = layers()
    imported = imports([room for row in rows for room in row])
    arrows = drawn(imported)
    placed = boxes(rows, imported)
    height = max(box.bottom for box in placed.values()) + MARGIN
    told = "; ".join(f"{a} imports {b}" for a, b in arrows)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}" '
            f'width="{WIDTH}" height="{height:g}" role="img" aria-labelledby="title desc">',
            '<title id="title">The rooms of zopa and their imports</title>',
            f'<desc id="desc">From the doors at the top down to the foundation: {told}.</desc>',
            f"<style>{STYLE}</style>",
            f'<rect class="paper" width="{WIDTH}" height="{height:g}" rx="10"/>',
            *(_arrow(placed[a], placed[b]) for a, b in arrows),
            *(line for box in placed.values() for line in _room(box, door=box.room in rows[0])),
            "</svg>\n",
        ]
    )


def main() -> None:
    """Write the picture, or with `--check` compare it with the one that is there."""
    if "--check" in sys.argv[1:]:
        if PICTURE.read_text("utf-8") != picture():
            sys.exit(f"{PICTURE.relative_to(ROOT)} is not up to date: run {sys.argv[0]}")
    else:
        PICTURE.write_text(picture(), "utf-8")


if __name__ == "__main__":
    main()
