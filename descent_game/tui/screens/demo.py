"""A demonstration: a given play on the play screen, move by move, at a pace to follow."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.timer import Timer

from descent_game.game.aiming import Aim
from descent_game.game.attempts import Attempt
from descent_game.game.moves import Move
from descent_game.tui.keys import keys_of
from descent_game.tui.messages import MoveMade, PointChosen
from descent_game.tui.screens.play import PlayScreen
from descent_game.tui.widgets.page_view import Page
from descent_game.view.line import Line, Piece, wrapped

AIMING, READING = 1.2, 2.5
"""Seconds before and after each move."""
SHOWN = "The moves are made for you. {key:demo.on} goes on at once, {key:demo.hold} waits."
HELD = "{key:demo.on} goes on."


class DemoScreen(PlayScreen):
    """Makes the moves by itself; Enter goes on at once, Space waits for Enter."""

    demonstrates = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Go on", id="demo.on", key_display="⏎"),
        Binding("space", "hold", "Hold", id="demo.hold"),
        Binding("escape", "back", "Levels", id="demo.back"),
    ]
    OFFERED: ClassVar[frozenset[str]] = frozenset({"hint", "zoom", "help", "back"})
    """What somebody who watches may do as if playing."""

    def __init__(self, attempt: Attempt, moves: Sequence[Move]) -> None:
        super().__init__(attempt)
        self._moves = list(moves)
        self._aimed = False
        self._timer: Timer | None = None

    def on_mount(self) -> None:
        """Begin."""
        super().on_mount()
        self._wait(AIMING)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the moves to the demonstration."""
        playing = hasattr(PlayScreen, f"action_{action}") and not hasattr(
            Screen, f"action_{action}"
        )
        if playing and action not in self.OFFERED:
            return False
        return super().check_action(action, parameters)

    def action_go_on(self) -> None:
        """Do the next thing now."""
        self._stop()
        self._step()

    def action_hold(self) -> None:
        """Wait until Enter is pressed."""
        self._stop()
        self.query_one("#coach", Page).rewrite()

    def on_move_made(self, message: MoveMade) -> None:
        """Keep the demonstration out of the record."""
        message.stop()

    def on_point_chosen(self, message: PointChosen) -> None:
        """Leave the aim to the demonstration."""
        message.stop()

    def _wait(self, seconds: float) -> None:
        held = self._timer is None
        self._timer = self.set_timer(seconds, self._step)
        if held:
            self.query_one("#coach", Page).rewrite()

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _coach(self, width: int) -> list[Line]:
        """Say who moves, until a hint is asked for."""
        if self.said.hints:
            return super()._coach(width)
        label, words = ("Held", HELD) if self._timer is None else ("Demonstration", SHOWN)
        first, *rest = wrapped(f"{label}  {keys_of(self).fill(words)}", width)
        return [(Piece(label, "compass"), Piece(first[0].text[len(label) :])), *rest]

    def _step(self) -> None:
        """Aim at the next move, or make it."""
        if self.game.outcome is not None or not self._moves:
            return
        self._aimed = not self._aimed
        if self._aimed:
            self.aim = Aim(*self._moves[0])
            self._wait(AIMING)
        else:
            self._film.finish()  # or Enter would only end the last move's glide
            self.aim = Aim(*self._moves.pop(0))
            self.action_move()
            self._wait(READING)
