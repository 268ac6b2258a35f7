"""The app as its widgets need it: settings, keys, input one event at a time, notifications."""

from collections.abc import Mapping
from time import monotonic
from types import MappingProxyType
from typing import Any, ClassVar

from textual import events
from textual.app import App
from textual.command import CommandPalette
from textual.driver import Driver
from textual.notifications import SeverityLevel
from textual.reactive import reactive
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.widget import Widget

from descent_game.errors import visible
from descent_game.player.settings import Settings
from descent_game.rendering.palettes import Depth
from descent_game.tui.input_queue import InputQueue
from descent_game.view.line import seven_bit

PALETTE_PROMPT = "Search for commands"


class WholeCells(ScrollBarRender):
    """Draws scroll bars in whole cells: parts of cells are not 7-bit characters."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "]
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "]


ScrollBar.renderer = WholeCells


class HostApp(App[None]):
    """An app with settings."""

    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual declares it so
        (0, "-narrow"),
        (100, "-wide"),
        (160, "-huge"),
    ]
    """Columns from which the layouts change, also those of dialogs."""

    settings: reactive[Settings] = reactive(Settings(), init=False)
    changed_keys: Mapping[str, str] = MappingProxyType({})
    """The keys of actions that the player has remapped."""
    _warned_until = 0.0

    def __init__(self) -> None:
        super().__init__()
        self.input_queue = InputQueue(self, super().on_event)

    def on_mount(self) -> None:
        self.screen_change_signal.subscribe(
            self, lambda _: self.input_queue.note_change(), immediate=True
        )

    def get_driver_class(self) -> type[Driver]:
        usual = super().get_driver_class()
        if usual.__module__ != "textual.drivers.linux_driver":
            return usual
        from descent_game.tui.terminal_driver import TerminalDriver  # noqa: PLC0415 - POSIX only

        return TerminalDriver

    async def on_event(self, event: events.Event) -> None:
        # Keys and clicks are handled one at a time, each by the screen on top at that time.
        if isinstance(event, events.InputEvent | events.Paste) and not event.is_forwarded:
            await self.input_queue.put(event)
        else:
            await super().on_event(event)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Show a message in place of earlier ones, except for warnings."""
        if severity != "information":
            self._warned_until = monotonic() + (timeout or self.NOTIFICATION_TIMEOUT)
        elif monotonic() >= self._warned_until:
            self.clear_notifications()
        text = visible(message)
        text = seven_bit(text) if self.settings.ascii else text
        super().notify(text, title=title, severity=severity, timeout=timeout, markup=markup)

    def action_command_palette(self) -> None:
        # Textual's own prompt is not 7-bit.
        if self.use_command_palette and not isinstance(self.screen, CommandPalette):
            palette = CommandPalette(placeholder=PALETTE_PROMPT, id="--command-palette")
            self.push_screen(palette)


def depth_of(app: App[Any]) -> Depth:
    """Return how many colours the terminal has."""
    depths: dict[str | None, Depth] = {"256": "256", "standard": "16", "windows": "16"}
    return depths.get(app.console.color_system, "truecolor")


def drop_repeats(widget: Widget) -> None:
    """Drop further presses of the key that is being handled, if they have arrived already."""
    if isinstance(widget.app, HostApp):
        widget.app.input_queue.drop_repeats()


def settings_of(widget: Widget) -> Settings:
    """Return the settings in force for a widget; outside a ``HostApp`` the defaults."""
    app = widget.app
    return app.settings if isinstance(app, HostApp) else Settings()


def keymap_of(app: App[Any]) -> Mapping[str, str]:
    """Return the keys of the actions that were remapped."""
    return app.changed_keys if isinstance(app, HostApp) else {}
