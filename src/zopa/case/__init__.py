"""The case folder: model, loading, checks."""
