"""Formats of the field: scenarios that other software reads and writes."""
