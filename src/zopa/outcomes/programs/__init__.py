"""Single points and tests of one outcome by mixed-integer programming, without the frontier."""
