"""A loss of two weights, from its formula: values and exact derivatives at points and on grids."""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache

from descent_game.losses.dataset import Dataset
from descent_game.losses.evaluation import evaluate as evaluate_tree
from descent_game.losses.formula import parse
from descent_game.losses.functions import kink_arguments
from descent_game.losses.limits import limits
from descent_game.losses.program import REMEMBERED, Program
from descent_game.losses.squares import Shortened, shortened
from descent_game.losses.surface import Array, Derivatives, Hessian, Point
from descent_game.losses.tree import WEIGHTS, Name, Node, has_reductions, walk


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
        self._carefully = lru_cache(maxsize=REMEMBERED)(self._compute_carefully)

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

    @cached_property
    def value(self) -> Callable[[Point], float]:
        """From a point to the loss ``L(w)``."""
        return self._program.at_points("value", 0, lambda w: self._program.at(w, 0)[0])

    @cached_property
    def gradient(self) -> Callable[[Point], Point]:
        """From a point to ``(dL/dw1, dL/dw2)``."""
        return self._program.at_points("gradient", 1, self._gradient_carefully)

    @cached_property
    def derivatives(self) -> Callable[[Point], Derivatives]:
        """From a point to value, gradient and Hessian from one evaluation."""
        return self._program.at_points("derivatives", 2, self._carefully)

    def hessian(self, w: Point) -> Hessian:
        """Return the second derivatives ``((h11, h12), (h12, h22))``."""
        return self.derivatives(w).hessian

    def values(self, w1: Array, w2: Array) -> Array:
        """Return the loss at every point of a grid or batch."""
        return self._program.on(w1, w2, 0)[0]

    def gradients(self, w1: Array, w2: Array) -> tuple[Array, Array]:
        """Return the two partial derivatives at every point of a grid or batch."""
        import numpy as np  # noqa: PLC0415

        value, g1, g2 = self._program.on(w1, w2, 1)
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
        sides = ((kink(a), kink(b)) for kink in self._kinks)
        return any(min(side) < 0.0 < max(side) for side in sides)

    @cached_property
    def _short(self) -> Shortened:
        """The formula with its sums of squares of linear models taken over three rows only."""
        if self.data is None:
            return Shortened(self._tree, self.parameters)
        return shortened(self._tree, self.parameters, self.data)

    @cached_property
    def _rows(self) -> Dataset | None:
        """The data, where there is still something to compute for every row."""
        return self.data if has_reductions(self._short.tree) else None

    @cached_property
    def _program(self) -> Program:
        return Program(self._short.tree, self._short.parameters, self._rows)

    @cached_property
    def _kinks(self) -> list[Callable[[Point], float]]:
        return [self._value_of(argument) for argument in kink_arguments(self._tree)]

    def _value_of(self, tree: Node) -> Callable[[Point], float]:
        program = Program(tree, self.parameters, self.data)
        return program.at_points("value", 0, lambda w: program.at(w, 0)[0])

    def _gradient_carefully(self, w: Point) -> Point:
        value, *slopes = self._program.at(w, 1)
        if math.isfinite(value) and all(map(math.isfinite, slopes)):
            g1, g2 = slopes
            return g1, g2
        return self._carefully(w).gradient

    def _compute_carefully(self, w: Point) -> Derivatives:
        """Return the derivatives at a plain point, with the limits of what is not finite."""
        value, *rest = self._program.at(w, 2)
        if math.isnan(value):
            rest = [math.nan] * len(rest)
        elif math.isfinite(value) and not all(map(math.isfinite, rest)):
            rest = self._with_limits(w, value, rest)
        g1, g2, h11, h12, h22 = rest
        lacks = math.isnan(g1), math.isnan(g1) or math.isnan(g2), math.isnan(g2)
        h11, h12, h22 = (
            math.nan if lacking else bend
            for lacking, bend in zip(lacks, (h11, h12, h22), strict=True)
        )
        return Derivatives(value, (g1, g2), ((h11, h12), (h12, h22)))

    def _with_limits(self, w: Point, value: float, derivatives: list[float]) -> list[float]:
        """Return derivatives with a limit for every one that is not finite and has one."""
        import numpy as np  # noqa: PLC0415

        found = self._limits(*np.array([[w[0]], [w[1]], [value]]))
        completed: list[float] = _completed(np.array(derivatives), found[:, 0]).tolist()
        return completed

    def _limits(self, w1: Array, w2: Array, values: Array) -> Array:
        def nearby(w1: Array, w2: Array) -> tuple[Array, ...]:
            return self._program.on(w1, w2, 2, flat_is_constant=True)

        return limits(nearby, w1, w2, values)


def _completed(given: Array, limit: Array) -> Array:
    """Return derivatives with their limits where they are not finite and have one."""
    import numpy as np  # noqa: PLC0415

    return np.where(np.isfinite(given) | np.isnan(limit), given, limit)


def evaluate(text: str, names: Mapping[str, float]) -> float:
    """Return the value of an expression without weights, such as ``1.95/steep``.

    Raises ``FormulaError`` as a loss does; the value may be NaN or infinite.
    """
    parameters = {name: float(value) for name, value in names.items()}
    return float(evaluate_tree(parse(text, tuple(names)), parameters))
