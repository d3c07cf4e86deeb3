"""Every edit that a page or the API makes is recorded, so that it can be taken back."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from zopa.desk.taking_back import Sitting


class RecordedEdits:
    """Records the edits that are made while a request is answered."""

    def __init__(self, app: ASGIApp, sitting: Sitting) -> None:
        self._app, self._sitting = app, sitting

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        with self._sitting.recorded():
            await self._app(scope, receive, send)
