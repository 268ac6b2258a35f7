"""Fog: the part of the map that has not been seen, and its texture."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from descent_game.losses.surface import Point
from descent_game.rendering.viewport import FloatArray, Viewport

SOFT_ROWS = 1.25
"""The width of the fading edge, in rows; twice as many columns."""

SHADES = 5
"""Steps of fading; few, so that a row has few runs of one colour."""


@dataclass(frozen=True, slots=True)
class Fog:
    """What has been seen: discs of radius ``sight``, in the unit of the weights, around points.

    Attributes:
        points: The middles of the discs.
        sight: Their radius.
        excluded: Half planes that are hatched, each as a point of its edge and the direction into
            it at right angles to that.
    """

    points: tuple[Point, ...]
    sight: float
    excluded: tuple[tuple[Point, Point], ...] = ()

    def clarity(self, view: Viewport) -> FloatArray:
        """Return for each cell how clearly it is seen, 0 (fog) to 1, shape ``(rows, columns)``."""
        distance = self._distance(view)
        inner = self.sight - 0.4 * SOFT_ROWS * view.row_height
        faded = 1 - (distance - inner) / (SOFT_ROWS * view.row_height)
        clear: FloatArray = np.rint(np.clip(faded, 0, 1) * SHADES) / SHADES
        return clear

    def hatched(self, view: Viewport) -> npt.NDArray[np.bool_]:
        """Return which cells have their centre in an excluded half plane."""
        w1, w2 = view.cell_centres()
        cells = np.zeros((view.rows, view.columns), np.bool_)
        for (p1, p2), (n1, n2) in self.excluded:
            cells |= n1 * (w1 - p1) + n2 * (w2 - p2) > 0.0
        return cells

    def _distance(self, view: Viewport) -> FloatArray:
        """Return each cell's distance to the nearest point, in weights."""
        w1, w2 = view.cell_centres()
        nearest = np.full((view.rows, view.columns), np.inf)
        for point in self.points:
            np.minimum(nearest, (w1 - point[0]) ** 2 + (w2 - point[1]) ** 2, out=nearest)
        distance: FloatArray = np.sqrt(nearest)
        return distance


def lattice(view: Viewport, across: int, down: int) -> npt.NDArray[np.bool_]:
    """Return the cells of a staggered pattern: every ``across`` columns and ``down`` rows.

    The pattern is fixed to the weights, so that it moves with the view.
    """
    column = np.floor(view.cell_centres()[0] / view.scale[0] + 0.25).astype(np.int64)
    row = np.floor(view.cell_centres()[1] / view.scale[1] + 0.25).astype(np.int64)
    stagger = (row // down) % 2 * (across // 2)
    specks: npt.NDArray[np.bool_] = (row % down == 0) & ((column + stagger) % across == 0)
    return specks
