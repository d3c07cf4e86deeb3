"""What a fact can be about: offered from the case, and never typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from zopa.desk.errors import WrongCallError

if TYPE_CHECKING:
    from zopa.desk.reviewing import LedgerReview

STANCES = {
    "tables": "has put it forward",
    "accepts": "would sign it",
    "declines": "will not sign it as it stands",
    "rejects": "would rather have no deal than it",
}
LIMITS = ("at_least", "at_most")
WRITTEN_OUT = "Terms written out"


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
        told.append(FactSubject(f"weight:{issue.id}", "how much it counts, in percent"))
        told.append(FactSubject(f"value:{issue.id}", "what its levels are worth, in percent"))
        yield issue.title, told
    for draft in case.drafts.values():
        words = [FactSubject(f"{kind}:{draft.id}", said) for kind, said in STANCES.items()]
        yield draft.title or draft.id, words
    if len(case.issues) > 1:
        yield (
            "All issues",
            [
                FactSubject("priorities:", "which matter more, in order"),
                FactSubject("red_if:", "what it rules out unless something else holds"),
                FactSubject("bonus:", "what levels are worth together"),
            ],
        )
    yield (
        "Packages",
        [
            FactSubject("prefers:", "it likes one better than another"),
            FactSubject("about_equal:", "two are about equal to it"),
        ],
    )
    yield WRITTEN_OUT, [FactSubject(f"{kind}:", said) for kind, said in STANCES.items()]
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


def subject_of(review: LedgerReview, entry: dict[str, Any]) -> str:
    """The subject of a fact that is there; empty where no form has one for it."""
    for kind in STANCES:
        if kind in entry:
            package = entry[kind]
            return f"{kind}:{package}" if isinstance(package, str) else f"{kind}:"
    if "red_line" in entry and {"if", "then"} <= set(entry["red_line"]) - set(review.case.issues):
        return "red_if:"
    for kind in ("priorities", "bonus", "prefers", "about_equal", "reservation"):
        if kind in entry:
            return f"{kind}:"
    for kind in ("order", "red_line", "weight", "value", *LIMITS):
        if kind in entry and isinstance(entry[kind], dict) and len(entry[kind]) == 1:
            (issue,) = entry[kind]
            return f"{'red_line' if kind in LIMITS else kind}:{issue}"
    return ""
