"""The kinds of fact, each in a module of its own."""
