"""The lens: a view that follows the player, zoomed to the radius of sight."""

import math
from dataclasses import dataclass
from typing import NamedTuple

from descent_game.losses.surface import Box, Point
from descent_game.rendering.viewport import Aspect, Viewport, finite

DISC_ROWS = 8
"""Height of a disc of sight, in rows; a third of the screen where that is more."""

MARGIN = (4, 2)
"""Columns and rows kept free around the points that have to be in view."""

ROUNDING = 1 + 1e-9
"""The tolerance for ranges that fit exactly."""

CLOSEST = 1e-9
"""The smallest part of the whole map that a lens shows."""


@dataclass(frozen=True, slots=True)
class Focus:
    """What a lens shows.

    Attributes:
        centre: The player's position.
        sight: The radius of sight, in the unit of the weights.
        keep: Further points to keep in view.
        zoom: A factor; above 1 the map is enlarged.
    """

    centre: Point
    sight: float
    keep: tuple[Point, ...] = ()
    zoom: float = 1.0

    def bounds(self) -> Box:
        """Return the smallest box around the disc of sight and the points to keep."""
        points = [point for point in self.keep if finite(point)]
        w1 = [self.centre[0] - self.sight, self.centre[0] + self.sight]
        w2 = [self.centre[1] - self.sight, self.centre[1] + self.sight]
        w1 += [point[0] for point in points]
        w2 += [point[1] for point in points]
        return (min(w1), max(w1)), (min(w2), max(w2))


def lens(box: Box, columns: int, rows: int, focus: Focus, aspect: Aspect = "equal") -> Viewport:
    """Return a view in which the disc of sight is about 8 rows high.

    It is larger where the points of the focus need it, up to the whole box, within which it stays.
    It moves by whole cells, so that cells do not change while it follows the player.
    """
    whole = Viewport.fit(box, columns, rows, aspect)
    bounds = focus.bounds()
    room = (max(columns - 2 * MARGIN[0], 1), max(rows - 2 * MARGIN[1], 1))
    shrink = max(
        2 * focus.sight / max(DISC_ROWS, rows // 3) / whole.row_height,
        (bounds[0][1] - bounds[0][0]) / room[0] / whole.scale[0],
        (bounds[1][1] - bounds[1][0]) / room[1] / whole.scale[1],
    )
    shrink = min(1.0, max(shrink / focus.zoom, CLOSEST))
    scale = (whole.scale[0] * shrink, whole.scale[1] * shrink)
    across = _Axis(box[0], columns, scale[0], room[0]).centre(focus.centre[0], bounds[0])
    up = _Axis(box[1], rows, scale[1], room[1]).centre(focus.centre[1], bounds[1])
    return Viewport(columns, rows, (across, up), scale)


class _Axis(NamedTuple):
    """One axis of a lens: the walls, the cells in view, what a cell spans, cells without margin."""

    walls: Point
    cells: int
    scale: float
    room: float

    def centre(self, wanted: float, kept: Point) -> float:
        """Return the centre nearest to the wanted one that keeps a range in view, over the map."""
        half = self.room * self.scale / 2
        if kept[1] - kept[0] <= 2 * half * ROUNDING:
            wanted = min(max(wanted, kept[1] - half), kept[0] + half)
        middle = (self.walls[0] + self.walls[1]) / 2
        slack = (self.walls[1] - self.walls[0] - (self.cells - 1) * self.scale) / 2
        if slack <= 0:
            return middle
        most = math.ceil(slack / self.scale - 1e-9)
        steps = min(max(round((wanted - middle) / self.scale), -most), most)
        return middle + steps * self.scale
