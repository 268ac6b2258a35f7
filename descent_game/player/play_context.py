"""What games are played for, where it is not the course: which levels and maps, and what counts."""

from typing import Protocol

from descent_game.game.attempts import Attempt
from descent_game.level.schema import Level
from descent_game.player.record import Record


class PlayContext(Protocol):
    """A homework, for instance."""

    @property
    def purpose(self) -> str:
        """Return what the record calls its games."""

    @property
    def levels(self) -> tuple[Level, ...]:
        """Return its levels; all of them are open, whatever the course has locked."""

    def next_attempt(self, level: Level, record: Record) -> Attempt:
        """Return which map of a level comes next."""

    def resumes(self, left: Attempt) -> bool:
        """Tell whether a game that was left is one of its own."""
