"""Sums of squares without their rows: the same loss, and only where it is the same."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from descent_game.losses.dataset import Dataset
from descent_game.losses.loss import Loss

GENERATOR = np.random.Generator(np.random.PCG64(3))
X, Y, T = GENERATOR.normal(size=(3, 500)).tolist()
DATA = Dataset({"x": X, "y": Y, "t": T})

LINEAR = [
    "mean((w1*x + w2*y - t)**2)",
    "sum((w1*x - w2/(2 + y**2) - t)**2)/7 + w1**4/100",
    "mean((-(w2*y - t)*3 + x*(w1 - 2))**2) + tanh(mean((w1*x + t)**2))",
    "mean((w1*(x - mean(x))/sqrt(mean((x - mean(x))**2)) + w2 - t)**2)",
]
OTHERS = ["mean((w1*x*w2 - t)**2)", "mean(abs(w1*x - t)**2)", "mean((w1*x - t)**4)", "mean(w1*x)"]


def by_rows(formula: str, w1: float, w2: float) -> float:
    """Evaluate a formula over the rows themselves, with Python's own reader."""
    names = {"x": np.array(X), "y": np.array(Y), "t": np.array(T), "w1": w1, "w2": w2}
    functions = {"mean": np.mean, "sum": np.sum, "sqrt": np.sqrt, "tanh": np.tanh}
    return float(eval(formula, {**names, **functions}))


@pytest.mark.parametrize("formula", LINEAR)
@given(w1=st.floats(-50.0, 50.0), w2=st.floats(-50.0, 50.0))
def test_it_is_the_same_loss(formula: str, w1: float, w2: float) -> None:
    loss = Loss(formula, {}, DATA)
    assert loss.cost == 1
    assert loss.value((w1, w2)) == pytest.approx(by_rows(formula, w1, w2), rel=1e-12)
    assert loss.values(np.array([w1]), np.array([w2]))[0] == pytest.approx(loss.value((w1, w2)))


@pytest.mark.parametrize("formula", OTHERS)
def test_what_is_no_square_of_a_linear_model_keeps_its_rows(formula: str) -> None:
    assert Loss(formula, {}, DATA).cost == 500


def test_it_agrees_with_least_squares_and_its_derivatives_are_those_of_the_rows() -> None:
    table = np.column_stack([X, Y])
    best, (squares,), *_ = np.linalg.lstsq(table, np.array(T))
    loss = Loss(LINEAR[0], {}, DATA)
    w = float(best[0]), float(best[1])
    assert loss.value(w) == pytest.approx(squares / 500, rel=1e-12)
    assert loss.gradient(w) == pytest.approx((0.0, 0.0), abs=1e-12)
    assert np.allclose(loss.hessian(w), 2.0 * table.T @ table / 500, rtol=1e-12, atol=0.0)


def test_a_perfect_fit_has_no_loss_but_rounding() -> None:
    exact = Dataset({"x": [1.0, 2.0, 3.0], "y": [3.0, 5.0, 7.0]})
    assert Loss("mean((w1*x + w2 - y)**2)", {}, exact).value((2.0, 1.0)) < 1e-28


def test_rows_that_are_not_finite_are_left_to_themselves() -> None:
    data = Dataset({"x": [0.0, 1.0]})
    assert Loss("mean((w1/x)**2)", {}, data).value((1.0, 0.0)) == np.inf
