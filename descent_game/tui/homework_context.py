"""A homework on the screen."""

from collections.abc import Callable

from descent_game.homework import student
from descent_game.player.record import Record
from descent_game.tui.screens.base import GameScreen
from descent_game.tui.screens.homework import HomeworkScreen


class Homework(student.Homework):
    """An assignment as one student plays it, with a screen that tells how it stands."""

    def screen(self, record: Record, current: str | None) -> GameScreen:
        """Return the homework as it stands."""
        return HomeworkScreen(self.assignment, self.student, record, current)

    def asks_before_leaving(self, leave: Callable[[], None]) -> bool:
        """Hold nobody back: games are kept after every move."""
        del leave
        return False

    def rescue(self) -> None:
        """Return None: games are kept after every move."""
