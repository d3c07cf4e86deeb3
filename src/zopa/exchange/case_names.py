"""Short names and titles for a case out of names as files have them.

Files call things as they like: `0.6`, `work from home`, `Jobs_util1`. A case has short names of
letters, digits, `_` and `-`, and titles that no two issues or parties share.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from zopa.case.parts import LONGEST_ID, valid_id
from zopa.foundation.names import fold

LONGEST_TITLE = 500
"""Characters of a title; a longer one is cut."""
_READABLE_ID = 40
LONGEST_SHOWN = 60
"""Characters of a name in a message."""


def short_names(names: Iterable[str], what: str, *, digits: bool = False) -> list[str]:
    """A valid short name for each name, no two the same even where capitals do not count.

    With `digits` one may start with a digit, as levels may. Where nothing of a name is left, or
    it starts with what a short name cannot, `what` stands before it.

    >>> short_names(["Work from home", "work from home!", "0.6", "…"], "issue")
    ['work_from_home', 'work_from_home_2', 'issue_0_6', 'issue']
    >>> short_names(["0.6", "-1"], "level", digits=True)
    ['0_6', '1']
    """
    taken: set[str] = set()
    found = []
    for name in names:
        stem = _stem(name)
        if not valid_id(stem, digits=digits):
            stem = f"{what}_{stem}".rstrip("_")
        number, chosen = 1, stem
        while chosen.casefold() in taken:
            number += 1
            chosen = f"{stem[: LONGEST_ID - 8]}_{number}"
        taken.add(chosen.casefold())
        found.append(chosen)
    return found


def _stem(name: str) -> str:
    text = unicodedata.normalize("NFC", name).lower()
    kept = "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else "_" for c in text)
    stem = re.sub("_+", "_", kept).strip("_")
    if len(stem) > _READABLE_ID:  # cut between words where there are several
        stem = stem[: _READABLE_ID + 1].rpartition("_")[0] or stem[:_READABLE_ID]
    return stem.strip("_")


def titles(names: Iterable[str], what: str) -> list[str]:
    """Names as titles: on one line, not empty, and no two the same.

    Names are the same where they differ in capitals, accents or hyphens only.

    >>> titles(["Price", "price ", "", "a\\nb"], "issue")
    ['Price', 'price (2)', '(issue 3)', 'a b']
    """
    taken: set[str] = set()
    found = []
    for position, name in enumerate(names, start=1):
        stem = clean(name) or f"({what} {position})"
        number, chosen = 1, stem
        while fold(chosen) in taken:
            number += 1
            chosen = f"{stem} ({number})"
        taken.add(fold(chosen))
        found.append(chosen)
    return found


def level_texts(names: Iterable[str]) -> list[str]:
    """Names of levels as texts: on one line, not empty, and no two the same to the letter.

    >>> level_texts(["yes", "Yes", " yes", ""])
    ['yes', 'Yes', 'yes (2)', '(level 4)']
    """
    taken: set[str] = set()
    found = []
    for position, name in enumerate(names, start=1):
        stem = clean(name) or f"(level {position})"
        number, chosen = 1, stem
        while chosen in taken:
            number += 1
            chosen = f"{stem} ({number})"
        taken.add(chosen)
        found.append(chosen)
    return found


def clean(name: str) -> str:
    """A name on one line without what cannot stand in a case, cut where it is very long.

    >>> clean(" a\\tb\\x00 ")
    'a b�'
    """
    line = " ".join(name.split())
    shown = "".join("�" if _unfit(c) else c for c in line)
    return shown if len(shown) <= LONGEST_TITLE else shown[: LONGEST_TITLE - 1] + "…"


def change_of(name: str, now: str) -> str:
    """How a name was changed, in words that show it, as the end of a sentence.

    >>> change_of("a  b", "a b"), change_of("a\\x00", "a�"), change_of("", "(level 1)")
    ('is written with other spaces', 'is written with � for what cannot be shown', \
'is called `(level 1)` in the case')
    """
    line = " ".join(name.split())
    if now == line:
        return "is written with other spaces"
    if now != clean(name):
        return f"is called `{shortened(now)}` in the case"
    if len(now) < len(line):
        return f"is cut after {LONGEST_TITLE - 1} characters"
    return "is written with � for what cannot be shown"


def shortened(name: str) -> str:
    """A name for a message: of a long one both ends.

    >>> shortened("a" * 100 + " (2)")
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…aaaaaaaaaaaaaaa (2)'
    """
    return name if len(name) <= LONGEST_SHOWN else f"{name[:40]}…{name[-19:]}"


def _unfit(character: str) -> bool:
    """Controls, lone surrogates, and marks that turn the direction of all that follows."""
    turns = "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069"
    other = character in "\ufeff\ufffe\uffff"
    return turns or other or unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")


def case_title(name: str) -> str:
    """The name of a domain as the title of a case.

    >>> case_title("EnglandZimbabwe_domain"), case_title("Laptop-C-domain"), case_title("")
    ('EnglandZimbabwe', 'Laptop-C', 'An imported scenario')
    """
    bare = re.sub(r"[_ -]domain$", "", name, flags=re.IGNORECASE).replace("_", " ")
    return clean(bare) or clean(name) or "An imported scenario"


def party_names(names: Sequence[str]) -> list[str]:
    """Readable names for the parties: what all file names share at either end is left out.

    >>> party_names(["travel_fanny", "travel_chox"]), party_names(["profile-1", "profile-2"])
    (['fanny', 'chox'], ['profile-1', 'profile-2'])
    """
    words = [re.sub(r"\.(xml|json|ya?ml)$", "", name, flags=re.IGNORECASE) for name in names]
    parts = [re.split(r"[_\s]+", word.strip("_ ")) for word in words]
    shared = min(len(own) for own in parts) - 1
    start = next((k for k in range(shared) if len({own[k] for own in parts}) > 1), shared)
    shared = min(len(own) - start for own in parts) - 1
    end = next((k for k in range(shared) if len({own[-1 - k] for own in parts}) > 1), shared)
    bare = [" ".join(own[start : len(own) - end]) for own in parts]
    readable = all(any(c.isalpha() for c in name) for name in bare)
    return titles(bare if readable else [" ".join(own) for own in parts], "party")
