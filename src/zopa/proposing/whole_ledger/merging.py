"""Answers put together: those about the parts of long reports, and corrections of earlier ones.

An entry is known by its id. What a later answer says under an id that is there replaces the entry;
of parties, drafts and issues in the parts of long reports what is new is added to what is there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import count
from typing import TypeVar

from zopa.foundation.names import fold
from zopa.proposing.whole_ledger.answer_form import (
    AnsweredIssue,
    AnsweredParty,
    GivenDraft,
    GivenFact,
    LedgerAnswer,
)

Named = TypeVar("Named", AnsweredParty, AnsweredIssue, GivenDraft, GivenFact)


def patched(answer: LedgerAnswer, later: LedgerAnswer) -> LedgerAnswer:
    """An answer with the entries of a later one in place of those under the same ids.

    >>> one = LedgerAnswer(parties=[AnsweredParty(id="a", name="Alder")], withdrawn=[])
    >>> two = LedgerAnswer(parties=[AnsweredParty(id="a", name="Alder Mills")], withdrawn=[])
    >>> patched(one, two).parties[0].name
    'Alder Mills'
    """
    gone = {fold(name) for name in later.withdrawn}
    return LedgerAnswer.model_construct(
        title=later.title or answer.title,
        parties=_replaced(answer.parties, later.parties, gone),
        agreement=later.agreement if later.agreement.told else answer.agreement,
        issues=_replaced(answer.issues, later.issues, gone),
        drafts=_replaced(answer.drafts, later.drafts, gone),
        facts=_replaced(answer.facts, later.facts, gone),
        withdrawn=[*answer.withdrawn, *later.withdrawn],
    )


def numbered(answer: LedgerAnswer) -> LedgerAnswer:
    """The answer with an id of its own for each fact, so that it can be spoken of.

    >>> fact = GivenFact(party="a", says="tables", draft="d")
    >>> [fact.id for fact in numbered(LedgerAnswer(facts=[fact, fact])).facts]
    ['f1', 'f2']
    """
    given = {fact.id for fact in answer.facts}
    free = (name for name in map("f{}".format, count(1)) if name not in given)
    seen: set[str] = set()
    facts: list[GivenFact] = []
    for fact in answer.facts:
        name = fact.id if fact.id and fact.id not in seen else next(free)
        seen.add(name)
        facts.append(fact.model_copy(update={"id": name}))
    return answer.model_copy(update={"facts": facts})


def put_together(parts: Sequence[LedgerAnswer]) -> LedgerAnswer:
    """One ledger out of the answers about the parts of long reports.

    A party, an issue or a draft that comes up again adds its names, levels, terms and quotes to the
    one that is there. Facts are told apart by what they say, since each part numbers its own.
    """
    if len(parts) == 1:
        return numbered(parts[0])
    whole = LedgerAnswer()
    facts: list[GivenFact] = []
    for part in parts:
        whole = LedgerAnswer.model_construct(
            title=whole.title or part.title,
            parties=_added(whole.parties, part.parties, _with_party),
            agreement=whole.agreement if whole.agreement.told else part.agreement,
            issues=_added(whole.issues, part.issues, _with_issue),
            drafts=_added(whole.drafts, part.drafts, _with_draft),
            facts=[],
            withdrawn=[],
        )
        for fact in part.facts:
            said = _said(fact)
            same = next((i for i, known in enumerate(facts) if _said(known) == said), None)
            if same is None:
                facts.append(fact.model_copy(update={"id": ""}))
            else:
                quotes = _together(facts[same].quotes, fact.quotes)[:20]
                facts[same] = facts[same].model_copy(update={"quotes": quotes})
    return numbered(whole.model_copy(update={"facts": facts}))


def _replaced(known: list[Named], later: list[Named], gone: set[str]) -> list[Named]:
    kept: dict[str, Named] = {}
    loose: list[Named] = []
    for entry in known:
        if not entry.id:
            loose.append(entry)
        elif fold(entry.id) not in gone:
            kept.setdefault(fold(entry.id), entry)
            if kept[fold(entry.id)] is not entry:
                loose.append(entry)
    own: set[str] = set()
    for entry in later:
        key = fold(entry.id)
        if not key or key in own:  # the same id twice in one answer is two entries
            loose.append(entry)
        else:
            kept[key] = entry
            own.add(key)
    return list(kept.values()) + loose


def _added(
    known: list[Named], new: list[Named], join: Callable[[Named, Named], Named]
) -> list[Named]:
    kept = {fold(entry.id): entry for entry in known}
    for entry in new:
        key = fold(entry.id)
        kept[key] = join(kept[key], entry) if key in kept else entry
    return list(kept.values())


def _with_party(one: AnsweredParty, two: AnsweredParty) -> AnsweredParty:
    names = [two.name] if fold(two.name) != fold(one.name) else []
    also = _together(one.also, [*names, *two.also])
    return one.model_copy(update={"also": also, "people": _together(one.people, two.people)})


def _with_issue(one: AnsweredIssue, two: AnsweredIssue) -> AnsweredIssue:
    ids = {fold(option.id) for option in one.options}
    new = [option for option in two.options if fold(option.id) not in ids]
    more = {"options": [*one.options, *new], "numbers": _together(one.numbers, two.numbers)}
    kept = {"unit": one.unit or two.unit, "otherwise": one.otherwise or two.otherwise}
    return one.model_copy(update={**more, **kept})


def _with_draft(one: GivenDraft, two: GivenDraft) -> GivenDraft:
    settled = {fold(term.issue) for term in one.terms}
    new = [term for term in two.terms if fold(term.issue) not in settled]
    return one.model_copy(
        update={
            "by": _together(one.by, two.by),
            "on": one.on or two.on,
            "status": two.status if two.status != "tabled" else one.status,
            "terms": [*one.terms, *new],
            "quotes": _together(one.quotes, two.quotes)[:20],
        }
    )


Thing = TypeVar("Thing")


def _together(one: Iterable[Thing], two: Iterable[Thing]) -> list[Thing]:
    kept = list(one)
    kept += [each for each in two if each not in kept]
    return kept


def _said(fact: GivenFact) -> tuple[object, ...]:
    levels = tuple(fold(level) for level in fact.levels)
    return fold(fact.party), fact.says, fold(fact.issue), levels, fold(fact.draft)
