"""Derivatives where the chain rule gives none, as limits from all sides.

The chain rule fails where a root of zero stands in a loss (``0 * infinity``), though the loss may
be smooth there: ``1 - cos(sqrt(w1**2 + w2**2))`` at 0. Every derivative is then looked at on two
small circles around the point. Where it differs from direction to direction by far less on the
smaller one, it has a limit, which is taken; where it jumps, as at a tip or a kink, there is none.
"""

from collections.abc import Callable
from typing import TypeAlias

from descent_game.losses.surface import Array

ComputeJets: TypeAlias = Callable[[Array, Array], tuple[Array, ...]]
"""From points ``(n,)``, ``(n,)`` to value, two slopes and three second derivatives, each (n,)."""

PAIRS = 6
"""Opposite directions that are looked along; none of them is along an axis or a diagonal."""
TURNED = 0.137
"""Radians by which the first direction is turned away from the axis."""
RADII = 1e-6, 1e-12
"""Both circles, as shares of the larger weight, at least of 1."""
SHRINKS = 1e-3
"""A difference between directions vanishes where the smaller circle has this share of it left."""
VANISHES = 1e-4
"""A mean that has this share of itself left on the smaller circle goes to 0."""
ROUNDING = 1e-9
"""Differences of this share of the largest derivative of the same order are rounding errors."""
JUMP = 1e-6
"""A loss that changes by a larger share of itself right beside a point is not continuous there."""


def limits(jets: ComputeJets, w1: Array, w2: Array, values: Array) -> Array:
    """Return the derivatives at points as limits, shape ``(5, n)``; NaN where there is none.

    ``values`` is the loss at the points. A second derivative has none where a slope of its weights
    has none.
    """
    import numpy as np  # noqa: PLC0415

    angles = TURNED + np.arange(PAIRS) * np.pi / PAIRS
    scale = np.maximum(1.0, np.maximum(abs(w1), abs(w2)))[:, None, None]
    around = [
        w[:, None, None] + scale * np.array(RADII)[:, None] * np.concatenate((along, -along))
        for w, along in ((w1, np.cos(angles)), (w2, np.sin(angles)))
    ]
    shape = around[0].shape
    found = np.stack([part.reshape(shape) for part in jets(*(w.ravel() for w in around))])
    with np.errstate(all="ignore"):
        losses, derivatives = found[0, :, 1], found[1:]
        wide, narrow = np.moveaxis(np.ptp(derivatives, axis=-1), -1, 0)
        largest = np.max(abs(derivatives[:, :, 1]), axis=-1)
        of_order = np.concatenate((_all_largest(largest[:2]), _all_largest(largest[2:])))
        settled = narrow <= SHRINKS * wide + ROUNDING * of_order
        jump = np.max(abs(losses - values[:, None]), axis=-1)
        settled &= jump <= JUMP * (abs(values) + RADII[0])
        pairs = derivatives[..., :PAIRS] + derivatives[..., PAIRS:]
        outer, limit = np.moveaxis(np.mean(pairs, axis=-1) / 2.0, -1, 0)
        limit = np.where(abs(limit) <= np.maximum(narrow, VANISHES * abs(outer)), 0.0, limit)
    settled[2:] &= np.stack((settled[0], settled[0] & settled[1], settled[1]))
    return np.where(settled & np.isfinite(limit), limit, np.nan)


def _all_largest(sizes: Array) -> Array:
    """Return the largest of the sizes that are numbers, for each of them."""
    import numpy as np  # noqa: PLC0415

    finite = np.where(np.isfinite(sizes), sizes, 0.0)
    return np.broadcast_to(np.max(finite, axis=0), sizes.shape)
