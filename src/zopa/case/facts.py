"""The facts of the ledger: each of one party and one kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import get_args

from zopa.case.codes.shape import FACT_KIND, WRONG_SHAPE
from zopa.case.codes.words import BAD_RANGE, UNKNOWN_WORD
from zopa.case.model import (
    Bonus,
    Content,
    Direction,
    Evidence,
    Fact,
    FactKind,
    Order,
    Preference,
    Priorities,
    Ranking,
    RedLine,
    ReservationRange,
    Stance,
    ValueRange,
    WeightRange,
)
from zopa.case.nodes import ListNode, MapNode
from zopa.case.packages import (
    Issues,
    level_id,
    read_evidence,
    read_level_ranges,
    read_level_sets,
    read_package,
)
from zopa.case.parts import Part, clip
from zopa.case.scalars import read_confidence, read_date, read_range
from zopa.foundation.chance import Interval
from zopa.foundation.names import nearest_name

MOST_FACTS = 2000

KINDS: tuple[FactKind, ...] = get_args(FactKind)
_OTHER_KEYS = ("evidence", "assumed", "on", "confidence")


def read_facts(part: Part, issues: Issues, loose: list[Evidence]) -> tuple[Fact, ...]:
    """The facts in file order.

    One of which anything is broken is left out and its path marked; its evidence goes to
    `loose`, so that its quotes are verified all the same.
    """
    facts: list[Fact] = []
    for item in part.items(help="write `- party: …` for each fact", most=MOST_FACTS) or ():
        entry = item.called("this fact")
        fields = entry.fields(["party"], [*KINDS, *_OTHER_KEYS])
        if fields is None:
            continue
        party = fields["party"].name() if "party" in fields else None
        kind = _kind(entry, fields)
        content = None if kind is None else _READERS[kind](fields[kind], issues)
        confidence = read_confidence(fields["confidence"]) if "confidence" in fields else (1.0, "")
        evidence = read_evidence(fields["evidence"]) if "evidence" in fields else ()
        assumed = (fields["assumed"].text() or "") if "assumed" in fields else ""
        on = read_date(fields["on"]) if "on" in fields else None
        if party is None or kind is None or content is None or not confidence or entry.broken:
            entry.breaks()
            loose.extend(evidence)
            continue
        facts.append(Fact(party, kind, content, evidence, assumed, on, *confidence, entry.path))
    return tuple(facts)


def _kind(entry: Part, fields: Mapping[str, Part]) -> FactKind | None:
    kinds = [kind for kind in fields if kind in KINDS]
    if len(kinds) == 1:
        return kinds[0]
    if len(kinds) > 1:
        entry.fail(
            FACT_KIND,
            f"this fact says {len(kinds)} things: `{'`, `'.join(kinds)}`",
            at=fields[kinds[1]].key_place,
            related=((fields[kinds[0]].key_place, "the first"),),
            help="make a fact of each, with its own evidence",
        )
    elif not entry.broken:  # an unknown key has been reported: it may be the kind
        entry.fail(
            FACT_KIND,
            "this fact does not say what the party wants or did",
            at=fields["party"].place if "party" in fields else entry.place,
            help=f"add one of `{'`, `'.join(KINDS)}`",
        )
    return None


# --- one reader a kind: a part and the issues to the content ------------------------------------


def _order(part: Part, issues: Issues) -> Order:
    how = "write `{issue: [best, …, worst]}`"
    rankings: list[Ranking | Direction] = []
    for issue, entry in part.pairs(help=how) or ():
        ranking = _ranking(entry.called(f"the order on `{clip(issue)}`"), issue, issues)
        if ranking is not None:
            rankings.append(ranking)
    return Order(tuple(rankings))


def _ranking(part: Part, issue: str, issues: Issues) -> Ranking | Direction | None:
    if isinstance(part.node, ListNode):
        tiers = _tiers(part)
        return Ranking(issue, tuple(tuple(level_id(issues, issue, n) for n in t) for t in tiers))
    if isinstance(part.node, MapNode):
        fields = part.fields(["peak"], []) or {}
        level = fields["peak"].name() if "peak" in fields else None
        return None if level is None else Direction(issue, "peak", level_id(issues, issue, level))
    word = part.name()
    if word == "more":
        return Direction(issue, "more")
    if word == "less":
        return Direction(issue, "less")
    if word is None:
        return None
    known = issues.get(issue)
    near = nearest_name(word, ["more", "less"])
    if known is not None and word in known.level_ids:
        part.fail(
            WRONG_SHAPE,
            f"{part.words} is one level, not a list of them",
            help="write the levels in brackets, best first",
        )
    else:
        part.fail(
            UNKNOWN_WORD,
            f"`{clip(word)}` is not an order",
            label="expected levels in brackets, best first, or `more`, `less` or `{peak: …}`",
            help=f"write `{near}`" if near else (),
        )
    return None


def _tiers(part: Part) -> tuple[tuple[str, ...], ...]:
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


def _priorities(part: Part, _issues: Issues) -> Priorities:
    if not isinstance(part.node, ListNode):
        part.items(help="write `[most important, …, least important]`")
        return Priorities(())
    return Priorities(_tiers(part))


def _tables(part: Part, issues: Issues) -> Stance:
    return Stance("tables", read_package(part, issues))


def _accepts(part: Part, issues: Issues) -> Stance:
    return Stance("accepts", read_package(part, issues))


def _rejects(part: Part, issues: Issues) -> Stance:
    return Stance("rejects", read_package(part, issues))


def _prefers(part: Part, issues: Issues) -> Preference | None:
    if part.pairs(help="write `{this: draft, to: draft}`") is None:
        return None
    fields = part.fields(["this", "to"], []) or {}
    if set(fields) != {"this", "to"}:
        return None
    return Preference(read_package(fields["this"], issues), read_package(fields["to"], issues))


def _red_line(part: Part, issues: Issues) -> RedLine:
    return RedLine(read_level_sets(part, issues))


def _weight(part: Part, _issues: Issues) -> WeightRange:
    return WeightRange(_ranges(part, "the weight of", "write `{issue: 30..50}`"))


def _value(part: Part, issues: Issues) -> ValueRange:
    ranges: dict[str, Mapping[str, Interval]] = {}
    for issue, entry in part.pairs(help="write `{issue: {level: 60..80}}`") or ():
        inner = entry.called(f"the value of `{clip(issue)}`")
        of_levels = _ranges(inner, "the value of", "write `{level: 60..80}`")
        ranges[issue] = {level_id(issues, issue, level): r for level, r in of_levels.items()}
        for level in of_levels:
            places = part.notes.places
            plain = level_id(issues, issue, level)
            places.setdefault((*entry.path, plain), places[*entry.path, level])
    return ValueRange(ranges)


def _ranges(part: Part, words: str, how: str) -> dict[str, Interval]:
    found: dict[str, Interval] = {}
    for name, entry in part.pairs(help=how) or ():
        interval = read_range(entry.called(f"{words} `{clip(name)}`"))
        if interval is not None:
            found[name] = interval
    return found


def _bonus(part: Part, issues: Issues) -> Bonus | None:
    if part.pairs(help="write `{when: {issue: [level]}, adds: 5..8}`") is None:
        return None
    fields = part.fields(["when", "adds"], []) or {}
    if set(fields) != {"when", "adds"}:
        return None
    when = read_level_ranges(fields["when"], issues)
    adds = read_range(fields["adds"], lowest=-100)
    if adds is None:
        return None
    if adds.low < 0 < adds.high:
        fields["adds"].fail(
            BAD_RANGE,
            "it is not clear whether this adds or takes away",
            label="holds numbers above and below 0",
            help="make two facts of it, each with its `confidence`",
        )
        return None
    return Bonus(when, adds)


def _reservation(part: Part, _issues: Issues) -> ReservationRange | None:
    interval = read_range(part)
    return None if interval is None else ReservationRange(interval)


_READERS: Mapping[FactKind, Callable[[Part, Issues], Content | None]] = {
    "order": _order,
    "priorities": _priorities,
    "tables": _tables,
    "accepts": _accepts,
    "rejects": _rejects,
    "prefers": _prefers,
    "red_line": _red_line,
    "weight": _weight,
    "value": _value,
    "bonus": _bonus,
    "reservation": _reservation,
}
