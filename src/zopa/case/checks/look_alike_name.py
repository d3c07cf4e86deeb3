"""This check finds names that a reader cannot tell apart, though they are not the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from zopa.case.checks.duplicate_name import every_name
from zopa.case.model import Case, Path
from zopa.foundation.diagnostics import Code, Finding, Severity, example
from zopa.foundation.look_alikes import first_invisible, looks, mistakable, odd_character

LOOK_ALIKE_NAME = Code(
    "look-alike-name",
    Severity.ERROR,
    "two names that look the same",
    "The names differ by a character of which nothing is seen, such as a soft hyphen or a space of "
    "no width, or by letters of two scripts that look alike, such as the Latin and the Cyrillic "
    "`a`. To a program these are two parties, issues, levels or drafts, and to a reader one. It is "
    "told of short names as well as of names and titles, by the tables of Unicode (UTS #39).\n\n"
    + example(
        wrong="union: {name: Union}\nuni\u043en: {name: Uni\u043en}  # with a Cyrillic o",
        right="union: {name: Union}\nnew_union: {name: The new union}",
    ),
)

CODES = (LOOK_ALIKE_NAME,)


class _ShownName(NamedTuple):
    text: str
    of: str
    """Whose name it is, in words; two names of one thing may look the same."""
    path: Path
    is_key: bool = False


def look_alike_names(case: Case) -> Iterator[Finding]:
    """A finding at the second of two names that look the same and are not."""
    for names in _kinds_of_names(case):
        if all(name.text.isascii() for name in names):
            continue  # letters of English look like one another within one script at most
        seen: dict[str, list[_ShownName]] = {}
        for name in names:
            alike = seen.setdefault(looks(name.text), [])
            other = next((one for one in alike if _differs(name, one)), None)
            if other is not None:
                yield _finding(case, name, other)
            alike.append(name)


def _kinds_of_names(case: Case) -> Iterator[list[_ShownName]]:
    """The names that must be told apart from one another, kind by kind."""
    yield [_ShownName(name, f"party `{party}`", path) for party, _, name, path in every_name(case)]
    yield [
        _ShownName(issue.title, f"issue `{issue.id}`", ("issues", issue.id, "title"))
        for issue in case.issues.values()
    ]
    for key, what in (
        ("parties", "party"), ("issues", "issue"), ("drafts", "draft"), ("sources", "source"),
    ):  # fmt: skip
        yield _short_names(getattr(case, key), what, (key,))
    for issue in case.issues.values():
        if not issue.numeric:
            yield _short_names((level.id for level in issue.levels), "level",
                               ("issues", issue.id, "options"))  # fmt: skip


def _short_names(ids: Iterable[str], what: str, path: Path) -> list[_ShownName]:
    return [_ShownName(name, f"{what} `{name}`", (*path, name), is_key=True) for name in ids]


def _differs(name: _ShownName, other: _ShownName) -> bool:
    """Whether two names that look the same are not, and belong to two things."""
    return name.of != other.of and mistakable(name.text, other.text)


def _finding(case: Case, name: _ShownName, other: _ShownName) -> Finding:
    like = other.of if other.is_key else f"`{other.text}` of {other.of}"
    return Finding(
        LOOK_ALIKE_NAME,
        case.place(*name.path, key=name.is_key),
        f"`{name.text}` looks the same as {like}, {_why(name, other)}",
        related=((case.place(*other.path, key=other.is_key), "the other one"),),
        help=("give one of them another name, or write both with the same letters",),
    )


def _why(name: _ShownName, other: _ShownName) -> str:
    """In what a name differs from another, in words."""
    if first_invisible(other.text) and not first_invisible(name.text):
        return f"which has another character, {odd_character(other.text, name.text)}"
    return f"but has another character, {odd_character(name.text, other.text)}"
