"""Levels that mean after an edit what others meant before, and the facts that so turn round.

Facts and drafts name levels by their short names. Where the texts of two levels change places, all
that names them says the opposite, and nothing is wrong that `check` could find.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zopa.case.model import Case


def senses_turned(old: Case | None, new: Case | None) -> tuple[str, ...]:
    """For each level that has got the text of another, what that is and which entries name it.

    An entry whose names were changed along with the texts says what it said, and is not told.
    """
    if old is None or new is None:
        return ()
    return tuple(_told(old, new))


def _told(old: Case, new: Case) -> Iterator[str]:
    from zopa.foundation.names import fold

    for name, issue in new.issues.items():
        before = old.issues.get(name)
        if before is None or issue.numeric or before.numeric:
            continue
        meant = {fold(level.text): level.id for level in before.levels}
        for level in issue.levels:
            other = meant.get(fold(level.text))
            if other is None or other == level.id or not before.has(level.id):
                continue
            named = list(_naming(old, new, name, level.id))
            if named:
                yield (
                    f"`{level.id}` of `{name}` now means what `{other}` meant: look at "
                    f"{', '.join(named)}, which name{'s' if len(named) == 1 else ''} it"
                )


def _naming(old: Case, new: Case, issue: str, level: str) -> Iterator[str]:
    """The entries that name a level and have not changed themselves."""
    from zopa.case.mentions import packages_of

    for name, draft in new.drafts.items():
        same = name in old.drafts and old.drafts[name].levels == draft.levels
        if same and level in draft.levels.get(issue, ()):
            yield f"drafts.{name}"
    was = {fact.path: fact.content for fact in old.ledger}
    for fact in new.ledger:
        if was.get(fact.path) != fact.content:
            continue
        uses = [use for use in fact.content.names(()) if use.kind == "level"]
        terms = [package.terms for package in packages_of(fact)]
        if any((use.issue, use.name) == (issue, level) for use in uses) or any(
            term.get(issue) == level for term in terms
        ):
            yield f"facts.{int(fact.path[1]) + 1}" if fact.path else "a fact"
    for number, rule in enumerate(new.rules, 1):
        if level in (*rule.when.get(issue, ()), *(rule.then or {}).get(issue, ())):
            yield f"rules.{number}"
