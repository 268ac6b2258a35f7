"""The value of a tree, computed node by node: for what is computed once, and needs no code."""

from collections.abc import Mapping

from descent_game.losses.expression import NEGATIVE
from descent_game.losses.functions import (
    ARITHMETIC_ERRORS,
    FLOATS,
    OPERATORS,
    array_functions,
)
from descent_game.losses.surface import Numeric
from descent_game.losses.tree import Call, Name, Negative, Node, Number, Operation, Reduction


def evaluate(tree: Node, names: Mapping[str, Numeric], count: int = 0) -> Numeric:
    """Return the value of a tree; it may be NaN or infinite, and nothing raises or warns.

    Args:
        tree: A checked tree.
        names: Floats, and arrays with one value for each row of the data, by name.
        count: The number of rows of the data.
    """
    match tree:
        case Number(value):
            return value
        case Name(name):
            return names[name]
        case Negative(operand):
            return apply(NEGATIVE, evaluate(operand, names, count))
        case Operation("**", base, Number(2.0)):
            value = evaluate(base, names, count)
            return apply("*", value, value)
        case Operation("**", left, right):
            return apply("power", evaluate(left, names, count), evaluate(right, names, count))
        case Operation(symbol, left, right):
            return apply(symbol, evaluate(left, names, count), evaluate(right, names, count))
        case Call(function, arguments):
            return apply(function, *(evaluate(each, names, count) for each in arguments))
        case Reduction(function, argument):
            return _reduced(function, evaluate(argument, names, count), count)


def apply(function: str, *arguments: Numeric) -> Numeric:
    """Return an operation or a function of floats or arrays.

    Floats that raise are computed again as arrays, which know NaN and infinities.
    """
    if all(isinstance(argument, float) for argument in arguments):
        try:
            return (OPERATORS.get(function) or FLOATS[function])(*arguments)
        except ARITHMETIC_ERRORS:
            pass
    import numpy as np  # noqa: PLC0415

    operation = OPERATORS.get(function) or array_functions()[function]
    with np.errstate(all="ignore"):
        value = operation(*(np.asarray(argument)[()] for argument in arguments))
    return float(value) if np.ndim(value) == 0 else value


def _reduced(function: str, value: Numeric, count: int) -> float:
    if isinstance(value, float):  # it holds for every row
        return value * count if function == "sum" else value
    return float(apply(function, value))
