"""From a tree to a closure: walks the tree once, and computes what has no weights in it now."""

from collections.abc import Callable, Mapping

from msgspec import Struct

from descent_game.losses.arithmetic import (
    Arithmetic,
    Part,
    Term,
    Values,
    as_term,
    reduce_rows,
)
from descent_game.losses.functions import FLOATS, array_backend
from descent_game.losses.numeric import ARITHMETIC_ERRORS, Backend, Numeric
from descent_game.losses.squares import as_three_squares
from descent_game.losses.tree import (
    WEIGHTS,
    Call,
    Name,
    Negative,
    Node,
    Number,
    Operation,
    Reduction,
    has_weights,
)


class Names(Struct, frozen=True):
    """What names stand for: parameters, and data columns of ``count`` rows, one array each."""

    parameters: Mapping[str, float]
    columns: Mapping[str, Numeric]
    count: int


class Compiler:
    """Turns trees into terms of one arithmetic.

    ``on_grid`` says that weights are arrays, so that data rows need an axis of their own.
    """

    def __init__(
        self,
        arithmetic: Callable[[Backend], Arithmetic],
        backend: Backend,
        names: Names,
        *,
        on_grid: bool,
    ) -> None:
        self.make = arithmetic
        self.arithmetic = arithmetic(backend)
        self.names = names
        self.on_grid = on_grid

    def term(self, node: Node) -> Term:
        """Return the closure that computes a tree."""
        return as_term(self.arithmetic, self.part(node))

    def part(self, node: Node) -> Part:
        """Return a tree's closure, or its value where there are no weights in it."""
        match node:
            case Number(value):
                return value
            case Name(name):
                return self._name(name)
            case Negative(operand):
                part = self.part(operand)
                return self.arithmetic.negative(part) if callable(part) else -part
            case Operation(symbol, left, right):
                return self._operation(symbol, self.part(left), self.part(right))
            case Call(function, arguments):
                return self._call(function, [self.part(argument) for argument in arguments])
            case Reduction(function, argument):
                return self._reduction(function, argument)

    def _name(self, name: str) -> Part:
        if name in WEIGHTS:
            return self.arithmetic.weight(WEIGHTS.index(name))
        parameters = self.names.parameters
        return parameters[name] if name in parameters else self.names.columns[name]

    def _operation(self, symbol: str, left: Part, right: Part) -> Part:
        if callable(left) or callable(right):
            return self.arithmetic.operation(symbol, left, right)
        return constant_of(
            lambda f: f.operation(symbol, f.lifted(left), f.lifted(right)), left, right
        )

    def _call(self, function: str, parts: list[Part]) -> Part:
        if any(callable(part) for part in parts):
            return self.arithmetic.call(function, parts)
        return constant_of(lambda f: f.call(function, [f.lifted(part) for part in parts]), *parts)

    def _reduction(self, function: str, argument: Node) -> Part:
        """Compile the inside over arrays, whatever the weights are: there is one value a row."""
        inside = Compiler(self.make, array_backend(), self.names, on_grid=self.on_grid)
        part = inside.part(argument)
        if callable(part):
            return self.arithmetic.reduction(function, part, self.names.count, on_grid=self.on_grid)
        return float(reduce_rows(function, part, self.names.count))


def shortened(tree: Node, names: Names) -> Node:
    """Return a tree in which sums of squares of linear models need no data any more.

    What has no weights and data in it becomes a number as well.
    """
    compiler = Compiler(Values, array_backend(), names, on_grid=False)

    def shorter(node: Node) -> Node:
        match node:
            case Negative(operand):
                return Negative(shorter(operand))
            case Operation(symbol, left, right):
                return Operation(symbol, shorter(left), shorter(right))
            case Call(function, arguments):
                return Call(function, tuple(map(shorter, arguments)))
            case Reduction() if not has_weights(node):
                return Number(float(compiler.part(node)))
            case Reduction():
                return as_three_squares(node, names.count, compiler.part) or node
            case _:
                return node

    return shorter(tree)


def constant_of(make: Callable[[Values], Term], *parts: Numeric) -> Numeric:
    """Return the value of a term that combines constants only."""
    if all(isinstance(part, float) for part in parts):
        try:
            return float(make(Values(FLOATS))(0.0, 0.0))
        except ARITHMETIC_ERRORS:
            pass
    import numpy as np  # noqa: PLC0415

    with np.errstate(all="ignore"):
        value = make(Values(array_backend()))(np.float64(0.0), np.float64(0.0))
    return float(value) if np.ndim(value) == 0 else value
