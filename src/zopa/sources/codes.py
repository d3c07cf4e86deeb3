"""The codes of findings about documents, one for each kind of mistake."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

from zopa.foundation.diagnostics import Code, Severity, example

_example = partial(example, language="text")

MISSING = Code(
    "document-missing",
    Severity.ERROR,
    "no file of this name",
    "There is no file at this path, or the path is a link that leads nowhere. Paths are taken from "
    "the folder in which the command runs.\n\n"
    + _example("zopa read reprot.txt", "zopa read report.txt"),
)

NOT_A_FILE = Code(
    "document-not-a-file",
    Severity.ERROR,
    "a folder, a pipe or a device where a file is expected",
    "Only ordinary files are read, so that nothing can keep a reader waiting without end. Links to "
    "ordinary files are followed.\n\n"
    + _example("zopa read /dev/stdin", "cat > report.txt\nzopa read report.txt"),
)

DENIED = Code(
    "document-denied",
    Severity.ERROR,
    "a file that may not or cannot be opened",
    "The file is there, and the system does not give it out: its permissions forbid it, its links "
    "lead in a circle, or the disk has an error. The message holds the reason that the system "
    "gives.",
)

TOO_LARGE = Code(
    "document-too-large",
    Severity.ERROR,
    "a file larger than any report",
    "A document has at most 20 MB. A report has a few thousand characters; a file of this size is "
    "most likely an archive of many reports, or no report. Split it into a file for each report.",
)

EMPTY = Code(
    "document-empty",
    Severity.ERROR,
    "a file without words",
    "The file has no bytes, or nothing but white space and invisible characters, or is a page in "
    "which no text is visible. Some sites fill their pages with text only after a program has run "
    "in the browser: there, copy the text of the report into a text file.",
)

KIND = Code(
    "document-kind",
    Severity.ERROR,
    "a kind of file that is not read",
    "Text, HTML and PDF are read; what a file is, is told by what it holds and not by its name. "
    "This one holds something else, which the message names together with a way to the text.\n\n"
    + _example("zopa read report.docx", "zopa read report.txt"),
)

OWN_WORK = Code(
    "document-own-work",
    Severity.ERROR,
    "a file that zopa itself wrote",
    "A ledger, `statements.jsonl`, a brief or a list of results is made out of reports and is none "
    "itself: read as a report, it would bear itself out. It is known by what it holds, under any "
    "name. Read the reports that it was made of.\n\n"
    + _example("zopa add talks brief.html", "zopa add talks report.html"),
)

BINARY = Code(
    "document-binary",
    Severity.ERROR,
    "bytes that are no text",
    "The file holds NUL bytes or other control characters, as programs, pictures and databases do "
    "and texts do not, and is none of the kinds of file that are known by their first bytes. "
    "UTF-16 and UTF-32, which hold NUL bytes too, are recognised.",
)

TOO_DEEP = Code(
    "document-too-deep",
    Severity.ERROR,
    "HTML nested deeper than any page",
    "More than 1,000 elements stand in one another at the place shown. Pages are nested a few "
    "dozen deep; this one was broken, or made to exhaust programs that read it. Save the text of "
    "the report as a text file.",
)

EXHAUSTING = Code(
    "document-exhausting",
    Severity.ERROR,
    "a file that takes more time or memory than a report should",
    "Reading was stopped: the file unfolds into far more than it seems to hold, or was made so "
    "that reading it takes very long, or is no single report. A file has at most 100,000 words and "
    "punctuation marks, long runs without a letter left out, and 100,000 lines; a tag of a page "
    "has at most 200 attributes. Print the report to a new PDF, save its text, or make a file of "
    "each report.",
)

BROKEN_PDF = Code(
    "document-broken-pdf",
    Severity.ERROR,
    "a PDF that cannot be read",
    "The file begins as a PDF and then does not hold together: it was cut off while it was loaded, "
    "or damaged. Load it again, or open it in a viewer and print it to a new PDF.",
)

LOCKED = Code(
    "document-locked",
    Severity.ERROR,
    "a PDF that asks for a password, or is encrypted",
    "The PDF is encrypted, and cannot be read without its password. Open it in a viewer with the "
    "password and print it to a new PDF, or save its text.",
)

SCANNED = Code(
    "document-scanned",
    Severity.ERROR,
    "a PDF with pages and no text",
    "The pages of the PDF hold pictures of text, as a scanner makes them, and no characters. Let a "
    "program for text recognition (OCR) add them, for example `ocrmypdf scan.pdf report.pdf`.\n\n"
    + _example("zopa read scan.pdf", "ocrmypdf scan.pdf report.pdf\nzopa read report.pdf"),
)

CUT = Code(
    "document-cut",
    Severity.WARNING,
    "pages of a PDF that were not read",
    "Some pages hold no text or could not be read, or there are more than 2,000 pages, of which "
    "the first 2,000 are read. The message says which.",
)

ENCODING = Code(
    "document-encoding",
    Severity.WARNING,
    "an encoding that was guessed",
    "The file is not UTF-8 and does not say what it is, so that its encoding was guessed from its "
    "bytes, and others would be possible. Look whether letters with accents and quotation marks "
    "are right; if they are not, save the file again as UTF-8.",
)

BYTES = Code(
    "document-bytes",
    Severity.WARNING,
    "bytes that do not belong to the encoding",
    "Nearly all of the file is in one encoding, and some bytes, of which the first is shown, are "
    "not: often something was pasted from a file in another encoding. `�` stands in their place. "
    "Save the file again as UTF-8.",
)

NO_ARTICLE = Code(
    "document-no-article",
    Severity.WARNING,
    "a page in which no article stands out",
    "Nothing on the page looks like a report: it may be a front page, a list or a table. All of "
    "its text is read but what is plainly of the page. Check the paragraphs, or copy the report "
    "into a text file.",
)

DATE = Code(
    "document-date",
    Severity.WARNING,
    "a date of publication that can be read in two ways",
    "In `03/04/2025` the month comes first in the United States and second in most of the world. "
    "Nothing is guessed; the document goes on without a date. Write the day as year-month-day.\n\n"
    + _example("Published: 03/04/2025", "Published: 2025-04-03"),
)

ENDING = Code(
    "document-ending",
    Severity.NOTE,
    "a file that is something else than its name says",
    "The file was read as what it holds: plain text in a file that ends in `.html`, for example, "
    "or a page in a file that ends in `.txt`. Nothing else changes.",
)

CODES: Mapping[str, Code] = MappingProxyType(
    {
        code.name: code
        for code in (
            MISSING,
            NOT_A_FILE,
            DENIED,
            TOO_LARGE,
            EMPTY,
            KIND,
            OWN_WORK,
            BINARY,
            TOO_DEEP,
            EXHAUSTING,
            BROKEN_PDF,
            LOCKED,
            SCANNED,
            CUT,
            ENCODING,
            BYTES,
            NO_ARTICLE,
            DATE,
            ENDING,
        )
    }
)
"""Every code that opening a document can give, by name."""
