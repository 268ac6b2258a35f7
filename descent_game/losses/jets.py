"""Second-order forward-mode arithmetic: value, gradient and Hessian carried together.

A jet is a plain tuple ``(v, g1, g2, h11, h12, h22)`` (a tuple because it is made at every
operation). The rules are the chain rule to second order, e.g. Griewank & Walther, "Evaluating
Derivatives" (2008), section 13.2. Terms are closures ``(w1, w2) -> jet``; constants are numbers or
data columns and have no derivatives.
"""

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from descent_game.losses.numeric import Backend, Function, Numeric

Jet: TypeAlias = tuple[Numeric, Numeric, Numeric, Numeric, Numeric, Numeric]
JetTerm: TypeAlias = Callable[[Numeric, Numeric], Jet]

Derivatives: TypeAlias = Callable[[Backend, Numeric, Numeric], tuple[Numeric, Numeric]]
"""``(backend, x, y)`` to the first two derivatives at ``x`` of a function with the value ``y``."""
Partials: TypeAlias = Callable[[Backend, Numeric, Numeric, Numeric], tuple[Numeric, ...]]
"""``(backend, u, v, y)`` to the partial derivatives ``(fu, fv, fuu, fuv, fvv)`` at ``(u, v)`` of a
function with value ``y``."""
JetRule: TypeAlias = Callable[..., JetTerm]
"""``(backend, function, flat_is_constant, *arguments)`` to the term of the function of its
arguments; ``flat_is_constant`` is explained at ``compose``."""


def weight(index: int) -> JetTerm:
    """Return the term for ``w1`` (0) or ``w2`` (1)."""
    if index == 0:
        return lambda w1, w2: (w1, 1.0, 0.0, 0.0, 0.0, 0.0)
    return lambda w1, w2: (w2, 0.0, 1.0, 0.0, 0.0, 0.0)


def negative(a: JetTerm) -> JetTerm:
    """Return ``-a``."""

    def term(w1: Numeric, w2: Numeric) -> Jet:
        u, u1, u2, u11, u12, u22 = a(w1, w2)
        return -u, -u1, -u2, -u11, -u12, -u22

    return term


def add(a: JetTerm, b: JetTerm) -> JetTerm:
    """Return ``a + b``."""

    def term(w1: Numeric, w2: Numeric) -> Jet:
        u, u1, u2, u11, u12, u22 = a(w1, w2)
        v, v1, v2, v11, v12, v22 = b(w1, w2)
        return u + v, u1 + v1, u2 + v2, u11 + v11, u12 + v12, u22 + v22

    return term


def subtract(a: JetTerm, b: JetTerm) -> JetTerm:
    """Return ``a - b``."""

    def term(w1: Numeric, w2: Numeric) -> Jet:
        u, u1, u2, u11, u12, u22 = a(w1, w2)
        v, v1, v2, v11, v12, v22 = b(w1, w2)
        return u - v, u1 - v1, u2 - v2, u11 - v11, u12 - v12, u22 - v22

    return term


def add_constant(a: JetTerm, c: Numeric) -> JetTerm:
    """Return ``a + c``."""

    def term(w1: Numeric, w2: Numeric) -> Jet:
        u, u1, u2, u11, u12, u22 = a(w1, w2)
        return u + c, u1, u2, u11, u12, u22

    return term


def multiply(a: JetTerm, b: JetTerm) -> JetTerm:
    """Return ``a * b``."""

    def term(w1: Numeric, w2: Numeric) -> Jet:
        u, u1, u2, u11, u12, u22 = a(w1, w2)
        v, v1, v2, v11, v12, v22 = b(w1, w2)
        return (
            u * v,
            u1 * v + u * v1,
            u2 * v + u * v2,
            u11 * v + 2.0 * u1 * v1 + u * v11,
            u12 * v + (u1 * v2 + u2 * v1) + u * v12,
            u22 * v + 2.0 * u2 * v2 + u * v22,
        )

    return term


def multiply_constant(a: JetTerm, c: Numeric) -> JetTerm:
    """Return ``c * a``."""

    def term(w1: Numeric, w2: Numeric) -> Jet:
        u, u1, u2, u11, u12, u22 = a(w1, w2)
        return c * u, c * u1, c * u2, c * u11, c * u12, c * u22

    return term


