"""The workbench: a local page on which a person reviews a ledger, reads its sources and keeps it.

Like the other doors it decides and computes nothing: its pages call the desk and show its values.
The text file stays the truth; every change is an edit of lines under the desk's lock.
"""
