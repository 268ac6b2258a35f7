"""What a formula is made of, once it has been checked."""

import math
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TypeAlias

from msgspec import Struct

WEIGHTS = ("w1", "w2")
CONSTANTS = {"pi": math.pi, "e": math.e}
REDUCTIONS = ("mean", "sum")


class Number(Struct, frozen=True):
    """A number."""

    value: float


class Name(Struct, frozen=True):
    """A weight, a parameter or a column of the data."""

    name: str


class Negative(Struct, frozen=True):
    """Unary minus."""

    operand: "Node"


class Operation(Struct, frozen=True):
    """``left operator right`` for one of ``+ - * / **``."""

    operator: str
    left: "Node"
    right: "Node"


class Call(Struct, frozen=True):
    """A function of one or two arguments."""

    function: str
    arguments: tuple["Node", ...]


class Reduction(Struct, frozen=True):
    """``mean`` or ``sum`` over the rows of the data."""

    function: str
    argument: "Node"


Node: TypeAlias = Number | Name | Negative | Operation | Call | Reduction


def walk(node: Node) -> Iterator[Node]:
    """Yield a tree's nodes."""
    yield node
    for child in children(node):
        yield from walk(child)


def children(node: Node) -> tuple[Node, ...]:
    """Return the nodes right below a node."""
    match node:
        case Number() | Name():
            return ()
        case Negative(operand):
            return (operand,)
        case Operation(_, left, right):
            return left, right
        case Call(_, arguments):
            return arguments
        case Reduction(_, argument):
            return (argument,)


def with_children(node: Node, change: Callable[[Node], Node]) -> Node:
    """Return a node whose children are changed."""
    match node:
        case Number() | Name():
            return node
        case Negative(operand):
            return Negative(change(operand))
        case Operation(symbol, left, right):
            return Operation(symbol, change(left), change(right))
        case Call(function, arguments):
            return Call(function, tuple([change(argument) for argument in arguments]))
        case Reduction(function, argument):
            return Reduction(function, change(argument))


@lru_cache(maxsize=1024)
def has_weights(tree: Node) -> bool:
    """Tell whether a weight stands anywhere in a tree; asked again for every batch of rows."""
    if isinstance(tree, Name):
        return tree.name in WEIGHTS
    return any(map(has_weights, children(tree)))


@lru_cache(maxsize=1024)
def has_reductions(tree: Node) -> bool:
    """Tell whether a mean or a sum stands anywhere in a tree."""
    return isinstance(tree, Reduction) or any(map(has_reductions, children(tree)))
