"""The readout of a move: what the gradient promised and what happened, split exactly."""

import math
from enum import StrEnum
from functools import reduce
from operator import add, mul
from typing import NamedTuple

from descent_game.game.moves import Update
from descent_game.losses.surface import Point, Surface
from descent_game.optimizers.base import each_weight

CLOSE = 0.1
"""A result within this share of the promise is ``as promised``."""


RAN_OUT = 0.12
"""A slope that fell to this share of what it was counts as 0: steps by key are no finer."""
NEGLIGIBLE_DROP = 0.02
"""A further fall of the loss by this share of a move's own counts as none."""


class Verdict(StrEnum):
    """The verdict on a move."""

    STOOD_STILL = "stood still"
    NON_FINITE = "non-finite"
    NO_SLOPE = "no slope"
    UPHILL = "uphill"
    PAID_OFF = "paid off"
    OVERSHOOT = "overshoot"
    BETTER = "better than promised"
    AS_PROMISED = "as promised"
    FELL_SHORT = "fell short"


class Readout(NamedTuple):
    """A move from ``w`` by ``d``, split into parts; all but ``shift`` in units of the loss.

    Attributes:
        promise: ``g . d``, the linear prediction.
        alone: ``(L(w + d1 e1) - L(w), L(w + d2 e2) - L(w))`` for the directions ``e1``, ``e2`` of
            the plane, which are those of the weights.
        interaction: ``together - (alone[0] + alone[1])``.
        together: ``L(w + d) - L(w)``.
        surprise: ``together - promise``.
        shift: The change of the slope along each direction.
    """

    promise: float
    alone: Point
    interaction: float
    together: float
    surprise: float
    shift: Point


class MoveResult(NamedTuple):
    """One side's part of a turn: where it went, and the readout of it."""

    start: Point
    displacement: Point
    end: Point
    loss: float
    readout: Readout
    verdict: Verdict
    is_lowest: bool
    at_wall: bool
    crossed_crease: bool

    @property
    def kept(self) -> float:
        """The share of its promise that the move kept, NaN where nothing was promised."""
        promise = self.readout.promise
        return self.readout.together / promise if promise else math.nan

    @property
    def slope_left(self) -> float:
        """The promise of the same update from its end; above 0 where the loss rises there."""
        return _slope_left(self.readout, self.displacement)


def promise_of(gradient: Point, displacement: Point) -> float:
    """Return the linear prediction ``g . d``.

    A weight that does not move contributes 0, even where its slope does not exist.
    """
    promise: float = reduce(add, map(mul, gradient, displacement))  # sum() rounds by version
    if math.isnan(promise):
        return reduce(add, [g * d for g, d in zip(gradient, displacement, strict=True) if d], 0.0)
    return promise


class Plane(NamedTuple):
    """Two directions through a point, with one entry per weight each, along which moves are split.

    An update ``(d1, d2)`` leads from ``w`` to ``w + d1 e1 + d2 e2``. With two weights the
    directions are those of the weights (``WEIGHTS``), and nothing has to be computed.
    """

    e1: Point
    e2: Point

    def parts(self, start: Point, end: Point, displacement: Point) -> tuple[Point, Point]:
        """Return the points to which each part of an update leads alone."""
        if self is WEIGHTS:  # exact where a wall has rounded the end
            return (end[0], start[1]), (start[0], end[1])
        d1, d2 = displacement
        return (
            each_weight(lambda w, e: w + d1 * e, start, self.e1),
            each_weight(lambda w, e: w + d2 * e, start, self.e2),
        )

    def slopes(self, gradient: Point) -> Point:
        """Return the slopes along the two directions."""
        if self is WEIGHTS:
            return gradient
        return promise_of(gradient, self.e1), promise_of(gradient, self.e2)


WEIGHTS = Plane((1.0, 0.0), (0.0, 1.0))
"""The plane of two weights."""


def read(
    surface: Surface, start: Point, update: Update, shown: Point, plane: Plane = WEIGHTS
) -> Readout:
    """Return the readout of a move.

    Args:
        surface: The loss that is read.
        start: Where the move began.
        update: The update ``(d1, d2)`` in the plane, and where it ended.
        shown: The gradient that the mover was shown, which may be noisy.
        plane: The directions along which the update is taken apart.
    """
    displacement, end, _ = update
    first, second = plane.parts(start, end, displacement)
    before = surface.value(start)
    alone1 = surface.value(first) - before
    alone2 = surface.value(second) - before
    together = surface.value(end) - before
    promise = promise_of(plane.slopes(shown), displacement)
    slope, new_slope = plane.slopes(surface.gradient(start)), plane.slopes(surface.gradient(end))
    return Readout(
        promise=promise,
        alone=(alone1, alone2),
        interaction=together - (alone1 + alone2),
        together=together,
        surprise=together - promise,
        shift=(new_slope[0] - slope[0], new_slope[1] - slope[1]),
    )


def is_lowest(surface: Surface, update: Update, readout: Readout) -> bool:
    """Tell whether a move ended about at a lowest point of its heading.

    The slope along the update fell to about 0, and the parabola through its end that has slope and
    curvature of the loss leads hardly lower.
    """
    displacement = update.displacement
    left = _slope_left(readout, displacement)
    if not (readout.together < 0.0 and abs(left) <= RAN_OUT * abs(readout.promise)):
        return False
    first, second = (promise_of(row, displacement) for row in surface.hessian(update.end))
    curvature = promise_of((first, second), displacement)
    further = 0.5 * left * left / curvature if curvature > 0.0 else math.inf
    return further <= NEGLIGIBLE_DROP * abs(readout.together)


def _slope_left(readout: Readout, displacement: Point) -> float:
    return readout.promise + promise_of(readout.shift, displacement)


def interaction_of(surface: Surface, start: Point, first: Point, second: Point) -> float:
    """Return the interaction of two successive updates.

    Args:
        surface: The loss ``L``.
        start: The point ``w`` before both.
        first: The update ``a``.
        second: The update ``b``.

    Returns:
        ``L(w + a + b) - L(w + a) - L(w + b) + L(w)``; for one update along each axis the same as
        the interaction of both made at once.
    """
    after_first, after_second = (each_weight(add, start, update) for update in (first, second))
    both = surface.value(each_weight(add, after_first, second))
    return both - surface.value(after_first) - surface.value(after_second) + surface.value(start)


def judge(promise: float, together: float, *, moved: bool = True) -> Verdict:
    """Return the verdict on a move.

    Args:
        promise: The predicted change of the loss.
        together: The change of the loss.
        moved: Whether the update was not 0.
    """
    if not moved:
        return Verdict.STOOD_STILL
    if not (math.isfinite(promise) and math.isfinite(together)):
        return Verdict.NO_SLOPE if math.isfinite(together) else Verdict.NON_FINITE
    if promise > 0.0:
        return Verdict.UPHILL if together >= 0.0 else Verdict.PAID_OFF
    if together >= 0.0:
        return Verdict.OVERSHOOT
    ratio = together / promise if promise else math.inf
    if ratio > 1.0 + CLOSE:
        return Verdict.BETTER
    return Verdict.AS_PROMISED if ratio >= 1.0 - CLOSE else Verdict.FELL_SHORT
