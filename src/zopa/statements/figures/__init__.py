"""How much: shares, sums and counts in a report, with their units."""

from zopa.statements.figures.text_figures import figures_in

__all__ = ["figures_in"]
