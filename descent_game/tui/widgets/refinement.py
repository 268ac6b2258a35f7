"""Losses over many rows of data, drawn coarsely at once and exactly a little later."""

import math
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np
from textual.timer import Timer
from textual.widget import Widget
from textual.worker import get_current_worker

from descent_game.rendering.relief import Field, Terrain
from descent_game.rendering.viewport import DOTS_HIGH, DOTS_WIDE, FloatArray, Viewport
from descent_game.view.scene import Scene

ViewedTerrain = tuple[Viewport, Terrain]
"""A terrain, and the view for whose dots its losses are computed."""

QUICK = 4e6
"""Rows of data times points of a grid that may be computed between two frames."""

BANDS = 16
"""Parts in which an exact grid is computed; a view that was left is given up after one."""

DELAY = 0.1
"""Seconds that a view has to stand still before it is computed exactly."""


def coarseness(rows: int, view: Viewport) -> int:
    """Return how many dots apart a loss over so many rows of data may be computed; 1 is exact."""
    points = view.columns * DOTS_WIDE * view.rows * DOTS_HIGH
    return max(1, math.ceil(math.sqrt(rows * points / QUICK)))


def coarse(values: Field, factor: int) -> Field:
    """Return a field that computes every ``factor``-th point each way and repeats it."""

    def rough(w1: FloatArray, w2: FloatArray) -> FloatArray:
        middle = factor // 2
        columns, rows = np.arange(w1.size), np.arange(w2.size)
        some1 = w1[:, np.minimum(np.arange(0, w1.size, factor) + middle, w1.size - 1)]
        some2 = w2[np.minimum(np.arange(0, w2.size, factor) + middle, w2.size - 1), :]
        losses = np.broadcast_to(values(some1, some2), (some2.size, some1.size))
        return losses[np.ix_(rows // factor, columns // factor)]

    return rough


def known(losses: FloatArray) -> Field:
    """Return a field whose losses have been computed for the view that will ask for them."""
    return lambda _w1, _w2: losses


def exact(values: Field, view: Viewport, given_up: Callable[[], bool]) -> FloatArray | None:
    """Return the losses at every dot of a view, None where the view was given up meanwhile."""
    w1, w2 = view.dot_centres()
    parts = []
    with np.errstate(all="ignore"):
        for band in np.array_split(w2, BANDS):
            if given_up():
                return None
            parts.append(np.broadcast_to(values(w1, band), (band.size, w1.size)))
    return np.concatenate(parts)


class Refiner:
    """Knows for a map widget what to draw of a slow loss now, and calls ``redraw`` for the rest."""

    def __init__(self, widget: Widget, redraw: Callable[[], None]) -> None:
        self._widget = widget
        self._redraw = redraw
        self._exact: tuple[ViewedTerrain, Field] | None = None
        self._rough: tuple[ViewedTerrain, Field] | None = None
        self._timer: Timer | None = None

    def terrain(self, scene: Scene, view: Viewport) -> Terrain:
        """Return the terrain of a scene as it is known by now."""
        terrain = scene.terrain
        factor = coarseness(scene.data_rows, view)
        if factor == 1:
            return terrain
        viewed = (view, terrain)
        for found in (self._exact, self._rough):
            if found is not None and found[0] == viewed:
                return replace(terrain, values=found[1])
        rough = coarse(terrain.values, factor)
        self._rough = (viewed, rough)
        self._compute_later(viewed)
        return replace(terrain, values=rough)

    def _compute_later(self, viewed: ViewedTerrain) -> None:
        """Compute a terrain exactly once its view stands still."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._widget.set_timer(DELAY, partial(self._begin, viewed))

    def _begin(self, viewed: ViewedTerrain) -> None:
        work = partial(self._compute, viewed)
        self._widget.run_worker(work, thread=True, exclusive=True, group="refinement")

    def _compute(self, viewed: ViewedTerrain) -> None:
        """Compute a terrain exactly, in a thread of its own."""
        view, terrain = viewed
        worker = get_current_worker()
        losses = exact(terrain.values, view, lambda: worker.is_cancelled)
        if losses is not None:
            self._widget.app.call_from_thread(self._take, viewed, losses)

    def _take(self, viewed: ViewedTerrain, losses: FloatArray) -> None:
        if self._rough is not None and self._rough[0] == viewed and self._widget.is_attached:
            self._exact = (viewed, known(losses))
            self._redraw()
