"""Reading a list of parties: `Boeing; IAM = union, machinists; Mediator (observer)`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zopa.case.declarations import MOST_PARTIES
from zopa.case.model import Role
from zopa.foundation.diagnostics import Finding
from zopa.foundation.names import fold, nearest_name
from zopa.foundation.text import Span, trimmed_span
from zopa.proposing.given.codes import (
    GIVEN_FEW,
    GIVEN_LIMITS,
    GIVEN_ROLE,
    GIVEN_SIGN,
)
from zopa.proposing.given.list_text import WrittenList, quoted_if_needed
from zopa.proposing.given.named import GivenParty
from zopa.proposing.given.taken import TakenNames

PARTIES = "parties"
_BRACKETS = re.compile(r"\((?P<words>[^()]*)\)\s*\Z")
_ROLES: dict[str, Role] = {"observer": "observer", "signatory": "signatory"}


def given_parties(
    named: str | Sequence[GivenParty],
) -> tuple[tuple[GivenParty, ...], list[Finding]]:
    """The parties that a text or records name, and everything that is wrong with them.

    Parties are parted by `;` or stand on lines of their own. Behind `=` stand other names,
    parted by commas; `(observer)` stands behind the name of one that need not agree. A name within
    quotation marks may hold any sign. Findings point into the text; of records, into
    `parties_text` of them.

    >>> parties, _ = given_parties("Halden; Union = dockers, Local 12; Mediator (observer)")
    >>> [(party.names, party.role) for party in parties[1:]]
    [(('Union', 'dockers', 'Local 12'), 'signatory'), (('Mediator',), 'observer')]
    >>> [str(finding) for finding in given_parties("Halden; halden")[1]][0]
    'parties:1:9: error[given-twice]: `halden` is already a name of `Halden`'
    """
    told = WrittenList(PARTIES, named if isinstance(named, str) else parties_text(named))
    names = TakenNames(told, "name of")
    found: list[GivenParty] = []
    for entry in told.entries():
        if len(found) == MOST_PARTIES:
            told.report(GIVEN_LIMITS, entry, f"more than {MOST_PARTIES} parties")
            break
        party = _party(told, entry, names)
        if party is not None:
            found.append(party)
    signing = sum(party.role == "signatory" for party in found)
    if signing < 2 and not told.findings and told.text.strip():
        whole = Span(0, max(1, len(told.text.rstrip())))
        told.report(
            GIVEN_FEW,
            whole,
            "no party has to agree" if not signing else "only one party has to agree",
            "name the others too: the parties that are named are all there are",
            label="expected two parties or more that are not observers, parted by `;`",
        )
    return tuple(found), told.findings


def parties_text(parties: Sequence[GivenParty]) -> str:
    """Parties as the text that `given_parties` reads as the same ones.

    >>> print(parties_text([GivenParty("Halden Paints, Inc.", ("Halden",)), GivenParty("Union")]))
    "Halden Paints, Inc." = Halden; Union
    """
    return "; ".join(map(_written, parties))


def _written(party: GivenParty) -> str:
    role = "" if party.role == "signatory" else f" ({party.role})"
    also = ", ".join(map(quoted_if_needed, party.also))
    return f"{quoted_if_needed(party.name)}{role}{f' = {also}' if also else ''}"


def _party(told: WrittenList, entry: Span, names: TakenNames) -> GivenParty | None:
    head, *behind = told.parted(entry, "=")
    head, role = _role(told, head)
    for more in behind[1:]:
        told.report(
            GIVEN_SIGN,
            Span(more.start - 1, more.start),
            "a second `=` in one party",
            "put `;` before the name of the next party",
            label="expected `,` or `;`",
        )
    if behind[1:]:
        return None
    name = _name(told, head, "the name of a party", "write a name before `=`")
    if not name:
        return None
    names.take(name, name, head)
    also: list[str] = []
    for part in told.parted(behind[0], ",") if behind else ():
        part, own_role = _role(told, part)
        role = own_role or role
        other = _name(told, part, "another name", "leave the sign out, or write a name")
        if other and not names.owned(other, name) and names.take(other, name, part):
            also.append(other)
    return GivenParty(name, tuple(also), role or "signatory")


def _name(told: WrittenList, span: Span, what: str, missing: str) -> str:
    """A name without signs, or nothing and a finding."""
    trimmed = trimmed_span(told.text, *span)
    stray = told.stray(trimmed, ",:") if trimmed else None
    if trimmed is None or stray is None:
        return told.name_at(span, what, missing)
    sign = told.text[stray.start]
    whole = told.text[trimmed.start : trimmed.stop]
    first, _, rest = (part.strip() for part in whole.partition(sign))
    meant = f"{first}; {rest}" if sign == "," else f"{first} = {rest}"
    told.report(
        GIVEN_SIGN,
        stray,
        f"`{sign}` within {what}",
        f"write `{meant}`",
        f"or, if it belongs to the name, `{quoted_if_needed(whole)}`",
        label="expected `;` before the next party, or `=` before other names of this one",
    )
    return ""


def _role(told: WrittenList, span: Span) -> tuple[Span, Role | None]:
    """A part without the role in brackets behind it, and the role if there is one."""
    text = told.text[span.start : span.stop]
    match = _BRACKETS.search(text)
    trimmed = trimmed_span(told.text, *span)
    if match is None or (trimmed and told.quoted(trimmed)):
        return span, None
    words = fold(match["words"])
    before = Span(span.start, span.start + match.start())
    if words in _ROLES:
        return before, _ROLES[words]
    near = nearest_name(words, _ROLES)
    if near is None or len(words) < 4:
        return span, None
    start = span.start + match.start("words")
    told.report(
        GIVEN_ROLE,
        Span(start, span.start + match.end("words")),
        f"`{match['words'].strip()}` is no role",
        f"write `({near})`",
        label="expected `observer` or `signatory`",
    )
    return before, None
