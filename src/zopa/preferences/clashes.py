"""Findings that take computing: facts that cannot all hold, and draws that have not settled.

The checks that look at one entry after another are in `zopa.case.checks`; all that take computing
are listed in `zopa.preferences.taken_together`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.case.days import fact_day
from zopa.case.model import Bonus
from zopa.case.replacing import Replacements
from zopa.foundation.diagnostics import Code, Finding, Severity, example

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zopa.case.model import Case, Fact
    from zopa.foundation.diagnostics import Place
    from zopa.preferences.consistency import Consistency
    from zopa.preferences.draws import Draws

CLASH = Code(
    "clash",
    Severity.ERROR,
    "facts that cannot all hold",
    "No preferences whatever agree with all of these facts, and without any one of them the "
    "others can hold: it takes them all to clash. One of them is wrong, has changed since, or is "
    "less sure than it is taken to be.\n\n"
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
    "taken as established. No draw takes it. Either the facts settle the dispute, and that level "
    "can be left out, or one of the facts is wrong.\n\n"
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


def clashing_facts(case: Case) -> Iterator[Finding]:
    """A finding for each set of facts that cannot all hold, which is a smallest such set."""
    from zopa.preferences.consistency import Consistency

    consistency = Consistency(case)
    settled = [fact for fact in case.facts if fact.certain]
    # If all facts can hold, it does not follow that the others can without an uncertain bonus.
    needed = (
        [case.facts, settled]
        if any(isinstance(fact.content, Bonus) and not fact.certain for fact in case.facts)
        else [case.facts]
    )
    if all(consistency.holds_with(f, r) for f in needed for r in consistency.disputes(f)):
        return
    certain = settled
    for finding, numbers in _sums_missed(consistency, settled):
        yield finding
        certain = [fact for fact in certain if fact not in numbers]
    while not consistency.holds(certain, settled):
        clash = one_clash(consistency, certain, settled)
        yield _clash(case, clash, _scale(consistency, clash, settled))
        certain = [fact for fact in certain if fact not in clash]
    yield from _impossible_readings(consistency, certain, settled)
    trusted = [fact for fact in case.facts if not fact.certain]
    while trusted and not consistency.holds([*certain, *trusted], case.facts):
        clash = one_clash(consistency, [*certain, *trusted], case.facts)
        doubtful = [fact for fact in clash if not fact.certain]
        certainly = [fact for fact in clash if fact.certain]
        scale = _scale(consistency, clash, case.facts)
        yield _uncertain_clash(case, doubtful, certainly, scale)
        trusted = [fact for fact in trusted if fact is not doubtful[0]]


MOST_ROUNDS = 30
"""The most rounds in the search for a smallest clash. Where they are not enough, the clash shown is
one from which no fact can be left out."""
SUM_SHOWN = 1e-6
"""How far a sum must be from 1 to be shown."""
MANY = 40
"""Among more facts than this no smallest clash is searched for, only one from which no fact can be
left out."""


def _sums_missed(
    consistency: Consistency, facts: Sequence[Fact]
) -> Iterator[tuple[Finding, Sequence[Fact]]]:
    """A finding for each party whose numbers are all given and do not add up to 100.

    Each comes with the facts that give the numbers.
    """
    from zopa.preferences.numbers import SLACK

    for party in dict.fromkeys(fact.party for fact in facts):
        number_facts = [f for f in facts if f.party == party and f.kind in ("value", "bonus")]
        numbers = consistency.numbers(number_facts)
        total = numbers.total.low
        if not numbers.all_given or abs(total - 1) <= SLACK:
            continue
        first, *others = (_place(consistency.case, fact) for fact in number_facts)
        shown = tuple((place, "") for place in others[:SHOWN])
        left = len(others) - len(shown)
        yield (
            Finding(
                CLASH,
                first,
                f"the numbers given for `{party}` add up to {100 * total:.9g}, not to 100",
                label="with those below" + (f" and {left:,} more facts" if left else "")
                if others
                else "",
                related=shown,
                help=(
                    "count the best level of each issue, and each bonus or penalty by its size",
                    "points of its own go under the party, as `points`, and need not add up to 100",
                ),
            ),
            number_facts,
        )


SHOWN = 5
"""How many facts are shown beside the first one where numbers do not add up."""


def one_clash(
    consistency: Consistency, facts: Sequence[Fact], among: Sequence[Fact]
) -> Sequence[Fact]:
    """A smallest clash, which is among one party's facts if these clash by themselves."""
    from zopa.preferences.consistency import smallest_clash

    def holds(some: Sequence[Fact]) -> bool:
        return consistency.holds(some, among)

    for party in dict.fromkeys(fact.party for fact in facts):
        party_facts = [fact for fact in facts if fact.party == party]
        if not holds(party_facts):
            rounds = MOST_ROUNDS if len(party_facts) <= MANY else 0
            return smallest_clash(party_facts, holds, most_rounds=rounds)[0]
    return smallest_clash(facts, holds, most_rounds=MOST_ROUNDS)[0]


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


def _clash(case: Case, clash: Sequence[Fact], scale: Sequence[str]) -> Finding:
    first, *others = clash
    if not others:
        return Finding(
            CLASH,
            _place(case, first),
            f"this fact about `{first.party}` cannot hold, whatever else is so",
            label="no preferences agree with it",
            help=(*scale, "check it against its evidence"),
        )
    about, two = _about(clash), len(clash) == 2
    replaced = _changed_mind(case, clash)
    return Finding(
        CLASH,
        _place(case, first),
        f"these 2 facts {about} contradict each other"
        if two
        else f"these {len(clash)} facts {about} cannot all hold",
        label="contradicts the fact below" if two else "cannot hold together with those below",
        related=tuple((_place(case, fact), "") for fact in others),
        help=(
            *scale,
            *replaced,
            "one of them is wrong, is no longer so, or is less sure than it is taken to be: "
            "correct it, delete it, or give it a `confidence`",
        ),
    )


