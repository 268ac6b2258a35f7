"""A tree made ready to be computed: at points with floats, on grids and batches with arrays."""

import math
from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache
from types import FunctionType
from typing import Any

from descent_game.losses.compiling import Shape, code, split
from descent_game.losses.dataset import Dataset
from descent_game.losses.evaluation import evaluate
from descent_game.losses.functions import ARITHMETIC_ERRORS, FLOATS, Table, array_functions
from descent_game.losses.surface import Array, Derivatives, Numeric, Point
from descent_game.losses.tree import WEIGHTS, Node

CHUNK = 10_000
"""Numbers computed at once on a grid: they stay in the cache, and memory stays bounded."""
REMEMBERED = 8
"""Points of which a slow result is kept: readout, compass and the next turn ask at the same few."""


def plain(w: Point) -> Point:
    """Return a point as Python floats, with 0.0 for -0.0: mirror images and memory take both."""
    return float(w[0]) + 0.0, float(w[1]) + 0.0


class Program:
    """A tree with its parameters and its data. Never raises or warns.

    Code is made and bound to the constants when it is first asked for.

    Args:
        tree: A checked tree.
        parameters: The values of its names.
        data: What its means and sums are taken over; None where it has none.
    """

    def __init__(self, tree: Node, parameters: Mapping[str, float], data: Dataset | None) -> None:
        self.data = data
        self._parameters = parameters
        self._at = lru_cache(maxsize=REMEMBERED)(self._computed_at)
        self._known_arrays: dict[tuple[int, bool], Callable[..., Any]] = {}
        self._split = split(tree, data.names if data else ())

    def at_points(
        self, shape: Shape, order: int, carefully: Callable[[Point], Any]
    ) -> Callable[[Point], Any]:
        """Return a function of a point that gives a result of this shape by floats.

        It leaves to ``carefully`` what floats cannot compute, and all of a program with data, as
        there is an array for every column.
        """
        if self.data is None:
            constants = {
                **self._constants,
                "ARITHMETIC_ERRORS": ARITHMETIC_ERRORS,
                "Derivatives": Derivatives,
                "carefully": lambda w: carefully(plain(w)),
                "float": float,
                "new": tuple.__new__,
            }
            return self._bound(shape, order, FLOATS, constants)
        return lambda w: carefully(plain(w))

    def at(self, w: Point, order: int) -> tuple[float, ...]:
        """Return value, slopes and second derivatives at a plain point, computed by arrays.

        Over data there are always slopes: who asks for the one asks for the others next.
        """
        return self._at(w, max(order, 1) if self.data else order)

    def _computed_at(self, w: Point, order: int) -> tuple[float, ...]:
        import numpy as np  # noqa: PLC0415

        with np.errstate(all="ignore"):
            return tuple(map(float, self._arrays(order)(*map(np.float64, w))))

    def on(
        self, w1: Array, w2: Array, order: int, *, flat_is_constant: bool = False
    ) -> tuple[Array, ...]:
        """Return arrays of the value, slopes and second derivatives on a grid or batch."""
        import numpy as np  # noqa: PLC0415

        given = [*np.broadcast_arrays(*(np.asarray(w, dtype=float) for w in (w1, w2)))]
        shape = given[0].shape
        if len(shape) != 2:
            given = [w.reshape(-1) for w in given]
        flat = given[0].shape
        weights = [_without_repeats(w) + 0.0 for w in given]  # as in plain
        each = (self.data.count if self.data else 1) * math.prod(flat[1:])
        size = max(1, CHUNK // max(1, each))
        compute = self._arrays(order, flat_is_constant=flat_is_constant)
        results = [np.empty(flat) for _ in range((1, 3, 6)[order])]
        with np.errstate(all="ignore"):
            for first in range(0, flat[0], size):
                piece = slice(first, first + size)
                found = compute(*(w[piece] if len(w) == flat[0] else w for w in weights))
                for result, values in zip(results, found, strict=True):
                    result[piece] = values
        return tuple(result.reshape(shape) for result in results)

    @cached_property
    def _constants(self) -> dict[str, Numeric]:
        columns, count = (self.data.arrays, self.data.count) if self.data else ({}, 0)
        names = {**columns, **self._parameters}
        constants = enumerate(self._split.constants)
        found = {f"k{place}": evaluate(node, names, count) for place, node in constants}
        return {**found, "count": float(count)}

    @cached_property
    def _array_constants(self) -> dict[str, Numeric]:
        import numpy as np  # noqa: PLC0415

        return {name: np.asarray(value)[()] for name, value in self._constants.items()}

    def _arrays(self, order: int, *, flat_is_constant: bool = False) -> Callable[..., Any]:
        key = order, flat_is_constant
        if key not in self._known_arrays:
            bound = self._bound(
                "parts", order, array_functions(), self._array_constants,
                flat_is_constant=flat_is_constant,
            )  # fmt: skip
            self._known_arrays[key] = bound
        return self._known_arrays[key]

    def _bound(
        self,
        shape: Shape,
        order: int,
        functions: Table,
        constants: Mapping[str, Any],
        *,
        flat_is_constant: bool = False,
    ) -> Callable[..., Any]:
        made = code(self._split, shape, order, WEIGHTS, flat_is_constant=flat_is_constant)
        return FunctionType(made, {**functions, **constants})


def _without_repeats(w: Array) -> Array:
    """Return an array without the copies of rows or columns that broadcasting shows.

    So on a grid what depends on one weight only is computed once for each row or column.
    """
    return w[tuple(slice(None if stride else 1) for stride in w.strides)]
