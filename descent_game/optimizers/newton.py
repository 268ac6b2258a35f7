"""Newton's method, made to go down where the curvature is negative."""

import math
from typing import NamedTuple

from descent_game.losses.surface import Hessian, Point
from descent_game.optimizers.base import Optimizer, Oracle, Sees, short
from descent_game.optimizers.batch import init_each, update_each

FLOOR = 1e-8
"""The smaller curvature counts as at least this share of the larger one."""


class NoState(NamedTuple):
    """Nothing is remembered from turn to turn."""


def newton(learning_rate: float = 1.0, cap: float | None = None) -> Optimizer:
    """Return Newton's method: ``w = w - rate * |H|^-1 g``, no step longer than ``cap``.

    ``|H|`` has the eigenvectors of the Hessian and the absolute values of its eigenvalues, so the
    step goes down along negative curvature as well: Dauphin et al., Identifying and attacking the
    saddle point problem in high-dimensional non-convex optimization, 2014. An eigenvalue counts as
    at least 1e-8 of the larger one; where all curvature is 0 the method stays put. For two weights.

    Args:
        learning_rate: Factor of the Newton step, above 0.
        cap: Longest step, in units of the weights; None for no limit.
    """

    def update(oracle: Oracle, state: NoState, w: Point) -> tuple[Point, NoState]:
        n1, n2 = inverse_curvature_times(oracle.hessian(w), oracle.gradient(w))
        length, factor = learning_rate * math.hypot(n1, n2), learning_rate
        if cap is not None and length > cap:
            factor *= cap / length
        return (-factor * n1, -factor * n2), state

    limit = {} if cap is None else {"cap": cap}
    symbol = "" if learning_rate == 1.0 else f"{short(learning_rate)} "
    return Optimizer(
        "newton",
        {"learning_rate": learning_rate, **limit},
        Sees.GRADIENT_AND_CURVATURE,
        f"w = w - {symbol}|H|^-1 g" + (f", no step longer than {short(cap)}" if cap else ""),
        init_each(lambda w: NoState()),
        update_each(update),
    )


def inverse_curvature_times(hessian: Hessian, vector: Point) -> Point:
    """Return ``|H|^-1 v``.

    With mean ``m``, half difference ``d`` of the diagonal and ``r = hypot(d, h12)`` the eigenvalues
    are ``m + r`` and ``m - r``, and any function f of H is
    ``(f(m+r) + f(m-r))/2 * I + (f(m+r) - f(m-r))/(2 r) * [[d, h12], [h12, -d]]``.
    """
    (h11, h12), (_, h22) = hessian
    mean, half = (h11 + h22) / 2.0, (h11 - h22) / 2.0
    radius = math.hypot(half, h12)
    upper, lower = _floored_inverses(mean + radius, mean - radius)
    same = (upper + lower) / 2.0
    if radius == 0.0:
        return same * vector[0], same * vector[1]
    turn = (upper - lower) / 2.0
    along, across = turn * (half / radius), turn * (h12 / radius)
    return (
        (same + along) * vector[0] + across * vector[1],
        across * vector[0] + (same - along) * vector[1],
    )


def _floored_inverses(first: float, second: float) -> Point:
    largest = max(abs(first), abs(second))
    floored = (max(abs(value), FLOOR * largest) for value in (first, second))
    inverse1, inverse2 = (1.0 / value if value else 0.0 for value in floored)
    return inverse1, inverse2
