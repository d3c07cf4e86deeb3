"""The forms of English verbs. Regular ones are made by rule; irregular ones are listed.

The rules are those of school grammars (Quirk et al. 1985, §§3.5–3.10): -s, -ed, -ing, a last
consonant doubled after one short stressed vowel, -y turned to -i-.
"""

from __future__ import annotations

from enum import Flag, auto

from zopa.foundation.text import word_set


class VerbForm(Flag):
    """Which form of a verb a word may be."""

    BASE = auto()
    PRESENT = auto()
    """The third person singular."""
    PAST = auto()
    PARTICIPLE = auto()
    ING = auto()


_IRREGULAR = {
    line.split()[0]: (line.split()[1], line.split()[2])
    for line in """
    arise arose arisen
    back backed backed
    be was been
    beg begged begged
    bid bid bid
    blow blew blown
    break broke broken
    bring brought brought
    build built built
    bow bowed bowed
    cast cast cast
    choose chose chosen
    come came come
    cut cut cut
    deal dealt dealt
    do did done
    draw drew drawn
    fall fell fallen
    feel felt felt
    find found found
    forbid forbade forbidden
    get got got
    give gave given
    go went gone
    have had had
    hear heard heard
    hit hit hit
    hold held held
    keep kept kept
    know knew known
    lay laid laid
    lead led led
    leave left left
    let let let
    lose lost lost
    make made made
    mean meant meant
    meet met met
    override overrode overridden
    pay paid paid
    plead pleaded pleaded
    put put put
    read read read
    rise rose risen
    run ran run
    say said said
    see saw seen
    seek sought sought
    sell sold sold
    send sent sent
    set set set
    shut shut shut
    sit sat sat
    speak spoke spoken
    split split split
    stand stood stood
    strike struck struck
    swear swore sworn
    take took taken
    tell told told
    think thought thought
    undertake undertook undertaken
    withdraw withdrew withdrawn
    withhold withheld withheld
    write wrote written
    """.strip().splitlines()
}
_DOUBLED = word_set(
    "admit ban bar beg bid commit compel concur cut defer drop expel forbid get hit let nod permit "
    "plan put quit refer regret run scrap set shut sit slam slap snub split spur step stop strip "
    "submit transfer trim"
)
_VOWELS = "aeiou"


def forms(lemma: str) -> dict[str, VerbForm]:
    """Each form of a verb, and which forms it may be.

    >>> sorted(forms("drop"))
    ['drop', 'dropped', 'dropping', 'drops']
    >>> forms("deny")["denied"]
    <VerbForm.PAST|PARTICIPLE: 12>
    """
    soft = lemma.endswith("y") and lemma[-2:-1] not in _VOWELS
    stem = lemma + lemma[-1] if lemma in _DOUBLED else lemma
    if lemma == "have":
        third = "has"
    elif soft:
        third = lemma[:-1] + "ies"
    else:
        third = lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
    if lemma in _IRREGULAR:
        past, participle = _IRREGULAR[lemma]
    else:
        past = participle = (
            lemma + "d" if lemma.endswith("e") else lemma[:-1] + "ied" if soft else stem + "ed"
        )
    dropped = lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye"))
    ing = (lemma[:-1] if dropped else stem) + "ing"
    found: dict[str, VerbForm] = {}
    for form, kind in (
        (lemma, VerbForm.BASE),
        (third, VerbForm.PRESENT),
        (past, VerbForm.PAST),
        (participle, VerbForm.PARTICIPLE),
        (ing, VerbForm.ING),
    ):
        found[form] = found.get(form, VerbForm(0)) | kind
    return found
