"""Coordinate descent: one weight at a time, in turn."""

from typing import NamedTuple

from descent_game.losses.surface import Point
from descent_game.optimizers.base import Optimizer, Oracle, Sees, short
from descent_game.optimizers.batch import PointUpdate, init_each, update_each
from descent_game.optimizers.line_minimum import nearest_minimum


class CyclicState(NamedTuple):
    """The weight whose turn it is: 0 for w1, 1 for w2."""

    axis: int


def coordinate(cap: float) -> Optimizer:
    """Return cyclic coordinate descent with exact line search: w1, w2, w1, ...

    Each turn goes to the nearest minimum along one axis, downhill, at most ``cap`` away (Wright,
    Coordinate descent algorithms, 2015). At a slope of exactly 0 it stays put.

    Args:
        cap: Longest step along the axis, in units of the weights, above 0.
    """

    def update(oracle: Oracle, state: CyclicState, w: Point) -> tuple[Point, CyclicState]:
        other = w[1 - state.axis]

        def slope_at(x: float) -> float:
            at = (x, other) if state.axis == 0 else (other, x)
            return float(oracle.gradient(at)[state.axis])

        return _along(state.axis, nearest_minimum(slope_at, w[state.axis], cap))

    rule = f"w_i = the nearest minimum along axis i, at most {short(cap)} away;  i = 1, 2, 1, ..."
    return _cyclic({"cap": cap}, rule, update)


def coordinate_steps(learning_rate: float) -> Optimizer:
    """Return cyclic coordinate descent with steps like gd's: ``w_i = w_i - rate * g_i``."""

    def update(oracle: Oracle, state: CyclicState, w: Point) -> tuple[Point, CyclicState]:
        return _along(state.axis, -learning_rate * oracle.gradient(w)[state.axis])

    rule = f"w_i = w_i - {short(learning_rate)} g_i;  i = 1, 2, 1, ..."
    return _cyclic({"learning_rate": learning_rate}, rule, update)


def _cyclic(settings: dict[str, float | str], rule: str, update: PointUpdate) -> Optimizer:
    return Optimizer(
        "coordinate",
        settings,
        Sees.SLOPE_ALONG_ONE_AXIS,
        rule,
        init_each(lambda w: CyclicState(0)),
        update_each(update),
    )


def _along(axis: int, displacement: float) -> tuple[Point, CyclicState]:
    point = (displacement, 0.0) if axis == 0 else (0.0, displacement)
    return point, CyclicState(1 - axis)
