"""Reading back what `zopa read` wrote into a case folder, and verifying it against the case.

The rows are read by `zopa.statements.records`. Nothing here stops any work: a row that makes no
sense, a source that was changed since it was read and a party that is gone each give a warning, and
what still stands is used. Findings of one kind about one source or party are told once, with how
many there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path

from zopa.case.codes.statements import (
    STATEMENT_BROKEN,
    STATEMENT_MOVED,
    STATEMENT_STRANGER,
    STATEMENTS_UNREADABLE,
)
from zopa.case.model import Party, Source
from zopa.case.parts import clip
from zopa.case.reported import Reported
from zopa.case.standing import MovedError, StandingWords
from zopa.foundation.diagnostics import Code, Finding, Place
from zopa.foundation.files import FileTrouble, read_text
from zopa.foundation.names import slug
from zopa.foundation.text import fold_space
from zopa.statements.claims import Copy, Difference, SharedClaim
from zopa.statements.json_values import Fields, WrongRowError, json_object
from zopa.statements.records import claim_of, copy_of, difference_of, document_of, statement_of
from zopa.statements.statement import Statement, replaced

STATEMENTS_FILE = "statements.jsonl"
STATEMENTS_BYTES = 32 * 1024 * 1024
"""The largest file of statements that is read."""
MOST_BROKEN = 5
"""Broken rows that are told one by one."""
AGAIN = "run `zopa read` on the case again"


@dataclass(frozen=True)
class ReadBack:
    """What the file gave: None where there is none, or where it cannot be opened."""

    reported: Reported | None = None
    findings: tuple[Finding, ...] = ()
    text: str = ""
    """The file with all lines empty but those that findings point at."""


def read_statements(
    folder: Path, sources: Mapping[str, Source], parties: Mapping[str, Party]
) -> ReadBack:
    """The file `statements.jsonl` of a case folder; `sources` and `parties` are the case's."""
    path = folder / STATEMENTS_FILE
    try:
        if not path.exists() and not path.is_symlink():
            return ReadBack()
    except (OSError, ValueError):
        pass  # reading it tells what is wrong
    text = read_text(path, STATEMENTS_BYTES, inside=folder)
    return _unreadable(text) if isinstance(text, FileTrouble) else verified(text, sources, parties)


def verified(text: str, sources: Mapping[str, Source], parties: Mapping[str, Party]) -> ReadBack:
    """The text of a file of statements; `sources` and `parties` are the case's."""
    reader = _RowReader(sources, parties)
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if line.strip():
            reader.line(number, line)
    reported = reader.reported()
    shown = {finding.place.line for finding in reader.findings()}
    kept = (line if number in shown else "" for number, line in enumerate(lines, 1))
    return ReadBack(reported, tuple(reader.findings()), "\n".join(kept) if shown else "")


def _unreadable(trouble: FileTrouble) -> ReadBack:
    place = Place(STATEMENTS_FILE, trouble.line, trouble.column)
    message = f"`{STATEMENTS_FILE}` {trouble.words}"
    finding = Finding(STATEMENTS_UNREADABLE, place, message, help=(f"{AGAIN}, or delete the file",))
    return ReadBack(None, (finding,), trouble.text)


@dataclass
class _RepeatedFinding:
    """Findings of one kind about one thing: the first, and how many."""

    code: Code
    place: Place
    message: str
    many: Callable[[str], str]
    """The message where there are several, of how many."""
    count: int = 1


