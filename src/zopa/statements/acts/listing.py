"""Sets of words, written as one would read them."""

from __future__ import annotations


def listed(text: str) -> frozenset[str]:
    """The words of a text as a set.

    >>> sorted(listed("he she it"))
    ['he', 'it', 'she']
    """
    return frozenset(text.split())
