"""The sections of a brief, one module each: from findings to blocks."""
