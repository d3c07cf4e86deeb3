"""The letters by which deals and packages are called."""

from __future__ import annotations

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def letter(position: int) -> str:
    """The letter of the deal or package at a position, from 0.

    >>> letter(0), letter(2)
    ('A', 'C')
    """
    return LETTERS[position % len(LETTERS)]
