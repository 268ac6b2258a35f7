"""Expressions: a formula and its derivatives before they become code.

A graph holds every different expression once, so that what a value and its derivatives share is
computed once. The operators build new expressions, so that rules of derivatives read as in a book.
An expression is a number, a name, an operation of ``+ - * /`` and unary minus, or the call of a
function by its name in the tables of ``losses/functions.py``.
"""

import math
import operator
from collections.abc import Callable
from typing import Final

NUMBER: Final = "number"
NAME: Final = "name"
NEGATIVE: Final = "negative"
AXIS: Final = "axis"
"""The function that gives an array of weights a last axis for the rows of the data."""
REDUCING: Final = ("mean", "sum")

ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}


class Expression:
    """A node of a graph; made by ``Graph`` only.

    Attributes:
        operator: ``NUMBER``, ``NAME``, ``NEGATIVE``, a symbol of ``ARITHMETIC`` or a function.
        parts: The expressions that it is made of.
        number: The value of a number, None for all else.
        name: The text of a name.
        index: Its place in the graph, behind those of its operands.
        weighted: Whether a weight stands in it.
        rows: Whether it has a value for each row of the data.
    """

    __slots__ = ("graph", "index", "name", "number", "operator", "parts", "rows", "weighted")

    def __init__(  # noqa: PLR0913 - a node is all of these
        self,
        graph: "Graph",
        operator: str,
        parts: "tuple[Expression, ...]" = (),
        *,
        number: float | None = None,
        name: str = "",
        weighted: bool = False,
        rows: bool = False,
    ) -> None:
        self.graph = graph
        self.index = len(graph)
        self.operator = operator
        self.parts = parts
        self.number = number
        self.name = name
        self.weighted = weighted
        self.rows = rows

    def __neg__(self) -> "Expression":
        return self.graph.negative(self)

    def __add__(self, other: "Expression | float") -> "Expression":
        return self.graph.operation("+", self, other)

    def __radd__(self, other: float) -> "Expression":
        return self.graph.operation("+", other, self)

    def __sub__(self, other: "Expression | float") -> "Expression":
        return self.graph.operation("-", self, other)

    def __rsub__(self, other: float) -> "Expression":
        return self.graph.operation("-", other, self)

    def __mul__(self, other: "Expression | float") -> "Expression":
        return self.graph.operation("*", self, other)

    def __rmul__(self, other: float) -> "Expression":
        return self.graph.operation("*", other, self)

    def __truediv__(self, other: "Expression | float") -> "Expression":
        return self.graph.operation("/", self, other)

    def __rtruediv__(self, other: float) -> "Expression":
        return self.graph.operation("/", other, self)


class Graph:
    """Makes expressions, each once.

    Args:
        weights: The names of the weights.
        row_names: The names that have a value for each row of the data.
    """

    def __init__(self, weights: tuple[str, ...], row_names: frozenset[str]) -> None:
        self.weights = weights
        self.row_names = row_names
        self._known: dict[tuple[object, ...], Expression] = {}

    def __len__(self) -> int:
        return len(self._known)

    def number(self, value: float) -> Expression:
        """Return a number."""
        key = (NUMBER, value, math.copysign(1.0, value))  # 0.0 is not -0.0
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = Expression(self, NUMBER, number=value)
        return known

    def name(self, name: str) -> Expression:
        """Return a weight, or a constant that has this name."""
        key = (NAME, name)
        if key not in self._known:
            weighted, rows = name in self.weights, name in self.row_names
            self._known[key] = Expression(self, NAME, name=name, weighted=weighted, rows=rows)
        return self._known[key]

    def negative(self, part: Expression) -> Expression:
        """Return minus an expression."""
        if part.number is not None:
            return self.number(-part.number)
        if part.operator == NEGATIVE:
            return part.parts[0]
        return self._combined(NEGATIVE, part)

    def operation(
        self, symbol: str, left: Expression | float, right: Expression | float
    ) -> Expression:
        """Return ``left symbol right``, simplified where that changes no digit."""
        left = left if isinstance(left, Expression) else self.number(left)
        right = right if isinstance(right, Expression) else self.number(right)
        a, b = left.number, right.number
        if a is not None and b is not None:
            return self.number(_of_numbers(symbol, a, b))
        if symbol == "*" and a in (1.0, -1.0):
            return right if a == 1.0 else -right
        if symbol in "*/" and b in (1.0, -1.0):
            return left if b == 1.0 else -left
        if right.operator == NEGATIVE and symbol in "+-":
            return self._combined("-" if symbol == "+" else "+", left, right.parts[0])
        return self._combined(symbol, left, right)

    def call(self, function: str, *arguments: Expression | float) -> Expression:
        """Return the call of a function."""
        parts = [each if isinstance(each, Expression) else self.number(each) for each in arguments]
        return self._combined(function, *parts)

    def _combined(self, operator: str, *parts: Expression) -> Expression:
        key = (operator, *[part.index for part in parts])
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._new(operator, parts)
        return known

    def _new(self, operator: str, parts: tuple[Expression, ...]) -> Expression:
        rows = any(part.rows for part in parts)
        if rows:
            parts = tuple(
                self._combined(AXIS, part) if part.weighted and not part.rows else part
                for part in parts
            )
        weighted = any(part.weighted for part in parts)
        rows = (rows or operator == AXIS) and operator not in REDUCING
        return Expression(self, operator, parts, weighted=weighted, rows=rows)


def _of_numbers(symbol: str, a: float, b: float) -> float:
    """Return ``a symbol b`` as IEEE arithmetic gives it."""
    if symbol == "/" and b == 0.0:
        return (
            math.nan
            if a == 0.0 or math.isnan(a)
            else math.copysign(math.inf, a) * math.copysign(1.0, b)
        )
    return ARITHMETIC[symbol](a, b)


def call(function: str, *arguments: Expression) -> Expression:
    """Return the call of a function with at least one argument."""
    return arguments[0].graph.call(function, *arguments)
