"""The rules of derivatives: value, gradient and Hessian of expressions carried together.

The rules are the chain rule to second order, e.g. Griewank & Walther, "Evaluating Derivatives"
(2008), section 13.2, on expressions instead of numbers: what comes out is the symbolic derivative.
A derivative that is 0 everywhere is None, so that it costs nothing, and so that a weight which does
not enter a part has no slope there even where the part is infinitely steep.
"""

from collections.abc import Callable
from itertools import combinations_with_replacement
from typing import NamedTuple, TypeAlias

from descent_game.losses.expression import Expression, Graph, call

Part: TypeAlias = Expression | None


class Jet(NamedTuple):
    """An expression with its derivatives.

    Attributes:
        value: The expression.
        slopes: Its derivative by each of the n weights; empty where only values are wanted.
        bends: Its second derivatives by weights ``i <= j``, row by row, ``n (n + 1) / 2`` of them;
            empty where none are wanted.
    """

    value: Expression
    slopes: tuple[Part, ...]
    bends: tuple[Part, ...]

    @property
    def is_constant(self) -> bool:
        """Whether no weight changes it."""
        return not self.value.weighted


Derivatives: TypeAlias = Callable[[Expression, Expression], tuple[Expression, Part]]
"""``(x, y)`` to the first two derivatives at ``x`` of a function with the value ``y`` there; the
second one is None where it is 0 everywhere."""
Partials: TypeAlias = Callable[[Expression, Expression, Expression], tuple[Expression, ...]]
"""``(u, v, y)`` to the partial derivatives ``(fu, fv, fuu, fuv, fvv)`` at ``(u, v)`` of a function
with the value ``y`` there."""
JetRule: TypeAlias = Callable[..., Jet]
"""``(rules, value, *arguments)`` to the jet of a function with this value of its arguments."""


