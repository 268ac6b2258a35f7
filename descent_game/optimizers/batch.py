"""Many points at once: an oracle for batches, and methods that are written for one point."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from descent_game.losses.surface import Array, Point, Surface
from descent_game.optimizers.base import Oracle, Pair, State

PointUpdate = Callable[[Oracle, Any, Point], tuple[Point, State]]


@dataclass(frozen=True)
class BatchOracle:
    """A surface that answers a point with floats, and arrays of shape ``(n,)`` with arrays.

    Hessians of a batch are computed point by point.
    """

    surface: Surface

    def value(self, w: Pair) -> Any:
        """Return the loss, at a batch an array ``(n,)``."""
        return self.surface.value(w) if is_point(w) else self.surface.values(*w)

    def gradient(self, w: Pair) -> Pair:
        """Return the gradient, at a batch a pair of arrays ``(n,)``."""
        return self.surface.gradient(w) if is_point(w) else self.surface.gradients(*w)

    def hessian(self, w: Pair) -> tuple[Pair, ...]:
        """Return the Hessian, at a batch four arrays ``(n,)``."""
        if is_point(w):
            return self.surface.hessian(w)
        import numpy as np  # noqa: PLC0415

        each = np.array([self.surface.hessian(point) for point in points_of(w)])
        return (each[:, 0, 0], each[:, 0, 1]), (each[:, 1, 0], each[:, 1, 1])


class EachState(NamedTuple):
    """The states of the points of a batch, one for each."""

    states: tuple[State, ...]


def init_each(init: Callable[[Point], State]) -> Callable[[Pair], State]:
    """Make an ``init`` for one point work on batches as well."""

    def init_all(w: Pair) -> State:
        return init(w) if is_point(w) else EachState(tuple(init(point) for point in points_of(w)))

    return init_all


def update_each(update: PointUpdate) -> Callable[[Oracle, State, Pair], tuple[Pair, State]]:
    """Make an ``update`` for one point work on batches as well, point by point.

    The oracle then has to answer points too, as ``BatchOracle`` does.
    """

    def update_all(oracle: Oracle, state: State, w: Pair) -> tuple[Pair, State]:
        if is_point(w):
            return update(oracle, state, w)
        import numpy as np  # noqa: PLC0415

        pairs = zip(state.states, points_of(w), strict=True)
        made = [update(oracle, of_point, point) for of_point, point in pairs]
        first, second = np.array([displacement for displacement, _ in made]).T
        return (first, second), EachState(tuple(of_point for _, of_point in made))

    return update_all


def part_of(state: State, chosen: Array) -> State:
    """Return a batch's state for some of its points only; ``chosen`` is a mask ``(n,)``."""
    if isinstance(state, EachState):
        kept = (one for one, keep in zip(state.states, chosen, strict=True) if keep)
        return EachState(tuple(kept))
    if isinstance(state, tuple):
        parts = [part_of(part, chosen) for part in state]
        named = getattr(type(state), "_make", tuple)
        return named(parts)
    return state[chosen] if getattr(state, "shape", ()) == chosen.shape else state


def is_point(w: Pair) -> bool:
    """Tell one point from a batch."""
    return isinstance(w[0], (float, int))  # a union would be made at every call


def points_of(w: Pair) -> list[Point]:
    """Return the points of a batch as pairs of Python floats."""
    return list(zip(w[0].tolist(), w[1].tolist(), strict=True))
