"""What games are played for, where it is not the course: which levels and maps, and who is told."""

from collections.abc import Callable
from typing import Protocol

from descent_game.game.attempts import Attempt
from descent_game.level.schema import Level
from descent_game.progress.record import Record
from descent_game.tui.screens.base import GameScreen


class Errand(Protocol):
    """A homework, for instance. ``purpose`` is what the record calls its games."""

    @property
    def purpose(self) -> str:
        """Return what the record calls its games."""

    @property
    def levels(self) -> tuple[Level, ...]:
        """Return its levels; all of them are open, whatever the course has locked."""

    def screen(self, record: Record, current: str | None) -> GameScreen:
        """Return how it stands, with its levels to choose from."""

    def next_attempt(self, level: Level, record: Record) -> Attempt:
        """Return which map of a level comes next."""

    def goes_on_with(self, left: Attempt) -> bool:
        """Tell whether a game that was left is one of its own."""


TakeUp = Callable[[Errand | None], None]
"""Takes up an errand; None is the course."""
