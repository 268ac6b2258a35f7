"""What grading finds out: the one result that every export reads."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from descent_game.homework.report.facts import Facts
from descent_game.homework.similarity import Fingerprint


class Status(StrEnum):
    """What became of a submission."""

    GRADED = "graded"
    REFUSED = "refused"
    MISSING = "missing"


class GradedLevel(NamedTuple):
    """A level of an assignment for one student.

    ``number`` is the attempt that counts, None where none does; ``attempts`` is how many were good.
    Stars, turns and right answers are those of the attempt that counts; ``hints`` and
    ``minutes`` of play are what the student's machine said, None where that makes no sense.
    ``reasons`` say why attempts were refused.
    """

    level: str
    title: str
    points: float
    most: float
    number: int | None = None
    attempts: int = 0
    stars: int = 0
    turns: int = 0
    reached: bool = False
    loss: float = 0.0
    bot_turns: int | None = None
    right: int = 0
    questions: int = 0
    hints: int = 0
    reasons: tuple[str, ...] = ()
    minutes: float | None = None


class Graded(NamedTuple):
    """A submission after grading. ``points`` are after ``lost``, the share that lateness costs.

    ``late`` is None where the platform gave no time of upload; ``made`` is what the student's
    machine said. ``facts`` and ``prints`` are of the attempts that count.
    """

    source: str
    student: str
    status: Status
    points: float
    most: float
    levels: tuple[GradedLevel, ...] = ()
    reason: str = ""
    notes: tuple[str, ...] = ()
    uploaded: datetime | None = None
    late: timedelta | None = None
    lost: float = 0.0
    made: str = ""
    facts: tuple[Facts, ...] = ()
    prints: tuple[Fingerprint, ...] = ()

    @property
    def earned(self) -> float:
        """The points before lateness."""
        return sum(level.points for level in self.levels)
