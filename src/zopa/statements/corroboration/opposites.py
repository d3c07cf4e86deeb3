"""Lists of words that deny, restrict or extend a statement, and pairs of opposites.

Opposites are what lexicographers call antonyms and converses. If two sentences are otherwise alike
and one has a word where the other has its opposite, they cannot both be true. De Marneffe, Rafferty
and Manning (2008, ACL-08, 1039–1047) use negation, numbers and antonyms in this way.
"""

from __future__ import annotations

from zopa.foundation.text import word_set
from zopa.statements.corroboration.stems import stem

NEGATORS = word_set(
    "no not never none nobody nothing neither nor without cannot refuse refused refuses refusing "
    "reject rejected rejects lack lacks lacked exclude excludes excluded excluding omit omits "
    "omitted fail fails failed deny denies denied except nowhere barely hardly unsigned"
)
"""Words that deny what follows them in their clause. Words that end in “n’t” do so as well."""

NEGATING_PAIRS = frozenset(
    {("rather", "than"), ("instead", "of"), ("other", "than"), ("leaves", "out"), ("left", "out"),
     ("leave", "out"), ("ruled", "out"), ("rules", "out"), ("rule", "out"), ("turned", "down"),
     ("voted", "down"), ("gave", "up"), ("free", "of"), ("short", "of")}
)  # fmt: skip
"""Two words that together deny what follows."""

RESTRICTORS = word_set("only just solely merely alone exclusively purely limited confined")
"""Words that say that a statement holds for what is named and for nothing else."""

PARTS = word_set(
    "some part parts partly several certain except most half temporary temporarily first"
)
"""Words for less than the whole."""

WHOLES = word_set(
    "all every everyone everybody everything whole entire each any both anyone permanently "
    "permanent forever full fully"
)
"""Words for the whole."""

ADDITIVES = word_set("also too both additionally including plus besides")
"""Words for something more. “and” and “as well as” also count as such."""

BREAKS = word_set("but while whereas although though because unless if when so which who")
"""Words that begin a clause."""

_PAIRS = """
past future; past coming; former future; former coming; earlier later; already still; before after;
already future; already coming; previous next; previous future; previous coming; past later;
accept reject; accept refuse; agree refuse; agree reject; approve reject; sign refuse; allow refuse;
allow ban; permit ban; allow forbid; permit forbid; include exclude; include omit; keep lift;
keep withdraw; open closed; open shut; reopen shut; open close; reopen close; rise fall; rose fell;
raise lower; raise cut; increase decrease; increase reduce; more less; more fewer; win lose;
won lost; gain lose; safe lose; begin end; start stop; continue stop; continue end; stay leave;
stay change; keep change; enter leave; import export; buy sell; bought sold; give take; lend return;
pay free; paid free; true false; rich poor; high low; peace war; friend enemy; public secret;
permanent temporary; direct indirect; support oppose; back oppose; confirm deny; admit deny;
succeed fail; present absent; first last; north south; east west; northern southern;
eastern western; inside outside; upper lower; old new; day night; silent shelling; remain reopen;
release detain; free detain; free hold; allowed barred; legal illegal; possible impossible
"""


def _opposites() -> dict[str, frozenset[str]]:
    opposites: dict[str, set[str]] = {}
    for pair in _PAIRS.replace("\n", " ").split(";"):
        first, second = (stem(word) for word in pair.split())
        opposites.setdefault(first, set()).add(second)
        opposites.setdefault(second, set()).add(first)
    return {word: frozenset(others) for word, others in opposites.items()}


OPPOSITES = _opposites()
"""For a stem, the stems of its opposites."""
