"""Where reports have the very names that a person gave the parties."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zopa.statements.speakers.countries import CountryClue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zopa.proposing.actors.candidate import Candidate
    from zopa.proposing.actors.named_entities import NameRegister
    from zopa.proposing.parsed_report import ParsedReport


def given_names_in(
    reports: Sequence[ParsedReport], given: Sequence[Candidate], register: NameRegister
) -> dict[tuple[int, int], Candidate]:
    """The parties by the report and the word at which one of their names stands as it was given.

    Longer names go first, and a name within a longer one of somebody else is left to that. Names
    without a capital letter are descriptions (`Descriptions.as_given`).
    """
    found: dict[tuple[int, int], Candidate] = {}
    names = sorted(
        (
            (name, candidate)
            for candidate in given
            if candidate.given is not None
            for name in candidate.given.names
            if any(letter.isupper() for letter in name)
        ),
        key=lambda pair: -len(pair[0]),
    )
    for number, report in enumerate(reports):
        for name, candidate in names:
            for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", report.text):
                words = report.doc.char_span(*match.span())
                if words is None or any((number, word.i) in found for word in words):
                    continue
                at = register.at.get((number, words.root.i))
                if at is not None and at[1].way is CountryClue.METONYM:
                    continue  # a capital may be a place and no government
                if at is not None and len(at[1].span) > len(words):
                    continue
                found.update(dict.fromkeys(((number, word.i) for word in words), candidate))
    return found
