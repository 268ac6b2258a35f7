"""From a checked tree to code: value, gradient and Hessian as straight-line functions.

The text of a formula never becomes code. A tree is differentiated by rules (``losses/jets.py``)
into expressions; from these a syntax tree of Python is built that holds nothing but names which
this module makes up, numbers, arithmetic and calls of the functions in ``losses/functions.py``; and
that is compiled. One and the same source serves floats and arrays: only its functions differ.

What has no weights in it is a constant ``k0``, ``k1`` ... of the code, so that the code is made
once for all parameters and all data of a formula.
"""

import ast
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import combinations_with_replacement
from math import isfinite
from types import CodeType
from typing import Literal, NamedTuple, TypeAlias

from descent_game.losses.evaluation import evaluate
from descent_game.losses.expression import NAME, NEGATIVE, Expression, Graph
from descent_game.losses.functions import FUNCTIONS
from descent_game.losses.jets import Jet, JetRules, Part
from descent_game.losses.tree import (
    WEIGHTS,
    Call,
    Name,
    Negative,
    Node,
    Number,
    Operation,
    Reduction,
    children,
    has_weights,
    walk,
    with_children,
)

Shape: TypeAlias = Literal["value", "gradient", "derivatives", "parts"]
"""What a function returns: one of three results at a point of floats; or ``parts``, the tuple of
value, slopes and second derivatives, as floats or arrays, from one argument for each weight."""

MOST_NESTED = 12
"""Operations within one another in a statement; Python's compiler has a limit."""
REMEMBERED = 512
"""Pieces of code that are kept: several for every formula of a course."""

OPERATORS: dict[str, ast.operator] = {
    "+": ast.Add(), "-": ast.Sub(), "*": ast.Mult(), "/": ast.Div()
}  # fmt: skip
_AT_A_POINT = """
def compute(w):
    {weights} = w
    {floats}
    try:
        STATEMENTS
        {finish}
    except ARITHMETIC_ERRORS:
        pass
    return carefully(w)
"""
_IN_PARTS = """
def compute({weights}):
    STATEMENTS
    return {results}
"""


class Split(NamedTuple):
    """A tree without the parts that have no weights.

    Attributes:
        tree: The tree with ``k0``, ``k1`` ... in their place.
        constants: The parts, in this order.
        row_names: The constants that have a value for each row of the data.
    """

    tree: Node
    constants: tuple[Node, ...]
    row_names: frozenset[str]


@lru_cache(maxsize=REMEMBERED)
def split(tree: Node, columns: tuple[str, ...] = ()) -> Split:
    """Return a tree whose parts without weights are constants; numbers stay."""
    constants: dict[Node, str] = {}

    def shorter(node: Node) -> Node:
        if has_weights(node):
            return with_children(node, shorter)
        if any(isinstance(part, Name | Reduction) for part in walk(node)):
            return Name(constants.setdefault(node, f"k{len(constants)}"))
        return Number(evaluate(node, {}))

    short = shorter(tree)
    rows = frozenset(name for node, name in constants.items() if _is_by_row(node, columns))
    return Split(short, tuple(constants), rows)


def _is_by_row(node: Node, columns: Sequence[str]) -> bool:
    """Tell whether a part without weights has a value for each row of the data."""
    if isinstance(node, Reduction):
        return False
    if isinstance(node, Name):
        return node.name in columns
    return any(_is_by_row(child, columns) for child in children(node))


@lru_cache(maxsize=REMEMBERED)
def code(
    tree: Split, shape: Shape, order: int, weights: tuple[str, ...], *, flat_is_constant: bool
) -> CodeType:
    """Return the code of the function that computes a tree with ``order`` derivatives."""
    jet = derive(tree, order, weights, flat_is_constant=flat_is_constant)
    made = compile(module(jet, shape), "<formula>", "exec")
    return next(each for each in made.co_consts if isinstance(each, CodeType))


