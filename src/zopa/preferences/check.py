"""All that is found in a case folder: its form, what it says, and whether its facts can hold."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from zopa.case import checks, load
from zopa.foundation.diagnostics import Code, Finding, Severity, example

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Sequence

    from zopa.case.model import Case, Fact
    from zopa.foundation.diagnostics import Place, Report
    from zopa.preferences.consistency import Consistency
    from zopa.preferences.draws import Draws

CLASH = Code(
    "clash",
    Severity.ERROR,
    "facts that cannot all hold",
    "No preferences whatever agree with all of these facts, and leaving out any one of them would "
    "do: it is a smallest set that clashes. One of them is wrong, has changed since, or is less "
    "sure than it is taken to be.\n\n"
    + example(
        wrong="- party: us\n  order: {share: more}\n- party: us\n"
        "  prefers: {this: {share: 10}, to: {share: 50}}\n- party: us\n  weight: {share: 30..50}",
        right="- party: us\n  order: {share: more}\n- party: us\n"
        "  prefers: {this: {share: 50}, to: {share: 10}}\n- party: us\n  weight: {share: 30..50}",
    )
    + "\n\nTwo facts that point opposite ways need not clash: an `order` says *at least as good "
    "as*, so both hold where the party is indifferent. They clash once that is ruled out.",
)
UNCERTAIN_CLASH = Code(
    "uncertain-clash",
    Severity.WARNING,
    "an uncertain fact that contradicts others",
    "A fact with a `confidence` holds in that share of the draws. This one cannot hold together "
    "with the others shown, so in the draws where they hold it never does, whatever its "
    "confidence says.\n\n"
    + example(
        wrong="- party: us\n  reservation: 60..70\n- party: us\n  reservation: 10..20\n"
        "  confidence: likely",
        right="- party: us\n  reservation: 60..70\n  confidence: unlikely\n- party: us\n"
        "  reservation: 10..20\n  confidence: likely",
    ),
)
READING_CLASH = Code(
    "reading-clash",
    Severity.WARNING,
    "a report of a draft that the facts rule out",
    "Reports differ on a term of this draft, and one of the levels told contradicts the facts "
    "taken as established. No draw takes it. Either the facts settle the dispute, and the term "
    "can be written as one level, or one of the facts is wrong.\n\n"
    + example(
        wrong="terms:\n  law:\n    ours: [{a: under our law}]\n    theirs: [{b: under their law}]",
        right="terms:\n  law: ours",
    ),
)
NOT_CONVERGED = Code(
    "not-converged",
    Severity.WARNING,
    "draws that have not settled",
    "Draws come from random walks that are tested for having forgotten where they began. Here "
    "the tests had not passed when the walk reached its greatest length, so shares may be off by "
    "more than their sampling error. This happens with very many levels or with numbers pinned "
    "to very narrow ranges: fewer levels, or wider ranges, help.",
)

CODES = MappingProxyType(
    {
        **checks.CODES,
        **{c.name: c for c in (CLASH, UNCERTAIN_CLASH, READING_CLASH, NOT_CONVERGED)},
    }
)
"""Every code that a finding can have, by name."""


def check(path: str | os.PathLike[str]) -> Report:
    """Everything that is found in a case folder, sorted by place; never raises.

    >>> check("no such folder").render().splitlines()[0]
    'no such folder:1:1: error[no-case]: there is no file or folder `no such folder`'
    """
    return load.check(path, (clashing_facts,))


def examine(path: str | os.PathLike[str]) -> tuple[Case | None, Report]:
    """The case as far as it can be read, and all that `check` finds."""
    return load.examine(path, (clashing_facts,))


def load_case(path: str | os.PathLike[str]) -> Case:
    """The case in a folder; raises `CaseError`, which carries the report, if it has errors."""
    return load.load_case(path, (clashing_facts,))


def clashing_facts(case: Case) -> Iterator[Finding]:
    """Facts that cannot all hold, each time a smallest such set."""
    from zopa.preferences.consistency import Consistency, smallest_clash

    consistency = Consistency(case)
    if all(consistency.holds_under(case.facts, r) for r in consistency.readings(case.facts)):
        return
    certain = [fact for fact in case.facts if fact.certain]
    while not consistency.holds(certain):
        clash, _ = smallest_clash(certain, consistency.holds)
        yield _clash(case, clash)
        certain = [fact for fact in certain if fact not in clash]
    yield from _impossible_readings(consistency, certain)
    trusted = [fact for fact in case.facts if not fact.certain]
    while trusted and not consistency.holds([*certain, *trusted]):
        clash, _ = smallest_clash([*certain, *trusted], consistency.holds)
        doubtful = [fact for fact in clash if not fact.certain]
        yield _uncertain_clash(case, doubtful, [fact for fact in clash if fact.certain])
        trusted = [fact for fact in trusted if fact is not doubtful[0]]


def unsettled_draws(draws: Draws) -> Iterator[Finding]:
    """A finding for each party whose draws did not pass their tests."""
    case = draws.case
    for party, convergence in draws.convergence.items():
        if not convergence.reached:
            yield Finding(
                NOT_CONVERGED,
                case.place("parties", party, key=True),
                f"the draws for `{party}` had not settled after {convergence.steps:,} steps",
                label="its shares are less sure than their intervals say",
                help=("give its issues fewer levels, or widen numbers that are very narrow",),
            )


def _place(case: Case, fact: Fact) -> Place:
    return case.place(*fact.path, fact.kind)


def _clash(case: Case, clash: Sequence[Fact]) -> Finding:
    first, *others = clash
    parties = dict.fromkeys(fact.party for fact in clash)
    whose = f"about `{first.party}`" if len(parties) == 1 else "together"
    if not others:
        return Finding(
            CLASH,
            _place(case, first),
            f"this fact about `{first.party}` cannot hold",
            label="no preferences agree with it",
            help=("check it against its evidence",),
        )
    return Finding(
        CLASH,
        _place(case, first),
        f"{len(clash)} facts {whose} cannot all hold",
        label="no preferences agree with this and the facts below",
        related=tuple((_place(case, fact), "together with this") for fact in others),
        help=(
            "one of them is wrong, is no longer so, or is less sure than it is taken to be",
            "correct it, delete it, or give it a `confidence`",
        ),
    )


def _uncertain_clash(case: Case, doubtful: Sequence[Fact], certain: Sequence[Fact]) -> Finding:
    first, *others = doubtful
    what = "other uncertain facts" if others else "facts taken as established"
    return Finding(
        UNCERTAIN_CLASH,
        _place(case, first),
        f"this uncertain fact about `{first.party}` contradicts {what}",
        label="never in force together with the facts below" if others else "in force in no draw",
        related=tuple((_place(case, fact), "which says otherwise") for fact in (*others, *certain)),
        help=("if both come from reports, give the less sure one the lower `confidence`",),
    )


def _impossible_readings(consistency: Consistency, certain: Sequence[Fact]) -> Iterator[Finding]:
    from zopa.preferences.consistency import smallest_clash

    case = consistency.case
    for (draft, issue), levels in consistency.disputed.items():
        readings = [r for r in consistency.readings(certain) if (draft, issue) in r]
        if not readings:
            continue
        for level in levels:
            own = [r for r in readings if r[draft, issue] == level]

            def holds(facts: Sequence[Fact], own: list[dict[tuple[str, str], str]] = own) -> bool:
                return any(consistency.holds_under(facts, reading) for reading in own)

            if not holds(certain):
                clash, _ = smallest_clash(certain, holds)
                yield Finding(
                    READING_CLASH,
                    case.place("drafts", draft, "terms", issue, level, key=True),
                    f"`{issue}` cannot be `{level}` in the draft `{draft}`",
                    label="the facts below rule it out",
                    related=tuple((_place(case, fact), "") for fact in clash),
                    help=("write the term as one level, or correct the facts",),
                )
