"""Codes for single words, numbers and dates that cannot be read, and for sources."""

from __future__ import annotations

from zopa.foundation.diagnostics import Code, Severity, example

UNKNOWN_VERSION = Code(
    "unknown-version",
    Severity.ERROR,
    "a format that this program does not know",
    "The first line tells which version of the format the ledger is written in. This program "
    "knows version 1.\n\n" + example(wrong="zopa: 2", right="zopa: 1"),
)

BAD_ID = Code(
    "bad-id",
    Severity.ERROR,
    "a short name that cannot be used",
    "The short names of parties, issues, levels, drafts and sources start with a letter and "
    "go on with letters, digits, `_` and `-`, up to 64 in all. Letters of every script will do. "
    "A level may start with a digit. What is to be shown to readers goes into `name` or "
    "`title`.\n\n"
    + example(
        wrong="parties:\n  the seller: {name: The seller}",
        right="parties:\n  the_seller: {name: The seller}",
    ),
)

BAD_DATE = Code(
    "bad-date",
    Severity.ERROR,
    "a date that cannot be read",
    "Dates are written year-month-day, with four, two and two digits. Other forms are read "
    "differently in different countries.\n\n"
    + example(wrong="on: 12/02/2025", right="on: 2025-02-12"),
)

BAD_NUMBER = Code(
    "bad-number",
    Severity.ERROR,
    "a number that cannot be read",
    "Numbers have a point before the decimals, nothing between thousands, up to 15 digits and no "
    "unit.\n\n" + example(wrong="levels: {from: 0, to: '1,000 t', step: 100}",
                          right="levels: {from: 0, to: 1000, step: 100}\nunit: t"),
)  # fmt: skip

BAD_RANGE = Code(
    "bad-range",
    Severity.ERROR,
    "a range that holds nothing, or too much",
    "`levels` go up from `from` to `to` in whole steps; a range such as `30..50` has its low end "
    "first and lies between 0 and 100 percent; in an `agreement`, `at_least` is a whole number of "
    "1 or more, a weight is 0 or more and a `quota` above 0; what a `bonus` adds is above 0 "
    "throughout or, as a penalty, below it; a confidence lies above 0 and at most at 1; the `best` "
    "of a `scale` is above the `worst`.\n\n"
    + example(wrong="weight: {price: 50..30}", right="weight: {price: 30..50}"),
)

TOO_MANY = Code(
    "too-many",
    Severity.ERROR,
    "more than can be worked with",
    "A case has up to 50 parties, 200 issues, 1,001 levels to an issue, 500 drafts, 500 sources, "
    "500 rules and 2,000 facts. What is beyond is not read. Numeric levels get fewer with a "
    "wider `step`. More than 100 options can be worked with only where the value of each is given "
    "as a number.\n\n"
    + example(
        wrong="levels: {from: 0, to: 1000000, step: 1}",
        right="levels: {from: 0, to: 1000000, step: 10000}",
    ),
)

UNKNOWN_WORD = Code(
    "unknown-word",
    Severity.ERROR,
    "a word that is not one of those that can stand here",
    "A `role` is `signatory` or `observer`; `reliability` is a letter from A (completely "
    "reliable) to E (unreliable) or F (cannot be judged); `confidence` is a number up to 1, a "
    "percentage, or a word such as `likely`; an `order` of a number can be `more` or `less`.\n\n"
    + example(wrong="confidence: quite likely", right="confidence: likely"),
)

SOURCE_MISSING = Code(
    "source-missing",
    Severity.ERROR,
    "the file of a source cannot be read",
    "`file` is the path of a document, seen from the case folder. There is no such file, or it "
    "may not be read. Without it no quote from it can be verified.\n\n"
    + example(wrong="file: /home/ann/report.txt", right="file: sources/report.txt"),
)

SOURCE_OUTSIDE = Code(
    "source-outside",
    Severity.ERROR,
    "a source outside the case folder",
    "A case folder is one unit that can be moved and given away. So its sources lie in it, and no "
    "path or link leads out of it. Copy the document into the folder.\n\n"
    + example(wrong="file: ../archive/report.txt", right="file: sources/report.txt"),
)

SOURCE_OWN_WORK = Code(
    "source-own-work",
    Severity.ERROR,
    "a source that zopa itself wrote",
    "A source is what others wrote. The ledger, `statements.jsonl`, a brief and lists of results "
    "are made of the ledger and its sources: as a source they would bear themselves out, so that "
    "invented words, too, would stand in a source. They are known by what they hold and by being "
    "the same file, whatever name or link leads to them. Give the report in which the words "
    "stood first.\n\n"
    + example(wrong="news: {file: case.yaml}", right="news: {file: sources/news.txt}"),
)

SOURCE_ENCODING = Code(
    "source-encoding",
    Severity.ERROR,
    "a source that is not UTF-8 text",
    "Quotes are compared with a source character by character, so it must be known which "
    "characters it has. Save the document as plain text with the encoding UTF-8.",
)

WORD_CODES = (
    UNKNOWN_VERSION, BAD_ID, BAD_DATE, BAD_NUMBER, BAD_RANGE, TOO_MANY, UNKNOWN_WORD,
    SOURCE_MISSING, SOURCE_OUTSIDE, SOURCE_OWN_WORK, SOURCE_ENCODING,
)  # fmt: skip
