"""This module reads levels, terms and packages: what drafts, rules and facts are made of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import TypeAlias

from zopa.case.codes.shape import WRONG_SHAPE
from zopa.case.codes.words import BAD_RANGE
from zopa.case.issues import Issue, Package
from zopa.case.named_numbers import NamedNumbers
from zopa.case.nodes import ListNode, MapNode
from zopa.case.parts import Part, clip
from zopa.case.scalars import decimal, plain_number

Issues: TypeAlias = Mapping[str, Issue]


def level_id(issues: Issues, issue: str, text: str) -> str:
    """The id of the level that a text names; `50.0` and `5e1` name the numeric level `50`.

    A number that is no level of a numeric issue is noted where `issues` are `NamedNumbers`.
    """
    known = issues.get(issue)
    if known is None or not known.numeric or (number := decimal(text)) is None:
        return text
    plain = plain_number(number)
    if known.has(plain):
        return plain
    if isinstance(issues, NamedNumbers):
        issues.note(issue, plain)
    return text


def terms_from(part: Part, issues: Issues) -> dict[str, str]:
    """Issues, each with one level."""
    terms: dict[str, str] = {}
    for issue, entry in part.pairs() or ():
        text = entry.called(f"the level of `{clip(issue)}`").name(help="write one level")
        if text is not None:
            terms[issue] = level_id(issues, issue, text)
    return terms


def read_level_sets(part: Part, issues: Issues) -> dict[str, tuple[str, ...]]:
    """Issues, each with a list of levels; a single level needs no brackets, and of a numeric issue
    `3..9` stands for the levels from 3 to 9."""
    sets: dict[str, tuple[str, ...]] = {}
    for issue, entry in part.pairs(help="write `{issue: [level]}`") or ():
        sets[issue] = levels_named(entry.called(f"the level of `{clip(issue)}`"), issues, issue)
    return sets


def levels_named(part: Part, issues: Issues, issue: str) -> tuple[str, ...]:
    """The levels of one issue that a list names, or one text that stands alone."""
    known = issues.get(issue)
    if known is None or not known.numeric:
        return part.texts()
    places = part.notes.places
    items = [part]
    if isinstance(part.node, ListNode):
        items = [item.called(f"an entry of {part.words}") for item in part.items() or ()]
    placed = [
        (level, places[item.path])
        for item in items
        if (text := item.name()) is not None
        for level in levels_in(item, text, issues, issue)
    ]
    # The levels of a range stand where the range stands.
    places |= {(*part.path, k): place for k, (_, place) in enumerate(placed)}
    return tuple(level for level, _ in placed)


_BETWEEN = re.compile(r"(\S+?)\s*\.\.\s*(\S+)")


def levels_in(part: Part, text: str, issues: Issues, issue: str) -> tuple[str, ...]:
    """The level of a numeric issue that a text names, or all those that lie in a range. A finding
    is about the part in which the text stands, which may be its key.

    What lies beyond the two ends is left out, and an end that is no level is none.
    """
    between = _BETWEEN.fullmatch(text)
    if between is None:
        return (level_id(issues, issue, text),)
    ends = [level_id(issues, issue, end) for end in between.groups()]
    first, last = (decimal(end) for end in ends)
    if first is None or last is None:  # the check of names finds what is no number
        return (ends[first is not None],)
    if first > last:
        part.fail(
            BAD_RANGE,
            f"the range `{clip(text)}` ends below its start",
            help=f"write `{ends[1]}..{ends[0]}`",
        )
        return ()
    found = tuple(k for k in issues[issue].level_ids if first <= Decimal(k) <= last)
    return found or (ends[0],)


def read_package(part: Part, issues: Issues) -> Package:
    """A draft's id, or terms written out."""
    if isinstance(part.node, MapNode):
        return Package(terms=terms_from(part, issues))
    if isinstance(part.node, ListNode):
        part.fail(
            WRONG_SHAPE,
            f"{part.words} is a list, not a draft or terms",
            help="name one draft, or write `{issue: level}`",
        )
        return Package()
    return Package(draft=part.name() or "")


def read_tiers(part: Part) -> tuple[tuple[str, ...], ...]:
    """A list whose items are names or, where nothing is known between them, lists of names."""
    tiers: list[tuple[str, ...]] = []
    for item in part.items() or ():
        names = (
            item.called("this inner bracket").texts()
            if isinstance(item.node, ListNode)
            else tuple(n for n in (item.called(f"a name in {part.words}").name(),) if n is not None)
        )
        if names:
            tiers.append(names)
    return tuple(tiers)
