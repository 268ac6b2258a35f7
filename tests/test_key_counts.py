"""The count of keys: the shortest way to a move, and keys that play what they should."""

from pathlib import Path

import pytest
from textual.binding import Binding

from benchmarks.key_counts import (
    INERTIA_KEYS,
    Tolerance,
    heading_keys,
    keys_of,
    shortest,
    step_keys,
)
from descent_game.catalogue.catalogue import course, open_level
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.level.schema import Level
from descent_game.tui.screens.play import PlayScreen
from descent_game.view.comparisons import insight_game
from tests.levels_for_tests import make_level

EXACT = Tolerance(1e-6, 1e-6)
FREE = 'instruments = ["compass"]'


@pytest.mark.parametrize(
    ("rules", "move", "keys"),
    [
        ("", Move(40.0, 0.4), "left Enter"),
        ("", Move(41.0, 0.5), "left , + Enter"),
        ("", Move(220.0, 1.25), "t left page up Enter"),
        ("", Move(40.0, 0.7), "m . 7 Enter left Enter"),
        ("", Move(111.3, 0.7), "m 1 1 1 . 3   . 7 Enter Enter"),
        ('moves = "axis"', Move(90.0, 0.5), "up + Enter"),
        ('moves = "gradient"', Move(None, 0.55), "m . 5 5 Enter Enter"),
        ('moves = "gradient"\ninertia = "player"', Move(None, 0.4, 0.1), "] ] Enter"),
        ('moves = "gradient"\ninertia = "player"', Move(None, 1.0, 0.9), "m 1   . 9 Enter Enter"),
    ],
)
def test_the_shortest_way_to_a_move(tmp_path: Path, rules: str, move: Move, keys: str) -> None:
    game = Game(make_level(tmp_path, rules=rules, map=FREE))
    found, aim = shortest(game, move, EXACT)
    assert " ".join(found) == keys
    assert aim == pytest.approx(aim._replace(heading=move.heading, step=move.step))


def test_the_last_move_and_its_rate_are_one_key_each(tmp_path: Path) -> None:
    game = Game(make_level(tmp_path, map=FREE))
    game.play(Move(200.0, 0.7))  # uphill: the aim turns away
    assert shortest(game, Move(200.0, 0.7), EXACT)[0] == ["p", "Enter"]
    slopes = [sum(part * part for part in game.compass_in(turn)) ** 0.5 for turn in (1, 2)]
    step = 0.7 * slopes[1] / slopes[0]
    assert shortest(game, Move(200.0, step), EXACT)[0] == ["p", "l", "Enter"]


NAMES = {
    ",": "comma", ".": "full_stop", "+": "plus", "-": "minus", "page up": "pageup",
    "page down": "pagedown", "[": "left_square_bracket", "]": "right_square_bracket",
}  # fmt: skip
"""Keys whose names in bindings are others."""


@pytest.mark.parametrize("level", course(), ids=lambda level: level.id)
def test_every_key_that_is_counted_is_one_of_the_play_screen(level: Level) -> None:
    bindings = (each for each in PlayScreen.BINDINGS if isinstance(each, Binding))
    known = {key for binding in bindings for key in binding.key.split(",")}
    counted = {*heading_keys(level), *step_keys(level), *INERTIA_KEYS, "p", "m", "enter"}
    assert {NAMES.get(key, key) for key in counted} <= known


@pytest.mark.parametrize("level", ["zoom", "banana", "too-much-momentum", "pooling"])
def test_the_keys_of_a_level_are_few(level: str) -> None:
    wanted = insight_game(Game(open_level(level)))
    assert wanted is not None
    keys = keys_of(wanted)
    assert all(move[-1] == "Enter" for move in keys)
    assert len(keys) <= sum(map(len, keys)) <= 60
