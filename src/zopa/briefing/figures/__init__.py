"""Charts, declared once as Altair charts: inline SVG here, themselves in a notebook."""
