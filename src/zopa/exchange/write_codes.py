"""The codes of findings about writing: making cases from files, and files from cases."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from zopa.foundation.diagnostics import Code, Severity, example

NUMBERS_UNKNOWN = Code(
    "numbers-unknown",
    Severity.ERROR,
    "a party without a number for every level",
    "Other formats hold one number for each level of each issue. A case rarely does: it holds what "
    "was reported, and zopa draws the numbers. Only a case that gives every value as a single "
    "number can be written as it is. For any other, `--centre` writes the mean of the draws, which "
    "hides how little is known.\n\n"
    + example(
        wrong="- {party: seller, value: {price: {low: 0, high: 30..50}}, assumed: as told}",
        right="- {party: seller, value: {price: {low: 0, high: 40}}, assumed: as told}",
    ),
)

CANNOT_WRITE = Code(
    "cannot-write",
    Severity.ERROR,
    "a scenario that has no form in this format",
    "The scenario is beyond what the format, or a case, can hold: fewer than two parties that care "
    "about the outcome, a party that likes every outcome alike and no agreement more, too many "
    "levels, or bonuses that tie so many levels together that a table of them would be too large. "
    "Nothing is written.",
)

LEFT_OUT = Code(
    "left-out",
    Severity.NOTE,
    "something that the format cannot say, and that changes no number",
    "A case and the files of other software do not hold the same things. What has no place on the "
    "other side and changes no utility is left out and named: drafts, sources and evidence, an "
    "observer, a discount that the format cannot say, an issue with a single level.",
)

LOST = Code(
    "lost",
    Severity.WARNING,
    "something that the format cannot say, and that changes what is found",
    "Rules and red lines rule out outcomes, and no agreement may be worth more than some outcomes. "
    "Where the format cannot say so, other software takes outcomes as open that the case does not. "
    "Keep it in mind there, or take the levels in question out of the case first. Where not all "
    "must agree, it takes deals for impossible that enough parties would sign. No agreement may "
    "also be worth less than every outcome: where the format cannot say so, what a deal gains "
    "counts from another number, and with it which deals are fair. A discount of "
    "utilities that were moved costs another amount than before.",
)

RESCALED = Code(
    "rescaled",
    Severity.NOTE,
    "utilities on another scale",
    "The format wants utilities between 0 and 1. A party whose numbers lie outside is written with "
    "its best as 1 and, where it goes below 0, its worst as 0. What it prefers to what is as "
    "before, and its reservation value is moved along; sums over several parties change.",
)

RESERVATION_TAKEN = Code(
    "reservation-taken",
    Severity.NOTE,
    "no agreement, said in another way",
    "What having no agreement is worth to a party has another form on the other side: a missing "
    "number becomes the worst outcome, one above the best a red line on everything, and GeniusWeb "
    "has an outcome in its place. In a GENIUS file it may lie outside 0 to 1, where GENIUS does "
    "not expect it. The party would sign the same outcomes as before.",
)

NAME_CHANGED = Code(
    "name-changed",
    Severity.NOTE,
    "a name written otherwise",
    "Names on the other side must not be empty, must not be the same but for capital letters and "
    "accents, nor look the same by a letter of another script, and hold no control characters. "
    "Where one does not fit, it is written as near to it as can be.",
)

GUARDED_CELL = Code(
    "guarded-cell",
    Severity.NOTE,
    "a text that a spreadsheet would take for a formula",
    "Spreadsheets run a cell that begins with `=`, `+`, `-` or `@`. A text of a case that begins "
    "so is written to CSV with an apostrophe before it, so that it stays a text. Reading a table "
    "of points takes the apostrophe off again.",
)

CODES: Mapping[str, Code] = MappingProxyType(
    {
        code.name: code
        for code in (
            NUMBERS_UNKNOWN,
            CANNOT_WRITE,
            LEFT_OUT,
            LOST,
            RESCALED,
            RESERVATION_TAKEN,
            NAME_CHANGED,
            GUARDED_CELL,
        )
    }
)
"""Every code that writing can give, by name."""
