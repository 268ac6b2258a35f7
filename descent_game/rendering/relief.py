"""The loss in a view, ready to be painted: bands and goal by dot, clarity by cell."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from descent_game.losses.surface import Box
from descent_game.rendering import contour
from descent_game.rendering.canvas import DotArray
from descent_game.rendering.contour import BandArray, Spacing
from descent_game.rendering.fog import Fog
from descent_game.rendering.viewport import FloatArray, Viewport

Field: TypeAlias = Callable[[FloatArray, FloatArray], FloatArray]
"""``values(w1, w2)`` of arrays that broadcast against each other, as ``Surface.values``."""


@dataclass(frozen=True, slots=True)
class Terrain:
    """What a map shows.

    Attributes:
        values: Returns the losses of arrays w1, w2.
        box: The map.
        goal: The loss whose contour is drawn separately, None for none.
        isovalues: A spacing, or the isovalues themselves.
    """

    values: Field
    box: Box
    goal: float | None = None
    isovalues: Spacing | tuple[float, ...] = "log"


LOOKS = 2, 24
"""Points in each direction, few first, at which a loss is compared to see whether it varies."""


@dataclass(frozen=True, slots=True)
class Relief:
    """A view of a terrain.

    ``bands`` and ``goal`` have shape ``(4 rows, 2 columns)``, one entry a dot; ``clarity`` (0 fog
    to 1 clear) and ``inside`` (the map's box) have shape ``(rows, columns)``, one a cell.
    """

    isovalues: tuple[float, ...]
    bands: BandArray
    goal: DotArray
    clarity: FloatArray
    inside: DotArray

    @property
    def count(self) -> int:
        """How many bands there are, without that of undefined losses."""
        return len(self.isovalues) + 1


def survey(view: Viewport, terrain: Terrain, fog: Fog | None, most_bands: int) -> Relief:
    """Evaluate the loss at every dot of the view and sort it into bands.

    Args:
        view: The view.
        terrain: The loss; isovalues that it does not list are chosen from what is seen in the view.
        fog: What has been seen, None for everything.
        most_bands: The most bands.
    """
    losses = _losses(view, terrain.values)
    inside = within(view, terrain.box)
    clarity = np.ones(inside.shape) if fog is None else fog.clarity(view)
    heights = terrain.isovalues
    if isinstance(heights, str):
        seen = losses[1::4, ::2][inside & (clarity > 0)]
        heights = contour.isovalues(seen, heights, most_bands, terrain.goal)
    goal = np.zeros(losses.shape, np.bool_) if terrain.goal is None else losses <= terrain.goal
    return Relief(heights, contour.bands(losses, heights), goal, clarity, inside)


def constant_loss(terrain: Terrain) -> float | None:
    """Return the loss of a terrain that has the same everywhere, None where it varies.

    There is nothing to draw on such a map.
    """
    loss = math.nan
    for places in LOOKS:
        w1, w2 = np.meshgrid(*(np.linspace(*bounds, places) for bounds in terrain.box))
        with np.errstate(all="ignore"):
            losses = np.asarray(terrain.values(w1, w2))
        loss = float(losses.flat[0])
        if not (math.isfinite(loss) and np.all(losses == loss)):
            return None
    return loss


def within(view: Viewport, box: Box) -> DotArray:
    """Return which cells have their centre in the box; a rounding error does not put one out."""
    w1, w2 = view.cell_centres()
    (left, right), (bottom, top) = box
    slack = (view.scale[0] * 1e-6, view.scale[1] * 1e-6)
    across = (w1 >= left - slack[0]) & (w1 <= right + slack[0])
    inside: DotArray = across & (w2 >= bottom - slack[1]) & (w2 <= top + slack[1])
    return inside


def _losses(view: Viewport, values: Field) -> FloatArray:
    w1, w2 = view.dot_centres()
    with np.errstate(all="ignore"):
        losses = np.asarray(values(w1, w2), dtype=np.float64)
    return np.broadcast_to(losses, (w2.size, w1.size))
