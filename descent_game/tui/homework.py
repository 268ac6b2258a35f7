"""The game on the screen for an assignment: its levels, all open, on the student's own maps."""

from descent_game.game.attempts import Attempt
from descent_game.homework.assignment import Assignment
from descent_game.homework.student import is_attempt, next_attempt, purpose
from descent_game.level.schema import Level
from descent_game.progress.record import Record
from descent_game.tui.screens.base import GameScreen
from descent_game.tui.screens.homework import HomeworkScreen


class Homework:
    """An assignment as one student plays it."""

    def __init__(self, assignment: Assignment, student: str) -> None:
        self.assignment = assignment
        self.student = student

    @property
    def purpose(self) -> str:
        """What the record calls its games."""
        return purpose(self.assignment, self.student)

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels of the assignment."""
        return self.assignment.levels

    def screen(self, record: Record, current: str | None) -> GameScreen:
        """Return the homework as it stands."""
        return HomeworkScreen(self.assignment, self.student, record, current)

    def next_attempt(self, level: Level, record: Record) -> Attempt:
        """Return the student's next map."""
        finished = len(record.finished(level, self.purpose))
        return next_attempt(self.assignment, self.student, level, record.seen(level), finished)

    def goes_on_with(self, left: Attempt) -> bool:
        """Go on with a game of this homework only."""
        return is_attempt(self.assignment, self.student, left.level, left.seed)
