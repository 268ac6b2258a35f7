"""The elementary functions over Python floats (``math``) and over arrays (NumPy), side by side.

The float versions raise where the result would not be finite and real; the caller then takes the
array versions, which give the IEEE values (NaN, infinities) instead. So both agree everywhere.
"""

import math
from collections.abc import Callable
from functools import cache
from typing import Any, TypeAlias

from msgspec import Struct

Numeric: TypeAlias = Any
"""A float or an array of floats; the same code runs over both."""

ARITHMETIC_ERRORS = (ZeroDivisionError, OverflowError, ValueError)
"""What floats raise where the result is not finite and real."""

Function: TypeAlias = Callable[[Numeric], Numeric]
PairFunction: TypeAlias = Callable[[Numeric, Numeric], Numeric]


class Functions(Struct, frozen=True):
    """One kind of numbers: its elementary functions, and choosing between two values.

    ``number`` makes a constant one of them; ``choose(a, b, if_less, if_greater, if_equal)`` picks
    elementwise by comparing ``a`` to ``b``.
    """

    number: Function
    sin: Function
    cos: Function
    tan: Function
    exp: Function
    log: Function
    sqrt: Function
    tanh: Function
    sigmoid: Function
    softplus: Function
    sign: Function
    power: PairFunction
    choose: Callable[..., Numeric]


def _float_sigmoid(x: float) -> float:
    if x >= 0.0:
        return 1.0 / (1.0 + math.exp(-x))
    z = math.exp(x)
    return z / (1.0 + z)


def _float_choose(a: float, b: float, less: float, greater: float, equal: float) -> float:
    if a < b:
        return less
    return greater if a > b else equal


FLOATS = Functions(
    number=lambda x: x,
    sin=math.sin,
    cos=math.cos,
    tan=math.tan,
    exp=math.exp,
    log=math.log,
    sqrt=math.sqrt,
    tanh=math.tanh,
    sigmoid=_float_sigmoid,
    softplus=lambda x: max(x, 0.0) + math.log1p(math.exp(-abs(x))),
    sign=lambda x: math.copysign(1.0, x) if x else 0.0,
    power=math.pow,
    choose=_float_choose,
)


@cache
def array_functions() -> Functions:
    """Return the functions over NumPy arrays; NumPy is imported only now."""
    import numpy as np  # noqa: PLC0415

    def sigmoid(x: Numeric) -> Numeric:
        z = np.exp(-np.abs(x))
        return np.where(x >= 0.0, 1.0 / (1.0 + z), z / (1.0 + z))

    def choose(a: Numeric, b: Numeric, less: Numeric, greater: Numeric, equal: Numeric) -> Numeric:
        return np.where(a < b, less, np.where(a > b, greater, equal))

    return Functions(
        number=lambda x: np.float64(x) if isinstance(x, float) else x,
        sin=np.sin,
        cos=np.cos,
        tan=np.tan,
        exp=np.exp,
        log=np.log,
        sqrt=np.sqrt,
        tanh=np.tanh,
        sigmoid=sigmoid,
        softplus=lambda x: np.maximum(x, 0.0) + np.log1p(np.exp(-np.abs(x))),
        sign=np.sign,
        power=np.power,
        choose=choose,
    )
