"""Whether two with names are one: by longer, shorter and differently spelled names."""

from __future__ import annotations

from zopa.proposing.actors import same_names as same
from zopa.proposing.actors.named_entity import NamedEntity
from zopa.proposing.actors.nouns import COMPANY_ENDS, ORGANISED, PLACES, THINGS, UNION_WORDS
from zopa.statements.speakers import countries


def longer(long: NamedEntity, short: NamedEntity) -> bool:
    """Whether one may be called by a longer or a differently spelled name of the other."""
    if any(same.islands(a, b) for a in short.names for b in long.names):
        return long is not short and not long.person
    if long is short or long.person or _place_or_thing(long) != _place_or_thing(short):
        return False
    pairs = [(a, b) for a in short.names for b in long.names]
    if long.country and long.itself:
        known = countries.countries_by_id()[long.country]
        forms = {*long.names, *known.also, *known.seats}
        return any(same.ends(a, form) for a in short.names for form in forms if " " in form)
    if not any(same.shortens(a, b) or same.alike(a, b) for a, b in pairs):
        return False
    return long.place or not short.place


def is_part(long: NamedEntity, short: NamedEntity) -> bool:
    """Whether a longer name is that of a part, and not the full name of who is called by a shorter
    one: a full name is told first (“Ridge Motor … Ridge Motor Finance”)."""
    if long is short or short.person or long.person:
        return False
    one, two = same.bare(short.name), same.bare(long.name)
    if len(one) < 2 or len(two) <= len(one) or two[: len(one)] != one:
        return False
    if set(two[len(one) :]) & (ORGANISED | COMPANY_ENDS | UNION_WORDS):
        return False
    own = [m for m in short.mentions if same.bare(m.name) == one]
    places = {(m.report, m.span.start) for m in long.mentions}
    first = min((m.report, m.span.start) for m in short.mentions)
    return len(own) > 1 and all(first < place for place in places)


def keys(entity: NamedEntity) -> set[str]:
    """By what shorter and differently spelled names find this one."""
    known = countries.countries_by_id().get(entity.country) if entity.itself else None
    forms = [*entity.names, *((*known.also, *known.seats) if known else ())]
    keys: set[str] = set()
    for form in forms:
        words = same.bare(form)
        for size in range(1, len(words) + 1):
            keys |= {f"begins {' '.join(words[:size])}", f"ends {' '.join(words[-size:])}"}
        keys |= {f"initials {made}" for made in same.initials(form)} | _spellings(form)
    return keys


def lookups(entity: NamedEntity) -> list[str]:
    """Under which keys to look for longer and other spellings of a name."""
    found: dict[str, None] = {}
    for form in entity.names:
        words = " ".join(same.bare(form))
        found |= dict.fromkeys(
            (f"begins {words}", f"ends {words}", f"begins {words.removesuffix('s')}")
        )
        found[f"initials {form.replace('.', '')}"] = None
        found |= dict.fromkeys(sorted(_spellings(form)))
    return list(found)


def _spellings(form: str) -> set[str]:
    """Names that differ by a letter or an ending begin or end alike."""
    closed = same.closed(form)
    return {f"first {closed[:4]}", f"last {closed[:1]}{closed[-6:]}"}


def may_be_one(one: NamedEntity, other: NamedEntity) -> bool:
    """Whether two may be called by names of each other."""
    return longer(one, other) or longer(other, one)


def _place_or_thing(entity: NamedEntity) -> bool:
    return any(same.bare(form)[-1] in PLACES | THINGS for form in entity.names if same.bare(form))
