"""An errand that has a screen of its own."""

from collections.abc import Callable
from typing import Protocol

from descent_game.player.play_context import PlayContext
from descent_game.player.record import Record
from descent_game.tui.screens.base import GameScreen


class ScreenContext(PlayContext, Protocol):
    """An errand as the app knows it."""

    def screen(self, record: Record, current: str | None) -> GameScreen:
        """Return how it stands, with its levels to choose from."""

    def asks_before_leaving(self, leave: Callable[[], None]) -> bool:
        """Tell whether anything would be lost now; then it asks, and calls ``leave`` itself."""

    def rescue(self) -> str | None:
        """Put what is not saved into a file of its own; return where it is, in words."""


SwitchContext = Callable[[ScreenContext | None], None]
"""Takes up an errand; None is the course."""
