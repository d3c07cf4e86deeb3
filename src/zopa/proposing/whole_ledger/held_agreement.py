"""Who must agree, as an answer tells it: the rule of agreement of a case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zopa.case.agreement import AgreementCondition
from zopa.case.checks import check_case
from zopa.case.model import AgreementRule, AllOf, AtLeast, Case, Issue, Party, Quota
from zopa.case.scalars import decimal
from zopa.foundation.diagnostics import Severity
from zopa.proposing.naming import one_line
from zopa.proposing.proposal import Proposed
from zopa.proposing.whole_ledger.answer_form import GivenAgreement
from zopa.proposing.whole_ledger.answer_reading import Fault
from zopa.proposing.whole_ledger.held_quotes import QuoteKeeper
from zopa.proposing.whole_ledger.told_parties import HeldParties

AGREEMENT = "agreement"
_ALL = "so all signatories must agree"


def agreement_told(
    given: GivenAgreement, parties: HeldParties, issues: Iterable[Issue], keeper: QuoteKeeper
) -> tuple[Proposed[AgreementRule] | None, list[Fault]]:
    """The rule, or None where all signatories must agree; and what is wrong with it.

    A rule stands by a quote, and passes the checks of a case. One that does not is left out whole:
    half a rule says something else.
    """
    if not given.told:
        return None, []
    quotes = keeper.held(AGREEMENT, given.quotes, [])
    faults = list(quotes.faults)
    if not quotes.evidence:
        words = f"none of its quotes stands in the reports, {_ALL}"
        return None, [*faults, Fault(AGREEMENT, words)]
    told = _conditions(given, parties)
    if isinstance(told, str):
        return None, [*faults, Fault(AGREEMENT, f"{told}, {_ALL}")]
    rule = AgreementRule(tuple(told))
    if wrong := _checked(rule, parties.parties, issues):
        return None, [*faults, Fault(AGREEMENT, f"{wrong}; {_ALL}")]
    first = quotes.evidence[0]
    return Proposed(rule, f"{first.source}: “{one_line(first.quote, 160)}”"), faults


def _conditions(given: GivenAgreement, parties: HeldParties) -> list[AgreementCondition] | str:
    """The conditions, or the first thing that is wrong with them."""
    named = [*given.all, *given.of, *(weight.party for weight in given.weights)]
    unknown = [name for name in named if parties.find(name) is None]
    if unknown:
        return f"`{one_line(unknown[0], 60)}` is none of the parties"
    every = _found(given.all, parties)
    conditions: list[AgreementCondition] = [AllOf(every)] if every else []
    for told in (_counted(given, parties, every), _weighed(given, parties)):
        if isinstance(told, str):
            return told
        if told is not None:
            conditions.append(told)
    return conditions


def _found(names: Iterable[str], parties: HeldParties) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p for name in names if (p := parties.find(name)) is not None))


def _counted(
    given: GivenAgreement, parties: HeldParties, every: Sequence[str]
) -> AtLeast | str | None:
    if not given.at_least.strip():
        return "`of` goes with `at_least`, the number of them that must agree" if given.of else None
    signing = [party.id for party in parties.parties if party.role == "signatory"]
    of = _found(given.of, parties) or tuple(party for party in signing if party not in every)
    count = decimal(given.at_least.strip())
    if count is None or count != int(count) or count < 1:
        return f"`{one_line(given.at_least, 60)}` is no number of parties"
    if set(of) & set(every):
        return "a party that stands in `all` stands in `of` too"
    return AtLeast(int(count), of)


def _weighed(given: GivenAgreement, parties: HeldParties) -> Quota | str | None:
    told = given.quota.strip()
    if not given.weights and not told:
        return None
    if not given.weights or not told:
        return "`weights` and `quota` go together"
    quota = decimal(told.removesuffix("%").strip())
    weights = {parties.find(each.party): decimal(each.weight.strip()) for each in given.weights}
    known = {p: w for p, w in weights.items() if p is not None and w is not None and w >= 0}
    if quota is None or quota <= 0 or len(known) < len(weights):
        return "a weight or the quota is no number, or is below 0"
    return Quota(quota, known, told.endswith("%"))


def _checked(rule: AgreementRule, parties: Sequence[Party], issues: Iterable[Issue]) -> str:
    """The first error that the checks of a case find in a rule, or an empty text."""
    case = Case("", {i.id: i for i in issues}, {p.id: p for p in parties}, agreement=rule)
    errors = [f for f in check_case(case) if f.severity is Severity.ERROR]
    return next((f.message for f in errors if f.code.name.startswith("agreement")), "")
