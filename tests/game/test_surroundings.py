"""What surrounds a player in words, where the map is not in the middle and weights differ."""

import math
from pathlib import Path

import pytest

from descent_game.game.aiming import Aim
from descent_game.game.game import Game
from descent_game.view.instruments import slope_lines
from descent_game.view.surroundings import aim_lines, farthest_look, spots_around
from tests.levels_for_tests import level_text, make_level, write_level

STEEP = "(w1 - 2)**2/2 + 2*(w2 - 1)**2"


def test_sight_reaches_across_a_map_that_is_not_centred(tmp_path: Path) -> None:
    text = level_text().replace("w1 = [-5.0, 5.0]", "w1 = [-4.0, -1.0]")
    game = Game(write_level(tmp_path, text.replace("w2 = [-5.0, 5.0]", "w2 = [-4.0, 0.0]")))
    assert farthest_look(game) == 5.0
    near = make_level(tmp_path, map="sight = 1.5")
    assert farthest_look(Game(near)) == 1.5


def test_around_a_player_the_loss_is_that_of_the_map(tmp_path: Path) -> None:
    game = Game(make_level(tmp_path, formula=STEEP, map="sight = 1.0"))
    loss, (w1, w2) = game.variant.surface, game.position
    for spot in spots_around(game, 9.0):
        angle = math.radians(spot.heading)
        there = (w1 + math.cos(angle), w2 + math.sin(angle))
        assert spot.change == pytest.approx(loss.value(there) - loss.value((w1, w2)))


def test_the_compass_promises_slope_times_step(tmp_path: Path) -> None:
    game = Game(make_level(tmp_path, formula=STEEP, start="[-1.0, 2.0]"))
    told = " ".join(slope_lines(game, 2.0))
    assert "slope 5; at step 2 promise -10" in told  # the slope is (-3, 4)


def test_a_per_weight_compass_promises_along_its_own_heading(tmp_path: Path) -> None:
    rules = 'moves = "gradient"\ncompass = "per-weight"'
    game = Game(make_level(tmp_path, formula=STEEP, start="[-1.0, 2.0]", rules=rules))
    assert game.compass == (3.0, -1.0)
    promise = -(3.0 * 3.0 + 4.0 * 1.0) / math.sqrt(10.0)
    assert f"at step 1 promise {promise:.2f}" in " ".join(slope_lines(game, 1.0))


def test_an_aim_is_told_with_the_digits_of_its_step(tmp_path: Path) -> None:
    game = Game(make_level(tmp_path, formula=STEEP, start="[-1.0, 2.0]"))
    told = aim_lines(game, Aim(0.0, 0.123456789, None))
    assert "step 0.1234568:" in told[0]
    assert "promise -0.370" in told[0]


def test_each_weight_alone_is_told_by_its_slope(tmp_path: Path) -> None:
    lines = slope_lines(Game(make_level(tmp_path, formula=STEEP, start="[-1.0, 2.0]")), 2.0)
    assert [line for line in lines if "alone" in line] == [
        "Along w1 alone loss falls towards 0 degrees, east: at step 2 promise -6.00.",
        "Along w2 alone loss falls towards 270 degrees, south: at step 2 promise -8.00.",
    ]
