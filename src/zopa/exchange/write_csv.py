"""A case as tables for a spreadsheet: its points, its outcomes, its drafts and the results.

What outcomes are worth stands in a party's own points, or in percent of its best deal where it has
none. Shares are of draws, from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from zopa.analyses.bargaining_points import bargaining
from zopa.analyses.board import Board
from zopa.analyses.draft_standing import drafts
from zopa.analyses.result import Spread
from zopa.exchange.csv_text import CsvTable, Entry
from zopa.exchange.output import Output
from zopa.exchange.scenario import Scenario
from zopa.exchange.write_codes import GUARDED_CELL, LEFT_OUT
from zopa.foundation.diagnostics import Finding, Place

if TYPE_CHECKING:
    from zopa.case.model import Case, Party
    from zopa.preferences.draws import Draws

DIGITS = 9
"""Significant digits of what is worked out."""


def csv_tables(case: Case, draws: Draws, scenario: Scenario | None) -> Output:
    """The tables of a case: `outcomes.csv`, `drafts.csv` where there are drafts, `results.csv`, and
    `points.csv`, which can be read again, where a scenario has the numbers of all parties."""
    board = Board.of(case, draws)
    tables: dict[str, CsvTable] = {}
    findings: list[Finding] = []
    if scenario is not None and not any(profile.bonuses for profile in scenario.profiles):
        tables["points.csv"] = _points(scenario)
    elif scenario is not None:
        message = "bonuses have no place in a table of points, which is left out"
        findings.append(Finding(LEFT_OUT, Place("points.csv", 1, 1), message))
    tables["outcomes.csv"] = _outcomes(case, board)
    if not board.listed:
        message = f"of {board.space.count():,} outcomes, {len(board.outcomes):,} stand for all"
        findings.append(Finding(LEFT_OUT, Place("outcomes.csv", 1, 1), message))
    if case.drafts:
        tables["drafts.csv"] = _drafts(case, draws)
    tables["results.csv"] = _results(case, draws, board)
    for name, table in tables.items():
        if harmless := table.made_harmless:
            cells = "a text begins" if harmless == 1 else f"{harmless:,} texts begin"
            message = f"{cells} as a formula does, and is written with an apostrophe before it"
            findings.append(Finding(GUARDED_CELL, Place(name, 1, 1), message))
    return Output.of({name: table.text() for name, table in tables.items()}, findings)


def _points(scenario: Scenario) -> CsvTable:
    table = CsvTable(["issue", "level", *(profile.name for profile in scenario.profiles)])
    for i, issue in enumerate(scenario.issues):
        for k, level in enumerate(issue.levels):
            points = (float(profile.values[i][k]) for profile in scenario.profiles)
            table.rows.append([issue.name, level, *points])
    if any(profile.reservation is not None for profile in scenario.profiles):
        table.rows.append(["no_deal", "", *(profile.reservation for profile in scenario.profiles)])
    return table


def _unit(party: Party) -> str:
    return "percent" if party.own_scale is None else "points"


def _scale(party: Party) -> tuple[float, float]:
    """What 0 and the whole of utility are in a party's points, or in percent."""
    worst, best = party.own_scale or (0.0, 100.0)
    return worst, best - worst


def _round(number: float) -> float:
    return float(f"{number:.{DIGITS}g}")


def _outcomes(case: Case, board: Board) -> CsvTable:
    """Each outcome, the one that most draws would sign first."""
    outcomes = board.outcomes
    values, terms, reservation = board.centre
    worth = board.space.utilities(values, outcomes, terms)
    signed = np.zeros((len(board.parties), len(outcomes)))
    for block, by_party in board.distinct.signatures(outcomes):
        signed += np.einsum("d,dpn->pn", board.times[block].astype(np.float64), by_party)
    together = board.members.often / len(board)
    parties = [case.parties[party] for party in board.parties]
    table = CsvTable(
        [
            *(issue.title or issue.id for issue in case.issues.values()),
            *(f"{p.name}: worth ({_unit(p)})" for p in parties),
            *(f"{p.name}: gain ({_unit(p)})" for p in parties),
            *(f"{p.name}: would sign" for p in parties),
            "all would sign" if case.takes_all else "enough would sign",
        ]
    )
    for n in np.argsort(-together, kind="stable"):
        terms_of = board.space.decode(outcomes[n])
        scales = [_scale(p) for p in parties]
        table.rows.append(
            [
                *(case.issues[i].describe(terms_of[i]) for i in case.issues),
                *(_round(low + span * worth[p, n]) for p, (low, span) in enumerate(scales)),
                *(
                    _round(span * (worth[p, n] - reservation[p]))
                    for p, (_, span) in enumerate(scales)
                ),
                *(_round(signed[p, n] / len(board)) for p in range(len(parties))),
                _round(float(together[n])),
            ]
        )
    return table


def _drafts(case: Case, draws: Draws) -> CsvTable:
    """Each draft and each party."""
    together = "all would sign" if case.takes_all else "enough would sign"
    table = CsvTable(
        ["draft", "title", "by", "on", "party", "would sign", "however open terms are settled",
         "behind a red line", "gain", "gain: low", "gain: high", "unit", together]
    )  # fmt: skip
    for standing in drafts(case, draws).drafts:
        draft = case.drafts[standing.draft]
        for told in standing.parties:
            party = case.parties[told.party]
            _, span = _scale(party)
            table.rows.append(
                [
                    draft.id,
                    draft.title,
                    ", ".join(case.parties[by].name for by in draft.by if by in case.parties),
                    draft.on.isoformat() if draft.on else None,
                    party.name,
                    told.accepts.share,
                    told.accepts_whatever.share,
                    told.barred.share,
                    *_spread(told.gain, span),
                    _unit(party),
                    standing.signed.share,
                ]
            )
    return table


def _spread(spread: Spread, span: float) -> list[Entry]:
    """The mean, and the range of nine draws in ten."""
    numbers = (spread.mean, spread.low, spread.high)
    return [None if number is None else _round(span * number) for number in numbers]


def _results(case: Case, draws: Draws, board: Board) -> CsvTable:
    """What the analyses find, one number or term a row."""
    table = CsvTable(["result", "about", "value", "unit"])
    count = len(board)
    table.rows += [
        ["draws", "", float(count), ""],
        ["draws in which there is a deal", "", float(board.has_zone.mean()), "share"],
        ["ways to settle all issues", "", str(board.space.count()), ""],
    ]
    table.rows += _fair(case, draws)
    return table


def _fair(case: Case, draws: Draws) -> Iterator[list[Entry]]:
    result = bargaining(case, draws)
    for solved in result.solutions:
        name = solved.solution.replace("_", "-")
        for winner in solved.centre[:1]:
            for issue in case.issues.values():
                level = issue.describe(winner.terms[issue.id])
                yield [f"{name}: terms", issue.title or issue.id, level, ""]
            for party, gain in winner.gains.items():
                _, span = _scale(case.parties[party])
                unit = _unit(case.parties[party])
                yield [f"{name}: gain", case.parties[party].name, _round(span * gain), unit]
    yield ["gains are compared in", "", result.scale, ""]
