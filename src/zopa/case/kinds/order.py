"""`order`: which levels of an issue a party likes better, or how it likes a number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from zopa.case.codes.shape import WRONG_SHAPE
from zopa.case.codes.words import UNKNOWN_WORD
from zopa.case.issues import Direction, Issue, Ranking
from zopa.case.kinds.content import FactContent, NameUse, names_in_tiers
from zopa.case.ledger_text import Tree
from zopa.case.nodes import ListNode, MapNode
from zopa.case.numeric_levels import ends_of_runs, runs_tree
from zopa.case.parts import Part, clip
from zopa.case.positions import Path
from zopa.case.read_terms import Issues, level_id, levels_named, read_tiers
from zopa.foundation.names import nearest_name


@dataclass(frozen=True, slots=True)
class Order(FactContent):
    """On each of some issues, which levels the party likes better."""

    rankings: tuple[Ranking | Direction, ...]

    def names(self, path: Path, /) -> Iterator[NameUse]:
        """Each issue as a key, and the levels that are ranked or the peak."""
        for ranking in self.rankings:
            issue, below = ranking.issue, (*path, ranking.issue)
            yield NameUse("issue", issue, below, key=True)
            if isinstance(ranking, Ranking):
                yield from names_in_tiers(ranking.tiers, below, "level", issue)
            elif ranking.level is not None:
                yield NameUse("level", ranking.level, (*below, "peak"), issue)

    def tree(self, issues: Mapping[str, Issue], /) -> Tree:
        """`{issue: [best, worst], number: more}`."""
        return {r.issue: _ranking_tree(r, issues.get(r.issue)) for r in self.rankings}

    def valued_levels(self, issues: Mapping[str, Issue], /) -> Iterator[tuple[str, str]]:
        """The levels that are ranked or the peak; of neighbours on a number of which it is not
        known which is better, the two ends."""
        for ranking in self.rankings:
            issue = ranking.issue
            if isinstance(ranking, Ranking):
                for tier in ranking.tiers:
                    yield from ((issue, k) for k in ends_of_runs(issues.get(issue), tier))
            elif ranking.level is not None:
                yield issue, ranking.level

    def orders(self) -> Iterator[Ranking | Direction]:
        """One for each issue."""
        yield from self.rankings


def read_order(part: Part, issues: Issues) -> Order:
    """An order as written, with a finding for each issue on which it cannot be read."""
    how = "write `{issue: [best, …, worst]}`"
    rankings: list[Ranking | Direction] = []
    for issue, entry in part.pairs(help=how) or ():
        ranking = _ranking(entry.called(f"the order on `{clip(issue)}`"), issue, issues)
        if ranking is not None:
            rankings.append(ranking)
    return Order(tuple(rankings))


def _ranking(part: Part, issue: str, issues: Issues) -> Ranking | Direction | None:
    if isinstance(part.node, ListNode):
        return Ranking(issue, _tiers(part, issue, issues))
    if isinstance(part.node, MapNode):
        fields = part.fields(["peak"], []) or {}
        level = fields["peak"].name() if "peak" in fields else None
        return None if level is None else Direction(issue, "peak", level_id(issues, issue, level))
    word = part.name()
    if word == "more":
        return Direction(issue, "more")
    if word == "less":
        return Direction(issue, "less")
    if word is None:
        return None
    known = issues.get(issue)
    near = nearest_name(word, ["more", "less"])
    if known is not None and word in known.level_ids:
        part.fail(
            WRONG_SHAPE,
            f"{part.words} is one level, not a list of them",
            help="write the levels in brackets, best first",
        )
    else:
        part.fail(
            UNKNOWN_WORD,
            f"`{clip(word)}` is not an order",
            label="expected levels in brackets, best first, or `more`, `less` or `{peak: …}`",
            help=f"write `{near}`" if near else (),
        )
    return None


def _tiers(part: Part, issue: str, issues: Issues) -> tuple[tuple[str, ...], ...]:
    """Levels from best to worst. Of a number, a range stands for its levels, of which it is not
    known which is better."""
    known = issues.get(issue)
    if known is None or not known.numeric:
        return read_tiers(part)
    tiers: list[tuple[str, ...]] = []
    for item in part.items() or ():
        within = isinstance(item.node, ListNode)
        words = "this inner bracket" if within else f"a name in {part.words}"
        if tier := levels_named(item.called(words), issues, issue):
            tiers.append(tier)
    return tuple(tiers)


def _ranking_tree(ranking: Ranking | Direction, issue: Issue | None) -> Tree:
    if isinstance(ranking, Ranking):
        tiers = [runs_tree(issue, tier) for tier in ranking.tiers]
        return [tier[0] if len(tier) == 1 else tier for tier in tiers]
    return {"peak": str(ranking.level)} if ranking.toward == "peak" else ranking.toward
