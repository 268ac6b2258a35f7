"""The nearest minimum along a line: roots, kinks, flat stretches and edges."""

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from descent_game.optimizers.line_minimum import nearest_minimum

Slope = Callable[[float], float]


def kink_at(place: float, before: float, at: float, after: float) -> Slope:
    return lambda x: before if x < place else at if x == place else after


@pytest.mark.parametrize(
    ("slope", "start", "cap", "end", "tolerance"),
    [
        (lambda x: 2 * (x - 1.3), 0.0, 5.0, 1.3, 1e-14),
        (lambda x: 2 * (x - 1.3), 4.0, 5.0, 1.3, 1e-14),
        (lambda x: 2 * (x - 1.3), 0.0, 0.5, 0.5, 1e-14),
        (lambda x: 2 * (x - 1.3), 1.3, 5.0, 1.3, 1e-14),
        (math.sin, 1.0, 20.0, 0.0, 1e-14),
        (math.sin, 4.0, 20.0, 2 * math.pi, 1e-14),
        (lambda x: (x - 1) ** 3, 0.0, 4.0, 1.0, 1e-5),
        (lambda x: -math.exp(-x), 0.0, 4.0, 4.0, 1e-14),
        (lambda x: -1.0 if x < 1 else 0.0, 0.0, 4.0, 1.0, 0.125),
        (lambda x: -1.0 if x < 1 else math.nan, 0.0, 4.0, 1.0, 1e-14),
        (lambda x: -1.0 if x < 1 else math.inf, 0.0, 4.0, 1.0, 1e-14),
        (lambda x: -1.0 if x < 1 else -math.inf, 0.0, 4.0, 1.0, 1e-14),
        (lambda x: math.nan, 0.5, 4.0, 0.5, 1e-14),
        (lambda x: math.inf, 0.5, 4.0, 0.5, 1e-14),
        (lambda x: 0.0, 0.5, 4.0, 0.5, 1e-14),
    ],
)
def test_where_the_slope_first_stops_pointing_downhill(
    slope: Slope, start: float, cap: float, end: float, tolerance: float
) -> None:
    assert start + nearest_minimum(slope, start, cap) == pytest.approx(end, abs=tolerance)


@pytest.mark.parametrize("at", [-3.0, -0.8, 0.0, 0.8])
@pytest.mark.parametrize("start", [0.1, -2.0, 0.7 - 2**-50, 0.7, 0.9, 4.0])
def test_a_kink_is_found_to_the_last_digit(start: float, at: float) -> None:
    displacement = nearest_minimum(kink_at(0.7, -3.0, at, 3.5), start, 5.0)
    assert abs(start + displacement - 0.7) <= math.ulp(max(0.7, abs(displacement)))


@pytest.mark.parametrize("at", [-0.8, 0.0, 0.8])
def test_on_a_kink_where_both_sides_climb_it_stays_put(at: float) -> None:
    assert nearest_minimum(kink_at(0.7, -3.0, at, 3.5), 0.7, 5.0) == 0.0


@given(st.floats(-100, 100), st.floats(-100, 100), st.floats(0.01, 100), st.floats(0.01, 300))
def test_on_a_parabola_it_is_the_root_or_the_cap(
    start: float, root: float, curvature: float, cap: float
) -> None:
    found = nearest_minimum(lambda x: curvature * (x - root), start, cap)
    assert found == pytest.approx(max(-cap, min(cap, root - start)), rel=1e-12, abs=1e-13)


@given(st.floats(-3, 3), st.floats(-3, 3))
def test_it_is_symmetric_to_the_bit(start: float, root: float) -> None:
    found = nearest_minimum(lambda x: math.tanh(x - root) + 0.1 * (x - root), start, 4.0)
    image = nearest_minimum(lambda x: math.tanh(x + root) + 0.1 * (x + root), -start, 4.0)
    assert image == -found


@pytest.mark.parametrize(
    ("slope", "most"), [(lambda x: x - 3.9, 36), (kink_at(math.pi, -1.0, 0.3, 1.7), 140)]
)
def test_a_root_takes_few_slopes_and_a_kink_not_many(slope: Slope, most: int) -> None:
    asked: list[float] = []

    def counted(x: float) -> float:
        asked.append(x)
        return slope(x)

    nearest_minimum(counted, 0.0, 4.0)
    assert len(asked) <= most
