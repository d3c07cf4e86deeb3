"""When: the expressions of time in a report, as the days that they may mean."""

from zopa.statements.dates.text_dates import dates_in
from zopa.statements.dates.time_of_telling import when_told

__all__ = ["dates_in", "when_told"]