@dataclass
class _RowReader:
    """Rows taken in one by one."""

    sources: Mapping[str, Source]
    parties: Mapping[str, Party]
    _statements: dict[str, Statement] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)
    """Ids of all statements, also of those passed over."""
    _read: dict[str, date | None] = field(default_factory=dict)
    _later: list[tuple[int, str, Fields]] = field(default_factory=list)
    """Rows about statements, which may stand before them."""
    _claims: list[SharedClaim] = field(default_factory=list)
    _differences: list[Difference] = field(default_factory=list)
    _copies: list[Copy] = field(default_factory=list)
    _texts: dict[str, StandingWords] = field(default_factory=dict)
    _findings: dict[tuple[str, ...], _RepeatedFinding] = field(default_factory=dict)

    def line(self, number: int, line: str) -> None:
        """Take in one row."""
        try:
            row = json_object(line)
            match row.text("record"):
                case "document":
                    self._document(number, line, row)
                case "statement":
                    self._statement(number, line, row)
                case "claim" | "difference" | "copy":
                    self._later.append((number, line, row))
                case other:
                    raise WrongRowError(f"`{clip(other)}` is no kind of row", "record")
        except WrongRowError as wrong:
            self._broken(number, line, wrong)

    def reported(self) -> Reported:
        """All that stands."""
        for number, line, row in self._later:
            try:
                self._about_statements(row)
            except WrongRowError as wrong:
                self._broken(number, line, wrong)
        self._later.clear()
        return Reported(
            tuple(self._read),
            tuple(self._statements.values()),
            tuple(self._claims),
            tuple(self._differences),
            tuple(self._copies),
            {source: day for source, day in self._read.items() if day is not None},
        )

    def findings(self) -> Iterable[Finding]:
        for repeated in self._findings.values():
            count = repeated.count
            message = repeated.message if count == 1 else repeated.many(f"{count:,}")
            label = "the first of them" if count > 1 else ""
            yield Finding(repeated.code, repeated.place, message, label, (AGAIN,))

    # --- rows ---------------------------------------------------------------------------------

    def _document(self, number: int, line: str, row: Fields) -> None:
        document = document_of(row)
        if self._known(number, line, document.id, "id"):
            self._read[document.id] = document.published

    def _statement(self, number: int, line: str, row: Fields) -> None:
        statement = statement_of(row)
        name, source = statement.id, statement.document
        if name in self._seen:
            raise WrongRowError(f"the statement `{clip(name)}` stands here a second time", "id")
        self._seen.add(name)
        if not self._known(number, line, source, "document"):
            return
        try:
            statement = self._standing(statement)
        except MovedError as moved:
            self._moved(number, line, source, moved.words)
            return
        party = self._party(number, line, statement.speaker.party)
        self._read.setdefault(source, None)
        self._statements[name] = replace(
            statement,
            speaker=replace(statement.speaker, party=party),
            hearer=self._party(number, line, statement.hearer),
        )

    def _about_statements(self, row: Fields) -> None:
        match row.text("record"):
            case "claim":
                self._claim(claim_of(row))
            case "difference":
                difference = difference_of(row)
                self._must_have_been_seen((difference.first, difference.second))
                if {difference.first, difference.second} <= self._statements.keys():
                    self._differences.append(difference)
            case _:
                copy = copy_of(row)
                if {copy.first, copy.second} <= self.sources.keys():
                    self._copies.append(copy)

    def _claim(self, claim: SharedClaim) -> None:
        """Take in a claim as far as its statements stand."""
        self._must_have_been_seen(claim.statements)
        names = tuple(name for name in claim.statements if name in self._statements)
        sources = tuple(dict.fromkeys(self._statements[name].document for name in names))
        independent = max(1, min(claim.independent, len(sources)))
        if len(names) > 1:
            self._claims.append(
                replace(claim, statements=names, documents=sources, independent=independent)
            )

    def _must_have_been_seen(self, names: Iterable[str]) -> None:
        for name in names:
            if name not in self._seen:
                raise WrongRowError(
                    f"there is no statement `{clip(name)}` in the file", "statements"
                )

    # --- what the case must have --------------------------------------------------------------

    def _standing(self, statement: Statement) -> Statement:
        """The statement with its places in the source's text; `MovedError` if it is changed."""
        source = statement.document
        if source not in self._texts:
            self._texts[source] = StandingWords(self.sources[source].text or "")
        text = self._texts[source]
        return replaced(statement, text.place, text.text)

    def _known(self, number: int, line: str, source: str, key: str) -> bool:
        known = self.sources.get(source)
        if known is None:
            name = clip(source)
            self._tell(
                (STATEMENT_STRANGER.name, "source", source),
                STATEMENT_STRANGER,
                _place(number, line, f'"{key}"'),
                f"the case has no source `{name}`",
                lambda count: f"{count} rows are of `{name}`, which is no source of the case",
            )
        return known is not None and known.text is not None

    def _party(self, number: int, line: str, party: str) -> str:
        """The party, or nothing where neither the case nor the world has it."""
        if not party or party in self.parties or party in _countries():
            return party
        name = clip(party)
        self._tell(
            (STATEMENT_STRANGER.name, "party", party),
            STATEMENT_STRANGER,
            _place(number, line, f'"{party}"'),
            f"the case has no party `{name}`",
            lambda count: f"`{name}`, named {count} times, is no party of the case",
        )
        return ""

    # --- findings -----------------------------------------------------------------------------

    def _moved(self, number: int, line: str, source: str, words: str) -> None:
        name, words = clip(source), fold_space(words)
        self._tell(
            (STATEMENT_MOVED.name, source),
            STATEMENT_MOVED,
            _place(number, line, f'"{words}"'),
            f"`{clip(words)}` does not stand at its place in `{name}` any more",
            lambda count: f"{count} statements do not stand at their places in `{name}` any more",
        )

    def _broken(self, number: int, line: str, wrong: WrongRowError) -> None:
        place = _place(number, line, f'"{wrong.key}"' if wrong.key else "")
        if wrong.column:
            place = Place(STATEMENTS_FILE, number, wrong.column)
        count = sum(key[0] == STATEMENT_BROKEN.name for key in self._findings)
        which = str(number) if count < MOST_BROKEN else "more"
        self._tell(
            (STATEMENT_BROKEN.name, which),
            STATEMENT_BROKEN,
            place,
            str(wrong),
            lambda count: f"{count} more rows cannot be read",
        )

    def _tell(
        self,
        key: tuple[str, ...],
        code: Code,
        place: Place,
        message: str,
        many: Callable[[str], str],
    ) -> None:
        if key in self._findings:
            self._findings[key].count += 1
        else:
            self._findings[key] = _RepeatedFinding(code, place, message, many)


@cache
def _countries() -> frozenset[str]:
    """The ids that reading gives to countries and blocs that are no party of the case.

    The table is that of `zopa.statements.speakers`, whose import takes longer than a check may.
    """
    table = resources.files("zopa.statements").joinpath("speakers", "countries.txt")
    lines = table.read_text(encoding="utf-8").splitlines()
    return frozenset(
        slug(line.partition("|")[0].strip()) for line in lines if line and not line.startswith("#")
    )


def _place(number: int, line: str, needle: str) -> Place:
    """Where words first stand in a line; its start where they do not."""
    at = line.find(needle) if needle else -1
    return Place(STATEMENTS_FILE, number, max(at, 0) + 1, len(needle) if at >= 0 else 1)
