"""A map as a page of text, with axes, a scale bar and a legend."""

import math
from typing import NamedTuple

from descent_game.losses.surface import Box, Point
from descent_game.rendering.canvas import Canvas
from descent_game.rendering.legend import legend
from descent_game.rendering.map_layer import MapLayer, draw_map
from descent_game.rendering.overlay import Overlay, compose
from descent_game.rendering.palette import Palette
from descent_game.rendering.relief import Terrain
from descent_game.rendering.style import Style
from descent_game.rendering.viewport import Aspect, Viewport

GUTTER = 8
"""Columns for the numbers of w2."""

LEGEND = 26
"""Columns for the legend, with a gap of two."""

BELOW = 2
"""Rows below the map: the numbers of w1, and the scale bar."""

Size = tuple[int, int]
"""Columns and rows."""


class Margins(NamedTuple):
    """The margins of the map on a page: columns left and right, rows below."""

    left: int
    right: int
    below: int


def margins(size: Size) -> Margins:
    """Return the margins of a page of a size; small pages have none."""
    columns, rows = size
    has_axes = columns >= 24 and rows >= 8
    has_legend = columns >= 56 and rows >= 8
    return Margins(GUTTER if has_axes else 0, LEGEND if has_legend else 0, BELOW if has_axes else 0)


def map_size(size: Size) -> Size:
    """Return the columns and rows of the map on a page of a size."""
    edge = margins(size)
    return size[0] - edge.left - edge.right, size[1] - edge.below


def page_view(box: Box, size: Size, aspect: Aspect = "equal") -> Viewport:
    """Return the view of a whole map that fits on a page, no larger than the map needs."""
    columns, rows = map_size(size)
    scale = Viewport.fit(box, columns, rows, aspect).scale
    (left, right), (bottom, top) = box
    needed = (
        math.ceil((right - left) / scale[0] - 1e-9) + 1,
        math.ceil((top - bottom) / scale[1] - 1e-9) + 1,
    )
    return Viewport.fit(box, min(needed[0], columns), min(needed[1], rows), aspect)


def map_page(
    terrain: Terrain, size: Size, overlay: Overlay, *, style: Style, palette: Palette
) -> Canvas:
    """Return a page of at most ``size`` with the whole map of a terrain."""
    view = page_view(terrain.box, size)
    return page(draw_map(view, terrain, style=style, palette=palette), size, overlay)


def page(layer: MapLayer, size: Size, overlay: Overlay) -> Canvas:
    """Return a page with a map that was drawn before, in a view no larger than ``map_size``."""
    edge, view = margins(size), layer.view
    entries = legend(layer, overlay, size[1]) if edge.right else []
    rows = min(max(view.rows + edge.below, len(entries)), size[1])
    canvas = Canvas.blank(min(edge.left + view.columns + edge.right, size[0]), rows)
    canvas.paste(compose(layer, overlay).canvas, edge.left, 0)
    if edge.below:
        _write_axes(canvas, layer, edge.left)
        _write_scale_bar(canvas, layer, edge.left)
    column = edge.left + view.columns + 2
    for row, entry in enumerate(entries):
        canvas.write(column, row, entry.sample, entry.ink, entry.paper)
        canvas.write(column + len(entry.sample) + 1, row, entry.text)
    return canvas


def _write_axes(canvas: Canvas, layer: MapLayer, left: int) -> None:
    """Write the weights at both ends and in the middle of what is shown of the map."""
    view = layer.view
    low, middle, high = _ends(view.box[1], layer.terrain.box[1])
    for w2 in (low, middle, high):
        row = min(max(int(view.place_of((view.centre[0], w2))[1]), 0), view.rows - 1)
        canvas.write(0, row, _tick(w2).rjust(left - 1)[: left - 1])
    canvas.write(left - 3, min(1, view.rows - 1), "w2")
    feet = [" "] * canvas.columns
    for w1 in _ends(view.box[0], layer.terrain.box[0]):
        label = _tick(w1)
        place = left + int(view.place_of((w1, view.centre[1]))[0]) - len(label) // 2
        place = min(max(place, 0), left + view.columns - len(label))
        if all(character == " " for character in feet[max(place - 1, 0) : place + len(label) + 1]):
            feet[place : place + len(label)] = label
    canvas.write(0, view.rows, "".join(feet))


def _ends(shown: Point, walls: Point) -> tuple[float, float, float]:
    low, high = max(shown[0], walls[0]), min(shown[1], walls[1])
    return low, (low + high) / 2, high


def _write_scale_bar(canvas: Canvas, layer: MapLayer, left: int) -> None:
    """Write a bar of a round length in weights of w1 below the map."""
    columns, length = scale_bar(layer.view)
    start, line, end = "|-|" if layer.style == "ascii" else "└─┘"
    bar = start + line * (columns - 1) + end
    canvas.write(left, layer.view.rows + 1, f"{bar} {length:g} w1")


def _tick(weight: float) -> str:
    """Return a weight for an axis: at most four digits, no minus before a zero."""
    return f"{weight:.4g}" if abs(weight) > 1e-12 else "0"


def scale_bar(view: Viewport) -> tuple[int, float]:
    """Return how many columns a round length of w1 spans, about a quarter of the view, and it."""
    most = view.columns * view.scale[0] / 4
    power = 10.0 ** math.floor(math.log10(most))
    length = max(factor * power for factor in (1, 2, 5) if factor * power <= most * (1 + 1e-9))
    return max(round(length / view.scale[0]), 1), length
