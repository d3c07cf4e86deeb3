"""What a fact says under `replaces`: the day of an earlier fact, or that it means all of them."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal, TypeAlias

from zopa.case.codes.words import UNKNOWN_WORD
from zopa.case.parts import Part, clip
from zopa.case.scalars import read_date
from zopa.foundation.names import nearest_name

EARLIER: Final = "earlier"
Replaces: TypeAlias = date | Literal["earlier"]
"""The day of the fact that is replaced, or the word for all earlier ones."""


def read_replaces(part: Part) -> Replaces | None:
    """A day or the word; None, with a finding, where there is neither."""
    text = part.text(help="write the day of the earlier fact, such as `2025-02-12`, or `earlier`")
    if text is None:
        return None
    if text.casefold() == EARLIER:
        return EARLIER
    if any(letter.isdigit() for letter in text):
        return read_date(part)
    part.fail(
        UNKNOWN_WORD,
        f"`{clip(text)}` does not say what is replaced",
        label="expected the day of the earlier fact, such as `2025-02-12`, or `earlier`",
        help="write `earlier`" if nearest_name(text, [EARLIER]) else (),
    )
    return None
