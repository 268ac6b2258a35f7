"""The list that all screens use: an entry is selected with keys or the mouse, and opened."""

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
    """Shows ``listing(columns, rows)`` with the selected entry in sight.

    A click selects an entry. A click on the selected one runs the action ``open`` of the screen,
    which also has the key for it.

    Args:
        listing: Returns what to show in so many columns and rows.
        entries: Returns the numbers of the entries, in their order; some may have no row.
        stops: Returns the entries that the page keys go to; without any, these keys move by as
            many entries as are in sight.
        find: Returns the entries that match a text; None for a list without search. A search
            begins with ``action_search`` or with a character that is no key of the screen.
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
    search: reactive[str | None] = reactive(None, init=False, repaint=False)
    """The text that is searched for; None without a search."""

    class Changed(Message):
        """Another entry was selected, or other entries are found."""

    def __init__(
        self,
        listing: Callable[[int, int], Listing],
        entries: Callable[[], Sequence[int]],
        stops: Callable[[], Sequence[int]] = tuple,
        find: Callable[[str], Sequence[int]] | None = None,
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        super().__init__(self._lines, id=id)
        self._listing = listing
        self._entries = entries
        self._stops = stops
        self._find = find
        self._listing_height = 0
        self.rows: list[Row] = []
        """The rows in sight."""

    @property
    def entries(self) -> Sequence[int]:
        """The numbers of the entries, in their order; with a search, of those that are found."""
        if self._find is None or self.search is None:
            return self._entries()
        return self._find(self.search)

    def begin_at(self, entry: int) -> None:
        """Select an entry before anything is shown, or along with other rows."""
        self.set_reactive(ListView.selected, entry)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return self._listing(width, container.height).height

    def watch_selected(self) -> None:
        self.rewrite()
        self.post_message(self.Changed())

    def watch_search(self) -> None:
        entries = self.entries
        if self.search is not None and entries and self.selected not in entries:
            self.set_reactive(ListView.selected, entries[0])
        self.watch_selected()

    def rewrite(self) -> None:
        """Write the rows again; where the height follows them, lay it out again."""
        super().rewrite()
        if self.styles.is_auto_height and self._listing_height != self.size.height:
            self.refresh(layout=True)

    def action_search(self) -> None:
        self.search = ""

    def end_search(self) -> bool:
        """End the search; return whether there was one."""
        found, self.search = self.search is not None, None
        return found

    def on_key(self, event: events.Key) -> None:
        if self.search is not None and event.key == "backspace":
            self.search = self.search[:-1] or None
        elif event.is_printable and event.character and self._belongs_to_search(event):
            self.search = (self.search or "") + event.character
        else:
            return
        event.prevent_default().stop()

    def _belongs_to_search(self, event: events.Key) -> bool:
        """Return whether a typed character is for the search: any that is no key begins one."""
        if self.search is None:
            return self._find is not None and event.key not in self.screen.active_bindings
        return bool(self.search) or event.key != "space"

    def action_move(self, by: int) -> None:
        entries = self.entries
        if entries:
            here = entries.index(self.selected) if self.selected in entries else 0
            self.selected = entries[min(max(here + by, 0), len(entries) - 1)]

    def action_page(self, by: int) -> None:
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
        entries = self.entries
        if entries:
            self.selected = entries[place]

    async def on_click(self, event: events.Click) -> None:
        y = event.get_content_offset_capture(self).y
        entry = self.rows[y].entry if 0 <= y < len(self.rows) else None
        if entry is not None and entry == self.selected:
            await self.screen.run_action("open")
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
        self._listing_height = listing.height
        self.rows = listing.window(self.selected, height)
        return [row.line for row in self.rows]
