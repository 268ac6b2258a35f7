"""The results of grading, which every export reads."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from descent_game.homework.report.facts import Facts
from descent_game.homework.similarity import Fingerprint


class Status(StrEnum):
    """The outcome of grading for one student or file."""

    GRADED = "graded"
    REFUSED = "refused"
    MISSING = "missing"


class GradedLevel(NamedTuple):
    """A level of an assignment for one student.

    Attributes:
        number: The attempt that counts, None where none does; the figures below are of that one.
        attempts: How many attempts could be graded.
        hints: Hints taken, as the student's machine reported.
        minutes: Minutes of play by the student's clock, None where they are not plausible.
        reasons: Why attempts were refused.
    """

    level: str
    title: str
    points: float
    max_points: float
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
    """A submission after grading.

    Attributes:
        points: The points after the deduction for lateness.
        late: How late it was uploaded, None where the platform gave no time.
        lost: The share of the points that lateness costs.
        made: When the submission was made, by the student's clock.
        facts: Figures of the attempts that count, for the class report.
        fingerprints: Hashes of the attempts that count, to compare games of a class.
    """

    source: str
    student: str
    status: Status
    points: float
    max_points: float
    levels: tuple[GradedLevel, ...] = ()
    reason: str = ""
    notes: tuple[str, ...] = ()
    uploaded: datetime | None = None
    late: timedelta | None = None
    lost: float = 0.0
    made: str = ""
    facts: tuple[Facts, ...] = ()
    fingerprints: tuple[Fingerprint, ...] = ()

    @property
    def earned(self) -> float:
        """The points before lateness."""
        return sum(level.points for level in self.levels)
