"""The version is stated in one place, and what must repeat it is in step."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

from ruamel.yaml import YAML

import zopa
from zopa.foundation.version import __version__

ROOT = Path(__file__).parents[3]


def test_what_is_installed_has_the_version_of_the_code() -> None:
    assert zopa.__version__ == __version__ == version("zopa")


def test_packaging_reads_the_version_from_the_code() -> None:
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert "version" not in pyproject["project"]
    assert "version" in pyproject["project"]["dynamic"]
    stated = (ROOT / pyproject["tool"]["hatch"]["version"]["path"]).read_text("utf-8")
    assert f'__version__ = "{__version__}"' in stated


def test_the_citation_names_this_version() -> None:
    citation = YAML(typ="safe").load(ROOT / "CITATION.cff")
    assert citation["cff-version"] == "1.2.0"
    assert citation["version"] == __version__
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert citation["license"] == project["license"]
    assert citation["keywords"] == project["keywords"]


def test_the_changelog_knows_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.search(
        rf"(^## \[{re.escape(__version__)}\]|To be {re.escape(__version__)}\b)", text, re.MULTILINE
    )
