"""A case written as the text of a `case.yaml`: the one writer of ledgers.

Proposing, import and edits all write through `write_case`. What a caller wants said beside the
case's own content (that an entry is proposed, where numbers are from) is given as an `EntryNote`
at the path of the entry, the same path by which `Case.places` knows positions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from zopa.case.kinds.point_table import points_tree
from zopa.case.ledger_text import (
    WIDTH,
    Tree,
    as_item,
    comment,
    field_lines,
    folded,
    in_flow,
    number_words,
    spelt,
)
from zopa.case.load import VERSION
from zopa.case.marks import PROPOSED
from zopa.case.model import (
    Case,
    Discount,
    Draft,
    Evidence,
    Fact,
    Issue,
    Party,
    Path,
    Person,
    Rule,
    Source,
    TermReading,
)
from zopa.case.numeric_levels import level_sets_tree, levels_tree
from zopa.case.packages import UNKNOWN_TERMS


@dataclass(frozen=True, slots=True)
class EntryNote:
    """What a person reads beside an entry of the ledger, and how the entry is laid out."""

    above: tuple[str, ...] = ()
    """Comments on lines of their own above the entry; an empty text is an empty line."""
    mark: str = ""
    """A comment behind the first line of the entry."""
    why: str = ""
    """The reason for the mark: behind it where the line has room, else on the lines below."""
    below: tuple[str | Fact, ...] = ()
    """Comments on lines of their own below the entry. A fact stands there as it would be
    written, but as a comment."""
    lines: tuple[str, ...] = ()
    """The lines into which a text is broken; together they are the text."""
    spread: bool = False
    """Whether a fact is written on several lines even where it fits on one."""


Notes: TypeAlias = Mapping[Path, EntryNote]
"""Notes by the path of what they stand at: `()` for the ledger, `("facts", 0)` for its first
fact, `("parties", "seller", "scale")` for a party's scale."""


def write_case(case: Case, notes: Notes | None = None) -> str:
    """The text of a ledger that loads as an equal case.

    Everything that the case holds is written, but for the documents and what was read in them,
    which have files of their own. Numbers are written with the digits that a ledger can hold.
    An entry that is not reviewed gets the mark `# proposed`, unless its note has a mark.
    ValueError where a part cannot be written: terms on which reports differ without evidence for
    each.

    >>> from zopa.case.model import Level, Order, Ranking
    >>> issues = {"form": Issue("form", "Form", (Level("pact", "a pact"), Level("note", "a note")))}
    >>> parties = {"us": Party("us", "Our side"), "them": Party("them", "Their side")}
    >>> likes = Fact("us", "order", Order((Ranking("form", (("pact",), ("note",))),)), assumed="so")
    >>> print(write_case(Case("The pact: a draft", issues, parties, facts=(likes,))))
    zopa: 1
    title: 'The pact: a draft'
    <BLANKLINE>
    parties:
      us:
        name: Our side
      them:
        name: Their side
    <BLANKLINE>
    issues:
      form:
        title: Form
        options:
          pact: a pact
          note: a note
    <BLANKLINE>
    facts:
      - party: us
        order: {form: [pact, note]}
        assumed: so
    <BLANKLINE>
    """
    return "\n".join(_Ledger(case, _with_marks(case, notes or {})).lines()) + "\n"


def section_lines(
    case: Case,
    section: Literal["sources", "parties", "issues", "rules", "drafts", "facts"],
    notes: Notes | None = None,
) -> list[str]:
    """The entries of one section of a ledger as `write_case` writes them, without its key.

    >>> one = Source("report", "sources/report.txt", title="Talks go on")
    >>> print(*section_lines(Case("", {}, {}, sources={"report": one}), "sources"), sep="\\n")
      report:
        file: sources/report.txt
        title: Talks go on
    """
    ledger = _Ledger(case, _with_marks(case, notes or {}))
    written = {
        "sources": ledger._sources,
        "parties": ledger._parties,
        "issues": ledger._issues,
        "rules": ledger._rules,
        "drafts": ledger._drafts,
        "facts": ledger._facts,
    }
    return [line for entry in written[section]() for line in entry.split("\n")]


