"""This module reads the facts of a ledger, each of which is of one party and one kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import get_args

from zopa.case.codes.shape import FACT_KIND, UNKNOWN_KEY
from zopa.case.earlier import read_replaces
from zopa.case.kinds.registry import LedgerKind, read_content
from zopa.case.model import Evidence, Fact
from zopa.case.packages import read_evidence
from zopa.case.parts import Part
from zopa.case.read_terms import Issues
from zopa.case.scalars import read_confidence, read_date

MOST_FACTS = 2000

KINDS: tuple[LedgerKind, ...] = get_args(LedgerKind)
_OTHER_KEYS = (
    "evidence", "assumed", "stated", "against", "on", "confidence", "replaces", "group",
)  # fmt: skip


def read_facts(part: Part, issues: Issues, loose: list[Evidence]) -> tuple[Fact, ...]:
    """The facts in file order.

    A fact of which anything is broken is left out, and its path is marked as broken. Its evidence
    goes to `loose`, so that its quotes are verified all the same.
    """
    facts: list[Fact] = []
    for item in part.items(help="write `- party: …` for each fact", most=MOST_FACTS) or ():
        entry = item.called("this fact")
        fields = entry.fields(["party"], [*KINDS, "over", *_OTHER_KEYS])
        if fields is None:
            continue
        party = fields["party"].name() if "party" in fields else None
        kind = _kind(entry, fields)
        over = _over(entry, fields, kind)
        content = None if kind is None else read_content(kind, fields[kind], issues, over)
        confidence = read_confidence(fields["confidence"]) if "confidence" in fields else (1.0, "")
        evidence = read_evidence(fields["evidence"]) if "evidence" in fields else ()
        assumed = (fields["assumed"].text() or "") if "assumed" in fields else ""
        stated = read_date(fields["stated"]) if "stated" in fields else None
        against = read_evidence(fields["against"]) if "against" in fields else ()
        group = (fields["group"].name() or "") if "group" in fields else ""
        on = read_date(fields["on"]) if "on" in fields else None
        replaces = read_replaces(fields["replaces"]) if "replaces" in fields else None
        if party is None or kind is None or content is None or not confidence or entry.broken:
            entry.breaks()
            loose.extend((*evidence, *against))
            continue
        fact = Fact(party, kind, content, evidence, assumed, on, *confidence, entry.path)
        facts.append(replace(fact, replaces=replaces, group=group, against=against, stated=stated))
    return tuple(facts)


def _over(entry: Part, fields: Mapping[str, Part], kind: LedgerKind | None) -> tuple[str, ...]:
    """The issues that a party objects to, which only a fact with `declines` names."""
    if "over" not in fields:
        return ()
    if kind is not None and kind != "declines":
        entry.fail(
            UNKNOWN_KEY,
            f"a fact with `{kind}` has no `over`",
            at=fields["over"].key_place,
            help="`over` stands beside `declines`, and names the issues that a party objects to",
        )
        return ()
    return tuple(dict.fromkeys(fields["over"].texts()))


def _kind(entry: Part, fields: Mapping[str, Part]) -> LedgerKind | None:
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
    elif not entry.broken:  # else an unknown key has been reported, which may be the kind
        entry.fail(
            FACT_KIND,
            "this fact does not say what the party wants or did",
            at=fields["party"].place if "party" in fields else entry.place,
            help=f"add one of `{'`, `'.join(KINDS)}`",
        )
    return None
