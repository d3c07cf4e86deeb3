"""Statements that a language model proposes, each of its quotes verified in the report."""

from zopa.statements.language_model.ask import ask_for_statements

__all__ = ["ask_for_statements"]
