"""Where a quote stands in its source, and how it is written into a ledger."""

from __future__ import annotations

import unicodedata

from zopa.foundation.diagnostics import Place
from zopa.foundation.look_alikes import first_invisible
from zopa.foundation.text import UNFIT, Span


def span_place(file: str, text: str, span: Span) -> Place:
    """Where a span of a text stands; if it has several lines, where the first of them stands."""
    line = text.count("\n", 0, span.start) + 1
    column = span.start - text.rfind("\n", 0, span.start)
    end = text.find("\n", span.start)
    stop = span.stop if end < 0 else min(span.stop, end)
    return Place(file, line, column, max(1, stop - span.start))


def offered(words: str) -> str:
    """The advice to write words of a source as a quote, or what to do where no ledger holds them.

    >>> print(offered("he said no"))
    write: he said no
    """
    unfit = UNFIT.search(words)
    if unfit is not None:
        where = f"U+{ord(unfit[0]):04X}"
        return f"no ledger may hold the character {where}: quote words that stand on one side of it"
    unseen = first_invisible(words)
    if unseen:
        where = f"U+{ord(unseen):04X} ({unicodedata.name(unseen, 'no name').lower()})"
        return (
            f"the source has a character there that cannot be seen, {where}: quote words that "
            "stand on one side of it"
        )
    return f"write: {as_scalar(words)}"


def as_scalar(text: str) -> str:
    """`text` as it can be pasted into the ledger: in quotes where YAML needs them.

    >>> print(as_scalar("he said no"), as_scalar("he said: no"), as_scalar('"no" he said'))
    he said no "he said: no" '"no" he said'
    """
    risky = text[:1] in "-?:,[]{}#&*!|>'\"%@` " or ": " in text or " #" in text or text[-1:] == ":"
    if not risky:
        return text
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"
