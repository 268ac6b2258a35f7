"""What a tree is computed with: plain values, or jets; over floats or over arrays.

An arithmetic turns a tree into a term, a closure ``(w1, w2) -> result``. Parts without weights are
computed once, when the term is made.
"""

import operator
from collections.abc import Callable
from typing import Any, Protocol, TypeAlias

from descent_game.losses import jets
from descent_game.losses.functions import FUNCTIONS
from descent_game.losses.jets import Jet
from descent_game.losses.numeric import Backend, Numeric

Term: TypeAlias = Callable[[Numeric, Numeric], Any]
Part: TypeAlias = Any
"""A term, or a constant: a float, or an array with one value a row of the data."""

OPERATORS: dict[str, Callable[[Numeric, Numeric], Numeric]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}


class Arithmetic(Protocol):
    """How terms are combined; what has no weights in it is computed before any of this is asked."""

    backend: Backend

    def weight(self, index: int) -> Term:
        """Return the term of ``w1`` (0) or ``w2`` (1)."""

    def negative(self, part: Term) -> Term:
        """Return minus a term."""

    def operation(self, symbol: str, left: Part, right: Part) -> Term:
        """Return ``left symbol right``; at most one of them is a constant."""

    def call(self, function: str, parts: list[Part]) -> Term:
        """Return a function of one or two parts, at least one of them a term."""

    def reduction(self, function: str, term: Term, count: int, *, on_grid: bool) -> Term:
        """Return the mean or the sum of a term over the rows of the data."""

    def lifted(self, constant: Numeric) -> Term:
        """Return a constant as a term."""


class Values:
    """Arithmetic on plain values."""

    def __init__(self, backend: Backend) -> None:
        self.backend = backend

    def weight(self, index: int) -> Term:
        return (lambda w1, w2: w1) if index == 0 else (lambda w1, w2: w2)

    def lifted(self, constant: Numeric) -> Term:
        number = self.backend.number(constant)
        return lambda w1, w2: number

    def negative(self, part: Term) -> Term:
        return lambda w1, w2: -part(w1, w2)

    def operation(self, symbol: str, left: Part, right: Part) -> Term:
        if symbol == "**" and is_two(right):
            return self._squared(left)
        combine = self.backend.power if symbol == "**" else OPERATORS[symbol]
        if not callable(right):
            return lambda w1, w2: combine(left(w1, w2), right)
        if not callable(left):
            return lambda w1, w2: combine(left, right(w1, w2))
        return lambda w1, w2: combine(left(w1, w2), right(w1, w2))

    def call(self, function: str, parts: list[Part]) -> Term:
        inner = self.backend.functions[function]
        if len(parts) == 1:
            (argument,) = parts
            return lambda w1, w2: inner(argument(w1, w2))
        left, right = (as_term(self, part) for part in parts)
        return lambda w1, w2: inner(left(w1, w2), right(w1, w2))

    def reduction(self, function: str, term: Term, count: int, *, on_grid: bool) -> Term:
        def reduced(w1: Numeric, w2: Numeric) -> Numeric:
            return reduce_rows(function, term(*with_rows(w1, w2, on_grid=on_grid)), count)

        return reduced

    def _squared(self, term: Term) -> Term:
        def squared(w1: Numeric, w2: Numeric) -> Numeric:
            value = term(w1, w2)
            return value * value

        return squared


class Jets:
    """Arithmetic on jets: value, gradient and Hessian."""

    flat_is_constant = False

    def __init__(self, backend: Backend) -> None:
        self.backend = backend

    def weight(self, index: int) -> Term:
        return jets.weight(index)

    def lifted(self, constant: Numeric) -> Term:
        jet: Jet = (self.backend.number(constant), 0.0, 0.0, 0.0, 0.0, 0.0)
        return lambda w1, w2: jet

    def negative(self, part: Term) -> Term:
        return jets.negative(part)

    def operation(self, symbol: str, left: Part, right: Part) -> Term:
        if symbol == "**":
            return self._power(left, right)
        if not callable(right):
            return self._with_constant(symbol, left, right)
        if not callable(left) and symbol in "+*":  # they commute
            return self._with_constant(symbol, right, left)
        combine = {"+": jets.add, "-": jets.subtract, "*": jets.multiply, "/": jets.divide}[symbol]
        return combine(as_term(self, left), right)

    def call(self, function: str, parts: list[Part]) -> Term:
        terms = [as_term(self, part) for part in parts]
        inner = self.backend.functions[function]
        return FUNCTIONS[function].jet(self.backend, inner, self.flat_is_constant, *terms)

    def reduction(self, function: str, term: Term, count: int, *, on_grid: bool) -> Term:
        def reduced(w1: Numeric, w2: Numeric) -> Jet:
            jet = term(*with_rows(w1, w2, on_grid=on_grid))
            v, g1, g2, h11, h12, h22 = (reduce_rows(function, x, count) for x in jet)
            return v, g1, g2, h11, h12, h22

        return reduced

    def _power(self, base: Part, exponent: Part) -> Term:
        if callable(exponent):
            return jets.power(self.backend, as_term(self, base), exponent)
        if is_two(exponent):
            return jets.square(base)
        return jets.power_of(self.backend, exponent, self.flat_is_constant, base)

    def _with_constant(self, symbol: str, term: Term, constant: Numeric) -> Term:
        constant = self.backend.number(constant)
        if symbol == "+":
            return jets.add_constant(term, constant)
        if symbol == "-":
            return jets.add_constant(term, -constant)
        if symbol == "*":
            return jets.multiply_constant(term, constant)
        return jets.divide_constant(term, constant)


class NearbyJets(Jets):
    """Jets beside points at which derivatives are missing.

    What is flat to second order is taken to be constant there, so that ``sqrt(maximum(w1, 0))`` has
    the slope 0 where w1 is negative. At the points themselves that may be wrong: ``w1**4`` is flat
    at 0, and its fourth root has a kink.
    """

    flat_is_constant = True


def as_term(arithmetic: Arithmetic, part: Part) -> Term:
    """Return a part as a term."""
    return part if callable(part) else arithmetic.lifted(part)


def is_two(part: Part) -> bool:
    """Tell whether a part is the number 2, for squares."""
    return isinstance(part, float) and part == 2.0


def with_rows(w1: Numeric, w2: Numeric, *, on_grid: bool) -> tuple[Numeric, Numeric]:
    """Return the weights with a last axis for the rows of the data, where they are arrays."""
    return (w1[..., None], w2[..., None]) if on_grid else (w1, w2)


def reduce_rows(function: str, values: Numeric, count: int) -> Numeric:
    """Return the mean or sum over the last axis; a value without that axis holds for every row."""
    shape = getattr(values, "shape", ())
    if not shape:
        return values * count if function == "sum" else values
    if shape[-1] != count:
        values = values[..., 0] * 1.0
        return values * count if function == "sum" else values
    return values.sum(axis=-1) if function == "sum" else values.mean(axis=-1)
