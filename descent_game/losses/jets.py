"""Second-order forward-mode arithmetic: value, gradient and Hessian carried together.

A jet is a plain tuple ``(v, g1, g2, h11, h12, h22)`` (a tuple because it is made at every
operation). The rules are the chain rule to second order, e.g. Griewank & Walther, "Evaluating
Derivatives" (2008), section 13.2. Terms are closures ``(w1, w2) -> jet``; constants are numbers or
data columns and have no derivatives.
"""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from descent_game.losses.numeric import FLOATS, Functions, Numeric

Jet: TypeAlias = tuple[Numeric, Numeric, Numeric, Numeric, Numeric, Numeric]
JetTerm: TypeAlias = Callable[[Numeric, Numeric], Jet]
Derived: TypeAlias = tuple[Numeric, Numeric, Numeric]
"""A function of one variable: its value, first and second derivative."""


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


def compose(
    functions: Functions,
    derived: Callable[[Numeric], Derived],
    a: JetTerm,
    *,
    flat_is_constant: bool = False,
) -> JetTerm:
    """Return ``f(a)`` for a function that gives its value and two derivatives.

    A weight that does not enter ``a`` gives no slope, even where ``f`` is infinitely steep; floats
    never get that far, as they raise there. With ``flat_is_constant`` neither does any weight where
    all derivatives of ``a`` are 0.
    """
    if functions is not FLOATS:
        return _compose_arrays(derived, a, functions.choose if flat_is_constant else None)

    def term(w1: Numeric, w2: Numeric) -> Jet:
        u, u1, u2, u11, u12, u22 = a(w1, w2)
        f, d, dd = derived(u)
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
    derived: Callable[[Numeric], Derived],
    a: JetTerm,
    choose: Callable[..., Numeric] | None,
) -> JetTerm:
    """Return ``f(a)`` over arrays; ``choose`` is given where what is flat counts as constant."""

    def times(steepness: Numeric, part: Numeric) -> Numeric:
        absent = type(part) is float and part == 0.0  # computed parts are NumPy's
        return 0.0 if absent else steepness * part

    def term(w1: Numeric, w2: Numeric) -> Jet:
        u, u1, u2, u11, u12, u22 = a(w1, w2)
        f, d, dd = derived(u)
        if choose:
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


def smaller(functions: Functions, a: JetTerm, b: JetTerm) -> JetTerm:
    """Return ``minimum(a, b)``; at a tie the derivatives are the mean of both sides'."""
    choose = functions.choose

    def term(w1: Numeric, w2: Numeric) -> Jet:
        left, right = a(w1, w2), b(w1, w2)
        u, v = left[0], right[0]
        g1, g2, h11, h12, h22 = (
            choose(u, v, x, y, 0.5 * (x + y)) for x, y in zip(left[1:], right[1:], strict=True)
        )
        return choose(u, v, u, v, 0.5 * u + 0.5 * v), g1, g2, h11, h12, h22

    return term


def power_of(functions: Functions, exponent: Numeric) -> Callable[[Numeric], Derived]:
    """Return ``x ** c`` with its derivatives ``c x^(c-1)`` and ``c (c-1) x^(c-2)``.

    A factor of 0 ends a derivative there, so that powers 0, 1 and 2 are smooth at 0.
    """
    power, second = functions.power, exponent * (exponent - 1.0)

    def derived(x: Numeric) -> Derived:
        return (
            power(x, exponent),
            _scaled(functions, exponent, lambda: power(x, exponent - 1.0)),
            _scaled(functions, second, lambda: power(x, exponent - 2.0)),
        )

    return derived


def power(functions: Functions, a: JetTerm, b: JetTerm) -> JetTerm:
    """Return ``a ** b`` with weights in the exponent, by the partial derivatives of ``u^v``.

    A factor of 0 ends a product, so that ``0^v``, flat for v above 2, is flat.
    """

    def times(factor: Numeric, value: Numeric) -> Numeric:
        return functions.choose(abs(factor), 0.0, 0.0, factor * value, 0.0 * factor)

    def term(w1: Numeric, w2: Numeric) -> Jet:
        u, u1, u2, u11, u12, u22 = a(w1, w2)
        v, v1, v2, v11, v12, v22 = b(w1, w2)
        f, once, twice = (functions.power(u, v - order) for order in (0.0, 1.0, 2.0))
        log = functions.log(u)
        fu, fv = times(v, once), times(f, log)
        fuu, fuv = times(v * (v - 1.0), twice), once + v * times(once, log)
        fvv = times(f, log * log)

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


def _scaled(functions: Functions, factor: Numeric, value: Callable[[], Numeric]) -> Numeric:
    """Return ``factor * value()``, 0 where the factor is 0 whatever the value."""
    if isinstance(factor, float):
        return factor * value() if factor else 0.0
    return functions.choose(abs(factor), 0.0, 0.0, factor * value(), 0.0)


def elementary(functions: Functions) -> Mapping[str, Callable[[Numeric], Derived]]:  # noqa: C901
    """Return every function of one argument with its derivatives, by name."""
    f = functions

    def sin(x: Numeric) -> Derived:
        s = f.sin(x)
        return s, f.cos(x), -s

    def cos(x: Numeric) -> Derived:
        c = f.cos(x)
        return c, -f.sin(x), -c

    def tan(x: Numeric) -> Derived:
        t = f.tan(x)
        d = 1.0 + t * t
        return t, d, 2.0 * t * d

    def exp(x: Numeric) -> Derived:
        y = f.exp(x)
        return y, y, y

    def log(x: Numeric) -> Derived:
        d = 1.0 / x
        return f.log(x), d, -d * d

    def sqrt(x: Numeric) -> Derived:
        root = f.sqrt(x)
        d = 0.5 / root
        return root, d, -0.5 * d / x

    def tanh(x: Numeric) -> Derived:
        t = f.tanh(x)
        d = 4.0 * f.sigmoid(2.0 * x) * f.sigmoid(-2.0 * x)  # 1 - t t would lose its digits
        return t, d, -2.0 * t * d

    def sigmoid(x: Numeric) -> Derived:
        s, rest = f.sigmoid(x), f.sigmoid(-x)
        return s, s * rest, s * rest * (rest - s)

    def softplus(x: Numeric) -> Derived:
        s, rest = f.sigmoid(x), f.sigmoid(-x)
        return f.softplus(x), s, s * rest

    def absolute(x: Numeric) -> Derived:
        return abs(x), f.sign(x), 0.0

    named = (sin, cos, tan, exp, log, sqrt, tanh, sigmoid, softplus)
    return {"abs": absolute, **{function.__name__: function for function in named}}
