"""Contour maps as lines of text."""

from descent_game.game.game import Game
from descent_game.rendering.overlay import Overlay
from descent_game.rendering.page import Size, map_page
from descent_game.rendering.palettes import palette
from descent_game.rendering.style import Style
from descent_game.tui.scene import terrain_of


def map_lines(game: Game, size: Size, style: Style) -> list[str]:
    """Return the whole map of a game with both ways so far, its scale and a legend."""
    overlay = Overlay(start=game.variant.start)
    if game.turns:
        bot = tuple(game.bot.path[: len(game.turns) + 1])
        overlay = Overlay(tuple(game.player.path), (bot,), start=game.variant.start)
    colours = palette(depth="none")
    canvas = map_page(terrain_of(game), size, overlay, style=style, palette=colours)
    return [line.rstrip() for line in canvas.lines()]
