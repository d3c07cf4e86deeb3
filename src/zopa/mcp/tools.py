"""The tools of the assistant's door: each calls the desk and gives its values back."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterable
from functools import partial, wraps
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any, ParamSpec, TypeVar

from anyio import to_thread
from mcp.server.mcpserver.exceptions import ToolError
from pydantic import Field

from zopa.desk.adding import add
from zopa.desk.briefs import brief
from zopa.desk.countering import next_drafts
from zopa.desk.documents import open_reports
from zopa.desk.editing import (
    add_entry,
    change_entry,
    ledger_as_it_stands,
    retire_entry,
    set_key,
)
from zopa.desk.errors import DeskError, FindingsError, WrongCallError, system_words
from zopa.desk.explaining import explain
from zopa.desk.first_case import propose
from zopa.desk.named_folders import NamedFolders
from zopa.desk.open_ledger import EditedLedger
from zopa.desk.opening import examine
from zopa.desk.reading import read
from zopa.desk.reviewing import ledger_review
from zopa.desk.scoring import score
from zopa.desk.what_would_be import what_if
from zopa.desk.whole_ledgers import write_prompt
from zopa.foundation.writing import write_file
from zopa.mcp.answers import (
    BriefText,
    CaseListed,
    CaseMade,
    FindingListed,
    FoldersListed,
    LedgerEdited,
    LedgerShown,
    ReportsAdded,
    ReportText,
    StatementListed,
)
from zopa.mcp.guides import guide_parts, guide_text

if TYPE_CHECKING:
    from rich.console import RenderableType

    from zopa.foundation.diagnostics import Finding

P = ParamSpec("P")
R = TypeVar("R")

PART = 20_000
"""Characters of a report that are given at once."""
DRAWS = 1000
"""Draws of a brief; shares are then good to about 3 percentage points."""
SCREEN = 100
"""Columns of what is told as on a terminal."""
MOST_FINDINGS = 40
"""Findings that are given; of more, the first."""

CaseName = Annotated[str, Field(description="A case as `list_folders` names it.")]
Reports = Annotated[
    list[str], Field(description="Reports as `list_folders` names them.", min_length=1)
]
SectionName = Annotated[
    str, Field(description="`parties`, `issues`, `rules`, `drafts` or `facts`.")
]
Which = Annotated[
    str,
    Field(description="The short name of the entry, or the number of a fact or rule, from 1."),
]
Entry = Annotated[
    dict[str, Any],
    Field(
        description="What stands under the name in the ledger, as `guide` tells it; not the form "
        "of `ledger_instructions`."
    ),
]
Version = Annotated[str, Field(description="The version of the ledger for which the edit is made.")]


class Tools:
    """What an assistant can do in some folders."""

    def __init__(self, folders: NamedFolders) -> None:
        self.folders = folders

    def reading(self) -> Iterable[Callable[..., Any]]:
        """The tools that write nothing."""
        return (
            self.list_folders, self.read_report, self.show_statements, self.ledger_instructions,
            self.show_case, self.check_case, self.guide, self.explain_finding,
            self.score, self.counter, self.what_if,
        )  # fmt: skip

    def writing(self) -> Iterable[Callable[..., Any]]:
        """The tools that can write files; none of them loses what a person wrote."""
        return (
            self.make_case, self.add_entry, self.change_entry, self.retire_entry, self.set_key,
            self.add_reports, self.brief,
        )  # fmt: skip

    def list_folders(self) -> FoldersListed:
        """List the folders you may work in, the cases in them and the reports."""
        cases = []
        for name, folder in self.folders.cases().items():
            case, findings = examine(folder)
            cases.append(
                CaseListed(
                    case=name,
                    title=case.title if case else "",
                    facts=len(case.ledger) if case else 0,
                    not_reviewed=len(case.unreviewed) if case else 0,
                    errors=len(findings.errors),
                )
            )
        return FoldersListed(
            folders=[root.name for root in self.folders.roots],
            cases=cases,
            reports=list(self.folders.reports()),
        )

    def _for_edit(self, case: str, version: str) -> Path:
        """The folder of a case that is to be edited."""
        folder = self.folders.case(case)
        if not version:
            raise WrongCallError("give the version of the ledger, as `show_case` tells it")
        return folder

    def read_report(
        self,
        report: Annotated[str, Field(description="A report as `list_folders` names it.")],
        start: Annotated[int, Field(description="Where to begin, in characters.", ge=0)] = 0,
    ) -> ReportText:
        """Read a report as zopa reads it: quotes are held against this text, word for word."""
        path = self.folders.path(report)
        if path.is_dir():
            raise WrongCallError(f"`{report}` is a folder; name a report in it")
        opened = open_reports(path)
        if not opened.documents:
            raise FindingsError(f"`{report}` cannot be read as a report", [opened.findings])
        document = opened.documents[0]
        text = document.reading
        end = min(len(text), start + PART)
        return ReportText(
            report=report,
            text=text[start:end],
            start=start,
            next_start=end if end < len(text) else None,
            characters=len(text),
        )

    def show_statements(self, reports: Reports) -> list[StatementListed]:
        """Show what zopa itself reads in some reports: who says, wants, offers or refuses what.

        It misses much, and at times has a thing the wrong way round or under the wrong name: take
        it as a list of places to look at, never as what a report says.
        """
        read_now = read([self.folders.path(name) for name in reports])
        return [
            StatementListed(
                report=self.folders.named(document.heading.partition(" · ")[0]),
                who=line.who,
                does=line.does,
                words=line.words,
                confidence=round(line.confidence, 2),
            )
            for document in read_now.digest.documents
            for line in document.statements
        ]

    def ledger_instructions(self, reports: Reports) -> list[str]:
        """Tell what to answer so that zopa can make a case of some reports, their texts included.

        Long reports come in several parts; answer all of them with one ledger.
        """
        paths = [self.folders.path(name) for name in reports]
        with TemporaryDirectory() as place:
            made = write_prompt(Path(place, "prompt.txt"), paths)
            return [file.read_text("utf-8") for file in made.files]

    def make_case(
        self,
        case: Annotated[
            str, Field(description="Name of the new case: a folder's name, `/`, a new name.")
        ],
        reports: Reports,
        answer: Annotated[
            dict[str, Any] | None,
            Field(description="Your ledger, in the form that `ledger_instructions` asks for."),
        ] = None,
        title: str = "",
    ) -> CaseMade:
        """Make a case out of reports: of your answer, or without one of what zopa itself reads.

        What does not stand in the reports is left out and told. That the author of a draft has
        tabled it is added as a fact. Nothing that is there is replaced: go on with a case that is
        there by `add_entry`, `change_entry`, `set_key` and `add_reports`.
        """
        folder = self.folders.new_case(case)
        paths = [self.folders.path(name) for name in reports]
        if answer is None:
            made = propose(folder, paths, title=title)
        else:
            with TemporaryDirectory() as place:
                file = Path(place, "answer.json")
                write_file(file, json.dumps(answer, ensure_ascii=False).encode())
                made = propose(folder, paths, title=title, answer=file)
        version, ledger = ledger_as_it_stands(folder)
        return CaseMade(
            case=case,
            version=version,
            ledger=ledger,
            left_out=list(made.proposal.notes),
            findings=_listed(examine(folder)[1]),
        )

    def show_case(self, case: CaseName) -> LedgerShown:
        """Show the ledger of a case as it stands, its version, and what is found in it."""
        review = ledger_review(self.folders.case(case))
        return LedgerShown(
            case=case,
            version=review.version,
            ledger=review.text,
            entries=[
                f"{entry.name}: {entry.words}{'' if entry.reviewed else ' (not reviewed)'}"
                for entry in review.entries
            ],
            findings=_listed(review.findings),
        )

    def check_case(self, case: CaseName) -> list[FindingListed]:
        """Find all that is wrong with a case, with line and remedy."""
        return _listed(examine(self.folders.case(case))[1])

    def guide(
        self,
        part: Annotated[
            str, Field(description="A heading, such as `facts`, `red_line` or `drafts`.")
        ] = "",
    ) -> str:
        """Tell how entries of a ledger are written: a part of the case format, or its headings."""
        text = guide_text(part) if part else ""
        return text or "The parts are: " + ", ".join(guide_parts())

    def explain_finding(self, code: str) -> str:
        """Explain the code of a finding, with an example of the mistake and of its remedy."""
        told = explain(code)
        return f"{told.title}\n\n{told.explanation}"

    def add_entry(
        self,
        case: CaseName,
        section: SectionName,
        entry: Entry,
        version: Version,
        name: Annotated[
            str, Field(description="Short name of a new party, issue or draft; else empty.")
        ] = "",
    ) -> LedgerEdited:
        """Add a party, issue, rule, draft or fact; refused where the ledger would have an error."""
        _refuse_foreign_words(entry)
        folder = self._for_edit(case, version)
        made = add_entry(folder, section, entry, name=name, version=version, proposed=True)
        return _edited(case, made)

    def change_entry(
        self, case: CaseName, section: SectionName, which: Which, entry: Entry, version: Version
    ) -> LedgerEdited:
        """Put another entry in the place of one; what a person had reviewed stays as a comment."""
        _refuse_foreign_words(entry)
        folder = self._for_edit(case, version)
        return _edited(
            case, change_entry(folder, section, which, entry, version=version, proposed=True)
        )

    def set_key(
        self,
        case: CaseName,
        key: Annotated[str, Field(description="`title`, `as_of`, `summary` or `agreement`.")],
        value: Annotated[
            str | dict[str, Any] | list[Any],
            Field(description="Its value, as `guide` tells it; `who must agree` for `agreement`."),
        ],
        version: Version,
    ) -> LedgerEdited:
        """Set the title, the day, the summary or the rule of agreement of a case.

        What a person had reviewed stays below it as a comment.
        """
        folder = self._for_edit(case, version)
        return _edited(case, set_key(folder, key, value, version=version, proposed=True))

    def retire_entry(
        self,
        case: CaseName,
        section: SectionName,
        which: Which,
        why: Annotated[str, Field(description="The reason, which stands in the ledger.")],
        version: Version,
    ) -> LedgerEdited:
        """Make an entry a comment, with the day and the reason; nothing of it is lost.

        An entry that a person has reviewed stays, marked as to be retired, for them to decide.
        """
        folder = self._for_edit(case, version)
        return _edited(
            case, retire_entry(folder, section, which, why, version=version, proposed=True)
        )

    def add_reports(self, case: CaseName, reports: Reports) -> ReportsAdded:
        """Read new reports into a case: zopa places what it finds in them, marked as proposed."""
        folder = self.folders.case(case)
        made = add(folder, [self.folders.path(name) for name in reports])
        added = {key: value for key, value in made.as_dict().items() if key != "ledger"}
        told = json.loads(self.folders.named(json.dumps(added, ensure_ascii=False)))
        return ReportsAdded(case=case, version=ledger_as_it_stands(folder)[0], added=told)

    def score(
        self,
        case: CaseName,
        offers: Annotated[
            list[dict[str, str | int | float]] | None,
            Field(description="Packages, issue to level each; without them all drafts."),
        ] = None,
    ) -> str:
        """Score packages: what each is worth to each side, who blocks it, what would be better."""
        folder = self.folders.case(case)
        wanted = [{issue: str(level) for issue, level in offer.items()} for offer in offers or ()]
        return _on_screen(score(folder, wanted or None, DRAWS).to_terminal())

    def counter(
        self,
        case: CaseName,
        party: Annotated[str, Field(description="The party that could table something.")],
        against: Annotated[
            str, Field(description="The draft that is answered; else the newest of another party.")
        ] = "",
        change: Annotated[int, Field(description="How many terms may be changed.", ge=0)] = 3,
        keep: Annotated[
            list[str] | None, Field(description="Issues on which the draft stays as it is.")
        ] = None,
    ) -> str:
        """Work out what a party could table next, with the reason for each changed term."""
        folder = self.folders.case(case)
        made = next_drafts(folder, party, DRAWS, against=against, change=change, keep=keep or ())
        return _on_screen(made.to_terminal())

    def what_if(
        self,
        case: CaseName,
        without: Annotated[
            list[int] | None, Field(description="Facts to leave out, by their numbers from 1.")
        ] = None,
        confidence: Annotated[
            dict[int, str] | None,
            Field(description="Facts by number, and how surely each is held: a word or a number."),
        ] = None,
        terms: Annotated[
            dict[str, dict[str, str | int | float]] | None,
            Field(description="Drafts by short name, and their other terms, issue to level."),
        ] = None,
    ) -> str:
        """Say how the answers would be otherwise with some changes; nothing is written."""
        wished = {
            draft: {issue: str(level) for issue, level in settled.items()}
            for draft, settled in (terms or {}).items()
        }
        told = what_if(
            self.folders.case(case),
            without=without or (),
            confidence=dict(confidence or {}),
            terms=wished,
            draws=DRAWS,
        )
        return _on_screen(told.to_terminal())

    def brief(
        self,
        case: CaseName,
        as_of: Annotated[
            str, Field(description="A day, year-month-day: what was known then.")
        ] = "",
        page: Annotated[
            bool, Field(description="Whether to write the whole brief beside the ledger.")
        ] = False,
    ) -> BriefText:
        """Work out what deals the reports leave possible, and tell it on one screen."""
        folder = self.folders.case(case)
        output = folder / "brief.html" if page else None
        made = brief(folder, DRAWS, as_of=as_of or None, output=output)
        return BriefText(
            case=case,
            text=_on_screen(made.brief.to_terminal(SCREEN)),
            page=f"{case}/brief.html" if page else "",
            findings=[finding for report in made.findings for finding in _listed(report)],
        )


def _on_screen(made: RenderableType) -> str:
    """What a terminal shows of a result."""
    from rich.console import Console

    text = StringIO()
    Console(file=text, width=SCREEN, highlight=False, markup=False, emoji=False).print(made)
    return "\n".join(line.rstrip() for line in text.getvalue().splitlines())


def told(tool: Callable[P, R], folders: NamedFolders) -> Callable[P, Awaitable[R]]:
    """A tool whose refusals an assistant can read, findings and all, and act upon.

    Nobody waits for it once the assistant has hung up.
    """

    def answer(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return tool(*args, **kwargs)
        except DeskError as error:
            findings = (report.render() for report in error.findings if len(report))
            words = "\n\n".join((str(error), *findings))
        except OSError as error:
            words = system_words(error)
        raise ToolError(folders.named(words))

    @wraps(tool)
    async def run(*args: P.args, **kwargs: P.kwargs) -> R:
        return await to_thread.run_sync(partial(answer, *args, **kwargs), abandon_on_cancel=True)

    return run


def _refuse_foreign_words(entry: dict[str, Any]) -> None:
    """Refuse an entry that is written as an answer to `ledger_instructions`, or that says what only
    the people themselves can state."""
    if "stated" in entry:
        raise WrongCallError(
            "only the people themselves can state what they want (`zopa ask`); give evidence, or "
            "say why it is assumed"
        )
    if {"says", "quotes", "sure"} & set(entry):
        raise WrongCallError(
            "this is the form of `ledger_instructions`; in the ledger a fact stands as, for "
            'example, {"party": "union", "order": {"pay": "more"}, "confidence": "likely", '
            '"evidence": [{"report": "words that stand in it"}]}; `guide` tells the rest'
        )


def _edited(case: str, made: EditedLedger) -> LedgerEdited:
    return LedgerEdited(
        case=case,
        version=made.version,
        line=made.line,
        lines=list(made.lines),
        findings=_listed(f for f in made.findings if str(f.severity) != "note"),
        look_at=list(made.notes),
    )


def _listed(findings: Iterable[Finding]) -> list[FindingListed]:
    """Findings, errors first."""
    weight = ("error", "warning", "note")
    ordered = sorted(findings, key=lambda finding: weight.index(str(finding.severity)))
    return [
        FindingListed(
            severity=str(finding.severity),
            code=finding.code.name,
            line=finding.place.line,
            message=finding.message,
            expected=finding.label,
            help=list(finding.help),
        )
        for finding in ordered[:MOST_FINDINGS]
    ]
