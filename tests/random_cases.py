"""Random cases that hold together: every established fact is true of preferences drawn first.

Sizes go as far as a desk's own cases do and further: 2 to 9 signatories, 3 to 40 issues of 2 to 12
levels, up to 300 facts of every kind, some of them uncertain (and then not always true), drafts
with open and disputed terms, rules, red lines, bonuses and numbers.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

Package = dict[str, str]


@dataclass(frozen=True)
class Size:
    """How large a case is."""

    parties: int
    issues: int
    levels: int
    facts: int

    @classmethod
    def drawn(cls, chance: Random) -> Size:
        """Small ones are as frequent as large ones: each range is walked in ratios."""
        return cls(
            parties=_in_ratios(chance, 2, 9),
            issues=_in_ratios(chance, 3, 40),
            levels=_in_ratios(chance, 2, 12),
            facts=_in_ratios(chance, 1, 301) - 1,
        )


def _in_ratios(chance: Random, low: int, high: int) -> int:
    return min(high, int(low * ((high + 1) / low) ** chance.random()))


@dataclass
class Party:
    """What a party really wants: a value for each level, and what no agreement is worth to it."""

    values: dict[str, dict[str, float]]
    reservation: float
    bonus: tuple[Package, float] | None = None
    barred: dict[str, str] = field(default_factory=dict)

    def worth(self, package: Package) -> float:
        earned = 0.0
        if self.bonus and self.bonus[0].items() <= package.items():
            earned = self.bonus[1]
        return sum(self.values[issue][level] for issue, level in package.items()) + earned

    def signs(self, package: Package) -> bool:
        return self.worth(package) >= self.reservation and not (
            self.barred.items() & package.items()
        )


class RandomCase:
    """The ledger of one random case, and the report that it quotes."""

    def __init__(self, seed: int, size: Size | None = None) -> None:
        self.chance = Random(seed)  # noqa: S311 - no secret hangs on it
        self.size = size or Size.drawn(self.chance)
        self.report: list[str] = []
        self.issues = self._issues()
        self.levels = {name: _levels_of(issue) for name, issue in self.issues.items()}
        self.parties = {f"p{i}": self._party() for i in range(self.size.parties)}
        self.drafts = {f"d{i}": self._draft(i) for i in range(self.chance.randint(0, 4))}
        self.rules = self._rules()
        self.facts = list(self._facts())

    def write(self, folder: Path) -> None:
        """Write the case folder: its ledger, and the report that it quotes."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "case.yaml").write_text(self.text, encoding="utf-8")
        (folder / "report.txt").write_text(". ".join(self.report) + ".", encoding="utf-8")

    @property
    def text(self) -> str:
        """JSON is YAML, and the ledger is read as YAML."""
        ledger: dict[str, Any] = {
            "zopa": "1",
            "title": "A random case",
            "sources": {"report": {"file": "report.txt"}},
            "parties": {name: {"name": f"Party {name}"} for name in self.parties},
            "issues": self.issues,
        }
        if self.drafts:
            ledger["drafts"] = {
                name: {"terms": terms, "assumed": "drawn"} for name, terms in self.drafts.items()
            }
        if self.rules:
            ledger["rules"] = self.rules
        if self.facts:
            ledger["facts"] = self.facts
        return json.dumps(ledger, indent=1)

    def _issues(self) -> dict[str, dict[str, Any]]:
        def one(name: str) -> dict[str, Any]:
            count = self.chance.randint(2, self.size.levels)
            if self.chance.random() < 0.3:
                return {"title": f"Issue {name}", "levels": {"from": 1, "to": count, "step": 1}}
            return {
                "title": f"Issue {name}",
                "options": {f"l{k}": f"way {k} on {name}" for k in range(count)},
            }

        return {f"i{i}": one(f"i{i}") for i in range(self.size.issues)}

    def _party(self) -> Party:
        numbers = np.random.default_rng(self.chance.getrandbits(32))
        shares = numbers.dirichlet(np.ones(len(self.issues) + 1))
        bonus = None
        if self.chance.random() < 0.2 and len(self.issues) > 2:
            bonus = (self._package(2), shares[-1])
        else:
            shares /= 1 - shares[-1]
        values = {}
        for (name, levels), share in zip(self.levels.items(), shares, strict=False):
            inner = np.sort(numbers.random(len(levels)))
            inner = (inner - inner[0]) / (inner[-1] - inner[0]) * share
            if self.issues[name].get("options") and self.chance.random() < 0.3:
                numbers.shuffle(inner)
            elif self.chance.random() < 0.5:
                inner = inner[::-1]
            values[name] = dict(zip(levels, inner.tolist(), strict=True))
        barred = {}
        if self.chance.random() < 0.15:
            barred = self._package(1)
        return Party(values, float(numbers.uniform(0.2, 0.7)), bonus, barred)

    def _reported(self, words: str) -> list[dict[str, str]]:
        self.report.append(words)
        return [{"report": words}]

    def _package(self, issues: int) -> Package:
        chosen = self.chance.sample(list(self.levels), min(issues, len(self.levels)))
        return {issue: self.chance.choice(self.levels[issue]) for issue in chosen}

    def _draft(self, number: int) -> dict[str, Any]:
        terms: dict[str, Any] = dict(self._package(self.chance.randint(1, self.size.issues)))
        for issue, level in terms.items():
            if self.chance.random() < 0.1:
                other = self.chance.choice(
                    [other for other in self.levels[issue] if other != level]
                )
                terms[issue] = {
                    told: self._reported(f"draft {number} settles {issue} by {told} alone")
                    for told in (level, other)
                }
        return terms

    def _rules(self) -> list[dict[str, Any]]:
        """Rules that no settling of a draft's stated terms breaks."""
        made = []
        for _ in range(self.chance.randint(0, 3)):
            box = self._package(2)
            if len(box) == 2 and not any(
                all(issue in terms and level in _held(terms[issue]) for issue, level in box.items())
                for terms in self.drafts.values()
            ):
                made.append({"never": box})
        return made

    def _facts(self) -> Iterator[dict[str, Any]]:
        kinds: list[Callable[[Party], dict[str, Any] | None]] = [
            self._order, self._order, self._priorities, self._prefers, self._prefers,
            self._stance, self._stance, self._weight, self._value, self._reservation,
        ]  # fmt: skip
        given = 0
        for name, party in self.parties.items():
            if party.barred:
                yield self._fact(name, {"red_line": party.barred})
            if party.bonus:  # established: without it the weights make up the whole
                when, adds = party.bonus
                bonus = {"when": when, "adds": _around(adds, 0.05)}
                yield {"party": name, "bonus": bonus, "assumed": "drawn"}
        told: set[str] = set()
        tries = 0
        while given < self.size.facts and tries < 20 * self.size.facts:
            tries += 1
            name = self.chance.choice(list(self.parties))
            content = self.chance.choice(kinds)(self.parties[name])
            key = f"{name} {content}"
            if content is None or key in told:
                continue
            told.add(key)
            given += 1
            yield self._fact(name, content)

    def _fact(self, party: str, content: dict[str, Any]) -> dict[str, Any]:
        fact = {"party": party, **content, "assumed": "drawn"}
        if self.chance.random() < 0.2:
            fact["confidence"] = self.chance.choice(["likely", "70%", "very likely"])
        return fact

    def _order(self, party: Party) -> dict[str, Any]:
        issue = self.chance.choice(list(self.levels))
        ranked = sorted(self.levels[issue], key=lambda level: -party.values[issue][level])
        order: list[Any] = list(ranked)
        if len(ranked) > 2 and self.chance.random() < 0.3:
            order = [ranked[0], ranked[1:]]
        return {"order": {issue: order}}

    def _priorities(self, party: Party) -> dict[str, Any] | None:
        chosen = self.chance.sample(list(self.levels), min(3, len(self.levels)))
        weight = {issue: max(party.values[issue].values()) for issue in chosen}
        return {"priorities": sorted(chosen, key=lambda issue: -weight[issue])}

    def _prefers(self, party: Party) -> dict[str, Any] | None:
        if party.bonus:
            return None
        issues = self.chance.sample(list(self.levels), min(3, len(self.levels)))
        one, other = (
            {issue: self.chance.choice(self.levels[issue]) for issue in issues} for _ in range(2)
        )
        if party.worth(one) < party.worth(other):
            one, other = other, one
        if one == other or self._breaks(one) or self._breaks(other):
            return None
        return {"prefers": {"this": one, "to": other}}

    def _stance(self, party: Party) -> dict[str, Any] | None:
        if party.bonus:
            return None
        full = self._package(len(self.levels))
        if self._breaks(full):
            return None
        if party.signs(full):
            return {"accepts": full}
        if party.worth(full) < party.reservation - 0.001:
            return {"rejects": full}
        return None

    def _breaks(self, full: Package) -> bool:
        return any(rule["never"].items() <= full.items() for rule in self.rules)

    def _weight(self, party: Party) -> dict[str, Any]:
        issue = self.chance.choice(list(self.levels))
        return {"weight": {issue: _around(max(party.values[issue].values()), 0.05)}}

    def _value(self, party: Party) -> dict[str, Any]:
        issue = self.chance.choice(list(self.levels))
        level = self.chance.choice(self.levels[issue])
        return {"value": {issue: {level: _around(party.values[issue][level], 0.05)}}}

    def _reservation(self, party: Party) -> dict[str, Any]:
        return {"reservation": _around(party.reservation, 0.1)}


def _levels_of(issue: dict[str, Any]) -> list[str]:
    if "options" in issue:
        return list(issue["options"])
    return [str(n) for n in range(issue["levels"]["from"], issue["levels"]["to"] + 1)]


def _held(term: Any) -> list[str]:
    return list(term) if isinstance(term, dict) else [term]


def _around(number: float, room: float) -> str:
    low, high = max(0.0, number - room), min(1.0, number + room)
    return f"{100 * low:.2f}..{100 * high:.2f}"
