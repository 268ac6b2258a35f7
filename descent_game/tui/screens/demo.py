"""A demonstration: the play screen with given moves, made one by one at a pace to follow."""

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
from descent_game.view.line import Line, labelled

AIM_SECONDS, READ_SECONDS = 1.2, 2.5
"""Seconds before and after each move."""
RUNNING = "The moves are made for you. {key:demo.on} goes on at once, {key:demo.hold} waits."
HELD = "{key:demo.on} goes on."


class DemoScreen(PlayScreen):
    """Makes the moves by itself; Enter continues at once, Space pauses."""

    demonstrates = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Go on", id="demo.on", key_display="⏎"),
        Binding("space", "hold", "Hold", id="demo.hold"),
        Binding("escape", "back", "Levels", id="demo.back"),
    ]
    ALLOWED: ClassVar[frozenset[str]] = frozenset({"hint", "zoom", "ring", "help", "back"})
    """Actions of the play screen that stay available."""

    def __init__(self, attempt: Attempt, moves: Sequence[Move]) -> None:
        super().__init__(attempt)
        self._moves = list(moves)
        self._aimed = False
        self._timer: Timer | None = None

    def on_mount(self) -> None:
        super().on_mount()
        self._wait(AIM_SECONDS)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        playing = hasattr(PlayScreen, f"action_{action}") and not hasattr(
            Screen, f"action_{action}"
        )
        if playing and action not in self.ALLOWED:
            return False
        return super().check_action(action, parameters)

    def action_go_on(self) -> None:
        self._stop()
        self._step()

    def action_hold(self) -> None:
        self._stop()
        self.query_one("#foot", Page).rewrite()

    def on_move_made(self, message: MoveMade) -> None:
        message.stop()

    def on_point_chosen(self, message: PointChosen) -> None:
        message.stop()

    def _wait(self, seconds: float) -> None:
        held = self._timer is None
        self._timer = self.set_timer(seconds, self._step)
        if held:
            self.query_one("#foot", Page).rewrite()

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _foot(self, width: int) -> list[Line]:
        if self.notes.hints:
            return super()._foot(width)
        label, words = ("Held", HELD) if self._timer is None else ("Demonstration", RUNNING)
        return labelled(label, keys_of(self).fill(words), width)

    def _step(self) -> None:
        """Aim at the next move, or make it."""
        if self.game.outcome is not None or not self._moves:
            return
        self._aimed = not self._aimed
        if self._aimed:
            self.aim = Aim(*self._moves[0])
            self._wait(AIM_SECONDS)
        else:
            self._animation.finish()  # or the move would only end the last animation
            self.aim = Aim(*self._moves.pop(0))
            self.action_move()
            self._wait(READ_SECONDS)
