"""Settings, keys and themes of the app, and the smallest window that it is shown in."""

from math import inf
from time import monotonic
from typing import ClassVar

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType

from descent_game.catalogue.data_folder import data_folder
from descent_game.errors import visible
from descent_game.player.settings import (
    Settings,
    is_chosen,
    read_keymap,
    read_settings,
    with_choice,
    write_keymap,
    write_settings,
)
from descent_game.tui.host import HostApp, depth_of
from descent_game.tui.keys import keys_of
from descent_game.tui.screens.pages import TooSmallScreen, fits
from descent_game.tui.theme import DARK, LIGHT, themes
from descent_game.tui.widgets.page_view import Page
from descent_game.tui.widgets.strip_view import StripView
from descent_game.view.line import seven_bit

REPORT_SECONDS = 20.0
"""How long after the start a cursor report counts as the terminal's answer."""

WIDE_SYMBOLS = (
    "This terminal draws some signs two columns wide: the screen keeps to 7-bit characters."
    " {key:app.settings}, Map style, changes that."
)


class SettingsApp(HostApp):
    """The part of the app that is about settings and keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "suspend_process", "Suspend", show=False, priority=True),
    ]

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__()
        kept, self.settings_problem = read_settings(data_folder())
        self.set_reactive(HostApp.settings, settings or Settings.from_environment(kept))
        self._started = monotonic()
        for theme in themes(depth_of(self)):
            self.register_theme(theme)
        if self.settings.light:
            self.theme = LIGHT.name
        else:  # Textual starts dark: a watched change would parse every style a second time
            self.set_reactive(App.theme, DARK.name)
            self.stylesheet.set_variables(self.get_css_variables())

    def on_mount(self) -> None:
        # After a suspension the terminal shows something else: draw everything again.
        self.app_resume_signal.subscribe(self, lambda app: app.refresh(layout=True))

    def keep_to_ascii(self, words: str) -> None:
        """Show this run in 7-bit characters, with a message that tells why."""
        changed = with_choice(self.settings, "style", "ascii")
        if self.is_running:
            self.settings = changed
            self.warn(words)
        else:
            self.set_reactive(HostApp.settings, changed)
            self.settings_problem = f"{self.settings_problem}\n{words}".strip()

    def on_cursor_position(self, event: events.CursorPosition) -> None:
        # The first report tells how wide the terminal draws a symbol of ambiguous width; a later
        # one is a key. A style that the player has chosen stays.
        timely, self._started = monotonic() - self._started < REPORT_SECONDS, -inf
        wide = timely and (event.x, event.y) == (2, 0)
        if wide and not self.settings.ascii and not is_chosen(data_folder(), "style"):
            self.keep_to_ascii(keys_of(self).fill(WIDE_SYMBOLS))

    def load_keys(self) -> str | None:
        """Use the kept keys; return what is wrong with their file, None if nothing."""
        keymap, problem = read_keymap(data_folder())
        self._use_keys(keymap)
        return problem

    def _use_keys(self, keymap: dict[str, str]) -> None:
        self.changed_keys = dict(keymap)
        self.set_keymap(keymap)

    def warn(self, words: str) -> None:
        """Show a warning."""
        self.notify(words, severity="warning", markup=False)

    def watch_settings(self, before: Settings, after: Settings) -> None:
        if before.light != after.light:
            self.theme = (LIGHT if after.light else DARK).name
        self.set_class(after.ascii, "-ascii")
        self._restyle()
        self.screen.refresh_bindings()

    def _restyle(self) -> None:
        """Draw all screens again with the current settings and keys."""
        for screen in self.screen_stack:
            for view in (*screen.query(StripView), *screen.query(Page)):
                view.restyle()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        # Nothing opens over the notice that the window is too small; ctrl+z is undo in editors.
        if action == "command_palette" and isinstance(self.screen, TooSmallScreen):
            return False
        if action == "suspend_process" and hasattr(self.focused, "undo"):
            return False
        return super().check_action(action, parameters)

    def get_key_display(self, binding: Binding) -> str:
        words = visible(super().get_key_display(binding))
        return seven_bit(words) if self.settings.ascii else words

    def on_resize(self, event: events.Resize) -> None:
        covered = isinstance(self.screen, TooSmallScreen)
        if not fits(event.size) and not covered:
            self.push_screen(TooSmallScreen())
        elif fits(event.size) and covered:
            self.pop_screen()

    def choose(self, settings: Settings) -> None:
        """Change the settings, and keep them for later games."""
        problem = write_settings(data_folder(), self.settings, settings)
        self.settings = settings
        if problem:
            self.warn(problem)

    def action_keys(self) -> None:
        from descent_game.tui.screens.keys import KeysScreen, all_actions  # noqa: PLC0415

        actions = all_actions(self.BINDINGS)
        self.push_screen(KeysScreen(actions, dict(self.changed_keys), self._change_keys))

    def _change_keys(self, keys: dict[str, str]) -> None:
        """Change what keys do, and keep that for later games."""
        self._use_keys(keys)
        self._restyle()
        if problem := write_keymap(data_folder(), keys):
            self.warn(problem)

    def action_settings(self) -> None:
        from descent_game.tui.screens.settings import SettingsScreen  # noqa: PLC0415

        self.push_screen(SettingsScreen(self.choose, self.action_keys))
