"""Losses at their edges: kinks, powers at 0, overflow, parameters, and data."""

import math
from typing import Any

import numpy as np
import pytest

from descent_game.errors import DataError
from descent_game.losses.dataset import Dataset
from descent_game.losses.loss import Loss
from descent_game.losses.surface import Point, Surface

INF, NAN = math.inf, math.nan


@pytest.mark.parametrize(
    ("formula", "w", "value", "gradient", "bend"),
    [
        # At a kink: slope 0 for abs, the mean of both sides for minimum and maximum.
        ("abs(w1)", (0.0, 0.0), 0.0, (0.0, 0.0), (0.0, 0.0, 0.0)),
        ("abs(w1 - 2*w2)", (2.0, 1.0), 0.0, (0.0, 0.0), (0.0, 0.0, 0.0)),
        ("abs(w1 - 2*w2)", (1.0, 1.0), 1.0, (-1.0, 2.0), (0.0, 0.0, 0.0)),
        ("minimum(w1, w2)", (3.0, 3.0), 3.0, (0.5, 0.5), (0.0, 0.0, 0.0)),
        ("maximum(w1, w2)", (3.0, 3.0), 3.0, (0.5, 0.5), (0.0, 0.0, 0.0)),
        ("maximum(w1**2, w2)", (1.0, 3.0), 3.0, (0.0, 1.0), (0.0, 0.0, 0.0)),
        ("maximum(w1**2, 4*w2)", (2.0, 1.0), 4.0, (2.0, 2.0), (1.0, 0.0, 0.0)),
        ("minimum(w1**2, 5)", (1.0, 3.0), 1.0, (2.0, 0.0), (2.0, 0.0, 0.0)),
        ("minimum(5, w1**2)", (9.0, 3.0), 5.0, (0.0, 0.0), (0.0, 0.0, 0.0)),
        ("minimum(1/w1, 7)", (0.0, 0.0), 7.0, (0.0, 0.0), (0.0, 0.0, 0.0)),
        # Powers at 0.
        ("w1**0", (0.0, 0.0), 1.0, (0.0, 0.0), (0.0, 0.0, 0.0)),
        ("w1**1", (0.0, 0.0), 0.0, (1.0, 0.0), (0.0, 0.0, 0.0)),
        ("w1**2", (0.0, 0.0), 0.0, (0.0, 0.0), (2.0, 0.0, 0.0)),
        ("w1**3", (0.0, 0.0), 0.0, (0.0, 0.0), (0.0, 0.0, 0.0)),
        ("w1**n", (0.0, 0.0), 0.0, (0.0, 0.0), (2.0, 0.0, 0.0)),
        ("(w1 - w2)**3", (-2.0, 1.0), -27.0, (27.0, -27.0), (-18.0, 18.0, -18.0)),
        ("w1**-2", (2.0, 0.0), 0.25, (-0.25, 0.0), (0.375, 0.0, 0.0)),
        # Weights in the exponent.
        ("2**w1", (3.0, 0.0), 8.0, (8 * math.log(2), 0.0), (8 * math.log(2) ** 2, 0.0, 0.0)),
        ("w1**w2", (2.0, 3.0), 8.0, (12.0, 8 * math.log(2)),
         (12.0, 4 + 12 * math.log(2), 8 * math.log(2) ** 2)),
        ("maximum(w1, 0)**w2", (-1.0, 3.0), 0.0, (0.0, 0.0), (0.0, 0.0, 0.0)),
        ("w1**w2", (0.0, 3.0), 0.0, (0.0, 0.0), (0.0, 0.0, 0.0)),
        ("w1**w2", (0.0, 1.5), 0.0, (0.0, 0.0), (INF, 0.0, 0.0)),
        ("(w1**2)**(w2**2 + 1)", (0.0, 1.0), 0.0, (0.0, 0.0), (0.0, 0.0, 0.0)),
        ("w1**w2", (-2.0, 3.0), -8.0, (12.0, NAN), (-12.0, NAN, NAN)),
        # A root of zero: the limit from all sides, for each derivative that has one.
        ("1 - cos(sqrt(w1**2 + w2**2))", (0.0, 0.0), 0.0, (0.0, 0.0), (1.0, 0.0, 1.0)),
        ("cos(3*sqrt((w1 - 0.3)**2 + w2**2))", (0.3, 0.0), 1.0, (0.0, 0.0), (-9.0, 0.0, -9.0)),
        ("exp(-sqrt(w1**2 + w2**2)**3)", (0.0, 0.0), 1.0, (0.0, 0.0), (0.0, 0.0, 0.0)),
        ("sqrt(w1**4 + w2**4)", (0.0, 0.0), 0.0, (0.0, 0.0), (NAN, NAN, NAN)),
        ("sqrt(w1**2 + w2**2)", (0.0, 0.0), 0.0, (NAN, NAN), (NAN, NAN, NAN)),
        ("sqrt((w1 - w2)**2)", (2.0, 2.0), 0.0, (NAN, NAN), (NAN, NAN, NAN)),
        ("(w1**2)**0.5 + w2**2", (0.0, -2.0), 4.0, (NAN, -4.0), (NAN, NAN, 2.0)),
        ("w1**2 + sqrt((2*w2 - 6)**2)", (5.0, 3.0), 25.0, (10.0, NAN), (2.0, NAN, NAN)),
        ("sqrt(abs(w1)) + 7*w2", (0.0, 1.0), 7.0, (NAN, 7.0), (NAN, NAN, 0.0)),
        ("(w1**4)**0.25 + w2", (0.0, 1.0), 1.0, (NAN, 1.0), (NAN, NAN, 0.0)),
        ("abs(w1)**1.5 + w2", (0.0, 1.0), 1.0, (0.0, 1.0), (NAN, 0.0, 0.0)),
        ("sqrt(maximum(w1, 0)) + w2**2", (-1.0, 3.0), 9.0, (0.0, 6.0), (0.0, 0.0, 2.0)),
        ("maximum(w1, 0)**w2", (-1.0, 0.5), 0.0, (0.0, 0.0), (0.0, 0.0, 0.0)),
        # Large arguments.
        ("tanh(w1)", (1000.0, 0.0), 1.0, (0.0, 0.0), (0.0, 0.0, 0.0)),
        ("tanh(w1)", (10.0, 0.0), math.tanh(10.0), (8.244614485098552e-09, 0.0),
         (-1.6489228936222958e-08, 0.0, 0.0)),
        ("sigmoid(w1)", (-1000.0, 0.0), 0.0, (0.0, 0.0), (0.0, 0.0, 0.0)),
        ("sigmoid(w1)", (1000.0, 0.0), 1.0, (0.0, 0.0), (0.0, 0.0, 0.0)),
        ("softplus(w1)", (1000.0, 0.0), 1000.0, (1.0, 0.0), (0.0, 0.0, 0.0)),
        ("softplus(w1)", (-1000.0, 0.0), 0.0, (0.0, 0.0), (0.0, 0.0, 0.0)),
        ("softplus(w1)", (0.0, 0.0), math.log(2), (0.5, 0.0), (0.25, 0.0, 0.0)),
        # Constants.
        ("n + 1", (0.0, 0.0), 3.0, (0.0, 0.0), (0.0, 0.0, 0.0)),
        ("0/0 + 1", (0.0, 0.0), NAN, (NAN, NAN), (NAN, NAN, NAN)),
        ("1/(n - 2)", (1.0, 0.0), INF, (0.0, 0.0), (0.0, 0.0, 0.0)),
        # Off the edge.
        ("log(w1)", (-1.0, 0.0), NAN, (NAN, NAN), (NAN, NAN, NAN)),
        ("w1**0.5", (-1.0, 0.0), NAN, (NAN, NAN), (NAN, NAN, NAN)),
        ("w1 - w1", (INF, 0.0), NAN, (NAN, NAN), (NAN, NAN, NAN)),
        ("exp(w1)", (1000.0, 0.0), INF, (INF, 0.0), (INF, 0.0, 0.0)),
        ("sqrt(w1) + w2**2", (0.0, 1.0), 1.0, (INF, 2.0), (-INF, 0.0, 2.0)),
        ("w1**1.5 + w2", (0.0, 1.0), 1.0, (0.0, 1.0), (INF, 0.0, 0.0)),
        ("w1**2 + w2", (1e200, 0.0), INF, (2e200, 1.0), (2.0, 0.0, 0.0)),
    ],
)  # fmt: skip
def test_derivatives_at_the_edges(
    formula: str, w: Point, value: float, gradient: Point, bend: tuple[float, float, float]
) -> None:
    found = Loss(formula, {"n": 2.0}).derivatives(w)
    (h11, h12), (_, h22) = found.hessian
    assert found.value == pytest.approx(value, nan_ok=True)
    assert found.gradient == pytest.approx(gradient, nan_ok=True)
    assert (h11, h12, h22) == pytest.approx(bend, nan_ok=True, rel=1e-12)


