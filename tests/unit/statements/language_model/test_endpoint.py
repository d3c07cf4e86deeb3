"""An endpoint that lies, drips, breaks off or refuses gives an error in words, and in time.

Nothing else in the package opens a connection.
"""

from __future__ import annotations

import ast
import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, ClassVar

import pytest

from zopa.statements.language_model import endpoint as module
from zopa.statements.language_model.endpoint import Endpoint, EndpointError, EndpointTrouble

Behaviour = Callable[[socket.socket], None]
KEY = "sk-very-secret"


class Server:
    """A server on loopback that does to each connection the next thing it was told."""

    def __init__(self) -> None:
        self.behaviours: list[Behaviour] = []
        self.requests: list[tuple[str, dict[str, str], dict[str, Any]]] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            with connection, suppress(OSError), connection.makefile("rb") as file:
                first = file.readline().decode()
                if not first:
                    return
                headers = {}
                while (line := file.readline().decode().strip()) != "":
                    name, _, value = line.partition(": ")
                    headers[name.lower()] = value
                body = json.loads(file.read(int(headers["content-length"])))
                self.requests.append((first.split()[1], headers, body))
                self.behaviours.pop(0)(connection)

    def stop(self) -> None:
        if not self._thread.is_alive():
            return
        with socket.create_connection(self._listener.getsockname()):
            pass
        self._thread.join()
        self._listener.close()


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.stop()


def says(status: int, body: bytes | dict[str, Any], headers: str = "", lie: int = 0) -> Behaviour:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()

    def behave(connection: socket.socket) -> None:
        head = f"HTTP/1.1 {status} X\r\nContent-Length: {len(data) + lie}\r\n{headers}\r\n"
        connection.sendall(head.encode() + data)

    return behave


def sends(*parts: bytes) -> Behaviour:
    def behave(connection: socket.socket) -> None:
        for part in parts:
            connection.sendall(part)

    return behave


def completion(text: str, ended: str = "stop") -> dict[str, Any]:
    return {"choices": [{"message": {"content": text}, "finish_reason": ended}]}


GOOD = says(200, completion("fine"))
MESSAGES = [{"role": "user", "content": "Hello?"}]


def ask(server: Server, *behaviours: Behaviour, timeout: float = 5, path: str = "") -> str:
    server.behaviours = list(behaviours)
    endpoint = Endpoint(server.url + path, "m", KEY, timeout=timeout, pause=0.001)
    answer = endpoint.complete(MESSAGES, {"type": "object"})
    assert not server.behaviours
    return answer.text


def trouble(
    server: Server, *behaviours: Behaviour, timeout: float = 5
) -> tuple[EndpointTrouble, str]:
    with pytest.raises(EndpointError) as caught:
        ask(server, *behaviours, timeout=timeout)
    assert not server.behaviours
    assert KEY not in str(caught.value)
    return caught.value.trouble, str(caught.value)


@pytest.mark.parametrize("path", ["", "/", "/v1", "/v1/"])
def test_what_is_asked(server: Server, path: str) -> None:
    assert ask(server, GOOD, path=path) == "fine"
    ((way, headers, body),) = server.requests
    assert way == "/v1/chat/completions"
    assert headers["authorization"] == f"Bearer {KEY}"
    assert (body["model"], body["messages"], body["temperature"]) == ("m", MESSAGES, 0)
    assert body["response_format"]["json_schema"]["schema"] == {"type": "object"}


def test_a_server_that_knows_no_schema_is_asked_more_simply_and_remembered(server: Server) -> None:
    refuses = says(400, {"error": {"message": "response_format is not supported"}})
    server.behaviours = [refuses, refuses, GOOD, GOOD]
    endpoint = Endpoint(server.url, "m")
    assert endpoint.complete(MESSAGES, {}).text == "fine"
    assert endpoint.complete(MESSAGES, {}).text == "fine"
    forms = [body.get("response_format", {}).get("type") for _, _, body in server.requests]
    assert forms == ["json_schema", "json_object", None, None]
    assert "authorization" not in server.requests[0][1]


@pytest.mark.parametrize("status", [400, 404, 415, 422, 501])
def test_who_may_not_know_the_form_is_asked_in_another(server: Server, status: int) -> None:
    assert ask(server, says(status, {}), GOOD) == "fine"
    forms = [body["response_format"]["type"] for _, _, body in server.requests]
    assert forms == ["json_schema", "json_object"]


