"""Reading the value functions of NegMAS, which give each level of an issue a value.

The `type` of a function is compared with the names that are known here and never looked up. The
functions are those of `negmas.preferences.value_fun`: `TableFun` (a value for each level),
`AffineFun` (slope × level + bias), `LinearFun` (slope × level), `IdentityFun` (the level itself)
and `ConstFun` (its bias).
"""

from __future__ import annotations

import numpy as np

from zopa.case.parts import clip
from zopa.exchange.codes import BAD_VALUE, UNLIKE_DOMAIN, UNSUPPORTED_PART
from zopa.exchange.domain import DomainIssue
from zopa.exchange.views import View
from zopa.foundation.names import listing
from zopa.outcomes.arrays import Floats

_PARAMETERS: dict[str, tuple[str, ...]] = {
    "AffineFun": ("slope", "bias"),
    "LinearFun": ("slope",),
    "IdentityFun": (),
    "ConstFun": ("bias",),
}


def kind_of(view: View) -> tuple[str, View] | None:
    """The name of the class in `type`, without its package, and where it stands.

    None and a finding if there is no `type`.
    """
    part = view.need("type")
    text = part.text() if part else None
    return None if text is None or part is None else (text.rsplit(".", 1)[-1], part)


def value_of_levels(part: View, issue: DomainIssue) -> Floats | None:
    """The value of each level `(levels,)`, before it is multiplied by the weight of the issue.

    None and findings if the function cannot be read.
    """
    kind = kind_of(part)
    if kind is None:
        return None
    word = kind[0]
    if word == "TableFun":
        return _table(part, issue)
    if word not in _PARAMETERS:
        message = f"value functions of the type `{clip(word)}` are not read"
        known = listing(["TableFun", *_PARAMETERS])
        part.notes.add(UNSUPPORTED_PART, kind[1].place, message, label=f"expected {known}")
        return None
    numbers: dict[str, float] = {}
    for name in _PARAMETERS[word]:
        view = part.need(name)
        number = view.number() if view else None
        if number is None:
            return None
        numbers[name] = number
    if word == "ConstFun":
        return np.full(len(issue.issue.levels), numbers["bias"])
    if issue.numbers is None:
        message = f"`{clip(word)}` on `{clip(issue.name)}`, whose values are no numbers"
        part.notes.add(BAD_VALUE, kind[1].place, message)
        return None
    return numbers.get("slope", 1.0) * issue.numbers + numbers.get("bias", 0.0)


def _table(part: View, issue: DomainIssue) -> Floats | None:
    table = part.need("mapping")
    pairs = table.pairs() if table else None
    if table is None or pairs is None:
        return None
    before = part.notes.errors
    worths = np.zeros(len(issue.issue.levels))
    seen = set()
    for key, view in pairs:
        position = issue.level(key)
        number = view.number()
        if position is None:
            message = f"`{clip(key)}` is no value of `{clip(issue.name)}`"
            related = ((issue.place, "the issue"),)
            part.notes.add(UNLIKE_DOMAIN, table.key_place(key), message, related=related)
        elif number is not None:
            worths[position] = number
        seen.add(position)
    for position, level in enumerate(issue.issue.levels):
        if position not in seen:
            message = f"the value `{clip(level)}` of `{clip(issue.name)}` is not in the table"
            related = ((issue.place, "the issue"),)
            part.notes.add(UNLIKE_DOMAIN, table.place, message, related=related)
    return worths if part.notes.errors == before else None
