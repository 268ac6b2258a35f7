"""Paths of straight lines as dots: clipped to the view and evenly spaced."""

from collections.abc import Sequence

import numpy as np

from descent_game.losses.surface import Point
from descent_game.rendering.canvas import IndexArray
from descent_game.rendering.viewport import FloatArray, Viewport

ROUNDING = 1e-6
"""Added before rounding down, so that a line exactly between two rows of dots stays in one."""

FURTHEST = 1e12
"""The distance from the view, in cells, at which a path ends: rounding would bend it."""


def dots_along(
    view: Viewport, path: Sequence[Point], spacing: int, across: int, down: int
) -> tuple[IndexArray, IndexArray]:
    """Return the dots ``(x, y)`` along a path.

    Args:
        view: The view.
        path: The points, up to the first that is not finite or too far.
        spacing: Every ``spacing``-th dot along the longer axis of each line; 1 is an unbroken line.
        across: Dots of a cell across: 2 for braille, 1 for whole cells.
        down: Dots of a cell down: 4 for braille, 1 for whole cells.
    """
    corners = _near_start(view, path)
    if len(corners) < 2:
        nothing = np.zeros(0, dtype=np.intp)
        return nothing, nothing
    places = np.array(corners) * (across, down)
    width, height = view.columns * across, view.rows * down
    start, end = _clipped(places[:-1], places[1:], width, height)
    x, y = _sampled(start, end, spacing)
    inside = (x >= 0) & (x < width) & (y >= 0) & (y < height)
    return x[inside], y[inside]


def _near_start(view: Viewport, path: Sequence[Point]) -> list[tuple[float, float]]:
    """Return the places of the points up to the first that is not finite or absurdly far."""
    places: list[tuple[float, float]] = []
    for point in path:
        x, y = view.place_of(point)
        if not (abs(x) < FURTHEST and abs(y) < FURTHEST):
            break
        places.append((x, y))
    return places


def _clipped(
    start: FloatArray, end: FloatArray, width: int, height: int
) -> tuple[FloatArray, FloatArray]:
    """Return the parts of segments ``(n, 2)`` within the view, by Liang and Barsky's method."""
    along = end - start
    first, last = np.zeros(len(start)), np.ones(len(start))
    for axis, size in ((0, width), (1, height)):
        moving = along[:, axis] != 0
        speed = np.where(moving, along[:, axis], 1.0)
        crossings = np.stack((-start[:, axis] / speed, (size - start[:, axis]) / speed))
        first = np.where(moving, np.maximum(first, crossings.min(axis=0)), first)
        last = np.where(moving, np.minimum(last, crossings.max(axis=0)), last)
    seen = first < last
    start, along, first, last = start[seen], along[seen], first[seen], last[seen]
    return start + along * first[:, np.newaxis], start + along * last[:, np.newaxis]


def _sampled(start: FloatArray, end: FloatArray, spacing: int) -> tuple[IndexArray, IndexArray]:
    """Return every ``spacing``-th whole place along each segment, all segments in a row."""
    length = np.abs(end - start).max(axis=1, initial=0.0)
    counts = (length / spacing).astype(np.intp) + 1
    piece = np.repeat(np.arange(len(counts)), counts)
    within = np.arange(len(piece)) - np.repeat(np.cumsum(counts) - counts, counts)
    share = within * spacing / np.maximum(length, spacing)[piece]
    places = start[piece] + (end - start)[piece] * share[:, np.newaxis]
    whole = np.floor(places + ROUNDING).astype(np.intp)
    return whole[:, 0], whole[:, 1]
