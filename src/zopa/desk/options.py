"""What a person may choose, in a module of its own since a door needs it to say what there is."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from zopa.desk.errors import WrongCallError

if TYPE_CHECKING:
    from zopa.preferences.priors import PriorName

FEWEST_DRAWS = 100
"""Fewer draws say next to nothing."""
MOST_DRAWS = 50_000
"""More draws take some gigabytes."""


class PriorChoice(StrEnum):
    """How preferences are spread before any fact has had its say (`zopa.preferences.priors`)."""

    weights = "weights"
    values = "values"


def prior_chosen(prior: PriorChoice | str) -> PriorName:
    """The name of a prior. Raises WrongCallError where there is no such prior."""
    if prior not in list(PriorChoice):
        raise WrongCallError(f"`{prior}` is no prior; there are {', '.join(PriorChoice)}")
    return "weights" if prior == PriorChoice.weights else "values"


PRIOR_HELP = "What draws are spread over evenly before any fact has had its say."


class ExportFormat(StrEnum):
    """Formats that cases are written in."""

    genius = "genius"
    geniusweb = "geniusweb"
    negmas = "negmas"
    csv = "csv"
