"""Eigenvalues and condition numbers of Hessians."""

import math
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from descent_game.losses.curvature import condition_number, eigenvalues
from descent_game.losses.surface import Hessian, Point

numbers = st.floats(-1e6, 1e6)


@pytest.mark.parametrize(
    ("hessian", "expected"),
    [
        (((1.0, 0.0), (0.0, 50.0)), (1.0, 50.0)),
        (((25.5, -24.5), (-24.5, 25.5)), (1.0, 50.0)),
        (((0.0, 1.0), (1.0, 0.0)), (-1.0, 1.0)),
        (((-3.0, 0.0), (0.0, -2.0)), (-3.0, -2.0)),
        (((0.0, 0.0), (0.0, 0.0)), (0.0, 0.0)),
        (((2.0, 2.0), (2.0, 2.0)), (0.0, 4.0)),
        (((7.0, 0.0), (0.0, 7.0)), (7.0, 7.0)),
        (((1.0, 1e-9), (1e-9, 1.0)), (1.0 - 1e-9, 1.0 + 1e-9)),
        (((1e-12, 0.0), (0.0, 1e12)), (1e-12, 1e12)),
        (((1e12, 1.0), (1.0, 2e-12)), (1e-12, 1e12)),
        (((1e-12, 0.0), (0.0, -1e12)), (-1e12, 1e-12)),
    ],
)
def test_eigenvalues_keep_their_digits(hessian: Hessian, expected: Point) -> None:
    assert eigenvalues(hessian) == pytest.approx(expected, rel=1e-12, abs=0.0)


@given(h11=numbers, h12=numbers, h22=numbers)
def test_eigenvalues_agree_with_numpy(h11: float, h12: float, h22: float) -> None:
    expected = np.linalg.eigvalsh(np.array([[h11, h12], [h12, h22]]))
    found = eigenvalues(((h11, h12), (h12, h22)))
    slack = max(1e-9 * max(map(abs, expected)), sys.float_info.min)  # below it digits are lost
    assert found == pytest.approx(tuple(expected), rel=1e-9, abs=slack)
    assert found[0] <= found[1]


@pytest.mark.parametrize(
    ("hessian", "expected"),
    [
        (((1.0, 0.0), (0.0, 50.0)), 50.0),
        (((0.0, 1.0), (1.0, 0.0)), 1.0),
        (((-4.0, 0.0), (0.0, 2.0)), 2.0),
        (((2.0, 2.0), (2.0, 2.0)), math.inf),
        (((0.0, 0.0), (0.0, 0.0)), math.inf),
    ],
)
def test_condition_number(hessian: Hessian, expected: float) -> None:
    assert condition_number(hessian) == pytest.approx(expected)


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_no_curvature_where_there_is_no_hessian(bad: float) -> None:
    assert all(map(math.isnan, eigenvalues(((bad, 0.0), (0.0, 1.0)))))
    assert math.isnan(condition_number(((1.0, bad), (bad, 1.0))))


@pytest.mark.parametrize(
    ("hessian", "expected"),
    [
        (((0.5, 0.0), (0.0, 2.0)), 4.0),
        (((1e-3, 0.0), (0.0, -2e-3)), 2.0),
        (((0.0, 0.0), (0.0, 3.0)), math.inf),
        (((0.0, 0.0), (0.0, 0.0)), math.inf),
    ],
)
def test_condition_numbers_of_small_curvatures(hessian: Hessian, expected: float) -> None:
    assert condition_number(hessian) == pytest.approx(expected)
