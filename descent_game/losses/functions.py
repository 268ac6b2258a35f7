"""The functions of formulas: one registry entry each, with values, derivatives and kinks."""

import math
import operator
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, TypeAlias

from msgspec import Struct

from descent_game.losses.expression import ARITHMETIC, AXIS, NEGATIVE, Expression, call
from descent_game.losses.jets import JetRule, chain, selection
from descent_game.losses.surface import Numeric
from descent_game.losses.tree import Call, Node, Operation, Reduction, children

Function: TypeAlias = Callable[..., Numeric]
Table: TypeAlias = Mapping[str, Function]
"""Functions by their name in code."""
Numpy: TypeAlias = Any
"""The NumPy module, which is imported only when arrays are computed."""

ARITHMETIC_ERRORS = (ZeroDivisionError, OverflowError, ValueError)
"""What floats raise where the result is not finite and real; arrays give the IEEE value there."""


class FormulaFunction(Struct, frozen=True):
    """A function that formulas may call.

    Attributes:
        description: What it computes, in a few words.
        floats: Its value at Python floats; raises ``ARITHMETIC_ERRORS`` where the result is not
            finite and real.
        arrays: Takes the NumPy module and returns the function over arrays, elementwise.
        jet: Its derivatives: ``jets.chain`` of the first two derivatives of a function of one
            argument, ``jets.chain_pair`` of the five partial derivatives of one of two.
        arity: The number of arguments, 1 or 2.
        kink: From the arguments to the expression whose sign changes at a kink; None for a function
            that is smooth where it is defined.
    """

    description: str
    floats: Function
    arrays: Callable[[Numpy], Function]
    jet: JetRule
    arity: int = 1
    kink: Callable[..., Node] | None = None


def _float_sigmoid(x: float) -> float:
    if x >= 0.0:
        return 1.0 / (1.0 + math.exp(-x))
    z = math.exp(x)
    return z / (1.0 + z)


def _array_sigmoid(np: Numpy) -> Function:
    def sigmoid(x: Numeric) -> Numeric:
        z = np.exp(-np.abs(x))
        return np.where(x >= 0.0, 1.0 / (1.0 + z), z / (1.0 + z))

    return sigmoid


def _float_choose(a: float, b: float, less: float, greater: float, equal: float) -> float:
    """Return one of three values by comparing ``a`` with ``b``; the last where one is NaN."""
    if a < b:
        return less
    return greater if a > b else equal


def _array_choose(np: Numpy) -> Function:
    def choose(a: Numeric, b: Numeric, less: Numeric, greater: Numeric, equal: Numeric) -> Numeric:
        return np.where(a < b, less, np.where(a > b, greater, equal))

    return choose


def _minimum(choose: Function) -> Function:
    return lambda a, b: choose(a, b, a, b, 0.5 * a + 0.5 * b)


def _maximum(choose: Function) -> Function:
    return lambda a, b: choose(a, b, b, a, 0.5 * a + 0.5 * b)


# Derivatives at x of a function with the value y there: the first and the second one.


def _sin(x: Expression, y: Expression) -> tuple[Expression, Expression]:
    return call("cos", x), -y


def _cos(x: Expression, y: Expression) -> tuple[Expression, Expression]:
    return -call("sin", x), -y


def _tan(_: Expression, y: Expression) -> tuple[Expression, Expression]:
    d = 1.0 + y * y
    return d, 2.0 * y * d


def _exp(_: Expression, y: Expression) -> tuple[Expression, Expression]:
    return y, y


def _log(x: Expression, _: Expression) -> tuple[Expression, Expression]:
    d = 1.0 / x
    return d, -d * d


def _sqrt(x: Expression, y: Expression) -> tuple[Expression, Expression]:
    d = 0.5 / y
    return d, -0.5 * d / x


def _tanh(x: Expression, y: Expression) -> tuple[Expression, Expression]:
    d = 4.0 * call("sigmoid", 2.0 * x) * call("sigmoid", -2.0 * x)  # 1 - y*y would lose its digits
    return d, -2.0 * y * d


def _abs(x: Expression, _: Expression) -> tuple[Expression, None]:
    return call("sign", x), None


def _sigmoid(x: Expression, y: Expression) -> tuple[Expression, Expression]:
    rest = call("sigmoid", -x)
    return y * rest, y * rest * (rest - y)


