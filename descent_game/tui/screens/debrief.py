"""The debrief: the whole map without fog, both ways, stars with their reasons, every turn."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Footer

from descent_game.game.attempts import Attempt
from descent_game.game.game import Game
from descent_game.tui.debrief_lines import debrief_lines
from descent_game.tui.lines import Line
from descent_game.tui.messages import AttemptChosen, LevelChosen, LevelsWanted, NextLevel
from descent_game.tui.scene import debrief_scene
from descent_game.tui.screens.base import GameScreen
from descent_game.tui.status import status_line
from descent_game.tui.widgets.line_view import LineView
from descent_game.tui.widgets.map_view import MapView
from descent_game.tui.widgets.page import Page


class DebriefScreen(GameScreen):
    """Shows how a game went."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,n", "next", "Next level", id="debrief.next", key_display="⏎"),
        Binding("r", "retry", "Retry", id="debrief.retry"),
        Binding("s", "again", "Same map", id="debrief.again"),
        Binding("w", "why", "Why", id="debrief.why"),
        Binding("up", "select(-1)", "Turn", id="debrief.up", show=False),
        Binding("down", "select(1)", "Turn", id="debrief.down", show=False),
        Binding("escape", "back", "Levels", id="debrief.back"),
    ]

    def __init__(self, attempt: Attempt, game: Game, guess: int | None = None) -> None:
        super().__init__()
        self.attempt = attempt
        self.game = game
        self.guess = guess
        self.turn: int | None = None

    def compose(self) -> ComposeResult:
        """Lay out the map and the account beside it."""
        yield LineView(self._status, id="status")
        with Horizontal(id="stage"):
            yield MapView(id="map")
            with VerticalScroll(id="side"):
                yield Page(self._account, id="account")
        yield Footer()

    def on_mount(self) -> None:
        """Lift the fog."""
        self._show()

    def action_select(self, by: int) -> None:
        """Show the map as it was after another turn."""
        last = self.game.player.turns
        here = last if self.turn is None else self.turn
        self.turn = min(max(here + by, 0), last)
        self._show()
        self.query_one("#account", Page).rewrite()

    def action_next(self) -> None:
        """Go on."""
        self.post_message(NextLevel(self.attempt.level))

    def action_retry(self) -> None:
        """Play the next variant."""
        self.post_message(LevelChosen(self.attempt.level))

    def action_again(self) -> None:
        """Play the same map once more: practice."""
        self.post_message(AttemptChosen(self.attempt._replace(practice=True)))

    def action_back(self) -> None:
        """Return to the levels."""
        self.post_message(LevelsWanted())

    def _show(self) -> None:
        self.query_one(MapView).scene = debrief_scene(self.game, self.turn)

    def _status(self, width: int, height: int) -> list[Line]:
        del height
        return [status_line(self.attempt, self.game, width)]

    def _account(self, width: int) -> list[Line]:
        return debrief_lines(self.attempt, self.game, self.turn, width)
