"""What keeps the workbench to the person who started it.

The pages are on loopback, but every program and every web page that a browser has open can reach
loopback. So the address that is opened first carries a token, which becomes a cookie that no other
site can send or read; whatever changes a file must come from the workbench's own pages; and only
requests under the workbench's own host name are answered, so that no other name can be led to it.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from hashlib import sha256

from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp

COOKIE = "zopa_workbench"
PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""What the workbench's own pages may load: nothing from elsewhere, and no script within a page."""
BRIEF_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'"
)
"""What a brief may load, which is shown within a page of the workbench: nothing at all."""
READING = ("GET", "HEAD")


class OwnPagesOnly(BaseHTTPMiddleware):
    """Answers requests of the person who started the workbench, and refuses all others."""

    def __init__(self, app: ASGIApp, token: str, hosts: frozenset[str]) -> None:
        super().__init__(app)
        self._token, self._hosts = token, hosts
        # cookies know no port, and a person may have two workbenches open
        self._cookie = f"{COOKIE}_{sha256(token.encode()).hexdigest()[:8]}"

    async def dispatch(
        self, request: Request, call_next: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        """Refuse, hand the cookie over, or answer; no answer is kept by anybody."""
        host = request.headers.get("host", "")
        if host not in self._hosts:
            return _refused("this address is not the workbench's own")
        given = request.query_params.get("token")
        if given is not None and request.method == "GET":
            if not self._is_token(given):
                return _refused("the token in this address is not that of this workbench")
            answer: Response = RedirectResponse(request.url.path, status_code=303)
            answer.set_cookie(self._cookie, given, httponly=True, samesite="strict")
            return _sealed(answer)
        if self._is_token(_bearer_token(request)):  # no other site can send this header
            return _sealed(await call_next(request))
        if not self._is_token(request.cookies.get(self._cookie, "")):
            return _refused("open the address that `zopa serve` has printed")
        if request.method not in READING and not self._from_own_page(request):
            return _refused("this change does not come from a page of the workbench")
        return _sealed(await call_next(request))

    def _is_token(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), self._token.encode())

    def _from_own_page(self, request: Request) -> bool:
        origin = request.headers.get("origin", "")
        if origin.partition("://")[2] not in self._hosts:
            return False
        return request.headers.get("sec-fetch-site", "same-origin") == "same-origin"


def _bearer_token(request: Request) -> str:
    """The token by which a program asks; empty where there is none."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _refused(words: str) -> Response:
    return _sealed(PlainTextResponse(f"zopa: {words}\n", status_code=403))


def _sealed(answer: Response) -> Response:
    answer.headers.setdefault("content-security-policy", PAGE_POLICY)
    answer.headers["cache-control"] = "no-store"
    # with `no-referrer` a browser hides the origin of the workbench's own forms
    answer.headers["referrer-policy"] = "same-origin"
    answer.headers["x-content-type-options"] = "nosniff"
    answer.headers["cross-origin-opener-policy"] = "same-origin"
    answer.headers["cross-origin-resource-policy"] = "same-origin"
    return answer
