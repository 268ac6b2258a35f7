"""Weights, cells and dots: round trips, equal scale, and what each constructor promises."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from descent_game.losses.surface import Box, Point
from descent_game.rendering.lens import MARGIN, Focus, lens
from descent_game.rendering.viewport import Aspect, Viewport

coordinates = st.floats(-100, 100)
lengths = st.floats(0.01, 200)
sizes = st.tuples(st.integers(1, 200), st.integers(1, 60))
aspects: st.SearchStrategy[Aspect] = st.sampled_from(["equal", "stretch"])


@st.composite
def boxes(draw: st.DrawFn) -> Box:
    left, bottom = draw(coordinates), draw(coordinates)
    return (left, left + draw(lengths)), (bottom, bottom + draw(lengths))


@given(boxes(), sizes, aspects)
def test_cells_round_trip(box: Box, size: tuple[int, int], aspect: Aspect) -> None:
    view = Viewport.fit(box, *size, aspect)
    for column, row in ((0, 0), (size[0] - 1, size[1] - 1), (size[0] // 2, size[1] // 3)):
        assert view.cell_of(view.weights_at(column, row)) == (column, row)


@given(boxes(), sizes, aspects)
def test_dots_and_cells_agree(box: Box, size: tuple[int, int], aspect: Aspect) -> None:
    view = Viewport.fit(box, *size, aspect)
    w1, w2 = view.dot_centres()
    for x, y in ((0, 0), (2 * size[0] - 1, 4 * size[1] - 1)):
        w = (float(w1[0, x]), float(w2[y, 0]))
        across, down = view.place_of(w)
        assert (int(2 * across), int(4 * down)) == (x, y)
        assert view.cell_of(w) == (x // 2, y // 4)


@given(boxes(), st.tuples(st.integers(2, 200), st.integers(2, 60)), aspects)
def test_fit_shows_every_corner(box: Box, size: tuple[int, int], aspect: Aspect) -> None:
    view = Viewport.fit(box, *size, aspect)
    corners = [(w1, w2) for w1 in box[0] for w2 in box[1]]
    assert all(view.cell_of(corner) is not None for corner in corners)


@given(boxes(), sizes, st.floats(0, 360))
def test_equal_scale_keeps_angles(box: Box, size: tuple[int, int], degrees: float) -> None:
    view = Viewport.fit(box, *size)
    angle = math.radians(degrees)
    reach = view.scale[1]
    here = view.place_of(view.centre)
    there = view.place_of(
        (view.centre[0] + reach * math.cos(angle), view.centre[1] + reach * math.sin(angle))
    )
    across, up = (there[0] - here[0]) / 2, here[1] - there[1]
    assert math.isclose(across, math.cos(angle), abs_tol=1e-6)
    assert math.isclose(up, math.sin(angle), abs_tol=1e-6)


def test_stretch_fills_the_view_both_ways() -> None:
    view = Viewport.fit(((0.0, 100.0), (0.0, 1.0)), 80, 24, "stretch")
    assert view.cell_of((0.0, 1.0)) == (0, 0)
    assert view.cell_of((100.0, 0.0)) == (79, 23)


def test_up_is_more_w2() -> None:
    view = Viewport.fit(((-1.0, 1.0), (-1.0, 1.0)), 40, 20)
    assert view.weights_at(0, 0)[1] > view.weights_at(0, 19)[1]


@pytest.mark.parametrize("w", [(math.nan, 0.0), (0.0, math.inf), (1e300, 0.0), (0.0, 11.0)])
def test_points_out_of_view_have_no_cell(w: Point) -> None:
    view = Viewport.fit(((-10.0, 10.0), (-10.0, 10.0)), 80, 24)
    assert view.cell_of(w) is None


def test_samples_are_cell_centres() -> None:
    view = Viewport.fit(((-1.0, 1.0), (-2.0, 2.0)), 30, 10)
    w1, w2 = view.cell_centres()
    assert (w1.shape, w2.shape) == ((1, 30), (10, 1))
    assert np.allclose((w1[0, 7], w2[3, 0]), view.weights_at(7, 3))


MAP: Box = ((-10.0, 10.0), (-10.0, 10.0))


@pytest.mark.parametrize(("rows", "high"), [(19, 8), (24, 8), (40, 13), (60, 20)])
def test_lens_shows_the_disc_of_sight_eight_rows_high_or_a_third_of_the_view(
    rows: int, high: int
) -> None:
    view = lens(MAP, 4 * rows, rows, Focus((1.0, 2.0), 0.5))
    assert math.isclose(2 * 0.5 / view.scale[1], high)


points = st.tuples(st.floats(-10, 10), st.floats(-10, 10))
screens = st.tuples(st.integers(24, 160), st.integers(12, 60))


@given(points, st.floats(0.05, 4), st.lists(points, max_size=4), screens)
def test_lens_keeps_points_in_view(
    here: Point, sight: float, keep: list[Point], size: tuple[int, int]
) -> None:
    view = lens(MAP, *size, Focus(here, sight, tuple(keep)))
    assert all(view.cell_of(point) is not None for point in [here, *keep])


@given(points, st.floats(0.05, 50), screens, st.floats(0.01, 100))
def test_lens_is_never_wider_than_the_whole_map(
    here: Point, sight: float, size: tuple[int, int], zoom: float
) -> None:
    view, whole = lens(MAP, *size, Focus(here, sight, zoom=zoom)), Viewport.fit(MAP, *size)
    assert view.scale[1] <= whole.scale[1]
    assert view.cell_of(here) is not None


@given(points, screens)
def test_lens_stays_over_the_map(here: Point, size: tuple[int, int]) -> None:
    view = lens(MAP, *size, Focus(here, 0.5))
    for axis, cells in enumerate(size):
        low, high = view.box[axis]
        if cells * view.scale[axis] < 20:
            assert low >= -10 - 2 * view.scale[axis]
            assert high <= 10 + 2 * view.scale[axis]


def test_lens_moves_by_whole_cells() -> None:
    first = lens(MAP, 80, 24, Focus((0.0, 0.0), 0.5))
    second = lens(MAP, 80, 24, Focus((0.123, -0.777), 0.5))
    moved = [(second.centre[k] - first.centre[k]) / first.scale[k] for k in (0, 1)]
    assert moved == pytest.approx([round(part) for part in moved], abs=1e-9)
    assert moved != [0, 0]


def test_lens_does_not_move_for_a_point_well_in_view() -> None:
    alone = lens(MAP, 80, 24, Focus((0.0, 0.0), 0.5))
    assert lens(MAP, 80, 24, Focus((0.0, 0.0), 0.5, ((0.6, 0.4),))) == alone
    assert MARGIN[0] < 80


def test_zoom_brings_the_lens_closer() -> None:
    near = lens(MAP, 80, 24, Focus((0.0, 0.0), 0.5, zoom=2.0))
    far = lens(MAP, 80, 24, Focus((0.0, 0.0), 0.5))
    assert near.scale[1] == pytest.approx(far.scale[1] / 2)


@pytest.mark.parametrize("size", [(1, 1), (2, 1), (1, 2), (3, 3)])
def test_tiny_lens(size: tuple[int, int]) -> None:
    view = lens(MAP, *size, Focus((9.0, -9.0), 0.5, ((-9.0, 9.0), (math.nan, 0.0))))
    assert (view.columns, view.rows) == size
