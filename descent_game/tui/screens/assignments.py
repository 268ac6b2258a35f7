"""The list of homework that was begun: one is selected to play, or the course."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from descent_game.errors import DescentError
from descent_game.homework.assignment import Assignment, read_assignment
from descent_game.player.homework_list import Begun, begun
from descent_game.player.record import Record
from descent_game.tui.play_context import HomeworkContext
from descent_game.tui.screens.base import GameScreen, ScreenContext
from descent_game.tui.widgets.list_view import ListView
from descent_game.view.homework import assignment_listing
from descent_game.view.line import Line, line
from descent_game.view.listing import Listing


class AssignmentsScreen(GameScreen):
    """Lists the homework that was begun, the latest first, and the course."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "open", "Open", id="assignments.open", key_display="⏎"),
        Binding("escape", "back", "Back", id="assignments.back"),
    ]

    def __init__(
        self, record: Record, switch_context: Callable[[ScreenContext | None], None]
    ) -> None:
        super().__init__()
        self.entries = [(each, _opened(each)) for each in begun(record)]
        self._switch_context = switch_context
        self.list_view = ListView(self._listing, lambda: range(len(self.entries) + 1), id="detail")

    def status(self, width: int) -> Line:
        return line("Homework", "strong")

    def body(self) -> ComposeResult:
        yield self.list_view

    def action_open(self) -> None:
        if self.list_view.selected == len(self.entries):
            self._switch_context(None)
            return
        (_, student), opened = self.entries[self.list_view.selected]
        if isinstance(opened, str):
            self.notify(opened, severity="error", markup=False)
            return
        self._switch_context(HomeworkContext(opened, student))

    def _listing(self, width: int, height: int) -> Listing:
        return assignment_listing(self.entries, self.list_view.selected, width)


def _opened(homework: Begun) -> Assignment | str:
    """Return an assignment, or why its file cannot be read."""
    try:
        return read_assignment(homework.path)
    except DescentError as error:
        return str(error)
