"""Reading many reports: folders and archives go in, one file comes out.

A run that was stopped goes on where it stopped when it is started again.
"""

from zopa.statements.archive.chunks import ReportReader
from zopa.statements.archive.failures import ArchiveError, Failure
from zopa.statements.archive.read import Summary, read_archive

__all__ = ["ArchiveError", "Failure", "ReportReader", "Summary", "read_archive"]
