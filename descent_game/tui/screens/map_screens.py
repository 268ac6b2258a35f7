"""What screens with a map share: the map with a panel beside it, and the help page."""

from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widget import Widget

from descent_game.game.game import Game
from descent_game.tui.host import settings_of
from descent_game.tui.keys import key_words
from descent_game.tui.screens.pages import PageScreen
from descent_game.tui.widgets.map_view import MapView
from descent_game.view.help import help_lines


def map_and_panel(panel: Widget) -> ComposeResult:
    """Lay out the map with a panel beside it."""
    with Horizontal(id="stage"):
        yield MapView(id="map")
        yield panel


def game_help(screen: Screen[Any], game: Game) -> PageScreen:
    """Return the page that explains every symbol on a game's screen, and the screen's keys."""
    style, keys = settings_of(screen).style, key_words(screen)
    return PageScreen("Help", lambda width: help_lines(game, style, keys, width))
