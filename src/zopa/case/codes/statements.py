"""Codes for `statements.jsonl`, which a program writes: none of them stops any work."""

from __future__ import annotations

from zopa.foundation.diagnostics import Code, Severity

STATEMENTS_UNREADABLE = Code(
    "statements-unreadable",
    Severity.WARNING,
    "what was read cannot be opened",
    "`statements.jsonl` holds what `zopa read` found in the reports. It is there, but it is too "
    "large, not UTF-8 text, or no ordinary file. The case is worked with as if nothing had been "
    "read. Run `zopa read` again, or delete the file.",
)
STATEMENT_BROKEN = Code(
    "statement-broken",
    Severity.WARNING,
    "a row of what was read that makes no sense",
    "Each line of `statements.jsonl` is a JSON object of a known form. This one was cut off, was "
    "changed by hand, or was written by another version. It is passed over, all others are used. "
    "Run `zopa read` again: it writes the file anew.",
)
STATEMENT_MOVED = Code(
    "statement-moved",
    Severity.WARNING,
    "words that no longer stand where they were read",
    "Each statement in `statements.jsonl` keeps its words and their place in the source. The "
    "source has been changed since it was read, so the statement is passed over rather than "
    "shown as something that the source says. Run `zopa read` again.",
)
STATEMENT_STRANGER = Code(
    "statement-stranger",
    Severity.WARNING,
    "what was read names what the case does not have",
    "A row of `statements.jsonl` names a source or a party by a short name that `case.yaml` does "
    "not declare: it was renamed or taken out since the reports were read. Statements of such a "
    "source are passed over; those of such a party are kept, as nobody's. Run `zopa read` again.",
)

STATEMENT_CODES = (
    STATEMENTS_UNREADABLE,
    STATEMENT_BROKEN,
    STATEMENT_MOVED,
    STATEMENT_STRANGER,
)
