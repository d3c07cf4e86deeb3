"""Proposing a case from what was read: `propose`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from zopa.case.model import Issue, Level, Party, Person
from zopa.case.statements_file import STATEMENTS_FILE
from zopa.foundation.likelihood import likelihood_of
from zopa.foundation.names import fold
from zopa.foundation.text import Span
from zopa.proposing.actors import Actor, Actors, actors_of
from zopa.proposing.also_found import with_also_found
from zopa.proposing.by_grammar.citing import Citing
from zopa.proposing.by_grammar.grammar_way import GrammarFindings, found_by_grammar
from zopa.proposing.by_statements.sides import Sides
from zopa.proposing.by_statements.statement_way import StatementFindings, found_by_statements
from zopa.proposing.carry_over import statements_file
from zopa.proposing.folder import case_files
from zopa.proposing.given.named import Given
from zopa.proposing.naming import one_line, short_name
from zopa.proposing.parsed_report import ParsedReport, with_parse
from zopa.proposing.proposal import Proposal, Proposed, ProposedCase
from zopa.proposing.settle import settled
from zopa.proposing.shelf import NewsReport, shelve
from zopa.proposing.soft_refusals import softened
from zopa.proposing.twice_told import TwiceTold
from zopa.proposing.two_ways import ReadBothWays, read_both_ways
from zopa.statements.claims import Corroboration
from zopa.statements.reading import Reading
from zopa.statements.statement import Statement

MOST_DIFFERENCES = 3
MOST_NAMED = 6
MOST_FACTS = 80
"""Facts of a proposal; more than a person can go through are no help."""
MOST_OBSERVERS = 6
MOST_SIGNATORIES = 40
"""Parties of a proposal that negotiate. A case can be worked with up to 50 parties."""


@dataclass(frozen=True, eq=False)
class ProposedInSteps:
    """A proposed case, and what each step on the way to it gave."""

    proposed: ProposedCase
    reports: tuple[ParsedReport, ...]
    statements: tuple[Statement, ...]
    actors: Actors
    parties: Mapping[str, Party]
    """The parties of the case by the ids of the actors that they are."""
    by_grammar: GrammarFindings
    by_statements: StatementFindings
    both: ReadBothWays
    told_too: TwiceTold


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
    steps = propose_in_steps(reading, corroboration, title=title, today=today, given=given)
    return replace(steps.proposed, proposal=steps.proposed.proposal.alone())


def propose_in_steps(
    reading: Reading,
    corroboration: Corroboration | None = None,
    *,
    title: str = "",
    today: date | None = None,
    given: Given | None = None,
) -> ProposedInSteps:
    """A first case as `propose` makes it, with what each step gave."""
    named = given or Given()
    reports, notes = shelve(reading)
    statements = list({s.id: s for s in reading.all()}.values())
    parsed = [with_parse(report) for report in reports]
    speakers = [statement.speaker for statement in statements]
    actors = actors_of(parsed, reading.cast, named.parties, speakers)
    parties = _parties(actors, [party.name for party in named.parties])
    days = [d.published for d in reading.documents if d.published is not None]
    latest = max(days, default=today or date.today())
    negotiating = [a for a in actors.actors if _role(parties, a) == "signatory"]
    names = {actor.id: parties[actor.id].id for actor in actors.actors if actor.id in parties}
    told_too = TwiceTold([r.document.id for r in reports], statements)
    by_grammar = found_by_grammar(
        parsed, actors, names, negotiating, latest, named, told_too.confirms
    )
    sides = Sides(statements, reading.cast, {report.document.id: report for report in reports})
    of_sides = _of_sides(sides, parties)
    by_statements = found_by_statements(
        reports,
        statements,
        sides,
        of_sides,
        latest,
        _held_places(by_grammar, reports),
        named.issues,
    )
    both = read_both_ways(by_grammar, by_statements, only_named=bool(named.issues))
    proposal = settled(
        Proposal(
            title=one_line(title) or _title(parties, reports),
            as_of=latest,
            summary=_summary(parties, both, reports),
            sources=tuple(Proposed(r.shelved) for r in reports),
            parties=_with_two(parties, by_grammar, given=bool(named.parties)),
            issues=both.issues or _some_issue(),
            drafts=both.drafts,
            facts=softened(both.facts[:MOST_FACTS], reports),
            notes=(
                *notes,
                *_undated(reports),
                *_beyond_many(actors, given=bool(named.parties)),
                *actors.notes,
                *both.notes,
                *_differences(corroboration, statements, reports),
            ),
        )
    )
    proposal = with_also_found(proposal, by_grammar, both, names, Citing(parsed))
    proposal = replace(proposal, also=softened(proposal.also, reports))
    files = case_files(proposal, reading.documents)
    shelved = [report.shelved for report in reports]
    lined_up = corroboration or Corroboration()
    text = statements_file(reading, lined_up, shelved, files, of_sides)
    return ProposedInSteps(
        ProposedCase(proposal, {**files, STATEMENTS_FILE: text.encode()}),
        tuple(parsed),
        tuple(statements),
        actors,
        parties,
        by_grammar,
        by_statements,
        both,
        told_too,
    )


def _parties(actors: Actors, given: Sequence[str]) -> dict[str, Party]:
    """The parties of the case by the ids of the actors: who negotiates, and a few who watch.

    Where a person named the parties, these and no others.
    """
    roles = actors.roles()
    names = {fold(one_line(name)) for name in given}
    found: dict[str, Party] = {}
    among: Counter[str] = Counter()
    for actor in actors.actors:
        role = roles.get(actor)
        if role is None or (given and fold(actor.name) not in names):
            continue
        if not given:
            among[role] += 1
            if among[role] > (MOST_OBSERVERS if role == "observer" else MOST_SIGNATORIES):
                continue
        people = tuple(Person(one_line(p.name), tuple(map(one_line, p.also))) for p in actor.people)
        found[actor.id] = Party(actor.id, actor.name, actor.also, people, role)
    return found


def _beyond_many(actors: Actors, *, given: bool) -> Iterator[str]:
    """A note on those who negotiate and are no party of the case, since it has many already."""
    roles = actors.roles()
    signatories = [actor.name for actor in actors.actors if roles.get(actor) == "signatory"]
    if not given and (beyond := signatories[MOST_SIGNATORIES:]):
        yield (
            f"{len(signatories)} parties negotiate, and the first {MOST_SIGNATORIES} of them are "
            f"in the ledger; left out: {_some(map(one_line, beyond))}"
        )


def _role(parties: Mapping[str, Party], actor: Actor) -> str:
    return parties[actor.id].role if actor.id in parties else ""


def _held_places(
    by_grammar: GrammarFindings, reports: Sequence[NewsReport]
) -> dict[str, list[Span]]:
    """For each document the words of its positions, from the word that tells each to its theme."""
    found: dict[str, list[Span]] = {}
    for held in by_grammar.told.held:
        if held.topics or held.mention is not None:
            document = reports[held.report].document.id
            found.setdefault(document, []).append(held.words)
    return found


def _of_sides(sides: Sides, parties: Mapping[str, Party]) -> dict[str, Party]:
    """The parties by the sides of statements that have a name in common with them."""
    by_name: dict[str, Party] = {}
    for party in parties.values():
        people = [n for person in party.people for n in (person.name, *person.also)]
        for name in (party.id, party.name, *party.also, *people):
            by_name.setdefault(fold(name), party)
    found: dict[str, Party] = {}
    for key, side in sides.sides.items():
        known = (by_name.get(fold(name)) for name in (key, *side.names()))
        own = next((p for p in known if p is not None), None)
        if own is not None:
            found[key] = own
    return found


def _with_two(
    parties: Mapping[str, Party], by_grammar: GrammarFindings, *, given: bool
) -> tuple[Proposed[Party], ...]:
    """The parties with what each does, and placeholders so that two must agree."""
    found: list[Proposed[Party]] = []
    for name, party in parties.items():
        doing = Counter(
            str(position.stand)
            for position in by_grammar.told.held
            if any(actor.id == name for actor in position.actors)
        )
        told = ", ".join(f"{verb} ({count})" for verb, count in doing.most_common(4))
        found.append(Proposed(party, told or "speaks, or is to take part", given=given))
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
    named = _some(bare)
    also = "; as_of is the day of reading" if len(bare) == len(reports) else ""
    return [f"no date was found in {named}: give each its `published`{also}"]


def _some(names: Iterable[str]) -> str:
    """The first names, and a mark where there are more."""
    first = [*islice(names, MOST_NAMED + 1)]
    return ", ".join(first[:MOST_NAMED]) + (", …" if len(first) > MOST_NAMED else "")


def _title(parties: Mapping[str, Party], reports: Sequence[NewsReport]) -> str:
    signing = [p.name for p in parties.values() if p.role == "signatory"]
    if len(signing) >= 2:
        return one_line("–".join(signing[:3]) + " negotiation")
    titled = next((r.document.title for r in reports if r.document.title.strip()), "")
    return one_line(titled) or "Name the negotiation"


def _summary(
    parties: Mapping[str, Party], both: ReadBothWays, reports: Sequence[NewsReport]
) -> str:
    count = len(reports)
    names = [p.name for p in parties.values() if p.role == "signatory"]
    who = f" {' and '.join(names)} negotiate." if len(names) == 2 else ""
    titles = [draft.thing.title for draft in both.drafts[:3]]
    tabled = f" Tabled: {'; '.join(titles)}." if titles else ""
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