@pytest.mark.parametrize("status", [401, 402, 403, 405, 413, 418, 421, 423])
def test_who_refuses_for_another_reason_is_asked_no_more(server: Server, status: int) -> None:
    assert trouble(server, says(status, {}))[0] is EndpointTrouble.REFUSED


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_who_is_busy_is_asked_in_the_same_form(server: Server, status: int) -> None:
    assert ask(server, says(status, {}), GOOD) == "fine"
    forms = [body["response_format"]["type"] for _, _, body in server.requests]
    assert forms == ["json_schema", "json_schema"]


def test_a_refusal_tells_why_without_the_key(server: Server) -> None:
    refuses = says(401, {"error": {"message": f"bad key {KEY}\x1b[31m"}})
    kind, message = trouble(server, refuses)
    assert kind is EndpointTrouble.REFUSED
    assert message == "the endpoint answers with status 401: bad key …�[31m"


SPACED, ESCAPED = " ".join(KEY), "".join(f"\\u{ord(c):04x}" for c in KEY)


@pytest.mark.parametrize(
    "written", [KEY, KEY.upper(), SPACED, ESCAPED, f"{KEY[:5]}\u200b{KEY[5:]}"]
)
def test_the_key_is_in_nothing_that_comes_back(server: Server, written: str) -> None:
    quote = f'{{"cue": ["bears {written} in it"]}}'
    assert ask(server, says(200, completion(quote))) == '{"cue": ["bears … in it"]}'
    long = "x" * (200 - 50) + written  # a reason is cut short, and not in the midst of the key
    _, message = trouble(server, says(403, {"error": long}))
    assert message.endswith("x…")
    there = says(302, b"", f"Location: /{KEY}/{'x' * 300}\r\n")
    assert "`/…/xx" in trouble(server, there)[1]


def test_a_long_redirect_is_followed_whole(server: Server) -> None:
    path = "/" + "x" * 500
    assert ask(server, says(308, b"", f"Location: {path}\r\n"), GOOD) == "fine"
    assert server.requests[-1][0] == path


def test_a_model_that_is_not_there(server: Server) -> None:
    missing = says(404, {"error": "model 'm' not found"})
    kind, message = trouble(server, missing, missing, missing)
    assert kind is EndpointTrouble.REFUSED
    assert "model 'm' not found" in message


def test_a_busy_server_is_asked_again(server: Server) -> None:
    busy, later = says(503, b""), says(429, b"", "Retry-After: 0\r\n")
    assert ask(server, busy, later, busy, GOOD) == "fine"
    kind, message = trouble(server, busy, busy, busy, later)
    assert (kind, message) == (EndpointTrouble.BUSY, "the endpoint answers with status 429")


