"""Gradient descent that shortens each step until the loss falls as it should."""

from typing import NamedTuple

from descent_game.losses.surface import Point
from descent_game.optimizers.base import Optimizer, Oracle, Sees, short
from descent_game.optimizers.batch import init_each, update_each

MOST_SHRINKS = 60
"""After so many shortenings without success the method stays put for the turn."""


class NoState(NamedTuple):
    """Nothing is remembered from turn to turn."""


def backtracking(learning_rate: float, shrink: float = 0.5, slope: float = 1e-4) -> Optimizer:
    """Return gradient descent with Armijo's rule.

    Each turn takes the first rate ``r`` of ``rate, rate * shrink, rate * shrink^2, ...`` with
    ``L(w - r * g) <= L(w) - slope * r * |g|^2``; after 60 shortenings without one it stays put.
    Armijo, Minimization of functions having Lipschitz continuous first partial derivatives, 1966.

    Args:
        learning_rate: The first rate that each turn tries, above 0.
        shrink: Factor of the rate from one try to the next, in (0, 1).
        slope: Share of the predicted decrease that a step has to reach, in (0, 1).
    """

    def update(oracle: Oracle, state: NoState, w: Point) -> tuple[Point, NoState]:
        loss, (g1, g2), rate = oracle.value(w), oracle.gradient(w), learning_rate
        for _ in range(MOST_SHRINKS + 1):
            enough = loss - slope * rate * (g1 * g1 + g2 * g2)
            if oracle.value((w[0] - rate * g1, w[1] - rate * g2)) <= enough:
                return (-rate * g1, -rate * g2), state
            rate *= shrink
        return (0.0, 0.0), state

    tried = ", ".join(short(learning_rate * shrink**k) for k in range(3))
    return Optimizer(
        "backtracking",
        {"learning_rate": learning_rate, "shrink": shrink, "slope": slope},
        Sees.LOSS_AND_GRADIENT,
        f"w = w - r g;  r = the first of {tried}, ... that lowers L by {short(slope)} r |g|^2",
        init_each(lambda w: NoState()),
        update_each(update),
    )
