"""The guided tour: the first level with one control at a time, as practice."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from descent_game.game.aiming import Aim
from descent_game.game.attempts import Attempt
from descent_game.level.schema import Level
from descent_game.tui.keys import keys_of
from descent_game.tui.messages import GameEnded, LevelChosen, MoveMade, TourEnded
from descent_game.tui.screens.play import PlayScreen
from descent_game.tui.widgets.page_view import Page
from descent_game.view.line import Line
from descent_game.view.tour import TOUR_STEPS, TourState, tour_lines

TOO_EARLY = "{key:move} comes later: first do what the tour asks for."


class TourScreen(PlayScreen):
    """Shows one step at a time, the next one when the player has done it; Escape ends it."""

    demonstrates = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Skip the tour", id="tour.skip"),
    ]
    HIDDEN: ClassVar[frozenset[str]] = frozenset({"restart", "undo", "why", "type_move", "hint"})
    """Actions of the play screen that the tour does not have."""

    def __init__(self, level: Level) -> None:
        super().__init__(Attempt(level, None, practice=True))
        self.step = 0
        self._before: tuple[Aim, float, int] = (self.aim, self.zoom, 0)

    def on_mount(self) -> None:
        super().on_mount()
        self._before = (self.aim, self.zoom, 0)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action not in self.HIDDEN and super().check_action(action, parameters)

    def watch_aim(self) -> None:
        super().watch_aim()
        self._continue_if_done()

    def watch_zoom(self) -> None:
        super().watch_zoom()
        self._continue_if_done()

    def action_down(self) -> None:
        before = self.aim
        super().action_down()
        if self.step == DOWNHILL and self.aim == before:  # which counts as done, too
            self._next()

    def action_move(self) -> None:
        if self.step >= len(TOUR_STEPS):
            self.post_message(TourEnded())
            self.post_message(LevelChosen(self.attempt.level))
        elif self.step < MOVE:  # or the turns would run out too early
            self.notify(keys_of(self).fill(TOO_EARLY), timeout=3, markup=False)
        else:
            super().action_move()

    def action_back(self) -> None:
        self.post_message(TourEnded())
        super().action_back()

    def on_move_made(self, message: MoveMade) -> None:
        message.stop()
        self._continue_if_done()

    def on_game_ended(self, message: GameEnded) -> None:
        message.stop()
        self.step = len(TOUR_STEPS)
        self.query_one("#foot", Page).rewrite()

    def _continue_if_done(self) -> None:
        now = TourState(self.game, self.aim, self.zoom, *self._before)
        if self.step < len(TOUR_STEPS) and TOUR_STEPS[self.step].done(now):
            self._next()

    def _next(self) -> None:
        self.step += 1
        self._before = (self.aim, self.zoom, len(self.game.turns))
        self.query_one("#foot", Page).rewrite()

    def _foot(self, width: int) -> list[Line]:
        return tour_lines(self.step, keys_of(self), width)


DOWNHILL, MOVE = 2, 3
"""Indices of the steps about the compass and about the first move."""
