"""Names of several agree with every sentence: “the official creditors are”, never “is”."""

from __future__ import annotations

import re
from dataclasses import replace

from zopa.analyses import run_analyses
from zopa.briefing import Brief
from zopa.preferences.draws import draw

PLURAL = re.compile(
    r"creditors (?:is|has|was|does|wants|holds|gives|gets|gains|says|likes|cares|signs|accepts|"
    r"refuses|could has|would has)\b"
)


def test_no_verb_that_is_singular_follows_a_plural_name(made_brief, parse):
    for name in ("three_sides", "never_a_deal", "given_drafts", "given_no_deal", "by_numbers"):
        case = made_brief(name).case
        party = next(iter(case.signatories))
        parties = {**case.parties, party: replace(case.parties[party], name="official creditors")}
        plural = replace(case, parties=parties)
        made = Brief.of(run_analyses(plural, draw(plural, 40)))
        root, _ = parse(made.to_html())
        text = re.sub(r"\s+", " ", root.text(lambda e: "data-ledger" in e.attributes))
        assert "creditors" in text
        assert not PLURAL.search(text), PLURAL.search(text)