class JetRules:
    """Builds jets in a graph.

    Args:
        graph: Where the expressions are made.
        order: How many derivatives are wanted: 0, 1 or 2.
        flat_is_constant: Whether no weight is taken to enter an argument of a function where all
            its derivatives are 0. That is so beside points at which derivatives are missing, where
            ``sqrt(maximum(w1, 0))`` has the slope 0 if w1 is negative; at the points themselves it
            may be wrong: ``w1**4`` is flat at 0, and its fourth root has a kink.
    """

    def __init__(self, graph: Graph, order: int, *, flat_is_constant: bool = False) -> None:
        self.graph = graph
        self.flat_is_constant = flat_is_constant
        self.axes = range(len(graph.weights) if order > 0 else 0)
        self.pairs = tuple(combinations_with_replacement(self.axes, 2)) if order > 1 else ()

    def constant(self, value: Expression) -> Jet:
        """Return an expression without weights."""
        return Jet(value, (None,) * len(self.axes), (None,) * len(self.pairs))

    def weight(self, name: str) -> Jet:
        """Return a weight."""
        one, place = self.graph.number(1.0), self.graph.weights.index(name)
        slopes = tuple(one if axis == place else None for axis in self.axes)
        return Jet(self.graph.name(name), slopes, (None,) * len(self.pairs))

    def each(self, value: Expression, rule: Callable[..., Part], *jets: Jet) -> Jet:
        """Return the jet whose derivatives are a linear rule of the same ones of others."""
        slopes = tuple(map(rule, *(jet.slopes for jet in jets)))
        return Jet(value, slopes, tuple(map(rule, *(jet.bends for jet in jets))))

    def negative(self, a: Jet) -> Jet:
        """Return ``-a``."""
        return self.each(-a.value, negative, a)

    def add(self, a: Jet, b: Jet) -> Jet:
        """Return ``a + b``."""
        return self.each(a.value + b.value, plus, a, b)

    def subtract(self, a: Jet, b: Jet) -> Jet:
        """Return ``a - b``."""
        return self.each(a.value - b.value, minus, a, b)

    def multiply(self, a: Jet, b: Jet) -> Jet:
        """Return ``a * b``."""
        u, v = a.value, b.value

        def product(ua: Part, va: Part) -> Part:
            return plus(times(ua, v), times(va, u))

        def bend(i: int, j: int, uij: Part, vij: Part) -> Part:
            mixed = plus(times(a.slopes[i], b.slopes[j]), times(a.slopes[j], b.slopes[i]))
            if i == j:
                mixed = times(self.graph.number(2.0), times(a.slopes[i], b.slopes[i]))
            return plus(plus(times(uij, v), mixed), times(vij, u))

        slopes = tuple(map(product, a.slopes, b.slopes))
        return Jet(u * v, slopes, self._bends(bend, a, b))

    def divide(self, a: Jet, b: Jet) -> Jet:
        """Return ``q = a / b`` from ``a = q b`` differentiated twice."""
        v = b.value
        q = a.value / v
        slopes = tuple(
            over(minus(ua, times(va, q)), v) for ua, va in zip(a.slopes, b.slopes, strict=True)
        )

        def bend(i: int, j: int, uij: Part, vij: Part) -> Part:
            mixed = plus(times(slopes[i], b.slopes[j]), times(slopes[j], b.slopes[i]))
            if i == j:
                mixed = times(self.graph.number(2.0), times(slopes[i], b.slopes[i]))
            return over(minus(minus(uij, mixed), times(vij, q)), v)

        return Jet(q, slopes, self._bends(bend, a, b))

    def power(self, a: Jet, b: Jet) -> Jet:
        """Return ``a ** b``."""
        u, v, exponent = a.value, b.value, b.value.number
        if exponent == 2.0:
            return self._square(a)
        value = call("power", u, v)
        if not b.is_constant:
            return self.compose_pair(value, _power_partials(u, v, value), a, b)
        factors = (v, 1.0), (v * (v - 1.0), 2.0)
        d, dd = (self._scaled_power(factor, u, v - order) for factor, order in factors)
        return self.compose(value, d, dd, a)

    def _scaled_power(self, factor: Expression, u: Expression, exponent: Expression) -> Part:
        """Return ``factor * u^exponent``, 0 where the factor is 0."""
        if exponent.number is None:
            return call("scaled_power", factor, u, exponent)
        return factor * _power(u, exponent.number) if factor.number else None

    def compose(self, value: Expression, d: Part, dd: Part, a: Jet) -> Jet:
        """Return ``f(a)`` from its value and first two derivatives."""
        if self.flat_is_constant:
            d, dd = (self._zero_where_flat(part, a) for part in (d, dd))

        def bend(i: int, j: int, uij: Part) -> Part:
            return plus(times(times(dd, a.slopes[i]), a.slopes[j]), times(d, uij))

        return Jet(value, tuple(times(d, ua) for ua in a.slopes), self._bends(bend, a))

    def compose_pair(
        self, value: Expression, partials: tuple[Expression, ...], a: Jet, b: Jet
    ) -> Jet:
        """Return ``f(a, b)`` from its value and partial derivatives.

        A product with a factor of 0 is 0, so that ``0^v``, flat for v above 2, is flat.
        """
        fu, fv, fuu, fuv, fvv = partials
        slopes = tuple(
            plus(scaled(ua, fu), scaled(va, fv)) for ua, va in zip(a.slopes, b.slopes, strict=True)
        )

        def bend(i: int, j: int, uij: Part, vij: Part) -> Part:
            ua, ub, va, vb = a.slopes[i], a.slopes[j], b.slopes[i], b.slopes[j]
            mixed = scaled(plus(times(ua, vb), times(ub, va)), fuv)
            twice = plus(plus(scaled(times(ua, ub), fuu), mixed), scaled(times(va, vb), fvv))
            return plus(plus(twice, scaled(uij, fu)), scaled(vij, fv))

        return Jet(value, slopes, self._bends(bend, a, b))

    def select(self, value: Expression, a: Jet, b: Jet, *, smaller: bool) -> Jet:
        """Return the smaller or the larger of two, with the mean of both derivatives at a tie."""
        zero = self.graph.number(0.0)

        def chosen(left: Part, right: Part) -> Part:
            if left is right:
                return left
            x, y = left or zero, right or zero
            below, above = (x, y) if smaller else (y, x)
            return call("choose", a.value, b.value, below, above, 0.5 * (x + y))

        return self.each(value, chosen, a, b)

    def reduction(self, function: str, a: Jet) -> Jet:
        """Return the mean or the sum over the rows of the data."""

        def reduced(part: Part) -> Part:
            if part is None or part.rows:
                return part and call(function, part)
            return part * self.graph.name("count") if function == "sum" else part

        value = reduced(a.value)
        assert value is not None
        return self.each(value, reduced, a)

    def _square(self, a: Jet) -> Jet:
        u, two = a.value, self.graph.number(2.0)

        def bend(i: int, j: int, uij: Part) -> Part:
            return plus(times(times(two, a.slopes[i]), a.slopes[j]), times(two * u, uij))

        return Jet(u * u, tuple(times(two * u, ua) for ua in a.slopes), self._bends(bend, a))

    def _bends(self, bend: Callable[..., Part], *jets: Jet) -> tuple[Part, ...]:
        given = [jet.bends for jet in jets]
        return tuple(bend(*pair, *parts) for pair, *parts in zip(self.pairs, *given, strict=True))

    def _zero_where_flat(self, part: Part, a: Jet) -> Part:
        sizes = [call("abs", each) for each in (*a.slopes, *a.bends) if each is not None]
        if part is None or not sizes:
            return None
        size = sizes[0]
        for other in sizes[1:]:
            size = size + other
        zero = self.graph.number(0.0)
        return call("choose", size, zero, zero, part, 0.0 * size)  # NaN stays NaN


