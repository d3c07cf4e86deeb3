"""Writing a scenario as GENIUS XML: a domain, and one utility space for each profile.

Additive profiles become discrete issues with weights and evaluations (`AdditiveUtilitySpace`). If a
profile has bonuses, all profiles become sums of boxes (`NonlinearUtilitySpace`). The issues of
these must be whole numbers, so a level in words is written as its position, counted from 0. The
meaning of the attributes was taken from the public sources of GENIUS 9 (Lin, Kraus, Baarslag,
Tykhonov, Hindriks and Jonker 2014, Computational Intelligence 30(1), 48–70).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from xml.sax.saxutils import quoteattr

import numpy as np

from zopa.exchange.extent import simplified
from zopa.exchange.output import Output, file_names, number_text, runs, whole_numbers
from zopa.exchange.scenario import Profile, Scenario, ScenarioIssue
from zopa.exchange.unit_scale import ROUNDING, Fitted, moved_finding, weighted, within_unit
from zopa.exchange.write_codes import LEFT_OUT, LOST, NAME_CHANGED, RESERVATION_TAKEN
from zopa.foundation.diagnostics import Finding, Place

EXCESS = 1e-3
"""The best utility may exceed 1 by this much, because weights in GENIUS files are rounded; GENIUS
cuts it to 1."""
_LINE_ENDS = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}


def genius_files(scenario: Scenario) -> Output:
    """The domain file and a file for each profile, by their names.

    Utilities stay unchanged if they lie in 0..1; otherwise they are moved there, with a note.

    >>> profile = Profile("us", (np.array([0.0, 1.0]),))
    >>> talks = Scenario("talks", (ScenarioIssue("price", ("low", "high")),), (profile,))
    >>> sorted(genius_files(talks).files)
    ['talks.xml', 'us.xml']
    """
    names = file_names([scenario.name or "domain", *(p.name for p in scenario.profiles)], ".xml")
    profiles = [simplified(profile, scenario.shape) for profile in scenario.profiles]
    boxes = any(profile.bonuses for profile in profiles)
    issues = _named(scenario)
    findings = list(_changed_names(scenario, issues, names))
    if boxes:
        issues = list(_numbered(issues, names[0], findings))
    profile_files = {}
    for profile, name in zip(profiles, names[1:], strict=True):
        fitted = within_unit(profile, EXCESS)
        findings.extend(moved_finding(fitted, name))
        if not fitted.sure:
            message = (
                f"outcomes worth more than 1 to `{profile.name}`, if there are any, count 1 in "
                "GENIUS; there are too many outcomes to look at them all"
            )
            findings.append(Finding(LEFT_OUT, Place(name, 1, 1), message))
        findings.extend(_about_time(profile, fitted, name))
        findings.extend(_about_reservation(fitted.profile, name))
        profile_files[name] = _space(issues, fitted.profile, boxes)
    domain = _lines(
        "<negotiation_template>",
        f'<utility_space number_of_issues="{len(issues)}">',
        _OBJECTIVE,
        *(_issue(index, issue, boxes) for index, issue in enumerate(issues, start=1)),
        "</objective>",
        "</utility_space>",
        "</negotiation_template>",
    )
    return Output.of({names[0]: domain, **profile_files}, findings)


_OBJECTIVE = '<objective index="0" name="root" description="" type="objective" etype="objective">'


def _lines(*lines: str) -> str:
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A text in quotation marks, as the value of an attribute; `�` for what XML cannot hold."""
    return quoteattr(_allowed(text), _LINE_ENDS)


def _allowed(text: str) -> str:
    return "".join(c if c in "\t\n\r" or (ord(c) >= 32 and not _unfit(c)) else "�" for c in text)


def _unfit(character: str) -> bool:
    """Whether XML 1.0 (production 2) excludes a character, apart from the first 32."""
    return "\ud800" <= character <= "\udfff" or character in "\ufffe\uffff"


