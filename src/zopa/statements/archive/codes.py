"""The codes of the findings about single reports that could not be read in a run over many."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from zopa.foundation.diagnostics import Code, Severity

ARCHIVE_BROKEN = Code(
    "archive-broken",
    Severity.ERROR,
    "an archive that breaks off or cannot be unpacked",
    "The archive ends before it should, its parts do not fit together, it is locked with a "
    "password, or it uses a kind of compression that is not known here. Reports that came before "
    "that place are read; the rest is not. An archive inside an archive is not opened at all: "
    "unpack the outer one and name the inner one.",
)

ARCHIVE_LIMITS = Code(
    "archive-limits",
    Severity.ERROR,
    "more than is read from one place",
    "A report is larger than 32 MiB, an archive unpacks to more than 200 times its size, or there "
    "are more than a million reports. Archives can be made so that a small file unpacks to more "
    "than any machine holds, and no report of that size was met. Give the report by itself, or "
    "split the archive.",
)

REPORT_UNREADABLE = Code(
    "report-unreadable",
    Severity.ERROR,
    "a report that cannot be opened",
    "The file may not be read, has gone away meanwhile, is a pipe or a device, or is a link. "
    "Links inside folders and archives are not followed, since they can lead anywhere: name the "
    "file that is meant.",
)

LINE_NOT_A_REPORT = Code(
    "line-not-a-report",
    Severity.ERROR,
    "a line of a JSON Lines file that holds no report",
    "In a file of JSON Lines every line is one report: an object with the text under `text`, or "
    "the text alone as a string. Empty lines are passed over.\n\n"
    'Wrong:\n\n```json\n{"body": "The minister refused."}\n```\n\n'
    'Right:\n\n```json\n{"text": "The minister refused."}\n```',
)

READER_FAILED = Code(
    "reader-failed",
    Severity.ERROR,
    "a report on which the reader failed",
    "Reading this report ended in an error inside the program, or in a result that cannot be "
    "written. All other reports are read. This is a fault of the program and worth telling its "
    "authors, with the report if it can be shared.",
)

READER_STOPPED = Code(
    "reader-stopped",
    Severity.ERROR,
    "a report that ended the process that read it",
    "The process that read this report was ended from outside or broke down, and did so again "
    "when the report was read alone. Most often the memory was not enough: use fewer jobs, or "
    "leave the report out.",
)

CODES: Mapping[str, Code] = MappingProxyType(
    {
        code.name: code
        for code in (
            ARCHIVE_BROKEN,
            ARCHIVE_LIMITS,
            REPORT_UNREADABLE,
            LINE_NOT_A_REPORT,
            READER_FAILED,
            READER_STOPPED,
        )
    }
)
"""By name, every code that reading many reports adds to the codes of reading one report."""