def divide(a: JetTerm, b: JetTerm) -> JetTerm:
    """Return ``q = a / b`` from ``a = q b`` differentiated twice."""

    def term(w1: Numeric, w2: Numeric) -> Jet:
        u, u1, u2, u11, u12, u22 = a(w1, w2)
        v, v1, v2, v11, v12, v22 = b(w1, w2)
        q = u / v
        q1, q2 = (u1 - q * v1) / v, (u2 - q * v2) / v
        return (
            q,
            q1,
            q2,
            (u11 - 2.0 * q1 * v1 - q * v11) / v,
            (u12 - (q1 * v2 + q2 * v1) - q * v12) / v,
            (u22 - 2.0 * q2 * v2 - q * v22) / v,
        )

    return term


def divide_constant(a: JetTerm, c: Numeric) -> JetTerm:
    """Return ``a / c``."""

    def term(w1: Numeric, w2: Numeric) -> Jet:
        u, u1, u2, u11, u12, u22 = a(w1, w2)
        return u / c, u1 / c, u2 / c, u11 / c, u12 / c, u22 / c

    return term


def square(a: JetTerm) -> JetTerm:
    """Return ``a ** 2``, by far the most frequent power."""

    def term(w1: Numeric, w2: Numeric) -> Jet:
        u, u1, u2, u11, u12, u22 = a(w1, w2)
        v = 2.0 * u
        return (
            u * u,
            v * u1,
            v * u2,
            2.0 * u1 * u1 + v * u11,
            2.0 * u1 * u2 + v * u12,
            2.0 * u2 * u2 + v * u22,
        )

    return term


def chain(derivatives: Derivatives) -> JetRule:
    """Return the chain rule for a function of one argument with these derivatives."""
    return partial(compose, derivatives)


def chain_pair(partials: Partials) -> JetRule:
    """Return the chain rule for a function of two arguments with these partial derivatives."""
    return lambda backend, function, _, a, b: compose_pair(partials, backend, function, a, b)


def compose(
    derivatives: Derivatives,
    backend: Backend,
    function: Function,
    flat_is_constant: bool,
    a: JetTerm,
) -> JetTerm:
    """Return ``f(a)``.

    A weight that does not enter ``a`` gives no slope, even where ``f`` is infinitely steep; floats
    never get that far, as they raise there. With ``flat_is_constant`` neither does any weight where
    all derivatives of ``a`` are 0.
    """
    if backend.is_array:
        return _compose_arrays(derivatives, backend, function, flat_is_constant, a)

    def term(w1: Numeric, w2: Numeric) -> Jet:
        u, u1, u2, u11, u12, u22 = a(w1, w2)
        f = function(u)
        d, dd = derivatives(backend, u, f)
        return (
            f,
            d * u1,
            d * u2,
            dd * u1 * u1 + d * u11,
            dd * u1 * u2 + d * u12,
            dd * u2 * u2 + d * u22,
        )

    return term


def _compose_arrays(
    derivatives: Derivatives,
    backend: Backend,
    function: Function,
    flat_is_constant: bool,
    a: JetTerm,
) -> JetTerm:
    choose = backend.choose

    def times(steepness: Numeric, part: Numeric) -> Numeric:
        absent = type(part) is float and part == 0.0  # computed parts are NumPy's
        return 0.0 if absent else steepness * part

    def term(w1: Numeric, w2: Numeric) -> Jet:
        u, u1, u2, u11, u12, u22 = a(w1, w2)
        f = function(u)
        d, dd = derivatives(backend, u, f)
        if flat_is_constant:
            size = abs(u1) + abs(u2) + abs(u11) + abs(u12) + abs(u22)
            d, dd = (choose(size, 0.0, 0.0, x, 0.0 * size) for x in (d, dd))  # NaN stays NaN
        return (
            f,
            times(d, u1),
            times(d, u2),
            times(dd, u1 * u1) + times(d, u11),
            times(dd, u1 * u2) + times(d, u12),
            times(dd, u2 * u2) + times(d, u22),
        )

    return term


