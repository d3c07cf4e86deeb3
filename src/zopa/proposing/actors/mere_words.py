"""Words with a capital that are nobody's name: what an office is for, and parts of the world."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.proposing.actors.name_words import REGION_WORDS, everyday_word

if TYPE_CHECKING:
    from zopa.proposing.actors.name_mentions import NameMention

_MINISTERS = frozenset({"minister", "secretary", "ministry", "department", "commissioner"})


def is_mere(mention: NameMention) -> bool:
    """Whether a name is nobody's: a field, a part of the world, or a label."""
    return is_field(mention) or is_region(mention) or is_label(mention)


def is_field(mention: NameMention) -> bool:
    """Whether a name is what an office is for (“Minister for Foreign Affairs”)."""
    first = mention.span[0]
    if mention.country or first.i < 2 or first.nbor(-1).lower_ not in {"of", "for"}:
        return False
    office = first.nbor(-2)
    if office.lower_ not in _MINISTERS or not office.text[:1].isupper():
        return False
    return all(everyday_word(w.lower_) or w.lower_ in {"of", "the", "and"} for w in mention.span)


def is_region(mention: NameMention) -> bool:
    """Whether a name only tells from which part of the world people come (“Western diplomats”)."""
    head = mention.head
    before = head.dep_ in {"amod", "compound", "nmod"} and not head.head.text[:1].isupper()
    wide = len(mention.span) == 2 and mention.span[0].lower_ in _SIDES and head.lower_.endswith("n")
    return before and (wide or (len(mention.span) == 1 and head.lower_ in REGION_WORDS))


_SIDES = frozenset(
    {"latin", "central", "north", "south", "east", "west", "northern", "southern", "eastern",
     "western"}
)  # fmt: skip
"""“A Latin American diplomat” speaks for nobody who has a name."""


def is_label(mention: NameMention) -> bool:
    """Whether a name only says of what party or people somebody is (“the mayor, a Democrat”)."""
    first, head = mention.span[0], mention.head
    one = first.i > 0 and first.nbor(-1).lower_ in {"a", "an"}
    return one and mention.label == "NORP" and head.dep_ in {"appos", "attr"}