def _named(scenario: Scenario) -> list[ScenarioIssue]:
    """The issues with names that XML and GENIUS can hold."""
    heads = _distinct([issue.name for issue in scenario.issues], "issue")
    return [
        ScenarioIssue(head, tuple(_distinct(issue.levels, "level")), issue.kind)
        for head, issue in zip(heads, scenario.issues, strict=True)
    ]


def _distinct(names: Sequence[str], what: str) -> list[str]:
    """Names that XML can hold; none is blank and no two are the same."""
    distinct: list[str] = []
    for position, name in enumerate(names, start=1):
        stem = _allowed(name) if name.strip() else f"({what} {position})"
        number, chosen = 1, stem
        while chosen in distinct or (chosen != name and chosen in names):
            number += 1
            chosen = f"{stem} ({number})"
        distinct.append(chosen)
    return distinct


def _changed_names(
    scenario: Scenario, issues: Sequence[ScenarioIssue], files: Sequence[str]
) -> Iterator[Finding]:
    """A note for each name of an issue, level or profile that is written differently."""
    for issue, now in zip(scenario.issues, issues, strict=True):
        names = zip((issue.name, *issue.levels), (now.name, *now.levels), strict=True)
        for old, new in names:
            if old != new:
                message = f"`{new}` stands for a name that GENIUS cannot hold"
                yield Finding(NAME_CHANGED, Place(files[0], 1, 1), message)
    for profile, file in zip(scenario.profiles, files[1:], strict=True):
        if file.removesuffix(".xml") != profile.name:
            message = f"the profile `{profile.name}` is called after its file, `{file}`"
            yield Finding(NAME_CHANGED, Place(file, 1, 1), message)


def _numbered(
    issues: Sequence[ScenarioIssue], file: str, findings: list[Finding]
) -> Iterator[ScenarioIssue]:
    """The issues with whole numbers as levels; `findings` gets a note where names are lost."""
    for issue in issues:
        if whole_numbers(issue) is not None:
            yield issue
            continue
        positions = tuple(str(k) for k in range(len(issue.levels)))
        named = ", ".join(f"{k} {name}" for k, name in zip(positions, issue.levels, strict=True))
        findings.append(
            Finding(
                LEFT_OUT,
                Place(file, 1, 1),
                f"the levels of `{issue.name}` are written as numbers, since GENIUS has boxes on "
                "whole numbers only",
                label=named if len(named) <= 200 else named[:199] + "…",
            )
        )
        yield ScenarioIssue(issue.name, positions, "integer")


def _issue(index: int, issue: ScenarioIssue, boxes: bool) -> str:
    if boxes:
        kind = 'type="integer" etype="integer" vtype="integer"'
        bounds = f'lowerbound="{issue.levels[0]}" upperbound="{issue.levels[-1]}"'
        return f'<issue index="{index}" name={_quoted(issue.name)} {kind} {bounds}/>'
    kind = 'type="discrete" etype="discrete" vtype="discrete"'
    items = (
        f'  <item index="{k}" value={_quoted(level)} description=""/>'
        for k, level in enumerate(issue.levels, start=1)
    )
    head = f'<issue index="{index}" name={_quoted(issue.name)} {kind}>'
    return "\n".join([head, *items, "</issue>"])


def _space(issues: Sequence[ScenarioIssue], profile: Profile, boxes: bool) -> str:
    body = _boxes(issues, profile) if boxes else _sum(issues, profile)
    kind = ' type="nonlinear"' if boxes else ""
    end = []
    if profile.discount is not None and profile.discount.factor and _has_factor(profile):
        end.append(f'<discount_factor value="{number_text(profile.discount.factor)}"/>')
    if profile.reservation is not None:
        end.append(f'<reservation value="{number_text(profile.reservation)}"/>')
    return _lines(
        f"<utility_space{kind}>", _OBJECTIVE, *body, "</objective>", *end, "</utility_space>"
    )


