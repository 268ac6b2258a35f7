"""The lowest point of a map: from low places of a grid, polished; in narrow valleys as well."""

import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from descent_game.losses.curvature import eigenvalues
from descent_game.losses.ranking import lowest_in_order, lowest_index
from descent_game.losses.surface import Box, Hessian, Point, Surface

FloatArray: TypeAlias = npt.NDArray[np.float64]

GRID = 81
"""Rows and columns of points tried on a map; values of a weight for which valleys are sought."""
GRIDS = (GRID, 12, 6), (281, 400, 24), (801, 0, 240)
"""Rows and columns; with how many low points at most they do; from how many a descent starts.
More low points are those of waves, which the next grid has to tell apart; the last one has to do.
"""
SECOND_GRID, SECOND_STARTS = 331, 24
"""What a second opinion looks at."""
MOST_WORK, CHEAP = 20_000_000, 50
"""Grid points times cost of a second opinion, and the cost up to which valleys are sought."""
NEWTON, SHORTENINGS = 60, 12
"""Steps of Newton's method, and how often each is halved until it leads down."""
CLOSE = 1e-9
"""A step of this share of a cell that does not lead down has arrived."""
FLAT = 1e-8
"""A bottom's slope over a cell is this share of how much the loss varies on the map, or less."""
FINE, ZOOMS = 11, 18
"""Points that close in on a kink, and how often: by 5**18, to 1e-12."""
STRIP, FOLLOWS = 41, 11
"""Points that close in on the floor of a valley and on its lowest place, and how often: by 20**11,
to 1e-14."""
EQUAL = 1e-13
"""Places are equally low where they differ by this share of how much the loss varies, or less."""
BEST = 3
"""Places that are looked at closely where no descent has ended at a bottom."""
DECIMALS = range(12, 0, -1)
"""Decimals to which a place is rounded to see whether that is lower: where roots meet, an error
of 1e-16 in a weight is one of 1e-6 in the loss."""
DISAGREES = 1e-6
"""A second opinion has found another place where it is lower by more than this share of what the
loss varies."""


@lru_cache(maxsize=64)  # many claims of a level ask for the same
def minimum(surface: Surface, box: Box) -> Point:
    """Return the lowest point of the map, walls included.

    From the lowest few points of a grid that are as low as all around them Newton's method goes
    down within the map. Where the lowest end is no bottom, but at a kink or a tip, ever finer grids
    around it are searched, and the valleys along either weight, however narrow.
    """
    look, starts = _fine_look(surface, box)
    ends = [_descended(surface, box, w, look.cell) for w in look.lows[:starts]]
    best = _lowest(surface, ends, look)
    if _is_bottom(surface, box, best, look):
        return best
    near = [ends[i] for i in lowest_in_order(_heights(surface, ends), BEST)]
    near += [end for axis in (0, 1) for end in _valley_bottoms(surface, box, axis)]
    return _lowest(surface, [_closed_in(surface, box, w, look.cell) for w in near], look)


