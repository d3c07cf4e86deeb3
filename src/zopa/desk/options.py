"""What a person may choose, in a module of its own since a door needs it to say what there is."""

from __future__ import annotations

from enum import StrEnum

FEWEST_DRAWS = 100
"""Fewer draws say next to nothing."""
MOST_DRAWS = 50_000
"""More draws take some gigabytes."""


class ExportFormat(StrEnum):
    """Formats that cases are written in."""

    genius = "genius"
    geniusweb = "geniusweb"
    negmas = "negmas"
