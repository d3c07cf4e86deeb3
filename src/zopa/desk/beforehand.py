"""What is said before a brief is made: that the case is too large to look at each outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zopa.case.model import Case

MANY_PARTIES = 4
"""Where more parties than this must agree in so large a space, the brief takes its time."""


def said_beforehand(case: Case) -> str | None:
    """One sentence where there are too many outcomes to look at each of them; None where there are
    not. It rests on counts alone."""
    from zopa.analyses.board import LISTED, ways_to_settle

    count, parties = ways_to_settle(case), len(case.signatories)
    if count <= LISTED:
        return None
    takes = "; this may take a minute or two" if parties > MANY_PARTIES else ""
    who = "1 party" if parties == 1 else f"{parties} parties"
    return (
        f"{who} and {in_words(count)} ways to settle everything, too many to look at each: some "
        f"answers rest on fewer draws or on a sample{takes}"
    )


def in_words(count: int) -> str:
    """A large whole number, rounded, as one says it.

    >>> in_words(20_412), in_words(3_460_000), in_words(34_359_738_368), in_words(10**20)
    ('20,412', '3 million', '34 billion', 'more than 1,000 trillion')
    """
    if count >= 10**15:
        return "more than 1,000 trillion"
    for zeros, word in ((12, "trillion"), (9, "billion"), (6, "million")):
        if count >= 10**zeros:
            return f"{count // 10**zeros} {word}"
    return f"{count:,}"
