"""What screens with a map share: the map, and lines beside it."""

from textual.app import ComposeResult
from textual.containers import Horizontal

from descent_game.tui.widgets.line_view import LineView, Source
from descent_game.tui.widgets.map_view import MapView


def stage(panel: Source) -> ComposeResult:
    """Lay out the map, and beside it the lines of ``panel``."""
    with Horizontal(id="stage"):
        yield MapView(id="map")
        yield LineView(panel, id="side")
