"""How a request is refused: the status, and why in words, with all findings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from zopa.desk.errors import DeskError, EditRefusedError, StaleVersionError
from zopa.desk.named_folders import NamedFolders
from zopa.workbench.api.findings_told import RequestRefused, shown_findings

if TYPE_CHECKING:
    from zopa.foundation.diagnostics import Findings


def not_done(request: Request, error: Exception) -> JSONResponse:
    """What the desk does not do."""
    stale = isinstance(error, EditRefusedError | StaleVersionError)
    findings = error.findings if isinstance(error, DeskError) else ()
    return _refused(request, 409 if stale else 422, str(error), findings)


def not_found(request: Request, error: Exception) -> JSONResponse:
    """What is not there, or not by this method; what is no JSON is refused as other bodies are."""
    assert isinstance(error, HTTPException)  # noqa: S101 - what it is registered for
    status = 422 if error.status_code == 400 else error.status_code
    return _refused(request, status, error.detail, headers=error.headers)


def not_understood(request: Request, error: Exception) -> JSONResponse:
    """What is not asked in the form that is documented."""
    told = error.errors() if isinstance(error, RequestValidationError) else ()
    where = (".".join(map(str, one["loc"])) + f": {one['msg']}" for one in told)
    return _refused(request, 422, "; ".join(where))


def _refused(
    request: Request, status: int, why: str, findings: Sequence[Findings] = (), **more: Any
) -> JSONResponse:
    """A refusal in which folders go by their names."""
    folders: NamedFolders = request.app.state.folders
    shown = [one for report in findings for one in shown_findings(report)]
    refused = RequestRefused(why=folders.named(why), findings=shown)
    return JSONResponse(refused.model_dump(), status_code=status, **more)
