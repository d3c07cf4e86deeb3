"""This check finds facts of which it is not clear which earlier facts they replace."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zopa.case.days import fact_day
from zopa.case.earlier import EARLIER
from zopa.case.model import Case, Fact, Path
from zopa.case.replacing import Replacements, left_unsaid
from zopa.foundation.diagnostics import Code, Finding, Place, Severity, example
from zopa.foundation.names import listing

REPLACES_NOTHING = Code(
    "replaces-nothing",
    Severity.ERROR,
    "a fact that replaces none that is there",
    "`replaces` names the day of an earlier fact of the same party about the same thing: the same "
    "draft, the order of the same issue, limits on it. The day of a fact is what it has under "
    "`on`, else the day on which the first of its sources was published. `replaces: earlier` means "
    "all earlier ones.\n\n"
    + example(
        wrong="- {party: us, rejects: offer, on: 2025-02-12}\n"
        "- {party: us, accepts: offer, on: 2025-02-20, replaces: 2025-02-11}",
        right="- {party: us, rejects: offer, on: 2025-02-12}\n"
        "- {party: us, accepts: offer, on: 2025-02-20, replaces: 2025-02-12}",
    ),
)
REPLACES_SEVERAL = Code(
    "replaces-several",
    Severity.ERROR,
    "a day on which there are several such facts",
    "Several facts of the party of that day are about the same thing, so it is not clear which of "
    "them is meant.\n\n"
    + example(
        wrong="- {party: us, tables: offer, on: 2025-02-12}\n"
        "- {party: us, accepts: offer, on: 2025-02-12}\n"
        "- {party: us, rejects: offer, on: 2025-02-20, replaces: 2025-02-12}",
        right="- {party: us, tables: offer, on: 2025-02-12}\n"
        "- {party: us, accepts: offer, on: 2025-02-12}\n"
        "- {party: us, rejects: offer, on: 2025-02-20, replaces: earlier}",
    ),
)
REPLACES_PART = Code(
    "replaces-part",
    Severity.ERROR,
    "an earlier fact that says more than is replaced",
    "A fact is replaced as a whole. The earlier one also speaks of something that the later one "
    "says nothing about, and which may still hold. Make two facts of the earlier one: what is "
    "replaced, and what is not.\n\n"
    + example(
        wrong="- {party: us, order: {price: less, date: less}, on: 2025-02-12}\n"
        "- {party: us, order: {price: more}, on: 2025-02-20, replaces: 2025-02-12}",
        right="- {party: us, order: {price: less}, on: 2025-02-12}\n"
        "- {party: us, order: {date: less}, on: 2025-02-12}\n"
        "- {party: us, order: {price: more}, on: 2025-02-20, replaces: 2025-02-12}",
    ),
)

CODES = (REPLACES_NOTHING, REPLACES_SEVERAL, REPLACES_PART)
SHOWN = 3
"""How many facts are shown beside the one that is to replace them."""


def unclear_replacements(case: Case) -> Iterator[Finding]:
    """A finding for each fact that does not tell clearly what it replaces."""
    paths = {id(fact): fact.path or ("facts", k) for k, fact in enumerate(case.ledger)}

    def place(fact: Fact) -> Place:
        return case.place(*paths[id(fact)], fact.kind, key=True)

    if all(fact.replaces is None for fact in case.ledger):
        return
    replacements = Replacements(case)
    for fact in case.ledger:
        if fact.replaces is None:
            continue
        earlier, path = replacements.earlier(fact), (*paths[id(fact)], "replaces")
        shown = tuple((place(other), "this one") for other in earlier[:SHOWN])
        if not earlier:
            if not _spoilt(case):
                yield _nothing(case, fact, path, replacements.about_the_same(fact))
        elif len(earlier) > 1 and fact.replaces != EARLIER:
            yield Finding(
                REPLACES_SEVERAL,
                case.place(*path),
                f"{len(earlier)} facts of `{fact.party}` of {fact.replaces} are about the same",
                related=shown,
                help=("write `replaces: earlier` to replace all of them",),
            )
        else:
            for other in earlier:
                if issues := left_unsaid(case, fact, other):
                    yield _part(case, path, place(other), issues)


def _spoilt(case: Case) -> bool:
    """Whether a fact could not be read, which may be the one that is meant."""
    return any(path[:1] == ("facts",) for path in case.broken)


def _nothing(case: Case, fact: Fact, path: Path, about: Sequence[Fact]) -> Finding:
    day = fact_day(case, fact)
    if day is None:
        message = "this fact has no day, so nothing can be earlier"
        remedy = "write under `on` from when it holds"
    elif fact.replaces != EARLIER and fact.replaces is not None and fact.replaces >= day:
        message = f"this fact is of {day}, which is not later than what it replaces"
        remedy = "name the day of an earlier fact, or mend `on`"
    else:
        when = "earlier fact" if fact.replaces == EARLIER else f"fact of {fact.replaces}"
        message = f"no {when} of `{fact.party}` is about the same"
        days = sorted({d for other in about if (d := fact_day(case, other))}, reverse=True)
        written = [f"replaces: {other}" for other in days[:SHOWN]]
        remedy = f"write {listing(written)}" if days else "delete `replaces`, or mend the day"
    return Finding(REPLACES_NOTHING, case.place(*path), message, help=(remedy,))


def _part(case: Case, path: Path, earlier: Place, issues: Sequence[str]) -> Finding:
    named = listing(issues).replace(" or ", " and ")
    return Finding(
        REPLACES_PART,
        case.place(*path),
        f"the earlier fact also speaks of {named}, of which this one says nothing",
        related=((earlier, "the earlier fact"),),
        help=("make two facts of the earlier one, so that what still holds stands by itself",),
    )
