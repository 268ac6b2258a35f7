"""Maps with paths on them, as SVG over a small picture of the loss."""

import math
from collections.abc import Iterable, Sequence

from descent_game.game.game import Game
from descent_game.losses.surface import Box, Point
from descent_game.rendering.bitmap import contour_png
from descent_game.rendering.html import escaped, png_address
from descent_game.rendering.relief import Terrain

HIGH = 240.0
"""Units of a map from bottom to top; its width keeps the shape of the map."""


def terrain_of(game: Game) -> Terrain:
    """Return the landscape of a game, with its goal's contour where the goal names a loss."""
    height = game.goal.loss
    goal = None if math.isnan(height) else height
    return Terrain(game.variant.surface.values, game.variant.box, goal, game.level.map.isovalues)


def map_svg(game: Game, shapes: Iterable[str], name: str, kind: str = "") -> str:
    """Return the map of a game with shapes drawn over it.

    Args:
        game: The game.
        shapes: SVG elements.
        name: The label for screen readers.
        kind: The class of the SVG element.
    """
    wide = width_of(game.variant.box)
    source = png_address(contour_png(terrain_of(game)))
    start = place(game.variant.box, game.variant.start)
    return (
        f'<svg class="{kind}" viewBox="0 0 {wide:g} {HIGH:g}" role="img"'
        f' aria-label="{escaped(name)}">'
        f'<image href="{source}" width="{wide:g}" height="{HIGH:g}" preserveAspectRatio="none"/>'
        f"{''.join(shapes)}"
        f'<circle class="start" cx="{start[0]:g}" cy="{start[1]:g}" r="5"/></svg>'
    )


def path_line(box: Box, points: Sequence[Point], kind: str) -> str:
    """Return a path as a line; points that are not finite end it."""
    finite = []
    for point in points:
        if not all(map(math.isfinite, point)):
            break
        finite.append(place(box, point))
    return f'<polyline class="way {kind}" points="{" ".join(f"{x:g},{y:g}" for x, y in finite)}"/>'


def place(box: Box, w: Point) -> Point:
    """Return the position of weights on the map, in units from the top left corner."""
    (left, right), (bottom, top) = box
    x = (w[0] - left) / (right - left) * width_of(box)
    return round(x, 1), round((top - w[1]) / (top - bottom) * HIGH, 1)


def width_of(box: Box) -> float:
    """Return the width of a map in units; the proportions are limited."""
    (left, right), (bottom, top) = box
    return round(HIGH * min(2.5, max(0.4, (right - left) / (top - bottom))), 1)
