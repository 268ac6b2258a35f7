"""The homework that was begun: choose one to play, or the course again."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.widgets import Footer

from descent_game.errors import DescentError
from descent_game.homework.assignment import Assignment, read_assignment
from descent_game.player.homework_list import Begun, begun
from descent_game.player.record import Record
from descent_game.tui.homework_context import Homework
from descent_game.tui.messages import BackRequested
from descent_game.tui.play_context import SwitchContext
from descent_game.tui.screens.base import GameScreen
from descent_game.tui.widgets.line_view import LineView
from descent_game.view.assignments import assignment_lines
from descent_game.view.line import Line, Piece

CHOOSE = Binding.Group("choose", compact=True)


class AssignmentsScreen(GameScreen):
    """Lists what was begun, the latest first; the course is below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "select(-1)", "Up", id="assignments.up", group=CHOOSE),
        Binding("down", "select(1)", "Choose", id="assignments.down", group=CHOOSE, tooltip="Down"),
        Binding("enter,space", "open", "Open", id="assignments.open", key_display="⏎"),
        Binding("escape", "back", "Back", id="assignments.back"),
    ]

    selected: reactive[int] = reactive(0, init=False, repaint=False)

    def __init__(self, record: Record, switch_context: SwitchContext) -> None:
        super().__init__()
        self.entries = [(each, _opened(each)) for each in begun(record)]
        self._switch_context = switch_context

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        yield LineView(lambda width, height: [(Piece("Homework", "strong"),)], id="status")
        yield LineView(self._list, id="detail")
        yield Footer()

    def watch_selected(self) -> None:
        """Show another entry as the chosen one."""
        self.query_one("#detail", LineView).rewrite()

    def action_select(self, by: int) -> None:
        """Go up or down the list; below the homework is the course."""
        self.selected = min(max(self.selected + by, 0), len(self.entries))

    def action_open(self) -> None:
        """Play what is chosen."""
        if self.selected == len(self.entries):
            self._switch_context(None)
            return
        (_, student), opened = self.entries[self.selected]
        if isinstance(opened, str):
            self.notify(opened, severity="error", markup=False)
            return
        self._switch_context(Homework(opened, student))

    def action_back(self) -> None:
        """Go back to where the list was asked for."""
        self.post_message(BackRequested())

    def _list(self, width: int, height: int) -> list[Line]:
        return assignment_lines(self.entries, self.selected, (width, height))


def _opened(homework: Begun) -> Assignment | str:
    """Return an assignment, or why its file cannot be read any more."""
    try:
        return read_assignment(homework.path)
    except DescentError as error:
        return str(error)
