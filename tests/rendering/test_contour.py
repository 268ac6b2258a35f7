"""Isovalues, bands and the edges between them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from descent_game.rendering import contour
from descent_game.rendering.contour import Spacing
from descent_game.rendering.viewport import FloatArray, Viewport
from tests.rendering.losses import EVERY_LOSS, SQUARE, bowl, leaning_ravine

anything = st.floats(allow_nan=True, allow_infinity=True)
spacings: st.SearchStrategy[Spacing] = st.sampled_from(["log", "linear"])


def grid(loss: object, columns: int = 60, rows: int = 24) -> FloatArray:
    assert callable(loss)
    w1, w2 = Viewport.fit(SQUARE, columns, rows).dot_centres()
    with np.errstate(all="ignore"):
        values: FloatArray = np.asarray(loss(w1, w2), dtype=np.float64)
    return values


@given(
    st.lists(anything, max_size=40),
    spacings,
    st.integers(1, 12),
    st.none() | st.floats(-1e6, 1e6),
)
def test_isovalues_rise_and_are_few(
    losses: list[float], spacing: Spacing, bands: int, goal: float | None
) -> None:
    found = contour.isovalues(np.array(losses), spacing, bands, goal)
    assert len(found) <= max(bands - 1, 0)
    assert list(found) == sorted(set(found))
    assert np.isfinite(found).all()


@pytest.mark.parametrize("spacing", ["log", "linear"])
@pytest.mark.parametrize("loss", EVERY_LOSS)
def test_every_loss_has_bands(loss: object, spacing: Spacing) -> None:
    losses = grid(loss)
    heights = contour.isovalues(losses, spacing, 8, 0.1)
    bands = contour.bands(losses, heights)
    known = contour.defined(losses)
    assert (bands[~known] == len(heights) + 1).all()
    assert (bands[known] <= len(heights)).all()


def test_log_isovalues_are_geometric_above_the_goal() -> None:
    heights = np.array(contour.isovalues(grid(bowl), "log", 12, 0.5)) - 0.5
    ratios = heights[1:] / heights[:-1]
    assert len(heights) == 11
    assert np.allclose(ratios, ratios[0])


def test_linear_isovalues_are_round_numbers() -> None:
    assert contour.isovalues(np.linspace(0, 97, 500), "linear", 8) == (20, 40, 60, 80)


def test_a_view_below_the_goal_still_has_isovalues() -> None:
    assert contour.isovalues(np.linspace(-9, -1, 100), "log", 8, goal=0.0)


@pytest.mark.parametrize("losses", [[], [np.nan], [3.0, 3.0, 3.0], [np.inf, -np.inf, 1.0]])
def test_nothing_to_share_out(losses: list[float]) -> None:
    assert contour.isovalues(np.array(losses), "log", 8, 0.0) == ()


def test_one_spike_does_not_swallow_the_range() -> None:
    losses = np.append(np.linspace(0, 10, 1000), 1e250)
    assert max(contour.isovalues(losses, "linear", 8)) <= 10


@given(st.lists(st.floats(-1e9, 1e9), min_size=2, max_size=30))
def test_a_higher_loss_is_never_in_a_lower_band(losses: list[float]) -> None:
    ordered = np.sort(np.array(losses))
    heights = contour.isovalues(ordered, "linear", 8)
    assert (np.diff(contour.bands(ordered, heights).astype(int)) >= 0).all()


def test_an_isovalue_belongs_to_the_band_below_it() -> None:
    assert contour.bands(np.array([0.9, 1.0, 1.1]), (1.0, 2.0)).tolist() == [0, 0, 1]


@pytest.mark.parametrize("slope", [(1, 0), (0, 1), (1, 1), (1, -1), (2, 1), (-1, 3)])
def test_lines_are_one_dot_thin_and_without_gaps(slope: tuple[int, int]) -> None:
    x, y = np.meshgrid(np.arange(40.0), np.arange(40.0))
    height = slope[0] * (x - 19.7) + slope[1] * (y - 19.7)
    line = contour.edges(contour.bands(height, (0.0,)))
    steep = abs(slope[0]) >= abs(slope[1])
    along = line if steep else line.T
    counts = along.sum(axis=1)[12:28]
    assert (counts == 1).all()
    places = along.argmax(axis=1)[12:28]
    assert (np.abs(np.diff(places)) <= 1).all()


def test_lines_run_across_minus_the_gradient_on_the_screen() -> None:
    """The drawn line of a ravine at 45 degrees goes up one dot for each dot to the right."""
    view = Viewport.fit(((-10.0, 10.0), (-10.0, 10.0)), 60, 24)
    losses = leaning_ravine(*view.dot_centres())
    line = contour.edges(contour.bands(losses, (900.0,)))
    y, x = np.nonzero(line[40:56, 70:118])
    right = x[x > x.min()]
    slope = np.polyfit(x, -y, 1)[0]
    assert right.size
    assert slope == pytest.approx(1, abs=0.08)
