"""The version of zopa; packaging reads it here, and nothing else states it."""

__version__ = "0.1.0"
