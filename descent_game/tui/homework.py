"""The game on the screen for an assignment: its levels, all open, on the student's own maps."""

from dataclasses import replace
from typing import ClassVar

from descent_game.game.attempts import Attempt
from descent_game.homework.assignment import Assignment
from descent_game.homework.student import is_attempt, next_attempt
from descent_game.level.schema import Level
from descent_game.progress.record import Record
from descent_game.tui.app import DescentApp
from descent_game.tui.screens.base import GameScreen
from descent_game.tui.screens.homework import HomeworkScreen
from descent_game.tui.settings import Settings


class HomeworkApp(DescentApp):
    """Plays an assignment; begins with one of its levels where one is asked for."""

    CSS_PATH: ClassVar = "descent.tcss"

    def __init__(
        self,
        assignment: Assignment,
        student: str,
        level: Level | None = None,
        settings: Settings | None = None,
        record: Record | None = None,
    ) -> None:
        super().__init__(level, settings=settings, record=record)
        self.assignment = assignment
        self.student = student
        self.set_reactive(HomeworkApp.settings, replace(self.settings, all_open=True))

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels of the assignment: an assignment opens them whatever else is locked."""
        return self.assignment.levels

    def levels_screen(self, current: str | None = None, *, first: bool = False) -> GameScreen:
        """Return the homework as it stands."""
        del first
        return HomeworkScreen(self.assignment, self.student, self.record, current)

    def goes_on_with(self, left: Attempt) -> bool:
        """Go on with a game of this homework only."""
        return is_attempt(self.assignment, self.student, left.level, left.seed)

    def next_attempt(self, level: Level) -> Attempt:
        """Return the student's next map."""
        return next_attempt(self.assignment, self.student, level, self.record.seen(level))
