"""The JSON API put together."""

from __future__ import annotations

from threading import Lock
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from zopa.desk.errors import DeskError
from zopa.desk.kept_reviews import KeptReviews
from zopa.desk.named_folders import NamedFolders
from zopa.foundation.version import __version__
from zopa.workbench.api import (
    answer_routes,
    case_routes,
    edit_routes,
    refused_requests,
    review_routes,
    source_routes,
)
from zopa.workbench.api.record_schemas import with_record_schemas

ROUTES = (
    review_routes.routes,
    edit_routes.routes,
    source_routes.routes,
    answer_routes.routes,
    case_routes.routes,
    case_routes.last_routes,  # the last, since a name of a case may have slashes
)

TOKEN = {
    "type": "http",
    "scheme": "bearer",
    "description": "The token in the address that `zopa serve` prints.",
}


class WorkbenchApi(FastAPI):
    """The API of the cases in some folders, which documents itself at `/openapi.json`."""

    def __init__(self, folders: NamedFolders, reviews: KeptReviews | None = None) -> None:
        super().__init__(
            title="zopa workbench",
            version=__version__,
            description="The cases that `zopa serve` serves, on loopback.",
            docs_url=None,  # these pages would load scripts from elsewhere
            redoc_url=None,
            servers=[{"url": "/api"}],
            root_path_in_servers=False,
        )
        self.state.folders = folders
        self.state.reviews = reviews or KeptReviews()
        self._lock = Lock()
        for routes in ROUTES:
            self.include_router(routes)
        self.add_exception_handler(DeskError, refused_requests.not_done)
        self.add_exception_handler(HTTPException, refused_requests.not_found)
        self.add_exception_handler(RequestValidationError, refused_requests.not_understood)

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI file, made once."""
        with self._lock:
            if self.openapi_schema is None:
                told = with_record_schemas(super().openapi())
                told["components"]["securitySchemes"] = {"token": TOKEN}
                self.openapi_schema = told | {"security": [{"token": []}]}
            return self.openapi_schema
