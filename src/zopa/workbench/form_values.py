"""What a person has filled in, taken out of a form."""

from __future__ import annotations

from typing import Any

from starlette.datastructures import FormData


def filled(form: FormData, name: str) -> str:
    """The text of a field, without white space around it; empty where there is none."""
    value = form.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def chosen(form: FormData, name: str) -> list[str]:
    """The values of the boxes that are ticked."""
    return [value.strip() for value in form.getlist(name) if isinstance(value, str)]


def in_one_line(words: str) -> str:
    """A text without line ends and further white space.

    >>> in_one_line(" no\\n deal ")
    'no deal'
    """
    return " ".join(words.split())


def tiers(ranks: dict[str, str]) -> list[Any]:
    """Names in tiers by the number that each has; one that has none is left out.

    >>> tiers({"a": "2", "b": "1", "c": "2", "d": ""})
    ['b', ['a', 'c']]
    """
    given = sorted({rank for rank in ranks.values() if rank.isdecimal()}, key=int)
    groups = [[name for name, rank in ranks.items() if rank == number] for number in given]
    return [group[0] if len(group) == 1 else group for group in groups]


def ranks(names: list[Any]) -> dict[str, str]:
    """The number of each name in tiers.

    >>> ranks(["b", ["a", "c"]])
    {'b': '1', 'a': '2', 'c': '2'}
    """
    return {
        name: str(number)
        for number, tier in enumerate(names, 1)
        for name in (tier if isinstance(tier, list) else [tier])
    }
