from pathlib import Path

import pytest

from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.game.summary import (
    bot_words,
    counted_words,
    ending_words,
    goal_words,
    progress_words,
    star_reasons,
    text_fields,
)
from descent_game.level.texts import GAME_FIELDS
from tests.levels_for_tests import make_level

WIN = [(40.0, 2.0), (40.0, 2.0), (35.0, 2.0), (45.0, 0.4)]


def played(game: Game, moves: list[tuple[float, float]]) -> Game:
    for heading, step in moves:
        game.play(Move(heading, step))
    return game


def test_a_game_in_words(tmp_path: Path) -> None:
    game = Game(make_level(tmp_path))
    assert goal_words(game) == "a loss of at most 0.02"
    assert ending_words(game) == "Still under way"
    assert [reason.earned for reason in star_reasons(game)] == [False, False, False]
    played(game, WIN)
    assert ending_words(game) == "Goal reached after 4 turns"
    assert bot_words(game.bot) == "at the goal on turn 10"
    assert [reason.earned for reason in star_reasons(game)] == [True, True, True]
    assert "which took 10" in star_reasons(game)[1].text


@pytest.mark.parametrize(("idle", "earned"), [(1, 2), (6, 1)])
def test_the_reasons_say_which_stars_are_missing(tmp_path: Path, idle: int, earned: int) -> None:
    game = played(Game(make_level(tmp_path)), [(0.0, 0.0)] * idle + WIN)
    assert [reason.earned for reason in star_reasons(game)].count(True) == earned


def test_resigning_and_a_bot_that_is_lost(tmp_path: Path) -> None:
    game = Game(make_level(tmp_path, bot='optimizer = "gd"\nlearning_rate = 3.0'))
    game.play(Move(0.0, 0.1))
    game.resign()
    assert ending_words(game) == "Given up after 1 turn"
    assert bot_words(game.bot) == "off the map on turn 1"
    assert text_fields(game)["bot.took"] == "needed more than 1 turn"


@pytest.mark.parametrize(
    ("goal", "words", "progress"),
    [
        (
            'kind = "hold"\nloss = 20.0\nturns = 3',
            "a loss of at most 20, 3 turns running",
            "held 1 of 3",
        ),
        (
            'kind = "keep-promise"\ntolerance = 0.05\ntotal = 8.0',
            "descend by 8 in moves within 5% of their promise",
            "counted 0.635 of 8",
        ),
        ("loss = 0.02", "a loss of at most 0.02", ""),
        ("loss = 1.0228", "a loss of at most 1.023", ""),
    ],
)
def test_goals_that_take_several_turns(
    tmp_path: Path, goal: str, words: str, progress: str
) -> None:
    game = played(Game(make_level(tmp_path, goal=goal)), [(38.66, 0.1)])
    assert goal_words(game) == words
    assert progress_words(game) == progress


@pytest.mark.parametrize(
    ("moves", "words"),
    [
        ([], ""),
        ([(38.66, 0.1)], "surprise 0.78%: counts"),
        ([(38.66, 2.0)], "surprise 16%: too large"),
        ([(218.66, 0.1)], "no descent was promised"),
        ([(218.66, 0.2), (38.66, 0.1)], "not below the lowest"),
    ],
)
def test_a_goal_of_kept_promises_tells_of_each_move_whether_it_counts(
    tmp_path: Path, moves: list[tuple[float, float]], words: str
) -> None:
    goal = 'kind = "keep-promise"\ntolerance = 0.05\ntotal = 8.0'
    assert counted_words(played(Game(make_level(tmp_path, goal=goal)), moves)) == words
    assert counted_words(played(Game(make_level(tmp_path)), moves)) == ""


def test_every_field_of_a_text_is_filled(tmp_path: Path) -> None:
    fields = text_fields(Game(make_level(tmp_path)))
    assert set(fields) == set(GAME_FIELDS)
    assert fields["start_loss"] == "20.5"
    assert fields["bot.turns"] == "10"
