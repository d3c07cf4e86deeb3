"""The table of countries and blocs: their names, demonyms and capitals.

The table is `countries.txt` beside this module, which was written for this project. It holds the
members of the United Nations, some other states, and blocs and bodies that negotiate. A word in it
*names* a party (“Ukraine”), is its *demonym* (“Ukrainian”), or *stands* for it (“Kyiv”, “the
Kremlin”). The last is less sure, because a capital is also a town.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib import resources

from zopa.foundation.names import fold, slug


class CountryClue(IntEnum):
    """How a word leads to a country, the surest first."""

    NAME = 0
    DEMONYM = 1
    METONYM = 2


@dataclass(frozen=True, slots=True)
class Country:
    """One line of the table."""

    id: str
    name: str
    also: tuple[str, ...]
    demonyms: tuple[str, ...]
    seats: tuple[str, ...]


@cache
def countries_by_id() -> dict[str, Country]:
    """The table by id.

    >>> countries_by_id()["united_states"].demonyms[0], countries_by_id()["ukraine"].seats[0]
    ('American', 'Kyiv')
    """
    text = resources.files(__package__).joinpath("countries.txt").read_text(encoding="utf-8")
    table: dict[str, Country] = {}
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        name, also, demonyms, seats = (part.strip() for part in line.split("|"))
        lists = [
            tuple(item.strip() for item in part.split(";") if item.strip())
            for part in (also, demonyms, seats)
        ]
        table[slug(name)] = Country(slug(name), name, *lists)
    return table


@cache
def words() -> dict[str, tuple[str, CountryClue]]:
    """Each word of the table, with the country to which it leads and how.

    A demonym of two countries leads to neither.

    >>> words()["Kyiv"], "Congolese" in words()
    (('ukraine', <CountryClue.METONYM: 2>), False)
    """
    found: dict[str, tuple[str, CountryClue]] = {}
    twice: set[str] = set()
    for country in countries_by_id().values():
        listed = (
            ((country.name, *country.also), CountryClue.NAME),
            (country.demonyms, CountryClue.DEMONYM),
            (country.seats, CountryClue.METONYM),
        )
        for forms, way in listed:
            for form in forms:
                for written in {form, _bare(form), form.replace("’", "'")}:
                    if found.setdefault(written, (country.id, way))[0] != country.id:
                        twice.add(written)
    # A name without its accents may be an everyday word.
    return {form: found[form] for form in found if form not in twice | {"Male"}}


def _bare(form: str) -> str:
    return "".join(
        plain if len(plain := fold(c)) == 1 and c.islower() and not c.isascii() else c for c in form
    )


@cache
def longest() -> dict[str, tuple[str, ...]]:
    """The words of the table by their first word, the longest first.

    >>> longest()["White"]
    ('White House',)
    """
    by_first: dict[str, list[str]] = {}
    for form in words():
        by_first.setdefault(re.split(r"[ ]", form)[0], []).append(form)
    return {first: tuple(sorted(forms, key=len, reverse=True)) for first, forms in by_first.items()}