def test_limits_are_the_same_on_grids() -> None:
    loss = Loss("sqrt((w1 - 1)**2) + cos(sqrt(w1**2 + w2**2))")
    w1, w2 = np.meshgrid([0.0, 0.5, 1.0], [-1.0, 0.0])
    slopes = np.stack(loss.gradients(w1, w2))
    each = [loss.gradient(w) for w in zip(w1.flat, w2.flat, strict=True)]
    np.testing.assert_allclose(slopes.reshape(2, -1).T, each, rtol=1e-12)
    assert slopes[:, 1, 0].tolist() == [-1.0, 0.0]
    assert np.isnan(slopes).tolist() == [[[False, False, True]] * 2, [[False] * 3] * 2]


@pytest.mark.parametrize(
    ("formula", "a", "b", "crosses"),
    [
        ("w1**2 + w2", (-1.0, 0.0), (1.0, 0.0), False),
        ("abs(w1)", (-1.0, 0.0), (1.0, 0.0), True),
        ("abs(w1)", (0.0, 0.0), (1.0, 0.0), False),
        ("abs(w1)", (-1e-200, 0.0), (1e-200, 0.0), True),
        ("abs(w1)", (-1e308, 0.0), (1e308, 0.0), True),
        ("w2 + exp(-abs(w1 - w2))", (0.0, 1.0), (1.0, 0.0), True),
        ("maximum(w1, w2)", (0.0, 1.0), (1.0, 0.0), True),
        ("minimum(w1, w2)", (0.0, 1.0), (0.5, 1.0), False),
        ("abs(log(w1))", (-1.0, 0.0), (2.0, 0.0), False),
        ("mean(abs(w1 - x))", (-9.0, 0.0), (9.0, 0.0), False),
        ("abs(mean(w1 - x))", (-9.0, 0.0), (9.0, 0.0), True),
    ],
)
def test_creases(formula: str, a: Point, b: Point, crosses: bool) -> None:
    loss = Loss(formula, {}, Dataset({"x": [1.0, 2.0]}) if "x)" in formula else None)
    assert loss.creases_between(a, b) is crosses
    assert loss.creases_between(b, a) is crosses


