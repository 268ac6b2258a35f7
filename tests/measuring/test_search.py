"""Searches find what is known: lowest points along lines, on circles and on maps."""

import math
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from descent_game.losses.loss import Loss
from descent_game.measuring.lowest import minimum, newton_step
from descent_game.measuring.search import lowest_heading, lowest_length, minima, saddles

BOX = ((-5.0, 5.0), (-5.0, 5.0))


@pytest.mark.parametrize(
    ("formula", "start", "unit", "bounds", "length"),
    [
        ("(w1 - 2)**2 + w2**2", (0.0, 1.0), (1.0, 0.0), (0.0, 5.0), 2.0),
        ("(w1 - 2)**2 + w2**2", (0.0, 1.0), (1.0, 0.0), (0.0, 1.5), 1.5),
        ("(w1 - 2)**2 + w2**2", (0.0, 1.0), (1.0, 0.0), (-3.0, -1.0), -1.0),
        ("abs(w1 - 1) + w2**2", (0.0, 0.0), (1.0, 0.0), (-4.0, 4.0), 1.0),
        ("w1**4/4 - 2*w1**2 + w1", (0.0, 0.0), (1.0, 0.0), (-4.0, 4.0), -2.1149075414767577),
        ("log(w1)**2", (4.0, 0.0), (-1.0, 0.0), (0.0, 8.0), 3.0),
    ],
    ids=["inside", "at the far end", "at the near end", "at a kink", "lower valley", "undefined"],
)
def test_lowest_length(
    formula: str,
    start: tuple[float, float],
    unit: tuple[float, float],
    bounds: tuple[float, float],
    length: float,
) -> None:
    assert lowest_length(Loss(formula), start, unit, bounds) == pytest.approx(length, abs=1e-9)


@given(st.floats(0.0, 359.9), st.floats(0.1, 3.0))
def test_the_lowest_heading_of_a_slope_is_against_it(heading: float, radius: float) -> None:
    angle = math.radians(heading)
    loss = Loss("p*w1 + q*w2", {"p": -math.cos(angle), "q": -math.sin(angle)})
    error = (lowest_heading(loss, (0.3, -0.2), radius) - heading + 180.0) % 360.0 - 180.0
    assert error == pytest.approx(0.0, abs=1e-6)


@pytest.mark.parametrize(
    ("formula", "lowest"),
    [
        ("(w1 - 1.234)**2 + (w2 + 2.345)**2 + 1.9*(w1 - 1.234)*(w2 + 2.345)", (1.234, -2.345)),
        ("(1 - w1)**2 + 100*(w2 - w1**2)**2", (1.0, 1.0)),
        ("w1 + w2", (-5.0, -5.0)),
        ("abs(w1) + abs(w2)", (0.0, 0.0)),
        ("sqrt((w1 - 1.234)**2 + (w2 + 2.345)**2)", (1.234, -2.345)),
        ("3*abs(w1 - w2/2 - 0.777) + abs(w2 + 1.235)", (0.1595, -1.235)),
        ("maximum(w1 + 2*w2, -w1) + abs(w1 - 9)", (5.0, -5.0)),
    ],
    ids=["bowl", "rosenbrock", "corner", "kink", "tip off the grid", "crossing", "at the wall"],
)
def test_minimum(formula: str, lowest: tuple[float, float]) -> None:
    assert minimum(Loss(formula), BOX) == pytest.approx(lowest, abs=1e-9)


@pytest.mark.parametrize(
    ("formula", "places"),
    [
        ("(w1 - 2)**2 + w2**2", [(2.0, 0.0)]),
        ("(w1**2 - 4)**2 + w2**2", [(-2.0, 0.0), (2.0, 0.0)]),
        ("w1*w2", []),
        ("(w1 - 7)**2 + w2**2", []),
        ("2 - cos(pi*w1) - cos(pi*w2)", list(product((-4, -2, 0, 2, 4), repeat=2))),
        ("(w1**2 + w2 - 11)**2 + (w1 + w2**2 - 7)**2", [
            (-3.779310253, -3.283185991), (-2.805118087, 3.131312518), (3.0, 2.0),
            (3.584428340, -1.848126527),
        ]),
    ],
    ids=["bowl", "two wells", "saddle", "outside", "egg crate", "himmelblau"],
)  # fmt: skip
def test_minima(formula: str, places: list[tuple[float, float]]) -> None:
    found = minima(Loss(formula), BOX)
    assert len(found) == len(places)
    for bottom, place in zip(found, places, strict=True):
        assert bottom == pytest.approx(place, abs=2e-9)


@pytest.mark.parametrize(
    ("formula", "places"),
    [
        ("w1*w2", [(0.0, 0.0)]),
        ("(w1 - 2)**2 + w2**2", []),
        ("(w1**2 - 4)**2 + w2**2", [(0.0, 0.0)]),
        ("2 - cos(pi*w1/2) - cos(pi*w2/2)", [
            (a, b) for a in range(-4, 5, 2) for b in range(-4, 5, 2) if (a + b) % 4
        ]),
        ("(w1**2 + w2 - 11)**2 + (w1 + w2**2 - 7)**2", [
            (-3.073025751, -0.081353044), (-0.127961347, -1.953714980),
            (0.086677504, 2.884254701), (3.385154184, 0.073851880),
        ]),
    ],
    ids=["saddle", "bowl", "two wells", "egg crate", "himmelblau"],
)  # fmt: skip
def test_saddles(formula: str, places: list[tuple[float, float]]) -> None:
    found = saddles(Loss(formula), BOX)
    assert len(found) == len(places)
    for saddle, place in zip(found, places, strict=True):
        assert saddle == pytest.approx(place, abs=2e-9)


@pytest.mark.parametrize("shift", [0.0, 0.5, 0.25])
def test_minima_that_tie_on_the_grid_are_found(shift: float) -> None:
    # 280 cells over 10: points 1/28 apart, so a bottom half-way between two or four points ties
    centre = 1.0 / 28.0 * shift
    loss = Loss("(w1 - c)**2 + (w2 - c)**2", {"c": centre})
    (bottom,) = minima(loss, BOX)
    assert bottom == pytest.approx((centre, centre), abs=1e-9)


def test_a_plain_is_no_crowd_of_minima() -> None:
    assert minima(Loss("maximum(w1**2 + w2**2 - 4, 0)"), BOX) == ()


@pytest.mark.parametrize(
    ("hessian", "step"),
    [
        (((2.0, 1.0), (1.0, 3.0)), (-0.4, -0.2)),
        (((1.0, 0.0), (0.0, -1.0)), (0.0, 0.0)),
        (((0.0, 0.0), (0.0, 0.0)), (0.0, 0.0)),
    ],
    ids=["bowl", "saddle", "flat"],
)
def test_newton_step(
    hessian: tuple[tuple[float, float], tuple[float, float]], step: tuple[float, float]
) -> None:
    assert newton_step((1.0, 1.0), hessian) == pytest.approx(step)
