"""The brief: all results of a case as one page to read, and as one screen.

from zopa.brief import brief

brief(case).to_html()
"""

from zopa.brief.document import Brief, brief

__all__ = ["Brief", "brief"]
