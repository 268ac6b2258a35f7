"""Values, gradients and Hessians against SymPy, central differences and the literature."""

import math
from collections.abc import Callable
from typing import Any, TypeAlias

import mpmath  # type: ignore[import-untyped]
import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from descent_game.losses.loss import Loss
from descent_game.losses.surface import Point
from tests.losses.literature import CASES, Case

Oracles: TypeAlias = list[Callable[[Any, Any], Any]]
WEIGHTS = sympy.symbols("w1 w2")
ALL_CASES = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
coordinates = st.floats(-4.0, 4.0).filter(lambda w: abs(w) > 1e-3)
points = st.tuples(coordinates, coordinates)


@pytest.fixture(scope="module")
def oracles() -> dict[str, Oracles]:
    """Value, both slopes and three curvatures of every case, computed in 30 digits by SymPy."""
    return {case.name: sympy_derivatives(case.formula) for case in CASES}


def sympy_derivatives(formula: str) -> Oracles:
    w1, w2 = WEIGHTS
    value = sympy.sympify(formula, locals={"w1": w1, "w2": w2, "e": sympy.E}, rational=True)
    wanted = [value, *(value.diff(*by) for by in ((w1,), (w2,), (w1, w1), (w1, w2), (w2, w2)))]
    return [sympy.lambdify(WEIGHTS, part, "mpmath") for part in wanted]


@ALL_CASES
@settings(max_examples=30)
@given(w=points)
def test_derivatives_agree_with_sympy(case: Case, oracles: dict[str, Oracles], w: Point) -> None:
    value, (g1, g2), ((h11, h12), (h21, h22)) = Loss(case.formula).derivatives(w)
    with mpmath.workdps(30):
        exact = [float(oracle(*map(mpmath.mpf, w))) for oracle in oracles[case.name]]
    scale = max(map(abs, exact))
    for found, expected in zip((value, g1, g2, h11, h12, h22), exact, strict=True):
        assert found == pytest.approx(expected, rel=1e-8, abs=1e-12 * scale)
    assert h21 == h12


@ALL_CASES
@settings(max_examples=30)
@given(w=points)
def test_derivatives_agree_with_central_differences(case: Case, w: Point) -> None:
    loss, (w1, w2), h = Loss(case.formula), w, 1e-5
    slope1 = (loss.value((w1 + h, w2)) - loss.value((w1 - h, w2))) / (2 * h)
    slope2 = (loss.value((w1, w2 + h)) - loss.value((w1, w2 - h))) / (2 * h)
    scale = 1.0 + abs(loss.value(w)) + max(map(abs, loss.gradient(w)))
    assert loss.gradient(w) == pytest.approx((slope1, slope2), rel=1e-5, abs=1e-7 * scale)
    east, west = loss.gradient((w1 + h, w2)), loss.gradient((w1 - h, w2))
    north, south = loss.gradient((w1, w2 + h)), loss.gradient((w1, w2 - h))
    (h11, h12), (_, h22) = loss.hessian(w)
    steepest = max(abs(h11), abs(h12), abs(h22), scale)
    bend = [(east[0] - west[0]) / (2 * h), (east[1] - west[1]) / (2 * h)]
    bend += [(north[0] - south[0]) / (2 * h), (north[1] - south[1]) / (2 * h)]
    assert [h11, h12, h12, h22] == pytest.approx(bend, rel=1e-5, abs=1e-6 * steepest)


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.minimum is not None], ids=lambda case: case.name
)
def test_minimum_of_the_literature(case: Case) -> None:
    assert case.minimum is not None
    value, gradient, _ = Loss(case.formula).derivatives(case.minimum)
    assert value == pytest.approx(case.value, abs=1e-12)
    assert gradient == pytest.approx((0.0, 0.0), abs=1e-7)


def test_ackley_has_a_tip_at_its_minimum() -> None:
    ackley = Loss(next(case.formula for case in CASES if case.name == "ackley"))
    assert ackley.value((0.0, 0.0)) == pytest.approx(0.0, abs=1e-14)
    assert all(map(math.isnan, ackley.gradient((0.0, 0.0))))


@ALL_CASES
def test_points_and_grids_agree(case: Case) -> None:
    loss = Loss(case.formula)
    w1, w2 = np.meshgrid(np.linspace(-3.9, 3.8, 9), np.linspace(-3.7, 3.9, 7))
    values, (slopes1, slopes2) = loss.values(w1, w2), loss.gradients(w1, w2)
    assert values.shape == slopes1.shape == slopes2.shape == (7, 9)
    for place in np.ndindex(7, 9):
        w = float(w1[place]), float(w2[place])
        value, gradient, _ = loss.derivatives(w)
        scale = 1e-13 * (1.0 + abs(value) + max(map(abs, gradient)))
        assert loss.value(w) == pytest.approx(value, rel=1e-15, abs=1e-15)
        assert values[place] == pytest.approx(value, rel=1e-12, abs=scale)
        assert (slopes1[place], slopes2[place]) == pytest.approx(gradient, rel=1e-12, abs=scale)
