"""Labels are put where they cover each other least: at the best of many places around a point."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from zopa.briefing.figures.lettering import LINE, text_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Boxes = NDArray[np.float64]


class LabelBox(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: LabelBox) -> float:
        """The area that two boxes share."""
        return float(_overlaps(np.array([self]), np.array([other]))[0, 0])

    def beyond(self, width: float, height: float) -> float:
        """How far a box lies outside the picture."""
        return float(_beyond(np.array([self]), width, height)[0])


@dataclass(frozen=True, slots=True)
class Anchor:
    """A point in pixels and what is to be written beside it."""

    x: float
    y: float
    lines: tuple[str, ...]
    places: tuple[LabelBox, ...] = ()
    """Where it may be written, the best first; if none are named, anywhere around the point."""

    ends: tuple[float, ...] = ()
    """Where the line that is named begins and ends across; nothing where a point is named."""

    @property
    def wide(self) -> float:
        return max(map(text_width, self.lines))

    @property
    def high(self) -> float:
        return len(self.lines) * LINE

    def flush_right(self, place: LabelBox) -> bool:
        """Whether lines in a place should end at its right, since that is nearer to what they
        name."""
        to = self.ends or (self.x,)
        return min(abs(place.right - x) for x in to) < min(abs(place.left - x) for x in to)


def placed(
    anchors: Sequence[Anchor],
    crowd: Sequence[tuple[float, float]],
    width: float,
    height: float,
    faint: Sequence[tuple[float, float]] = (),
) -> list[LabelBox]:
    """Find a box for each label that is near its point, inside the picture, and off other labels,
    points and the `crowd`, and rather off the `faint` points too."""
    boxes: list[LabelBox] = []
    marks = _around([(a.x, a.y) for a in anchors if not a.places], 7)
    small, smallest = _around(crowd, 5), _around(faint, 2)
    for anchor in anchors:
        places = list(_places(anchor))
        found = np.array([place for _, place in places])
        cost = (
            0.02 * np.array([far for far, _ in places])
            + 2.0 * _beyond(found, width, height)
            + 0.05 * _overlaps(found, np.array(boxes).reshape(-1, 4)).sum(axis=1)
            + 0.03 * _overlaps(found, marks).sum(axis=1)
            + 0.015 * _overlaps(found, small).sum(axis=1)
            + 0.01 * _overlaps(found, smallest).sum(axis=1)
        )
        boxes.append(places[int(cost.argmin())][1])
    return boxes


def _around(points: Sequence[tuple[float, float]], reach: float) -> Boxes:
    """A box around each point."""
    at = np.array(points, dtype=np.float64).reshape(-1, 2)
    return np.hstack([at - reach, at + reach])


def _overlaps(boxes: Boxes, others: Boxes) -> Boxes:
    """(boxes, others): the area that each two share."""
    low = np.maximum(boxes[:, None, :2], others[None, :, :2])
    high = np.minimum(boxes[:, None, 2:], others[None, :, 2:])
    sides: Boxes = np.maximum(high - low, 0.0)
    areas: Boxes = sides.prod(axis=2)
    return areas


def _beyond(boxes: Boxes, width: float, height: float) -> Boxes:
    """How far each box lies outside the picture."""
    inside: Boxes = np.maximum(-boxes[:, :2], 0.0).sum(axis=1)
    beyond: Boxes = inside + np.maximum(boxes[:, 2:] - np.array([width, height]), 0.0).sum(axis=1)
    return beyond


def _places(anchor: Anchor) -> Iterator[tuple[int, LabelBox]]:
    """Where a label may be put, and how far that is."""
    yield from enumerate(anchor.places)
    if anchor.places:
        return
    wide, high = anchor.wide, anchor.high
    for far in (10, 22, 38, 58, 84, 116):
        for ax, ay in _AROUND:
            left = anchor.x + ax * far + (ax - 1) / 2 * wide
            top = anchor.y + ay * far + (ay - 1) / 2 * high
            yield far, LabelBox(left, top, left + wide, top + high)


def along(anchor: Anchor, stop: tuple[float, float]) -> Anchor:
    """An anchor at one end of a straight line up or across, whose label may stand on either side
    of the line, at this end or at the other."""
    wide, high = anchor.wide, anchor.high
    places = []
    for x, y in ((anchor.x, anchor.y), stop):
        if anchor.x == stop[0]:
            top = y + 3 if y < max(anchor.y, stop[1]) else y - 3 - high
            corners = [(x + 5, top), (x - 5 - wide, top)]
        else:
            left = x + 3 if x < max(anchor.x, stop[0]) else x - 3 - wide
            corners = [(left, y - 3 - high), (left, y + 3)]
        places += [LabelBox(left, top, left + wide, top + high) for left, top in corners]
    return replace(anchor, places=tuple(places), ends=(anchor.x, stop[0]))


_AROUND = ((1, 0), (1, -1), (1, 1), (-1, 0), (-1, -1), (-1, 1), (0, -1), (0, 1))