def _with_marks(case: Case, notes: Notes) -> Notes:
    """The notes, with a mark at each entry that is not reviewed.

    Facts and rules are counted as they are written, wherever they stood in a file before.
    """
    paths: list[Path] = [path for path in case.unreviewed if path[0] not in ("facts", "rules")]
    paths += (("facts", position) for position in case.unreviewed_facts())
    paths += (
        ("rules", index)
        for index, rule in enumerate(case.rules)
        if (rule.path or ("rules", index)) in case.unreviewed
    )
    marked = dict(notes)
    for path in paths:
        note = marked.get(path, EntryNote())
        marked[path] = note if note.mark else replace(note, mark=PROPOSED)
    return marked


@dataclass(frozen=True)
class _Ledger:
    case: Case
    notes: Notes

    def lines(self) -> Iterator[str]:
        sections = [
            self._section("sources", self._sources()),
            self._section("parties", self._parties()),
            self._section("issues", self._issues()),
            list(self._agreement()),
            self._section("rules", self._rules()),
            self._section("drafts", self._drafts()),
            self._section("facts", self._facts()),
        ]
        note = self.notes.get((), EntryNote())
        for words in note.above:
            yield from comment(words)
        yield from self._top()
        for section in sections:
            if section:
                yield ""
                yield from section
        if note.below:
            yield ""
            yield from self._below(note, 0)

    # --- notes ----------------------------------------------------------------------------------

    def _noted(self, path: Path, lines: Iterable[str]) -> Iterator[str]:
        """The lines of an entry with the note that stands at its path."""
        note = self.notes.get(path)
        if note is None:
            yield from lines
            return
        first, *rest = lines
        indent = len(first) - len(first.lstrip(" "))
        for words in note.above:
            yield from comment(words, indent)
        yield from _marked(first, note, indent)
        yield from rest
        yield from self._below(note, indent)

    def _below(self, note: EntryNote, indent: int) -> Iterator[str]:
        for words in note.below:
            if isinstance(words, str):
                yield from comment(words, indent)
            else:
                yield from (f"# {line}" for line in self._fact(words, ()))

    # --- sections -------------------------------------------------------------------------------

    def _section(self, key: str, entries: Iterable[str]) -> list[str]:
        lines = list(entries)
        return list(self._noted((key,), [f"{key}:", *lines])) if lines else []

    def _top(self) -> Iterator[str]:
        case = self.case
        yield f"zopa: {VERSION}"
        yield from self._noted(("title",), [f"title: {spelt(case.title, 2)}"])
        if case.as_of:
            yield from self._noted(("as_of",), [f"as_of: {case.as_of.isoformat()}"])
        if case.summary:
            lines = self.notes.get(("summary",), EntryNote()).lines
            words = folded(lines, 2) if lines else spelt(case.summary, 2)
            yield from self._noted(("summary",), [f"summary: {words}"])

    def _sources(self) -> Iterator[str]:
        for source in self.case.sources.values():
            yield from self._noted(("sources", source.id), _source_lines(source))

    def _parties(self) -> Iterator[str]:
        for party in self.case.parties.values():
            yield from self._noted(("parties", party.id), self._party(party))

    def _party(self, party: Party) -> Iterator[str]:
        path = ("parties", party.id)
        yield f"  {party.id}:"
        yield f"    name: {spelt(party.name, 6)}"
        yield from _names("also", party.also, 4)
        if party.people:
            people = [line for person in party.people for line in _person_lines(person)]
            yield from self._noted((*path, "people"), ["    people:", *people])
        if party.role != "signatory":
            yield from self._noted((*path, "role"), [f"    role: {party.role}"])
        if party.scale:
            worst, best = map(number_words, party.scale)
            scale = f"    scale: {{worst: {worst}, best: {best}}}"
            yield from self._noted((*path, "scale"), [scale])
        if party.points is not None:
            table = field_lines("points", points_tree(party.points), 4, spread=True)
            yield from self._noted((*path, "points"), table)
        if party.no_deal is not None:
            no_deal = f"    no_deal: {number_words(party.no_deal)}"
            yield from self._noted((*path, "no_deal"), [no_deal])
        if party.discount:
            discount = f"    discount: {in_flow(_discount_tree(party.discount))}"
            yield from self._noted((*path, "discount"), [discount])

    def _issues(self) -> Iterator[str]:
        for issue in self.case.issues.values():
            yield from self._noted(("issues", issue.id), _issue_lines(issue))

    def _agreement(self) -> Iterator[str]:
        if self.case.agreement:
            lines = field_lines("agreement", self.case.agreement.tree(), 0)
            yield from self._noted(("agreement",), lines)

    def _rules(self) -> Iterator[str]:
        for index, rule in enumerate(self.case.rules):
            yield from self._noted(("rules", index), as_item(_rule_lines(rule, self.case.issues)))

    def _drafts(self) -> Iterator[str]:
        for draft in self.case.drafts.values():
            yield from self._noted(("drafts", draft.id), self._draft(draft))

    def _draft(self, draft: Draft) -> Iterator[str]:
        yield f"  {draft.id}:"
        if draft.title != draft.id:
            yield f"    title: {spelt(draft.title, 6)}"
        if draft.by:
            by = draft.by[0] if len(draft.by) == 1 else f"[{', '.join(draft.by)}]"
            yield f"    by: {by}"
        if draft.on:
            yield f"    on: {draft.on.isoformat()}"
        if draft.status != "tabled":
            yield f"    status: {draft.status}"
        yield f"    terms: {UNKNOWN_TERMS}" if draft.unknown else "    terms:"
        for issue, readings in draft.terms.items():
            path = ("drafts", draft.id, "terms", issue)
            yield from self._noted(path, _term_lines(issue, readings))
        yield from _ground(draft.evidence, draft.assumed)

    def _facts(self) -> Iterator[str]:
        for index, fact in enumerate(self.case.ledger):
            yield from self._noted(("facts", index), self._fact(fact, ("facts", index)))

    def _fact(self, fact: Fact, path: Path) -> Iterator[str]:
        note = self.notes.get(path, EntryNote())
        spread = self.notes.get((*path, fact.kind), EntryNote()).spread
        content = fact.content.tree(self.case.issues)
        more: dict[str, Tree] = dict(fact.content.beside())
        if fact.on:
            more["on"] = fact.on.isoformat()
        if fact.confidence_word or fact.confidence < 1:
            more["confidence"] = fact.confidence_word or number_words(fact.confidence)
        if fact.replaces is not None:
            more["replaces"] = str(fact.replaces)
        if fact.group:
            more["group"] = spelt(fact.group, 6, flow=True)
        if fact.content.single_line and not (fact.evidence or fact.against or note.mark):
            whole = {"party": fact.party, fact.kind: content, **more}
            if fact.assumed:
                whole["assumed"] = spelt(fact.assumed, 6, flow=True)
            if fact.stated:
                whole["stated"] = fact.stated.isoformat()
            yield f"  - {in_flow(whole)}"
            return
        lines = [f"    party: {fact.party}"]
        lines += field_lines(fact.kind, content, 4, spread=spread or fact.content.spread)
        for key, words in more.items():
            lines += field_lines(key, words, 4)
        lines += _ground(fact.evidence, fact.assumed)
        if fact.stated:
            lines.append(f"    stated: {fact.stated.isoformat()}")
        if fact.against:
            lines += ["    against:", *_quotes(fact.against, 6)]
        yield from as_item(lines)


