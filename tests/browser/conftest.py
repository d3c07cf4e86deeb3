"""The workbench served, and Chromium in front of it.

Chromium is no part of zopa; without one these tests are skipped.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from zopa.desk.editing import add_entry

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))),
    None,
)
EXAMPLE = Path(__file__).parents[2] / "examples" / "minerals"


@pytest.fixture(scope="session")
def browser():
    if CHROMIUM is None:
        pytest.skip("there is no Chromium here")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture
def case(tmp_path):
    shutil.copytree(EXAMPLE, tmp_path / "minerals")
    for how in ("badly", "so-so"):
        fact = {"party": "us", "reservation": how, "assumed": "a guess", "confidence": "likely"}
        add_entry(tmp_path / "minerals", "facts", fact, proposed=True)
    return tmp_path / "minerals"


@pytest.fixture
def address(case):
    command = [sys.executable, "-u", "-m", "zopa", "serve", str(case)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=dict(os.environ)
    ) as server:
        try:
            yield re.search(r"http://\S+", server.stdout.readline())[0]
        finally:
            server.terminate()


@pytest.fixture
def page(browser, address):
    context = browser.new_context(viewport={"width": 390, "height": 800})
    opened = context.new_page()
    opened.errors = []
    opened.on("console", lambda message: opened.errors.append(message.text))
    opened.goto(address)
    yield opened
    context.close()
