"""Comparing names of organisations: when a longer, a shorter and a spelled one are the same."""

from __future__ import annotations

import re
from functools import cache

from zopa.foundation.names import fold
from zopa.proposing.actors.nouns import COMPANY_ENDS, LEGAL_ENDS, ORGANISED, UNION_WORDS

_SMALL = frozenset({"of", "and", "the", "for", "&", "on", "in", "de", "la"})


@cache
def bare(name: str) -> tuple[str, ...]:
    """The words of a name without its article and its legal form.

    >>> bare("The Halden Paints Ltd."), bare("E.U.")
    (('halden', 'paints'), ('eu',))
    """
    words = [word for word in re.split(r"[\s/]+", fold(name).replace("’", "'")) if word]
    words = [re.sub(r"[^\w&']", "", word) for word in words]
    words = [word for word in words if word]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    while len(words) > 1 and words[-1] in LEGAL_ENDS:
        words = words[:-1]
    return tuple(words)


@cache
def closed(name: str) -> str:
    """The name as one word: “Akzo Nobel” and “AkzoNobel” are the same."""
    return "".join(bare(name))


@cache
def initials(name: str) -> frozenset[str]:
    """The acronyms that a name of several words may have.

    >>> sorted(initials("Guild of Harbour Workers"))
    ['GHW', 'GOHW']
    """
    words = [word for word in re.split(r"[\s\-/]+", name) if word and word.lower() != "the"]
    main = [word for word in words if word.lower() not in _SMALL]
    if len(main) < 2:
        return frozenset()
    found = {"".join(word[0] for word in words).upper(), "".join(word[0] for word in main).upper()}
    # “Free Trade Party” may be called after the parts of a compound: CDU, MLBPA.
    return frozenset(found)


def is_acronym(name: str) -> bool:
    """Whether a name is written as initials are.

    >>> is_acronym("IAM"), is_acronym("U.S."), is_acronym("Boeing")
    (True, True, False)
    """
    letters = re.sub(r"[.&]", "", name)
    return (
        2 <= len(letters) <= 7
        and " " not in letters
        and sum(c.isupper() for c in letters) >= max(2, len(letters) - 2)
        and letters[0].isupper()
    )


def shortens(short: str, long: str) -> bool:
    """Whether a name may be a shorter form of another one.

    >>> shortens("Halden", "Halden Paints"), shortens("HP", "Halden Paints")
    (True, True)
    >>> shortens("Paints", "Halden Paints"), shortens("Commission", "Fisheries Commission")
    (False, True)
    """
    one, two = bare(short), bare(long)
    if not one or not two or len(one) > len(two):
        return False
    if of_bloc(short, long):
        return True
    if closed(short) == closed(long) or demonym(short, long) or demonym(long, short):
        return True
    if is_acronym(short) and short.replace(".", "") in initials(long):
        return True
    if len(one) < len(two) and two[: len(one)] == one:
        rest = two[len(one) :]
        if {word.strip("'") for word in rest} & UNION_WORDS and not set(one) & UNION_WORDS:
            # “Halden Workers Guild” is no longer name of Halden.
            return False
        return not (set(rest) & {"of", "and"}) or one[-1] in COMPANY_ENDS or len(one) > 1
    # “Bank of Ridgeway” is Ridgeway where no place of this name acts.
    tail = len(one) < len(two) - 1 and two[-len(one) - 1 :] == ("of", *one)
    return tail or ends(short, long)


def of_bloc(adjective: str, bloc: str) -> bool:
    """Whether “African delegates” are of what is called the Africa Group."""
    words = bloc.split()
    return len(words) == 2 and words[1] in ("Group", "Bloc") and demonym(adjective, words[0])


def islands(short: str, long: str) -> bool:
    """Whether a plural is the short name of islands.

    >>> islands("the Faroes", "Faroe Islands"), islands("Faroes", "Faroe Ferries")
    (True, False)
    """
    one, two = bare(short), bare(long)
    return len(one) == 1 and two[1:] == ("islands",) and one[0] == two[0].removesuffix("s") + "s"


def ends(short: str, long: str) -> bool:
    """Whether a name is the end of a longer one, as “the Commission” is.

    >>> ends("Commission", "Fisheries Commission"), ends("Berg", "Ann Berg")
    (True, False)
    """
    one, two = bare(short), bare(long)
    return 0 < len(one) < len(two) and two[-len(one) :] == one and one[-1] in ORGANISED


def demonym(adjective: str, place: str) -> bool:
    """Whether a word may be what comes from a place.

    >>> demonym("Movian", "Movia"), demonym("Movian", "Karsia")
    (True, False)
    """
    low, stem = adjective.lower(), place.lower()
    if " " in stem or len(stem) < 4:
        return False
    short = stem.rstrip("aeioy")
    if len(low) > 4 and stem == low + "ia":
        return True
    ends = [stem + end for end in ("n", "an", "ian", "i", "ese", "er", "s")]
    return low in ends + [short + end for end in ("an", "ian", "ish", "ese", "ic", "ans", "ians")]


def alike(one: str, other: str) -> bool:
    """Whether two names of some length differ by one letter only."""
    from rapidfuzz.distance import OSA

    first, second = closed(one), closed(other)
    if min(len(first), len(second)) < 7 or first[0] != second[0]:
        return False
    return OSA.distance(first, second, score_cutoff=1) <= 1