def test_waiting_is_bounded_and_doubled(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr(module.time, "sleep", waits.append)
    long, date = "Retry-After: 9999\r\n", "Retry-After: Fri, 01 Jan 2027 00:00:00 GMT\r\n"
    assert ask(server, says(429, b"", long), says(429, b"", date), says(500, b""), GOOD) == "fine"
    assert waits == [30.0, 0.002, 0.004]


TORN = {
    "shorter than it claims": says(200, completion("fine"), lie=10),
    "a chunk without an end": sends(b"HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{"),
    "a chunk without a size": sends(b"HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\nz\r\n{"),
    "another protocol": sends(b"SSH-2.0-OpenSSH\r\n"),
    "nothing": sends(),
    "a long header": sends(b"HTTP/1.1 200 X\r\nX: " + b"y" * 70_000 + b"\r\n\r\n"),
}


@pytest.mark.parametrize("behaviour", TORN.values(), ids=TORN)
def test_an_answer_that_breaks_off_is_asked_for_again(server: Server, behaviour: Behaviour) -> None:
    assert ask(server, behaviour, GOOD) == "fine"
    assert trouble(server, *[behaviour] * 4)[0] is EndpointTrouble.BROKEN


@pytest.mark.parametrize(
    "body",
    [
        b"<html>hello</html>",
        b"[" * 100_000,
        b"{}",
        b'{"choices": []}',
        b'{"choices": [7]}',
        b'{"choices": [{"message": {"content": null}}]}',
        b"\xff\xfe",
    ],
    ids=["page", "deep", "empty", "no choice", "number", "null", "bytes"],
)
def test_what_is_no_completion_is_told(server: Server, body: bytes) -> None:
    assert trouble(server, says(200, body))[0] is EndpointTrouble.BROKEN


def test_an_answer_that_was_cut_short_says_so(server: Server) -> None:
    server.behaviours = [says(200, completion("{", "length"))]
    assert not Endpoint(server.url, "m").complete(MESSAGES, {}).whole


def test_a_huge_answer_is_not_read(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", 100_000)
    huge = sends(b"HTTP/1.1 200 X\r\n\r\n", *[b"x" * 100_000] * 50)
    assert trouble(server, huge)[0] is EndpointTrouble.TOO_LARGE


class SetOff:
    """A timer that goes off when it is told to, and not by a clock."""

    made: ClassVar[list[SetOff]] = []
    hung_up: ClassVar[list[bool]] = []

    def __init__(self, seconds: float, action: Callable[[], None]) -> None:
        self.seconds, self.action = seconds, action
        self.daemon = self.started = self.cancelled = False
        SetOff.made.append(self)

    def start(self) -> None:
        self.started = True

    def cancel(self) -> None:
        self.cancelled = True

    def go_off(self) -> None:
        assert self.started
        assert self.daemon
        self.action()


def drips(first: bytes, drop: bytes) -> Behaviour:
    """Send a few drops, let the time be up, and go on until the client hangs up."""

    def behave(connection: socket.socket) -> None:
        connection.sendall(first + 3 * drop)
        SetOff.made[-1].go_off()
        connection.settimeout(30)
        with suppress(ConnectionError):
            for _ in range(100_000 if drop else 0):
                connection.sendall(drop)  # fails when nobody listens any more
            if drop or connection.recv(1):
                return
        SetOff.hung_up.append(True)

    return behave


SLOW = {
    "headers": drips(b"HTTP/1.1 200 X\r\n", b"X: y\r\n"),
    "body": drips(b"HTTP/1.1 200 X\r\n\r\n", b" "),
    "sized body": drips(b"HTTP/1.1 200 X\r\nContent-Length: 1000000000\r\n\r\n", b" "),
    "silence": drips(b"H", b""),
}


@pytest.mark.parametrize("behaviour", SLOW.values(), ids=SLOW)
def test_a_slow_drip_ends_when_the_time_is_up(
    server: Server, monkeypatch: pytest.MonkeyPatch, behaviour: Behaviour
) -> None:
    monkeypatch.setattr(SetOff, "made", [])
    monkeypatch.setattr(SetOff, "hung_up", [])
    monkeypatch.setattr(module.threading, "Timer", SetOff)
    kind, message = trouble(server, behaviour, timeout=120)
    assert (kind, message) == (EndpointTrouble.TIMEOUT, "no whole answer within 120 seconds")
    [timer] = SetOff.made
    assert timer.seconds == 120
    assert timer.cancelled
    server.stop()
    assert SetOff.hung_up == [True]


def test_an_answer_in_time_stops_the_clock(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SetOff, "made", [])
    monkeypatch.setattr(module.threading, "Timer", SetOff)
    assert ask(server, GOOD) == "fine"
    assert [timer.cancelled for timer in SetOff.made] == [True]


def test_redirects_are_followed_on_the_same_host_only(server: Server) -> None:
    there = says(307, b"", "Location: /other?x=1\r\n")
    assert ask(server, there, GOOD) == "fine"
    assert [way for way, _, _ in server.requests] == ["/v1/chat/completions", "/other?x=1"]
    for location in (
        "http://example.org/v1",
        "//example.org/",
        "ftp://127.0.0.1/",
        "http://[",
        "",
        "file:///etc/passwd",
        "data:/x",
        "javascript:/x",
        "http:/x",
        "other",
    ):
        kind, message = trouble(server, says(307, b"", f"Location: {location}\r\n"))
        assert kind is EndpointTrouble.REFUSED
        assert "not followed" in message
    assert trouble(server, says(302, b"", "Location: /other\r\n"))[0] is EndpointTrouble.REFUSED
    assert "circle" in trouble(server, *[there] * 4)[1]


def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(EndpointError, match="nothing answers at") as caught:
        Endpoint(f"http://127.0.0.1:{port}", "m").complete(MESSAGES, {})
    assert caught.value.trouble is EndpointTrouble.UNREACHABLE


def test_a_server_that_speaks_no_tls() -> None:
    def answer() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.recv(100)
            connection.sendall(b"HTTP/1.1 400 no\r\n\r\n")

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=answer)
        thread.start()
        endpoint = Endpoint(f"https://127.0.0.1:{listener.getsockname()[1]}", "m", timeout=5)
        with pytest.raises(EndpointError, match="no secure connection") as caught:
            endpoint.complete(MESSAGES, {})
        thread.join()
    assert caught.value.trouble is EndpointTrouble.UNREACHABLE


@pytest.mark.parametrize(
    "url",
    [
        "localhost:11434",
        "file:///etc/passwd",
        "https://",
        "https://user:secret@example.org",
        "https://example.org?key=1",
        "https://example.org/#x",
        "https://exa mple.org",
        "https://example.org:port",
        "https://example.org/\r\nX: y",
        "http://example.org",
        "http://10.0.0.1",
        "http://localhost.example.org",
    ],
)
def test_addresses_that_are_not_used(url: str) -> None:
    with pytest.raises(EndpointError) as caught:
        Endpoint(url, "m")
    assert caught.value.trouble is EndpointTrouble.SETTINGS
    assert "secret" not in str(caught.value)


def test_addresses_that_are_used() -> None:
    for url in (
        "http://localhost:1",
        "http://127.0.0.9",
        "http://[::1]:1",
        "https://example.org/a",
    ):
        assert Endpoint(url, "m").url == url
    assert Endpoint("http://10.0.0.1", "m", plain_http=True).url == "http://10.0.0.1"


def test_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (module.URL, module.MODEL, module.KEY, module.PLAIN):
        monkeypatch.delenv(name, raising=False)
    assert Endpoint.from_environment() is None
    monkeypatch.setenv(module.URL, "http://10.0.0.1")
    monkeypatch.setenv(module.KEY, KEY)
    monkeypatch.setenv(module.MODEL, "m")
    with pytest.raises(EndpointError, match="plain http to another machine"):
        Endpoint.from_environment()
    monkeypatch.setenv(module.PLAIN, "1")
    endpoint = Endpoint.from_environment()
    assert endpoint is not None
    assert endpoint.key == KEY
    assert KEY not in repr(endpoint)
    monkeypatch.setenv(module.MODEL, " ")
    with pytest.raises(EndpointError, match="no model is named"):
        Endpoint.from_environment()
    monkeypatch.setenv(module.MODEL, "m")
    monkeypatch.setenv(module.KEY, "a\nb")
    with pytest.raises(EndpointError, match="white space"):
        Endpoint.from_environment()


def test_no_other_module_opens_a_connection() -> None:
    package = Path(module.__file__).parents[2]
    assert package.name == "zopa"
    opening = {"aiohttp", "http", "httpx", "requests", "socket", "ssl", "urllib3"}
    using = set()
    for path in package.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [f"{node.module}.{alias.name}" for alias in node.names]
            else:
                continue
            if any(n.split(".")[0] in opening or n.startswith("urllib.request") for n in names):
                using.add(path.relative_to(package).as_posix())
    # the workbench listens on loopback, and connects to nobody
    assert using == {"statements/language_model/endpoint.py", "workbench/loopback.py"}


def test_an_answer_of_four_mebibytes_is_read_and_no_larger_one(server: Server) -> None:
    answer = json.dumps(completion("fine")).encode()
    body = answer.ljust(4 << 20)
    assert ask(server, says(200, body)) == "fine"
    kind, message = trouble(server, says(200, body + b" "))
    assert (kind, message) == (EndpointTrouble.TOO_LARGE, "the answer is larger than 4 MiB")


def test_three_redirects_are_followed(server: Server) -> None:
    there = says(307, b"", "Location: /other\r\n")
    assert ask(server, there, there, there, GOOD) == "fine"
    assert trouble(server, there, there, there, there)[0] is EndpointTrouble.REFUSED
