"""Backends of the arithmetic: the same operations over Python floats and over NumPy arrays.

Float operations raise where the result would not be finite and real; the caller then computes with
arrays, which give the IEEE values (NaN, infinities) instead. So both agree everywhere.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from msgspec import Struct

Numeric: TypeAlias = Any
"""A float or an array of floats; the same code runs over both."""

Function: TypeAlias = Callable[..., Numeric]

ARITHMETIC_ERRORS = (ZeroDivisionError, OverflowError, ValueError)
"""What floats raise where the result is not finite and real."""


class Backend(Struct, frozen=True, eq=False):
    """The operations over one number type: floats or arrays.

    Attributes:
        functions: The functions of formulas by name.
        number: Converts a constant to the number type.
        sign: -1, 0 or 1 elementwise.
        power: ``power(x, exponent)``.
        choose: ``choose(a, b, if_less, if_greater, if_equal)`` selects elementwise by comparing
            ``a`` with ``b``.
        is_array: Whether the numbers are NumPy arrays.
    """

    functions: Mapping[str, Function]
    number: Function
    sign: Function
    power: Function
    choose: Function
    is_array: bool


def float_choose(a: float, b: float, less: float, greater: float, equal: float) -> float:
    """Return one of three values by comparing ``a`` with ``b``; the last where one is NaN."""
    if a < b:
        return less
    return greater if a > b else equal
