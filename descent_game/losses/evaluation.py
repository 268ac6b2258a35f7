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
from descent_game.losses.tree import (
    Call,
    Name,
    Negative,
    Node,
    Number,
    Operation,
    Reduction,
    children,
)


def evaluate(tree: Node, names: Mapping[str, Numeric], count: int = 0) -> Numeric:
    """Return the value of a tree; it may be NaN or infinite, and nothing raises or warns.

    Args:
        tree: A checked tree.
        names: Floats, and arrays with one value for each row of the data, by name.
        count: The number of rows of the data.
    """
    if isinstance(tree, Number):
        return tree.value
    if isinstance(tree, Name):
        return names[tree.name]
    parts = [evaluate(child, names, count) for child in children(tree)]
    match tree:
        case Operation("**", _, Number(2.0)):
            return apply("*", parts[0], parts[0])
        case Reduction(function, _):
            return _reduced(function, parts[0], count)
        case Negative():
            return apply(NEGATIVE, *parts)
        case Operation(function, _, _) | Call(function, _):
            return apply("power" if function == "**" else function, *parts)


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