def test_a_loss_is_a_surface_and_knows_its_names() -> None:
    loss = Loss("steep*w1**2 + mean(x)", {"steep": 2, "unused": 1.0}, Dataset({"x": [1], "y": [2]}))
    surface: Surface = loss
    assert surface.value((1.0, 0.0)) == 3.0
    assert loss.names == {"steep", "x"}
    assert loss.parameters == {"steep": 2.0, "unused": 1.0}


def test_points_may_be_arrays_and_whole_numbers() -> None:
    loss = Loss("1/w1 + w2**-1")
    assert loss.value((2, 4)) == loss.value((2.0, 4.0)) == 0.75
    array: Any = np.array([0.0, 1.0])
    assert loss.value(array) == INF
    assert loss.derivatives(array).value == INF


def test_zero_has_no_sign() -> None:
    loss = Loss("1/w1")
    assert loss.value((-0.0, 0.0)) == loss.value((0.0, 0.0)) == INF
    assert loss.values([-0.0], [0.0]) == INF


def test_weights_of_a_grid_broadcast() -> None:
    loss = Loss("w1 + 10*w2")
    values = loss.values(np.arange(3), np.arange(2)[:, None])
    assert values.tolist() == [[0.0, 1.0, 2.0], [10.0, 11.0, 12.0]]
    assert loss.values(1.0, 2.0) == 21.0
    assert Loss("7").values(np.zeros((2, 2)), 0.0).tolist() == [[7.0, 7.0], [7.0, 7.0]]


ROWS = 37
_random = np.random.default_rng(4)
LEFT, RIGHT, CENTRE = (_random.normal(size=ROWS) for _ in range(3))
DATA = Dataset({"left": LEFT.tolist(), "right": RIGHT.tolist(), "centre": CENTRE.tolist()})
LINEAR = "mean((w1*left + w2*right - centre)**2)"


