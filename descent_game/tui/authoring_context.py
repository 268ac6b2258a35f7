"""The errands of somebody who writes a level: it is watched or edited, and played for practice."""

from collections.abc import Callable
from pathlib import Path

from descent_game.game.attempts import Attempt
from descent_game.level.schema import Level
from descent_game.player.record import Record
from descent_game.player.text_file import TextFile
from descent_game.tui.screens.base import GameScreen
from descent_game.tui.screens.edit import EditScreen
from descent_game.tui.screens.level_watch import LevelWatchScreen


class WatchContext:
    """A level file that is being written."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def purpose(self) -> str:
        """What the record calls its games."""
        return "workshop"

    @property
    def levels(self) -> tuple[Level, ...]:
        """No levels to go on to: after a game comes the workshop."""
        return ()

    def screen(self, record: Record, current: str | None) -> GameScreen:
        """Return the file as it stands."""
        del record, current
        return LevelWatchScreen(self.path)

    def next_attempt(self, level: Level, record: Record) -> Attempt:
        """Return the published map, for practice: who writes a level knows it."""
        del record
        return Attempt(level, None, practice=True)

    def resumes(self, left: Attempt) -> bool:
        """Begin anew: the level has changed since."""
        del left
        return False

    def asks_before_leaving(self, leave: Callable[[], None]) -> bool:
        """Hold nobody back: the file is written by an editor."""
        del leave
        return False

    def rescue(self) -> str | None:
        """Return None: the file is written by an editor."""
        return None


class EditContext(WatchContext):
    """A level file in the editor, which stays as it is while the level is played."""

    def __init__(self, file: TextFile, path: Path) -> None:
        super().__init__(path)
        self._screen = EditScreen(file, path)

    def screen(self, record: Record, current: str | None) -> GameScreen:
        """Return the editor."""
        del record, current
        return self._screen

    def asks_before_leaving(self, leave: Callable[[], None]) -> bool:
        """Ask before anything unsaved is lost."""
        keeping = self._screen.keeping
        if self._screen.is_mounted and keeping.unsaved:
            keeping.ask_to_leave(leave)
            return True
        return False

    def rescue(self) -> str | None:
        """Put the text beside the file where it is not saved; return the place, in words."""
        return self._screen.keeping.rescue() if self._screen.is_mounted else None
