"""The functions of formulas: one registry entry each, with values, derivatives and kinks."""

import math
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, TypeAlias

from msgspec import Struct

from descent_game.losses.jets import JetRule, chain, larger, smaller
from descent_game.losses.numeric import Backend, Function, Numeric, float_choose
from descent_game.losses.tree import Call, Node, Operation, Reduction, children

Numpy: TypeAlias = Any
"""The NumPy module, which is imported only when arrays are computed."""


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


def _array_choose(np: Numpy) -> Function:
    def choose(a: Numeric, b: Numeric, less: Numeric, greater: Numeric, equal: Numeric) -> Numeric:
        return np.where(a < b, less, np.where(a > b, greater, equal))

    return choose


def _minimum(choose: Function) -> Function:
    return lambda a, b: choose(a, b, a, b, 0.5 * a + 0.5 * b)


def _maximum(choose: Function) -> Function:
    return lambda a, b: choose(a, b, b, a, 0.5 * a + 0.5 * b)


# Derivatives at x of a function with the value y there: the first and the second one.


def _sin(f: Backend, x: Numeric, y: Numeric) -> tuple[Numeric, Numeric]:
    return f.functions["cos"](x), -y


def _cos(f: Backend, x: Numeric, y: Numeric) -> tuple[Numeric, Numeric]:
    return -f.functions["sin"](x), -y


def _tan(_: Backend, x: Numeric, y: Numeric) -> tuple[Numeric, Numeric]:
    d = 1.0 + y * y
    return d, 2.0 * y * d


def _exp(_: Backend, x: Numeric, y: Numeric) -> tuple[Numeric, Numeric]:
    return y, y


def _log(_: Backend, x: Numeric, y: Numeric) -> tuple[Numeric, Numeric]:
    d = 1.0 / x
    return d, -d * d


def _sqrt(_: Backend, x: Numeric, y: Numeric) -> tuple[Numeric, Numeric]:
    d = 0.5 / y
    return d, -0.5 * d / x


def _tanh(f: Backend, x: Numeric, y: Numeric) -> tuple[Numeric, Numeric]:
    sigmoid = f.functions["sigmoid"]
    d = 4.0 * sigmoid(2.0 * x) * sigmoid(-2.0 * x)  # 1 - y*y would lose its digits
    return d, -2.0 * y * d


def _abs(f: Backend, x: Numeric, y: Numeric) -> tuple[Numeric, Numeric]:
    return f.sign(x), 0.0


def _sigmoid(f: Backend, x: Numeric, y: Numeric) -> tuple[Numeric, Numeric]:
    rest = f.functions["sigmoid"](-x)
    return y * rest, y * rest * (rest - y)


def _softplus(f: Backend, x: Numeric, y: Numeric) -> tuple[Numeric, Numeric]:
    s, rest = f.functions["sigmoid"](x), f.functions["sigmoid"](-x)
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
        _minimum(float_choose),
        lambda np: _minimum(_array_choose(np)),
        smaller,
        arity=2,
        kink=_difference,
    ),
    "maximum": FormulaFunction(
        "the larger of two",
        _maximum(float_choose),
        lambda np: _maximum(_array_choose(np)),
        larger,
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


FLOATS = Backend(
    functions={name: function.floats for name, function in FUNCTIONS.items()},
    number=lambda x: x,
    sign=lambda x: math.copysign(1.0, x) if x else 0.0,
    power=math.pow,
    choose=float_choose,
    is_array=False,
)


@cache
def array_backend() -> Backend:
    """Return the operations over NumPy arrays; NumPy is imported by the first call."""
    import numpy as np  # noqa: PLC0415

    return Backend(
        functions={name: function.arrays(np) for name, function in FUNCTIONS.items()},
        number=lambda x: np.float64(x) if isinstance(x, float) else x,
        sign=np.sign,
        power=np.power,
        choose=_array_choose(np),
        is_array=True,
    )
