import math

import pytest

from descent_game.catalogue.catalogue import open_level
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.view.game_export import WIDEST, result_line, spark_line


@pytest.mark.parametrize(
    ("losses", "line"),
    [
        ([1.0, 1.0], "▁▁"),
        ([100.0, 10.0, 1.0], "█▅▁"),
        ([-1.0, 0.0, 1.0], "▁▅█"),
        ([1.0, math.nan, 10.0, math.inf], "▁?█?"),
        ([1.0, 0.0], "█▁"),
        ([-1e308, 1e308], "▁█"),
        ([0.0], "▁"),
        ([math.nan], "?"),
    ],
)
def test_spark_lines(losses: list[float], line: str) -> None:
    assert spark_line(losses) == line


def test_a_long_game_is_thinned_out() -> None:
    line = spark_line([float(n) for n in range(500, 0, -1)])
    assert len(line) == WIDEST
    assert (line[0], line[-1]) == ("█", "▁")


def test_the_line_says_level_turns_stars_and_bot() -> None:
    game = Game(open_level("first-light"), 3)
    game.play(Move(90.0, 0.5))
    game.resign()
    told = result_line(game)
    assert told.startswith("Descent: First light (variant 3), given up after 1 turn ☆☆☆, bot gd ")
    assert "practice" in result_line(game, practice=True)
