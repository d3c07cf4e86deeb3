"""The brief shows the results of a case as one page to read, and as one screen.

    from zopa.analyses import run_analyses
    from zopa.briefing import Brief

    Brief.of(run_analyses(case)).to_html()

Nothing is computed here: all that the page shows stands in the case or in the results.
"""

from zopa.briefing.document import Brief

__all__ = ["Brief"]
