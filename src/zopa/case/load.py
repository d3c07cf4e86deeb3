"""This module reads a case folder into a case and finds all that is wrong with it at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from zopa.case.agreement import read_agreement
from zopa.case.codes.shape import WRONG_SHAPE
from zopa.case.codes.text import NO_CASE, NOT_UTF8, TOO_LARGE, UNREADABLE
from zopa.case.codes.words import UNKNOWN_VERSION
from zopa.case.compose import read_yaml
from zopa.case.declarations import SourceFolder, read_issues, read_parties, read_sources
from zopa.case.facts import read_facts
from zopa.case.knowledge import case_as_of
from zopa.case.marks import marked_entries
from zopa.case.model import AgreementRule, Case, Evidence, Party
from zopa.case.named_numbers import issues_with_named
from zopa.case.nodes import BrokenNode, MapNode, Node, TextNode
from zopa.case.packages import read_drafts, read_rules
from zopa.case.parts import LoadNotes, Part, clip, shape
from zopa.case.read_terms import Issues
from zopa.case.scalars import read_date
from zopa.case.statements_file import STATEMENTS_FILE, read_statements
from zopa.foundation.diagnostics import Finding, Findings, Place, Severity
from zopa.foundation.files import FileTrouble, read_text, too_large
from zopa.foundation.names import listing

CASE_FILE = "case.yaml"
CASE_BYTES = 1024 * 1024
"""The largest ledger that is read."""
VERSION = "1"
MOST_FINDINGS = 500

Check = Callable[[Case], Iterable[Finding]]


class CaseError(ValueError):
    """A case that cannot be worked with; `report` says why."""

    def __init__(self, report: Findings) -> None:
        super().__init__(f"the case has {report.summary()}\n\n{report.render()}")
        self.report = report


def load_case(
    path: str | os.PathLike[str], extra_checks: Iterable[Check] = (), as_of: date | None = None
) -> Case:
    """The case in a folder, or of a ledger file; raises `CaseError` if there are errors in it.

    With `as_of`, the case as it was known on that day.
    """
    case, report = examine(path, extra_checks, as_of)
    if case is None or report.errors:
        raise CaseError(report)
    return case


def check(
    path: str | os.PathLike[str], extra_checks: Iterable[Check] = (), as_of: date | None = None
) -> Findings:
    """Everything that is found in a case folder; never raises.

    `extra_checks` run only where nothing else is an error, so they may rely on a sound case.
    """
    return examine(path, extra_checks, as_of)[1]


def examine(
    path: str | os.PathLike[str], extra_checks: Iterable[Check] = (), as_of: date | None = None
) -> tuple[Case | None, Findings]:
    """The case as far as it can be read, and everything that is found in its folder.

    With `as_of`, the case as it was known on that day, and what is found in it so; what is wrong
    with the form of the ledger is found wherever it stands.
    """
    reading = _read(Path(path))
    if reading.case is not None and as_of is not None:
        reading.case = case_as_of(reading.case, as_of)
    return reading.case, _checked(reading, extra_checks)


def examine_text(
    folder: Path,
    text: str,
    files: Mapping[str, bytes],
    extra_checks: Iterable[Check] = (),
) -> tuple[Case | None, Findings]:
    """As `examine`, for a ledger in a case folder that is not written yet.

    `files` are those that would come into the folder with it, by their paths in it. A text that is
    larger than any ledger that is read is not looked into.
    """
    if (size := len(text.encode(errors="surrogatepass"))) > CASE_BYTES:
        large = _unreadable(CASE_FILE, folder, too_large(f"{size:,}", CASE_BYTES))
        return None, _checked(large, ())
    sources = _sources(folder, CASE_FILE, files)
    reading = _ledger(CASE_FILE, text, folder, sources, with_statements=False)
    return reading.case, _checked(reading, extra_checks)


def read_case(path: str | os.PathLike[str]) -> tuple[Case | None, list[Finding]]:
    """What the ledger says as far as it can be read, and what is wrong with its form.

    What the case says is not checked here (see `check`). None if the file is no ledger at all.
    """
    reading = _read(Path(path))
    return reading.case, reading.findings


@dataclass
class _LedgerRead:
    """What reading gave: the case if there is one, the findings, and the texts that they show."""

    case: Case | None = None
    findings: list[Finding] = field(default_factory=list)
    texts: Mapping[str, str] = field(default_factory=dict)


def _checked(reading: _LedgerRead, extra_checks: Iterable[Check]) -> Findings:
    from zopa.case.checks import check_case

    findings = list(reading.findings)
    if reading.case is not None:
        findings.extend(check_case(reading.case))
        if not Findings.of(findings, {}).errors:
            for extra in extra_checks:
                findings.extend(extra(reading.case))
    return _not_too_many(Findings.of(findings, reading.texts))


def _not_too_many(report: Findings) -> Findings:
    """At most `MOST_FINDINGS` of the findings, errors first; the last says how many there are."""
    if len(report) <= MOST_FINDINGS:
        return report
    weight = list(Severity)
    kept = sorted(report, key=lambda finding: weight.index(finding.severity))[:MOST_FINDINGS]
    *kept, last = Findings.of(kept, {})
    note = f"this is one of {len(report):,} findings; {MOST_FINDINGS} are shown"
    return Findings.of([*kept, replace(last, help=(*last.help, note))], report.texts)


def _read(path: Path) -> _LedgerRead:
    try:
        given_folder = path.is_dir()
    except (OSError, ValueError):
        given_folder = False
    folder, file = (path, path / CASE_FILE) if given_folder else (path.parent, path)
    name = file.name
    text = read_text(file, CASE_BYTES, inside=folder if given_folder else None)
    if isinstance(text, FileTrouble):
        return _unreadable(name, folder if given_folder else path, text)
    return _ledger(name, text, folder, _sources(folder, name))


def _sources(folder: Path, ledger: str, coming: Mapping[str, bytes] | None = None) -> SourceFolder:
    """The folder from which sources are read, its ledgers and statements apart."""
    ledgers = dict.fromkeys((CASE_FILE, ledger), "the ledger itself")
    return SourceFolder(folder, {**ledgers, STATEMENTS_FILE: "what zopa read in reports"}, coming)


def _ledger(
    name: str, text: str, folder: Path, sources: SourceFolder, *, with_statements: bool = True
) -> _LedgerRead:
    yaml = read_yaml(name, text)
    root, findings = yaml.root, yaml.findings
    texts = {name: text}
    if root is None:
        return _LedgerRead(None, findings, texts)
    if not isinstance(root, MapNode):
        return _LedgerRead(None, [*findings, *_no_mapping(root)], texts)
    notes = LoadNotes(findings=findings)
    case = _case(Part.root(notes, root), sources, texts, folder.resolve().name or "case")
    shown = {**sources.texts, **texts}
    if case is not None:
        marked = marked_entries(yaml.marks, notes.places)
        for entry, mark in marked.items():
            notes.places[entry] = replace(notes.places[entry], mark=mark)
        case = replace(case, unreviewed=frozenset(marked))
        if with_statements:
            back = read_statements(folder, case.sources, case.parties)
            case = replace(case, reported=back.reported)
            notes.findings.extend(back.findings)
            if back.text:
                shown.setdefault(STATEMENTS_FILE, back.text)
    return _LedgerRead(case, notes.findings, shown)


def _unreadable(name: str, path: Path, trouble: FileTrouble) -> _LedgerRead:
    codes = {"missing": NO_CASE, "large": TOO_LARGE, "encoding": NOT_UTF8}
    code = codes.get(trouble.kind, UNREADABLE)
    message = f"`{name}` {trouble.words}"
    helps: tuple[str, ...] = (trouble.help,) if trouble.help else ()
    if code is NO_CASE:
        shown = clip(path.name or str(path), 60)
        message, helps = _no_case(name, path, shown)
    elif code is TOO_LARGE:
        helps = ("a ledger has some thousands of lines at most: is this the right file?",)
    place = Place(name, trouble.line, trouble.column)
    finding = Finding(code, place, message, help=helps)
    return _LedgerRead(None, [finding], {name: trouble.text} if trouble.text else {})


def _no_case(name: str, path: Path, shown: str) -> tuple[str, tuple[str, ...]]:
    if not path.is_dir():
        return f"there is no file or folder `{shown}`", ("give the path of a case folder",)
    try:
        yaml = [p.name for p in path.iterdir() if p.suffix in (".yaml", ".yml")]
    except OSError:
        yaml = []
    message = f"the folder `{shown}` has no `{name}`"
    if len(yaml) == 1:
        return message, (f"rename `{yaml[0]}` to `{name}`, or give the path of the file",)
    return message, ("give the path of a case folder",)


def _no_mapping(root: Node) -> list[Finding]:
    if isinstance(root, BrokenNode):
        return []
    if not isinstance(root, TextNode):
        message, label = f"the file is {shape(root)}, not `name: value` pairs", ""
    else:
        message, label = "the file is a text, not `name: value` pairs", "no `name: value` here"
    help_text = "start with `zopa: 1`, `title`, `parties` and `issues`"
    return [Finding(WRONG_SHAPE, root.place, message, label, (help_text,))]


def _case(root: Part, folder: SourceFolder, texts: Mapping[str, str], name: str) -> Case | None:
    fields = root.called("a case").fields(
        ["zopa", "title", "parties", "issues"],
        ["as_of", "summary", "agreement", "sources", "rules", "drafts", "facts"],
    )
    if fields is None:
        return None
    if "zopa" in fields:
        _version(fields["zopa"])
    loose: list[Evidence] = []
    declared = read_issues(fields["issues"]) if "issues" in fields else {}
    naming = {key: part for key, part in fields.items() if key in _NAMING}
    issues = issues_with_named(declared, naming, _name_numbers)
    parties = read_parties(fields["parties"], issues) if "parties" in fields else {}
    return Case(
        title=(fields["title"].text() or "") if "title" in fields else "",
        issues=issues,
        parties=parties,
        drafts=read_drafts(fields["drafts"], issues, loose) if "drafts" in fields else {},
        facts=read_facts(fields["facts"], issues, loose) if "facts" in fields else (),
        rules=read_rules(fields["rules"], issues) if "rules" in fields else (),
        sources=read_sources(fields["sources"], folder) if "sources" in fields else {},
        as_of=read_date(fields["as_of"]) if "as_of" in fields else None,
        summary=(fields["summary"].text() or "") if "summary" in fields else "",
        agreement=_agreement(fields, parties),
        name=name,
        places=root.notes.places,
        texts=texts,
        broken=frozenset(root.notes.broken),
        loose_evidence=tuple(loose),
    )


def _agreement(fields: Mapping[str, Part], parties: Mapping[str, Party]) -> AgreementRule | None:
    signatories = [party.id for party in parties.values() if party.role == "signatory"]
    return read_agreement(fields["agreement"], signatories) if "agreement" in fields else None


_NAMING = ("drafts", "facts", "parties")


def _name_numbers(key: str, part: Part, issues: Issues) -> None:
    """Read drafts, facts or the points of parties for the numbers that they name only."""
    if key == "drafts":
        read_drafts(part, issues, [])
    elif key == "facts":
        read_facts(part, issues, [])
    else:
        read_parties(part, issues)


def _version(part: Part) -> None:
    text = part.text(help=f"write `zopa: {VERSION}`")
    if text is not None and text != VERSION:
        part.fail(
            UNKNOWN_VERSION,
            f"version `{clip(text)}` of the format is not known here",
            label=f"expected {listing([VERSION])}",
            help=f"write `zopa: {VERSION}`, or use a newer zopa",
        )
