"""Colours of the map: its palette by scheme, theme and terminal, and the style of a cell."""

from rich.style import Style

from descent_game.rendering.colour import Colour
from descent_game.rendering.palette import Palette, palette
from descent_game.rendering.palettes import Depth


def map_palette(scheme: str, *, dark: bool, depth: Depth, monochrome: bool) -> Palette:
    """Return the palette of the map; without colours, shades of grey tell the bands apart."""
    return palette("grey" if monochrome else scheme, "dark" if dark else "light", depth)


def cell_style(ink: Colour, paper: Colour) -> Style:
    """Return the style of a cell of the map from its packed colours."""
    return Style(color=_hex(ink), bgcolor=_hex(paper))


def _hex(colour: Colour) -> str | None:
    return None if colour < 0 else f"#{colour:06x}"