def _marked(first: str, note: EntryNote, indent: int) -> Iterator[str]:
    """The first line of an entry with its mark."""
    if not note.mark:
        yield first
        return
    line, *rest = first.split("\n")
    if line.endswith("\\"):  # a long text between quotation marks, where a comment can only follow
        yield f"{first}  # {note.mark}"
        if note.why:
            yield from comment(note.why, indent + 2)
        return
    whole = f"{line}  # {note.mark}{f': {note.why}' if note.why else ''}"
    fits = len(whole) <= WIDTH or not note.why
    yield "\n".join([whole if fits else f"{line}  # {note.mark}", *rest])
    if not fits:
        yield from comment(note.why, indent + 2)


# --- entries without notes inside ---------------------------------------------------------------


def _discount_tree(discount: Discount) -> Tree:
    tree: dict[str, Tree] = {}
    if discount.factor is not None:
        tree["factor"] = number_words(discount.factor)
    if discount.cost is not None:
        tree["cost"] = number_words(discount.cost)
    if discount.power != 1:
        tree["power"] = number_words(discount.power)
    tree["per"] = discount.per
    return {**tree, "no_deal": "fixed"} if discount.fixed_no_deal else tree


def _source_lines(source: Source) -> Iterator[str]:
    yield f"  {source.id}:"
    yield f"    file: {spelt(source.file, 6)}"
    if source.title and source.title != source.id:
        yield f"    title: {spelt(source.title, 6)}"
    if source.publisher:
        yield f"    publisher: {spelt(source.publisher, 6)}"
    if source.published:
        yield f"    published: {source.published.isoformat()}"
    if source.reliability:
        yield f"    reliability: {source.reliability}"


