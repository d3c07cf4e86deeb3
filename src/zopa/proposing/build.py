"""Proposing a case from what was read: `propose`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from zopa.case.model import Fact, Issue, Level, Party
from zopa.case.statements_file import STATEMENTS_FILE
from zopa.foundation.likelihood import likelihood_of
from zopa.foundation.names import fold
from zopa.proposing.carry_over import statements_file
from zopa.proposing.claims import Claim, ClaimStance, claims_of
from zopa.proposing.concerns import Concern, concerns_of
from zopa.proposing.drafts import Made, drafts_of, keyed
from zopa.proposing.facts import Facts
from zopa.proposing.folder import case_files
from zopa.proposing.given.named import Given
from zopa.proposing.issues import MatterTold, subjects
from zopa.proposing.issues_named import named_issues
from zopa.proposing.matters import MatterHit
from zopa.proposing.naming import one_line, short_name
from zopa.proposing.proposal import Proposal, Proposed, ProposedCase
from zopa.proposing.recurring import with_recurring
from zopa.proposing.settle import settled
from zopa.proposing.shelf import NewsReport, shelve
from zopa.proposing.sides import Mentions, Sides
from zopa.proposing.sides_named import named_parties
from zopa.proposing.terms import DraftTerm, terms_told
from zopa.statements.claims import Corroboration
from zopa.statements.reading import Reading
from zopa.statements.statement import Act, Statement
from zopa.statements.statement import TellingMode as How

MOST_DIFFERENCES = 3
MOST_NAMED = 6
MOST_FACTS = 80
"""Facts of a proposal; more than a person can go through are no help."""


def propose(
    reading: Reading,
    corroboration: Corroboration | None = None,
    *,
    title: str = "",
    today: date | None = None,
    given: Given | None = None,
) -> ProposedCase:
    """A first case out of what was read, with the files of its folder.

    `corroboration` is what lining up the statements gave; without it, nothing is said of where
    reports differ. The weakest of facts that cannot all hold is withheld. `today` is the day of the
    case if no document bears a date. Parties and issues that a person named first are `given`:
    there are no others, and they bear no mark.
    """
    named = given or Given()
    reports, notes = shelve(reading)
    statements = list({s.id: s for s in reading.all()}.values())
    sides = Sides(statements, reading.cast, {report.document.id: report for report in reports})
    days = [d.published for d in reading.documents if d.published is not None]
    latest = max(days, default=today or date.today())
    own_parties = named_parties(sides, named.parties) if named.parties else {}
    parts = _parts(reports, statements, sides, latest, own_parties, named)
    proposal = settled(
        Proposal(
            title=one_line(title) or _title(parts.parties, reports),
            as_of=latest,
            summary=_summary(parts.parties, parts.drafts, reports),
            sources=tuple(Proposed(r.shelved) for r in reports),
            parties=_with_two(parts.parties, parts.claims, given=bool(named.parties)),
            issues=parts.issues or _some_issue(),
            drafts=tuple(Proposed(m.draft, m.why) for m in parts.drafts),
            facts=tuple(parts.facts[:MOST_FACTS]),
            notes=(
                *notes,
                *_undated(reports),
                *sides.notes,
                *parts.notes,
                *_differences(corroboration, statements, reports),
            ),
        )
    )
    files = case_files(proposal, reading.documents)
    shelved = [report.shelved for report in reports]
    lined_up = corroboration or Corroboration()
    text = statements_file(reading, lined_up, shelved, files, parts.parties)
    return ProposedCase(proposal, {**files, STATEMENTS_FILE: text.encode()})


class _ProposedParts(NamedTuple):
    """The parts of a proposal that are made of what sides claim."""

    claims: Sequence[Claim]
    parties: dict[str, Party]
    """The parties by the sides that they are."""
    issues: tuple[Proposed[Issue], ...]
    drafts: Sequence[Made]
    facts: Sequence[Proposed[Fact]]
    notes: Sequence[str]


def _parts(
    reports: Sequence[NewsReport],
    statements: Sequence[Statement],
    sides: Sides,
    latest: date,
    own_parties: dict[str, Party],
    named: Given,
) -> _ProposedParts:
    told = claims_of(statements, {report.document.id: report for report in reports}, sides)
    mentions = sides.mentions()
    terms = terms_told(reports, told, mentions)
    called = concerns_of(reports, told, mentions)
    told, terms = with_recurring(told, terms, mentions)
    parties = own_parties or sides.parties(*_doings(told, terms, called, mentions))
    made_subjects = subjects(_told(told, terms, called, parties), _place_names(mentions, sides))
    issues = tuple(Proposed(s.issue, s.why) for s in made_subjects)
    if named.issues:
        own = named_issues(named.issues, made_subjects)
        made_subjects, issues = list(own.subjects), own.issues
    by_key = keyed(made_subjects)
    made = drafts_of(told, terms, by_key, parties, reports, latest)
    facts = Facts(told, made, by_key, parties, latest, called)
    return _ProposedParts(told, parties, issues, made, facts.all(), facts.notes)


def _doings(
    told: Sequence[Claim], terms: Sequence[DraftTerm], called: Sequence[Concern], mentions: Mentions
) -> tuple[dict[str, Counter[str]], Counter[str]]:
    """For each side what it does about what is negotiated, and its statements about it."""
    acts: dict[str, Counter[str]] = {}
    touching: Counter[str] = Counter()
    for claim in told:
        if not claim.side:
            continue
        speaks = claim.statement.told is How.SAID or claim.stance is not ClaimStance.TELLS
        if speaks and claim.statement.act is not Act.ASK and (claim.hits or claim.about_draft):
            touching[claim.side] += 1
            for hit in (
                claim.hits if claim.stance in (ClaimStance.WANTS, ClaimStance.REJECTS) else ()
            ):
                if hit.matter.id == "partners":
                    touching.update(_named_with(claim, hit, mentions))
            if claim.stance in (ClaimStance.TABLES, ClaimStance.REJECTS, ClaimStance.ACCEPTS):
                acts.setdefault(claim.side, Counter())["deals"] += 1
                if claim.stance is ClaimStance.TABLES and claim.statement.hearer:
                    acts.setdefault(claim.statement.hearer, Counter())["deals"] += 1
            elif claim.stance is ClaimStance.WANTS and claim.hits:
                acts.setdefault(claim.side, Counter())["demands"] += 1
    for term in terms:
        if term.side:
            acts.setdefault(term.side, Counter())["deals"] += 1
    for concern in called:
        acts.setdefault(concern.side, Counter())["demands"] += 1
    return acts, touching


_SUCH_AS = re.compile(r",?\s+(?:including|such as|like)\s+(?:the\s+)?")


def _named_with(claim: Claim, hit: MatterHit, mentions: Mentions) -> set[str]:
    """The sides that are to take part, or to be kept out: “others, including X”, “X out of”."""
    sentence = claim.report.sentence_at(hit.span.start)
    text = claim.report.text[sentence.start : sentence.stop]
    start, stop = hit.span.start - sentence.start, hit.span.stop - sentence.start
    such = _SUCH_AS.match(text, stop)
    out = text[start:stop].casefold().startswith("out of")
    return {
        side
        for a, b, side in mentions.find(text)
        if (such and a == such.end()) or (out and b == start - 1)
    } - {claim.side}


def _told(
    told: Sequence[Claim],
    terms: Sequence[DraftTerm],
    called: Sequence[Concern],
    parties: dict[str, Party],
) -> list[MatterTold]:
    """The matters that make issues: of claims of parties, of drafts, and of concerns."""
    found: list[MatterTold] = []
    for claim in told:
        if claim.side in parties and claim.stance is not ClaimStance.TELLS:
            text, document = claim.report.text, claim.report.document.id
            found += [MatterTold(hit, claim.side, document, text) for hit in claim.hits]
    for term in terms:
        report = term.report
        found.append(MatterTold(term.hit, "draft " + term.side, report.document.id, report.text))
    by_source = {c.report.quoter.source: c.report for c in told}
    for concern in called:
        source = by_source.get(concern.quote.source)
        if source is not None and concern.side in parties:
            found.append(MatterTold(concern.hit, concern.side, source.document.id, source.text))
    return found


def _place_names(mentions: Mentions, sides: Sides) -> Callable[[str], str]:
    def name(place: str) -> str:
        named = mentions.find(place)
        whole = named and named[0][0] == 0 and named[0][1] == len(place)
        return sides.sides[named[0][2]].name if whole else ""

    return name


def _with_two(
    parties: dict[str, Party], told: Sequence[Claim], *, given: bool = False
) -> tuple[Proposed[Party], ...]:
    """The parties with what each does, and placeholders so that two must agree."""
    found: list[Proposed[Party]] = []
    for side, party in parties.items():
        doing = Counter(
            str(c.stance) for c in told if c.side == side and c.stance is not ClaimStance.TELLS
        )
        why = (
            ", ".join(f"{verb} ({count})" for verb, count in doing.most_common(4))
            or "speaks, or is to take part"
        )
        found.append(Proposed(party, why, given=given))
    ids = [p.thing.id for p in found]
    names = {fold(n) for p in found for n in (p.thing.name, *p.thing.also)}
    for name, text in (
        ("first", "First party (to be filled in)"),
        ("second", "Second party (to be filled in)"),
    ):
        if sum(p.thing.role == "signatory" for p in found) < 2:
            shown, number = text, 1
            while fold(shown) in names:
                number += 1
                shown = f"{text} ({number})"
            ids.append(short_name(name, "party", ids))
            why = "no report tells who else negotiates"
            found.append(Proposed(Party(ids[-1], shown), why, placeholder=True))
    return tuple(found)


def _some_issue() -> tuple[Proposed[Issue], ...]:
    levels = (Level("treaty", "a binding treaty"), Level("memorandum", "a memorandum"))
    issue = Issue("form", "Form of the agreement (to be filled in)", levels)
    return (Proposed(issue, "no report tells what is disputed", placeholder=True),)


def _undated(reports: Sequence[NewsReport]) -> list[str]:
    """A note on the reports without a date, by which relative days are told and cases dated."""
    bare = [r.shelved.source.id for r in reports if r.document.published is None]
    if not bare:
        return []
    named = ", ".join(bare[:MOST_NAMED]) + (", …" if len(bare) > MOST_NAMED else "")
    also = "; as_of is the day of reading" if len(bare) == len(reports) else ""
    return [f"no date was found in {named}: give each its `published`{also}"]


def _title(parties: dict[str, Party], reports: Sequence[NewsReport]) -> str:
    signing = [p.name for p in parties.values() if p.role == "signatory"]
    if len(signing) >= 2:
        return one_line("–".join(signing[:3]) + " negotiation")
    titled = next((r.document.title for r in reports if r.document.title.strip()), "")
    return one_line(titled) or "Name the negotiation"


def _summary(parties: dict[str, Party], made: Sequence[Made], reports: Sequence[NewsReport]) -> str:
    count = len(reports)
    names = [p.name for p in parties.values() if p.role == "signatory"]
    who = f" {' and '.join(names)} negotiate." if len(names) == 2 else ""
    tabled = f" Tabled: {'; '.join(m.draft.title for m in made[:3])}." if made else ""
    return one_line(
        f"Proposed from {count} {'report' if count == 1 else 'reports'}.{who}{tabled} "
        "Say here what is being negotiated and what you want to know.", 1000,
    )  # fmt: skip


def _differences(
    corroboration: Corroboration | None,
    statements: Sequence[Statement],
    reports: Sequence[NewsReport],
) -> list[str]:
    """A note on each place where reports may differ, the likeliest first, with both's words."""
    if corroboration is None:
        return []
    shelved = {report.document.id for report in reports}
    by_id = {one.id: one for one in statements if one.document in shelved}

    def words(name: str) -> str:
        one = by_id[name]
        content = " … ".join(piece.words for piece in one.content or one.cue)
        return f"{one_line(one.document, 40)}: “{one_line(content, 90)}”"

    known = [d for d in corroboration.differences if d.first in by_id and d.second in by_id]
    return [
        f"the reports may differ ({d.kind}; {likelihood_of(d.probability)}): {words(d.first)} · "
        f"{words(d.second)}"
        for d in known[:MOST_DIFFERENCES]
    ]
