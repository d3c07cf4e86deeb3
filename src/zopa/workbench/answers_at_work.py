"""The answers of each case, worked out in the background whenever its ledger has changed.

Few draws come first, so that answers follow an edit at once, then all. What is there is always of
one version of the ledger and says of which; while a newer one is worked on, it is stale.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, Thread

from zopa.desk.dated_entries import AnswersOverTime, answers_over_time
from zopa.desk.editing import ledger_as_it_stands
from zopa.desk.errors import DeskError
from zopa.desk.ledger_draws import ALL, FEW, DrawnLedger, drawn_ledger
from zopa.desk.live_answers import Answers, answers

STEPS = (FEW, ALL)
"""The numbers of draws with which answers are worked out, one after the other."""


def more_to_come(draws: int) -> bool:
    """Whether what is told from so many draws will soon be told from more."""
    return draws < STEPS[-1]


@dataclass(frozen=True, eq=False)
class AnswersSoFar:
    """What has been worked out of a case, and what is going on."""

    version: str
    """The version of the ledger as it stands."""
    answered: Answers | None
    """The newest answers; they may be of an older version."""
    over_time: AnswersOverTime | None
    """The answers by day, of the same version as `answered`; None where not worked out yet."""
    doing: str
    """What is being done, in words; empty where all is done."""
    trouble: DeskError | None
    """Why there are no answers of the ledger as it stands."""

    @property
    def stale(self) -> bool:
        """Whether the answers are of an older version of the ledger."""
        return self.answered is not None and self.answered.version != self.version

    @property
    def stamp(self) -> str:
        """Another one whenever there is something else to show."""
        made = self.answered
        told = f"{made.version}-{made.draws}-{self.over_time is not None}" if made else ""
        return f"{self.version}-{told}-{self.trouble is not None}"


class _OvertakenError(Exception):
    """The ledger has changed while answers were worked out."""


@dataclass
class CaseAtWork:
    """The answers of one case."""

    folder: Path
    _lock: Lock = field(default_factory=Lock)
    _wanted: str = ""
    _drawn: DrawnLedger | None = None
    _answered: Answers | None = None
    _over_time: AnswersOverTime | None = None
    _doing: str = ""
    _trouble: DeskError | None = None
    _working: bool = False

    def so_far(self) -> AnswersSoFar:
        """What there is, at once; work begins where the ledger has changed.

        Raises `DeskError` where there is no ledger.
        """
        version = ledger_as_it_stands(self.folder)[0]
        with self._lock:
            changed = version != self._wanted
            if changed:
                self._wanted, self._trouble, self._doing = version, None, "opening the ledger"
            begins = changed and not self._working
            self._working = self._working or begins
        if begins:
            Thread(target=self._work, daemon=True).start()
        with self._lock:
            return AnswersSoFar(
                version, self._answered, self._over_time, self._doing, self._trouble
            )

    def drawn(self) -> DrawnLedger:
        """The ledger as it stands with draws: those that there are, else few new ones."""
        version = self.so_far().version
        with self._lock:
            drawn = self._drawn
        if drawn is not None and drawn.version == version:
            return drawn
        return drawn_ledger(self.folder, FEW)

    def _work(self) -> None:
        while True:
            with self._lock:
                version = self._wanted
            try:
                self._answer(version)
            except _OvertakenError:
                continue
            except DeskError as error:
                with self._lock:
                    self._trouble = error
            with self._lock:
                if version == self._wanted:
                    self._doing, self._working = "", False
                    return

    def _answer(self, version: str) -> None:
        """Work the answers out for a version, with few draws, then with all, then day by day."""
        for count in STEPS:

            def tell(doing: str, count: int = count) -> None:
                self._tell(version, f"{count:,} draws: {doing}" if doing else "")

            drawn = drawn_ledger(self.folder, count, progress=tell)
            with self._lock:
                self._drawn = drawn  # the board and what-if need no more
            made = answers(drawn, progress=tell)
            with self._lock:
                self._answered, self._over_time = made, None
        days = answers_over_time(drawn, progress=lambda doing: self._tell(version, doing))
        with self._lock:
            self._over_time = days

    def _tell(self, version: str, doing: str) -> None:
        with self._lock:
            if version != self._wanted:
                raise _OvertakenError
            self._doing = doing or self._doing


@dataclass
class AnswersAtWork:
    """The answers of all cases, each worked out once it is looked at."""

    _cases: dict[Path, CaseAtWork] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def of(self, folder: Path) -> CaseAtWork:
        """Those of the case in a folder."""
        with self._lock:
            return self._cases.setdefault(folder, CaseAtWork(folder))
