"""What surrounds the screens: settings and keys that are kept, themes, and a least size."""

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
from descent_game.tui import screen_factory as opening
from descent_game.tui.host import HostApp, depth_of
from descent_game.tui.keys import keys_of
from descent_game.tui.screens.pages import TooSmallScreen, fits
from descent_game.tui.theme import DARK, LIGHT, themes
from descent_game.tui.widgets.page_view import Page
from descent_game.tui.widgets.strip_view import StripView
from descent_game.view.line import seven_bit

REPORT_WITHIN = 20.0
"""Seconds after the start in which the terminal's report is believed."""

WIDE_SIGNS = (
    "This terminal draws some signs two columns wide: the screen keeps to 7-bit characters."
    " {key:app.settings}, Map style, changes that."
)


class SettingsApp(HostApp):
    """An app that looks and listens as its user wants; it knows nothing of games."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "suspend_process", "Suspend", show=False, priority=True),
    ]

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__()
        kept, self.trouble = read_settings(data_folder())
        """What is wrong with the settings that were kept, in words."""
        self.set_reactive(HostApp.settings, settings or Settings.from_environment(kept))
        self._asked_at = monotonic()
        for theme in themes(depth_of(self)):
            self.register_theme(theme)
        if self.settings.light:
            self.theme = LIGHT.name
        else:  # Textual begins dark: to watch the change would parse every style a second time
            self.set_reactive(App.theme, DARK.name)
            self.stylesheet.set_variables(self.get_css_variables())

    def on_mount(self) -> None:
        """Draw everything again where the process goes on after it was suspended."""
        self.app_resume_signal.subscribe(self, lambda app: app.refresh(layout=True))

    def keep_to_ascii(self, words: str) -> None:
        """Keep the screen of this run to 7-bit characters, and say why."""
        changed = with_choice(self.settings, "style", "ascii")
        if self.is_running:
            self.settings = changed
            self.warn(words)
        else:
            self.set_reactive(HostApp.settings, changed)
            self.trouble = f"{self.trouble}\n{words}".strip()

    def on_cursor_position(self, event: events.CursorPosition) -> None:
        """Learn how wide the terminal draws a sign of ambiguous width, from its first report.

        A style that somebody has chosen stays. What comes much later is no report but a key.
        """
        timely, self._asked_at = monotonic() - self._asked_at < REPORT_WITHIN, -inf
        wide = timely and (event.x, event.y) == (2, 0)
        if wide and not self.settings.ascii and not is_chosen(data_folder(), "style"):
            self.keep_to_ascii(keys_of(self).fill(WIDE_SIGNS))

    def take_keys(self) -> str | None:
        """Listen to the keys that were kept; return what is wrong with them, in words."""
        keymap, trouble = read_keymap(data_folder())
        self.changed_keys = keymap
        self.set_keymap(keymap)
        return trouble

    def warn(self, words: str) -> None:
        """Say something that is not as it should be."""
        self.notify(words, severity="warning", markup=False)

    def watch_settings(self, before: Settings, after: Settings) -> None:
        """Bring everything that is shown to its new looks."""
        if before.light != after.light:
            self.theme = (LIGHT if after.light else DARK).name
        self.set_class(after.ascii, "-ascii")
        self._show_again()
        self.screen.refresh_bindings()

    def _show_again(self) -> None:
        """Show everything in the looks of now and with the keys of now."""
        for screen in self.screen_stack:
            for view in (*screen.query(StripView), *screen.query(Page)):
                view.restyle()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let nothing open over the notice that the window is too small; leave undo to editors."""
        if action == "command_palette" and isinstance(self.screen, TooSmallScreen):
            return False
        if action == "suspend_process" and hasattr(self.focused, "undo"):
            return False
        return super().check_action(action, parameters)

    def get_key_display(self, binding: Binding) -> str:
        """Return how a key is written, in 7-bit characters where the screen keeps to them."""
        words = visible(super().get_key_display(binding))
        return seven_bit(words) if self.settings.ascii else words

    def on_resize(self, event: events.Resize) -> None:
        """Cover the screen while it is too small to be read."""
        covered = isinstance(self.screen, TooSmallScreen)
        if not fits(event.size) and not covered:
            self.push_screen(TooSmallScreen())
        elif fits(event.size) and covered:
            self.pop_screen()

    def choose(self, settings: Settings) -> None:
        """Change the settings, now and for later games."""
        trouble = write_settings(data_folder(), self.settings, settings)
        self.settings = settings
        if trouble:
            self.warn(trouble)

    def action_keys(self) -> None:
        """Show what every key does, to change it."""
        from descent_game.tui.screens.keys import KeysScreen, actions_of  # noqa: PLC0415

        self.push_screen(
            KeysScreen(
                actions_of(opening.bindings(self.BINDINGS)),
                dict(self.changed_keys),
                self._keep_keys,
            )
        )

    def _keep_keys(self, keys: dict[str, str]) -> None:
        """Change what keys do, now and for later games."""
        self.changed_keys = dict(keys)
        self.set_keymap(keys)
        self._show_again()
        trouble = write_keymap(data_folder(), keys)
        if trouble:
            self.warn(trouble)

    def action_settings(self) -> None:
        """Open the settings."""
        from descent_game.tui.screens.settings import SettingsScreen  # noqa: PLC0415

        self.push_screen(SettingsScreen(self.choose, self.action_keys))