def derive(
    tree: Split, order: int, weights: tuple[str, ...] = WEIGHTS, *, flat_is_constant: bool = False
) -> Jet:
    """Return the expressions of a tree and of its derivatives.

    Args:
        tree: The tree; its names are weights and constants.
        order: How many derivatives there are to be: 0, 1 or 2.
        weights: The names of the n weights.
        flat_is_constant: Explained at ``jets.JetRules``.
    """
    graph = Graph(weights, tree.row_names)
    rules = JetRules(graph, order, flat_is_constant=flat_is_constant)
    operations = {
        "+": rules.add,
        "-": rules.subtract,
        "*": rules.multiply,
        "/": rules.divide,
        "**": rules.power,
    }

    def jet(node: Node) -> Jet:
        match node:
            case Number(value):
                return rules.constant(graph.number(value))
            case Name(name):
                return rules.weight(name) if name in weights else rules.constant(graph.name(name))
            case Negative(operand):
                return rules.negative(jet(operand))
            case Operation(symbol, left, right):
                return operations[symbol](jet(left), jet(right))
            case Call(function, arguments):
                jets = [jet(each) for each in arguments]
                called = graph.call(function, *[each.value for each in jets])
                return FUNCTIONS[function].jet(rules, called, *jets)
            case Reduction(function, argument):
                return rules.reduction(function, jet(argument))

    return jet(tree.tree)


def module(jet: Jet, shape: Shape) -> ast.Module:
    """Return the syntax tree of a module with one function, which computes a jet."""
    weights = jet.value.graph.weights
    parts = [jet.value, *jet.slopes, *jet.bends]
    statements, results = _statements(parts)
    if shape == "parts":
        frame = _IN_PARTS.format(weights=", ".join(weights), results=_tuple(results))
    else:
        frame = _AT_A_POINT.format(
            weights=_tuple(weights),
            floats="; ".join(f"{name} = float({name})" for name in weights),
            finish=_finish(shape, results, len(weights)),
        )
    made = ast.parse(frame)
    for node in ast.walk(made):
        body = getattr(node, "body", [])
        if body and isinstance(body[0], ast.Expr):
            body[0:1] = statements or [ast.Pass()]
    return ast.fix_missing_locations(made)


def _finish(shape: Shape, results: Sequence[str], count: int) -> str:
    """Return the source of the result at a point, if it is finite; a value need not be."""
    value, slopes, bends = results[0], results[1 : 1 + count], results[1 + count :]
    if shape == "value":
        return f"return {value}"
    computed = [result for result in dict.fromkeys(results) if result.isidentifier()]
    result = _tuple(slopes)
    if shape == "derivatives":
        entries = dict(zip(combinations_with_replacement(range(count), 2), bends, strict=True))
        rows = [_tuple([entries[min(i, j), max(i, j)] for j in range(count)]) for i in range(count)]
        result = f"new(Derivatives, ({value}, {result}, {_tuple(rows)}))"
    total = " + ".join(computed) or "0.0"
    return f"total = {total}\n        if total - total == 0.0: return {result}"


def _tuple(items: Iterable[str]) -> str:
    return f"({''.join(f'{item}, ' for item in items)})"


def _statements(parts: Sequence[Part]) -> tuple[list[ast.stmt], list[str]]:
    """Return statements that compute each part once, and the source of each part after them."""
    needed = _needed(part for part in parts if part is not None)
    uses = Counter(part for each in needed for part in each.parts)
    uses.update(2 * [part for part in parts if part is not None])  # they are stored
    found: dict[Expression, ast.expr] = {}
    nested: dict[Expression, int] = {}
    statements: list[ast.stmt] = []
    for each in needed:
        depth = 1 + max((nested[part] for part in each.parts), default=0)
        value = _syntax(each, [found[part] for part in each.parts])
        is_short = isinstance(value, ast.Name) or (
            each.number is not None and isfinite(each.number)
        )
        if not is_short and (uses[each] > 1 or depth > MOST_NESTED):
            name = f"t{len(statements)}"
            statements.append(ast.Assign([ast.Name(name, ast.Store())], value))
            value, depth = ast.Name(name, ast.Load()), 0
        found[each], nested[each] = value, depth
    return statements, ["0.0" if part is None else ast.unparse(found[part]) for part in parts]


def _needed(results: Iterable[Expression]) -> list[Expression]:
    """Return all that results are made of, each behind what it is made of."""
    found: set[Expression] = set()
    waiting = list(results)
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            waiting += each.parts
    return sorted(found, key=lambda each: each.index)


def _syntax(each: Expression, parts: list[ast.expr]) -> ast.expr:
    """Return the syntax of an expression from that of its parts."""
    if each.number is not None:
        return ast.Constant(each.number)
    if each.operator == NAME:
        return ast.Name(each.name, ast.Load())
    if each.operator == NEGATIVE:
        return ast.UnaryOp(ast.USub(), parts[0])
    if each.operator in OPERATORS:
        return ast.BinOp(parts[0], OPERATORS[each.operator], parts[1])
    return ast.Call(ast.Name(each.operator, ast.Load()), parts, [])
