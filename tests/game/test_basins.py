from pathlib import Path

import numpy as np
import pytest

from descent_game.catalogue.catalogue import open_level
from descent_game.game.basins import ITERATIONS, End, coarseness, find_basins
from descent_game.game.bot import run_bot
from descent_game.level.variant import Variant, draw_variant
from descent_game.losses.surface import Array
from tests.levels_for_tests import make_level

WELLS = "(w1**2 - 4)**2/8 + w2**2 + w1/10"


def grid(variant: Variant, columns: int, rows: int) -> tuple[Array, Array]:
    (low1, high1), (low2, high2) = variant.box
    w1, w2 = np.linspace(low1, high1, columns), np.linspace(high2, low2, rows)
    return w1[np.newaxis, :], w2[:, np.newaxis]


@pytest.mark.parametrize(
    "bot",
    [
        'optimizer = "gd"\nlearning_rate = 0.05',
        'optimizer = "momentum"\nlearning_rate = 0.05\nmomentum = 0.8',
        'optimizer = "adam"\nlearning_rate = 0.2',
        'optimizer = "coordinate"\ncap = 1.0',
        'optimizer = "newton"',
    ],
)
def test_each_place_ends_where_a_bot_from_there_does(tmp_path: Path, bot: str) -> None:
    level = make_level(tmp_path, formula=WELLS, bot=bot, goal="loss = -0.19")
    variant = draw_variant(level)
    places = grid(variant, 9, 5)
    found = find_basins(variant, variant.bot, places, lambda share: True)
    assert found is not None
    for row in range(5):
        for column in range(9):
            start = float(places[0][0, column]), float(places[1][row, 0])
            moved = Variant(**{**vars(variant), "start": start})
            track = run_bot(variant.bot, moved, ITERATIONS)
            basin = found.basins[found.cells[row, column]]
            assert (basin.end is End.GOAL) == track.reached
            assert (basin.end is End.OFF) == (track.termination == "diverged")
            if basin.at is not None:
                assert track.path[-1] == pytest.approx(basin.at, abs=0.5)
    assert sum(basin.share for basin in found.basins) == pytest.approx(1.0)


def test_both_wells_are_found_and_the_lower_one_is_the_goal(tmp_path: Path) -> None:
    level = make_level(
        tmp_path, formula=WELLS, bot='optimizer = "gd"\nlearning_rate = 0.02', goal="loss = -0.19"
    )
    variant = draw_variant(level)
    found = find_basins(variant, variant.bot, grid(variant, 40, 20), lambda share: True)
    assert found is not None
    goal, other = found.basins[:2]
    assert (goal.end, other.end) == (End.GOAL, End.SETTLED)
    assert other.at == pytest.approx((1.97, 0.0), abs=0.05)


def test_it_can_be_given_up_and_tells_how_far_it_is(tmp_path: Path) -> None:
    variant = draw_variant(make_level(tmp_path, goal="loss = -1.0"))
    shares: list[float] = []

    def three(share: float) -> bool:
        shares.append(share)
        return len(shares) < 3

    assert find_basins(variant, variant.bot, grid(variant, 9, 9), three) is None
    assert shares == [n / ITERATIONS for n in (1, 2, 3)]


def test_places_off_the_map_belong_to_no_basin(tmp_path: Path) -> None:
    variant = draw_variant(make_level(tmp_path))
    w1, w2 = np.array([[-6.0, 0.0, 6.0]]), np.array([[0.0]])
    found = find_basins(variant, variant.bot, (w1, w2), lambda share: True)
    assert found is not None
    assert found.cells.tolist() == [[-1, 0, -1]]


def test_only_slow_levels_and_methods_get_a_coarser_grid() -> None:
    quick, slow = (draw_variant(open_level(name)) for name in ("egg-crate", "slice-of-a-net"))
    by_point = draw_variant(open_level("banana"))
    assert coarseness(quick, quick.bot, 160 * 80) == 1
    assert coarseness(slow, slow.bot, 160 * 80) > 1
    assert coarseness(by_point, by_point.bot, 160 * 80) > 1


def test_places_near_each_other_are_one_basin_and_others_are_not(tmp_path: Path) -> None:
    bot = 'optimizer = "gd"\nlearning_rate = 0.02'
    level = make_level(tmp_path, formula=WELLS, bot=bot, goal="loss = -9.0")
    variant = draw_variant(level)
    found = find_basins(variant, variant.bot, grid(variant, 40, 20), lambda share: True)
    assert found is not None
    settled = [basin.at for basin in found.basins if basin.end is End.SETTLED and basin.at]
    assert sorted(settled) == [
        pytest.approx((-2.025, 0.0), abs=0.05), pytest.approx((1.974, 0.0), abs=0.05)
    ]  # fmt: skip


def test_places_on_the_edge_of_the_map_belong_to_it(tmp_path: Path) -> None:
    variant = draw_variant(make_level(tmp_path))
    found = find_basins(variant, variant.bot, grid(variant, 5, 5), lambda share: True)
    assert found is not None
    assert (found.cells >= 0).all()
    outside = np.array([[-5.1, -5.0, 5.0, 5.1]]), np.array([[-5.1], [-5.0], [5.0], [5.1]])
    found = find_basins(variant, variant.bot, outside, lambda share: True)
    assert found is not None
    assert [list(row >= 0) for row in found.cells] == [
        [False] * 4, [False, True, True, False], [False, True, True, False], [False] * 4
    ]  # fmt: skip