def _names(key: str, names: tuple[str, ...], indent: int) -> Iterator[str]:
    """A list of names, one on each line where they do not fit on one."""
    if not names:
        return
    pad = " " * indent
    whole = f"{pad}{key}: [{', '.join(spelt(name, flow=True) for name in names)}]"
    if len(whole) <= WIDTH:
        yield whole
        return
    yield f"{pad}{key}:"
    for name in names:
        yield f"{pad}  - {spelt(name, indent + 4)}"


def _person_lines(person: Person) -> Iterator[str]:
    parts: dict[str, Tree] = {"name": spelt(person.name, flow=True)}
    if person.also:
        parts["also"] = [spelt(name, flow=True) for name in person.also]
    whole = f"      - {in_flow(parts)}"
    if len(whole) <= WIDTH:
        yield whole
        return
    yield f"      - name: {spelt(person.name, 10)}"
    yield from _names("also", person.also, 8)


def _issue_lines(issue: Issue) -> Iterator[str]:
    yield f"  {issue.id}:"
    yield f"    title: {spelt(issue.title, 6)}"
    if issue.unit:
        yield f"    unit: {spelt(issue.unit, 6)}"
    if issue.numeric:
        yield from field_lines("levels", levels_tree(issue), 4)
    else:
        yield "    options:"
        for level in issue.levels:
            yield f"      {level.id}: {spelt(level.text, 8)}"
    if issue.otherwise is not None:
        yield f"    otherwise: {issue.otherwise}"


def _rule_lines(rule: Rule, issues: Mapping[str, Issue]) -> Iterator[str]:
    if rule.then is None:
        yield from field_lines("never", level_sets_tree(rule.when, issues), 4)
    else:
        yield from field_lines("if", level_sets_tree(rule.when, issues), 4)
        yield from field_lines("then", level_sets_tree(rule.then, issues), 4)


def _term_lines(issue: str, readings: tuple[TermReading, ...]) -> Iterator[str]:
    if len(readings) == 1 and not readings[0].evidence:
        yield f"      {issue}: {readings[0].level}"
        return
    yield f"      {issue}:"
    for reading in readings:
        if not reading.evidence:
            raise ValueError(f"a reading of the disputed term {issue!r} has no evidence")
        yield f"        {reading.level}:"
        yield from _quotes(reading.evidence, 10)


def _ground(evidence: tuple[Evidence, ...], assumed: str) -> Iterator[str]:
    if evidence:
        yield "    evidence:"
        yield from _quotes(evidence, 6)
    if assumed:
        yield f"    assumed: {spelt(assumed, 6)}"


def _quotes(evidence: Iterable[Evidence], indent: int) -> Iterator[str]:
    for quote in evidence:
        yield f"{' ' * indent}- {quote.source}: {spelt(quote.quote, indent + 4)}"
