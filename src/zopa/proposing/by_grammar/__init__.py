"""What the grammar of reports tells of a negotiation, from positions to facts."""

from zopa.proposing.by_grammar.grammar_way import GrammarFindings, found_by_grammar

__all__ = ["GrammarFindings", "found_by_grammar"]
