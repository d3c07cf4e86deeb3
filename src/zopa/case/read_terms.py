"""This module reads levels, terms and packages: what drafts, rules and facts are made of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeAlias

from zopa.case.codes.shape import WRONG_SHAPE
from zopa.case.codes.words import BAD_RANGE
from zopa.case.issues import Issue, Package
from zopa.case.nodes import ListNode, MapNode
from zopa.case.parts import Part, clip
from zopa.case.scalars import decimal, plain_number

Issues: TypeAlias = Mapping[str, Issue]


def level_id(issues: Issues, issue: str, text: str) -> str:
    """The id of the level that a text names; `50.0` and `5e1` name the numeric level `50`."""
    known = issues.get(issue)
    if known is None or not known.numeric or (number := decimal(text)) is None:
        return text
    plain = plain_number(number)
    return plain if known.has(plain) else text


def terms_from(part: Part, issues: Issues) -> dict[str, str]:
    """Issues, each with one level."""
    terms: dict[str, str] = {}
    for issue, entry in part.pairs() or ():
        text = entry.called(f"the level of `{clip(issue)}`").name(help="write one level")
        if text is not None:
            terms[issue] = level_id(issues, issue, text)
    return terms


def read_level_sets(part: Part, issues: Issues) -> dict[str, tuple[str, ...]]:
    """Issues, each with a list of levels; a single level needs no brackets."""
    sets: dict[str, tuple[str, ...]] = {}
    for issue, entry in part.pairs(help="write `{issue: [level]}`") or ():
        levels = entry.called(f"the level of `{clip(issue)}`").texts()
        sets[issue] = tuple(level_id(issues, issue, text) for text in levels)
    return sets


def read_level_ranges(part: Part, issues: Issues) -> dict[str, tuple[str, ...]]:
    """As `read_level_sets`; of a numeric issue, `3..9` stands for the levels from 3 to 9."""
    sets: dict[str, tuple[str, ...]] = {}
    for issue, entry in part.pairs(help="write `{issue: [level]}`") or ():
        levels = entry.called(f"the level of `{clip(issue)}`")
        known = issues.get(issue)
        if known is None or not known.numeric:
            sets[issue] = levels.texts()
            continue
        places = part.notes.places
        items = (levels.items() or []) if isinstance(levels.node, ListNode) else [levels]
        placed = [
            (level, places[item.path])
            for item in items
            for level in _levels_between(item.called(f"an entry of {levels.words}"), known)
        ]
        # The levels of a range stand where the range stands.
        places |= {(*levels.path, k): place for k, (_, place) in enumerate(placed)}
        sets[issue] = tuple(level for level, _ in placed)
    return sets


_BETWEEN = re.compile(r"(\S+?)\s*\.\.\s*(\S+)")


def _levels_between(part: Part, issue: Issue) -> tuple[str, ...]:
    """The level that a text names, or those from one to another of a range."""
    text = part.name()
    if text is None:
        return ()
    between = _BETWEEN.fullmatch(text)
    ends = (
        [level_id({issue.id: issue}, issue.id, end) for end in between.groups()] if between else []
    )
    unknown = [end for end in ends if not issue.has(end)]
    if not ends or unknown:  # the check of names finds undeclared ones
        return (unknown[0] if unknown else level_id({issue.id: issue}, issue.id, text),)
    first, last = (issue.index(end) for end in ends)
    if first > last:
        part.fail(
            BAD_RANGE,
            f"the range `{clip(text)}` ends below its start",
            help=f"write `{ends[1]}..{ends[0]}`",
        )
    return issue.level_ids[first : last + 1]


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
