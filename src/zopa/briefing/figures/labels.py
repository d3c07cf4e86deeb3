"""Labels are put where they cover each other least: at the best of many places around a point."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

CHARACTER = 5.7
"""Width of an average character of the chart font, in pixels."""
LINE = 14.0
"""Height of a line."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A point in pixels and what is to be written beside it."""

    x: float
    y: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LabelBox:
    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: LabelBox) -> float:
        """The area that two boxes share."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0.0, wide) * max(0.0, high)

    def beyond(self, width: float, height: float) -> float:
        """How far a box lies outside the picture."""
        return (
            max(0.0, -self.left)
            + max(0.0, self.right - width)
            + max(0.0, -self.top)
            + max(0.0, self.bottom - height)
        )


def placed(
    anchors: list[Anchor],
    crowd: list[tuple[float, float]],
    width: float,
    height: float,
) -> list[LabelBox]:
    """Find a box for each label that is near its point, inside the picture, and off other labels,
    points and the `crowd`."""
    boxes: list[LabelBox] = []
    marks = [LabelBox(a.x - 7, a.y - 7, a.x + 7, a.y + 7) for a in anchors]
    small = [LabelBox(x - 5, y - 5, x + 5, y + 5) for x, y in crowd]
    for anchor in anchors:

        def cost(place: tuple[int, LabelBox]) -> float:
            far, box = place
            return (
                0.02 * far
                + 2.0 * box.beyond(width, height)
                + 0.05 * sum(box.overlap(b) for b in boxes)
                + 0.03 * sum(box.overlap(m) for m in marks)
                + 0.015 * sum(box.overlap(m) for m in small)
            )

        boxes.append(min(_places(anchor), key=cost)[1])
    return boxes


def _places(anchor: Anchor) -> Iterator[tuple[int, LabelBox]]:
    """Where a label may be put, and how far that is."""
    wide = max(len(line) for line in anchor.lines) * CHARACTER
    high = len(anchor.lines) * LINE
    for far in (10, 22, 38, 58, 84, 116):
        for ax, ay in _AROUND:
            left = anchor.x + ax * far + (ax - 1) / 2 * wide
            top = anchor.y + ay * far + (ay - 1) / 2 * high
            yield far, LabelBox(left, top, left + wide, top + high)


_AROUND = ((1, 0), (1, -1), (1, 1), (-1, 0), (-1, -1), (-1, 1), (0, -1), (0, 1))
