"""What an assistant is told: how to work with zopa, the case format, and the three tasks that it is
asked for most often."""

from __future__ import annotations

from importlib.resources import files

INSTRUCTIONS = """\
zopa turns what has been reported about a negotiation into a ledger of facts, and works out from
it which deals remain possible. You read the reports; zopa holds every quote against its source
and refuses what does not stand.

Begin with `list_folders`. To make a case: `ledger_instructions` tells what to answer for some
reports, `make_case` takes your answer. To go on with a case: `show_case`, then `add_entry`,
`change_entry`, `retire_entry` or `set_key`, each with the `version` that you have read; `guide`
says how an entry is written. `check_case` tells what is wrong, `brief` what follows.

Quote word for word, from one source, at least three words, and never cut a negation off. Say
nothing that no report says: what you conclude yourself is `assumed`, with the reason. A fact
that is not plainly told has a `confidence`. All that you write is marked `# proposed` until a
person has reviewed it; do not tell anybody that it is more.
"""

MAKE = """\
Make a case named {case} of these reports: {reports}.

1. Call `ledger_instructions` with the reports and read all that it gives.
2. Answer as it asks: parties, issues with their levels, drafts with their terms, facts with
   quotes.
3. Call `make_case` with that answer. Look at what was left out and why, and mend what is a
   mistake of yours with `add_entry` or `change_entry`.
4. Call `check_case`; mend errors and warnings. Call `brief`.
5. Tell the person in a few sentences what the case holds, what you were not sure of, and that
   every entry is still to be reviewed.
"""

ADD = """\
Add these reports to the case {case}: {reports}.

1. Call `show_case` to know its parties, issues, drafts and facts.
2. Call `add_reports`. zopa places what it reads itself and marks it.
3. Read the reports with `read_report`. Add what zopa missed with `add_entry`, change what it
   took wrongly with `change_entry`; where a position has moved, let the new fact name the old
   one under `replaces`.
4. Call `check_case` and `brief`, and tell the person what is new, what contradicts what was
   there, and what is to be reviewed.
"""

PAPER = """\
Write an options paper on the case {case} for {party}.

1. Call `brief`, `counter` and, if need be, `score` and `show_case`. Use no number that zopa
   has not given you, and say of a share that it is a share of the readings of the reports, never
   a chance.
2. Say what a deal would have to look like, what stands in its way, what each side wants with
   the words that show it, what {party} could table next and why the others might take it, and
   what nobody knows yet.
3. Give the source and the words for each claim. Say which facts are assumed or not reviewed.
"""


def guide_text(part: str = "") -> str:
    """The case format, or the part of it under a heading; an empty text where there is none.

    >>> guide_text("rules").splitlines()[0]
    '## Rules'
    >>> guide_text("nothing of the kind")
    ''
    """
    text = _page("case-format.md")
    if not part:
        return text
    lines = text.splitlines()
    wanted = part.strip().casefold()
    for start, line in enumerate(lines):
        level = _level(line)
        if level and line.lstrip("#").strip().casefold() == wanted:
            rest = range(start + 1, len(lines))
            end = next((k for k in rest if 0 < _level(lines[k]) <= level), len(lines))
            return "\n".join(lines[start:end])
    return ""


def guide_parts() -> list[str]:
    """The headings of the case format, in order.

    >>> guide_parts()[:3]
    ['The case format', 'The file', 'Short names']
    """
    return [
        line.lstrip("#").strip() for line in _page("case-format.md").splitlines() if _level(line)
    ]


def mistakes_text() -> str:
    """The page on what `zopa check` can find, each with an example and its remedy."""
    return _page("errors.md")


def _page(name: str) -> str:
    return files("zopa.mcp").joinpath(name).read_text("utf-8")


def _level(line: str) -> int:
    """How deep a heading is; 0 for a line that is none."""
    marks = len(line) - len(line.lstrip("#"))
    return marks if marks and line[marks : marks + 1] == " " else 0
