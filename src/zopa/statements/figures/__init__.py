"""Finding the figures in a report: shares, sums and counts, with their units."""

from zopa.statements.figures.text_figures import figures_in

__all__ = ["figures_in"]
