"""The overlay of a map, which changes with turns and keys: paths, markers, aim, compass."""

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple, TypeGuard

from descent_game.losses.surface import Point
from descent_game.rendering.canvas import Canvas
from descent_game.rendering.colour import Ink
from descent_game.rendering.map_layer import MapLayer
from descent_game.rendering.overview import draw_overview
from descent_game.rendering.pen import Pen
from descent_game.rendering.ring import Ring, draw_ring, ring_rows
from descent_game.rendering.viewport import finite

PLAYER_SPACING, BOT_SPACING, COMPASS_SPACING, PUSH_SPACING = 1, 3, 2, 3
"""Distances between dots: the player's path and aim are lines, the others are dotted."""

RING_GAP = 1.2
"""Rows from the ring to the arrowhead of the compass."""

COMPASS_ROWS = 4.0
"""Length of the compass needle, in rows; only its direction has a meaning."""

PARTS = 40
"""The number of positions along an arrow that are tried for its head."""


class Spoke(NamedTuple):
    """A dotted line from the player along a vector, with its length in rows."""

    vector: Point
    rows: float
    both_ways: bool = False


@dataclass(frozen=True, slots=True)
class Overlay:
    """What is drawn over the map, in weights; what is None, empty or out of view is left out.

    Attributes:
        player: The player's path, from the start to the present position.
        bots: The paths of the bots.
        aim: The update that the player would make.
        compass: A vector along minus the gradient, of any length.
        start: The start.
        overview_rows: The rows of an overview of the whole map in a corner; 0 for none.
        spokes: Lines of instruments at the player's position.
        push: What the aim adds to the speed that is kept, where there is any.
        ring: How far the step of the aim leads. The compass is then an arrowhead just outside it.
        signs: The glyphs of the bots, without which they are those of the style.
    """

    player: tuple[Point, ...] = ()
    bots: tuple[tuple[Point, ...], ...] = ()
    aim: Point | None = None
    compass: Point | None = None
    start: Point | None = None
    overview_rows: int = 0
    spokes: tuple[Spoke, ...] = ()
    signs: str = ""
    push: Point | None = None
    ring: Ring | None = None


class Frame(NamedTuple):
    """A finished picture and the rows in which it differs from the one before."""

    canvas: Canvas
    changed_rows: list[int]


def compose(layer: MapLayer, overlay: Overlay, before: Canvas | None = None) -> Frame:
    """Return the layer with an overlay.

    Args:
        layer: The map, which is copied.
        overlay: What is drawn over it.
        before: The picture before, for the rows that changed; None, and all have.
    """
    ringed = overlay.ring is not None and bool(overlay.player)
    below = replace(
        overlay, aim=None, push=None, ring=None, compass=None if ringed else overlay.compass
    )
    lines, compass = _lines(layer, below)
    pen = Pen(layer, lines.copy())
    if overlay.ring is not None and overlay.player:
        draw_ring(pen, overlay.player[-1], overlay.ring)
        compass = _outside(pen, overlay, overlay.ring)
    aim = _draw_aim(pen, overlay)
    _draw_head(pen, compass)  # before the markers: only its direction has a meaning
    _draw_markers(pen, overlay)
    _draw_head(pen, _before_a_bot(pen, aim, overlay))
    if overlay.overview_rows and overlay.player:
        tips = [head.tip for head in (aim, compass) if head is not None]
        draw_overview(pen, overlay.player, overlay.bots, overlay.overview_rows, tips)
    rows = range(pen.canvas.rows) if before is None else pen.canvas.changed_rows(before)
    return Frame(pen.canvas, list(rows))


class Head(NamedTuple):
    """An arrowhead: where it stands, its glyph and its colours."""

    tip: Point
    arrow: str
    ink: Ink


@lru_cache(maxsize=1)
def _lines(layer: MapLayer, overlay: Overlay) -> tuple[Canvas, Head | None]:
    """Return the layer with all lines but the aim's, and the compass's arrowhead.

    They stay while a player aims. The canvas is shared: copy it before drawing on it.
    """
    pen, palette = Pen(layer, layer.canvas.copy()), layer.palette
    for number, path in enumerate(overlay.bots):
        pen.path(path, BOT_SPACING, pen.glyphs.bot_path, palette.inks.bot(number))
    pen.path(overlay.player, PLAYER_SPACING, pen.glyphs.player_path, palette.inks.player)
    if not overlay.player:
        return pen.canvas, None
    here = overlay.player[-1]
    for spoke in overlay.spokes:
        _draw_spoke(pen, here, spoke)
    if not _points_somewhere(overlay.compass):
        return pen.canvas, None
    needle = _needle(layer, overlay.compass)
    tip = here[0] + needle[0], here[1] + needle[1]
    pen.path((here, tip), COMPASS_SPACING, pen.glyphs.compass, palette.inks.compass)
    return pen.canvas, Head(tip, _towards(pen, needle, pen.glyphs.needles), palette.inks.compass)


