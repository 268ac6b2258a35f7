"""Searches on a surface: lowest points along lines and on circles; low places, minima, saddles."""

import math
from collections.abc import Callable
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from descent_game.losses.curvature import eigenvalues
from descent_game.losses.ranking import lowest_in_order, lowest_index
from descent_game.losses.surface import Box, Interval, Point, Surface
from descent_game.measuring.lowest import as_low_as_around, grid, minimum, newton_step

FloatArray: TypeAlias = npt.NDArray[np.float64]

SAMPLES = 400
"""Points tried along a line, so that the lowest of several valleys is found."""
HALVINGS = 60
"""Halvings of a bracket: down to the last digit."""
GRID = 81
"""Rows and columns of points tried on a map."""
FINE_GRID = 281
"""Rows and columns tried where many minima may lie close together."""
APART = 1.0 + 1e-9
"""So that places of the grid are not decided by rounding, some of which lie just that far apart."""
PLACES = 8
"""Low places that are enough to head for."""
SETTLED = 1e-12
"""A step of Newton's method that changes nothing any more."""
FLAT = 1e-9
"""A slope that counts as none."""


def lowest_length(surface: Surface, w: Point, unit: Point, bounds: Interval) -> float:
    """Return where along ``w + length * unit`` the loss is lowest, for lengths within bounds."""
    lengths = np.linspace(*bounds, SAMPLES + 1)
    losses = surface.values(w[0] + lengths * unit[0], w[1] + lengths * unit[1])

    def slope(length: float) -> float:
        g1, g2 = surface.gradient((w[0] + length * unit[0], w[1] + length * unit[1]))
        return g1 * unit[0] + g2 * unit[1]

    return _refined(slope, lengths.tolist(), _first_lowest(losses))


def lowest_heading(surface: Surface, w: Point, radius: float) -> float:
    """Return the heading, in degrees, to the lowest point on a circle around ``w``."""
    angles = np.linspace(0.0, 2.0 * math.pi, SAMPLES, endpoint=False)
    losses = surface.values(w[0] + radius * np.cos(angles), w[1] + radius * np.sin(angles))
    lowest, apart = float(angles[_first_lowest(losses)]), 2.0 * math.pi / SAMPLES

    def slope(angle: float) -> float:
        cosine, sine = math.cos(angle), math.sin(angle)
        g1, g2 = surface.gradient((w[0] + radius * cosine, w[1] + radius * sine))
        return g2 * cosine - g1 * sine

    return math.degrees(_refined(slope, [lowest - apart, lowest, lowest + apart], 1)) % 360.0


def low_places(surface: Surface, box: Box, height: float) -> tuple[Point, ...]:
    """Return a few places at or below a height that lie apart, the lowest first.

    They are points of a grid; the lowest point of the map where no such point is low enough.
    """
    w1, w2 = grid(box, GRID)
    losses, apart = surface.values(w1, w2), APART * (box[0][1] - box[0][0]) / PLACES
    low = np.flatnonzero(losses <= height)
    places: list[Point] = []
    for index in low[lowest_in_order(losses.flat[low], len(low))]:
        w = float(w1.flat[index]), float(w2.flat[index])
        if len(places) < PLACES and all(math.dist(w, place) > apart for place in places):
            places.append(w)
    return tuple(places) or (minimum(surface, box),)


def minima(surface: Surface, box: Box) -> tuple[Point, ...]:
    """Return the local minima inside the map where the loss is smooth, left to right.

    Newton's method from every point of a fine grid that is as low as its eight neighbours; what
    does not end in a bowl of slope 0 is left out.
    """
    w1, w2 = grid(box, FINE_GRID)
    ends = {_bottom(surface, w) for w in _low_points(w1, w2, surface.values(w1, w2))}
    return tuple(sorted(end for end in ends if end is not None and _is_in(end, box)))


def saddles(surface: Surface, box: Box) -> tuple[Point, ...]:
    """Return the saddles inside the map where the loss is smooth, left to right.

    Newton's method for a slope of 0 from every point of a fine grid where the slope is no larger
    than at its eight neighbours.
    """
    w1, w2 = grid(box, FINE_GRID)
    slopes1, slopes2 = surface.gradients(w1, w2)
    ends = {_rest(surface, w) for w in _low_points(w1, w2, np.hypot(slopes1, slopes2))}
    return tuple(sorted(end for end in ends if end is not None and _is_in(end, box)))


def _low_points(w1: FloatArray, w2: FloatArray, heights: FloatArray) -> list[Point]:
    """Return the inner points of a grid that are as low as all around them."""
    lowest = as_low_as_around(heights)
    found = zip(w1[1:-1, 1:-1][lowest], w2[1:-1, 1:-1][lowest], strict=True)
    return [(float(a), float(b)) for a, b in found]


def _is_in(w: Point, box: Box) -> bool:
    return box[0][0] < w[0] < box[0][1] and box[1][0] < w[1] < box[1][1]


def _rest(surface: Surface, w: Point) -> Point | None:
    """Return the saddle to which Newton's method for the slope leads, or None where none does."""
    for _ in range(HALVINGS):
        (slope1, slope2), ((h11, h12), (_, h22)) = surface.gradient(w), surface.hessian(w)
        determinant = h11 * h22 - h12 * h12
        if not determinant < 0.0:
            return None
        end = (
            w[0] + (h12 * slope2 - h22 * slope1) / determinant,
            w[1] + (h12 * slope1 - h11 * slope2) / determinant,
        )
        if math.dist(w, end) <= SETTLED:
            break
        w = end
    at_rest = math.hypot(*surface.gradient(w)) <= FLAT
    return (round(w[0], 9) + 0.0, round(w[1], 9) + 0.0) if at_rest else None


def _bottom(surface: Surface, w: Point) -> Point | None:
    """Return the bottom of the bowl around ``w``, to nine decimals, or None without a bowl."""
    for _ in range(HALVINGS):
        step = newton_step(surface.gradient(w), surface.hessian(w))
        end = w[0] + step[0], w[1] + step[1]
        if math.dist(w, end) <= SETTLED:
            break
        w = end
    at_rest = math.hypot(*surface.gradient(w)) <= FLAT
    is_bowl = at_rest and min(eigenvalues(surface.hessian(w))) > 0.0
    return (round(w[0], 9), round(w[1], 9)) if is_bowl else None


def _first_lowest(losses: FloatArray) -> int:
    """Return the index of the lowest loss along a line: of valleys that tie, of the first one."""
    lowest = lowest_index(losses)
    while lowest + 1 < len(losses) and losses[lowest + 1] < losses[lowest]:
        lowest += 1
    return lowest


def _refined(slope: Callable[[float], float], places: list[float], lowest: int) -> float:
    """Return the root of the slope between the neighbours of the lowest place, or that place."""
    low, high = places[max(lowest - 1, 0)], places[min(lowest + 1, len(places) - 1)]
    if slope(low) > 0.0 or slope(high) < 0.0:
        return places[lowest]
    for _ in range(HALVINGS):
        middle = (low + high) / 2.0
        here = slope(middle)
        if here == 0.0:
            return middle
        if middle in (low, high):
            break  # there is no number between them
        low, high = (low, middle) if here > 0.0 else (middle, high)
    return high
