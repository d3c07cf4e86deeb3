"""The configured language model, asked about documents as well."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from zopa.desk.errors import WrongCallError
from zopa.desk.progress import Progress

if TYPE_CHECKING:
    from zopa.foundation.diagnostics import Finding
    from zopa.sources import Document
    from zopa.statements.language_model import Endpoint
    from zopa.statements.statement import Statement


def configured() -> Endpoint:
    """The language model that the environment sets up; `WrongCallError` where there is none."""
    from zopa.statements.language_model.endpoint import URL, Endpoint, EndpointError

    try:
        endpoint = Endpoint.from_environment()
    except EndpointError as error:
        raise WrongCallError(str(error)) from error
    if endpoint is None:
        raise WrongCallError(
            f"no language model is configured: set {URL} (docs/how-to/language-model.md)"
        )
    return endpoint


def asked(
    documents: Sequence[Document], parties: Sequence[Any], progress: Progress
) -> tuple[dict[str, tuple[Statement, ...]], list[Finding]]:
    """What a language model finds in each document, by its id, and what is wrong with its answers.

    Raises `WrongCallError` where none is configured.
    """
    from zopa.statements.language_model import ask_for_statements

    endpoint = configured()
    statements: dict[str, tuple[Statement, ...]] = {}
    findings: list[Finding] = []
    for document in documents:
        progress(f"asking the language model about {document.file}")
        answer, trouble = ask_for_statements(document, endpoint, [p.id for p in parties])
        statements[document.id] = answer
        findings += trouble
    return statements, findings
