"""What is played instead of the course: a homework, the short course, or a level being written."""

from collections.abc import Callable
from pathlib import Path

from descent_game.game.attempts import Attempt
from descent_game.homework import student
from descent_game.level.schema import Level
from descent_game.player.record import Record
from descent_game.player.short_course import ShortCourse
from descent_game.player.text_file import TextFile
from descent_game.tui.screens.base import GameScreen, ScreenContext


class HomeworkContext(student.Homework, ScreenContext):
    """An assignment that a student plays."""

    def screen(self, record: Record, current: str | None) -> GameScreen:
        """Return the screen that lists the levels and the points so far."""
        from descent_game.tui.screens.homework import HomeworkScreen  # noqa: PLC0415

        return HomeworkScreen(self.assignment, self.student, record, current)


class ShortCourseContext(ShortCourse, ScreenContext):
    """The short course."""

    def screen(self, record: Record, current: str | None) -> GameScreen:
        """Return the screen with its question and its levels."""
        from descent_game.tui.screens.short_course import ShortCourseScreen  # noqa: PLC0415

        return ShortCourseScreen(self.levels, record, current)


class WatchContext(ScreenContext):
    """A level file that another program writes; the level is played for practice."""

    purpose = "workshop"
    levels: tuple[Level, ...] = ()

    def __init__(self, path: Path) -> None:
        self.path = path

    def screen(self, record: Record, current: str | None) -> GameScreen:
        """Return the screen that shows the file as it is now."""
        from descent_game.tui.screens.level_watch import LevelWatchScreen  # noqa: PLC0415

        return LevelWatchScreen(self.path)

    def next_attempt(self, level: Level, record: Record) -> Attempt:
        """Return the published map, for practice: the author knows it."""
        return Attempt(level, None, practice=True)

    def includes(self, attempt: Attempt) -> bool:
        """Return False: the level has changed since the game was left."""
        return False


class EditContext(WatchContext):
    """A level file in the editor, whose screen is kept while the level is played."""

    def __init__(self, file: TextFile, path: Path) -> None:
        from descent_game.tui.screens.edit import EditScreen  # noqa: PLC0415

        super().__init__(path)
        self._screen = EditScreen(file, path)

    def screen(self, record: Record, current: str | None) -> GameScreen:
        """Return the editor."""
        return self._screen

    def confirm_leave(self, leave: Callable[[], None]) -> bool:
        """Ask before an unsaved text is lost."""
        document = self._screen.document
        if self._screen.is_mounted and document.unsaved:
            document.ask_to_leave(leave)
            return True
        return False

    def rescue(self) -> str | None:
        """Write an unsaved text to a file beside the level; return where it is, as a sentence."""
        return self._screen.document.rescue() if self._screen.is_mounted else None
