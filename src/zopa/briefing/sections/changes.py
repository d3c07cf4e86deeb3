"""The section on what has changed since a day: what came, and the answers then and now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.analyses.open_questions import ZONE
from zopa.briefing.blocks import (
    Block,
    Bullets,
    Grid,
    Line,
    Paragraph,
    Section,
    Subhead,
    TableCell,
    TableRow,
)
from zopa.briefing.phrasing import (
    CaseDay,
    Note,
    Prose,
    Said,
    joined,
    listed,
    prose,
    sentence,
)
from zopa.briefing.wording.facts import fact_words
from zopa.briefing.wording.names import draft_title, party_name
from zopa.briefing.wording.shares import of_readings
from zopa.briefing.wording.unknowns import answer_words
from zopa.briefing.wording.worth import more

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zopa.analyses.changes_since import AddedFact, ChangesResult, Step
    from zopa.analyses.compared_answers import AnswerThenNow
    from zopa.analyses.open_questions import Shift
    from zopa.briefing.results import BriefResults
    from zopa.case.model import Fact

LISTED, MOVERS, SHORTLY = 12, 5, 3
"""Facts that came since, and steps that moved an answer, which are told one by one; and how many
answers and steps on a terminal."""


def changes_section(f: BriefResults) -> Section | None:
    """Write of what has changed; left out where no day is asked about."""
    changes = f.changes
    since = changes.options.since
    if since is None:
        return None
    blocks: list[Block] = [Paragraph(came(f), "lead")]
    if changes.answers and not nothing_came(changes):
        blocks += [_answers(f, changes), *_moved(f, changes)]
        blocks += [*_positions(f, changes), *_listed(f, changes)]
    if changes.undated:
        blocks.append(Paragraph(_undated(f), "quiet"))
    return Section("changes", "What has changed", tuple(blocks))


def nothing_came(changes: ChangesResult) -> bool:
    """Whether nothing is of a later day."""
    return not (changes.sources or changes.drafts or changes.facts)


def came(f: BriefResults) -> Prose:
    """How many sources, drafts and facts came since."""
    c = f.changes
    since = CaseDay(c.options.since) if c.options.since else ""
    if nothing_came(c):
        return sentence("since ", since, " nothing has come: no entry is of a later day")
    counted = [
        prose(f.numbers.length(c, name), f" new {one}" if len(entries) == 1 else f" new {one}s")
        for name, one, entries in (
            ("sources", "source", c.sources),
            ("drafts", "draft", c.drafts),
            ("facts", "fact", c.facts),
        )
        if entries
    ]
    replaced = sum(bool(fact.replaces) for fact in c.facts)
    one = len(c.sources) + len(c.drafts) + len(c.facts) == 1
    parts = [sentence("since ", since, " there is " if one else " there are ", listed(counted))]
    if replaced:
        parts.append(sentence("of the facts some replace what a party said before"))
    if not c.possible_then:
        parts.append(
            sentence(
                "the facts that were known then could not all hold, so there is no answer of then"
            )
        )
    return joined(parts)


def _answers(f: BriefResults, changes: ChangesResult) -> Grid:
    rows = tuple(
        TableRow(TableCell((Line(_answer(f, a)),)), (_then(f, a), _now(f, a), _change(f, a)))
        for a in newest_first(f, changes)
    )
    then = prose("on ", CaseDay(f.changes.options.since)) if f.changes.options.since else ()
    return Grid(
        caption=prose("The answers then and now, as shares of readings"),
        head=(prose("Answer"), then, prose("now"), prose("change, in points")),
        rows=rows,
        style="numbers",
    )


def newest_first(f: BriefResults, changes: ChangesResult) -> list[AnswerThenNow]:
    """The answer on the zone, then those on the drafts, the newest first."""
    order = [ZONE, *(result.draft for result in f.drafts_newest_first)]
    return sorted(changes.answers, key=lambda entry: order.index(entry.answer))


def changes_shortly(f: BriefResults) -> list[Prose]:
    """The same in a few lines: what came, the answers that there were, what moved them most."""
    c = f.changes
    told = [came(f)]
    if nothing_came(c):
        return told
    told += [
        sentence(
            _answer(f, a), " in ", of_readings(f, a.now), ", then in ", of_readings(f, a.then),
            *_margin(f, a),
        )
        for a in newest_first(f, c)[:SHORTLY] if a.then is not None
    ]  # fmt: skip
    return [*told, *(step_sentence(f, step) for step in clear_steps(c)[:SHORTLY])]


def _answer(f: BriefResults, entry: AnswerThenNow) -> Prose:
    return answer_words(f.case, entry.answer)


def _then(f: BriefResults, entry: AnswerThenNow) -> TableCell:
    if entry.then is None:
        missing = "not there yet" if entry.answer != ZONE and f.changes.possible_then else "–"
        return TableCell((Line((missing,), "mark"),))
    return TableCell((Line((f.numbers.share(entry.then),)),), numeric=True)


def _now(f: BriefResults, entry: AnswerThenNow) -> TableCell:
    return TableCell((Line((f.numbers.share(entry.now),)),), numeric=True)


def _change(f: BriefResults, entry: AnswerThenNow) -> TableCell:
    if entry.change is None or entry.error is None:
        return TableCell((Line(("–",)),), numeric=True)
    words = prose(f.numbers.show("gain", entry, "change"), *_margin(f, entry))
    return TableCell((Line(words),), numeric=True)


def _margin(f: BriefResults, entry: AnswerThenNow) -> Prose:
    return prose(" (±\N{NO-BREAK SPACE}", f.numbers.show("margin", entry, "error"), ")")


# --- what moved the answers ---------------------------------------------------------------------


def clear_steps(changes: ChangesResult) -> list[Step]:
    """The steps that moved an answer by more than sampling, the most first."""
    return [step for step in changes.steps if step.largest > 0]


def _moved(f: BriefResults, changes: ChangesResult) -> list[Block]:
    if not changes.facts:
        return []
    head = Subhead(prose("What moved the answers most"))
    if not changes.redrawn:
        words = "what each fact has changed would take too much work to tell in so large a case"
        return [head, Paragraph(sentence(words), "quiet")]
    moving = clear_steps(changes)
    if not moving:
        words = "none of the new facts by itself moved an answer by more than the sampling error"
        return [head, Paragraph(sentence(words))]
    told = [step_sentence(f, step) for step in moving[:MOVERS]]
    if rest := len(moving) - MOVERS:
        told += [sentence(more(rest, "step"), " moved an answer less")] if rest > 0 else []
    how = sentence(
        "the new facts are taken in one after another, in the order of their days; ± is the "
        "sampling error in ", f.numbers.count(changes, "redrawn"), " draws"
    )  # fmt: skip
    return [head, Bullets(tuple(told)), Paragraph(how, "quiet")]


def step_sentence(f: BriefResults, step: Step) -> Prose:
    """What a step changed most."""
    shift = max((s for s in step.shifts if s.clear), key=lambda s: abs(s.change))
    facts = [numbered(f, number) for number in step.facts]
    told = [fact_words(f.case, fact) for fact in facts[:2]]
    if len(facts) > 2:
        told = [told[0], more(len(facts) - 1, "fact")]
    return prose(
        _day(step), ": ", listed(told, comma=";"), ". ",
        "With it" if len(facts) == 1 else "With them", " ", answer_words(f.case, shift.answer),
        " in ", f.numbers.show("percent", shift, "after"), " of readings, before in ",
        f.numbers.show("percent", shift, "before"), *_margin_of(f, shift), ".",
        *(Note(number) for number in step.facts[:2]),
    )  # fmt: skip


def _margin_of(f: BriefResults, shift: Shift) -> Prose:
    margin = f.numbers.show("margin", shift, "error")
    points = " point)" if margin.text == "1" else " points)"
    return prose(" (±\N{NO-BREAK SPACE}", margin, points)


def _day(step: Step) -> Prose:
    if step.first == step.last:
        return (CaseDay(step.first),)
    return prose(CaseDay(step.first), " to ", CaseDay(step.last))


def numbered(f: BriefResults, number: int) -> Fact:
    """The fact with a number of the ledger; those that are replaced are counted last."""
    return (*f.case.facts, *f.case.replaced)[number]


# --- what came ----------------------------------------------------------------------------------


def _positions(f: BriefResults, changes: ChangesResult) -> list[Block]:
    """What parties said before and say now, and what they could sign."""
    told = [
        sentence(
            CaseDay(fact.day), ": ", fact_words(f.case, numbered(f, fact.fact)), "; before, ",
            listed([fact_words(f.case, numbered(f, k)) for k in fact.replaces], comma=";"),
            Note(fact.fact), *(Note(k) for k in fact.replaces),
        )
        for fact in changes.facts if fact.replaces
    ]  # fmt: skip
    told += [
        sentence(
            party_name(f.case, entry.party), " could sign ", draft_title(f.case, entry.draft),
            " in ", of_readings(f, entry.now), " now, in ", of_readings(f, entry.then), " then",
            *_margin_of(f, entry.shift),
        )
        for entry in changes.parties if entry.shift.clear
    ]  # fmt: skip
    return [Subhead(prose("Positions that moved")), Bullets(tuple(told))] if told else []


def _listed(f: BriefResults, changes: ChangesResult) -> list[Block]:
    """All that came, the newest facts last."""
    told: list[Prose] = []
    if changes.sources:
        titles = [(Said(f.case.sources[k].title or k, "title"),) for k in changes.sources]
        told.append(_some("source", titles))
    if changes.drafts:
        told.append(_some("draft", [draft_title(f.case, k) for k in changes.drafts]))
    plain = [fact for fact in changes.facts if not fact.replaces]
    told += [_fact(f, fact) for fact in plain[:LISTED]]
    if (rest := len(plain) - LISTED) > 0:
        told.append(sentence(more(rest, "fact"), ", in the ledger below"))
    return [Subhead(prose("What came")), Bullets(tuple(told))] if told else []


def _some(thing: str, titles: Sequence[Prose]) -> Prose:
    shown = list(titles[:LISTED])
    if len(titles) > LISTED:
        shown.append(more(len(titles) - LISTED, thing))
    return sentence(f"new {thing}{'s' if len(titles) > 1 else ''}: ", listed(shown, comma=";"))


def _fact(f: BriefResults, fact: AddedFact) -> Prose:
    told = fact_words(f.case, numbered(f, fact.fact))
    return sentence(CaseDay(fact.day), ": ", told, Note(fact.fact))


def _undated(f: BriefResults) -> Prose:
    many = f.changes.undated > 1
    return sentence(
        "the ledger has ", f.numbers.word(f.changes, "undated"), " facts" if many else " fact",
        " with neither a day nor a dated source, which ", "count" if many else "counts",
        " then as now",
    )  # fmt: skip
