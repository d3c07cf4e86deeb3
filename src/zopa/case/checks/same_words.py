"""This check finds things that a reader takes for one, since they are told in the same words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from zopa.case.checks.duplicate_name import every_name
from zopa.case.model import Case, Path
from zopa.foundation.diagnostics import Code, Finding, Severity, example
from zopa.foundation.names import bare_name, fold

SAME_WORDS = Code(
    "same-words",
    Severity.WARNING,
    "two things in the same words",
    "Two levels of one issue have the same text, two drafts the same title, or the names of two "
    "parties or the titles of two issues differ only by punctuation or by an article in front, as "
    "`U.S.` and `US`. Capital letters and accents make no difference. Often they are one thing "
    "that is declared twice. If not, nobody can tell them apart in a brief, and words that two "
    "levels or drafts share name neither of them where an offer is scored.\n\n"
    + example(
        wrong="options: {now: at once, later: At once}",
        right="options: {now: at once, later: in a year}",
    ),
)

CODES = (SAME_WORDS,)


class _Worded(NamedTuple):
    text: str
    of: str
    """Whose words they are; one thing may be called so twice."""
    path: Path


def things_in_same_words(case: Case) -> Iterator[Finding]:
    """A warning at the second of two things that are told in the same words, as a reader has it."""
    names = [_Worded(name, party, path) for party, _, name, path in every_name(case)]
    titles = [
        _Worded(issue.title, issue.id, ("issues", issue.id, "title"))
        for issue in case.issues.values()
    ]
    # that parties or issues are called the same to the letter is an error, told by another check
    yield from _shared(case, names, "the names of the parties", twice=False)
    yield from _shared(case, titles, "the titles of the issues", twice=False)
    for issue in case.issues.values():
        if not issue.numeric:
            texts = [
                _Worded(level.text, level.id, ("issues", issue.id, "options", level.id))
                for level in issue.levels
            ]
            within = f" of `{issue.id}`"
            yield from _shared(case, texts, "the texts of the levels", within, twice=True)
    drafts = [
        _Worded(draft.title, draft.id, ("drafts", draft.id, "title"))
        for draft in case.drafts.values()
        if draft.title
    ]
    yield from _shared(case, drafts, "the titles of the drafts", twice=True)


def _shared(
    case: Case, worded: Iterable[_Worded], what: str, within: str = "", *, twice: bool
) -> Iterator[Finding]:
    """A warning for each two; where they are the same to the letter, only if `twice` counts."""
    seen: dict[str, _Worded] = {}
    for one in worded:
        other = seen.setdefault(bare_name(one.text), one)
        if other.of == one.of or (not twice and fold(other.text) == fold(one.text)):
            continue
        yield Finding(
            SAME_WORDS,
            case.place(*one.path),
            f"{what} `{other.of}` and `{one.of}`{within} are the same words: "
            f"`{other.text}` and `{one.text}`",
            related=((case.place(*other.path), "the other one"),),
            help=("if they are two things, give each words of its own; if one, leave one out",),
        )
