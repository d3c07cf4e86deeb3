"""What the fair deals at the average of the draws are called, and what each side gains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.numbers import word
from zopa.briefing.phrasing import Prose, prose, sentence
from zopa.briefing.wording.names import party_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zopa.analyses.bargaining_records import CentreWinner, Name
    from zopa.analyses.result import Terms
    from zopa.briefing.numbers import Number
    from zopa.briefing.results import BriefResults

_FAIR = {
    "nash": (
        "balanced",
        "the gains multiplied together are largest, so that no side’s is small (Nash)",
    ),
    "kalai_smorodinsky": (
        "proportionate",
        "each side gets, as nearly as can be, the same share of the most that it could hope for "
        "(Kalai and Smorodinsky)",
    ),
    "egalitarian": ("equal-gain", "the side that gains least gains as much as can be (Kalai)"),
    "utilitarian": (
        "largest-total",
        "the gains added together are largest, however they fall (Harsanyi)",
    ),
}
"""What each solution is called, and what is fair or good about it."""
_BY_RULE = {
    "nash": (
        "among the deals that nobody refuses, the gains multiplied together are largest, each "
        "counting by the power that the rule of agreement gives its side (Nash; Laruelle and "
        "Valenciano)"
    ),
    "utilitarian": (
        "the gains added together are largest, losses of those who need not agree included "
        "(Harsanyi)"
    ),
}
"""What is fair or good about a solution where not all must agree."""


def ways(f: BriefResults) -> str:
    """Say in how many ways a deal can be fair, and in what gains are told."""
    taken = (
        "taken in the points of its side"
        if all_in_points(f)
        else "taken in percent of all that its side could want at once"
    )
    many = len(f.bargaining.solutions) if f.bargaining else 4
    number = word(many) + (" way" if many == 1 else " ways")
    return f"A deal can be called fair, or good, in {number}, each gain being {taken}:"


def not_told(f: BriefResults) -> list[Prose]:
    """Say which fair deals are not told where not all must agree, and why."""
    refused = f.bargaining.not_solved if f.bargaining else ()
    return [
        sentence("the ", fair_name(f, one.solution), " deal is not told: ", one.reason)
        for one in refused
    ]


def fair_name(f: BriefResults, solution: Name) -> str:
    """What a solution is called; where some sides have points of their own, a total that is not one
    of points says so."""
    name = _FAIR[solution][0]
    mixed = _in_points(f) and not all_in_points(f)
    return f"{name}-in-percent" if solution == "utilitarian" and mixed else name


def fair_sentence(f: BriefResults, solution: Name) -> Prose:
    """What is fair or good about a solution."""
    means = _FAIR[solution][1] if f.case.takes_all else _BY_RULE[solution]
    return sentence("the ", fair_name(f, solution), " deal: ", means)


def tie_sentence(f: BriefResults) -> Prose:
    """Say which deal is shown of several that are equally fair; nothing where none are."""
    if f.bargaining is None or all(len(s.centre) <= 1 for s in f.bargaining.solutions):
        return ()
    return sentence("where several deals tie, the first is shown")


def rescaled(f: BriefResults) -> Prose:
    """Say on which scale gains are compared and added, where sides have points of their own;
    nothing where none has."""
    whose = _in_points(f)
    if not whose:
        return ()
    if all_in_points(f):
        return sentence(
            "the equal-gain and the largest-total deal compare and add the points of the sides as "
            "they were given, as if a point were worth the same to all; the others are the same "
            "whatever a point is worth"
        )
    return sentence(
        "gains are compared and added in percent, not in points: the points of ",
        party_names(f.case, whose),
        " are rescaled, so that the worst package counts nothing and all that the side could "
        "want at once a hundred",
    )


def all_in_points(f: BriefResults) -> bool:
    """Whether gains are compared in the points of the sides."""
    return f.bargaining is not None and f.bargaining.scale == "own points"


def _in_points(f: BriefResults) -> list[str]:
    """The signatories that have points of their own."""
    return [party for party in f.signatories if f.case.parties[party].own_scale]


def by_deal(f: BriefResults) -> list[tuple[CentreWinner, list[Name]]]:
    """List the first deal of each solution at the centre, with all solutions that agree on it."""
    deals: dict[tuple[tuple[str, str], ...], tuple[CentreWinner, list[Name]]] = {}
    for s in f.bargaining.solutions if f.bargaining else ():
        if s.centre:
            key = tuple(s.centre[0].terms.items())
            deals.setdefault(key, (s.centre[0], []))[1].append(s.solution)
    return list(deals.values())


def gain_words(f: BriefResults, deal: CentreWinner, party: str) -> Prose:
    """Write what a side gains over having no deal: in percent of all that it could want at once and
    in its own points, or in points alone where all sides have them."""
    gain = f.numbers.show("gain", deal, "gains", party)
    scale = f.case.parties[party].own_scale
    if scale is None:
        return prose(gain, "%")
    if all_in_points(f):
        alone = f.numbers.gained(scale, deal, "gains", party)
        return prose(alone, f" {_points(alone)}")
    in_points = f.numbers.gained(scale, deal, "gains", party)
    return prose(gain, "% (", in_points, f" {_points(in_points)})")


def _points(number: Number) -> str:
    return "point" if number.text in ("1", "+1") else "points"


def worth_words(f: BriefResults, deal: CentreWinner, party: str) -> Prose:
    """Write what a deal is worth to a side in its own points; nothing where it has none."""
    scale = f.case.parties[party].own_scale
    if scale is None:
        return ()
    worth = f.numbers.points(scale, deal, "utilities", party)
    return prose(
        worth, f" {_points(worth)} (gain ", f.numbers.gained(scale, deal, "gains", party), ")"
    )


def split_terms(f: BriefResults, deals: Sequence[Terms]) -> tuple[Terms, list[str]]:
    """Find the terms that all deals share, and the issues on which they differ."""
    same = {i: deals[0][i] for i in f.case.issues if all(d[i] == deals[0][i] for d in deals)}
    return same, [i for i in f.case.issues if i not in same]
