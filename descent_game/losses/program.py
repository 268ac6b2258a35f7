"""A tree made ready to be computed: at points with floats, on grids with arrays."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from descent_game.losses.arithmetic import Arithmetic, Term
from descent_game.losses.compiling import Compiler, Names
from descent_game.losses.dataset import Dataset
from descent_game.losses.functions import FLOATS, array_backend
from descent_game.losses.numeric import ARITHMETIC_ERRORS, Backend
from descent_game.losses.surface import Array, Point
from descent_game.losses.tree import Node

CHUNK = 10_000
"""Numbers computed at once on a grid: they stay in the cache, and memory stays bounded."""


def plain(w: Point) -> Point:
    """Return a point as Python floats, with 0.0 for -0.0: mirror images and memory take both."""
    return float(w[0]) + 0.0, float(w[1]) + 0.0


class Program:
    """A tree under one arithmetic, compiled when it is first asked for. Never raises or warns."""

    def __init__(
        self,
        tree: Node,
        arithmetic: Callable[[Backend], Arithmetic],
        parameters: Mapping[str, float],
        data: Dataset | None,
    ) -> None:
        self.tree = tree
        self.arithmetic = arithmetic
        self.parameters = parameters
        self.data = data

    def at(self, w: Point) -> Any:
        """Return the result at a ``plain`` point: by floats, and by arrays where floats give up."""
        w1, w2 = w
        if self.data is None:
            try:
                return self._floats(w1, w2)
            except ARITHMETIC_ERRORS:
                pass
        import numpy as np  # noqa: PLC0415

        with np.errstate(all="ignore"):
            return self._rescue(np.float64(w1), np.float64(w2))

    def on(self, w1: Array, w2: Array, parts: int) -> tuple[Array, ...]:
        """Return ``parts`` arrays of results on a grid or batch, in the shape of the weights."""
        import numpy as np  # noqa: PLC0415

        w1, w2 = (np.asarray(w, dtype=float) + 0.0 for w in (w1, w2))  # as in plain
        w1, w2 = np.broadcast_arrays(w1, w2)
        shape, rows = w1.shape, self.data.count if self.data else 1
        size = max(1, CHUNK // rows)
        flat1, flat2 = w1.reshape(-1), w2.reshape(-1)
        results = [np.empty(flat1.shape) for _ in range(parts)]
        with np.errstate(all="ignore"):
            for first in range(0, flat1.size, size):
                piece = slice(first, first + size)
                found = self._arrays(flat1[piece], flat2[piece])
                for result, values in zip(results, found, strict=False):
                    result[piece] = values
        return tuple(result.reshape(shape) for result in results)

    @cached_property
    def _floats(self) -> Term:
        return self._compile(FLOATS, on_grid=False)

    @cached_property
    def _rescue(self) -> Term:
        """The same over NumPy's scalars, which know NaN and infinities."""
        return self._compile(array_backend(), on_grid=False)

    @cached_property
    def _arrays(self) -> Term:
        term = self._compile(array_backend(), on_grid=True)

        def as_tuple(w1: Array, w2: Array) -> tuple[Array, ...]:
            result = term(w1, w2)
            return result if isinstance(result, tuple) else (result,)

        return as_tuple

    def _compile(self, backend: Backend, *, on_grid: bool) -> Term:
        columns, count = (self.data.arrays, self.data.count) if self.data else ({}, 0)
        names = Names(self.parameters, columns, count)
        return Compiler(self.arithmetic, backend, names, on_grid=on_grid).term(self.tree)
