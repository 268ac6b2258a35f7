"""A loss of two weights, from its formula: values and exact derivatives at points and on grids."""

import math
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache

from descent_game.losses.arithmetic import Jets, NearbyJets, Values
from descent_game.losses.compiling import Names, shortened
from descent_game.losses.dataset import Dataset
from descent_game.losses.formula import parse
from descent_game.losses.functions import kink_arguments
from descent_game.losses.jets import Jet
from descent_game.losses.limits import limits
from descent_game.losses.program import Program, plain
from descent_game.losses.surface import Array, Derivatives, Hessian, Point
from descent_game.losses.tree import WEIGHTS, Name, Node, Reduction, walk

REMEMBERED = 8
"""Readout, compass and the next turn ask at the same few points."""


class Loss:
    """The loss that a formula describes; a ``Surface``.

    Raises ``FormulaError`` where the formula cannot be read. Derivatives at a kink: ``abs`` has
    slope 0 at 0; ``minimum`` and ``maximum`` take the mean of both sides at a tie. Where a root of
    zero stands in the formula, each derivative is its limit from all sides; one without a limit,
    as at the tip of ``sqrt(w1**2 + w2**2)``, is NaN or infinite and leaves the others alone. So is
    one that overflows. Where the loss is NaN, so are its derivatives. ``formula.name_problem`` says
    which parameter names can be used.

    >>> from descent_game import Loss
    >>> bowl = Loss("(w1 - 1)**2 + steep * w1 * w2", {"steep": 3.0})
    >>> bowl.value((2.0, 1.0)), bowl.gradient((2.0, 1.0)), bowl.hessian((2.0, 1.0))
    (7.0, (5.0, 6.0), ((2.0, 3.0), (3.0, 0.0)))
    """

    def __init__(
        self,
        formula: str,
        parameters: Mapping[str, float] | None = None,
        data: Dataset | None = None,
    ) -> None:
        self.formula = formula
        self.parameters = {name: float(value) for name, value in (parameters or {}).items()}
        self.data = data
        columns = data.names if data else ()
        self._tree = parse(formula, (*WEIGHTS, *self.parameters), columns)
        self._value = lru_cache(maxsize=REMEMBERED)(self._compute_value)
        self._jet = lru_cache(maxsize=REMEMBERED)(self._compute_jet)

    @cached_property
    def names(self) -> frozenset[str]:
        """The parameters and columns that the formula uses."""
        names = {node.name for node in walk(self._tree) if isinstance(node, Name)}
        return frozenset(names - set(WEIGHTS))

    @property
    def count(self) -> int:
        """How many rows of data it is taken over, 0 without data."""
        return self.data.count if self.data else 0

    @property
    def cost(self) -> int:
        """How many numbers a part of the formula is at one point: 1, or one for every row."""
        return self._rows.count if self._rows else 1

    def on_rows(self, rows: Sequence[int]) -> "Loss":
        """Return the same loss over some rows of its data only, counted from 0."""
        assert self.data is not None
        return Loss(self.formula, self.parameters, self.data.rows(rows))

    def value(self, w: Point) -> float:
        """Return the loss ``L(w)``."""
        return self._value(plain(w))

    def gradient(self, w: Point) -> Point:
        """Return ``(dL/dw1, dL/dw2)``."""
        _, g1, g2, _, _, _ = self._jet(plain(w))
        return g1, g2

    def hessian(self, w: Point) -> Hessian:
        """Return the second derivatives ``((h11, h12), (h12, h22))``."""
        _, _, _, h11, h12, h22 = self._jet(plain(w))
        return (h11, h12), (h12, h22)

    def derivatives(self, w: Point) -> Derivatives:
        """Return value, gradient and Hessian from one evaluation."""
        value, g1, g2, h11, h12, h22 = self._jet(plain(w))
        return Derivatives(value, (g1, g2), ((h11, h12), (h12, h22)))

    def values(self, w1: Array, w2: Array) -> Array:
        """Return the loss at every point of a grid or batch."""
        return self._values.on(w1, w2, 1)[0]

    def gradients(self, w1: Array, w2: Array) -> tuple[Array, Array]:
        """Return the two partial derivatives at every point of a grid or batch."""
        import numpy as np  # noqa: PLC0415

        value, g1, g2 = self._jets.on(w1, w2, 3)
        missing = np.isfinite(value) & ~(np.isfinite(g1) & np.isfinite(g2))
        if np.any(missing):
            w1, w2 = (np.broadcast_to(w, value.shape)[missing] for w in (w1, w2))
            found = self._limits(w1, w2, value[missing])
            for slopes, limit in zip((g1, g2), found[:2], strict=True):
                slopes[missing] = _completed(slopes[missing], limit)
        undefined = np.isnan(value)
        return np.where(undefined, np.nan, g1), np.where(undefined, np.nan, g2)

    def creases_between(self, a: Point, b: Point) -> bool:
        """Tell whether the argument of some kink has opposite signs at the two points."""
        a, b = plain(a), plain(b)
        sides = ((kink.at(a), kink.at(b)) for kink in self._kinks)
        return any(min(side) < 0.0 < max(side) for side in sides)

    @cached_property
    def _short(self) -> Node:
        """The formula with its sums of squares of linear models taken over three rows only."""
        return self._tree if self.data is None else shortened(self._tree, self._all_names)

    @cached_property
    def _rows(self) -> Dataset | None:
        """The data, where there is still something to compute for every row."""
        return self.data if any(isinstance(node, Reduction) for node in walk(self._short)) else None

    @cached_property
    def _values(self) -> Program:
        return Program(self._short, Values, self.parameters, self._rows)

    @cached_property
    def _jets(self) -> Program:
        return Program(self._short, Jets, self.parameters, self._rows)

    @cached_property
    def _nearby(self) -> Program:
        return Program(self._short, NearbyJets, self.parameters, self._rows)

    @property
    def _all_names(self) -> Names:
        assert self.data is not None
        return Names(self.parameters, self.data.arrays, self.data.count)

    @cached_property
    def _kinks(self) -> list[Program]:
        arguments = kink_arguments(self._tree)
        return [Program(argument, Values, self.parameters, self.data) for argument in arguments]

    def _compute_value(self, w: Point) -> float:
        return float(self._values.at(w))

    def _compute_jet(self, w: Point) -> Jet:
        jet = self._jets.at(w)
        if math.isnan(jet[0]):
            return (math.nan,) * 6
        v, g1, g2, h11, h12, h22 = map(float, jet)
        if math.isfinite(v) and not math.isfinite(g1 + g2 + h11 + h12 + h22):
            return self._with_limits(w, (v, g1, g2, h11, h12, h22))
        return v, g1, g2, h11, h12, h22

    def _with_limits(self, w: Point, jet: Jet) -> Jet:
        """Return the jet with a limit for every derivative that is not finite and has one."""
        import numpy as np  # noqa: PLC0415

        found = self._limits(*np.array([[w[0]], [w[1]], [jet[0]]]))
        g1, g2, h11, h12, h22 = map(float, _completed(np.array(jet[1:]), found[:, 0]))
        return jet[0], g1, g2, h11, h12, h22

    def _limits(self, w1: Array, w2: Array, values: Array) -> Array:
        return limits(lambda a, b: self._nearby.on(a, b, 6), w1, w2, values)


def _completed(given: Array, limit: Array) -> Array:
    """Return derivatives with their limits where they are not finite and have one."""
    import numpy as np  # noqa: PLC0415

    return np.where(np.isfinite(given) | np.isnan(limit), given, limit)


def evaluate(text: str, names: Mapping[str, float]) -> float:
    """Return the value of an expression without weights, such as ``1.95/steep``.

    Raises ``FormulaError`` as a loss does; the value may be NaN or infinite.
    """
    tree = parse(text, tuple(names))
    parameters = {name: float(value) for name, value in names.items()}
    return float(Program(tree, Values, parameters, None).at((0.0, 0.0)))
