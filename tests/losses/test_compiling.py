"""Compiled losses: what is emitted, and that it computes what its expressions say."""

import ast
import math
import operator
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

import mpmath  # type: ignore[import-untyped]
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from descent_game.losses.compiling import Shape, derive, module, split
from descent_game.losses.dataset import Dataset
from descent_game.losses.evaluation import evaluate
from descent_game.losses.expression import NEGATIVE, Expression
from descent_game.losses.formula import parse
from descent_game.losses.functions import (
    ARITHMETIC_ERRORS,
    FLOATS,
    FUNCTIONS,
    OPERATORS,
    Table,
    array_functions,
)
from descent_game.losses.jets import Jet
from descent_game.losses.loss import Loss
from descent_game.losses.tree import (
    WEIGHTS,
    Call,
    Name,
    Negative,
    Node,
    Number,
    Operation,
    children,
    walk,
)
from tests.losses.random_formulas import (
    PARAMETERS,
    random_data_formula,
    random_formula,
    random_point,
)

SHAPES: tuple[Shape, ...] = ("value", "gradient", "derivatives", "parts")
SEEDS = st.integers(0, 2**32 - 1)
DATA = Dataset({"x": [0.5, -1.0, 2.0, 0.0], "y": [1.0, 3.0, -0.25, 2.0]})
MADE_UP = ast.Module | ast.FunctionDef | ast.arguments | ast.arg | ast.Try | ast.ExceptHandler
STATEMENT = ast.Assign | ast.Return | ast.If | ast.Pass | ast.Compare | ast.Eq | ast.Tuple
ARITHMETIC = ast.BinOp | ast.UnaryOp | ast.Add | ast.Sub | ast.Mult | ast.Div | ast.USub
LEAF = ast.Name | ast.Load | ast.Store | ast.Constant
FIXED_NAMES = {"ARITHMETIC_ERRORS", "Derivatives", "carefully", "compute", "float", "new", "total"}


def interpret(expression: Expression, names: dict[str, Any], functions: Table) -> Any:
    """Compute an expression node by node."""
    if expression.number is not None:
        return expression.number
    if expression.name:
        return names[expression.name]
    parts = [interpret(part, names, functions) for part in expression.parts]
    return (functions.get(expression.operator) or OPERATORS[expression.operator])(*parts)


def parts_of(jet: Jet) -> list[Expression | None]:
    return [jet.value, *jet.slopes, *jet.bends]


def same(found: Sequence[Any], expected: Sequence[Any]) -> bool:
    return np.array_equal(np.array(found), np.array(expected), equal_nan=True)


def jet_and_names(text: str, data: Dataset | None = None) -> tuple[Jet, dict[str, Any]]:
    tree = parse(text, (*WEIGHTS, *PARAMETERS), data.names if data else ())
    parted = split(tree, data.names if data else ())
    columns, count = (data.arrays, data.count) if data else ({}, 0)
    given_names = {**PARAMETERS, **columns}
    constants = [evaluate(node, given_names, count) for node in parted.constants]
    names = {f"k{place}": np.asarray(value)[()] for place, value in enumerate(constants)}
    return derive(parted, 2), {**names, "count": float(count)}


@given(SEEDS)
def test_nothing_but_names_numbers_arithmetic_and_known_calls_is_emitted(seed: int) -> None:
    random = Random(seed)
    texts = random_formula(random), random_data_formula(random)
    for text, data in zip(texts, (None, DATA), strict=True):
        jet, names = jet_and_names(text, data)
        known = FIXED_NAMES | names.keys() | {*WEIGHTS, "w"} | array_functions().keys()
        for shape in SHAPES:
            for node in ast.walk(module(jet, shape)):
                assert isinstance(node, MADE_UP | STATEMENT | ARITHMETIC | LEAF | ast.Call), node
                if isinstance(node, ast.Call):
                    assert isinstance(node.func, ast.Name)
                    assert not node.keywords
                    allowed = array_functions().keys() | {"carefully", "float", "new"}
                    assert node.func.id in allowed
                if isinstance(node, ast.Constant):
                    assert type(node.value) is float
                if isinstance(node, ast.Name):
                    made_up = node.id[0] == "t" and node.id[1:].isdigit()
                    assert made_up or node.id in known, node.id


@given(SEEDS)
def test_floats_are_those_of_the_expressions_to_the_last_digit(seed: int) -> None:
    random = Random(seed)
    text, w = random_formula(random), random_point(random)
    jet, names = jet_and_names(text)
    found = Loss(text, PARAMETERS).derivatives(w)
    (h11, h12), (h21, h22) = found.hessian
    assert h12 == h21 or math.isnan(h12)
    floats = {name: float(value) for name, value in names.items()} | dict(
        zip(WEIGHTS, w, strict=True)
    )
    try:
        expected: list[float] = [
            0.0 if part is None else interpret(part, floats, FLOATS) for part in parts_of(jet)
        ]
    except ARITHMETIC_ERRORS:
        return
    if all(map(math.isfinite, expected)):
        assert same([found.value, *found.gradient, h11, h12, h22], expected), text
        tree = parse(text, (*WEIGHTS, *PARAMETERS))
        assert evaluate(tree, {**PARAMETERS, **floats}) == found.value
        assert Loss(text, PARAMETERS).gradient(w) == found.gradient


