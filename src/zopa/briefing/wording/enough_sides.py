"""Who must agree, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.numbers import word
from zopa.briefing.phrasing import Prose, Said, listed, prose, sentence
from zopa.briefing.wording.names import party_name, party_names
from zopa.case.model import AllOf, AtLeast, Quota
from zopa.case.scalars import plain_number

if TYPE_CHECKING:
    from zopa.case.agreement import AgreementCondition
    from zopa.case.model import Case


def who_must_agree(case: Case) -> Prose:
    """Say in a sentence what an agreement takes; nothing where all signatories must agree.

    >>> from zopa.briefing.phrasing import plain
    >>> from zopa.case.model import AgreementRule, Case, Party
    >>> sides = {name: Party(name, name.title()) for name in ("norway", "peru", "chile", "kenya")}
    >>> rule = AgreementRule((AllOf(("norway",)), AtLeast(2, ("peru", "chile", "kenya"))))
    >>> plain(who_must_agree(Case("", {}, sides, agreement=rule)))
    'An agreement takes Norway, and two of Peru, Chile and Kenya.'
    """
    if case.agreement is None or case.takes_all:
        return ()
    parts = [_condition(case, condition) for condition in case.agreement.conditions]
    return sentence("an agreement takes ", listed(parts, comma=";") if len(parts) > 2 else
                    _two(parts))  # fmt: skip


def _two(parts: list[Prose]) -> Prose:
    return prose(parts[0], ", and ", parts[1]) if len(parts) == 2 else parts[0]


def _condition(case: Case, condition: AgreementCondition) -> Prose:
    match condition:
        case AllOf(parties=parties):
            return party_names(case, parties)
        case AtLeast(count=count, parties=parties):
            if count >= len(parties):
                return party_names(case, parties)
            return prose(Said(word(count)), " of ", party_names(case, parties))
        case Quota(quota=quota, weights=weights, percent=percent):
            shown = [
                prose(party_name(case, party), " ", Said(plain_number(weight)))
                for party, weight in weights.items()
            ]
            share = " percent of the votes" if percent else " votes"
            return prose(Said(plain_number(quota)), share, " (", listed(shown), ")")


def by_enough(case: Case) -> str:
    """Say by whom a deal would be signed: by all, or by enough sides."""
    return "by all" if case.takes_all else "by enough sides"
