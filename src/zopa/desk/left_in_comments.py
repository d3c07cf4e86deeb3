"""Facts that stand in a ledger as comments: what reading left to a person, what was rejected.

Each is a fact once it is no comment. One that a person has rejected stays rejected: reports that
are read in later do not bring it back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zopa.desk.errors import WrongCallError
from zopa.desk.open_ledger import EditedLedger, OpenLedger

if TYPE_CHECKING:
    from zopa.case.model import Case

_COMMENT = re.compile(r"(\s*)# ?(.*)")
_BEGINS = re.compile(r"\s*- \{?party: ")
_REJECTED = re.compile(r"retired \d{4}-\d\d-\d\d: ")


@dataclass(frozen=True, slots=True)
class CommentedFact:
    """A fact that stands in a ledger as a comment."""

    line: int
    """On which it begins."""
    lines: tuple[str, ...]
    """As it would stand in the ledger."""
    above: str
    """The comment above it, which says why it is none."""
    words: str = ""
    """What it says; empty where it cannot be read."""

    @property
    def rejected(self) -> bool:
        """Whether a person has rejected it."""
        return bool(_REJECTED.match(self.above))

    @property
    def says(self) -> Any:
        """Its party and what it says, apart from the ground for it, to be compared; None where it
        cannot be read."""
        from zopa.case.compose import read_yaml
        from zopa.case.facts import KINDS
        from zopa.case.plain_ledger import plain_tree

        tree = plain_tree(read_yaml("", "\n".join(self.lines)).root)
        if not (isinstance(tree, list) and tree and isinstance(tree[0], dict)):
            return None
        return {key: value for key, value in tree[0].items() if key in ("party", *KINDS)}


def commented_facts(case: str | Path) -> tuple[CommentedFact, ...]:
    """The facts that stand in a ledger as comments, in the order of the file.

    Raises `WrongCallError` where there is no ledger.

    >>> commented_facts("examples/minerals")
    ()
    """
    ledger = OpenLedger(case)
    found = tuple(facts_in_comments(ledger.text))
    return tuple(_with_words(ledger, each) for each in found)


def facts_in_comments(text: str) -> Iterator[CommentedFact]:
    """The facts that stand in the text of a ledger as comments, not put into words."""
    lines = text.split("\n")
    number, above = 0, ""
    while number < len(lines):
        bare = _uncommented(lines[number])
        if bare is None or not _BEGINS.match(bare):
            above = bare.strip() if bare is not None else ""
            number += 1
            continue
        start, indent = number, len(bare) - len(bare.lstrip(" "))
        block = [bare]
        number += 1
        while number < len(lines):
            more = _uncommented(lines[number])
            if more is None or not more.strip() or len(more) - len(more.lstrip(" ")) <= indent:
                break
            block.append(more)
            number += 1
        shown = tuple("  " + line[indent:] for line in block)
        yield CommentedFact(start + 1, shown, above.removeprefix("- "))
        above = ""


def take_in(case: str | Path, line: int, *, version: str) -> EditedLedger:
    """Make a fact of the comment that begins on a line; it stands behind the last fact, reviewed.

    The comment goes, and with it the line above that says that it was rejected. Raises as
    `add_entry` does, and nothing is written then.
    """
    from zopa.case.insertions import Insertion, section_insertion, with_lines_replaced

    ledger = OpenLedger(case)
    ledger.must_be(version)
    fact = next((each for each in facts_in_comments(ledger.text) if each.line == line), None)
    if fact is None:
        raise WrongCallError("no fact stands as a comment there")
    lines = (re.sub(r"\s+# proposed(:.*)?$", "", fact.lines[0]), *fact.lines[1:])
    insertion: Insertion | None = section_insertion(ledger.case, ledger.text, "facts", lines)
    if insertion is None:
        raise WrongCallError("`facts` is written in brackets; write its entries on their own lines")
    data = ledger.inserted_at(insertion)
    first = line - (2 if fact.rejected else 1)
    shift = len(insertion.lines) if insertion.behind <= first else 0
    data = with_lines_replaced(data, first + shift, line - 1 + len(fact.lines) + shift, ())
    new, findings = ledger.sound(data)
    at = new.place("facts", len(new.ledger) - 1).line
    return ledger.written(data, at, insertion.lines, findings)


def _uncommented(line: str) -> str | None:
    match = _COMMENT.fullmatch(line.rstrip())
    return match[1] + match[2] if match else None


def _with_words(ledger: OpenLedger, fact: CommentedFact) -> CommentedFact:
    from dataclasses import replace

    return replace(fact, words=_said(ledger.case, fact))


def _said(case: Case, fact: CommentedFact) -> str:
    """What a fact says in plain words, read on its own beside the case's parties and issues."""
    from zopa.briefing.phrasing import plain, sentence
    from zopa.briefing.wording.facts import fact_words
    from zopa.case.compose import read_yaml
    from zopa.case.facts import read_facts
    from zopa.case.parts import LoadNotes, Part

    notes = LoadNotes()
    root = read_yaml("", "\n".join(fact.lines)).root
    if root is None:
        return ""
    read = read_facts(Part.root(notes, root), case.issues, [])
    if not read or notes.findings or read[0].party not in case.parties:
        return ""
    try:
        return plain(sentence(fact_words(case, read[0])))
    except (KeyError, ValueError):  # it speaks of a draft or a level that the case has not
        return ""
