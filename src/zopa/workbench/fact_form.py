"""A form for a new fact: what it can be about is offered from the case, and never typed.

The form goes in two steps: first the party and what is told of it, then what that needs. What a
person has filled in becomes an entry as it stands in a ledger, which the desk writes and checks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from zopa.desk.errors import WrongCallError
from zopa.foundation.likelihood import LIKELIHOODS

if TYPE_CHECKING:
    from starlette.datastructures import FormData

    from zopa.desk.reviewing import LedgerReview

STANCES = {
    "tables": "has put it forward",
    "accepts": "would sign it",
    "declines": "will not sign it as it stands",
    "rejects": "would rather have no deal than it",
}
RESERVATIONS = {"badly": "badly", "so-so": "so-so", "well": "well"}
CONFIDENCES = tuple((each.word, str(each)) for each in reversed(LIKELIHOODS) if each.low >= 45)


@dataclass(frozen=True, slots=True)
class FactSubject:
    """What a fact can be about, by the value that a form has for it, and in words."""

    value: str
    words: str


def subjects(review: LedgerReview) -> Iterator[tuple[str, list[FactSubject]]]:
    """What can be told of a party of a case, in groups."""
    case = review.case
    for issue in case.issues.values():
        told = [
            FactSubject(f"order:{issue.id}", "what it wants"),
            FactSubject(f"red_line:{issue.id}", "what it rules out"),
        ]
        if len(case.issues) > 1:
            told.append(FactSubject(f"priorities:{issue.id}", "it matters most to it"))
        yield issue.title, told
    for draft in case.drafts.values():
        words = [FactSubject(f"{kind}:{draft.id}", said) for kind, said in STANCES.items()]
        yield draft.title or draft.id, words
    yield "Without a deal", [FactSubject("reservation:", "how it would do")]


def subject_told(review: LedgerReview, subject: str) -> tuple[str, str]:
    """The kind of fact and the issue or draft that a form asks for.

    Raises `WrongCallError` where the case has none such.
    """
    known = {each.value for _, group in subjects(review) for each in group}
    if subject not in known:
        raise WrongCallError("choose what the fact is about")
    kind, _, name = subject.partition(":")
    return kind, name


def fact_entry(review: LedgerReview, form: FormData) -> dict[str, Any]:
    """The entry that a filled form comes to; raises `WrongCallError` where something is missing."""
    kind, name = subject_told(review, _text(form, "about"))
    party = _text(form, "party")
    if party not in review.case.parties:
        raise WrongCallError("choose the party that the fact is about")
    entry: dict[str, Any] = {"party": party, **_content(review, kind, name, form)}
    if day := _text(form, "on"):
        entry["on"] = day
    if confidence := _text(form, "confidence"):
        if confidence not in dict(CONFIDENCES):
            raise WrongCallError(f"`{confidence}` is no word for how sure it is")
        entry["confidence"] = confidence
    return entry | _ground(review, form)


def _content(review: LedgerReview, kind: str, name: str, form: FormData) -> dict[str, Any]:
    if kind in STANCES:
        return {kind: name}
    if kind == "reservation":
        if (how := _text(form, "how")) not in RESERVATIONS:
            raise WrongCallError("choose how the party would do without a deal")
        return {kind: how}
    issue = review.case.issues[name]
    if kind == "priorities":
        rest = [other for other in review.case.issues if other != name]
        return {kind: [name, rest if len(rest) > 1 else rest[0]]}
    if issue.numeric:
        return _of_number(kind, name, issue.level_ids, form)
    if kind == "red_line":
        levels = [str(level) for level in form.getlist("levels") if issue.has(str(level))]
        if not levels:
            raise WrongCallError("choose what the party rules out")
        return {kind: {name: levels}}
    ranks = {level: _text(form, f"rank_{level}") for level in issue.level_ids}
    tiers = [
        [level for level, rank in ranks.items() if rank == given]
        for given in sorted({rank for rank in ranks.values() if rank.isdecimal()}, key=int)
    ]
    if len(tiers) < 2:
        raise WrongCallError("rank at least two of the levels, 1 for the best")
    return {kind: {name: [tier[0] if len(tier) == 1 else tier for tier in tiers]}}


def _of_number(
    kind: str, name: str, levels: tuple[str, ...], form: FormData
) -> dict[str, Mapping[str, Any]]:
    if kind == "order":
        if (wish := _text(form, "wish")) not in ("more", "less"):
            raise WrongCallError("choose whether the party wants more or less")
        return {kind: {name: wish}}
    limit, number = _text(form, "limit"), _text(form, "number")
    if limit not in ("at_least", "at_most") or number not in levels:
        raise WrongCallError("choose the limit, and whether it is the least or the most")
    return {limit: {name: float(number) if "." in number else int(number)}}


def _ground(review: LedgerReview, form: FormData) -> dict[str, Any]:
    words, source = _text(form, "words"), _text(form, "source")
    if words and _text(form, "assumed"):
        raise WrongCallError("give words of a source, or say why it is assumed; not both")
    if words:
        if source not in review.case.sources:
            raise WrongCallError("choose the source in which the words stand")
        return {"evidence": [{source: " ".join(words.split())}]}
    if assumed := _text(form, "assumed"):
        return {"assumed": " ".join(assumed.split())}
    raise WrongCallError("give words of a source, or say why it is assumed")


def _text(form: FormData, name: str) -> str:
    return str(form.get(name, "")).strip()
