"""Reading many reports: folders and archives in, one file out, resumed when stopped."""

from zopa.statements.archive.chunks import Read
from zopa.statements.archive.failures import ArchiveError, Failure
from zopa.statements.archive.read import Summary, read_archive

__all__ = ["ArchiveError", "Failure", "Read", "Summary", "read_archive"]