def _changed_mind(case: Case, clash: Sequence[Fact]) -> tuple[str, ...]:
    """Help where the later of two facts is about the same thing and may replace the earlier."""
    dated = [(day, fact) for fact in clash if (day := fact_day(case, fact))]
    if len(clash) != 2 or len(dated) != 2:
        return ()
    (day, earlier), (later_day, later) = sorted(dated, key=lambda entry: entry[0])
    if not any(earlier is other for other in Replacements(case).about_the_same(later)):
        return ()
    return (f"if the party has changed its mind, write `replaces: {day}` at that of {later_day}",)


def _about(facts: Sequence[Fact]) -> str:
    return "about " + " and ".join(dict.fromkeys(f"`{fact.party}`" for fact in facts))


def _scale(
    consistency: Consistency, clash: Sequence[Fact], among: Sequence[Fact]
) -> tuple[str, ...]:
    """Help on what numbers mean and what they add up to, where facts with numbers clash."""
    return (*_sums(consistency, clash, among), *_gap(clash))


def _gap(clash: Sequence[Fact]) -> tuple[str, ...]:
    """Help on how much less a refused package is worth, where it clashes with numbers."""
    from zopa.preferences.constraints import REFUSED

    kinds = {fact.kind for fact in clash}
    if "rejects" not in kinds or not kinds & {"weight", "value", "bonus", "reservation", "points"}:
        return ()
    return (f"what a party rejects is worth {100 * REFUSED:g} percent less than no deal at least",)


def _sums(
    consistency: Consistency, clash: Sequence[Fact], among: Sequence[Fact]
) -> tuple[str, ...]:
    if not any(fact.kind in ("weight", "value", "bonus", "points") for fact in clash):
        return ()
    what = "the weights of all issues"
    if any(fact.kind == "bonus" for fact in among):
        what += " and what bonuses add"
    meaning = (
        f"numbers are percent of the whole: {what} add up to 100, and the worst level of each "
        "issue is worth 0"
    )
    if len({fact.party for fact in clash}) > 1:
        return (meaning,)
    least, most = consistency.numbers(clash, consistency.unknown_bonuses(clash, among)).total
    if least > 1 + SUM_SHOWN:
        return (meaning, f"here they add up to {_beside_hundred(least)} at least")
    if most < 1 - SUM_SHOWN:
        return (meaning, f"here they add up to {_beside_hundred(most)} at most")
    return (meaning,)


def _beside_hundred(total: float) -> str:
    """A sum of fractions in percent, with the digits that tell it from 100.

    >>> _beside_hundred(1.5), _beside_hundred(1.000001), _beside_hundred(2 / 3)
    ('150', '100.0001', '66.6667')
    """
    words = (f"{100 * total:.{digits}g}" for digits in range(6, 16))
    return next((each for each in words if each != "100"), "100")


def _kind_of(fact: Fact) -> str:
    return "established" if fact.certain else "uncertain"


def _uncertain_clash(
    case: Case, doubtful: Sequence[Fact], certain: Sequence[Fact], scale: Sequence[str]
) -> Finding:
    first, *others = doubtful
    about = _about(doubtful)
    settled = f"{len(certain)} established {'fact' if len(certain) == 1 else 'facts'}"
    if others:
        message = f"these {len(doubtful)} uncertain facts {about} cannot hold together"
        message += f" with {settled}" if certain else ""
        label = "no draw has all of them in force"
        remedy = "where it is open which is so, leave them; if one is surer, raise its `confidence`"
    elif certain:
        message = f"this uncertain fact {about} cannot hold together with {settled}"
        label = "in force in no draw, whatever its `confidence`"
        remedy = "delete it, or give the established fact that is less sure a `confidence`"
    else:
        message = f"this uncertain fact {about} cannot hold, whatever else is so"
        label = "in force in no draw"
        remedy = "check it against its evidence"
    return Finding(
        UNCERTAIN_CLASH,
        _place(case, first),
        message,
        label=label,
        related=tuple((_place(case, fact), _kind_of(fact)) for fact in (*others, *certain)),
        help=(*scale, remedy),
    )


def _impossible_readings(
    consistency: Consistency, certain: Sequence[Fact], among: Sequence[Fact]
) -> Iterator[Finding]:
    from zopa.preferences.consistency import smallest_clash

    case = consistency.case
    for (draft, issue), levels in consistency.disputed.items():
        readings = [r for r in consistency.disputes(certain) if (draft, issue) in r]
        if not readings:
            continue
        for level in levels:
            with_level = [r for r in readings if r[draft, issue] == level]

            def holds(
                facts: Sequence[Fact], with_level: list[dict[tuple[str, str], str]] = with_level
            ) -> bool:
                return any(consistency.holds_with(facts, reading, among) for reading in with_level)

            if not holds(certain):
                clash, _ = smallest_clash(certain, holds)
                yield Finding(
                    READING_CLASH,
                    case.place("drafts", draft, "terms", issue, level, key=True),
                    f"`{issue}` cannot be `{level}` in the draft `{draft}`",
                    label="no draw takes this report: the facts below rule it out",
                    related=tuple((_place(case, fact), _kind_of(fact)) for fact in clash),
                    help=(
                        "if the facts are right, keep the other level alone; if the report is, "
                        "correct them",
                    ),
                )
