"""Finding the dates in a report: expressions of time, resolved to the days that they may mean."""

from zopa.statements.dates.text_dates import dates_in
from zopa.statements.dates.time_of_telling import when_told

__all__ = ["dates_in", "when_told"]
