"""The JSON API, put together when it is first asked: to load it takes longer than a page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from threading import Lock

from starlette.concurrency import run_in_threadpool
from starlette.routing import Mount
from starlette.types import ASGIApp, Receive, Scope, Send

from zopa.desk.kept_reviews import KeptReviews
from zopa.desk.named_folders import NamedFolders


class ApiMount(Mount):
    """All that is asked under `/api`, names with line breaks in them included."""

    def __init__(self, folders: NamedFolders, reviews: KeptReviews) -> None:
        super().__init__("/api", LateApi(folders, reviews), name="api")
        self.path_regex = re.compile(r"^/api/(?P<path>.*)$", re.DOTALL)


@dataclass
class LateApi:
    """Answers by the JSON API of some folders."""

    folders: NamedFolders
    reviews: KeptReviews
    _made: ASGIApp | None = None
    _at_work: Lock = field(default_factory=Lock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        api = await run_in_threadpool(self._api) if self._made is None else self._made
        await api(scope, receive, send)

    def _api(self) -> ASGIApp:
        with self._at_work:
            if self._made is None:
                from zopa.workbench.api.application import WorkbenchApi

                self._made = WorkbenchApi(self.folders, self.reviews)
            return self._made