def _about_time(profile: Profile, fitted: Fitted, file: str) -> Iterator[Finding]:
    """What a person has to know about a discount that GENIUS cannot say, or says otherwise."""
    if profile.discount is None:
        return
    if not _has_factor(profile):
        message = f"what time costs `{profile.name}` is left out: GENIUS has a factor over all time"
        yield Finding(LEFT_OUT, Place(file, 1, 1), message)
    elif fitted.moved_from is not None and fitted.moved_from.worst < 0:
        message = (
            f"the discount of `{profile.name}` multiplies utilities that were moved: what time "
            "costs is no longer the same"
        )
        yield Finding(LOST, Place(file, 1, 1), message)


def _about_reservation(profile: Profile, file: str) -> Iterator[Finding]:
    """A note about a reservation value that is written and that GENIUS does not expect."""
    value = profile.reservation
    if value is not None and not -ROUNDING <= value <= 1 + EXCESS:
        message = (
            f"the reservation value {number_text(value)} of `{profile.name}` is written as it is: "
            "GENIUS expects one from 0 to 1"
        )
        yield Finding(RESERVATION_TAKEN, Place(file, 1, 1), message)


def _has_factor(profile: Profile) -> bool:
    """Whether time costs the party what GENIUS can say: a factor up to 1 over the whole time, for
    deals and for no deal alike."""
    discount = profile.discount
    if discount is None or discount.factor is None or discount.fixed_no_deal:
        return False
    return discount.per == "talks" and discount.factor <= 1


def _sum(issues: Sequence[ScenarioIssue], profile: Profile) -> Iterator[str]:
    weights, evaluations = weighted(profile.values)
    for index, (issue, shares) in enumerate(zip(issues, evaluations, strict=True), start=1):
        kind = 'type="discrete" etype="discrete" vtype="discrete"'
        yield f'<issue index="{index}" name={_quoted(issue.name)} {kind}>'
        for k, (level, evaluation) in enumerate(zip(issue.levels, shares, strict=True), start=1):
            number = number_text(evaluation)
            yield f'  <item index="{k}" value={_quoted(level)} evaluation="{number}"/>'
        yield "</issue>"
    for index, weight in enumerate(weights, start=1):
        yield f'<weight index="{index}" value="{number_text(weight)}"/>'


def _boxes(issues: Sequence[ScenarioIssue], profile: Profile) -> Iterator[str]:
    """The lines of a sum of boxes: one box for each level that adds something and for each bonus.

    A bonus on levels that are not neighbours becomes several boxes.
    """
    for index, issue in enumerate(issues, start=1):
        yield _issue(index, issue, True)
    yield '<utility maxutility="1">'
    yield '<ufun type="PlainUfun" weight="1" aggregation="sum">'
    values = list(profile.values)
    start = sum(float(level_values.min()) for level_values in values)
    values = [level_values - level_values.min() for level_values in values]
    if start:
        yield from _box(issues, [(0, 0, len(issues[0].levels) - 1)], start)
    for position, level_values in enumerate(values):
        for level in np.flatnonzero(level_values):
            yield from _box(
                issues, [(position, int(level), int(level))], float(level_values[level])
            )
    for bonus in profile.bonuses:
        parts = [[(position, a, b) for a, b in runs(ls)] for position, ls in bonus.where]
        for sides in product(*parts):
            yield from _box(issues, sides, bonus.worth)
    yield "</ufun>"
    yield "</utility>"


def _box(
    issues: Sequence[ScenarioIssue], sides: Sequence[tuple[int, int, int]], worth: float
) -> Iterator[str]:
    yield f'<hyperRectangle utility="{number_text(worth)}">'
    for issue, first, last in sides:
        low, high = issues[issue].levels[first], issues[issue].levels[last]
        yield f'  <INCLUDES index="{issue + 1}" min="{low}" max="{high}"/>'
    yield "</hyperRectangle>"
