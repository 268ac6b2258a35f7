"""The pen, which draws paths and markers, given in weights, in the style of its layer."""

from collections.abc import Sequence

from descent_game.losses.surface import Point
from descent_game.rendering.canvas import Canvas, IndexArray
from descent_game.rendering.colour import DEFAULT, Ink, stands_out
from descent_game.rendering.map_layer import MapLayer
from descent_game.rendering.strokes import dots_along
from descent_game.rendering.style import GLYPHS
from descent_game.rendering.viewport import DOTS_HIGH, DOTS_WIDE


class Pen:
    """Draws on ``canvas``, a copy of the layer's; what is out of view is left out."""

    def __init__(self, layer: MapLayer, canvas: Canvas) -> None:
        self.layer = layer
        self.canvas = canvas
        self.glyphs = GLYPHS[layer.style]

    def path(self, path: Sequence[Point], spacing: int, glyph: str, ink: Ink) -> None:
        """Draw straight lines from point to point: every ``spacing``-th dot, or a glyph a cell."""
        view = self.layer.view
        if self.layer.style == "braille":
            self.dots(*dots_along(view, path, spacing, DOTS_WIDE, DOTS_HIGH), ink)
        else:
            self.cells(*dots_along(view, path, 1, 1, 1), glyph, ink)

    def dots(self, x: IndexArray, y: IndexArray, ink: Ink) -> None:
        """Set braille dots, counted from the top left corner, all in view."""
        self.canvas.stroke(x, y, ink, self.layer.canvas)

    def cells(self, x: IndexArray, y: IndexArray, glyph: str, ink: Ink) -> None:
        """Set one glyph in cells, counted from the top left corner, all in view."""
        self.canvas.glyphs[y, x] = ord(glyph)
        self.canvas.ink[y, x] = ink.over(self.canvas.paper[y, x])

    def marker(self, w: Point, glyph: str, ink: Ink) -> None:
        """Draw one glyph at a point."""
        cell = self.layer.view.cell_of(w)
        if cell is not None:
            self.canvas.put(*cell, glyph, ink)

    def badge(self, w: Point, glyph: str, number: int) -> None:
        """Draw the glyph of a player or bot at a point, in the colour of its badge beside the map.

        Where the map behind it hides that colour, the marker is drawn as a badge. ``number`` is 0
        for the player, bots are counted from 1.
        """
        cell = self.layer.view.cell_of(w)
        if cell is None:
            return
        column, row = cell
        base, paper = self.layer.palette.base, int(self.canvas.paper[row, column])
        colour = base.badge(number)
        if colour == DEFAULT or stands_out(colour, paper):
            self.canvas.write(column, row, glyph, colour)
        else:
            self.canvas.write(column, row, glyph, base.outside, colour)
