"""Which version of each case a person has looked at last: the browser keeps it, in a cookie."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from hashlib import sha256
from pathlib import Path

from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import Response

COOKIE = "zopa_seen"
MOST = 100
"""Cases of which it is kept, those last looked at."""
A_YEAR = 365 * 24 * 3600


class SeenCases(BaseHTTPMiddleware):
    """Notes in the cookie what a page has shown: `request.state.shown`, a folder and a version."""

    async def dispatch(
        self, request: Request, call_next: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        """Answer, and note which version of which case was shown."""
        request.state.shown = None
        answer = await call_next(request)
        if request.state.shown is not None:
            folder, version = request.state.shown
            mark = _mark(folder)
            seen = {key: value for key, value in _seen(request).items() if key != mark}
            kept = [*seen.items(), (mark, version)][-MOST:]
            told = "!".join(f"{key}.{value}" for key, value in kept)
            answer.set_cookie(COOKIE, told, max_age=A_YEAR, httponly=True, samesite="strict")
        return answer


def seen_version(request: Request, folder: Path) -> str:
    """The version of a case that was looked at last; empty where none was."""
    return _seen(request).get(_mark(folder), "")


def _mark(folder: Path) -> str:
    return sha256(str(folder).encode(errors="surrogateescape")).hexdigest()[:8]


def _seen(request: Request) -> dict[str, str]:
    pairs = (part.partition(".") for part in request.cookies.get(COOKIE, "").split("!"))
    return {key: value for key, _, value in pairs if key and value}
