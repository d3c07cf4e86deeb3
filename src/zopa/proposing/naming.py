"""Short names and one-line texts out of the words of reports."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from zopa.case.parts import valid_id
from zopa.foundation.look_alikes import is_blank
from zopa.foundation.text import UNFIT

LONGEST_TITLE = 200
"""Characters of a title or a name; a longer one is cut."""
_READABLE = 40


def one_line(text: str, most: int = LONGEST_TITLE) -> str:
    """A text on one line without what a ledger cannot hold, cut where it is very long.

    It is empty where nothing of it can be seen.

    >>> one_line(" a\\tb\\x00 "), one_line("\\u00ad")
    ('a b\ufffd', '')
    """
    line = " ".join(UNFIT.sub("\ufffd", " ".join(text.split())).split())
    if is_blank(line):
        return ""
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def short_name(text: str, what: str, taken: Collection[str] = (), *, digits: bool = False) -> str:
    """A valid short name for a text, not among the `taken`, whatever their capitals.

    Where nothing of the text is left, or it starts with what a short name cannot, `what` stands
    before it. With `digits` it may start with a digit, as levels may.

    >>> short_name("United States", "party"), short_name("A", "party", ["a"])
    ('united_states', 'a_2')
    >>> short_name("7 Feb", "draft"), short_name("…", "party")
    ('draft_7_feb', 'party')
    """
    folded = unicodedata.normalize("NFC", text).lower()
    kept = (c if c.isalnum() or unicodedata.category(c)[0] == "M" else "_" for c in folded)
    stem = re.sub("_+", "_", unicodedata.normalize("NFC", "".join(kept))).strip("_")
    if len(stem) > _READABLE:
        stem = (stem[: _READABLE + 1].rpartition("_")[0] or stem[:_READABLE]).strip("_")
    if not valid_id(stem, digits=digits):
        stem = re.sub("_+", "_", f"{what}_{stem}").strip("_")
    if not valid_id(stem, digits=digits):
        stem = what
    used = {name.casefold() for name in taken}
    number, chosen = 1, stem
    while chosen.casefold() in used:
        number += 1
        chosen = f"{stem}_{number}"
    return chosen
