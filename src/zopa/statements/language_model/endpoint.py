"""The client for a language model: the only module of zopa that opens a network connection.

It speaks the OpenAI-compatible protocol, `POST /v1/chat/completions`, which Ollama, llama.cpp,
vLLM and hosted services offer. Nothing is sent anywhere unless the user has set `ZOPA_LLM_URL`.
The server is not trusted: whatever it does (it may lie about lengths, send byte by byte, redirect
or never end), the caller gets an `EndpointError`. The module uses the HTTP client of the standard
library for two reasons. The time limit covers a request as a whole, also when a server sends its
headers byte by byte, so a timer must be able to shut the socket. And a tool that works offline
should not need an HTTP library.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import os
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import SplitResult, urlsplit

from zopa.foundation.diagnostics import printable
from zopa.statements.language_model.key_mask import KeyMask

URL, MODEL, KEY, PLAIN = "ZOPA_LLM_URL", "ZOPA_LLM_MODEL", "ZOPA_LLM_KEY", "ZOPA_LLM_PLAIN_HTTP"
"""The environment variables that set an endpoint up."""
LARGEST = 4 << 20
"""The largest answer that is read, in bytes. The answer about one window has a few thousand."""
ATTEMPTS = 4
MOST_REDIRECTS = 3
_LONGEST_WAIT = 30.0


class EndpointTrouble(StrEnum):
    """Why there is no answer."""

    SETTINGS = "settings"
    """The settings cannot be used; nothing was sent."""
    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    BUSY = "busy"
    """The server still had too many requests or an error of its own after all attempts."""
    REFUSED = "refused"
    """The server does not want the request: a wrong key, an unknown model, a redirect."""
    BROKEN = "broken"
    """The answer does not follow the protocol, or it breaks off."""
    TOO_LARGE = "too large"


class EndpointError(Exception):
    """There is no answer; the message says why and never holds the key."""

    def __init__(self, trouble: EndpointTrouble, message: str) -> None:
        super().__init__(message)
        self.trouble = trouble


class _FailedAttempt(Exception):  # noqa: N818 (not an error yet: another attempt may do)
    def __init__(self, error: EndpointError, wait: float | None = None) -> None:
        super().__init__(str(error))
        self.error = error
        self.wait = wait


@dataclass(frozen=True, slots=True)
class ModelAnswer:
    """What the model wrote; `whole` says whether the model itself ended the answer."""

    text: str
    whole: bool


class _Form(StrEnum):
    """How the model is asked for JSON; not every server knows every way."""

    SCHEMA = "json_schema"
    OBJECT = "json_object"
    NONE = "none"


_WEAKER = {_Form.SCHEMA: _Form.OBJECT, _Form.OBJECT: _Form.NONE}


@dataclass(frozen=True, slots=True)
class _Response:
    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Endpoint:
    """Where a model is asked, and how long to wait, in seconds.

    `url` is the base of the address, with or without `/v1`. Plain `http` is accepted only for this
    machine, unless `plain_http` is set. Raises `EndpointError` if these settings cannot be used.

    >>> Endpoint("http://localhost:11434", "some-model")
    Endpoint(url='http://localhost:11434', model='some-model', timeout=120.0)
    """

    url: str
    model: str
    key: str = field(default="", repr=False)
    timeout: float = 120.0
    """The time for one request as a whole."""
    plain_http: bool = field(default=False, repr=False)
    pause: float = field(default=0.5, repr=False)
    """The wait before the second attempt; it doubles before each further attempt."""

    def __post_init__(self) -> None:
        self._form = _Form.SCHEMA
        self._without_key = KeyMask(self.key)
        self._parts = _checked(self.url, plain_http=self.plain_http)
        if not self.model.strip():
            raise EndpointError(EndpointTrouble.SETTINGS, f"no model is named: set `{MODEL}`")
        if not all("!" <= character <= "~" for character in self.key):
            message = f"`{KEY}` holds white space or other characters that no key has"
            raise EndpointError(EndpointTrouble.SETTINGS, message)

    @classmethod
    def from_environment(cls) -> Endpoint | None:
        """The endpoint that the environment sets up, or None without `ZOPA_LLM_URL`."""
        url = os.environ.get(URL, "").strip()
        if not url:
            return None
        return cls(
            url,
            os.environ.get(MODEL, "").strip(),
            os.environ.get(KEY, "").strip(),
            plain_http=os.environ.get(PLAIN, "").strip() == "1",
        )

    def complete(
        self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, object]
    ) -> ModelAnswer:
        """The model's answer to `messages`, which is asked for in the form of a JSON schema.

        If the server refuses the schema, it is asked for any JSON object, and if it refuses that
        too, for no special form. Later calls begin with the form that worked. Where the answer
        holds the key, `…` stands in its place. Raises `EndpointError`.
        """
        form = self._form
        while True:
            response = self._send_until_answered(messages, schema, form)
            if response.status == 200:
                self._form = form
                answer = _answer(response.body)
                told = "\n".join(text for message in messages for text in message.values())
                return ModelAnswer(self._without_key(answer.text, told), answer.whole)
            if response.status not in (400, 404, 415, 422, 501) or form not in _WEAKER:
                raise EndpointError(EndpointTrouble.REFUSED, self._refusal(response))
            form = _WEAKER[form]

    def _send_until_answered(
        self,
        messages: Sequence[Mapping[str, str]],
        schema: Mapping[str, object],
        form: _Form,
    ) -> _Response:
        request: dict[str, object] = {
            "model": self.model,
            "messages": list(messages),
            "temperature": 0,
            "stream": False,
        }
        if form is _Form.SCHEMA:
            named = {"name": "answer", "strict": True, "schema": schema}
            request["response_format"] = {"type": "json_schema", "json_schema": named}
        elif form is _Form.OBJECT:
            request["response_format"] = {"type": "json_object"}
        body = json.dumps(request).encode()
        pause = self.pause
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self._attempt(body)
            except _FailedAttempt as failed:
                if attempt == ATTEMPTS:
                    raise failed.error from None
                time.sleep(min(pause if failed.wait is None else failed.wait, _LONGEST_WAIT))
                pause *= 2
        raise AssertionError

    def _attempt(self, body: bytes) -> _Response:
        path = self._parts.path.rstrip("/").removesuffix("/v1") + "/v1/chat/completions"
        for _ in range(MOST_REDIRECTS + 1):
            response = self._exchange(path, body)
            if response.status == 429 or (response.status >= 500 and response.status != 501):
                error = EndpointError(EndpointTrouble.BUSY, self._refusal(response))
                raise _FailedAttempt(error, _seconds(response.headers.get("retry-after", "")))
            if not 300 <= response.status < 400:
                return response
            path = self._same_host(response)
        raise EndpointError(EndpointTrouble.REFUSED, "the endpoint redirects in a circle")

    def _same_host(self, response: _Response) -> str:
        """The path that a redirect leads to. A report is never sent to another host."""
        location = response.headers.get("location", "")
        try:
            target = urlsplit(location)
            here = (self._parts.scheme, self._parts.hostname, self._parts.port)
            alone = not target.scheme and not target.netloc
            stays = alone or (target.scheme, target.hostname, target.port) == here
        except ValueError:
            stays = False
        if response.status not in (307, 308) or not stays or not target.path.startswith("/"):
            shown = printable(self._without_key(location))[:200]
            message = (
                f"the endpoint redirects to `{shown}`, which is not followed: reports go to the "
                f"host that `{URL}` names and to no other"
            )
            raise EndpointError(EndpointTrouble.REFUSED, message)
        return target.path + (f"?{target.query}" if target.query else "")

    def _exchange(self, path: str, body: bytes) -> _Response:
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        headers |= {"Accept-Encoding": "identity", "Connection": "close"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        connection = self._connection()
        overdue = threading.Event()
        try:
            with _watched(connection, self.timeout, overdue):
                connection.request("POST", path, body, headers)
                with connection.getresponse() as response:
                    data = _body(response)
                received = {name.lower(): value for name, value in response.getheaders()}
                result = _Response(response.status, received, data)
        except (OSError, http.client.HTTPException, ValueError) as problem:
            if overdue.is_set() or isinstance(problem, TimeoutError):
                raise self._late() from problem
            raise self._broken_off(problem) from problem
        finally:
            connection.close()
        if overdue.is_set():
            raise self._late()
        return result

    def _broken_off(self, problem: Exception) -> Exception:
        """What an exception of the connection means."""
        if isinstance(problem, ssl.SSLError):
            message = f"no secure connection to `{self.url}`: {problem.reason or problem}"
            return EndpointError(EndpointTrouble.UNREACHABLE, message)
        if isinstance(problem, (socket.gaierror, ConnectionRefusedError)):
            message = f"nothing answers at `{self.url}`: {problem.strerror or problem}"
            return EndpointError(EndpointTrouble.UNREACHABLE, message)
        message = f"the answer breaks off or is not HTTP ({type(problem).__name__})"
        return _FailedAttempt(EndpointError(EndpointTrouble.BROKEN, message))

    def _connection(self) -> http.client.HTTPConnection:
        host, port = self._parts.hostname or "", self._parts.port
        if self._parts.scheme == "https":
            context = ssl.create_default_context()
            return http.client.HTTPSConnection(host, port, timeout=self.timeout, context=context)
        return http.client.HTTPConnection(host, port, timeout=self.timeout)

    def _late(self) -> EndpointError:
        return EndpointError(
            EndpointTrouble.TIMEOUT, f"no whole answer within {self.timeout:g} seconds"
        )

    def _refusal(self, response: _Response) -> str:
        """The status of an answer and the server's reason, if it gives one that can be shown."""
        try:
            reason = json.loads(response.body)["error"]
            reason = reason["message"] if isinstance(reason, dict) else reason
        except (ValueError, RecursionError, KeyError, TypeError):
            reason = ""
        reason = self._without_key(reason) if isinstance(reason, str) else ""
        shown = f": {printable(reason)[:200]}" if reason else ""
        return f"the endpoint answers with status {response.status}{shown}"