def chain(derivatives: Derivatives) -> JetRule:
    """Return the chain rule for a function of one argument with these derivatives."""
    return lambda rules, value, a: rules.compose(value, *derivatives(a.value, value), a)


def chain_pair(partials: Partials) -> JetRule:
    """Return the chain rule for a function of two arguments with these partial derivatives."""
    return lambda rules, value, a, b: rules.compose_pair(
        value, partials(a.value, b.value, value), a, b
    )


def selection(*, smaller: bool) -> JetRule:
    """Return the rule for the smaller or the larger of two."""
    return lambda rules, value, a, b: rules.select(value, a, b, smaller=smaller)


def _power(u: Expression, exponent: float) -> Expression:
    """Return ``u^exponent``, by multiplication where that is exact or as good."""
    if exponent == 0.0:
        return u.graph.number(1.0)
    if exponent in (1.0, 2.0):
        return u if exponent == 1.0 else u * u
    return u.graph.call("power", u, exponent)


def _power_partials(u: Expression, v: Expression, y: Expression) -> tuple[Expression, ...]:
    """Return the partial derivatives of ``u^v``."""
    once, twice, log = call("power", u, v - 1.0), call("power", u, v - 2.0), call("log", u)
    return (
        call("scaled", v, once),
        call("scaled", y, log),
        call("scaled", v * (v - 1.0), twice),
        once + v * call("scaled", once, log),
        call("scaled", y, log * log),
    )


def negative(a: Part) -> Part:
    """Return ``-a``."""
    return None if a is None else -a


def plus(a: Part, b: Part) -> Part:
    """Return ``a + b``."""
    return a + b if a is not None and b is not None else a or b


def minus(a: Part, b: Part) -> Part:
    """Return ``a - b``."""
    return plus(a, negative(b))


def times(a: Part, b: Part) -> Part:
    """Return ``a * b``."""
    return None if a is None or b is None else a * b


def over(a: Part, b: Expression) -> Part:
    """Return ``a / b``."""
    return None if a is None else a / b


def scaled(factor: Part, a: Expression) -> Part:
    """Return ``factor * a``, 0 where the factor is 0 even if ``a`` is infinite."""
    return None if factor is None else call("scaled", factor, a)
