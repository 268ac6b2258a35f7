"""The heart of the game: what the gradient promised, and what happened, split exactly."""

import math
from enum import StrEnum
from typing import NamedTuple

from descent_game.game.moves import Update
from descent_game.losses.surface import Point, Surface

CLOSE = 0.1
"""A result within this share of the promise is ``as promised``."""


RAN_OUT = 0.12
"""A slope that is down to this share has run out: the ladder of steps offers no finer choice."""


class Verdict(StrEnum):
    """What a move turned out to be."""

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
    """A move from ``w`` by ``d``, taken apart; all in units of the loss.

    ``promise = gradient . d``; ``alone = (L(w + d1 e1) - L(w), L(w + d2 e2) - L(w))`` for the
    directions ``e1``, ``e2`` of the plane, which are those of the weights;
    ``together = L(w + d) - L(w)``; ``interaction = together - (alone[0] + alone[1])``;
    ``surprise = together - promise``; ``shift`` is the change of each weight's slope.
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
    at_wall: bool
    crossed_crease: bool

    @property
    def kept(self) -> float:
        """The share of its promise that the move kept, NaN where nothing was promised."""
        promise = self.readout.promise
        return self.readout.together / promise if promise else math.nan

    @property
    def at_lowest(self) -> bool:
        """Whether the slope along the update ran out on it: no other step would lead lower."""
        return abs(self.slope_left) <= RAN_OUT * abs(self.readout.promise)

    @property
    def slope_left(self) -> float:
        """What the same update promises from where it ended: above 0 where it goes up by now."""
        return self.readout.promise + promise_of(self.readout.shift, self.displacement)


def promise_of(gradient: Point, displacement: Point) -> float:
    """Return the linear prediction ``gradient . d``.

    A weight that stays where it is adds nothing, even where it has no slope.
    """
    promise = gradient[0] * displacement[0] + gradient[1] * displacement[1]
    if math.isnan(promise):
        return sum(g * d for g, d in zip(gradient, displacement, strict=True) if d)
    return promise


class Plane(NamedTuple):
    """Two directions through a point, in which moves are made and taken apart.

    An update ``(d1, d2)`` leads from ``w`` to ``w + d1 e1 + d2 e2``. With two weights the
    directions are those of the weights, and nothing has to be computed.
    """

    e1: Point
    e2: Point

    def parts(self, start: Point, end: Point, displacement: Point) -> tuple[Point, Point]:
        """Return where the first part of an update leads alone, and where the second part does."""
        if self is WEIGHTS:  # exact where a wall has rounded the end
            return (end[0], start[1]), (start[0], end[1])
        (w1, w2), (d1, d2) = start, displacement
        first = w1 + d1 * self.e1[0], w2 + d1 * self.e1[1]
        return first, (w1 + d2 * self.e2[0], w2 + d2 * self.e2[1])

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


def interaction_of(surface: Surface, start: Point, first: Point, second: Point) -> float:
    """Return what two updates, one after the other, did only together.

    ``L(w + a + b) - L(w + a) - L(w + b) + L(w)``; for one update along each axis it is what
    ``read`` calls the interaction of both made at once.
    """
    (w1, w2), (a1, a2), (b1, b2) = start, first, second
    both = surface.value((w1 + a1 + b1, w2 + a2 + b2))
    alone = surface.value((w1 + a1, w2 + a2)), surface.value((w1 + b1, w2 + b2))
    return both - alone[0] - alone[1] + surface.value(start)


def judge(promise: float, together: float, *, moved: bool = True) -> Verdict:
    """Return the verdict on a move by the rules of the game, in their order."""
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
