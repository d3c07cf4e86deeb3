"""Facts that say the same."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import fields, is_dataclass

from zopa.case.model import Bonus, Case, Fact
from zopa.foundation.diagnostics import Code, Finding, Severity, example

DUPLICATE_FACT = Code(
    "duplicate-fact",
    Severity.WARNING,
    "the same fact twice",
    "Two facts say the same of the same party on the same day. It adds nothing, unless both are "
    "uncertain: then it makes the fact look surer than it is. Put all evidence under one fact. "
    "Two facts on a `bonus` for the same levels with the same range do not add up either; with "
    "different ranges they are no duplicates: what the bonus adds lies in both.\n\n"
    + example(
        wrong="- {party: us, rejects: draft, evidence: [a: he refused]}\n"
        "- {party: us, rejects: draft, evidence: [b: they said no]}",
        right="- {party: us, rejects: draft, evidence: [a: he refused, b: they said no]}",
    ),
)

CODES = (DUPLICATE_FACT,)


def duplicate_facts(case: Case) -> Iterator[Finding]:
    """A warning at each fact that an earlier one already states."""
    first: dict[Hashable, int] = {}
    for index, fact in enumerate(case.facts):
        path = fact.path or ("facts", index)
        earlier = first.setdefault((fact.party, fact.kind, *_said(fact)), index)
        if earlier != index:
            other = case.facts[earlier].path or ("facts", earlier)
            yield Finding(
                DUPLICATE_FACT,
                case.place(*path, fact.kind, key=True),
                f"an earlier fact already says this of `{fact.party}`",
                related=((case.place(*other, fact.kind, key=True), "the earlier one"),),
                help=("put all the evidence under one fact",),
            )


def _said(fact: Fact) -> tuple[Hashable, ...]:
    """What two facts of a party have in common where one of them is too many."""
    if not isinstance(fact.content, Bonus):
        return fact.on, _key(fact.content)
    when = _key({issue: frozenset(levels) for issue, levels in fact.content.when.items()})
    return fact.on, when, fact.content.adds


def _key(value: object) -> Hashable:
    """Equal for equal contents, whatever the order of their keys."""
    if isinstance(value, Mapping):
        return frozenset((k, _key(v)) for k, v in value.items())
    if isinstance(value, tuple):
        return tuple(_key(v) for v in value)
    if is_dataclass(value):
        return (type(value).__name__, *(_key(getattr(value, f.name)) for f in fields(value)))
    return value if isinstance(value, Hashable) else repr(value)
