"""The case folder: what it holds, how it is read, checked and written."""
