"""The settings: how the game looks and moves, what is open, what the keys do."""

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.reactive import reactive

from descent_game.catalogue.data_folder import data_folder
from descent_game.player.settings import OPTIONS, Settings, choices_of, with_choice
from descent_game.player.settings_file import FILE
from descent_game.tui.host import settings_of
from descent_game.tui.screens.dialog import Dialog
from descent_game.tui.widgets.page_view import Page
from descent_game.view.line import Line
from descent_game.view.settings import KEYS_ROW, settings_lines


class SettingsScreen(Dialog[None]):
    """Changes the settings at once, so that the screen below shows what they do."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,f3", "close", "Close", show=False),
        Binding("up", "select(-1)", "Up", show=False),
        Binding("down", "select(1)", "Down", show=False),
        Binding("left", "change(-1)", "Change", show=False),
        Binding("right,space", "change(1)", "Change", show=False),
        Binding("enter", "enter", "Change", show=False),
    ]

    row: reactive[int] = reactive(0, init=False, repaint=False)

    def __init__(self, choose: Callable[[Settings], None], keys: Callable[[], None]) -> None:
        super().__init__()
        self._choose = choose
        self._keys = keys

    def compose(self) -> ComposeResult:
        """Lay out the options in a box."""
        with VerticalScroll(classes="page-box", can_focus=False):
            yield Page(self._lines)

    def watch_row(self) -> None:
        """Show the cursor on another row."""
        self.query_one(Page).rewrite()

    def action_select(self, by: int) -> None:
        """Go up or down."""
        self.row = min(max(self.row + by, 0), KEYS_ROW)

    def action_change(self, by: int) -> None:
        """Take the next value of the option, or the one before."""
        if self.row == KEYS_ROW:
            return
        option = OPTIONS[self.row]
        values = list(option.values)
        here = values.index(choices_of(settings_of(self))[option.name])
        value = values[(here + by) % len(values)]
        self._choose(with_choice(settings_of(self), option.name, value))
        self.query_one(Page).rewrite()

    def action_enter(self) -> None:
        """Open the keys, or change the option."""
        if self.row == KEYS_ROW:
            self._keys()
        else:
            self.action_change(1)

    def on_click(self, event: events.Click) -> None:
        """Change the option that was clicked."""
        page = self.query_one(Page)
        offset = event.get_content_offset(page)
        rows = self._lines(page.content_size.width)
        titles = [*(option.title for option in OPTIONS), "Keys"]
        if offset is None or offset.y >= len(rows) or not rows[offset.y]:
            return
        text = rows[offset.y][0].text[2:].strip()
        if text in titles:
            self.row = titles.index(text)
            self.action_enter()

    def _lines(self, width: int) -> list[Line]:
        place = str(data_folder() / FILE)
        return settings_lines(settings_of(self), self.row, place, width)
