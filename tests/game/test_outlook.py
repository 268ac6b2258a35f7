"""Stars that can still be earned: never told as lost too early, and told once it is certain."""

from pathlib import Path

import pytest

from descent_game.catalogue.catalogue import open_level
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.game.outlook import possible_stars
from tests.levels_for_tests import make_level


def never() -> float:
    raise AssertionError("the goal does not depend on the lowest loss")


def idle(folder: Path, turns: int, **changes: str) -> Game:
    game = Game(make_level(folder, **changes))
    for _ in range(turns):
        game.play(Move(0.0, 0.0))
    return game


@pytest.mark.parametrize(("turns", "stars"), [(0, 3), (3, 3), (4, 2), (8, 2), (9, 1), (13, 1)])
def test_stars_of_a_goal_to_reach(tmp_path: Path, turns: int, stars: int) -> None:
    assert possible_stars(idle(tmp_path, turns), never) == stars


@pytest.mark.parametrize(("turns", "stars"), [(0, 3), (2, 2), (11, 1), (12, 0)])
def test_a_loss_to_hold_takes_its_turns(tmp_path: Path, turns: int, stars: int) -> None:
    goal = 'kind = "hold"\nloss = 0.02\nturns = 3'
    assert possible_stars(idle(tmp_path, turns, goal=goal), never) == stars


def test_descent_that_was_not_counted_is_lost() -> None:
    level = open_level("zoom")
    game = Game(level)
    lowest = game.variant.surface.value((0.0, 0.0))
    assert possible_stars(game, lambda: lowest) == 3
    game.play(Move(225.0, 0.2))
    assert possible_stars(game, lambda: lowest) == 3
    game.play(Move(225.0, 4.0))  # far too long for its promise
    assert game.player.progress.counted < 3.0
    assert possible_stars(game, lambda: lowest) == 0
    assert possible_stars(game, lambda: lowest - 1000.0) == 3


def test_at_the_end_the_stars_are_those_earned(tmp_path: Path) -> None:
    game = idle(tmp_path, 3)
    game.resign()
    assert possible_stars(game, never) == 0
