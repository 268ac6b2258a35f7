"""What a loss offers, whoever computes it: values and exact derivatives at points and on grids."""

from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol, TypeAlias

Point: TypeAlias = tuple[float, ...]
"""A number for each weight, ``(w1, w2)`` in a level: weights, a gradient or an update."""

Interval: TypeAlias = tuple[float, float]
"""The lowest and the highest value of one weight."""

Box: TypeAlias = tuple[Interval, Interval]
"""A part of the plane, such as the map of a level: an interval for each weight."""

Hessian: TypeAlias = tuple[Point, ...]
"""Second derivatives, a row for each weight: ``((h11, h12), (h12, h22))`` in a level."""

Array: TypeAlias = Any
"""A NumPy array of floats; named loosely, as numpy is imported only where grids are computed."""


Numeric: TypeAlias = Any
"""A float or an array of floats; the same code runs over both."""


class Derivatives(NamedTuple):
    """Value, gradient and Hessian of a loss at one point. Entries may be NaN or infinite."""

    value: float
    gradient: Point
    hessian: Hessian


class Surface(Protocol):
    """A loss ``L(w1, w2)``.

    At a single point everything is Python floats. ``values``, ``gradients`` take two arrays that
    broadcast against each other (a grid ``(rows, columns)``, a batch ``(n,)``). Where the loss is
    not defined or overflows, results are NaN or infinite; nothing raises and nothing warns.
    """

    def __hash__(self) -> int:
        """Return what tells surfaces apart, so that what was found on one can be remembered."""

    def value(self, w: Point) -> float:
        """Return the loss ``L(w)``."""

    def gradient(self, w: Point) -> Point:
        """Return ``(dL/dw1, dL/dw2)``, exact; at a kink the documented subgradient."""

    def hessian(self, w: Point) -> Hessian:
        """Return the second derivatives, exact."""

    def derivatives(self, w: Point) -> Derivatives:
        """Return value, gradient and Hessian from one evaluation."""

    def values(self, w1: Array, w2: Array) -> Array:
        """Return the loss at every point of a grid or batch."""

    def gradients(self, w1: Array, w2: Array) -> tuple[Array, Array]:
        """Return the two partial derivatives at every point of a grid or batch."""

    def creases_between(self, a: Point, b: Point) -> bool:
        """Tell whether ``a`` and ``b`` lie on different sides of a kink."""


class Model(Surface, Protocol):
    """A loss as a level describes it, perhaps over rows of data."""

    @property
    def names(self) -> frozenset[str]:
        """The parameters and columns that it uses."""

    @property
    def count(self) -> int:
        """How many rows of data it is taken over, 0 without data."""

    @property
    def cost(self) -> int:
        """How much a point costs, as a multiple of a formula without rows."""

    def on_rows(self, rows: Sequence[int]) -> "Model":
        """Return the same loss over some rows of its data only, counted from 0."""
