"""A case about a harbour and its union, laid out as a person may lay it out."""

from __future__ import annotations

from pathlib import Path

FIRST = """Halden Harbour tables an offer

KIEL, 3 March 2025 – Halden Harbour offered the union a pay rise of 4 percent on Monday. The union
demanded a pay rise of 9 percent.

The union wants night shifts to be paid double. Halden Harbour rejects any limit on agency work.
"""
SECOND = """The union turns the harbour down

KIEL, 10 March 2025 – The Harbour Union rejected the harbour's offer of 4 percent on Sunday. Its
leader Ann Berg demanded a pay rise of 8 percent.

Berg said the union demands a limit on agency work. The harbour wants a limit on agency work too.

Halden Harbour offered a pay rise of 6 percent on Monday. The union demands free parking at the
gates.
"""
LEDGER = """# my case, my layout
zopa: 1
title:   "Halden Harbour: pay"   # short
as_of: 2025-03-03

sources:
    first: {file: sources/first.txt, published: 2025-03-03}   # by hand

parties:
  harbour: {name: Halden Harbour, also: [the harbour]}
  union:
    name: Harbour Union
    also: [the union, the dockers]
    people: [{name: Ann Berg, also: [Berg]}]

issues:
  pay:
    title: Pay rise
    unit: percent
    levels: {from: 0, to: 12, step: 1}
  agency:
    title: Agency work
    options:
      limited: agency work is limited to one shift in ten
      free: no limit on agency work
  nights:
    title: Night shifts
    options: {double: night shifts are paid double, single: night shifts are paid as before}

drafts:
  offer:
    title: The harbour's offer of March
    by: harbour
    on: 2025-03-03
    terms: {pay: 4}
    evidence:
      - first: "Halden Harbour offered the union a pay rise of 4 percent"

facts:
- party: union   # reviewed
  order: {pay: more}
  evidence:
  - first: The union demanded a pay rise of 9 percent

- party: harbour
  tables: offer
  evidence: [{first: Halden Harbour offered the union a pay rise of 4 percent}]
- {party: harbour, order: {agency: [free, limited]}, evidence: [{first: Halden Harbour rejects any limit on agency work}]}
# the end
"""  # noqa: E501


def harbour(folder: Path, ledger: str = LEDGER) -> Path:
    """The case folder, with its one report."""
    (folder / "sources").mkdir(parents=True)
    (folder / "sources" / "first.txt").write_text(FIRST, "utf-8")
    (folder / "case.yaml").write_text(ledger, "utf-8")
    return folder


def report(folder: Path, text: str = SECOND, name: str = "second.txt") -> Path:
    """A report as a file outside of the case."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text, "utf-8")
    return path
