"""Outlines of boxes: the walls of the map, and the lens on the overview."""

import math

from descent_game.losses.surface import Box, Point
from descent_game.rendering.canvas import BRAILLE, Canvas, IndexArray
from descent_game.rendering.colour import Colour, Ink
from descent_game.rendering.palette import Palette
from descent_game.rendering.strokes import dots_along
from descent_game.rendering.style import GLYPHS, Style
from descent_game.rendering.viewport import DOTS_HIGH, DOTS_WIDE, Cell, Viewport


def draw_frame(canvas: Canvas, view: Viewport, box: Box, style: Style, palette: Palette) -> None:
    """Draw the walls on the paper of the outside, so that they differ from contours."""
    if style != "braille":
        draw_outline(canvas, view, box, style, palette.base.frame)
        for column, row, _ in _outline(view, box, style):
            canvas.paper[row, column] = palette.base.outside
        return
    x, y = _dots(view, box)
    canvas.glyphs[y // DOTS_HIGH, x // DOTS_WIDE] = BRAILLE
    canvas.paper[y // DOTS_HIGH, x // DOTS_WIDE] = palette.base.outside
    canvas.stroke(x, y, Ink(palette.base.frame, palette.base.frame), canvas)


def draw_outline(canvas: Canvas, view: Viewport, box: Box, style: Style, colour: Colour) -> None:
    """Draw the outline of a box: in braille as dots, else as characters in its cells."""
    if style == "braille":
        canvas.stroke(*_dots(view, box), Ink(colour, colour), canvas.copy())
        return
    for column, row, glyph in _outline(view, box, style):
        canvas.glyphs[row, column] = ord(glyph)
        canvas.ink[row, column] = colour


def _dots(view: Viewport, box: Box) -> tuple[IndexArray, IndexArray]:
    (left, right), (bottom, top) = box
    corners = [(left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)]
    return dots_along(view, corners, 1, DOTS_WIDE, DOTS_HIGH)


def _outline(view: Viewport, box: Box, style: Style) -> list[tuple[int, int, str]]:
    """Return column, row and glyph of the cells in view that an outline runs through."""
    (left, right), (bottom, top) = box
    first, last = _cell(view, (left, top)), _cell(view, (right, bottom))
    glyphs = GLYPHS[style]
    cells: dict[Cell, str] = {}
    for row in (first[1], last[1]):
        span = range(max(first[0], 0), min(last[0] + 1, view.columns))
        cells |= {(column, row): glyphs.wall for column in span}
    for column in (first[0], last[0]):
        span = range(max(first[1], 0), min(last[1] + 1, view.rows))
        cells |= {(column, row): glyphs.post for row in span}
    corners = [(column, row) for row in (first[1], last[1]) for column in (first[0], last[0])]
    cells |= dict(zip(corners, glyphs.corners, strict=True))
    return [
        (column, row, glyph)
        for (column, row), glyph in cells.items()
        if 0 <= column < view.columns and 0 <= row < view.rows
    ]


def _cell(view: Viewport, w: Point) -> Cell:
    x, y = view.place_of(w)
    return math.floor(x), math.floor(y)
