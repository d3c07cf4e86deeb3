"""What the statements of reports tell of a negotiation, by the matters that are known."""

from zopa.proposing.by_statements.statement_way import StatementFindings, found_by_statements

__all__ = ["StatementFindings", "found_by_statements"]