def compose_pair(
    partials: Partials, backend: Backend, function: Function, a: JetTerm, b: JetTerm
) -> JetTerm:
    """Return ``f(a, b)``.

    A product with a factor of 0 is 0, so that ``0^v``, flat for v above 2, is flat.
    """

    def times(factor: Numeric, value: Numeric) -> Numeric:
        return _times(backend, factor, value)

    def term(w1: Numeric, w2: Numeric) -> Jet:
        u, u1, u2, u11, u12, u22 = a(w1, w2)
        v, v1, v2, v11, v12, v22 = b(w1, w2)
        f = function(u, v)
        fu, fv, fuu, fuv, fvv = partials(backend, u, v, f)

        def second(ua: Numeric, ub: Numeric, va: Numeric, vb: Numeric) -> Numeric:
            mixed = times(ua * vb + ub * va, fuv)
            return times(ua * ub, fuu) + mixed + times(va * vb, fvv)

        return (
            f,
            times(u1, fu) + times(v1, fv),
            times(u2, fu) + times(v2, fv),
            second(u1, u1, v1, v1) + times(u11, fu) + times(v11, fv),
            second(u1, u2, v1, v2) + times(u12, fu) + times(v12, fv),
            second(u2, u2, v2, v2) + times(u22, fu) + times(v22, fv),
        )

    return term


def smaller(
    backend: Backend, function: Function, flat_is_constant: bool, a: JetTerm, b: JetTerm
) -> JetTerm:
    """Return ``minimum(a, b)``; at a tie the derivatives are the mean of both sides'."""
    del flat_is_constant
    choose = backend.choose

    def term(w1: Numeric, w2: Numeric) -> Jet:
        left, right = a(w1, w2), b(w1, w2)
        u, v = left[0], right[0]
        g1, g2, h11, h12, h22 = (
            choose(u, v, x, y, 0.5 * (x + y)) for x, y in zip(left[1:], right[1:], strict=True)
        )
        return function(u, v), g1, g2, h11, h12, h22

    return term


def larger(
    backend: Backend, function: Function, flat_is_constant: bool, a: JetTerm, b: JetTerm
) -> JetTerm:
    """Return ``maximum(a, b)`` as ``-minimum(-a, -b)``."""
    del function
    minimum = backend.functions["minimum"]
    return negative(smaller(backend, minimum, flat_is_constant, negative(a), negative(b)))


def power_of(backend: Backend, exponent: Numeric, flat_is_constant: bool, a: JetTerm) -> JetTerm:
    """Return ``a ** c`` with its derivatives ``c a^(c-1)`` and ``c (c-1) a^(c-2)``.

    A factor of 0 ends a derivative there, so that powers 0, 1 and 2 are smooth at 0.
    """
    power, second = backend.power, exponent * (exponent - 1.0)

    def derivatives(_: Backend, x: Numeric, y: Numeric) -> tuple[Numeric, Numeric]:
        return (
            _scaled(backend, exponent, lambda: power(x, exponent - 1.0)),
            _scaled(backend, second, lambda: power(x, exponent - 2.0)),
        )

    return compose(derivatives, backend, lambda x: power(x, exponent), flat_is_constant, a)


def power(backend: Backend, a: JetTerm, b: JetTerm) -> JetTerm:
    """Return ``a ** b`` with weights in the exponent, by the partial derivatives of ``u^v``."""

    def partials(_: Backend, u: Numeric, v: Numeric, y: Numeric) -> tuple[Numeric, ...]:
        once, twice = (backend.power(u, v - order) for order in (1.0, 2.0))
        log = backend.functions["log"](u)
        return (
            _times(backend, v, once),
            _times(backend, y, log),
            _times(backend, v * (v - 1.0), twice),
            once + v * _times(backend, once, log),
            _times(backend, y, log * log),
        )

    return compose_pair(partials, backend, backend.power, a, b)


def _times(backend: Backend, factor: Numeric, value: Numeric) -> Numeric:
    """Return ``factor * value``, 0 where the factor is 0 even if the value is infinite."""
    return backend.choose(abs(factor), 0.0, 0.0, factor * value, 0.0 * factor)


def _scaled(backend: Backend, factor: Numeric, value: Callable[[], Numeric]) -> Numeric:
    """Return ``factor * value()``, 0 where the factor is 0 whatever the value."""
    if isinstance(factor, float):
        return factor * value() if factor else 0.0
    return backend.choose(abs(factor), 0.0, 0.0, factor * value(), 0.0)
