"""This check finds groups of facts that cannot stand or fall together, and groups of one fact."""

from __future__ import annotations

from collections.abc import Iterator

from zopa.case.model import Case, Fact, Path
from zopa.foundation.diagnostics import Code, Finding, Severity, example

GROUP_CONFIDENCE = Code(
    "group-confidence",
    Severity.ERROR,
    "facts of one group that are not equally sure",
    "Facts of one `group` stand or fall together: one draw of chance puts all of them in force, or "
    "none. So they all have the same `confidence`.\n\n"
    + example(
        wrong="group: leak\nconfidence: likely\n…\ngroup: leak\nconfidence: unlikely",
        right="group: leak\nconfidence: likely\n…\ngroup: leak\nconfidence: likely",
    ),
)
GROUP_OF_ONE = Code(
    "group-of-one",
    Severity.WARNING,
    "a group with a single fact",
    "A `group` says that facts stand or fall together. No other fact names this one; it may be "
    "misspelt.\n\n"
    + example(wrong="group: leek\n…\ngroup: leak", right="group: leak\n…\ngroup: leak"),
)

CODES = (GROUP_CONFIDENCE, GROUP_OF_ONE)


def group_faults(case: Case) -> Iterator[Finding]:
    """A finding for each fact less or more sure than the first of its group, or alone in it."""
    groups: dict[str, list[tuple[Path, Fact]]] = {}
    for index, fact in enumerate(case.facts):
        if fact.group:
            groups.setdefault(fact.group, []).append((fact.path or ("facts", index), fact))
    for name, ((start, first), *others) in groups.items():
        if not others and not case.broken:
            yield Finding(
                GROUP_OF_ONE,
                case.place(*start, "group"),
                f"no other fact is of the group `{name}`",
                help=("mend the name, or leave `group` out",),
            )
        for path, fact in others:
            if fact.confidence != first.confidence:
                yield Finding(
                    GROUP_CONFIDENCE,
                    case.place(*path, "group" if fact.certain else "confidence"),
                    f"this fact of the group `{name}` is {_how_sure(fact)}, another one is "
                    f"{_how_sure(first)}",
                    related=((case.place(*start, "group"), "the first of the group"),),
                    help=("give all facts of a group the same `confidence`",),
                )


def _how_sure(fact: Fact) -> str:
    if fact.certain:
        return "established"
    return f"`{fact.confidence_word}`" if fact.confidence_word else f"held at {fact.confidence:g}"
