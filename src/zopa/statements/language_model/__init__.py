"""Statements that a language model proposes, each quote of which is verified in the report.

Reading needs no language model. If the user has set one up, `Endpoint` is the client that asks it,
and `ask_for_statements` asks it about one document and keeps only what stands in that document.
"""

from zopa.statements.language_model.ask import ask_for_statements
from zopa.statements.language_model.endpoint import Endpoint, EndpointError

__all__ = ["Endpoint", "EndpointError", "ask_for_statements"]
