"""A page of somebody else, open in the browser of a person who has the workbench open."""

from __future__ import annotations

import shutil
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest

from zopa.desk.editing import ledger_as_it_stands

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))),
    None,
)

ATTACK = """<!doctype html><title>prize</title>
<form id="f" method="post" target="t" action="{base}/cases/minerals/entries/facts.21">
<input name="version" value="{version}"><input name="do" value="accept"></form>
<form id="g" method="post" target="t" enctype="text/plain"
 action="{base}/api/cases/minerals/keys/title">
<input name='{{"version": "{version}", "value": "x", "a": "' value='"}}'></form>
<iframe name="t"></iframe><iframe src="{base}/cases/minerals/ledger"></iframe>
<img src="{base}/cases/minerals/entries/facts.21?do=accept&version={version}">
<link rel="stylesheet" href="{base}/static/workbench.css">
<script src="{base}/static/keys.js"></script>
<script>
window.done = (async () => {{
  const told = [];
  const tried = async (path, how) => {{
    try {{
      told.push((await fetch("{base}" + path, how)).type);
    }} catch (error) {{
      told.push("refused");
    }}
  }};
  const form = new URLSearchParams({{ version: "{version}", do: "accept", text: "gone" }});
  for (const mode of ["no-cors", "cors"]) {{
    for (const path of ["/cases/minerals/entries/facts.21", "/cases/minerals/ledger"])
      await tried(path, {{ method: "POST", mode, credentials: "include", body: form }});
    await tried("/api/cases/minerals/ledger", {{ mode, credentials: "include" }});
  }}
  await tried("/api/cases/minerals/ledger", {{ method: "PUT", credentials: "include",
    headers: {{ "content-type": "application/json", authorization: "Bearer guess" }},
    body: JSON.stringify({{ version: "{version}", text: "gone" }}) }});
  await tried("/api/cases/minerals/entries/facts/21/accept", {{ method: "POST", mode: "no-cors",
    credentials: "include", body: JSON.stringify({{ version: "{version}" }}) }});
  document.getElementById("f").submit();
  await new Promise((go) => setTimeout(go, 300));
  document.getElementById("g").submit();
  await new Promise((go) => setTimeout(go, 300));
  return told;
}})();
</script>"""


@pytest.fixture
def attacker(page, case):
    """Serves the page; gives its port and where the workbench is."""
    workbench = urlsplit(page.url)
    version = ledger_as_it_stands(case)[0]

    class Attack(BaseHTTPRequestHandler):
        def do_GET(self):
            base = f"http://{self.path.strip('/')}:{workbench.port}"
            told = ATTACK.format(base=base, version=version).encode()
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.send_header("content-length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Attack)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


def state(case):
    return {path: path.read_bytes() for path in case.rglob("*") if path.is_file()}


# another port of the same host is the same site, to which cookies go; `localhost` is another one
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_page_of_somebody_else_changes_and_learns_nothing(page, attacker, case, host):
    before = state(case)
    other = page.context.new_page()
    other.goto(f"http://{host}:{attacker}/127.0.0.1")
    told = other.evaluate("window.done")
    assert told == ["refused"] * 8
    assert "ledger" not in other.frames[2].content().lower()
    assert state(case) == before
    with page.expect_navigation():
        page.keyboard.press("a")  # the person's own page still can
    assert state(case) != before


def test_a_name_that_is_led_to_the_workbench_is_not_answered(browser, page, case):
    """DNS rebinding: the page's own name leads to loopback, so that it is of one origin with it."""
    before, port = state(case), urlsplit(page.url).port
    rebound = browser.browser_type.launch(
        executable_path=CHROMIUM,
        args=["--no-sandbox", "--host-resolver-rules=MAP evil.example 127.0.0.1"],
    )
    with rebound:
        other = rebound.new_page()
        answer = other.goto(f"http://evil.example:{port}/cases/minerals/ledger")
        assert answer.status == 403
        assert "not the workbench's own" in answer.text()
        status = other.evaluate(
            "fetch('/api/cases/minerals/ledger', {method: 'PUT', body: '{}'}).then((a) => a.status)"
        )
        assert status == 403
    assert state(case) == before
