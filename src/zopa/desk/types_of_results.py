"""The types of the results that the desk gives, for a door that documents them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import BaseModel


@dataclass(frozen=True, slots=True)
class ResultRecords:
    """The type of each result by the name of its analysis, and that of how draws were made."""

    brief: Mapping[str, type[BaseModel]]
    """Those that a brief holds."""
    others: Mapping[str, type[BaseModel]]
    drawing: type[BaseModel]


def result_records() -> ResultRecords:
    """The types of all results.

    >>> result_records().brief["zone"].__name__
    'ZoneResult'
    """
    from zopa.analyses.catalogue import ANALYSES
    from zopa.analyses.drawing import Drawing

    brief = {name: one.record for name, one in ANALYSES.items() if one.in_brief}
    others = {name: one.record for name, one in ANALYSES.items() if not one.in_brief}
    return ResultRecords(brief, others, Drawing)
