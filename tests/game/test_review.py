from pathlib import Path

import pytest

from descent_game.game.game import Game
from descent_game.game.review import review_words
from tests.game.test_summary import WIN, played
from tests.levels_for_tests import make_level

REACH = "loss = 0.02"
HOLD = 'kind = "hold"\nloss = 20.0\nturns = 3'
KEEP = 'kind = "keep-promise"\ntolerance = 0.05\ntotal = 8.0'


@pytest.mark.parametrize(
    ("goal", "moves", "words"),
    [
        (REACH, [(180.0, 2.0)] * 3, "2 of your 3 moves ended at the wall of the map."),
        (
            REACH,
            [(40.0, 2.0), (220.0, 2.0), (40.0, 2.0), (220.0, 2.0)],
            "2 of your 4 moves ended higher than they began; all your moves had the same step, 2.",
        ),
        (
            REACH,
            [(40.0, 1.0), (220.0, 2.0), (40.0, 1.0), (220.0, 1.0), (40.0, 1.0)],
            "2 of your 5 moves ended higher than they began; nearly all your moves had the same",
        ),
        (REACH, [(220.0, 1.0)], "Your only move ended higher than it began."),
        (REACH, [(220.0, 1.0)], "Your lowest loss was 20.5, at the start; the goal is 0.02."),
        (REACH, [(40.0, 2.0), (220.0, 1.0)], "Your lowest loss was 9.697, on turn 1;"),
        (HOLD, [(40.0, 2.0), (220.0, 2.0)], "You held 1 of 3 turns running; the goal is 20."),
        (KEEP, [(40.0, 0.1), (40.0, 2.0)], "1 of your 2 moves did not keep their promise."),
    ],
)
def test_a_lost_game_says_what_its_moves_had_in_common(
    tmp_path: Path, goal: str, moves: list[tuple[float, float]], words: str
) -> None:
    game = played(Game(make_level(tmp_path, goal=goal)), moves)
    assert review_words(game) == ""
    game.resign()
    assert words in review_words(game)


def test_a_win_says_what_it_lost_on_the_way_and_par_says_nothing(tmp_path: Path) -> None:
    level = make_level(tmp_path)
    assert review_words(played(Game(level), WIN)) == ""
    slow = played(Game(level), [(220.0, 0.5), (40.0, 0.5), *WIN])
    assert review_words(slow) == "1 of your 6 moves ended higher than they began."
