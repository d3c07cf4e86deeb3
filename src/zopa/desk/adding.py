"""New reports read into a case that is there."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zopa.desk.documents import open_reports
from zopa.desk.errors import EditRefusedError, FindingsError, WrongCallError, after
from zopa.desk.ledger_on_disk import ledger_as_read, not_out_of
from zopa.desk.opening import check, sound_case
from zopa.desk.places import in_reach
from zopa.desk.progress import Progress, silent
from zopa.desk.reading import lined_up_reading
from zopa.desk.taking_back import note_edit
from zopa.foundation.edits import ChangedSinceReadError, edit_together
from zopa.foundation.files import FileTrouble, fingerprint, read_bytes, resolved_inside

if TYPE_CHECKING:
    from rich.console import RenderableType

    from zopa.case.model import Case
    from zopa.foundation.diagnostics import Findings
    from zopa.proposing.adding import AddedLedger, Additions
    from zopa.proposing.proposal import Shelved
    from zopa.sources import Document


@dataclass(frozen=True, eq=False)
class AddedReports:
    """What new reports added to a case."""

    ledger: Path
    sources: tuple[str, ...]
    """The short names of the sources that are new."""
    already: tuple[str, ...]
    """Reports that the case has already, and under which name; nothing is added for them."""
    facts: tuple[str, ...]
    """New facts, each in a few words with where it stands."""
    drafts: tuple[str, ...]
    issues: tuple[str, ...]
    confirmed: tuple[str, ...]
    """Facts of the ledger for which there is further evidence."""
    contradicted: tuple[str, ...]
    """Facts and terms of the ledger that new reports tell otherwise."""
    withheld: tuple[str, ...]
    """New facts that cannot hold beside those of the ledger."""
    notes: tuple[str, ...]
    """What was found and has no place in the case."""
    unused: tuple[str, ...]
    """Statements of the new reports that matter and that nothing in the ledger uses."""
    findings: tuple[Findings, ...]
    """Of opening the reports, and then all that `check` finds in the case as it is now."""

    def as_dict(self) -> dict[str, Any]:
        """What was added, as JSON-ready values."""
        told = {
            name: list(getattr(self, name))
            for name in (
                "sources", "already", "facts", "drafts", "issues", "confirmed", "contradicted",
                "withheld", "notes", "unused",
            )
        }  # fmt: skip
        findings = [finding.as_dict() for report in self.findings for finding in report]
        return {"ledger": str(self.ledger), **told, "findings": findings}

    def to_terminal(self) -> RenderableType:
        """What was added and what is to be looked at."""
        from rich.console import Group
        from rich.text import Text

        from zopa.desk.screen import listing_screen
        from zopa.foundation.diagnostics import printable

        parts = [
            _count(len(self.facts), "new fact"),
            _count(len(self.drafts), "new draft"),
            f"further evidence for {_count(len(self.confirmed), 'fact')}",
        ]
        head = [f"{report} is in the case already" for report in self.already]
        if self.sources:
            named = ", ".join(self.sources)
            head.append(f"{self.ledger}: added {named}: {', '.join(parts)}")
        return Group(
            *(Text(printable(line)) for line in head),
            *listing_screen("The reports tell otherwise than the ledger", self.contradicted),
            *listing_screen("New facts, to be reviewed", self.facts),
            *listing_screen("New drafts, to be reviewed", self.drafts),
            *listing_screen("New issues, to be reviewed", self.issues),
            *listing_screen("Facts with further evidence", self.confirmed),
            *listing_screen("Facts that cannot hold beside the others", self.withheld),
            *listing_screen("Also found, and left to you", self.notes),
            *listing_screen("Statements that no fact or draft uses yet", self.unused),
        )


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def add(
    case: str | Path,
    reports: str | Path | Sequence[str | Path],
    *,
    new_issues: bool = False,
    today: date | None = None,
    progress: Progress | None = None,
) -> AddedReports:
    """Read new reports into a case: what they tell is placed on its parties, issues and drafts.

    Facts that are there get further evidence; what is told otherwise is named in comments; what is
    new is put behind the last entry of its section, below a line with the day, `today`. Every byte
    that stands in the ledger stays. With `new_issues`, what is disputed and fits no issue of the
    case becomes an issue; else it is named in a comment.

    Raises `FindingsError` where the case has errors, no report can be read, or the ledger is laid
    out so that nothing can be put in, and `EditRefusedError` where somebody else has changed a
    file of the case meanwhile. Nothing is written then.
    """
    step = progress or silent
    folder = Path(case)
    state = _CaseFiles(folder)
    loaded, _ = sound_case(folder)
    opened = open_reports(reports)
    if not opened.documents:
        raise FindingsError("none of the reports could be read", [opened.findings])
    with after(opened.findings):
        new, already = state.apart(loaded, opened.documents)
        if not new:
            return _nothing(state.ledger, already, opened.findings)
        return _add(
            state, loaded, new, already, opened.findings, today or date.today(), step,
            new_issues=new_issues,
        )  # fmt: skip


def _nothing(ledger: Path, already: tuple[str, ...], findings: Findings) -> AddedReports:
    return AddedReports(ledger, (), already, (), (), (), (), (), (), (), (), (findings,))


def _add(
    state: _CaseFiles,
    loaded: Case,
    new: Sequence[Document],
    already: tuple[str, ...],
    opening: Findings,
    today: date,
    step: Progress,
    *,
    new_issues: bool,
) -> AddedReports:
    from zopa.case.reread import party_names, source_documents
    from zopa.case.statements_file import STATEMENTS_FILE, verified
    from zopa.preferences.clashes import clashing_facts
    from zopa.proposing import unused
    from zopa.proposing.adding import NoPlaceError, added_ledger, additions_to
    from zopa.proposing.carry_over import statements_file
    from zopa.proposing.folder import source_files

    old, _ = source_documents(loaded, state.content)
    reading, lined_up, notes = lined_up_reading([*old, *new], party_names(loaded), progress=step)
    step("placing what is told")
    additions = additions_to(
        loaded,
        reading,
        [document.id for document in new],
        new_issues=new_issues,
        lying=state.lying,
    )
    additions = _without_rejected(additions, state.text, loaded)
    if not additions.shelved:
        raise FindingsError("; ".join(additions.notes) or "there is no room for the reports")
    sources = source_files(additions.shelved, new)
    try:
        made = added_ledger(
            loaded, state.home, state.text, additions, sources, today, (clashing_facts,)
        )
    except NoPlaceError as error:
        raise FindingsError(f"{state.ledger}: {error}; nothing was written") from error
    lines = statements_file(
        reading,
        lined_up,
        [*_shelved(loaded, old), *additions.shelved],
        {**{s.file: state.content(s.file) for s in loaded.sources.values()}, **sources},
        dict(loaded.parties),
    )
    state.write({**sources, STATEMENTS_FILE: lines.encode(), state.ledger.name: made.data}, notes)
    reported = verified(lines, made.case.sources, made.case.parties).reported
    new_ids = {shelved.source.id for shelved in additions.shelved}
    left = [u for u in unused(replace(made.case, reported=reported)) if u.source in new_ids]
    told = tuple(f"{each.statement}: {each.words}" for each in left)
    return _told(state.ledger, already, made, told, (opening, notes, check(state.given)))


def _without_rejected(additions: Additions, ledger: bytes, case: Case) -> Additions:
    """Additions without the facts that a person has rejected; the notes tell of these."""
    from zopa.desk.left_in_comments import CommentedFact, facts_in_comments
    from zopa.foundation.files import decode
    from zopa.proposing.adding import fact_lines, fact_words

    text = decode(ledger)
    rejected = [f for f in facts_in_comments(str(text)) if f.rejected]
    if not rejected:
        return additions
    said = [each.says for each in rejected]
    facts, notes = [], []
    for proposed in additions.facts:
        says = CommentedFact(0, tuple(fact_lines(case, proposed.thing)), "").says
        if says in said:
            why = rejected[said.index(says)].above
            notes.append(f"told again, and {why} ({fact_words(case, proposed.thing)})")
        else:
            facts.append(proposed)
    return replace(additions, facts=tuple(facts), notes=(*notes, *additions.notes))


def _shelved(case: Case, documents: Iterable[Document]) -> list[Shelved]:
    from zopa.proposing.proposal import Shelved

    return [Shelved(d.id, case.sources[d.id]) for d in documents if d.id in case.sources]


class _CaseFiles:
    """The files of a case as they were when the work began."""

    def __init__(self, given: Path) -> None:
        from zopa.case.statements_file import STATEMENTS_FILE

        there = ledger_as_read(given)
        self.given, self.home, self.ledger = given, there.home, there.file
        self.text = b"" if isinstance(there.data, FileTrouble) else there.data
        with in_reach():
            not_out_of(self.home, self.home / STATEMENTS_FILE)
            statements = fingerprint(self.home / STATEMENTS_FILE)
        self._read = {self.ledger.name: there.version, STATEMENTS_FILE: statements}

    def content(self, name: str) -> bytes:
        """The bytes of a file of the case."""
        from zopa.sources import LARGEST

        data = read_bytes(self.home / name, LARGEST, inside=self.home)
        if isinstance(data, FileTrouble):
            raise FindingsError(f"{self.home / name} {data.words}")
        return data

    def lying(self, name: str) -> str | None:
        """The SHA-256 of the file at a path in the folder, or None where nothing lies there.

        It is empty where what lies there is no file of this folder.
        """
        path = self.home / name
        if not os.path.lexists(path):
            return None
        if not path.is_file() or resolved_inside(path, self.home) is None:
            return ""
        with in_reach():
            return fingerprint(path)

    def apart(
        self, case: Case, documents: Sequence[Document]
    ) -> tuple[list[Document], tuple[str, ...]]:
        """The documents that the case does not have yet, under ids of their own, and a line on
        each of the others."""
        from zopa.foundation.text import fold_space
        from zopa.proposing.naming import short_name
        from zopa.sources import LARGEST

        there: dict[str, str] = {}
        for source in case.sources.values():
            there[sha256(self.content(source.file)).hexdigest()] = source.id
            there[fold_space(source.text or "")] = source.id
        originals = self.home / "sources" / "original"
        for path in sorted(originals.iterdir()) if originals.is_dir() else ():
            data = read_bytes(path, LARGEST, inside=self.home)
            if not isinstance(data, FileTrouble) and path.stem in case.sources:
                there[sha256(data).hexdigest()] = path.stem
        new: list[Document] = []
        already: list[str] = []
        ids = list(case.sources)
        for document in documents:
            text = fold_space(document.reading)
            known = there.get(document.sha256) or there.get(text)
            if known is not None:
                already.append(f"{document.file} ({known})")
                continue
            ids.append(short_name(Path(document.id).stem or "source", "source", ids))
            new.append(replace(document, id=ids[-1]))
            there[document.sha256] = there[text] = ids[-1]
        return new, tuple(already)

    def write(self, files: dict[str, bytes], findings: Findings) -> None:
        """Write what is new, the ledger last; nothing where somebody else changed the case."""
        for name in files:
            if resolved_inside(self.home / name, self.home) is None:
                raise WrongCallError(f"{self.home / name} leads out of the case folder")
        try:
            with in_reach((findings,)):
                before = {n: _bytes_of(self.home / n) for n in files if n in self._read}
                edit_together(self.home, files, self._read, lock=self.ledger.name)
        except ChangedSinceReadError as error:
            raise EditRefusedError(
                f"{error}; nothing else was written: add the reports again",
                (findings,),
                path=error.path,
                kept=error.kept,
            ) from error
        there = {name: data for name, data in before.items() if data is not None}
        added = ", ".join(name for name in files if name not in self._read)
        note_edit(self.ledger, f"added {added}", there, files)


def _bytes_of(path: Path) -> bytes | None:
    """What a file holds; None where there is none."""
    return path.read_bytes() if path.exists() else None


def _told(
    ledger: Path,
    already: tuple[str, ...],
    made: AddedLedger,
    left: tuple[str, ...],
    findings: tuple[Findings, ...],
) -> AddedReports:
    from zopa.proposing.adding import against_words, fact_words

    case, added = made.case, made.additions

    def at(*path: str | int, key: bool = False) -> str:
        place = case.place(*path, key=key)
        return f"{ledger.name}:{place.line}"

    def path(index: int) -> tuple[str | int, ...]:
        return case.facts[index].path or ("facts", index)

    first = len(case.ledger) - len(added.facts)
    return AddedReports(
        ledger,
        tuple(shelved.source.id for shelved in added.shelved),
        already,
        tuple(
            f"{at('facts', first + k)}: {fact_words(case, p.thing)}"
            + (f" ({p.thing.confidence_word})" if p.thing.confidence_word else "")
            for k, p in enumerate(added.facts)
        ),
        tuple(f"{at('drafts', p.thing.id, key=True)}: {p.thing.title}" for p in added.drafts),
        tuple(f"{at('issues', p.thing.id, key=True)}: {p.thing.title}" for p in added.issues),
        tuple(
            f"{at(*path(c.index))}: {fact_words(case, case.facts[c.index])}"
            for c in added.confirmed
        ),
        tuple(
            f"{at(*path(c.index)) if c.index >= 0 else at('drafts', c.draft, key=True)}: "
            f"{against_words(case, c)}"
            for c in added.contradicted
        ),
        tuple(fact_words(case, p.thing) for p in made.withheld),
        _with_day(case, added),
        left,
        findings,
    )


def _with_day(case: Case, added: Additions) -> tuple[str, ...]:
    """The notes, and one on reports that are newer than the case."""
    days = [s.source.published for s in added.shelved if s.source.published is not None]
    late = max(days, default=None)
    if late is None or case.as_of is None or late <= case.as_of:
        return added.notes
    return (
        f"the newest report is of {late}, and the case of {case.as_of}: set `as_of`",
        *added.notes,
    )
