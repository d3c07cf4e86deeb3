"""Topics: what a theme is about, which way it points, and how it is put in the report's words.

“An end to agency work” is about agency work and wants none of it; “a 40% pay rise” is about pay
and wants more, with a figure; “to cut tariffs on cars” is about tariffs on cars and wants less. A
topic has the words of what it is about (`title`), and the whole phrase, which becomes a level.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zopa.foundation.text import Span, word_set
from zopa.proposing.by_grammar.clauses import all_joined, children, joined, says_no, stood_for
from zopa.proposing.by_grammar.stands import FIGURE_NOUNS, TEXTS

if TYPE_CHECKING:
    from spacy.tokens import Span as Words
    from spacy.tokens import Token

UP = word_set(
    "increase rise raise hike boost growth expansion extension improvement gain uplift bump "
    "enlargement widening doubling"
)
DOWN = word_set(
    "cut reduction decrease drop fall lowering easing halving shrinking curb "
    "phase-down phasedown roll-back rollback"
)
OFF = word_set(
    "end halt stop removal abolition cessation elimination scrapping lifting ban "
    "moratorium abandonment cancellation repeal dismantling freeze suspension phase-out phaseout "
    "exclusion waiver closure"
)
ON = word_set(
    "return restoration reinstatement resumption recognition introduction creation establishment "
    "adoption granting guarantee promise commitment retention preservation protection assurance "
    "provision inclusion right access share measure level amount kind form sort lot degree system"
)
"""Nouns that say which way what follows them goes: more, less, away, there."""
DIRECTIONS = UP | DOWN | OFF | ON
_GONE = word_set(
    "end removal abolition cessation elimination scrapping lifting abandonment cancellation repeal "
    "dismantling closure"
)
"""Nouns without which what follows them is kept."""
_ENDS = word_set("end halt stop")
"""Of which a report has to say of what."""
_VERBS_UP = word_set(
    "increase raise boost expand extend improve widen enlarge double triple stretch lengthen hike "
    "strengthen maximise maximize top rise climb grow"
)
_VERBS_DOWN = word_set(
    "cut reduce lower decrease shorten halve shrink curb ease trim slash weaken limit cap narrow "
    "fall relax minimise minimize"
)
_VERBS_OFF = word_set(
    "end halt stop remove abolish eliminate scrap lift ban abandon cancel repeal "
    "dismantle freeze suspend exclude waive close drop delay postpone bar block outlaw forgo "
    "strike cease quit leave"
)
_PARTICLES_OFF = frozenset(
    {
        ("give", "up"), ("phase", "out"), ("call", "off"), ("take", "away"), ("cut", "off"),
        ("do", "away"), ("wind", "down"), ("shut", "down"), ("rule", "out"), ("cut", "out"),
        ("break", "up"), ("pull", "out"), ("hold", "back"),
    }
)  # fmt: skip
_HAVING_DONE = word_set("want like need demand see have get prefer")
"""Verbs that want something done to their object."""
_FREE_FROM = word_set("relief exemption freedom release")
"""Nouns that want none of what follows “from”."""
_EMPTY_VERBS = word_set(
    "be have get give make take see do let receive win obtain include keep put set bring provide "
    "pay grant allow ensure guarantee secure hold begin start continue come go remain stay become "
    "accept agree offer meet use"
)
_INTRANSITIVE = word_set("close end stop fall rise climb grow go")
_SPEAKING = word_set(
    "say tell comment talk negotiate discuss sign respond answer reply happen work understand know "
    "think see believe wait try budge move vote sit speak name host mediate broker facilitate "
    "arbitrate moderate convene help"
)
DISCUSSING = word_set("discuss negotiate debate link connect")
"""Verbs of which what is talked about is no wish: who refuses to discuss quotas may like them."""
_MORE = word_set(
    "more higher bigger larger longer greater better wider stronger additional extra further "
    "broader faster increased improved expanded"
)
_LESS = word_set("less lower fewer smaller shorter reduced weaker narrower cheaper slower")
_UNITS = word_set(
    "percent % percentage point year month week day hour euro dollar pound yen franc tonne ton "
    "million billion trillion cent pence p kilogram barrel quarter half third"
)
_NO_TOPIC = TEXTS | word_set(
    "talk talks negotiation discussion statement comment time way thing number people part "
    "result answer question change step move meeting visit government minister president "
    "official spokesman party side country state company union worker member vote strike action "
    "decision position reason case report news response reply word issue matter point problem "
    "progress term condition day week month year call demand request round table effort fact "
    "idea situation attempt lot one all end it that this what which something anything nothing "
    "everything they them he she name option ambition approach quit help support view interest "
    "hand line place process pressure need opportunity chance possibility role life world rival "
    "claim thought harm push war clock own fall loss defeat economy history aspect element "
    "detail goal aim priority concern wish complaint crisis conflict row stalemate deadlock "
    "impasse breakthrough concession alternative outcome conclusion path road door room ground "
    "tone language wording version page hope fear warning threat test game mistake future past "
    "present today tomorrow era moment formula framework gap difference rest document paper "
    "proposal initiative settlement"
)
"""Nouns that on their own are about nothing that is negotiated."""
_NAMES = frozenset({"ORG", "GPE", "PERSON", "NORP"})
_MEASURES = frozenset({"DATE", "PERCENT", "MONEY", "CARDINAL", "ORDINAL", "TIME", "QUANTITY"})
_INSIDE = ("of", "in", "to", "on", "for", "from", "with")
_LONGEST = 90
_MOST_WORDS = 16
_DEEP = 4
_NEAR = 15
"""Words before a figure among which what it is of is looked for."""


@dataclass(eq=False)
class Topic:
    """What a theme is about."""

    head: Token
    """The word that names it."""
    way: int
    """1 for it, or more of it; -1 for none or less of it."""
    words: frozenset[str]
    """The lemmas of the words that name it; none where only a figure stands."""
    title: str
    phrase: str
    """What is told of it, as a report puts it."""
    denied: str
    """The same denied: “no longer contract”, “not scrap the levy”."""
    graded: bool
    """Whether `way` is of more and less, not of yes and no."""
    span: Span
    """Where the phrase stands in the text."""
    bare: bool = False
    """Whether it is a figure alone (“33 percent”)."""
    down: bool = False
    """Whether the figure is of a cut."""
    goes_to: bool = False
    """Whether a figure says where something goes to (“to 5 percent”), not by how much."""
    is_text: bool = False
    """Whether it is a text that is tabled (“the offer”)."""
    bounded: bool = False
    """Whether words say which way its figure goes (“at least”, “no more than”)."""
    weak: bool = False
    """Whether it only says of what kind a text is (“trade deal”), and makes no matter by itself."""
    verb: Token | None = None
    """The verb of the clause that tells it, if a clause does."""
    row: tuple[Token, ...] = ()
    """The nouns that one verb or noun tells together (“buy grain and timber”), it among them; none
    where it is told alone."""
    noun: Token | None = None
    """Which of the row is its own."""
    told_in: tuple[Token, ...] = ()
    """The words in which all of the row are told."""
    told_by: Token | None = None
    """The verb of these words, where they are a clause."""

    def put(self, words: Sequence[Token], verb: Token | None = None) -> None:
        """Put it in the words of a phrase, or of a clause with this verb."""
        if not words:
            return
        self.told_in, self.told_by = tuple(words), verb
        self.phrase, self.span = text_of(words)[:_LONGEST], _span(words, self.head)
        self.denied = _no(words)
        if verb is not None:
            self.phrase, self.denied = (line[:_LONGEST] for line in _both_ways(words, verb))


def topics_of(theme: Token, depth: int = 0, *, denial: bool = True) -> list[Topic]:
    """What a noun or a clause is about, each thing once.

    Without `denial`, a “not” of the clause itself is left out: it is told otherwise already.

    >>> from zopa.statements.grammar import parsed
    >>> theme = parsed("It wants an end to agency work.").doc[3]
    >>> [(topic.title, topic.way, topic.phrase) for topic in topics_of(theme)]
    [('agency work', -1, 'end to agency work')]
    """
    if depth > _DEEP or theme.lower_ in ("what", "which", "that", "who", "as"):
        return []
    if theme.pos_ in ("VERB", "AUX") and any(c.lower_ == "what" for c in theme.children):
        return []
    if theme.pos_ in ("VERB", "AUX", "ADJ") and theme.dep_ not in ("dobj", "pobj"):
        return _of_clause(theme, depth, denial)
    if theme.pos_ == "VERB":
        return _of_clause(theme, depth, denial)
    found = _of_noun(theme, depth)
    for clause in children(theme, "acl"):
        if clause.tag_ == "VBN" and theme.dep_ == "dobj" and theme.head.lemma_ in _HAVING_DONE:
            for topic in found:  # “wants the levy scrapped”
                away = clause.lemma_ in _VERBS_DOWN or _does_away(clause)
                topic.way = -topic.way if away else topic.way
                topic.put(_ordered([*without_article(phrase_of(theme)), clause]), clause)
    return found


def topics_of_part(head: Token, part: Words, found: Sequence[Topic]) -> tuple[Topic, ...]:
    """What a part of a list is about: what its head tells, in the words of the part alone."""
    words = without_article(list(part))
    if [word.lower_ for word in words[:2]] == ["no", "to"]:
        words = without_article(words[2:])
    told = tuple(found) or (_topic(head, 1, words),)
    for topic in told:
        outside = topic.span.start < part.start_char or topic.span.stop > part.end_char
        if outside or " " not in topic.phrase:
            topic.put(words)
    return told


# --- nouns --------------------------------------------------------------------------------------


def _direction_in(noun: Token) -> str:
    """The lemma of a noun, with the word before it where a hyphen makes them one noun that says a
    direction (“phase-out”)."""
    lemma = noun.lemma_.lower()
    before = _hyphened(noun)
    whole = f"{before.lower_}-{lemma}" if before is not None else lemma
    return whole if whole in DIRECTIONS else lemma


def _hyphened(noun: Token) -> Token | None:
    """The word that a hyphen joins to the front of a noun."""
    if noun.i < 2:
        return None
    first, hyphen = noun.doc[noun.i - 2], noun.doc[noun.i - 1]
    joins = hyphen.text == "-" and not hyphen.whitespace_ and not first.whitespace_
    return first if joins else None


def _of_noun(noun: Token, depth: int) -> list[Topic]:
    lemma = _direction_in(noun)
    if noun.pos_ == "PRON" or noun.lower_ == "one" or noun.ent_type_ == "PERSON":
        return []
    if noun.pos_ == "PROPN" and noun.ent_type_ in _NAMES | {"DATE"}:
        return []
    if _is_verb(noun):
        return _of_misread_verb(noun, depth)
    if noun.text == "-" or (not noun.whitespace_ and noun.doc[noun.i + 1 :][:1].text == "-"):
        return []  # “counter-” of “counter-proposal”
    whole = without_article(phrase_of(noun))
    if noun.lower_ in _MORE | _LESS and any(c.lower_ == "of" for c in children(noun, "prep")):
        found = [topic for inner in _inner(noun, ("of",)) for topic in _of_noun(inner, depth + 1)]
        for topic in found:  # “fewer of the taxes”
            topic.way, topic.graded = topic.way if noun.lower_ in _MORE else -topic.way, True
            topic.put(whole)
        return found
    if lemma in _UNITS or noun.pos_ in ("NUM", "SYM") or noun.text[:1].isdigit():
        return _of_measure(noun, whole, depth)
    free = lemma in _FREE_FROM and any(c.lower_ == "from" for c in children(noun, "prep"))
    if lemma in UP | DOWN | OFF | ON or free:
        found = _of_direction(noun, whole, depth)
        if found or lemma in _ENDS:
            return found
        if lemma in UP | DOWN:
            topic = _topic(noun, 1, whole, graded=True)
            topic.title = lemma
            return [topic]
    if lemma in _NO_TOPIC and not modifiers(noun):
        return [_topic(noun, 1, whole, is_text=True)] if lemma in TEXTS else []
    compared = _compared(noun)
    way = -1 if says_no(noun) else compared or 1
    return [_topic(noun, way, whole, graded=bool(compared), is_text=lemma in TEXTS)]


def _verb_forms(noun: Token) -> set[str]:
    """The verbs of which a plural noun could be the form with “s” (“halves” of “halve”)."""
    return {noun.lemma_.lower(), noun.lower_[:-1], noun.lower_[:-2]}


def _is_verb(noun: Token) -> bool:
    """Whether what is parsed as a plural noun is a verb of more and less: that of a clause with
    “that”, or right behind a clause with “what” (“what Movia proposes shrinks the fleet”)."""
    if noun.tag_ != "NNS" or not _verb_forms(noun) & (_VERBS_UP | _VERBS_DOWN | _VERBS_OFF):
        return False
    above = noun.head
    asked = any(word.lower_ == "what" for word in children(above, "dobj"))
    behind = asked and above.pos_ == "VERB" and noun.i == above.i + 1
    return behind or (noun.dep_ == "ccomp" and bool(children(noun, "mark")))


def _of_misread_verb(verb: Token, depth: int) -> list[Topic]:
    """“That the catch shrinks” is about the catch and wants less of it."""
    later = [w for w in verb.head.children if w.i > verb.i and w.pos_ in ("NOUN", "PROPN")]
    about = modifiers(verb)[-1:] if children(verb, "mark") else later[:1]
    forms = _verb_forms(verb)
    found = [topic for noun in about for topic in _of_noun(noun, depth + 1)]
    for topic in found:
        topic.way *= -1 if forms & (_VERBS_DOWN | _VERBS_OFF) else 1
        topic.graded = topic.graded or bool(forms & (_VERBS_UP | _VERBS_DOWN))
        topic.down = topic.down or bool(forms & _VERBS_DOWN)
        topic.put(without_article(_ordered([*phrase_of(about[0]), verb])), verb)
    return found


def _of_measure(noun: Token, whole: list[Token], depth: int) -> list[Topic]:
    """“30 percent of the catch” is about the catch; “33 percent” about nothing that is named."""
    found: list[Topic] = []
    for inner in _inner(noun, ("of", "in", "for", "on")):
        for topic in _of_noun(inner, depth + 1):
            topic.put(whole)
            found.append(topic)
    return found or [_topic(noun, 1, whole, bare=True)]


def _of_direction(noun: Token, whole: list[Token], depth: int) -> list[Topic]:
    """“A rise in pay”, “a pay rise”, “an end to agency work”."""
    lemma = _direction_in(noun)
    before = modifiers(noun)
    own = _hyphened(noun)
    if own is not None and lemma != noun.lemma_.lower():  # “toll roll-back”
        before = [*(word for word in before if word != own), *modifiers(own)]
    inside = [
        inner
        for inner in before[-1:] or _inner(noun) or _beside(noun)
        if inner.lemma_.lower() not in _UNITS
        and inner.pos_ in ("NOUN", "PROPN", "VERB")
        and inner.ent_type_ not in _NAMES | _MEASURES
    ]
    found: list[Topic] = []
    row = _row(inside)
    for inner in inside:
        clause = inner.pos_ == "VERB" and bool(_objects(inner))
        for topic in topics_of(inner, depth + 1) if clause else _of_noun(inner, depth + 1):
            if lemma not in ON:
                topic.way = topic.way if lemma in UP else -topic.way
            topic.graded = topic.graded or lemma in UP | DOWN
            topic.down = topic.down or lemma in DOWN
            if inner is inside[0] or row:
                kept = f"{topic.phrase} kept"
                topic.put(whole if inner is inside[0] else _led_by(whole, row[0], inner))
                topic.denied = kept[:_LONGEST] if lemma in _GONE else topic.denied
            if row:
                topic.row, topic.noun, topic.told_in = row, inner, tuple(whole)
            found.append(topic)
    return found


def _led_by(whole: Sequence[Token], first: Token, noun: Token) -> list[Token]:
    """The words before the first noun of a row with another of its nouns: “an end to … mining”."""
    start = min(word.i for word in phrase_of(first))
    return [*(word for word in whole if word.i < start), *phrase_of(noun)]


def is_unit(word: Token) -> bool:
    """Whether a word is a unit of a figure (“percent”, “years”)."""
    return word.lemma_.lower() in _UNITS


def _compared(noun: Token) -> int:
    for child in children(noun, "amod", "advmod", "det", "quantmod", "nummod"):
        if child.lower_ in _MORE:
            return 1
        if child.lower_ in _LESS:
            return -1
    return 0


def topic_before(figure: Token) -> Topic | None:
    """What a bare figure is of, as the nearest noun before it in the sentence tells: “on the bonus
    pool: 80 million, where it had asked for 85 million”."""
    for index in range(figure.i - 1, max(figure.sent.start, figure.i - _NEAR) - 1, -1):
        word = figure.doc[index]
        if word.pos_ != "NOUN" or word.dep_ in ("compound", "nmod", "npadvmod"):
            continue
        if word.ent_type_ in _MEASURES or is_unit(word) or word.lemma_.lower() in FIGURE_NOUNS:
            continue
        if word.dep_ == "pobj" and word.head.lower_ in ("with", "by", "from"):
            continue
        found = [t for t in _of_noun(word, 0) if not (t.is_text or t.bare)]
        if found:
            found[0].span = Span(min(found[0].span.start, word.idx), figure.idx + len(figure))
            return found[0]
    return None


def figure_alone(theme: Token, place: Span) -> Topic:
    """The figure of a clause that names nothing it could be of (“wants them to end after 10”)."""
    figure = theme.doc.char_span(place.start, place.stop, alignment_mode="expand")
    head = theme if figure is None else figure.root
    words = [word for word in theme.subtree if word.dep_ != "punct"][:_MOST_WORDS]
    return _topic(head, 1, words, bare=True)


def modifiers(noun: Token) -> list[Token]:
    """The nouns before a noun that say of what it is (“pay” of “pay rise”)."""
    return [
        child
        for child in noun.children
        if (child.dep_ in ("compound", "nmod") and child.pos_ in ("NOUN", "PROPN"))
        or (child.dep_ == "amod" and child.pos_ == "NOUN")
        if child.lemma_.lower() not in _UNITS and child.ent_type_ not in _NAMES | _MEASURES
    ]


def _inner(noun: Token, prepositions: Iterable[str] = _INSIDE) -> list[Token]:
    return [
        inner
        for child in noun.children
        if child.dep_ == "prep" and child.lower_ in prepositions
        for inner in all_joined(children(child, "pobj", "pcomp"))
        if inner.ent_type_ not in ("DATE", "TIME") and inner.lower_ != "one"
    ]


def _beside(noun: Token) -> list[Token]:
    """“Demands a halt to logging”, where the parse joins “to logging” to the verb."""
    if noun.dep_ != "dobj":
        return []
    return [
        inner
        for child in children(noun.head, "prep")
        if child.i == noun.i + 1 and child.lower_ in ("to", "of", "on")
        for inner in children(child, "pobj", "pcomp")
    ]


_AT_MOST = re.compile(
    r"\b(?:(?:no|not) (?:more|higher|longer) than|at (?:the )?most|maximum of|less than"
    r"|fewer than|or less|or fewer|capped at|cap of|ceiling of)\b",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(
    r"\b(?:at (?:the )?least|(?:no|not) (?:less|fewer|lower) than|minimum of|more than|or more"
    r"|as much as|as many as|upwards of|floor of)\b",
    re.IGNORECASE,
)


def _bounds(topic: Topic) -> None:
    """“No more than 12” wants less, “at least 12” more."""
    way = -1 if _AT_MOST.search(topic.phrase) else 1 if _AT_LEAST.search(topic.phrase) else 0
    if way:
        topic.way, topic.graded, topic.bounded = way, True, True


def _topic(
    noun: Token,
    way: int,
    whole: Sequence[Token],
    *,
    graded: bool = False,
    bare: bool = False,
    is_text: bool = False,
) -> Topic:
    before = [
        child
        for child in children(noun, "compound", "nmod", "amod")
        if child.i < noun.i
        and child.lower_ not in _MORE | _LESS
        and child.ent_type_ not in _MEASURES
        and child.pos_ != "NUM"
    ]
    words = {noun.lemma_.lower(), *(child.lemma_.lower() for child in before)}
    named = [
        w for child in before for w in (child.subtree if child.dep_ == "compound" else [child])
    ]
    behind = _behind(noun)
    words |= {word.lemma_.lower() for word in behind[1:] if word.pos_ != "PROPN"}
    title = text_of(_ordered([w for w in named if w.ent_type_ not in _MEASURES] + [noun]) + behind)
    made = Topic(
        noun, way, frozenset() if bare else frozenset(words), title, text_of(whole)[:_LONGEST],
        _no(whole), graded, _span(whole, noun), bare=bare, is_text=is_text,
    )  # fmt: skip
    if any(word.ent_type_ in _MEASURES or word.pos_ == "NUM" for word in whole):
        _bounds(made)
    return made


def _behind(noun: Token) -> list[Token]:
    """“on cars” of “tariffs on cars”: the first phrase behind a noun that is no measure."""
    for preposition in children(noun, "prep"):
        if preposition.lower_ not in ("of", "on", "for", "in") or preposition.i < noun.i:
            continue
        inner = children(preposition, "pobj")
        if (
            inner
            and inner[0].lemma_.lower() not in _UNITS
            and inner[0].ent_type_ not in _MEASURES
            and inner[0].pos_ in ("NOUN", "PROPN")
        ):
            return [preposition, *_ordered([*children(inner[0], "compound", "amod"), inner[0]])]
    return []


# --- clauses ------------------------------------------------------------------------------------


def _of_clause(verb: Token, depth: int, denial: bool) -> list[Topic]:
    if children(verb, "expl") or verb.lemma_ in DISCUSSING:
        return []  # “there is little choice”, “refuses to discuss quotas”: no wish about quotas
    lemma = verb.lemma_.lower()
    objects = _objects(verb)
    below = [c for c in children(verb, "xcomp", "ccomp") if c.pos_ in ("VERB", "AUX")]
    if below and (lemma in _EMPTY_VERBS or not objects):
        inner = [topic for clause in below for topic in topics_of(clause, depth + 1)]
        if inner:
            for topic in inner:
                topic.way = -topic.way if _does_away(verb) else topic.way
            return inner
    words = [word for word in clause_words(verb) if denial or word.dep_ != "neg"]
    denied = denial and any(child.dep_ == "neg" for child in verb.children)
    away = lemma in _VERBS_DOWN or _does_away(verb)
    way = (-1 if away else 1) * (-1 if denied else 1)
    found: list[Topic] = []
    for noun in objects:
        for topic in _of_noun(noun, depth + 1):
            topic.way *= way
            topic.graded = topic.graded or lemma in _VERBS_UP | _VERBS_DOWN
            topic.down = topic.down or lemma in _VERBS_DOWN
            topic.goes_to = any(child.lower_ == "to" for child in children(verb, "prep"))
            topic.verb = verb
            if len(objects) == 1:
                whole = words
                if noun.dep_ == "nsubj":
                    whole = _ordered([*without_article(phrase_of(noun)), *words])
                topic.put(whole, verb)
            elif verb.tag_ in ("VB", "VBG", "VBP"):
                topic.phrase = f"{verb.text.lower()} {topic.phrase}"[:_LONGEST]
                topic.denied = f"not {topic.phrase}"
            if len(objects) > 1:
                topic.row, topic.noun = _row(objects), noun
                topic.told_in, topic.told_by = tuple(words), verb
            found.append(topic)
    if found or lemma in _EMPTY_VERBS | _SPEAKING or verb.pos_ != "VERB":
        return found
    if len(words) < 2 or any(c.pos_ == "PRON" for c in children(verb, "dobj")):
        return []  # “to suspend them” names nothing
    own = [w for w in children(verb, "nsubj", "nsubjpass") if w.pos_ in ("NOUN", "PROPN")]
    words = _ordered([*(x for w in own for x in without_article(phrase_of(w))), *words])
    way = -1 if denied else 1
    made = Topic(verb, way, frozenset({lemma}), "", "", "", False, _span(words, verb))
    made.put(words, verb)
    made.title = made.denied if denied else made.phrase
    return [made]


def _row(nouns: Sequence[Token]) -> tuple[Token, ...]:
    """Nouns that “and” joins, in order; none where they are alternatives or one alone."""
    if len(nouns) < 2 or joined(nouns[0]) != list(nouns):
        return ()
    links = {word.lower_ for noun in nouns for word in children(noun, "cc", "preconj")}
    return tuple(nouns) if links and links <= {"and", "both", "&"} else ()


def _does_away(verb: Token) -> bool:
    """Whether a verb takes away what it is about (“scrap”, “give up”)."""
    lemma = verb.lemma_.lower()
    beside = {child.lower_ for child in children(verb, "prt", "advmod", "prep")}
    return lemma in _VERBS_OFF or any((lemma, word) in _PARTICLES_OFF for word in beside)


def _subjects(verb: Token) -> list[Token]:
    """The subject of a clause, that of the clause above where it has none of its own, and of
    “which” what it stands for."""
    found = children(verb, "nsubj")
    if not found and verb.dep_ == "xcomp" and verb.lemma_ == "be":
        found = children(verb.head, "nsubj")
    if found and found[0].lower_ in ("which", "that", "who"):
        above = verb
        while above.dep_ in ("xcomp", "ccomp", "conj") and above.head.i != above.i:
            above = above.head
        return joined(above.head) if above.dep_ == "relcl" else []
    return all_joined(found)


def _objects(verb: Token) -> list[Token]:
    """The nouns that a clause is about."""
    lemma = verb.lemma_.lower()
    subjects = _subjects(verb)
    objects = [
        meant
        for noun in children(verb, "dobj", "nsubjpass", "attr")
        for meant in ((stood_for(noun) if noun.tag_ == "WDT" else []) or joined(noun))
    ]
    if any(noun.tag_ == "WDT" for noun in children(verb, "dobj")):
        return objects  # “which Movia wants to be legal”
    if lemma in ("be", "remain", "stay", "become") and subjects:
        return subjects
    if objects:
        return objects
    if verb.dep_ == "xcomp" and not subjects:
        for preposition in children(verb.head, "prep"):
            if preposition.lower_ == "for" and preposition.i < verb.i:
                return all_joined(children(preposition, "pobj"))  # “asked for pay to rise”
    wanted = verb.dep_ == "ccomp" and verb.head.lemma_ == "want"
    past = verb.tag_ == "VBN" or (verb.tag_ == "VBD" and wanted)
    if past and subjects and not children(verb, "aux", "auxpass"):
        return subjects  # “wants the levy scrapped”
    if lemma in _VERBS_UP | _VERBS_DOWN | _INTRANSITIVE and subjects:
        return subjects
    for preposition in children(verb, "prep"):
        if preposition.lower_ in _INSIDE or preposition.lower_ == "over":
            behind = children(preposition, "pobj")
            if behind:
                return all_joined(behind)
    return []


# --- words --------------------------------------------------------------------------------------


def phrase_of(noun: Token, most: int = _MOST_WORDS) -> list[Token]:
    """The words of a noun phrase without clauses and appositions, in order."""
    found: set[Token] = set()

    def take(word: Token) -> None:
        found.update(
            other for other in word.subtree if other.dep_ != "punct" or other.text in "-%$€£"
        )

    def walk(word: Token, depth: int) -> None:
        found.add(word)
        for child in word.children:
            if child.i < word.i:
                if child.dep_ in (
                    "compound", "amod", "nummod", "poss", "quantmod", "nmod", "det", "advmod",
                    "npadvmod",
                ):  # fmt: skip
                    take(child)
            elif child.dep_ == "prep" and depth < 2 and child.lower_ not in ("by", "as", "if"):
                found.add(child)
                for inner in children(child, "pobj"):
                    walk(inner, depth + 1)
                for clause in children(child, "pcomp"):
                    found.update(list(clause.subtree)[:6])
            elif child.dep_ == "acl" and child.tag_ in ("TO", "VB"):
                found.update(list(child.subtree)[:7])
            elif child.dep_ == "relcl" and _tells_which(word, child):
                found.update(list(child.subtree)[:_RELATIVE])
            elif child.dep_ in ("prt", "case"):
                found.add(child)
            elif child.dep_ in ("npadvmod", "nummod", "advmod", "amod", "quantmod"):
                take(child)

    walk(noun, 0)
    return _ordered(found)[:most]


_RELATIVE = 8
"""Words of a clause that tells which of a kind is meant."""


def _tells_which(noun: Token, clause: Token) -> bool:
    """Whether a relative clause tells which is meant (“an act that stands alone”): right behind
    its noun, with “that”."""
    first = clause.left_edge
    return first.lower_ == "that" and first.i == noun.i + 1 and first.dep_ in ("nsubj", "nsubjpass")


def clause_words(verb: Token) -> list[Token]:
    """The words of a clause without its subject and without clauses beside it, in order."""
    found: list[Token] = [verb]
    for child in verb.children:
        if child.dep_ == "nsubjpass":
            found += without_article(phrase_of(child))
        elif child.dep_ in ("neg", "prt"):
            found.append(child)
        elif child.dep_ in ("dobj", "attr", "oprd"):
            found += [word for noun in joined(child)[:3] for word in phrase_of(noun)]
            found += [w for noun in joined(child)[:2] for w in children(noun, "cc")]
        elif _is_swap(child):
            continue  # what is given for it is no part of it
        elif child.dep_ == "prep" and child.lower_ not in ("after", "before", "because"):
            found.append(child)
            found += [word for noun in children(child, "pobj") for word in phrase_of(noun)]
            found += [word for word in children(child, "pcomp") if word.pos_ == "ADV"]  # “at once”
        elif child.lower_ in ("sooner", "rather", "only"):
            continue
        elif child.dep_ in ("agent", "dative", "acomp", "xcomp", "auxpass", "advmod"):
            found += list(child.subtree)[:8]
    kept = [w for w in _ordered(found) if not (w.tag_ == "WDT" and w.head == verb)]
    return kept[:_MOST_WORDS]


def _is_swap(word: Token) -> bool:
    """Whether words are “in return for …”, “in exchange for …” or “as long as …”."""
    swap = word.lower_ == "in" and any(
        child.lower_ in ("return", "exchange") for child in children(word, "pobj")
    )
    return swap or (word.lower_ == "long" and bool(children(word, "advcl")))


def without_article(words: list[Token]) -> list[Token]:
    """A phrase without the articles and pronouns in front of it."""
    start = 0
    while start < len(words) and (
        words[start].tag_ in ("DT", "PRP$", "WDT", "PDT", "POS") or words[start].dep_ == "punct"
    ):
        if words[start].lower_ == "no" and words[start].dep_ == "quantmod":
            break  # “no more than 12”
        start += 1
    return words[start:]


def _no(words: Sequence[Token]) -> str:
    """A noun phrase denied: “no talks”, “no European court”."""
    phrase = text_of(words)
    if phrase.startswith("no "):
        return phrase[3:]
    named = bool(words) and (words[0].pos_ == "PROPN" or words[0].ent_type_ in _NAMES)
    small = phrase if named or phrase[1:2].isupper() else phrase[:1].lower() + phrase[1:]
    return f"no {small}"


def _both_ways(words: Sequence[Token], verb: Token) -> tuple[str, str]:
    """A clause as it is told, and the other way round: “levy scrapped” and “levy not scrapped”.

    What is demanded stands bare in a report (“that the levy be scrapped”, “that it not join in”),
    which a level does not: these are “levy scrapped” and “not to join in”.
    """
    helping = [child for child in children(verb, "aux", "auxpass") if child in words]
    bare = [child for child in helping if child.lower_ == "be"]
    kept = [word for word in words if word.dep_ != "neg" and word not in bare]
    first = min([verb.i, *(word.i for word in helping if word not in bare)])
    gone = _kept(words, kept, verb)
    before = text_of([word for word in kept if word.i < first])
    after = [word for word in kept if word.i >= first]
    finite = after[0].tag_ in ("VBZ", "VBD", "VBP", "MD") and (
        after[0].pos_ == "AUX" or after[0].lemma_ == "be"
    )
    cut = 1 if finite else 0
    led = any(word in words for word in children(verb, "nsubj"))
    to = "to " if led and not bare and verb.tag_ in ("VB", "VBP") and not finite else ""
    lines = (
        f"{before} {to}{text_of(after)}",
        f"{before} {text_of(after[:cut])} not {to}{text_of(after[cut:])}",
    )
    told, denied = (" ".join(line.split()) for line in lines)
    denied = gone or denied
    return (denied, told) if any(word.dep_ == "neg" for word in words) else (told, denied)


_GOING = word_set(
    "remove abolish eliminate scrap abandon cancel repeal dismantle drop strike forgo end lift"
)
"""Verbs without which what they are about is kept."""


def _kept(words: Sequence[Token], kept: Sequence[Token], verb: Token) -> str:
    """What is left where nothing is done away with: “keep the levy”, “levy kept”; an empty text
    where the clause tells more (“lifted at once”)."""
    gives_up = verb.lemma_ == "give" and any(c.lower_ == "up" for c in children(verb, "prt"))
    if verb.lemma_ not in _GOING and not gives_up:
        return ""
    beside = [c for c in verb.children if c in words and c.dep_ not in ("dobj", "prt", "neg")]
    objects = [w for w in kept if any(w in d.subtree for d in children(verb, "dobj"))]
    others = [c for c in beside if c.dep_ in ("advmod", "npadvmod", "advcl", "dative", "xcomp")]
    if others or any(c.lower_ not in ("from", "of") for c in beside if c.dep_ == "prep"):
        return ""
    if objects:
        return f"keep {text_of(objects)}"
    about = [w for w in kept if w.i < verb.i and w.dep_ not in ("aux", "auxpass")]
    return f"{text_of(about)} kept" if about else ""


def text_of(words: Sequence[Token]) -> str:
    """Words as one line of text.

    >>> from zopa.statements.grammar import parsed
    >>> text_of(list(parsed("a 40% rise").doc))
    'a 40% rise'
    """
    pieces: list[str] = []
    for index, word in enumerate(words):
        pieces.append(word.text)
        following = words[index + 1] if index + 1 < len(words) else None
        if following is not None:
            pieces.append(word.whitespace_ if following.i == word.i + 1 else " ")
    line = " ".join("".join(pieces).split())
    return re.sub(r"\s+([,.;])", r"\1", line).strip(" ,;:“”\"'‘’")


def _ordered(words: Iterable[Token]) -> list[Token]:
    return sorted(set(words), key=lambda word: word.i)


def _span(words: Sequence[Token], head: Token) -> Span:
    known = words or [head]
    return Span(known[0].idx, known[-1].idx + len(known[-1]))