def second_opinion(surface: Surface, box: Box, cost: int = 1) -> Point | None:
    """Return a place that is lower than what ``minimum`` finds, None where none is found.

    A finer grid, more starts and every narrow valley are looked at, whatever ``minimum`` ends at.
    A loss whose points cost much more than a formula's is looked at on a coarser grid only.
    """
    look = _look(surface, box, min(SECOND_GRID, max(GRID // 2, math.isqrt(MOST_WORK // cost))))
    ends = [_descended(surface, box, w, look.cell) for w in look.lows[:SECOND_STARTS]]
    if cost <= CHEAP:
        ends += [end for axis in (0, 1) for end in _valley_bottoms(surface, box, axis)]
    other, here = _lowest(surface, ends, look), minimum(surface, box)
    lower = surface.value(here) - surface.value(other)
    return other if lower > DISAGREES * look.spread else None


class Look(NamedTuple):
    """A look at a grid: its low points, the lowest first, a cell's sides, how the loss varies."""

    lows: list[Point]
    cell: Point
    spread: float


def newton_step(gradient: Point, hessian: Hessian) -> Point:
    """Return ``-H^-1 g``, the step to the bottom of the bowl that the derivatives describe.

    Where they describe no bowl it is the zero vector.
    """
    (h11, h12), (_, h22) = hessian
    determinant = h11 * h22 - h12 * h12
    if not (min(eigenvalues(hessian)) > 0.0 and determinant > 0.0):
        return 0.0, 0.0
    return (
        (h12 * gradient[1] - h22 * gradient[0]) / determinant,
        (h12 * gradient[0] - h11 * gradient[1]) / determinant,
    )


def grid(box: Box, size: int) -> tuple[FloatArray, FloatArray]:
    """Return both weights on a grid over a box, walls included; shapes ``(size, size)``."""
    w1, w2 = np.meshgrid(*(np.linspace(*bounds, size) for bounds in box), copy=False)
    return w1, w2


def as_low_as_around(heights: FloatArray) -> npt.NDArray[np.bool_]:
    """Return which inner points of a grid are as low as their eight neighbours.

    Of neighbours that tie the last one counts, so that a tie is not lost and a plain not all found.
    """
    rows, columns = heights.shape
    inner, lowest = heights[1:-1, 1:-1], np.ones((rows - 2, columns - 2), dtype=bool)
    for row, column in product((0, 1, 2), repeat=2):
        around = heights[row : row + rows - 2, column : column + columns - 2]
        if (row, column) < (1, 1):
            lowest &= inner <= around
        elif (row, column) > (1, 1):
            lowest &= inner < around
    return lowest


def _fine_look(surface: Surface, box: Box) -> tuple[Look, int]:
    """Return a look that tells the waves of a loss apart, and from how many low points to go on."""
    *coarser, (finest, _, most_starts) = GRIDS
    for size, most, starts in coarser:
        look = _look(surface, box, size)
        if len(look.lows) <= most:
            return look, starts
    return _look(surface, box, finest), most_starts


def _look(surface: Surface, box: Box, size: int) -> Look:
    w1, w2 = grid(box, size)
    losses = np.asarray(surface.values(w1, w2))
    first = lowest_index(losses)
    heights = np.where(np.isnan(losses), np.inf, losses)
    low = as_low_as_around(np.pad(heights, 1, constant_values=np.inf)) & np.isfinite(heights)
    places = np.flatnonzero(low)
    ordered = [first, *places[lowest_in_order(heights.flat[places], len(places))]]
    lows: list[Point] = [
        (float(w1.flat[i]), float(w2.flat[i])) for i in dict.fromkeys(map(int, ordered))
    ]
    known = losses[np.isfinite(losses)]
    spread = float(np.median(known) - np.min(known)) if known.size else 0.0
    cell = (box[0][1] - box[0][0]) / (size - 1), (box[1][1] - box[1][0]) / (size - 1)
    return Look(lows, cell, spread)


def _lowest(surface: Surface, places: Sequence[Point], look: Look) -> Point:
    """Return the lowest of places; of equally low ones the first, so that rounding decides none."""
    heights = _heights(surface, places)
    return places[int(np.argmax(heights <= np.min(heights) + EQUAL * look.spread))]


def _heights(surface: Surface, places: Sequence[Point]) -> FloatArray:
    losses = np.array([surface.value(w) for w in places])
    return np.where(np.isnan(losses), np.inf, losses)


def _closed_in(surface: Surface, box: Box, w: Point, cell: Point) -> Point:
    """Return the lowest that grids, Newton's method and rounding find around a place."""
    zoomed = _zoomed(surface, box, w, cell)
    ends = [w, zoomed, _descended(surface, box, zoomed, cell)]
    return _rounded(surface, box, ends[int(np.argmin(_heights(surface, ends)))])


def _rounded(surface: Surface, box: Box, w: Point) -> Point:
    """Return a place with fewer decimals where that is lower."""
    for decimals in DECIMALS:
        short = _within((round(w[0], decimals), round(w[1], decimals)), box)
        if surface.value(short) < surface.value(w):
            w = short
    return w


def _descended(surface: Surface, box: Box, w: Point, cell: Point) -> Point:
    """Return where Newton's method ends that goes down within the box."""
    for _ in range(NEWTON):
        step, loss = _step(surface, box, w, cell), surface.value(w)
        arrived = abs(step[0]) <= CLOSE * cell[0] and abs(step[1]) <= CLOSE * cell[1]
        for halvings in range(1 if arrived else SHORTENINGS):
            share = 0.5**halvings
            end = _within((w[0] + share * step[0], w[1] + share * step[1]), box)
            if surface.value(end) <= loss:
                break
        else:
            return w
        if end == w:
            return w
        w = end
    return w


def _step(surface: Surface, box: Box, w: Point, cell: Point) -> Point:
    """Return Newton's step along the walls that block the way, else down the slope a cell."""
    gradient, hessian = surface.gradient(w), surface.hessian(w)
    free = _free(w, gradient, box)
    if all(free):
        step = newton_step(gradient, hessian)
    else:
        bends = hessian[0][0], hessian[1][1]
        step1, step2 = (
            -g / h if moves and h > 0.0 else 0.0
            for g, h, moves in zip(gradient, bends, free, strict=True)
        )
        step = step1, step2
    if step != (0.0, 0.0):
        return step
    slope1, slope2 = (g if moves else 0.0 for g, moves in zip(gradient, free, strict=True))
    size = math.hypot(slope1 * cell[0], slope2 * cell[1])
    if not 0.0 < size < math.inf:
        return 0.0, 0.0
    return -slope1 * cell[0] ** 2 / size, -slope2 * cell[1] ** 2 / size


def _free(w: Point, gradient: Point, box: Box) -> tuple[bool, bool]:
    """Return which weights can go down: those that no wall holds back."""
    first, second = (
        not ((x <= low and g > 0.0) or (x >= high and g < 0.0))
        for x, g, (low, high) in zip(w, gradient, box, strict=True)
    )
    return first, second


def _is_bottom(surface: Surface, box: Box, w: Point, look: Look) -> bool:
    """Tell whether the slope vanishes at a place, but for what a wall holds back."""
    gradient, hessian = surface.gradient(w), surface.hessian(w)
    if not all(map(math.isfinite, gradient)):
        return False
    free = _free(w, gradient, box)
    falls = [abs(g) * c for g, c, moves in zip(gradient, look.cell, free, strict=True) if moves]
    if max(falls, default=0.0) > FLAT * look.spread:
        return False
    bends = hessian[0][0], hessian[1][1]
    crossed = surface.creases_between(
        _within((w[0] - CLOSE * look.cell[0], w[1] - CLOSE * look.cell[1]), box),
        _within((w[0] + CLOSE * look.cell[0], w[1] + CLOSE * look.cell[1]), box),
    )
    return not crossed and all(h >= 0.0 for h, moves in zip(bends, free, strict=True) if moves)


def _within(w: Point, box: Box) -> Point:
    w1, w2 = (min(max(x, low), high) for x, (low, high) in zip(w, box, strict=True))
    return w1, w2


def _zoomed(surface: Surface, box: Box, w: Point, reach: Point) -> Point:
    """Return the lowest point of a grid around ``w``, then of a finer one around that, and so on.

    A point that no point of the grids is lower than stays what it is.
    """
    for _ in range(ZOOMS):
        around = [
            (max(a - r, low), min(a + r, high))
            for a, r, (low, high) in zip(w, reach, box, strict=True)
        ]
        w1, w2 = grid((around[0], around[1]), FINE)
        losses = np.asarray(surface.values(w1, w2))
        if not np.all(np.isnan(losses)):
            lowest = lowest_index(losses)
            closer = float(w1.flat[lowest]), float(w2.flat[lowest])
            w = closer if surface.value(closer) < surface.value(w) else w
        reach = 2.0 * reach[0] / (FINE - 1), 2.0 * reach[1] / (FINE - 1)
    return w


def _valley_bottoms(surface: Surface, box: Box, axis: int) -> list[Point]:
    """Return the lowest points of valleys that run along one weight, however narrow they are.

    For each value of that weight the other one is sought at which the loss is lowest; of the
    profile that this gives the lowest few places are closed in on.
    """
    along = np.linspace(*box[axis], GRID)
    low, high = (np.full(GRID, wall) for wall in box[1 - axis])
    across, losses = _floors(surface, axis, along, low, high)
    padded = np.pad(losses, 1, constant_values=np.inf)
    places = np.flatnonzero((losses <= padded[:-2]) & (losses <= padded[2:]) & (losses < np.inf))
    chosen = places[lowest_in_order(losses[places], BEST)]
    profile = Profile(axis, along, across)
    return [_followed(surface, box, profile, int(place)) for place in chosen]


class Profile(NamedTuple):
    """The floor of a valley along the weight ``axis``: for each of its values the other weight."""

    axis: int
    along: FloatArray
    across: FloatArray


def _followed(surface: Surface, box: Box, profile: Profile, place: int) -> Point:
    """Return the lowest point of a valley's floor around one of its places."""
    axis, along, across = profile
    room = (box[1 - axis][1] - box[1 - axis][0]) / (GRID - 1)
    for _ in range(FOLLOWS):
        first, last = max(place - 1, 0), min(place + 1, len(along) - 1)
        beside = across[first : last + 1]
        low = max(float(beside.min()) - room, box[1 - axis][0])
        high = min(float(beside.max()) + room, box[1 - axis][1])
        along = np.linspace(along[first], along[last], STRIP)
        across, losses = _floors(surface, axis, along, np.full(STRIP, low), np.full(STRIP, high))
        place, room = lowest_index(losses), room / 4.0
    end = float(along[place]), float(across[place])
    return end if axis == 0 else (end[1], end[0])


def _floors(
    surface: Surface, axis: int, along: FloatArray, low: FloatArray, high: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return for each value of one weight where between bounds the loss is lowest, and the loss.

    All arrays have shape ``(n,)``; a grid of the other weight is closed in on, for all at once.
    """
    shares, every = np.linspace(0.0, 1.0, GRID), np.arange(len(along))
    walls = low, high
    while True:
        tried = low[:, None] + (high - low)[:, None] * shares
        weights = (along[:, None], tried) if axis == 0 else (tried, along[:, None])
        losses = np.asarray(surface.values(*weights))
        losses = np.where(np.isnan(losses), np.inf, losses)
        best = np.argmin(losses, axis=1)
        found = tried[every, best]
        width = (high - low) * (shares[1] - shares[0])
        if np.all(width <= 4.0 * np.spacing(np.abs(found) + np.abs(high - low))):
            return found, losses[every, best]
        low, high = np.maximum(found - width, walls[0]), np.minimum(found + width, walls[1])
        shares = np.linspace(0.0, 1.0, STRIP)
