"""What the screens of the game share."""

from collections.abc import Callable
from typing import Protocol

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Footer

from descent_game.level.schema import Level
from descent_game.player.record import Record
from descent_game.player.session import PlayContext
from descent_game.tui.host import HostApp
from descent_game.tui.messages import BackRequested
from descent_game.tui.widgets.line_view import LineView
from descent_game.view.line import Line


class FittedScreen:
    """The base of game screens and dialogs."""

    def on_compose(self) -> None:
        # Textual sets the class of the width after the first frame, whose layout would then jump.
        assert isinstance(self, Screen)
        width = self.app.size.width
        fitting = [name for least, name in HostApp.HORIZONTAL_BREAKPOINTS if width >= least]
        self.add_class(fitting[-1])

    def action_scroll(self, rows: int) -> None:
        assert isinstance(self, Screen)
        self.query_one(VerticalScroll).scroll_relative(y=rows, animate=False)


class GameScreen(FittedScreen, Screen[None]):
    """A whole screen of the game: a status line, a body, and the footer with the keys."""

    level: Level | None = None
    """The level that the screen is about."""
    demonstrates = False
    """Whether this is a demonstration, whose game is not kept."""

    @property
    def selected_level(self) -> Level | None:
        """The level that is shown or selected."""
        return self.level

    @property
    def under_way(self) -> bool:
        """Whether a game has begun and not ended."""
        return False

    def compose(self) -> ComposeResult:
        yield LineView(lambda width, height: [self.status(width)], id="status")
        yield from self.body()
        yield Footer()

    def status(self, width: int) -> Line:
        """Return the line at the top."""
        raise NotImplementedError

    def body(self) -> ComposeResult:
        """Yield the widgets between the status line and the footer."""
        raise NotImplementedError

    def rewrite_status(self) -> None:
        """Write the line at the top again."""
        self.query_one("#status", LineView).rewrite()

    def rewrite(self) -> None:
        """Write all lines of text again."""
        for view in self.query(LineView):
            view.rewrite()

    def action_back(self) -> None:
        self.post_message(BackRequested())


class ScreenContext(PlayContext, Protocol):
    """A context of play with a screen of its own."""

    def screen(self, record: Record, current: str | None) -> GameScreen:
        """Return the screen where its levels are chosen; ``current`` is the level's address."""

    def confirm_leave(self, leave: Callable[[], None]) -> bool:
        """Return False if nothing is unsaved; else ask first, call ``leave``, return True."""
        return False

    def rescue(self) -> str | None:
        """Write what is unsaved to a file of its own; return where it is, as a sentence."""
        return None
