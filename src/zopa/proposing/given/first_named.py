"""All that a person named first, out of texts or records."""

from __future__ import annotations

from collections.abc import Sequence

from zopa.foundation.diagnostics import Findings
from zopa.proposing.given.issue_list import ISSUES, given_issues, issues_text
from zopa.proposing.given.named import Given, GivenIssue, GivenParty
from zopa.proposing.given.party_list import PARTIES, given_parties, parties_text


def given_first(
    parties: str | Sequence[GivenParty] = "", issues: str | Sequence[GivenIssue] = ""
) -> tuple[Given, Findings]:
    """What a person named first, and everything that is wrong with it.

    An empty text names nothing.

    >>> given, findings = given_first("Halden; Union = dockers", "pay: percent")
    >>> [party.name for party in given.parties], given.issues[0].title, len(findings)
    (['Halden', 'Union'], 'pay', 0)
    >>> print(given_first(issues="pay: 40..25 percent")[1].render(), end="")
    issues:1:6: error[given-range]: 40 is more than 25
    1 | pay: 40..25 percent
      |      ^^^^^^^^^^^^^^ expected the low end first
       = help: write `25..40 percent`
    """
    named, party_findings = given_parties(parties)
    disputed, issue_findings = given_issues(issues)
    texts = {
        PARTIES: parties if isinstance(parties, str) else parties_text(parties),
        ISSUES: issues if isinstance(issues, str) else issues_text(issues),
    }
    return Given(named, disputed), Findings.of([*party_findings, *issue_findings], texts)
