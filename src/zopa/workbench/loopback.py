"""The workbench put together, and served on loopback."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from zopa.desk.errors import DeskError, FindingsError, UnreadableLedgerError, WrongCallError
from zopa.desk.named_folders import NamedFolders
from zopa.workbench.answer_pages import AnswerPages
from zopa.workbench.answers_at_work import AnswersAtWork
from zopa.workbench.board_pages import BoardPages
from zopa.workbench.brief_pages import BriefPages
from zopa.workbench.case_list import CaseList
from zopa.workbench.draft_pages import DraftPages
from zopa.workbench.evidence_pages import EvidencePages
from zopa.workbench.fact_pages import FactPages
from zopa.workbench.issue_pages import IssuePages
from zopa.workbench.keep_pages import KeepPages
from zopa.workbench.late_api import ApiMount
from zopa.workbench.ledger_pages import LedgerPages
from zopa.workbench.page_maker import CASE, PageMaker
from zopa.workbench.party_pages import PartyPages
from zopa.workbench.recorded_edits import RecordedEdits
from zopa.workbench.report_pages import ReportPages
from zopa.workbench.review_pages import ReviewPages
from zopa.workbench.rule_pages import RulePages
from zopa.workbench.safety import OwnPagesOnly
from zopa.workbench.seen_cases import SeenCases
from zopa.workbench.source_pages import SourcePages
from zopa.workbench.what_if_pages import WhatIfPages

LOOPBACK = "127.0.0.1"


def workbench(folders: Sequence[str | Path], token: str, hosts: frozenset[str]) -> Starlette:
    """The application for the cases in some folders.

    `hosts` are the host names, with the port, under which it answers. Raises `WrongCallError`
    where a folder is not there or holds no case.
    """
    named = NamedFolders.of([Path(folder) for folder in folders])
    if not named.cases():
        raise WrongCallError("there is no case in the folder; make one with `zopa new`")
    maker = PageMaker(named)
    review, ledger = ReviewPages(maker), LedgerPages(maker)
    at_work = AnswersAtWork()
    routes = [
        *CaseList(maker).routes(),
        *review.routes(),
        *ledger.routes(),
        *FactPages(maker).routes(),
        *PartyPages(maker).routes(),
        *IssuePages(maker).routes(),
        *DraftPages(maker).routes(),
        *RulePages(maker).routes(),
        *ReportPages(maker).routes(),
        *EvidencePages(maker).routes(),
        *KeepPages(maker).routes(),
        *SourcePages(maker).routes(),
        *BriefPages(maker).routes(),
        *AnswerPages(maker, at_work).routes(),
        *BoardPages(maker, at_work).routes(),
        *WhatIfPages(maker, at_work).routes(),
        Route(CASE, review.next_to_review),  # the last, since a name of a case may have slashes
    ]
    static = StaticFiles(directory=str(files("zopa.workbench") / "static"))
    return Starlette(
        routes=[Mount("/static", static, name="static"), ApiMount(named, maker.reviews), *routes],
        middleware=[
            Middleware(OwnPagesOnly, token=token, hosts=hosts),
            Middleware(SeenCases),
            Middleware(RecordedEdits, sitting=maker.sitting),
        ],
        exception_handlers={
            FindingsError: ledger.unreadable,
            UnreadableLedgerError: ledger.unreadable,
            DeskError: maker.trouble,
            404: maker.trouble,
            400: maker.trouble,
        },
    )


class LeavingAtOnce(uvicorn.Server):
    """A server that a signal ends as it ends any command of zopa, by whoever has asked for that.

    It would wait for answers that are being worked out; edits are written whole or not at all.
    """

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals as they are."""
        yield


def serve(folders: Sequence[str | Path], port: int, told: Callable[[str], None]) -> None:
    """Serve the workbench until it is stopped; `told` gets the address to open.

    With port 0 a free one is taken. Raises OSError where the port is taken.
    """
    token = secrets.token_urlsafe(24)
    listening = socket.create_server((LOOPBACK, port))
    try:
        taken = listening.getsockname()[1]
        hosts = frozenset({f"{LOOPBACK}:{taken}", f"localhost:{taken}"})
        app = workbench(folders, token, hosts)
        told(f"http://{LOOPBACK}:{taken}/?token={token}")
        config = uvicorn.Config(app, log_level="warning", lifespan="off", server_header=False)
        LeavingAtOnce(config).run(sockets=[listening])
    finally:
        listening.close()
