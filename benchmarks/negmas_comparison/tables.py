"""The tables, on the terminal or as Markdown, and the bars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

Row = dict[str, Any]

MANY_ON_FRONTIER = 100
MANY_OUTCOMES = 100_000
TENFOLD = 10.0
THOUSANDFOLD = 1000.0
MEGABYTE = 1e6
WORDS = ("case", "way", "fault", "proof", "point")
"""The columns that do not hold numbers."""
LISTERS = ("MOBANOS", "pareto_frontier")
"""The ways whose handling of ties is shown."""


def seconds(value: float | str | None) -> str:
    if value is None or isinstance(value, str):
        return value or "–"
    for unit, scale in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if value >= scale:
            return f"{value / scale:.3g} {unit}"
    return f"{value / 1e-6:.2g} µs"


def size(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value / 1e6:,.1f} MB" if value >= MEGABYTE else f"{value / 1e3:,.1f} kB"


def count(value: int) -> str:
    return f"{value:,}" if value < 10**9 else f"10^{len(str(value)) - 1}"


def ratio(peer: float | str | None, own: float | None) -> tuple[float, str]:
    """How many times as much the peer needs; a lower bound where it was stopped."""
    if own is None or peer is None or peer == "memory":
        return float("inf"), "–"
    least = isinstance(peer, str)
    took = float(peer.strip("> s")) if isinstance(peer, str) else peer
    times = took / own if own else float("inf")
    digits = 0 if times >= 100 else 2 if times < 10 else 1
    return times, f"{'>' if least else ''}{times:,.{digits}f}"


def memory_of(row: Row, what: str) -> tuple[float | None, float | None]:
    """What NegMAS and zopa take at their peaks, by the measure that can tell them apart."""
    peer, own = (row.get("memory", {}).get(f"{tool} {what}") for tool in ("negmas", "zopa"))
    if not peer or not own:
        return None, None
    traced = peer[1] is not None and own[1] is not None
    if traced and max(peer[0], own[0]) < 2 * MEGABYTE:
        return peer[1], own[1]
    return max(peer[0], peer[1] or 0), max(own[0], own[1] or 0)


def print_table(title: str, heads: Sequence[str], rows: list[list[str]], markdown: bool) -> None:
    if not rows:
        return
    if markdown:
        print(f"\n### {title}\n")
        print("| " + " | ".join(heads) + " |")
        print("|" + "|".join("---" if head in WORDS else "---:" for head in heads) + "|")
        for row in rows:
            print("| " + " | ".join(row) + " |")
        return
    table = Table(title=title, title_justify="left")
    for head in heads:
        table.add_column(head, justify="left" if head in WORDS else "right", no_wrap=True)
    for row in rows:
        table.add_row(*row)
    # As wide as it is: a table cut to a terminal's width loses the numbers it is for.
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    Console(width=max(100, sum(widths) + 3 * len(widths) + 1)).print(table)


def answers(rows: list[Row], markdown: bool) -> None:
    """Who is right."""
    table = []
    for row in rows:
        if "failed" in row or "ways" not in row:
            continue
        for way, verdict in row["ways"].items():
            if isinstance(verdict, str) or not any(verdict["faults"]):
                continue
            missing, extra, doubled = verdict["faults"]
            table.append(
                [
                    row["name"], way, str(missing), str(extra), str(doubled),
                    seconds(verdict["seconds"]), seconds(row["frontier"]["zopa"]),
                ]
            )  # fmt: skip
    print_table(
        "NegMAS's frontier against all outcomes in exact arithmetic: where it is wrong",
        ["case", "way", "vectors missing", "dominated kept", "named twice", "its time", "zopa's"],
        table,
        markdown,
    )
    ties = [
        [row["name"], f"{row['on frontier']:,}", *_named(row), f"{row['zopa named']:,}"]
        for row in rows
        if "on frontier" in row and row["on frontier"] != row["vectors"]
    ]
    print_table(
        "Outcomes on the frontier, ties counted",
        ["case", "there are", *LISTERS, "zopa"],
        ties,
        markdown,
    )
    checked = [row for row in rows if row.get("agrees", {}).get("negmas")]
    lines = []
    for name in ("nash", "kalai", "kalai_smorodinsky", "welfare"):
        wrong = {
            tool: [row["name"] for row in checked if not row["agrees"][tool][name]]
            for tool in ("negmas", "zopa")
        }
        lines.append([name, str(len(checked)), str(len(wrong["negmas"])), str(len(wrong["zopa"]))])
    print_table(
        "Points that differ from their definition worked out in fractions",
        ["point", "cases", "NegMAS differs", "zopa differs"],
        lines,
        markdown,
    )


def _named(row: Row) -> list[str]:
    found = [row["ways"].get(way) for way in LISTERS]
    return [f"{way['named']:,}" if isinstance(way, dict) else "–" for way in found]


def speeds(rows: list[Row], what: str, title: str, markdown: bool) -> None:
    table = []
    for row in rows:
        taken = row.get(what)
        if not taken:
            if "failed" in row and what == "frontier":
                table.append([row["name"], count(row["size"]), "–", row["failed"], *["–"] * 5])
            continue
        peer, own = memory_of(row, what)
        stopped = ">" if peer and isinstance(taken["negmas"], str) else ""
        table.append(
            [
                row["name"],
                count(row["size"]),
                f"{row['vectors']:,}",
                taken["way"] + ("†" if row["none right"] and what != "statistics" else ""),
                seconds(taken["negmas"]),
                seconds(taken["zopa"]),
                ratio(taken["negmas"], taken["zopa"])[1],
                *([] if what == "points" else [stopped + size(peer), size(own)]),
            ]
        )
    heads = ["case", "outcomes", "vectors", "NegMAS's way", "NegMAS", "zopa", "ratio"]
    if what != "points":
        heads += ["NegMAS peak", "zopa peak"]
    print_table(title, heads, table, markdown)


def verdicts(rows: list[Row]) -> list[tuple[bool | None, str]]:
    """Each bar: whether it is reached, None if no case asks for it; and the numbers."""
    judged: list[tuple[bool | None, str]] = []
    wrong = [row["name"] for row in rows if row.get("zopa wrong")]
    proved = sum("zopa wrong" in row for row in rows)
    right = f"zopa's frontier is the true one: {proved - len(wrong)} of {proved}"
    judged.append((not wrong if proved else None, right))
    for what in ("frontier", "points", "statistics"):
        timed = [
            (row, ratio(row[what]["negmas"], row[what]["zopa"])[0]) for row in rows if row.get(what)
        ]
        judged += [
            _bar(f"{what}: never slower", timed, 1.0, lambda _: True),
            _bar(
                f"{what}: 10x where the frontier has {MANY_ON_FRONTIER} vectors or more",
                timed, TENFOLD, lambda row: row["vectors"] >= MANY_ON_FRONTIER,
            ),
            _bar(
                f"{what}: 1,000x for three parties and more from {MANY_OUTCOMES:,} outcomes",
                timed, THOUSANDFOLD,
                lambda row: row["parties"] >= 3 and row["size"] >= MANY_OUTCOMES,
            ),
        ]  # fmt: skip
    for what in ("frontier", "statistics"):
        sizes = [(row, *memory_of(row, what)) for row in rows]
        known = [(row, peer / max(own, 1.0)) for row, peer, own in sizes if peer and own]
        judged.append(_bar(f"{what}: less memory", known, 1.0, lambda _: True))
    return judged


def _bar(
    title: str, timed: list[tuple[Row, float]], bar: float, among: Any
) -> tuple[bool | None, str]:
    counted = [(row, times) for row, times in timed if among(row)]
    if not counted:
        return None, title
    below = sorted((times, row["name"]) for row, times in counted if times < bar)
    least = min(times for _, times in counted)
    line = f"{title}: {len(counted) - len(below)} of {len(counted)}, least {least:,.2f}"
    if below:
        line += "; below: " + ", ".join(f"{name} {times:,.2f}" for times, name in below[:6])
        line += f" and {len(below) - 6} more" if len(below) > 6 else ""
    return not below, line
