"""Losses and small helpers that the tests of the optimizers share."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from descent_game.losses.loss import Loss
from descent_game.losses.surface import Array, Hessian, Point, Surface
from descent_game.optimizers.base import Optimizer, Oracle, Pair
from descent_game.optimizers.batch import BatchOracle

BOWL = Loss("((w1 - 2)**2 + (w2 + 1)**2) / 2 + 0.9 * (w1 - 2) * (w2 + 1)")
RAVINE = Loss("((w1 - 3)**2 + 50 * (w2 - 1)**2) / 2")
LEANING = Loss("((w1 + w2 - 4)**2 + 50 * (w1 - w2)**2) / 4")
CREASE = Loss("2 * abs(w1 - w2) + (w1 + w2 - 6)**2 / 20")
BANANA = Loss("(w1 - 1.5)**2 / 4 + 4 * (w2 - w1**2 / 2)**2")
SADDLE = Loss("w1 * w2 + (w1**4 + w2**4) / 20")
STEEP_AXES = Loss("((w1 - 2)**2 + 100 * (w2 - 1)**2) / 2")
STEEP_LEANING = Loss("((w1 + w2 - 3)**2 + 100 * (w1 - w2 - 1)**2) / 4")

EVERY_SPEC = [
    "gd:learning_rate=0.02",
    "gd:learning_rate=0.03,schedule=cosine,turns=20,warmup=3",
    "momentum:learning_rate=0.01,momentum=0.8",
    "momentum:learning_rate=0.02,momentum=0.9,schedule=one-cycle,turns=20",
    "nesterov:learning_rate=0.01,momentum=0.8",
    "adagrad:learning_rate=0.5",
    "rmsprop:learning_rate=0.05",
    "adam:learning_rate=0.1",
    "coordinate:cap=3",
    "coordinate:learning_rate=0.02",
    "backtracking:learning_rate=1",
    "newton:cap=2",
]


class Doc(NamedTuple):
    """An oracle from functions written by hand."""

    value: Callable[[Any], Any] = lambda w: 0.0
    gradient: Callable[[Any], Any] = lambda w: (0.0, 0.0)
    hessian: Callable[[Any], Any] = lambda w: ((0.0, 0.0), (0.0, 0.0))


def sloped(*gradients: Point) -> Doc:
    """Return an oracle whose gradients are these, one after the other, wherever it is asked."""
    told = iter(gradients)
    return Doc(gradient=lambda w: next(told))


def curved(hessian: Hessian, gradient: Point) -> Doc:
    return Doc(gradient=lambda w: gradient, hessian=lambda w: hessian)


def run(optimizer: Optimizer, oracle: Oracle, start: Point, turns: int) -> list[Point]:
    """Return the way of a method, the start first."""
    way, state = [start], optimizer.init(start)
    for _ in range(turns):
        displacement, state = optimizer.update(oracle, state, way[-1])
        way.append((way[-1][0] + displacement[0], way[-1][1] + displacement[1]))
    return way


def turns_to(optimizer: Optimizer, loss: Loss, start: Point, target: float) -> int | None:
    """Return the first turn with a loss of at most the target, None for none of 2,000."""
    way = run(optimizer, loss, start, 2000)
    return next((turn for turn, w in enumerate(way) if loss.value(w) <= target), None)


def run_batch(optimizer: Optimizer, surface: Surface, starts: Array, turns: int) -> Array:
    """Return the paths of a method from many starts.

    ``starts`` has shape ``(n, 2)``, the result ``(turns + 1, n, 2)`` with the starts first. Paths
    that diverge go on as infinite or NaN and disturb no other.
    """
    paths = np.empty((turns + 1, *np.shape(starts)))
    paths[0] = starts
    oracle, state = BatchOracle(surface), optimizer.init(_columns(paths[0]))
    with np.errstate(all="ignore"):
        for turn in range(turns):
            displacement, state = optimizer.update(oracle, state, _columns(paths[turn]))
            paths[turn + 1] = paths[turn] + np.stack(displacement, axis=-1)
    return paths


def _columns(points: Array) -> Pair:
    return points[:, 0], points[:, 1]
