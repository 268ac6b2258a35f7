"""Half planes that gradients exclude: their geometry, and what they leave of a map."""

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from descent_game.game.game import Game
from descent_game.game.half_planes import (
    HalfPlane,
    area_and_centroid,
    excluded,
    remaining,
    share_left,
)
from descent_game.game.moves import Move
from tests.levels_for_tests import make_level

UNIT = ((0.0, 1.0), (0.0, 1.0))
BOX = ((-3.0, 2.0), (-1.0, 4.0))

places = st.tuples(st.floats(-3.0, 2.0), st.floats(-1.0, 4.0))
planes = st.builds(HalfPlane, places, st.tuples(st.floats(-5.0, 5.0), st.floats(-5.0, 5.0)))


@pytest.mark.parametrize(
    ("cuts", "area", "centre"),
    [
        ([], 1.0, (0.5, 0.5)),
        ([HalfPlane((0.25, 0.0), (1.0, 0.0))], 0.25, (0.125, 0.5)),
        ([HalfPlane((0.5, 0.5), (1.0, 1.0))], 0.5, (1.0 / 3.0, 1.0 / 3.0)),
        ([HalfPlane((0.5, 0.5), (1.0, 0.0)), HalfPlane((0.5, 0.5), (0, -2.0))], 0.25, (0.25, 0.75)),
        ([HalfPlane((0.5, 0.5), (1.0, 0.0)), HalfPlane((0.5, 0.5), (-1.0, 0.0))], 0.0, (0.5, 0.5)),
    ],
    ids=["nothing", "a quarter", "a triangle", "a corner", "a line"],
)  # fmt: skip
def test_polygons(cuts: list[HalfPlane], area: float, centre: tuple[float, float]) -> None:
    found, middle = area_and_centroid(remaining(UNIT, tuple(cuts)))
    assert found == pytest.approx(area, abs=1e-12)
    assert middle == pytest.approx(centre)


def test_nothing_is_left_between_planes_that_overlap() -> None:
    cuts = HalfPlane((0.3, 0.0), (1.0, 0.0)), HalfPlane((0.6, 0.0), (-1.0, 0.0))
    assert remaining(UNIT, cuts) == []
    with pytest.raises(ValueError, match="without corners"):
        area_and_centroid([])


@given(st.lists(planes, max_size=6))
def test_area_and_centre_are_those_of_a_fine_grid(cuts: list[HalfPlane]) -> None:
    corners = remaining(BOX, tuple(cuts))
    axes = [(np.arange(200) + 0.5) / 200 * (high - low) + low for low, high in BOX]
    w1, w2 = np.meshgrid(*axes)
    left = np.ones_like(w1, dtype=bool)
    for (p1, p2), (n1, n2) in cuts:
        left &= n1 * (w1 - p1) + n2 * (w2 - p2) <= 0.0
    area, centre = area_and_centroid(corners) if corners else (0.0, (0.0, 0.0))
    assert area == pytest.approx(left.mean() * 25.0, abs=0.3)
    if area > 5.0:
        assert centre == pytest.approx((w1[left].mean(), w2[left].mean()), abs=0.1)


def convex_game(folder: Path) -> Game:
    return Game(
        make_level(folder, "abs(w1) + (w1 + w2)**2", start="[2.0, 3.0]", goal="loss = 0.01")
    )


def test_the_lowest_point_of_a_convex_loss_is_never_excluded(tmp_path: Path) -> None:
    game = convex_game(tmp_path)
    shares = [share_left(game)]
    for heading in (200.0, 10.0, 300.0, 135.0):
        game.play(Move(heading, 2.0))
        shares.append(share_left(game))
        assert all(plane.depth((0.0, 0.0)) <= 0.0 for plane in excluded(game))
    assert shares == sorted(shares, reverse=True)
    assert 0.0 < shares[-1] < shares[0] < 1.0
    assert len(excluded(game)) == 5


def test_a_place_without_slope_excludes_nothing(tmp_path: Path) -> None:
    game = Game(make_level(tmp_path, "sqrt(w1) + w2**2", start="[0.0, 1.0]", goal="loss = 0.01"))
    assert not math.isfinite(game.gradient[0])
    assert excluded(game) == ()
    assert share_left(game) == 1.0
