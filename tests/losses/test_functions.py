"""Every function of formulas: floats and arrays agree, derivatives are those of its values."""

import math
from pathlib import Path

import numpy as np
import pytest

from descent_game.cli.sandbox import sandbox
from descent_game.errors import FormulaError
from descent_game.losses.expression import Expression
from descent_game.losses.functions import (
    FLOATS,
    FUNCTIONS,
    FormulaFunction,
    array_functions,
)
from descent_game.losses.jets import chain_pair
from descent_game.losses.loss import Loss
from descent_game.losses.surface import Numeric

ARGUMENTS = ("0.3 + w1**2 + w1*w2/5", "0.2 + w2**2/3")
"""Positive, so that logarithm and root have a value."""
POINTS = [(0.4, 1.1), (1.0, -0.5), (-0.7, 0.6)]
H = 1e-4
GUIDE = Path(__file__).parents[2] / "docs" / "authoring.md"


def call(name: str) -> str:
    return f"{name}({', '.join(ARGUMENTS[: FUNCTIONS[name].arity])})"


def central(function: Numeric, w: tuple[float, float], axis: int) -> Numeric:
    ahead, behind = list(w), list(w)
    ahead[axis] += H
    behind[axis] -= H
    return (np.array(function(tuple(ahead))) - np.array(function(tuple(behind)))) / (2 * H)


def check_derivatives(loss: Loss) -> None:
    for w in POINTS:
        slopes = [central(loss.value, w, axis) for axis in (0, 1)]
        assert loss.gradient(w) == pytest.approx(slopes, rel=1e-6, abs=1e-7)
        bends = [central(loss.gradient, w, axis) for axis in (0, 1)]
        assert np.array(loss.hessian(w)) == pytest.approx(np.array(bends), rel=1e-5, abs=1e-6)
    columns = np.array(POINTS).T
    assert loss.values(*columns) == pytest.approx([loss.value(w) for w in POINTS], rel=1e-14)
    gradients = np.array([loss.gradient(w) for w in POINTS]).T
    assert np.array(loss.gradients(*columns)) == pytest.approx(gradients, rel=1e-13)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_derivatives_are_those_of_the_values_on_floats_and_on_arrays(name: str) -> None:
    check_derivatives(Loss(call(name)))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_with_a_kink_says_where(name: str) -> None:
    loss = Loss(f"{name}({', '.join(('w1', 'w2')[: FUNCTIONS[name].arity])})")
    a, b = (-0.5, 0.25), (0.5, 0.25)  # on both sides of w1 = 0 and of w1 = w2
    assert loss.creases_between(a, b) == (FUNCTIONS[name].kink is not None)


def atan2_partials(u: Expression, v: Expression, _: Expression) -> tuple[Expression, ...]:
    r = u * u + v * v
    mixed = (u * u - v * v) / (r * r)
    return v / r, -u / r, -2.0 * u * v / (r * r), mixed, 2.0 * u * v / (r * r)


def test_one_entry_makes_a_function_of_two_arguments(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = FormulaFunction(
        "angle", math.atan2, lambda np: np.arctan2, chain_pair(atan2_partials), arity=2
    )
    monkeypatch.setitem(FUNCTIONS, "atan2", entry)
    monkeypatch.setitem(FLOATS, "atan2", entry.floats)  # as an entry in the file would
    monkeypatch.setitem(array_functions(), "atan2", entry.arrays(np))
    check_derivatives(Loss(call("atan2")))
    check_derivatives(Loss("atan2(w1, 2)*w2 + atan2(1, w2) + atan2(1, 2)"))
    with pytest.raises(FormulaError, match="takes 2 arguments, not 1"):
        Loss("atan2(w1)")


def test_every_function_is_named_where_formulas_are_explained() -> None:
    for text in (GUIDE.read_text(encoding="utf-8"), sandbox.help or ""):
        flat = " ".join(text.split())
        assert " ".join(FUNCTIONS) in flat
