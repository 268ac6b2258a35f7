"""What every screen of the game shares."""

from collections.abc import Callable
from typing import Protocol

from textual.screen import Screen

from descent_game.level.schema import Level
from descent_game.player.record import Record
from descent_game.player.session import PlayContext
from descent_game.tui.host import HostApp


class Fitted:
    """A screen that has the layout of its width from its first picture on.

    Textual tells a screen its width after that, and the picture would jump.
    """

    def on_compose(self) -> None:
        """Take the class of the width before the widgets take their styles."""
        assert isinstance(self, Screen)
        width = self.app.size.width
        fitting = [name for least, name in HostApp.HORIZONTAL_BREAKPOINTS if width >= least]
        self.add_class(fitting[-1])


class GameScreen(Fitted, Screen[None]):
    """A whole screen of the game."""

    level: Level | None = None
    """The level that the screen is about."""
    demonstrates = False
    """Whether this is a demonstration, which nobody plays."""

    @property
    def pointed_at(self) -> Level | None:
        """The level that is shown or chosen."""
        return self.level

    @property
    def under_way(self) -> bool:
        """Whether a game would be lost if the screen went away."""
        return False


class ScreenContext(PlayContext, Protocol):
    """A context of play with a screen of its own."""

    def screen(self, record: Record, current: str | None) -> GameScreen:
        """Return the screen where its levels are chosen; ``current`` is the level's address."""

    def confirm_leave(self, leave: Callable[[], None]) -> bool:
        """Return False where nothing is unsaved; else ask first, call ``leave``, return True."""

    def rescue(self) -> str | None:
        """Write what is unsaved to a file of its own; return where it is, as a sentence."""
