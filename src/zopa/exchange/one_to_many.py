"""Reading one-to-many scenarios of ANL 2025: a centre that makes a deal with each of its edges.

The scenario has an issue for each edge. Its levels are the deals that can come of the talks with
that edge, and no deal. So an outcome says what is agreed with whom. An edge looks at its own issue
alone, and no deal is worth to it what no agreement is; the centre looks at all of them. This is the
meaning of `MultidealScenario.from_folder` in the package `anl2025` 0.1.7.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from typing import NamedTuple

import numpy as np

from zopa.case.nodes import MapNode, Node, TextNode
from zopa.case.parts import clip
from zopa.exchange import read_negmas
from zopa.exchange.center_functions import Thread, read_center
from zopa.exchange.codes import BAD_VALUE, BEYOND_LIMITS, MISSING_PART, UNLIKE_DOMAIN
from zopa.exchange.domain import Domain
from zopa.exchange.negmas_functions import read_profile, reservation_of
from zopa.exchange.notes import ExchangeNotes
from zopa.exchange.numbers import whole_of
from zopa.exchange.scenario import Profile, Scenario, ScenarioIssue
from zopa.exchange.views import View

MOST_DEALS = 1_000
"""The talks with one edge can end in at most so many deals."""
NO_DEAL = "no deal"


class NamedNode(NamedTuple):
    """The content of a file, and the name that it gives to what it holds."""

    node: Node
    stem: str


def is_center(root: Node) -> bool:
    """Whether a utility function is that of the centre of a one-to-many scenario."""
    kind = root.entries.get("type") if isinstance(root, MapNode) else None
    return bool(
        kind and isinstance(kind.value, TextNode) and kind.value.text.endswith("CenterUFun")
    )


def read_one_to_many(
    center: NamedNode,
    edges: Sequence[NamedNode],
    points: str | None,
    name: str,
    notes: ExchangeNotes,
) -> Scenario | None:
    """The scenario of a centre and its edges; None and findings if it cannot be read.

    `points` is the text of the file `center.csv` beside the centre, None if there is none.
    """
    view = View(center.node, notes, "the centre")
    domains = _spaces(view, len(edges))
    if domains is None:
        return None
    if len(domains) != len(edges):
        spaces, there = (
            f"{n} {w}{'s' * (n != 1)}"
            for n, w in zip((len(domains), len(edges)), ("outcome space", "edge"), strict=True)
        )
        message = f"the centre has {spaces} for {there}"
        notes.add(UNLIKE_DOMAIN, view.place, message, help="name all edges, and no other files")
        return None
    edges = _in_order(edges, domains)
    threads = [_thread(domain, notes) for domain in domains]
    whole = [thread for thread in threads if thread is not None]
    if len(whole) < len(threads):
        return None
    profiles = [
        _edge(edge, thread.domain, notes) for edge, thread in zip(edges, whole, strict=True)
    ]
    called = view.get("name")
    title = (called.text() if called else None) or center.stem
    utility = read_center(view, title, whole, points)
    reservation = reservation_of(view)
    read = [profile for profile in profiles if profile is not None]
    if utility is None or len(read) < len(edges) or notes.errors:
        return None
    read = _told_apart(read, edges, title)
    parties = [replace(utility.profile, reservation=reservation)]
    issues = []
    shape = [len(t.outcomes) + (not must) for t, must in zip(whole, utility.must_deal, strict=True)]
    nothing = [np.zeros(n) for n in shape]
    for k, (thread, profile, must) in enumerate(zip(whole, read, utility.must_deal, strict=True)):
        issues.append(ScenarioIssue(_title(whole, k, profile.name), _levels(thread, must)))
        own = profile.utilities(thread.outcomes)
        none = float(own.min()) if profile.reservation is None else profile.reservation
        values = [*nothing]
        values[k] = own if must else np.append(own, none)
        parties.append(
            Profile(profile.name, tuple(values), (), profile.reservation, profile.discount)
        )
    return Scenario(name, tuple(issues), tuple(parties))


def _spaces(view: View, edges: int) -> list[Domain] | None:
    """The issues of the talks with each edge, as the centre knows them."""
    several, one = view.get("outcome_spaces"), view.get("outcome_space")
    if several is not None:
        items = several.items()
        read = None if items is None else [read_negmas.read_space(item, "") for item in items]
        spaces = [space for space in read or () if space is not None]
        return spaces if read is not None and len(spaces) == len(read) else None
    if one is None:
        message = "the centre has neither `outcome_spaces` nor `outcome_space`"
        view.notes.add(MISSING_PART, view.place, message)
        return None
    space = read_negmas.read_space(one, "")
    count = view.get("n_edges")
    times = whole_of(count.raw) if count else edges
    if count is not None and times is None:
        message = f"`{clip(count.raw)}` is not a number of edges"
        view.notes.add(BAD_VALUE, count.place, message)
    return None if space is None or times is None else [space] * max(0, min(times, edges + 1))


def _in_order(edges: Sequence[NamedNode], domains: Sequence[Domain]) -> list[NamedNode]:
    """The edges in the order of the centre's outcome spaces.

    They go by the name of the outcome space that each has itself, where these names are the
    centre's. Otherwise they stand in the order of their files, as ANL 2025 takes them.
    """
    own: dict[str, NamedNode] = {}
    for edge in edges:
        space = View(edge.node, ExchangeNotes(), "the edge").get("outcome_space")
        called = space.get("name") if space else None
        own[called.raw if called else ""] = edge
    names = [domain.name for domain in domains]
    matched = len(own) == len(edges) and set(own) == set(names)
    return [own[name] for name in names] if matched else list(edges)


def _thread(domain: Domain, notes: ExchangeNotes) -> Thread | None:
    shape = [len(issue.issue.levels) for issue in domain.issues]
    deals = int(np.prod(shape, dtype=object))
    if deals > MOST_DEALS:
        message = (
            f"the talks with one edge can end in {deals:,} deals; at most {MOST_DEALS:,} are read"
        )
        notes.add(BEYOND_LIMITS, domain.place, message)
        return None
    return Thread(domain, np.array(list(product(*map(range, shape))), dtype=np.intp))


def _edge(edge: NamedNode, domain: Domain, notes: ExchangeNotes) -> Profile | None:
    if read_negmas.names_space(edge.node):
        own = read_negmas.inner_domain(edge.node, edge.stem, notes)
        if own is None:
            return None
        read_negmas.compare(own, domain, notes)
    return read_profile(edge.node, edge.stem, domain, notes)


def _told_apart(
    profiles: Sequence[Profile], edges: Sequence[NamedNode], center: str
) -> list[Profile]:
    """The profiles under their own names or, where these are not distinct, those of their files."""
    names = {profile.name for profile in profiles} | {center}
    if len(names) == len(profiles) + 1:
        return list(profiles)
    return [replace(p, name=edge.stem) for p, edge in zip(profiles, edges, strict=True)]


def _title(threads: Sequence[Thread], position: int, edge: str) -> str:
    """What the issue of a thread is called."""
    firsts = [thread.domain.issues[0].name for thread in threads]
    if len(threads[position].domain.issues) > 1:
        return f"deal with {edge}"
    own = firsts[position]
    return own if firsts.count(own) == 1 else f"{edge}: {own}"


def _levels(thread: Thread, must_deal: bool) -> tuple[str, ...]:
    """The deals in words, and no deal as the last where there can be none."""
    issues = [issue.issue for issue in thread.domain.issues]
    if len(issues) == 1:
        levels = [*issues[0].levels]
    else:
        levels = [
            ", ".join(f"{i.name} {i.levels[k]}" for i, k in zip(issues, row, strict=True))
            for row in thread.outcomes.tolist()
        ]
    none = NO_DEAL
    while none in levels:
        none = f"({none})"
    return tuple(levels if must_deal else [*levels, none])
