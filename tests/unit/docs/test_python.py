"""The reference of Python against what `zopa` exports."""

from __future__ import annotations

import re

import zopa

from .pages import DOCS

PAGE = (DOCS / "reference" / "python.md").read_text("utf-8")


def test_everything_that_is_exported_is_told() -> None:
    told = set(re.findall(r"\bzopa\.(\w+)", PAGE))
    assert set(zopa.__all__) - {"Case", "Draws"} <= told  # these two come of `load` and `draw`


def test_what_is_told_is_there() -> None:
    without_imports = re.sub(r"^>>> from .*$", "", PAGE, flags=re.MULTILINE)
    for name in set(re.findall(r"\bzopa\.(\w+)", without_imports)):
        assert hasattr(zopa, name), name
