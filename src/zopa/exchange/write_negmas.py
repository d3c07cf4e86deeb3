"""Writing a scenario as NegMAS YAML: an outcome space, and one utility function for each profile.

Additive profiles become `LinearAdditiveUtilityFunction`s with a table for each issue, and profiles
with bonuses become `HyperRectangleUtilityFunction`s (Mohammad, Nakadai and Greenwald 2021, PRIMA
2020, LNCS 12568). The keys are those that NegMAS 0.16 writes itself. Issues whose levels are whole
numbers that go up by one become `ContiguousIssue`s, all others `CategoricalIssue`s.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from zopa.case.compose import LONGEST_LINE
from zopa.exchange.extent import simplified
from zopa.exchange.output import Output, file_names, number_text, whole_numbers
from zopa.exchange.scenario import Profile, Scenario, ScenarioIssue
from zopa.outcomes.rules import Ban

_ENDS = 2
"""NegMAS takes a list of so many numbers for the open ends of a range."""


def negmas_files(scenario: Scenario) -> Output:
    """The domain file and a file for each profile, by their names, with unchanged utilities.

    >>> profile = Profile("us", (np.array([0.0, 1.0]),))
    >>> talks = Scenario("talks", (ScenarioIssue("price", ("low", "high")),), (profile,))
    >>> print(negmas_files(talks).files["talks.yml"])
    type: DiscreteCartesianOutcomeSpace
    name: "talks"
    issues:
    - type: CategoricalIssue
      name: "price"
      values: ["low", "high"]
    <BLANKLINE>
    """
    names = file_names([scenario.name or "domain", *(p.name for p in scenario.profiles)], ".yml")
    files = {names[0]: "\n".join(_domain(scenario)) + "\n"}
    for profile, name in zip(scenario.profiles, names[1:], strict=True):
        plain = simplified(profile, scenario.shape)
        files[name] = "\n".join(_discounted(scenario.issues, plain)) + "\n"
    return Output.of(files, [])


def quoted(text: str) -> str:
    r"""A text in double quotation marks, on one line, as YAML 1.1 and 1.2 both read it.

    >>> print(quoted('a "b"\n'), quoted("yes"))
    "a \"b\"\n" "yes"
    """
    return '"' + "".join(_ESCAPES.get(c) or _escaped(c) for c in text) + '"'


_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def _escaped(character: str) -> str:
    if character.isprintable():
        return character
    code = ord(character)
    return (
        f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"
    )


def _domain(scenario: Scenario) -> Iterator[str]:
    yield "type: DiscreteCartesianOutcomeSpace"
    yield f"name: {quoted(scenario.name)}"
    yield "issues:"
    for issue in scenario.issues:
        numbers = whole_numbers(issue)
        yield f"- type: {'CategoricalIssue' if numbers is None else 'ContiguousIssue'}"
        yield f"  name: {quoted(issue.name)}"
        values = _keys(issue) if numbers is None else [str(numbers[0]), str(numbers[-1])]
        yield from _list("  values", values)


def _keys(issue: ScenarioIssue) -> list[str]:
    """The levels in the form of the files: numbers as they are, all else in quotation marks."""
    return [*issue.levels] if whole_numbers(issue) else [quoted(level) for level in issue.levels]


def _list(key: str, values: Sequence[str]) -> Iterator[str]:
    """A key with a list, on one line unless it is too long for zopa to read it back."""
    line = f"{key}: [{', '.join(values)}]"
    if len(line) <= LONGEST_LINE:
        yield line
        return
    indent = " " * (len(key) - len(key.lstrip(" -")) + 2)
    yield f"{key}: ["
    yield from (f"{indent}{value}," for value in values)
    yield f"{indent}]"


def _number(value: float) -> str:
    """A number with a decimal point, so that YAML 1.1 reads it as a fraction."""
    text = number_text(value)
    return text if "." in text else text + ".0"


STATE = {"step": "step", "second": "time", "talks": "relative_time"}
"""What NegMAS calls the time that has gone by, in each unit (`negmas.common.MechanismState`)."""


def _discounted(issues: Sequence[ScenarioIssue], profile: Profile) -> Iterator[str]:
    """The lines of a utility function, inside a discounted one where time costs something."""
    discount = profile.discount
    if discount is None:
        yield from _function(issues, profile)
        return
    yield f"type: {'ExpDiscountedUFun' if discount.cost is None else 'LinDiscountedUFun'}"
    yield f"name: {quoted(profile.name)}"
    if profile.reservation is not None:
        yield f"reserved_value: {_number(profile.reservation)}"
    if discount.factor is not None:
        yield f"discount: {_number(discount.factor)}"
    if discount.cost is not None:
        yield f"cost: {_number(discount.cost)}"
        yield f"power: {_number(discount.power)}"
    yield f"factor: {STATE[discount.per]}"
    yield f"dynamic_reservation: {'false' if discount.fixed_no_deal else 'true'}"
    yield "ufun:"
    yield from (f"  {line}" for line in _function(issues, profile))


def _function(issues: Sequence[ScenarioIssue], profile: Profile) -> Iterator[str]:
    kind = "HyperRectangle" if profile.bonuses else "LinearAdditive"
    yield f"type: {kind}UtilityFunction"
    yield f"name: {quoted(profile.name)}"
    if profile.reservation is not None:
        yield f"reserved_value: {_number(profile.reservation)}"
    yield from _boxes(issues, profile) if profile.bonuses else _sum(issues, profile)


def _sum(issues: Sequence[ScenarioIssue], profile: Profile) -> Iterator[str]:
    yield from _list("weights", ["1.0" for _ in issues])
    yield "values:"
    for issue, level_values in zip(issues, profile.values, strict=True):
        yield "- type: TableFun"
        yield "  mapping:"
        for level, value in zip(_keys(issue), level_values, strict=True):
            yield f"    {level}: {_number(value)}"


def _boxes(issues: Sequence[ScenarioIssue], profile: Profile) -> Iterator[str]:
    boxes: list[tuple[Ban, float]] = [
        (((issue, (int(level),)),), float(level_values[level]))
        for issue, level_values in enumerate(profile.values)
        for level in np.flatnonzero(level_values)
    ]
    boxes += [(bonus.where, bonus.worth) for bonus in profile.bonuses]
    yield from _list("utilities", [_number(worth) for _, worth in boxes])
    yield "outcome_ranges:"
    for where, _ in boxes:
        for k, (issue, levels) in enumerate(where):
            keys = _keys(issues[issue])
            sides = [keys[level] for level in levels]
            if len(sides) == _ENDS:  # NegMAS would read two numbers as the range between them
                sides.append(sides[-1])
            yield from _list(f"{'  ' if k else '- '}{issue}", sides)
