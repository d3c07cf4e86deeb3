"""From facts to preferences: linear constraints, clashes among them, and uniform draws."""
