"""The one list of all screens: an entry is chosen with keys or the mouse and opened."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive

from descent_game.tui.widgets.line_view import LineView
from descent_game.view.line import Line
from descent_game.view.listing import Listing, Row


class ListView(LineView, can_focus=True):
    """Shows ``listing(columns, rows)`` with the chosen entry in sight.

    A click chooses an entry and a second one opens it; the key that opens belongs to the screen,
    which says in its own words what it does.

    Args:
        listing: Returns what to show in so many columns and rows.
        entries: Returns the numbers of the entries, in their order; some may have no row.
        stops: Returns the entries that the page keys go to; where there are none, they go on by
            as many entries as are in sight.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", id="list.up", show=False),
        Binding("down", "move(1)", "Down", id="list.down", show=False),
        Binding("pageup", "page(-1)", "Page up", id="list.page_up", show=False),
        Binding("pagedown", "page(1)", "Page down", id="list.page_down", show=False),
        Binding("home", "end(0)", "First", id="list.first", show=False),
        Binding("end", "end(-1)", "Last", id="list.last", show=False),
    ]

    selected: reactive[int] = reactive(0, init=False, repaint=False)

    class Selected(Message):
        """Another entry was chosen."""

    class Opened(Message):
        """The chosen entry was clicked again."""

    def __init__(
        self,
        listing: Callable[[int, int], Listing],
        entries: Callable[[], Sequence[int]],
        stops: Callable[[], Sequence[int]] = tuple,
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        super().__init__(self._lines, id=id)
        self._listing = listing
        self._entries = entries
        self._stops = stops
        self._wanted = 0
        self.rows: list[Row] = []
        """What is in sight."""

    @property
    def entries(self) -> Sequence[int]:
        """The numbers of the entries, in their order."""
        return self._entries()

    def begin_at(self, entry: int) -> None:
        """Choose an entry before anything is shown, or along with other rows."""
        self.set_reactive(ListView.selected, entry)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return self._listing(width, container.height).height

    def watch_selected(self) -> None:
        self.rewrite()
        self.post_message(self.Selected())

    def rewrite(self) -> None:
        """Show the rows of now; a height that follows them is laid out again."""
        super().rewrite()
        if self.styles.is_auto_height and self._wanted != self.size.height:
            self.refresh(layout=True)

    def action_move(self, by: int) -> None:
        """Choose the entry so many rows on."""
        entries = self.entries
        if entries:
            here = entries.index(self.selected) if self.selected in entries else 0
            self.selected = entries[min(max(here + by, 0), len(entries) - 1)]

    def action_page(self, by: int) -> None:
        """Go to the next stop (1) or the last one (-1), or a page on or back."""
        stops = self._stops()
        if not stops:
            shown = len({row.entry for row in self.rows} - {None})
            self.action_move(by * max(shown - 1, 1))
        elif by < 0:
            self.selected = max((n for n in stops if n < self.selected), default=self.entries[0])
        else:
            later = (n for n in stops if n > self.selected)
            self.selected = min(later, default=self.entries[-1])

    def action_end(self, place: int) -> None:
        """Go to the first entry (0) or to the last (-1)."""
        entries = self.entries
        if entries:
            self.selected = entries[place]

    def on_click(self, event: events.Click) -> None:
        y = event.get_content_offset_capture(self).y
        entry = self.rows[y].entry if 0 <= y < len(self.rows) else None
        if entry is not None and entry == self.selected:
            self.post_message(self.Opened())
        elif entry is not None:
            self.selected = entry

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.action_move(-1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.action_move(1)

    def _lines(self, width: int, height: int) -> list[Line]:
        listing = self._listing(width, height)
        self._wanted = listing.height
        self.rows = listing.window(self.selected, height)
        return [row.line for row in self.rows]
