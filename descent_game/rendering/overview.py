"""The overview: a small frame of the whole map in a corner, with the trails and the lens."""

from dataclasses import replace

from descent_game.losses.surface import Point
from descent_game.rendering.canvas import Canvas
from descent_game.rendering.frame import draw_frame, draw_outline
from descent_game.rendering.map import MapLayer
from descent_game.rendering.pen import Pen
from descent_game.rendering.viewport import Box, Viewport

WIDEST_SHARE = 3
"""An overview is at most this part of the view's columns: one third."""

Way = tuple[Point, ...]


def draw_overview(pen: Pen, player: Way, bots: tuple[Way, ...], rows: int) -> None:
    """Paste an overview of ``rows`` rows into the corner furthest from the player.

    Nothing is drawn where the view shows the whole map already, or has no room to spare.
    """
    layer = pen.layer
    columns = _columns(layer.terrain.box, rows)
    roomy = columns * WIDEST_SHARE <= layer.view.columns and rows * 2 <= layer.view.rows
    if not roomy or _shows_all(layer.view, layer.terrain.box):
        return
    picture = overview(layer, player, bots, (columns, rows))
    x, y = layer.view.place_of(player[-1])
    column = 0 if x > layer.view.columns / 2 else layer.view.columns - columns
    row = 0 if y > layer.view.rows / 2 else layer.view.rows - rows
    pen.canvas.paste(picture, column, row)


def overview(layer: MapLayer, player: Way, bots: tuple[Way, ...], size: tuple[int, int]) -> Canvas:
    """Return a picture of ``size`` (columns, rows): the walls, both trails and the layer's view."""
    view, box, palette = Viewport.fit(layer.terrain.box, *size), layer.terrain.box, layer.palette
    canvas = Canvas.blank(*size, palette.outside)
    draw_frame(canvas, view, box, layer.style, palette)
    draw_outline(canvas, view, _overlap(layer.view.box, box), layer.style, palette.text)
    pen = Pen(replace(layer, view=view, canvas=canvas.copy()), canvas)
    for number, way in enumerate(bots):
        pen.way(way, 1, pen.glyphs.bot_way, palette.bots[number % len(palette.bots)])
    pen.way(player, 1, pen.glyphs.player_way, palette.player)
    for number, way in enumerate(bots):
        ink = palette.bots[number % len(palette.bots)]
        pen.marker(way[-1], pen.glyphs.bots[number % len(pen.glyphs.bots)], ink)
    pen.marker(player[-1], pen.glyphs.player, palette.player)
    return canvas


def _columns(box: Box, rows: int) -> int:
    """Return how many columns show the box at equal scale in that many rows."""
    (left, right), (bottom, top) = box
    return max(2 * round((rows - 1) * (right - left) / (top - bottom)) + 1, 3)


def _shows_all(view: Viewport, box: Box) -> bool:
    return _overlap(view.box, box) == box


def _overlap(view: Box, box: Box) -> Box:
    return (
        (max(view[0][0], box[0][0]), min(view[0][1], box[0][1])),
        (max(view[1][0], box[1][0]), min(view[1][1], box[1][1])),
    )
