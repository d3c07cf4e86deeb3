"""Asking a language model for the statements in a document, and keeping only what stands there.

The document is shown window by window. What the model answers goes through `answer` (its form),
`places` (where its quotes stand) and `values` (speaker and figures) before it becomes a statement.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from zopa.foundation.diagnostics import Code, Finding, Place, Severity, printable
from zopa.foundation.text import Span
from zopa.sources.document import Document, Use
from zopa.statements.language_model.answer import RawAttribution, read_answer
from zopa.statements.language_model.codes import (
    MODEL_ANSWER,
    MODEL_PLACE,
    MODEL_QUOTE,
    MODEL_UNAVAILABLE,
    MODEL_VALUE,
)
from zopa.statements.language_model.endpoint import Endpoint, EndpointError, EndpointTrouble
from zopa.statements.language_model.places import Missing, Placed, Quotes, Several, place
from zopa.statements.language_model.question import messages, schema, windows
from zopa.statements.language_model.values import UNKNOWN_CONFIDENCE, figures_of, speaker_of
from zopa.statements.manner import manner_of, quotations
from zopa.statements.statement import Act, Statement, TellingMode, passages

MOST_FINDINGS = 20
"""How many findings of one code about one document are listed. One more says how many others
there were."""
MOST_BROKEN = 3
"""After this many useless answers in a row, the model is not asked again about this document."""
_QUOTED = '"“”«»„‟'


def ask_for_statements(
    document: Document, endpoint: Endpoint, parties: Sequence[str] = ()
) -> tuple[tuple[Statement, ...], tuple[Finding, ...]]:
    """The statements that the model at `endpoint` finds in `document`, and what went wrong.

    `parties` holds the ids that the model may give as the party spoken for; if there are none, it
    gives none. Every quote and every name stands verbatim in the document's `reading`, with white
    space folded. Acts and kinds of speakers are those of `zopa.statements.statement`, and figures
    are what their words say. If a quote does not stand in the reading, its statement is dropped
    with a note. Whatever the model or the server does wrong becomes a finding; nothing is raised.
    The confidence of every statement is 0.5, since none is measured.
    """
    conversation = _Conversation(document, endpoint, tuple(dict.fromkeys(parties)))
    conversation.ask()
    return conversation.statements(), conversation.findings()


class _Conversation:
    """Everything that the model is asked about one document, and what was kept of its answers."""

    def __init__(self, document: Document, endpoint: Endpoint, parties: tuple[str, ...]) -> None:
        self._document, self._endpoint, self._parties = document, endpoint, parties
        self._breaks = [sentence.start for sentence in document.sentences]
        self._quoted = quotations(document.reading)
        self._furniture = [b.span for b in document.blocks if b.use is Use.FURNITURE]
        self._kept: dict[Placed, Statement] = {}
        self._findings: list[Finding] = []
        self._reported: Counter[str] = Counter()

    def ask(self) -> None:
        """Ask about one window after another, until the end or until it is of no use."""
        broken = 0
        for window in windows(self._document):
            part = self._document.reading[window.start : window.stop]
            try:
                answer = self._endpoint.complete(
                    messages(part, self._parties), schema(self._parties)
                )
            except EndpointError as problem:
                if problem.trouble not in (EndpointTrouble.BROKEN, EndpointTrouble.TOO_LARGE):
                    self._report(MODEL_UNAVAILABLE, window, str(problem))
                    return
                self._report(MODEL_ANSWER, window, str(problem))
                useful = False
            else:
                if not answer.whole:
                    self._report(MODEL_ANSWER, window, "the answer breaks off before its end")
                useful = self._take(answer.text, window)
            broken = 0 if useful else broken + 1
            if broken == MOST_BROKEN:
                self._report(MODEL_ANSWER, window, "no use of the model; it is asked no more")
                return

    def statements(self) -> tuple[Statement, ...]:
        """The statements, in the order of their first words."""
        ordered = sorted(self._kept.items(), key=lambda pair: min(pair[0].content + pair[0].cue))
        return tuple(statement for _, statement in ordered)

    def findings(self) -> tuple[Finding, ...]:
        """The findings; where there were too many of one code, the last says how many more."""
        more = [
            self._finding(
                code, Span(0, 0), f"{self._reported[code.name] - MOST_FINDINGS} more like this"
            )
            for code in (MODEL_ANSWER, MODEL_PLACE, MODEL_QUOTE, MODEL_VALUE)
            if self._reported[code.name] > MOST_FINDINGS
        ]
        return (*self._findings, *more)

    def _take(self, text: str, window: Span) -> bool:
        """Keep what an answer proposes and can be verified.

        Returns whether the answer had the form that was asked for.
        """
        parsed = read_answer(text)
        for problem in parsed.problems:
            self._report(MODEL_ANSWER, window, problem)
        for raw in parsed.attributions:
            self._verify(raw, window)
        return bool(parsed.attributions) or not parsed.problems

    def _verify(self, raw: RawAttribution, window: Span) -> None:
        quotes = Quotes(raw.source, raw.cue, raw.content)
        match place(quotes, self._document.reading, window, self._breaks):
            case Missing(quote):
                self._report(MODEL_QUOTE, window, f"`{_short(quote)}` does not stand in the report")
            case Several(quote):
                message = f"`{_short(quote)}` stands in several places, none nearer than the others"
                self._report(MODEL_PLACE, window, message)
            case Placed() as placed:
                self._keep(raw, placed)

    def _keep(self, raw: RawAttribution, placed: Placed) -> None:
        at = placed.content[0]
        if raw.told not in set(TellingMode) or raw.act not in set(Act):
            wrong = raw.act if raw.told in set(TellingMode) else raw.told
            self._report(MODEL_VALUE, at, f"`{_short(wrong)}` is not what a statement can be")
            return
        if placed in self._kept:
            return
        if any(block.start <= at.start < block.stop for block in self._furniture):
            self._report(MODEL_QUOTE, at, "the quote stands beside the report, not in it")
            return
        reading = self._document.reading
        speaker, unknown = speaker_of(raw, reading, placed.source, self._parties)
        figures, unsupported = figures_of(raw, reading, placed.content)
        for message in (*unknown, *unsupported):
            self._report(MODEL_VALUE, at, _short(message, 160))
        self._kept[placed] = Statement(
            id=f"{self._document.id}-{min(placed.content + placed.cue).start}-{at.start}-model",
            document=self._document.id,
            told=TellingMode(raw.told),
            source=passages(reading, placed.source),
            cue=passages(reading, placed.cue),
            content=passages(reading, placed.content),
            manner=manner_of(reading, placed.content, self._quoted),
            speaker=speaker,
            act=Act(raw.act),
            negated=raw.negated,
            conditional=raw.conditional,
            figures=figures,
            confidence=UNKNOWN_CONFIDENCE,
        )

    def _report(self, code: Code, span: Span, message: str) -> None:
        self._reported[code.name] += 1
        if self._reported[code.name] <= MOST_FINDINGS:
            self._findings.append(self._finding(code, span, message))

    def _finding(self, code: Code, span: Span, message: str) -> Finding:
        start = self._document.on_disk(Span(span.start, span.start + 1)).start
        before = self._document.text[:start]
        line = before.count("\n") + 1
        column = start - (before.rfind("\n") + 1) + 1
        help_ = ("reading without a model works as before",)
        return Finding(
            code,
            Place(self._document.file, line, column),
            message,
            help=help_ if code.severity is Severity.WARNING else (),
        )


def _short(text: str, length: int = 80) -> str:
    text = printable(" ".join(text.split()))
    return text if len(text) <= length else text[: length - 1] + "…"
