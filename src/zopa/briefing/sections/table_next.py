"""The section on what to table next: for each signatory packages, their reasons, and the order in
which to give way."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from zopa.briefing.phrasing import Prose, Said, capital, joined, listed, prose, sentence
from zopa.briefing.sections.other_offers import (
    concession_blocks,
    equivalent_blocks,
    improvement_words,
    swap_blocks,
)
from zopa.briefing.wording.giving_way import term_words
from zopa.briefing.wording.letters import letter
from zopa.briefing.wording.names import (
    draft_title,
    issue_title,
    level_plain,
    level_text,
    party_name,
    possessive,
)
from zopa.briefing.wording.others import others_could, others_of
from zopa.briefing.wording.shares import interval, of_readings

if TYPE_CHECKING:
    from zopa.analyses.counter_records import CounterDraft, CounterSide, TermChange
    from zopa.analyses.result import Share
    from zopa.briefing.results import BriefResults

HALF = 0.5
"""A package that a side would sign as things stand in fewer readings is told to be less than it
holds out for."""
CLEARLY = 0.01
"""Mean gains that differ by less are not told to be different."""
REASONS = 8
"""Changed terms whose reasons are told."""


def next_section(f: BriefResults) -> Section | None:
    """Write of what each side could table; left out where there is nobody to table it to."""
    sides = f.counter.sides
    if not sides or len(f.signatories) < 2:
        return None
    blocks: list[Block] = []
    for side in sides:
        if len(sides) > 1:
            blocks.append(
                Subhead(capital(prose("what ", party_name(f.case, side.party), " could table")))
            )
        blocks += next_blocks(f, side)
    return Section("next", "What to table next?", tuple(blocks))


def next_blocks(f: BriefResults, side: CounterSide) -> list[Block]:
    """Write of what one side could table."""
    blocks: list[Block] = [Paragraph(opening_words(f, side))]
    if side.drafts:
        blocks.append(packages_grid(f, side))
        if than_draft := than_draft_words(f, side):
            blocks.append(Paragraph(than_draft))
        blocks.append(Bullets(tuple(reason_words(f, side))))
    blocks += equivalent_blocks(f, side)
    blocks += swap_blocks(f, side)
    if improvement := improvement_words(f, side):
        blocks.append(Paragraph(improvement))
    blocks += concession_blocks(f, side)
    return blocks


def opening_words(f: BriefResults, side: CounterSide) -> Prose:
    """Say what the packages answer, how that stands, and whether there are any."""
    case, who = f.case, party_name(f.case, side.party)
    parts = []
    if side.answers is not None:
        title = draft_title(case, side.answers.draft)
        parts.append(
            sentence(
                "this answers ", title, " and changes at most ", f.numbers.word(side, "change"),
                " of its terms" if side.change != 1 else " term of it",
            )
        )  # fmt: skip
        own = side.answers.own_could
        parts.append(
            sentence(
                "as that draft stands, ", others_could(f, side.party, side.answers.others),
                "; ", who, " could in ", of_readings(f, own),
            )
        )  # fmt: skip
    else:
        parts.append(
            sentence(
                "no draft by another side is on the table, so this comes down from ",
                possessive(case, side.party), " best deal",
            )
        )  # fmt: skip
    if not side.drafts and not side.stopped:
        parts.append(
            sentence(
                "there is no such package that ", who, " could sign in half of the readings and ",
                others_of(f, side.party), " in any",
            )
        )  # fmt: skip
    elif side.drafts and not f.given:
        parts.append(_order_words(f, side))
    if side.stopped:
        parts.append(
            sentence(
                "the search was stopped, so there may be better ones",
                "" if side.drafts else ", and none was found so far",
                "; equal offers, swaps and concessions that are not told below were not looked for",
            )
        )  # fmt: skip
    elif not side.complete:
        parts.append(sentence("the search was cut short, so there may be better ones"))
    return joined(parts)


def _order_words(f: BriefResults, side: CounterSide) -> Prose:
    """Say why the first package is the first, and where it is less than the party holds out for."""
    who, (first, *further) = party_name(f.case, side.party), side.drafts
    more: Prose = ()
    if further and min(made.gain.mean for made in further) > first.gain.mean + CLEARLY:
        more = prose("; those that follow leave it more, and would come about less often")
    parts = [
        sentence(
            "of the packages that ", who, " and ", others_of(f, side.party), " could both sign "
            "about as often as any, package A is worth most to ", who, ": both could in ",
            of_readings(f, first.both), more,
        )
    ]  # fmt: skip
    if first.own_now.share < HALF:
        parts.append(
            sentence(
                who, " would sign it as things stand in ", of_readings(f, first.own_now),
                " only, and holds out for more in the others",
            )
        )  # fmt: skip
    return joined(parts)


def packages_grid(f: BriefResults, side: CounterSide) -> Grid:
    """The packages by letter: what they change, and how each side takes them."""
    who = f.case.parties[side.party].name
    others = capital(others_of(f, side.party))
    head: list[Prose] = [prose("Package"), prose(others, " could sign")]
    if not f.given:
        head.append(prose("would as things stand"))
    head.append(prose(Said(who), " could sign"))
    if not f.given:
        head.append(prose("would as things stand"))
    head.append(prose("gain of ", party_name(f.case, side.party), " over no deal"))
    rows = []
    for position, made in enumerate(side.drafts):
        cells = [_share(f, made.others)]
        cells += [] if f.given else [_share(f, made.others_now)]
        cells.append(_share(f, made.own_could))
        cells += [] if f.given else [_share(f, made.own_now)]
        cells.append(_gain(f, made))
        rows.append(
            TableRow(
                _package(f, position, made),
                tuple(TableCell((Line(words),), numeric=True) for words in cells),
                first=True,
            )
        )
    return Grid(
        caption=prose(
            "Packages that ", party_name(f.case, side.party), " could table",
            "" if f.given else ", as shares of readings; gains on average (nine readings in ten)",
        ),
        head=tuple(head),
        rows=tuple(rows),
        style="numbers",
    )  # fmt: skip


def _package(f: BriefResults, position: int, made: CounterDraft) -> TableCell:
    """What a package changes and settles, one line a term."""
    lines = [Line((Said(letter(position)),))]
    lines += [Line(_term(f, term), "small") for term in (*made.changed, *made.filled)]
    if not made.changed and not made.filled:
        lines.append(Line(("as the draft is",), "small"))
    return TableCell(tuple(lines))


def _term(f: BriefResults, term: TermChange) -> Prose:
    title = f.case.issues[term.issue].title
    return prose(Said(title), ": ", level_plain(f.case, term.issue, term.after))


def _share(f: BriefResults, share: Share) -> Prose:
    if f.given:
        return (f.numbers.show("yes_no", share, "share"),)
    return prose(f.numbers.share(share), interval(f, share))


def _gain(f: BriefResults, made: CounterDraft) -> Prose:
    mean = f.numbers.show("gain", made.gain, "mean")
    if f.given:
        return (mean,)
    low, high = (f.numbers.show("gain", made.gain, end) for end in ("low", "high"))
    return prose(mean, " (", low, " to ", high, ")")


def than_draft_words(f: BriefResults, side: CounterSide) -> Prose:
    """Say what the first package is beside the draft that is answered; nothing without one."""
    first = side.drafts[0]
    if side.answers is None or first.others_than_draft is None or first.gain_than_draft is None:
        return ()
    own = next((s for s in first.sides if s.party == side.party), None)
    n, who = f.numbers, party_name(f.case, side.party)
    gain = prose(n.show("gain", first.gain_than_draft, "mean"), " for ", who)
    more: Prose = ()
    if own is not None and own.better is not None and not f.given:
        more = prose(", a gain in ", of_readings(f, own.better))
    if f.given:
        return sentence("beside the draft as it stands, package A is ", gain)
    change = prose(
        n.show("gain", first.others_than_draft, "amount"), " hundredths (± ",
        n.show("margin", first.others_than_draft, "error"), ")",
    )  # fmt: skip
    return sentence(
        "beside the draft as it stands, package A is ", gain, more, "; how often ",
        others_of(f, side.party), " could sign changes by ", change,
    )  # fmt: skip


def reason_words(f: BriefResults, side: CounterSide) -> list[Prose]:
    """Say of each change that a package makes what it is to whom, each change once."""
    told: dict[tuple[str, str], tuple[TermChange, bool]] = {}
    for made in side.drafts:
        for term in made.changed:
            told.setdefault((term.issue, term.after), (term, False))
    for made in side.drafts:
        for term in made.filled:
            told.setdefault((term.issue, term.after), (term, True))
    return [term_words(f, term, filled=filled) for term, filled in list(told.values())[:REASONS]]


def best_words(f: BriefResults, side: CounterSide) -> Prose:
    """Name the first package in a few words; nothing where there is none."""
    if not side.drafts:
        return ()
    terms = [
        prose(level_text(f.case, term.issue, term.after), " on ", issue_title(f.case, term.issue))
        for term in (*side.drafts[0].changed, *side.drafts[0].filled)
    ]
    return listed(terms)