def _draw_aim(pen: Pen, overlay: Overlay) -> Head | None:
    """Draw the line of the aim; return its arrowhead."""
    if not overlay.player or not _points_somewhere(overlay.aim):
        return None
    here, ink = overlay.player[-1], pen.layer.palette.inks.aim
    if overlay.push is not None:
        end = here[0] + overlay.push[0], here[1] + overlay.push[1]
        pen.path((here, end), PUSH_SPACING, pen.glyphs.aim, ink)
    tip = here[0] + overlay.aim[0], here[1] + overlay.aim[1]
    pen.path((here, tip), 1, pen.glyphs.aim, ink)
    return Head(tip, _towards(pen, overlay.aim, pen.glyphs.arrows), ink)


def _outside(pen: Pen, overlay: Overlay, ring: Ring) -> Head | None:
    """Return the arrowhead of the compass just outside the ring, None without a direction.

    It is further out where the aim's would cover it, and within the ring where only that is seen.
    """
    if not _points_somewhere(overlay.compass):
        return None
    layer, here = pen.layer, overlay.player[-1]
    aim = overlay.aim or (0.0, 0.0)
    taken = None, layer.view.cell_of((here[0] + aim[0], here[1] + aim[1]))
    radius = ring_rows(layer.view, ring)
    for rows in (radius + RING_GAP, radius + 2 * RING_GAP, COMPASS_ROWS):
        needle = _needle(layer, overlay.compass, rows)
        tip = here[0] + needle[0], here[1] + needle[1]
        if layer.view.cell_of(tip) not in taken:
            break
    return Head(tip, _towards(pen, needle, pen.glyphs.needles), layer.palette.inks.compass)


def _draw_spoke(pen: Pen, here: Point, spoke: Spoke) -> None:
    if not _points_somewhere(spoke.vector):
        return
    vector = _needle(pen.layer, spoke.vector, spoke.rows)
    end = here[0] + vector[0], here[1] + vector[1]
    start = (here[0] - vector[0], here[1] - vector[1]) if spoke.both_ways else here
    pen.path((start, end), COMPASS_SPACING, pen.glyphs.spoke, pen.layer.palette.inks.start)


def _draw_head(pen: Pen, head: Head | None) -> None:
    if head is not None:
        pen.marker(*head)


def _before_a_bot(pen: Pen, head: Head | None, overlay: Overlay) -> Head | None:
    """Return an arrowhead moved back along its line where it would cover a bot.

    None where there is no free cell between the player and the bot.
    """
    cell_of = pen.layer.view.cell_of
    taken = {cell_of(path[-1]) for path in overlay.bots if path} - {None}
    if head is None or cell_of(head.tip) not in taken:
        return head
    here, (w1, w2) = overlay.player[-1], head.tip
    taken.add(cell_of(here))
    for part in range(1, PARTS):
        back = part / PARTS
        tip = w1 + (here[0] - w1) * back, w2 + (here[1] - w2) * back
        if cell_of(tip) not in taken:
            return head._replace(tip=tip)
    return None


def _draw_markers(pen: Pen, overlay: Overlay) -> None:
    glyphs, palette = pen.glyphs, pen.layer.palette
    signs = overlay.signs or glyphs.bots
    for number, path in enumerate(overlay.bots):
        ink = palette.inks.bot(number)
        for point in path[1:-1]:
            pen.marker(point, glyphs.bot_stops[number % len(glyphs.bot_stops)], ink)
    for point in overlay.player[1:-1]:
        pen.marker(point, glyphs.player_stop, palette.inks.player)
    if overlay.start is not None:
        pen.marker(overlay.start, glyphs.start, palette.inks.start)
    for number, path in enumerate(overlay.bots):
        for point in path[-1:]:
            pen.badge(point, signs[number % len(signs)], number + 1)
    for point in overlay.player[-1:]:
        pen.badge(point, glyphs.player, 0)


def _needle(layer: MapLayer, vector: Point, rows: float = COMPASS_ROWS) -> Point:
    """Return the displacement along a vector that is ``rows`` rows long on the screen."""
    angle, scale = _screen_angle(layer, vector), layer.view.scale
    across, up = rows * math.cos(angle), rows * math.sin(angle)
    return across * 2 * scale[0], up * scale[1]


def _towards(pen: Pen, vector: Point, arrows: str) -> str:
    """Return the one of eight arrows nearest to the direction of the vector on the screen."""
    return arrows[round(_screen_angle(pen.layer, vector) / (math.pi / 4)) % 8]


def _screen_angle(layer: MapLayer, vector: Point) -> float:
    """Return the direction of a vector as seen, in radians: with stretched axes it is another."""
    scale = layer.view.scale
    return math.atan2(vector[1] / scale[1], vector[0] / (2 * scale[0]))


def _points_somewhere(vector: Point | None) -> TypeGuard[Point]:
    return vector is not None and finite(vector) and any(vector)
