"""Issues with their levels, out of the matters that claims and drafts tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from zopa.case.model import Issue, Level
from zopa.foundation.names import fold
from zopa.foundation.text import word_set
from zopa.proposing.lexicon import BY_ID
from zopa.proposing.matters import LevelShape, Matter, MatterHit
from zopa.proposing.naming import one_line, short_name
from zopa.proposing.scale import LevelScale, scale_of

MOST_ISSUES = 12
"""Issues of a proposal: those with most support. More than a person can correct are no help."""
MOST_LEVELS = 8
"""Levels of an issue whose alternatives the reports name."""


@dataclass(frozen=True)
class MatterTold:
    """A matter where it is told: by which side (or of whose draft), in which document."""

    hit: MatterHit
    side: str
    document: str
    text: str = field(repr=False)
    """The reading of the document."""


@dataclass(frozen=True)
class Subject:
    """An issue, and how what is told becomes a level of it."""

    issue: Issue
    matter: Matter
    why: str
    support: int
    names: dict[str, str] = field(default_factory=dict)
    """A place as told → level."""
    scale: LevelScale | None = None
    unit: str = ""

    def level(self, hit: MatterHit) -> str:
        """The level that a hit tells, or an empty text."""
        if hit.value is not None:
            if self.scale is None or hit.unit != self.unit:
                return ""
            level = self.scale.level(hit.value)
        elif self.issue.numeric:
            zero = self.matter.grades and hit.level == self.matter.grades[0].id
            level = "0" if zero else ""
        elif self.matter.shape is LevelShape.PLACE:
            level = self.names.get(fold(hit.level), "")
        else:
            level = hit.level
        return level if self.issue.has(level) else ""


def subjects(told: Sequence[MatterTold], place_name: Callable[[str], str]) -> list[Subject]:
    """Issues for the matters told, those with most support first.

    Support is the number of sides and documents that tell the matter. `place_name` gives the name
    of the party that a word such as “Ukrainian” belongs to, or an empty text.
    """
    groups: dict[str, list[MatterTold]] = {}
    for one in told:
        groups.setdefault(one.hit.matter.id, []).append(one)
    found: list[Subject] = []
    for group in groups.values():
        matter = group[0].hit.matter
        by_unit: dict[str, list[MatterTold]] = {}
        for one in group:
            if one.hit.value is not None:
                by_unit.setdefault(one.hit.unit, []).append(one)
        if by_unit:
            units = sorted(by_unit, key=lambda unit: -_support(by_unit[unit]))
            for unit in units[:2]:
                plain = unit == units[0]
                found += _numeric(matter, unit, by_unit[unit], group if plain else by_unit[unit])
        elif matter.shape is LevelShape.PLACE:
            found += _places(matter, group, place_name)
        elif matter.grades:
            found += _worded(matter, group)
    order = {matter_id: rank for rank, matter_id in enumerate(BY_ID)}
    found.sort(key=lambda s: (-s.support, order.get(s.matter.id, len(order))))
    return _distinct(found[:MOST_ISSUES])


def _support(told: Iterable[MatterTold]) -> int:
    return len({(one.side, one.document) for one in told})


def _why(told: Sequence[MatterTold]) -> str:
    words: dict[str, None] = {}
    for one in told:
        words.setdefault(one_line(one.text[one.hit.span.start : one.hit.span.stop], 40))
    shown = ", ".join(f"“{word}”" for word in list(words)[:3])
    documents = len({one.document for one in told})
    return f"told in {documents} {'report' if documents == 1 else 'reports'}: {shown}"


def _numeric(
    matter: Matter, unit: str, told: list[MatterTold], all_told: list[MatterTold]
) -> list[Subject]:
    values = [one.hit.value for one in told if one.hit.value is not None]
    made = scale_of(values, unit)
    if made is None:
        return []
    title = matter.title
    if matter.id == "share":
        title = next((t for t in map(_share_of, told) if t), title)
    issue = Issue(matter.id, one_line(title), made.levels, made.unit, numeric=made.numeric)
    return [Subject(issue, matter, _why(told), _support(all_told), scale=made, unit=unit)]


_OF = re.compile(
    r"\s*(?:of|in)\s+(?:the\s+|its\s+|their\s+|all\s+)?(?P<what>[^\W\d_][\w’' -]{2,60})"
)
_END = word_set(
    "and or that which in for by with as at from after according his her their its of is was were "
    "are has have had on when while if would will said says under over per"
)


def _share_of(told: MatterTold) -> str:
    """“Share of rights to the minerals”, from what stands behind the figure."""
    match = _OF.match(told.text, told.hit.span.stop)
    if match is None:
        return ""
    words: list[str] = []
    for word in match["what"].split()[:5]:
        if word.casefold() in _END:
            break
        words.append(word)
    while words and words[-1].casefold() in ("the", "to", "a"):
        words.pop()
    return "Share of " + " ".join(words) if words else ""


def _worded(matter: Matter, told: list[MatterTold]) -> list[Subject]:
    seen = {one.hit.level for one in told}
    named = matter.shape is LevelShape.NAMED
    kept = [g for g in matter.grades if g.id in seen or (g.always and not named)]
    if named and len(kept) == 1:
        weak = kept[0].id in ("letter", "memorandum", "framework")
        other = "binding" if weak else "memorandum"
        kept = [g for g in matter.grades if g in kept or g.id == other]
    if len(kept) < 2:
        return []
    levels = tuple(Level(g.id, g.text) for g in kept)
    issue = Issue(matter.id, matter.title, levels)
    return [Subject(issue, matter, _why(told), _support(told))]


def _places(
    matter: Matter, told: list[MatterTold], place_name: Callable[[str], str]
) -> list[Subject]:
    names: dict[str, str] = {}
    levels: dict[str, str] = {}
    for one in told:
        place = one.hit.level
        text = place_name(place) or ("international" if fold(place) == "international" else place)
        known = next((level for level, own in levels.items() if fold(own) == fold(text)), "")
        if not known:
            if len(levels) >= MOST_LEVELS:
                continue
            known = short_name(text, "place", list(levels))
            levels[known] = one_line(text)
        names[fold(place)] = known
    if len(levels) == 1:
        levels["elsewhere"] = "somewhere else"
    issue = Issue(matter.id, matter.title, tuple(Level(k, v) for k, v in levels.items()))
    return [Subject(issue, matter, _why(told), _support(told), names)]


def _distinct(found: list[Subject]) -> list[Subject]:
    """No two issues with one short name or one title."""
    ids: list[str] = []
    titles: set[str] = set()
    made = []
    for subject in found:
        own = subject.issue
        issue_id = short_name(own.id, "issue", ids)
        ids.append(issue_id)
        title = own.title
        if fold(title) in titles:
            title = one_line(f"{title} ({own.unit or issue_id})")
        titles.add(fold(title))
        issue = Issue(issue_id, title, own.levels, own.unit, own.numeric)
        made.append(
            Subject(
                issue, subject.matter, subject.why, subject.support, subject.names, subject.scale,
                subject.unit,
            )
        )  # fmt: skip
    return made
