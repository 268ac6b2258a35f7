"""What widgets may ask of the app they are in: the settings of the screen."""

from typing import Any

from textual.app import App
from textual.reactive import reactive
from textual.widget import Widget

from descent_game.tui.settings import Settings


class HostApp(App[None]):
    """An app with settings; a change of them is a change of looks everywhere."""

    settings: reactive[Settings] = reactive(Settings(), init=False)


def few_colours(app: App[Any]) -> bool:
    """Tell whether the terminal has fewer than 16 million colours."""
    return app.console.color_system != "truecolor"


def settings_of(widget: Widget) -> Settings:
    """Return the settings in force for a widget; outside a host app the usual ones."""
    app = widget.app
    return app.settings if isinstance(app, HostApp) else Settings()
