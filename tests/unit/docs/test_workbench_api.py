"""The reference of the workbench's API against the OpenAPI file that it gives."""

from __future__ import annotations

import re

from zopa.desk.named_folders import NamedFolders
from zopa.workbench.api.application import WorkbenchApi

from .pages import DOCS, ROOT, first_column, sections


def test_every_route_and_every_refusal_is_told() -> None:
    told = sections(DOCS / "reference" / "workbench-api.md")
    openapi = WorkbenchApi(NamedFolders.of([ROOT / "examples"])).openapi()
    routes = {
        f"{method.upper()} {path}": operation
        for path, methods in openapi["paths"].items()
        for method, operation in methods.items()
    }
    assert set(first_column(told["Routes"], "Route")) == set(routes)
    refused = {status for one in routes.values() for status in one["responses"] if status >= "4"}
    assert set(re.findall(r"(?m)^\| (\d+) \|", told["Refusals"])) == refused
