"""Bands and contour lines of a grid of losses: isovalues, band numbers, edges."""

from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from descent_game.rendering.canvas import DotArray
from descent_game.rendering.viewport import FloatArray

Spacing: TypeAlias = Literal["log", "linear"]
"""``log``: geometric in the height above the goal. ``linear``: round numbers, evenly apart."""

BandArray: TypeAlias = npt.NDArray[np.uint16]

LARGEST = 1e300
"""Losses with a larger size count as undefined: their differences would overflow."""

LOG_RANGE = 1e6
"""The most that the highest isovalue's height above the goal is over the lowest one's."""


def isovalues(
    losses: FloatArray, spacing: Spacing, bands: int, goal: float | None = None
) -> tuple[float, ...]:
    """Return at most ``bands - 1`` rising isovalues over the range of the losses.

    A few per cent of the area at either end belong to the lowest and the highest band, so that a
    spike or a cliff does not determine all of them. A constant or undefined loss has none.

    Args:
        losses: Losses of any shape.
        spacing: How isovalues are spaced.
        bands: The most bands.
        goal: The loss from which heights are measured with ``log`` spacing, None for the lowest.
    """
    known = losses[defined(losses)]
    if known.size == 0 or bands < 2:
        return ()
    low, high = (float(end) for end in np.percentile(known, (2.0, 98.0)))
    if not high - low > 1e-12 * max(abs(low), abs(high)):
        low, high = float(known.min()), float(known.max())
    if not high - low > 1e-12 * max(abs(low), abs(high)):
        return ()
    if spacing == "linear":
        return _round_numbers(low, high, bands - 1)
    return _geometric(known, float(known.min()) if goal is None else goal, bands - 1)


def _geometric(known: FloatArray, goal: float, count: int) -> tuple[float, ...]:
    heights = known - goal
    heights = heights[heights > 0]
    if heights.size == 0:
        low, high = (float(end) for end in np.percentile(known, (2.0, 98.0)))
        return _round_numbers(low, high, count)
    low, high = (float(end) for end in np.percentile(heights, (3.0, 97.0)))
    low = max(low, high / LOG_RANGE)
    return _rising(goal + np.geomspace(low, high, count))


def _round_numbers(low: float, high: float, count: int) -> tuple[float, ...]:
    """Return multiples of 1, 2 or 5 times a power of ten, at most ``count``, from low to high."""
    rough = (high - low) / (count + 1)
    if rough == 0.0:  # the narrowest of ranges, divided
        return ()
    power = 10.0 ** np.floor(np.log10(rough))
    for factor in (1, 2, 5, 10, 20):
        step = factor * power
        first, last = np.ceil(low / step), np.floor(high / step)
        if last - first < count:
            return _rising(np.arange(first, last + 1) * step)
    return ()


def _rising(values: FloatArray) -> tuple[float, ...]:
    return tuple(float(value) for value in np.unique(values[np.isfinite(values)]))


def defined(losses: FloatArray) -> DotArray:
    """Return where the loss is a number that can be drawn, as a mask of the same shape."""
    result: DotArray = np.abs(losses) < LARGEST
    return result


def bands(losses: FloatArray, heights: tuple[float, ...]) -> BandArray:
    """Return each loss's band: the number of isovalues below it.

    Undefined losses get a band of their own, one above the highest: ``len(heights) + 1``.
    """
    found = np.zeros(losses.shape, dtype=np.uint16)
    for height in heights:
        found += losses > height
    found[~defined(losses)] = len(heights) + 1
    return found


def edges(levels: BandArray | DotArray) -> DotArray:
    """Return which dots have a higher neighbour to the left, right, above or below.

    This is the border of every region from the inside: thin lines without gaps, a single dot wide
    in every direction.
    """
    found = np.zeros(levels.shape, dtype=np.bool_)
    right = levels[:, :-1] < levels[:, 1:]
    left = levels[:, :-1] > levels[:, 1:]
    below = levels[:-1] < levels[1:]
    above = levels[:-1] > levels[1:]
    found[:, :-1] |= right
    found[:, 1:] |= left
    found[:-1] |= below
    found[1:] |= above
    return found
