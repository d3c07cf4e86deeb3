"""Making ids and titles for a case from the names that scenario files use.

Files use any names they like: `0.6`, `work from home`, `Jobs_util1`. A case needs short names of
letters, digits, `_` and `-`, and different titles for all issues and for all parties. No two names
may look the same by a letter of another script.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence

from zopa.case.parts import LONGEST_ID, valid_id
from zopa.foundation.look_alikes import looks, mistakable
from zopa.foundation.names import fold
from zopa.foundation.text import UNFIT

LONGEST_TITLE = 500
"""A title has at most this many characters; a longer one is cut."""
_READABLE_ID = 40
"""A short name made from a longer name is cut to this many characters."""
LONGEST_SHOWN = 60
"""A name in a message has at most this many characters."""


class _Taken:
    """The names that are taken: a name is among them if one is the same or looks the same.

    `same` is equal for names that count as the same. Looks are found out only if a name is not of
    English letters alone, since those differ to the eye.
    """

    def __init__(self, names: Iterable[str], same: Callable[[str], str]) -> None:
        self._same = same
        self._by_looks = not all(name.isascii() for name in names)
        self._taken: set[str] = set()
        self._alike: dict[str, list[str]] = {}

    def __contains__(self, name: str) -> bool:
        if self._same(name) in self._taken:
            return True
        alike = self._alike.get(looks(name), ()) if self._by_looks else ()
        return any(mistakable(name, other) for other in alike)

    def add(self, name: str) -> None:
        self._taken.add(self._same(name))
        if self._by_looks:
            self._alike.setdefault(looks(name), []).append(name)


def short_names(names: Iterable[str], what: str, *, digits: bool = False) -> list[str]:
    """A valid short name for each name; no two are the same, even without regard to capitals, and
    no two look the same by letters of other scripts.

    With `digits`, a short name may start with a digit, which is allowed for levels. If nothing of a
    name is left, or it starts with something that a short name cannot, `what` is put before it.

    >>> short_names(["Work from home", "work from home!", "0.6", "…"], "issue")
    ['work_from_home', 'work_from_home_2', 'issue_0_6', 'issue']
    >>> short_names(["0.6", "-1"], "level", digits=True)
    ['0_6', '1']
    >>> short_names(["oslo", "\u043eslo"], "party") == ["oslo", "\u043eslo_2"]
    True
    """
    names = list(names)
    taken = _Taken(names, str.casefold)
    ids = []
    for name in names:
        stem = _stem(name)
        if not valid_id(stem, digits=digits):
            stem = f"{what}_{stem}".rstrip("_")
        number, chosen = 1, stem
        while chosen in taken:
            number += 1
            chosen = f"{stem[: LONGEST_ID - 8]}_{number}"
        taken.add(chosen)
        ids.append(chosen)
    return ids


def _stem(name: str) -> str:
    text = unicodedata.normalize("NFC", name).lower()
    kept = "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else "_" for c in text)
    stem = re.sub("_+", "_", kept).strip("_")
    if len(stem) > _READABLE_ID:  # cut between words where there are several
        stem = stem[: _READABLE_ID + 1].rpartition("_")[0] or stem[:_READABLE_ID]
    return stem.strip("_")


def titles(names: Iterable[str], what: str) -> list[str]:
    """A title for each name: on one line, not empty, and no two the same.

    Names count as the same if they differ only in capitals, accents or hyphens, or look the same.

    >>> titles(["Price", "price ", "", "a\\nb"], "issue")
    ['Price', 'price (2)', '(issue 3)', 'a b']
    """
    names = list(names)
    taken = _Taken(names, fold)
    unique = []
    for position, name in enumerate(names, start=1):
        stem = clean(name) or f"({what} {position})"
        number, chosen = 1, stem
        while chosen in taken:
            number += 1
            chosen = f"{stem} ({number})"
        taken.add(chosen)
        unique.append(chosen)
    return unique


def level_texts(names: Iterable[str]) -> list[str]:
    """A text for each name of a level: on one line, not empty, and no two exactly the same.

    Nor do two look the same by letters of other scripts.

    >>> level_texts(["yes", "Yes", " yes", ""])
    ['yes', 'Yes', 'yes (2)', '(level 4)']
    """
    names = list(names)
    taken = _Taken(names, str)
    texts = []
    for position, name in enumerate(names, start=1):
        stem = clean(name) or f"(level {position})"
        number, chosen = 1, stem
        while chosen in taken:
            number += 1
            chosen = f"{stem} ({number})"
        taken.add(chosen)
        texts.append(chosen)
    return texts


def clean(name: str) -> str:
    """A name on one line, with `�` for what cannot stand in a case, and cut if it is very long.

    >>> clean(" a\\tb\\x00 ")
    'a b�'
    """
    line = " ".join(name.split())
    shown = UNFIT.sub("�", line)
    return shown if len(shown) <= LONGEST_TITLE else shown[: LONGEST_TITLE - 1] + "…"


def change_of(name: str, now: str) -> str:
    """How `name` was changed to `now`, in words that end a sentence.

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
    """A name for a message; of a long name only both ends are shown.

    >>> shortened("a" * 100 + " (2)")
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…aaaaaaaaaaaaaaa (2)'
    """
    return name if len(name) <= LONGEST_SHOWN else f"{name[:40]}…{name[-19:]}"


def case_title(name: str) -> str:
    """The title of a case, made from the name of a domain.

    >>> case_title("EnglandZimbabwe_domain"), case_title("Laptop-C-domain"), case_title("")
    ('EnglandZimbabwe', 'Laptop-C', 'An imported scenario')
    """
    bare = re.sub(r"[_ -]domain$", "", name, flags=re.IGNORECASE).replace("_", " ")
    return clean(bare) or clean(name) or "An imported scenario"


def party_names(names: Sequence[str]) -> list[str]:
    """Readable names for the parties, without the words that all file names begin or end with.

    >>> party_names(["travel_fanny", "travel_chox"]), party_names(["profile-1", "profile-2"])
    (['fanny', 'chox'], ['profile-1', 'profile-2'])
    """
    stems = [re.sub(r"\.(xml|json|ya?ml)$", "", name, flags=re.IGNORECASE) for name in names]
    parts = [re.split(r"[_\s]+", stem.strip("_ ")) for stem in stems]
    shared = min(len(words) for words in parts) - 1
    start = next((k for k in range(shared) if len({words[k] for words in parts}) > 1), shared)
    shared = min(len(words) - start for words in parts) - 1
    end = next((k for k in range(shared) if len({words[-1 - k] for words in parts}) > 1), shared)
    bare = [" ".join(words[start : len(words) - end]) for words in parts]
    readable = all(any(c.isalpha() for c in name) for name in bare)
    return titles(bare if readable else [" ".join(words) for words in parts], "party")
