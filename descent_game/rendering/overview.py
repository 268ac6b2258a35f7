"""The overview: a small frame of the whole map in a corner, with the trails and the lens."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from descent_game.losses.surface import Box, Point
from descent_game.rendering.canvas import Canvas
from descent_game.rendering.frame import draw_frame, draw_outline
from descent_game.rendering.map_layer import MapLayer
from descent_game.rendering.pen import Pen
from descent_game.rendering.viewport import Cell, Viewport

WIDEST_SHARE = 3
"""An overview is at most this part of the view's columns: one third."""

LABELS = ("the whole map", "whole map", "map")
"""What stands over it: the first that has room."""

Path = tuple[Point, ...]


def draw_overview(
    pen: Pen, player: Path, bots: tuple[Path, ...], rows: int, tips: Sequence[Point] = ()
) -> None:
    """Paste a labelled overview into the corner where it covers least.

    Nothing is drawn where the view shows the whole map, or is too small.

    Args:
        pen: Draws on the picture.
        player: The player's path.
        bots: The paths of the bots.
        rows: The rows of the overview.
        tips: The ends of the arrows, which should not be covered.
    """
    layer = pen.layer
    columns = _columns(layer.terrain.box, rows)
    roomy = columns * WIDEST_SHARE <= layer.view.columns and (rows + 1) * 2 <= layer.view.rows
    if not roomy or _overlap(layer.view.box, layer.terrain.box) == layer.terrain.box:
        return
    size = columns, rows + 1
    weighed = [
        *((point, PLACE) for point in (player[-1], player[0], *tips)),
        *((path[-1], PLACE) for path in bots if path),
        *((point, STOP) for path in (player, *bots) for point in path),
    ]
    column, row = _freest(layer, size, player[-1], weighed)
    pen.canvas.paste(overview(layer, player, bots, (columns, rows)), column, row + 1)
    label = next((text for text in LABELS if len(text) <= columns), "")
    base = layer.palette.base
    pen.canvas.write(column, row, f"{label:<{columns}}", base.text, base.outside)


PLACE, STOP, SEEN = 1000, 20, 1
"""The costs of covering a position, a stop on a path, and a cell that was seen."""


def _freest(
    layer: MapLayer, size: tuple[int, int], here: Point, weighed: Sequence[tuple[Point, int]]
) -> Cell:
    """Return the top left cell of the corner that covers least; of equals the furthest one."""
    view = layer.view
    cells = [(cell, cost) for point, cost in weighed if (cell := view.cell_of(point))]
    x, y = view.place_of(here)
    right, bottom = view.columns - size[0], view.rows - size[1]
    columns = (0, right) if x > view.columns / 2 else (right, 0)
    rows = (0, bottom) if y > view.rows / 2 else (bottom, 0)

    def cost_of(corner: Cell) -> int:
        place = np.s_[corner[1] : corner[1] + size[1], corner[0] : corner[0] + size[0]]
        return SEEN * int((layer.relief.clarity[place] > 0).sum()) + sum(
            cost
            for (column, row), cost in cells
            if 0 <= column - corner[0] < size[0] and 0 <= row - corner[1] < size[1]
        )

    return min(((column, row) for row in rows for column in columns), key=cost_of)


def overview(
    layer: MapLayer, player: Path, bots: tuple[Path, ...], size: tuple[int, int]
) -> Canvas:
    """Return a picture of ``size`` (columns, rows): the walls, both trails and the layer's view."""
    view, box, palette = Viewport.fit(layer.terrain.box, *size), layer.terrain.box, layer.palette
    canvas = Canvas.blank(*size, palette.base.outside)
    draw_frame(canvas, view, box, layer.style, palette)
    draw_outline(canvas, view, _overlap(layer.view.box, box), layer.style, palette.base.text)
    pen = Pen(replace(layer, view=view, canvas=canvas.copy()), canvas)
    for number, path in enumerate(bots):
        pen.path(path, 1, pen.glyphs.bot_path, palette.inks.bot(number))
    pen.path(player, 1, pen.glyphs.player_path, palette.inks.player)
    for number, path in enumerate(bots):
        pen.badge(path[-1], pen.glyphs.bots[number % len(pen.glyphs.bots)], number + 1)
    pen.badge(player[-1], pen.glyphs.player, 0)
    return canvas


def _columns(box: Box, rows: int) -> int:
    """Return how many columns show the box at equal scale in that many rows."""
    (left, right), (bottom, top) = box
    return max(2 * round((rows - 1) * (right - left) / (top - bottom)) + 1, 3)


def _overlap(view: Box, box: Box) -> Box:
    return (
        (max(view[0][0], box[0][0]), min(view[0][1], box[0][1])),
        (max(view[1][0], box[1][0]), min(view[1][1], box[1][1])),
    )
