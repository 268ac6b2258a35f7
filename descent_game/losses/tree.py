"""What a formula is made of, once it has been checked."""

import math
from collections.abc import Iterator
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


@lru_cache(maxsize=1024)
def has_weights(tree: Node) -> bool:
    """Tell whether a weight stands anywhere in a tree; asked again for every batch of rows."""
    return any(isinstance(node, Name) and node.name in WEIGHTS for node in walk(tree))
