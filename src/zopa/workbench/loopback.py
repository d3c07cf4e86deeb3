"""The workbench put together, and served on loopback."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from zopa.desk.errors import DeskError, FindingsError, WrongCallError
from zopa.desk.named_folders import NamedFolders
from zopa.workbench.case_pages import WorkbenchPages
from zopa.workbench.safety import OwnPagesOnly

LOOPBACK = "127.0.0.1"


def workbench(folders: Sequence[str | Path], token: str, hosts: frozenset[str]) -> Starlette:
    """The application for the cases in some folders.

    `hosts` are the host names, with the port, under which it answers. Raises `WrongCallError`
    where a folder is not there or holds no case.
    """
    named = NamedFolders.of([Path(folder) for folder in folders])
    if not named.cases():
        raise WrongCallError("there is no case in the folder; make one with `zopa new`")
    pages = WorkbenchPages(named)
    case = "/cases/{case:path}"
    routes = [
        Route("/", pages.cases),
        Route(f"{case}/entries/{{entry}}", pages.entry),
        Route(f"{case}/entries/{{entry}}", pages.change, methods=["POST"]),
        Route(f"{case}/done", pages.done),
        Route(f"{case}/ledger", pages.ledger),
        Route(f"{case}/ledger", pages.keep, methods=["POST"]),
        Route(f"{case}/fact", pages.fact),
        Route(f"{case}/fact", pages.write_fact, methods=["POST"]),
        Route(f"{case}/sources/{{source}}", pages.source),
        Route(f"{case}/brief/page", pages.brief_page),
        Route(f"{case}/brief", pages.brief),
        Route(case, pages.next_to_review),
    ]
    static = StaticFiles(directory=str(files("zopa.workbench") / "static"))
    return Starlette(
        routes=[Mount("/static", static, name="static"), *routes],
        middleware=[Middleware(OwnPagesOnly, token=token, hosts=hosts)],
        exception_handlers={
            FindingsError: pages.unreadable,
            DeskError: pages.trouble,
            404: pages.trouble,
            400: pages.trouble,
        },
    )


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
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        listening.close()
