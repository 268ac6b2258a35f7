"""The errand of somebody who writes a level: its file is watched, and it is played for practice."""

from pathlib import Path

from descent_game.game.attempts import Attempt
from descent_game.level.schema import Level
from descent_game.progress.record import Record
from descent_game.tui.screens.base import GameScreen
from descent_game.tui.screens.workshop import WorkshopScreen


class Workshop:
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
        return WorkshopScreen(self.path)

    def next_attempt(self, level: Level, record: Record) -> Attempt:
        """Return the published map, for practice: who writes a level knows it."""
        del record
        return Attempt(level, None, practice=True)

    def goes_on_with(self, left: Attempt) -> bool:
        """Begin anew: the level has changed since."""
        del left
        return False
