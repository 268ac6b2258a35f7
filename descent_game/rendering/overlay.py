"""What changes from turn to turn and key to key, drawn over the map layer: trails, aim, compass."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from descent_game.losses.surface import Point
from descent_game.rendering.canvas import Canvas
from descent_game.rendering.colour import Ink
from descent_game.rendering.map import MapLayer
from descent_game.rendering.strokes import dots_along
from descent_game.rendering.style import GLYPHS
from descent_game.rendering.viewport import DOTS_HIGH, DOTS_WIDE

PLAYER_SPACING, BOT_SPACING = 2, 3
"""Dots from one to the next along a trail: the two differ even without colour."""

COMPASS_ROWS = 4.0
"""Length of the compass needle, in rows: it shows a direction, not a distance."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """What stands on the map, in weights; whatever is absent or out of view is left out.

    ``player`` and each of ``bots`` are all points from the start to where they are now; ``aim`` is
    the update the player would make, ``compass`` any vector along minus the gradient.
    """

    player: tuple[Point, ...] = ()
    bots: tuple[tuple[Point, ...], ...] = ()
    aim: Point | None = None
    compass: Point | None = None
    start: Point | None = None


class Frame(NamedTuple):
    """A finished picture and the rows in which it differs from the one before."""

    canvas: Canvas
    changed_rows: list[int]


def compose(layer: MapLayer, overlay: Overlay, before: Canvas | None = None) -> Frame:
    """Draw the overlay on a copy of the layer; without a picture before, every row has changed."""
    pen = _Pen(layer, layer.canvas.copy())
    palette = layer.palette
    for number, way in enumerate(overlay.bots):
        pen.way(way, BOT_SPACING, pen.glyphs.bot_way, palette.bots[number % len(palette.bots)])
    pen.way(overlay.player, PLAYER_SPACING, pen.glyphs.player_way, palette.player)
    tips = _draw_needles(pen, overlay)
    _draw_markers(pen, overlay)
    for tip, arrow, ink in tips:
        pen.marker(tip, arrow, ink)
    rows = range(pen.canvas.rows) if before is None else pen.canvas.changed_rows(before)
    return Frame(pen.canvas, list(rows))


class _Pen:
    """Draws on one canvas in one style: lines as dots or as characters."""

    def __init__(self, layer: MapLayer, canvas: Canvas) -> None:
        self.layer = layer
        self.canvas = canvas
        self.glyphs = GLYPHS[layer.style]

    def way(self, way: Sequence[Point], spacing: int, glyph: str, ink: Ink) -> None:
        view, canvas = self.layer.view, self.canvas
        if self.layer.style == "braille":
            x, y = dots_along(view, way, spacing, DOTS_WIDE, DOTS_HIGH)
            canvas.stroke(x, y, ink, self.layer.canvas)
        else:
            x, y = dots_along(view, way, 1, 1, 1)
            canvas.glyphs[y, x] = ord(glyph)
            canvas.ink[y, x] = ink.over(canvas.paper[y, x])

    def marker(self, w: Point, glyph: str, ink: Ink) -> None:
        cell = self.layer.view.cell_of(w)
        if cell is not None:
            self.canvas.put(*cell, glyph, ink)


def _draw_needles(pen: _Pen, overlay: Overlay) -> list[tuple[Point, str, Ink]]:
    """Draw the lines of compass and aim; return their arrowheads, which lie over the markers."""
    if not overlay.player:
        return []
    here, palette = overlay.player[-1], pen.layer.palette
    tips = []
    if overlay.compass is not None and any(overlay.compass):
        needle = _shortened(pen.layer, overlay.compass)
        tip = here[0] + needle[0], here[1] + needle[1]
        pen.way((here, tip), 1, pen.glyphs.compass, palette.compass)
        tips.append((tip, _arrow(pen, needle), palette.compass))
    if overlay.aim is not None and any(overlay.aim):
        tip = here[0] + overlay.aim[0], here[1] + overlay.aim[1]
        pen.way((here, tip), 1, pen.glyphs.aim, palette.aim)
        tips.append((tip, _arrow(pen, overlay.aim), palette.aim))
    return tips


def _draw_markers(pen: _Pen, overlay: Overlay) -> None:
    glyphs, palette = pen.glyphs, pen.layer.palette
    for number, way in enumerate(overlay.bots):
        ink = palette.bots[number % len(palette.bots)]
        for point in way[1:-1]:
            pen.marker(point, glyphs.bot_stops[number % len(glyphs.bot_stops)], ink)
    for point in overlay.player[1:-1]:
        pen.marker(point, glyphs.player_stop, palette.player)
    if overlay.start is not None:
        pen.marker(overlay.start, glyphs.start, palette.start)
    for number, way in enumerate(overlay.bots):
        ink = palette.bots[number % len(palette.bots)]
        for point in way[-1:]:
            pen.marker(point, glyphs.bots[number % len(glyphs.bots)], ink)
    for point in overlay.player[-1:]:
        pen.marker(point, glyphs.player, palette.player)


def _shortened(layer: MapLayer, vector: Point) -> Point:
    """Return the vector at the length of the compass needle on the screen."""
    rows = math.hypot(vector[0] / (2 * layer.view.scale[0]), vector[1] / layer.view.scale[1])
    factor = COMPASS_ROWS / rows
    return vector[0] * factor, vector[1] * factor


def _arrow(pen: _Pen, vector: Point) -> str:
    """Return the arrow nearest to the direction that the vector has on the screen."""
    scale = pen.layer.view.scale
    angle = math.atan2(vector[1] / scale[1], vector[0] / (2 * scale[0]))
    return pen.glyphs.arrows[round(angle / (math.pi / 4)) % 8]
