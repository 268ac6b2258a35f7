"""The screen of the short course: its question, the guess, its levels, and the answer."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from descent_game.catalogue.short_course import QUESTION, TITLE
from descent_game.level.schema import Level
from descent_game.player.course_progress import trail
from descent_game.player.record import Record
from descent_game.player.short_course import guess_of, own_numbers, save_guess
from descent_game.tui.host import drop_repeats
from descent_game.tui.messages import LevelChosen
from descent_game.tui.screens.base import GameScreen
from descent_game.tui.screens.pages import PageScreen
from descent_game.tui.widgets.list_view import ListView
from descent_game.view.line import Line, Piece, spread
from descent_game.view.listing import Listing
from descent_game.view.short_course import (
    CLOSED,
    answer_lines,
    course_listing,
    is_complete,
    next_step,
)


class ShortCourseScreen(GameScreen):
    """Lists the levels of the short course under its question; the last entry is the answer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "open", "Play", id="short_course.play", key_display="⏎"),
        Binding("escape", "app.course", "All levels", id="short_course.leave"),
        Binding("q", "app.leave", "Quit", id="short_course.quit"),
    ]

    def __init__(self, levels: Sequence[Level], record: Record, current: str | None = None) -> None:
        super().__init__()
        self.stages = trail(levels, record)
        self._record = record
        self._guess = guess_of(record)
        self.list_view = ListView(self._listing, lambda: range(len(self.stages) + 1), id="detail")
        addresses = [level.address for level in levels]
        here = addresses.index(current) if current in addresses else None
        if here is None or self.stages[here].best is not None:
            here = next_step(self.stages)
        self.list_view.begin_at(here)

    def body(self) -> ComposeResult:
        yield self.list_view

    def status(self, width: int) -> Line:
        done = sum(stage.best is not None for stage in self.stages)
        right = (Piece(f"{done} of {len(self.stages)} played", "dim"),)
        return spread((Piece(TITLE, "strong"),), right, width)

    def on_key(self, event: events.Key) -> None:
        # A digit is the guess, which may be changed until the answer is open.
        digit = int(event.key) if event.key.isdecimal() else 0
        if 1 <= digit <= len(QUESTION.choices) and not is_complete(self.stages):
            event.stop()
            self._guess = digit
            save_guess(self._record, digit)
            self.list_view.rewrite()

    def action_open(self) -> None:
        place = self.list_view.selected
        if place < len(self.stages):
            self.post_message(LevelChosen(self.stages[place].level))
        elif not is_complete(self.stages):
            self.notify(f"The answer {CLOSED}.", markup=False, timeout=4)
        else:
            drop_repeats(self)
            self.app.push_screen(PageScreen(TITLE, self._answer))

    def _answer(self, width: int) -> list[Line]:
        numbers = own_numbers(self.stages, self._record)
        return answer_lines(self.stages, self._guess, numbers, width)

    def _listing(self, width: int, height: int) -> Listing:
        return course_listing(self.stages, self._guess, self.list_view.selected, width)
