"""The charts of the brief. Each is declared as an Altair chart and drawn as inline SVG."""