def _checked(url: str, *, plain_http: bool) -> SplitResult:
    """The parts of `url`. Raises `EndpointError` if it cannot be used."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host, parts = None, urlsplit("")
    if parts.username or parts.password:
        message = f"`{URL}` holds a user or a password: a key goes into `{KEY}`"
        raise EndpointError(EndpointTrouble.SETTINGS, message)
    if parts.scheme not in ("http", "https") or not host or not printable(url).isascii():
        message = f"`{URL}` is not the address of an endpoint, such as `http://localhost:11434`"
        raise EndpointError(EndpointTrouble.SETTINGS, message)
    if parts.query or parts.fragment or " " in url:
        message = f"`{URL}` holds more than the base of an address"
        raise EndpointError(EndpointTrouble.SETTINGS, message)
    if parts.scheme == "http" and not plain_http and not _is_loopback(host):
        message = (
            f"`{URL}` is plain http to another machine, where all could read along: use https, "
            f"or set `{PLAIN}=1` if that network is yours"
        )
        raise EndpointError(EndpointTrouble.SETTINGS, message)
    return parts


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@contextmanager
def _watched(
    connection: http.client.HTTPConnection, seconds: float, overdue: threading.Event
) -> Iterator[None]:
    """Open the connection, and shut it when the time is up, whatever it is doing at that moment.

    Sets `overdue` if the time was up.
    """

    opened: list[socket.socket] = []

    def shut() -> None:
        overdue.set()
        with suppress(OSError):
            for opened_socket in opened or ([connection.sock] if connection.sock else []):
                # A secure socket's own method would also free what another thread still reads.
                socket.socket.shutdown(opened_socket, socket.SHUT_RDWR)

    watch = threading.Timer(seconds, shut)
    watch.daemon = True
    watch.start()
    try:
        connection.connect()
        opened.append(connection.sock)  # the connection drops its socket when the body begins
        yield
    finally:
        watch.cancel()


def _body(response: http.client.HTTPResponse) -> bytes:
    """The whole body. Raises `EndpointError` if it is too large, `HTTPException` if it is cut."""
    parts: list[bytes] = []
    size = 0
    while data := response.read(1 << 16):
        size += len(data)
        if size > LARGEST:
            message = f"the answer is larger than {LARGEST >> 20} MiB"
            raise EndpointError(EndpointTrouble.TOO_LARGE, message)
        parts.append(data)
    if response.length:
        raise http.client.IncompleteRead(b"", response.length)
    return b"".join(parts)


def _answer(body: bytes) -> ModelAnswer:
    try:
        choice = json.loads(body)["choices"][0]
        text = choice["message"]["content"]
        ended = choice.get("finish_reason")
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError):
        text = None
    if not isinstance(text, str):
        raise EndpointError(EndpointTrouble.BROKEN, "the answer is not a chat completion")
    return ModelAnswer(text, ended in ("stop", None))


def _seconds(header: str) -> float | None:
    """The seconds of a `Retry-After` header, or None if it holds anything else, such as a date."""
    return float(header) if header.isascii() and header.isdigit() and len(header) < 6 else None