@given(SEEDS)
def test_arrays_are_those_of_the_expressions(seed: int) -> None:
    random = Random(seed)
    texts = random_formula(random), random_data_formula(random)
    for text, data in zip(texts, (None, DATA), strict=True):
        jet, names = jet_and_names(text, data)
        loss = Loss(text, PARAMETERS, data)
        w1, w2 = (
            np.array(w) + 0.0 for w in zip(*[random_point(random) for _ in range(7)], strict=True)
        )
        with np.errstate(all="ignore"):
            both = {"w1": w1, "w2": w2}
            value = interpret(jet.value, {**names, **both}, array_functions())
        found, expected = loss.values(w1, w2), np.broadcast_to(value, 7)
        close = (1e-12, 1e-12) if data else (4 * np.finfo(float).eps, 0.0)  # squares are shortened
        np.testing.assert_allclose(found, expected, *close)


@given(SEEDS)
def test_values_never_raise_and_are_never_complex(seed: int) -> None:
    random = Random(seed)
    text, w = random_formula(random), random_point(random)
    loss = Loss(text, PARAMETERS)
    for value in (loss.value(w), *loss.gradient(w), *loss.hessian(w)[0]):
        assert type(value) is float
    at = float(loss.values(*w))
    assert loss.value(w) == pytest.approx(at, rel=1e-6, abs=1e-6, nan_ok=True) or abs(at) > 1e6


EXACT: dict[str, Callable[..., Any]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv,
    "**": operator.pow, NEGATIVE: operator.neg,
    "sin": mpmath.sin, "cos": mpmath.cos, "tan": mpmath.tan, "exp": mpmath.exp,
    "log": mpmath.log, "sqrt": mpmath.sqrt, "tanh": mpmath.tanh,
    "sigmoid": lambda x: 1 / (1 + mpmath.exp(-x)),
    "softplus": lambda x: mpmath.log1p(mpmath.exp(x)),
}  # fmt: skip
"""The functions without kinks, in any precision."""


def test_every_function_without_a_kink_is_known_in_any_precision() -> None:
    smooth = {name for name, function in FUNCTIONS.items() if function.kink is None}
    assert smooth <= set(EXACT)


def exact(tree: Node, names: dict[str, Any]) -> Any:
    """Compute a tree with numbers of any precision."""
    match tree:
        case Number(value):
            return mpmath.mpf(value)
        case Name(name):
            return names[name]
        case Negative():
            function = NEGATIVE
        case Operation(function, _, _) | Call(function, _):
            pass
    return EXACT[function](*(exact(child, names) for child in children(tree)))


@given(SEEDS)
def test_derivatives_agree_with_mpmath(seed: int) -> None:
    random = Random(seed)
    text = random_formula(random).replace("1e200", "7").replace("1e3", "8")
    w = (round(random.uniform(0.2, 2.0), 3), round(random.uniform(0.2, 2.0), 3))
    jet, names = jet_and_names(text)
    tree = parse(text, (*WEIGHTS, *PARAMETERS))
    if any(FUNCTIONS[node.function].kink for node in walk(tree) if isinstance(node, Call)):
        return
    sizes: list[float] = []
    table = {**array_functions(), **OPERATORS}
    noting = {name: noted(function, sizes) for name, function in table.items()}
    floats = {**names, **dict(zip(WEIGHTS, map(np.float64, w), strict=True))}
    with np.errstate(all="ignore"):
        for part in filter(None, parts_of(jet)):
            interpret(part, floats, noting)
    largest = max([*map(abs, w), *sizes, 1.0])
    value, (g1, g2), ((h11, h12), (_, h22)) = Loss(text, PARAMETERS).derivatives(w)
    if not math.isfinite(value) or not largest < 1e4:  # complex, or few digits are left
        return
    found = {(0, 0): value, (1, 0): g1, (0, 1): g2, (2, 0): h11, (1, 1): h12, (0, 2): h22}
    with mpmath.workdps(50):
        known = {name: mpmath.mpf(number) for name, number in PARAMETERS.items()}
        point = tuple(map(mpmath.mpf, w))

        def function(w1: Any, w2: Any) -> Any:
            return exact(tree, {**known, "w1": w1, "w2": w2})

        for order, number in found.items():
            try:
                expected = mpmath.diff(function, point, order)
            except ZeroDivisionError:  # not defined beside the point
                return
            error = abs(number - expected)
            assert error <= 1e-12 * max(abs(expected), largest), (text, w, order, number, expected)


def noted(function: Callable[..., Any], sizes: list[float]) -> Callable[..., Any]:
    """Return a function that notes how large its results are."""

    def noting(*arguments: Any) -> Any:
        result = function(*arguments)
        sizes.append(float(np.max(np.abs(result))))
        return result

    return noting
