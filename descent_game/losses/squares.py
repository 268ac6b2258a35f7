"""Means and sums of squares over many rows of data, written as three squares without any data.

A residual that is linear in the weights, with one ``a*w1 + b*w2 + c`` a row, has the same sum of
squares as the three rows of the triangle ``R`` in ``(a b c) = Q R``: ``Q`` keeps lengths. So a
linear model on thousands of rows costs as much as a short formula, exact to rounding. The triangle
is made by the modified Gram-Schmidt process (Golub and Van Loan, Matrix Computations, 2013, section
5.2.8), whose ``R`` is as good as that of reflections, with sums that are rounded once: so it does
not depend on the order in which a processor or a library adds.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import NamedTuple, TypeAlias

from descent_game.losses.dataset import Dataset
from descent_game.losses.evaluation import evaluate
from descent_game.losses.surface import Array, Numeric
from descent_game.losses.tree import (
    WEIGHTS,
    Name,
    Negative,
    Node,
    Number,
    Operation,
    Reduction,
    has_weights,
    with_children,
)

Affine: TypeAlias = tuple[Numeric, Numeric, Numeric]
"""The factors of ``w1`` and ``w2``, and what stands without them; floats, or arrays of rows."""

Constant: TypeAlias = Callable[[Node], Numeric]


class Shortened(NamedTuple):
    """A tree that needs less data, with the values of its names without weights."""

    tree: Node
    parameters: Mapping[str, float]


def shortened(tree: Node, parameters: Mapping[str, float], data: Dataset) -> Shortened:
    """Return a tree in which sums of squares of linear models need no data any more.

    The numbers that take their place are parameters of it.
    """
    found = dict(parameters)
    names = {**data.arrays, **parameters}

    def constant(node: Node) -> Numeric:
        return evaluate(node, names, data.count)

    def named(number: float) -> Node:
        name = f"square {len(found)}"  # no name of a formula
        found[name] = number
        return Name(name)

    def shorter(node: Node) -> Node:
        if not isinstance(node, Reduction):
            return with_children(node, shorter)
        if not has_weights(node):
            return named(constant(node))
        rows = _three_rows(node, data.count, constant)
        squares = [_square(*map(named, row)) for row in rows or ()]
        return reduce(lambda left, right: Operation("+", left, right), squares) if rows else node

    return Shortened(shorter(tree), found)


def _three_rows(node: Reduction, count: int, constant: Constant) -> list[list[float]] | None:
    """Return the rows of ``R`` of a reduction over ``count`` rows, None where it is no such square.

    ``constant`` computes a part without weights. Rows that are not finite are left to themselves:
    they give the NaN or the infinity that is due.
    """
    import numpy as np  # noqa: PLC0415

    match node.argument:
        case Operation("**", residual, Number(2.0)):
            with np.errstate(all="ignore"):
                parts = _affine(residual, constant) or (math.nan,) * 3
                columns = [np.broadcast_to(part, (count,)) for part in parts]
            if not np.all(np.isfinite(columns)):
                return None
            scale = math.sqrt(count) if node.function == "mean" else 1.0
            return _triangle(columns, scale)
    return None


def _triangle(columns: Sequence[Array], scale: float) -> list[list[float]]:
    """Return the rows of ``R`` of the table of some finite columns, over ``scale``."""
    import numpy as np  # noqa: PLC0415

    powers = [int(np.frexp(np.abs(column).max())[1]) for column in columns]  # squares stay finite
    left = [np.ldexp(column, -power) for column, power in zip(columns, powers, strict=True)]
    rows: list[list[float]] = []
    while left:
        length = math.sqrt(_dot(left[0], left[0]))
        unit = left[0] / length if length > 0.0 else left[0]
        parts = [length, *(_dot(unit, other) for other in left[1:])]
        left = [other - part * unit for other, part in zip(left[1:], parts[1:], strict=True)]
        rows.append([0.0] * len(rows) + parts)
    with np.errstate(over="ignore"):
        triangle: list[list[float]] = (np.ldexp(rows, powers) / scale).tolist()
    return triangle


def _dot(first: Array, second: Array) -> float:
    return math.fsum((first * second).tolist())


def _affine(node: Node, constant: Constant) -> Affine | None:
    """Return a tree as ``a*w1 + b*w2 + c``, None where it is not of that form."""
    parts: Affine | None = None
    if not has_weights(node):
        return 0.0, 0.0, constant(node)
    match node:
        case Name(name):
            parts = (1.0, 0.0, 0.0) if name == WEIGHTS[0] else (0.0, 1.0, 0.0)
        case Negative(operand):
            parts = _scaled(_affine(operand, constant), -1.0)
        case Operation("+", left, right):
            parts = _added(_affine(left, constant), _affine(right, constant))
        case Operation("-", left, right):
            parts = _added(_affine(left, constant), _affine(Negative(right), constant))
        case Operation("*", left, right) if not has_weights(left):
            parts = _scaled(_affine(right, constant), constant(left))
        case Operation("*", left, right) if not has_weights(right):
            parts = _scaled(_affine(left, constant), constant(right))
        case Operation("/", left, right) if not has_weights(right):
            inverse = constant(Operation("/", Number(1.0), right))
            parts = _scaled(_affine(left, constant), inverse)
    return parts


def _added(ahead: Affine | None, behind: Affine | None) -> Affine | None:
    if ahead is None or behind is None:
        return None
    return ahead[0] + behind[0], ahead[1] + behind[1], ahead[2] + behind[2]


def _scaled(parts: Affine | None, factor: Numeric) -> Affine | None:
    return None if parts is None else (parts[0] * factor, parts[1] * factor, parts[2] * factor)


def _square(a: Node, b: Node, c: Node) -> Node:
    first = Operation("*", a, Name(WEIGHTS[0]))
    second = Operation("*", b, Name(WEIGHTS[1]))
    return Operation("**", Operation("+", Operation("+", first, second), c), Number(2.0))