def _softplus(x: Expression, _: Expression) -> tuple[Expression, Expression]:
    s, rest = call("sigmoid", x), call("sigmoid", -x)
    return s, s * rest


def _difference(a: Node, b: Node) -> Node:
    return Operation("-", a, b)


FUNCTIONS: dict[str, FormulaFunction] = {
    "sin": FormulaFunction("sine, in radians", math.sin, lambda np: np.sin, chain(_sin)),
    "cos": FormulaFunction("cosine, in radians", math.cos, lambda np: np.cos, chain(_cos)),
    "tan": FormulaFunction("tangent, in radians", math.tan, lambda np: np.tan, chain(_tan)),
    "exp": FormulaFunction("e to a power", math.exp, lambda np: np.exp, chain(_exp)),
    "log": FormulaFunction("natural logarithm", math.log, lambda np: np.log, chain(_log)),
    "sqrt": FormulaFunction("square root", math.sqrt, lambda np: np.sqrt, chain(_sqrt)),
    "tanh": FormulaFunction("hyperbolic tangent", math.tanh, lambda np: np.tanh, chain(_tanh)),
    "abs": FormulaFunction(
        "absolute value", abs, lambda _: abs, chain(_abs), kink=lambda argument: argument
    ),
    "minimum": FormulaFunction(
        "the smaller of two",
        _minimum(_float_choose),
        lambda np: _minimum(_array_choose(np)),
        selection(smaller=True),
        arity=2,
        kink=_difference,
    ),
    "maximum": FormulaFunction(
        "the larger of two",
        _maximum(_float_choose),
        lambda np: _maximum(_array_choose(np)),
        selection(smaller=False),
        arity=2,
        kink=_difference,
    ),
    "sigmoid": FormulaFunction(
        "1 / (1 + exp(-x))", _float_sigmoid, _array_sigmoid, chain(_sigmoid)
    ),
    "softplus": FormulaFunction(
        "log(1 + exp(x))",
        lambda x: max(x, 0.0) + math.log1p(math.exp(-abs(x))),
        lambda np: lambda x: np.maximum(x, 0.0) + np.log1p(np.exp(-np.abs(x))),
        chain(_softplus),
    ),
}
"""Every function by its name in formulas."""


def kink_arguments(tree: Node) -> Iterator[Node]:
    """Yield the expressions of a tree whose sign changes at a kink.

    Reductions are left out: they have a small kink for every row of the data.
    """
    if isinstance(tree, Reduction):
        return
    kink = FUNCTIONS[tree.function].kink if isinstance(tree, Call) else None
    if kink and isinstance(tree, Call):
        yield kink(*tree.arguments)
    for child in children(tree):
        yield from kink_arguments(child)


# Functions of the code that derivatives are computed with.


def _scaled(choose: Function) -> Function:
    """Return ``factor * a``, 0 where the factor is 0 even if ``a`` is infinite."""
    return lambda factor, a: choose(abs(factor), 0.0, 0.0, factor * a, 0.0 * factor)


def _float_scaled_power(factor: float, x: float, exponent: float) -> float:
    return factor * math.pow(x, exponent) if factor else 0.0


def _array_scaled_power(np: Numpy) -> Function:
    return lambda factor, x, exponent: np.where(factor == 0.0, 0.0, factor * np.power(x, exponent))


OPERATORS: Table = {**ARITHMETIC, NEGATIVE: operator.neg}
FLOATS: Table = {
    **{name: function.floats for name, function in FUNCTIONS.items()},
    "choose": _float_choose,
    "power": math.pow,
    "scaled": _scaled(_float_choose),
    "scaled_power": _float_scaled_power,
    "sign": lambda x: math.copysign(1.0, x) if x else 0.0,
}
"""What the code of a formula calls, over Python floats."""


@cache
def array_functions() -> Table:
    """Return what the code of a formula calls, over arrays; the first call imports NumPy."""
    import numpy as np  # noqa: PLC0415

    choose = _array_choose(np)
    return {
        **{name: function.arrays(np) for name, function in FUNCTIONS.items()},
        "choose": choose,
        "mean": lambda rows: np.add.reduce(rows, -1) / rows.shape[-1],
        "power": np.power,
        "scaled": _scaled(choose),
        "scaled_power": _array_scaled_power(np),
        "sign": np.sign,
        "sum": lambda rows: np.add.reduce(rows, -1),
        AXIS: lambda weights: weights[..., None] if np.ndim(weights) else weights,
    }
