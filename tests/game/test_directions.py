import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from descent_game.game.directions import full_circle, heading_of, unit


@pytest.mark.parametrize(
    ("heading", "vector"),
    [(0, (1, 0)), (90, (0, 1)), (180, (-1, 0)), (270, (0, -1)), (360, (1, 0)), (-90, (0, -1))],
)
def test_axis_headings_have_exactly_one_component(
    heading: float, vector: tuple[float, float]
) -> None:
    assert unit(heading) == vector


@pytest.mark.parametrize("heading", [45, 135, 225, 315, -45, 405])
def test_diagonals_have_equal_components(heading: float) -> None:
    cosine, sine = unit(heading)
    assert abs(cosine) == abs(sine) == math.sqrt(0.5)


@given(st.floats(-1e6, 1e6))
def test_unit_agrees_with_the_library(heading: float) -> None:
    cosine, sine = unit(heading)
    reduced = math.radians(math.fmod(heading, 360.0))
    assert cosine == pytest.approx(math.cos(reduced), abs=1e-12)
    assert sine == pytest.approx(math.sin(reduced), abs=1e-12)


@given(st.floats(-1e6, 1e6))
def test_a_heading_and_its_negative_are_mirrored_to_the_bit(heading: float) -> None:
    cosine, sine = unit(heading)
    assert unit(-heading) == (cosine, -sine)


@given(st.integers(0, 3600))
def test_mirrored_headings_give_mirrored_vectors_to_the_bit(tenths: int) -> None:
    heading = tenths / 8  # eighths of a degree, so that the mirrored headings are exact
    cosine, sine = unit(heading)
    assert unit(180.0 - heading) == (-cosine, sine)
    assert unit(-heading) == (cosine, -sine)
    assert unit(90.0 - heading) == (sine, cosine)


@given(st.floats(0.0, 359.99))
def test_heading_of_undoes_unit(heading: float) -> None:
    assert heading_of(unit(heading)) == pytest.approx(heading, abs=1e-9)


@given(st.floats(-1e6, 1e6))
def test_headings_are_below_360(heading: float) -> None:
    assert 0.0 <= full_circle(heading) < 360.0
    assert 0.0 <= heading_of(unit(heading)) < 360.0


@pytest.mark.parametrize("heading", [-1e-20, -1e-30, -360.0])
def test_a_hair_below_east_is_east(heading: float) -> None:
    assert full_circle(heading) == 0.0
    assert heading_of((1.0, heading / 360)) in (0.0, pytest.approx(315.0))


def test_the_zero_vector_has_heading_zero() -> None:
    assert heading_of((0.0, 0.0)) == 0.0
