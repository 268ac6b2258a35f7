"""The frame of the map: its walls, where they are in view."""

import math

from descent_game.rendering.canvas import Canvas
from descent_game.rendering.colour import Ink
from descent_game.rendering.palette import Palette
from descent_game.rendering.strokes import dots_along
from descent_game.rendering.style import GLYPHS, Style
from descent_game.rendering.viewport import DOTS_HIGH, DOTS_WIDE, Box, Viewport


def draw_frame(canvas: Canvas, view: Viewport, box: Box, style: Style, palette: Palette) -> None:
    """Draw the walls of the box: as dots where they stand, or as characters in their cells."""
    if style == "braille":
        draw_box_of_dots(canvas, view, box, Ink(palette.frame, palette.frame))
    else:
        _draw_characters(canvas, view, box, style, palette)


def draw_box_of_dots(canvas: Canvas, view: Viewport, box: Box, ink: Ink) -> None:
    """Draw the outline of a box as unbroken lines of dots, clipped to the view."""
    (left, right), (bottom, top) = box
    corners = [(left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)]
    x, y = dots_along(view, corners, 1, DOTS_WIDE, DOTS_HIGH)
    canvas.stroke(x, y, ink, canvas.copy())


def _draw_characters(
    canvas: Canvas, view: Viewport, box: Box, style: Style, palette: Palette
) -> None:
    (left, right), (bottom, top) = box
    first, last = view.place_of((left, top)), view.place_of((right, bottom))
    columns = [math.floor(first[0]), math.floor(last[0])]
    rows = [math.floor(first[1]), math.floor(last[1])]
    glyphs = GLYPHS[style]
    for row in rows:
        for column in range(max(columns[0], 0), min(columns[1] + 1, view.columns)):
            _put(canvas, column, row, glyphs.wall, palette)
    for column in columns:
        for row in range(max(rows[0], 0), min(rows[1] + 1, view.rows)):
            _put(canvas, column, row, glyphs.post, palette)
    places = [(column, row) for row in rows for column in columns]
    for (column, row), corner in zip(places, glyphs.corners, strict=True):
        _put(canvas, column, row, corner, palette)


def _put(canvas: Canvas, column: int, row: int, glyph: str, palette: Palette) -> None:
    if 0 <= column < canvas.columns and 0 <= row < canvas.rows:
        canvas.glyphs[row, column] = ord(glyph)
        canvas.ink[row, column] = palette.frame
        canvas.paper[row, column] = palette.outside
