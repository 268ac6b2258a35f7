"""The guided tour: the first level with one control at a time. It keeps nothing, earns nothing."""

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
    """Waits at every stop until the player has done what it says; Escape ends it."""

    demonstrates = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Skip the tour", id="tour.skip"),
    ]
    HIDDEN: ClassVar[frozenset[str]] = frozenset({"restart", "why", "type_move", "hint"})
    """What would lead away from the tour."""

    def __init__(self, level: Level) -> None:
        super().__init__(Attempt(level, None, practice=True))
        self.stop = 0
        self._before: tuple[Aim, float, int] = (self.aim, self.zoom, 0)

    def on_mount(self) -> None:
        """Begin at the first stop."""
        super().on_mount()
        self._before = (self.aim, self.zoom, 0)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what the tour has a use for."""
        return action not in self.HIDDEN and super().check_action(action, parameters)

    def watch_aim(self) -> None:
        """Go on where the aim was to be changed."""
        super().watch_aim()
        self._go_on()

    def watch_zoom(self) -> None:
        """Go on where the zoom was to be changed."""
        super().watch_zoom()
        self._go_on()

    def action_down(self) -> None:
        """Aim downhill; that counts even where the aim pointed there already."""
        before = self.aim
        super().action_down()
        if self.stop == DOWNHILL and self.aim == before:
            self._next()

    def action_move(self) -> None:
        """Make the move; after the last stop, begin the level."""
        if self.stop >= len(TOUR_STEPS):
            self.post_message(TourEnded())
            self.post_message(LevelChosen(self.attempt.level))
        elif self.stop < MOVE:  # its turns would be gone before their use is told
            self.notify(keys_of(self).fill(TOO_EARLY), timeout=3, markup=False)
        else:
            super().action_move()

    def action_back(self) -> None:
        """Skip the rest."""
        self.post_message(TourEnded())
        super().action_back()

    def on_move_made(self, message: MoveMade) -> None:
        """Keep the tour out of the record."""
        message.stop()
        self._go_on()

    def on_game_ended(self, message: GameEnded) -> None:
        """Stay on the tour's own ground when its game is over."""
        message.stop()
        self.stop = len(TOUR_STEPS)
        self.query_one("#coach", Page).rewrite()

    def _go_on(self) -> None:
        """Go to the next stop once this one's thing was done."""
        now = TourState(self.game, self.aim, self.zoom, *self._before)
        if self.stop < len(TOUR_STEPS) and TOUR_STEPS[self.stop].done(now):
            self._next()

    def _next(self) -> None:
        self.stop += 1
        self._before = (self.aim, self.zoom, len(self.game.turns))
        self.query_one("#coach", Page).rewrite()

    def _coach(self, width: int) -> list[Line]:
        return tour_lines(self.stop, keys_of(self), width)


DOWNHILL, MOVE = 2, 3
"""The stops that ask for the compass, and for the first move."""
