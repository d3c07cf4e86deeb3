"""This check counts the entries that were proposed and that nobody has reviewed yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zopa.case.model import Case, Path
from zopa.foundation.diagnostics import Code, Finding, Place, Severity, example

NOT_REVIEWED = Code(
    "not-reviewed",
    Severity.NOTE,
    "entries that nobody has reviewed yet",
    "Beside what zopa proposes there is a comment `# proposed`, or `# to be filled in` where the "
    "reports tell nothing. It says that a program wrote this, and that nobody has held it against "
    "the words it rests on. Such a ledger can be worked with, and the brief says in its first "
    "lines how many facts have not been reviewed. With `--strict` the check fails. A mark counts "
    "for the entry behind whose words it stands, or above which it stands on a line of its own; "
    "entries are facts, drafts, issues, parties, rules, sources, the title, the date and the "
    "summary.\n\n"
    + example(
        wrong="- party: norway  # proposed: r-2, r-5\n  order: {quotas: more}",
        right="- party: norway\n  order: {quotas: more}",
    ),
    fails_strict=True,
)

CODES = (NOT_REVIEWED,)


_WHOLE = (
    ("title", "the title"),
    ("as_of", "the date"),
    ("summary", "the summary"),
    ("agreement", "who must agree"),
)


def entries_not_reviewed(case: Case) -> Iterator[Finding]:
    """One note at the first mark; none where a part is broken, since the counts would be wrong."""
    if case.broken or not case.unreviewed:
        return
    facts = case.unreviewed_facts()
    ledger = case.ledger
    paths = [ledger[position].path or ("facts", position) for position in facts]
    words = [f"{len(facts)} of {_counted(len(ledger), 'fact', 'facts')}"] if facts else []
    count = len(facts)
    for names, singular, plural in _named_entries(case):
        marked = [path for path in names if path in case.unreviewed]
        if marked:
            words.append(_counted(len(marked), singular, plural))
            paths += marked
            count += len(marked)
    for key, called in _WHOLE:
        if (key,) in case.unreviewed:
            words.append(called)
            paths.append((key,))
            count += 1
    if not paths:
        return
    *others, last = words
    listed = f"{', '.join(others)} and {last}" if others else last
    yield Finding(
        NOT_REVIEWED,
        min(_mark_place(case, path) for path in paths),
        f"{listed} {'is' if count == 1 else 'are'} proposed and not reviewed yet",
        help=("read each against its words; delete the mark where it is right",),
    )


def _named_entries(case: Case) -> Iterator[tuple[Iterable[Path], str, str]]:
    """The paths of the entries of each kind, and what one and several of them are called."""
    yield [("drafts", key) for key in case.drafts], "draft", "drafts"
    yield [("issues", key) for key in case.issues], "issue", "issues"
    yield [("parties", key) for key in case.parties], "party", "parties"
    rules = [rule.path or ("rules", index) for index, rule in enumerate(case.rules)]
    yield rules, "rule", "rules"
    yield [("sources", key) for key in case.sources], "source", "sources"


def _counted(count: int, singular: str, plural: str) -> str:
    return f"{count:,} {singular if count == 1 else plural}"


def _mark_place(case: Case, path: Path) -> Place:
    position = case.places.get(path)
    return position.mark if position and position.mark else case.place(*path, key=True)