def test_mean_squares_agree_with_plain_numpy() -> None:
    loss, w = Loss(LINEAR, {}, DATA), np.array([0.7, -1.3])
    features = np.stack([LEFT, RIGHT], axis=1)
    residual = features @ w - CENTRE
    value, gradient, hessian = loss.derivatives((0.7, -1.3))
    assert value == pytest.approx(np.mean(residual**2), rel=1e-13)
    assert gradient == pytest.approx(tuple(2 * features.T @ residual / ROWS), rel=1e-12)
    assert np.array(hessian) == pytest.approx(2 * features.T @ features / ROWS, rel=1e-12)


@pytest.mark.parametrize("rows", [1, 2, ROWS])
@pytest.mark.parametrize(
    ("formula", "value"),
    [
        (LINEAR, lambda a, b, x: np.mean((a * x[0] + b * x[1] - x[2]) ** 2)),
        ("sum(left)*w1 + w2", lambda a, b, x: x[0].sum() * a + b),
        ("sum(1)*w1 + mean(2)", lambda a, b, x: len(x[0]) * a + 2),
        ("sum(w1) + mean(w2**2)", lambda a, b, x: len(x[0]) * a + b**2),
        ("w2*mean(left*right)**2 - w1", lambda a, b, x: b * (x[0] * x[1]).mean() ** 2 - a),
        ("exp(mean(sin(w1*left)*w2))", lambda a, b, x: np.exp(np.mean(np.sin(a * x[0]) * b))),
        ("sum(maximum(w1*left, w2))", lambda a, b, x: np.maximum(a * x[0], b).sum()),
        ("mean(abs(w1)**(2 + left**2))", lambda a, b, x: np.mean(np.abs(a) ** (2 + x[0] ** 2))),
        ("sum(left)/sum(right*w1)", lambda a, b, x: x[0].sum() / (x[1] * a).sum()),
        ("mean(softplus(-right*w2))", lambda a, b, x: np.mean(np.log1p(np.exp(-x[1] * b)))),
    ],
)
def test_data_losses_agree_with_plain_numpy(formula: str, value: Any, rows: int) -> None:
    loss = Loss(formula, {}, DATA).on_rows(range(rows))
    x = LEFT[:rows], RIGHT[:rows], CENTRE[:rows]
    w1, w2 = np.meshgrid(np.linspace(-2.1, 2, 6), np.linspace(-1.1, 3, 5))
    values, (slopes1, slopes2) = loss.values(w1, w2), loss.gradients(w1, w2)
    for place in np.ndindex(5, 6):
        a, b = float(w1[place]), float(w2[place])
        expected, h = value(a, b, x), 1e-6
        assert loss.value((a, b)) == pytest.approx(expected, rel=1e-12, abs=1e-14)
        assert values[place] == pytest.approx(expected, rel=1e-12, abs=1e-14)
        gradient = float(slopes1[place]), float(slopes2[place])
        assert loss.gradient((a, b)) == pytest.approx(gradient, rel=1e-12, abs=1e-13)
        slopes = (
            (value(a + h, b, x) - value(a - h, b, x)) / (2 * h),
            (value(a, b + h, x) - value(a, b - h, x)) / (2 * h),
        )
        assert gradient == pytest.approx(slopes, rel=1e-6, abs=1e-7 * (1 + abs(expected)))


def test_large_grids_over_data_are_computed_in_pieces() -> None:
    rows = 20_000
    data = Dataset({"x": np.linspace(-1, 1, rows).tolist()})
    w1 = np.linspace(-2, 2, 11)
    squares = np.mean(np.linspace(-1, 1, rows) ** 2)
    assert Loss("mean((w1*x)**2)", {}, data).values(w1, 0.0) == pytest.approx(w1**2 * squares)


@pytest.mark.parametrize("formula", ["1/mean(w1*x)", "log(sum(w1*x))", "mean(x/w1)", "w1/sum(x-x)"])
def test_data_losses_neither_raise_nor_warn(formula: str) -> None:
    loss = Loss(formula, {}, Dataset({"x": [1.0, 2.0]}))
    assert math.isinf(loss.derivatives((0.0, 1.0)).value) or formula == "w1/sum(x-x)"
    assert not np.isfinite(loss.values(0.0, 1.0))


def test_on_rows_is_the_loss_of_a_batch() -> None:
    loss = Loss("mean(w1*x + a)", {"a": 1.0}, Dataset({"x": [1.0, 2.0, 6.0]}))
    batch = loss.on_rows([2, 0, 2])
    assert batch.value((3.0, 0.0)) == 3.0 * 13.0 / 3.0 + 1.0
    assert batch.data is not None
    assert batch.data.count == 3
    with pytest.raises(DataError):
        loss.on_rows([])
