"""The brief: all results of a case as one page to read, and as one screen.

from zopa.briefing import brief

brief(case).to_html()
"""

from zopa.briefing.document import Brief, brief

__all__ = ["Brief", "brief"]
