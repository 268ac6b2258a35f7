"""The settings: how the game looks and moves, which levels are open, what the keys do."""

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType

from descent_game.catalogue.data_folder import data_folder
from descent_game.player.settings import OPTIONS, SETTINGS_FILE, Settings, choices_of, with_choice
from descent_game.tui.host import settings_of
from descent_game.tui.keys import keys_of
from descent_game.tui.screens.dialog import ListDialog
from descent_game.tui.widgets.list_view import ListView
from descent_game.view.listing import Listing
from descent_game.view.settings import KEYS_ROW, settings_listing


class SettingsScreen(ListDialog[None]):
    """Changes the settings at once, so that the screen below shows their effect."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,f3", "close", "Close", show=False),
        Binding("left", "change(-1)", "Change", show=False),
        Binding("right,space", "change(1)", "Change", show=False),
        Binding("enter", "open", "Change", show=False),
    ]

    def __init__(self, choose: Callable[[Settings], None], keys: Callable[[], None]) -> None:
        super().__init__()
        self._choose = choose
        self._keys = keys
        self.list_view = ListView(self._listing, lambda: range(KEYS_ROW + 1))

    def action_change(self, by: int) -> None:
        if self.list_view.selected == KEYS_ROW:
            return
        option = OPTIONS[self.list_view.selected]
        values = list(option.values)
        here = values.index(choices_of(settings_of(self))[option.name])
        value = values[(here + by) % len(values)]
        self._choose(with_choice(settings_of(self), option.name, value))
        self.list_view.rewrite()

    def action_open(self) -> None:
        if self.list_view.selected == KEYS_ROW:
            self._keys()
        else:
            self.action_change(1)

    def _listing(self, width: int, height: int) -> Listing:
        place = str(data_folder() / SETTINGS_FILE)
        row = self.list_view.selected
        return settings_listing(settings_of(self), row, place, keys_of(self), width)
