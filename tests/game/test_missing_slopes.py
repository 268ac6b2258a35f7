"""Games where a slope does not exist: nobody is stopped by it, and words say what is missing."""

import math
from pathlib import Path

import numpy as np
import pytest

from descent_game.game.basins import find_basins
from descent_game.game.bot import run_bot
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.game.oracle import DefinedOracle
from descent_game.game.readout import Verdict
from descent_game.game.summary import bot_words
from descent_game.game.track import Termination
from descent_game.level.schema import Level
from descent_game.level.variant import draw_variant
from descent_game.losses.loss import Loss
from descent_game.optimizers.batch import BatchOracle
from descent_game.optimizers.registry import parse_spec
from descent_game.view.instruments import slope_lines
from tests.levels_for_tests import make_level

ALONG_A_TIP = "sqrt(w1**2) + w2**2"
RIPPLE = "1 - cos(sqrt(w1**2 + w2**2))"
METHODS = [
    "gd:learning_rate=0.1",
    "momentum:learning_rate=0.05,momentum=0.5",
    "nesterov:learning_rate=0.05,momentum=0.5",
    "adagrad:learning_rate=0.5",
    "rmsprop:learning_rate=0.05",
    "adam:learning_rate=0.1",
    "backtracking:learning_rate=0.4",
    "coordinate:cap=1",
    "coordinate:learning_rate=0.2",
    "newton",
]


def on_the_tip(folder: Path, map: str = "") -> Level:  # noqa: A002 - the table of the file
    return make_level(folder, ALONG_A_TIP, start="[0, -2]", goal="loss = 0.01", map=map)


@pytest.mark.parametrize("spec", METHODS)
def test_a_bot_on_a_tip_of_one_weight_moves_the_other(tmp_path: Path, spec: str) -> None:
    variant = draw_variant(on_the_tip(tmp_path))
    track = run_bot(parse_spec(spec), variant, 60)
    assert track.termination in (Termination.GOAL, Termination.OUT_OF_TURNS)
    assert track.losses[-1] < 1.0
    assert {w1 for w1, _ in track.path} == {0.0}


@pytest.mark.parametrize("spec", METHODS)
def test_a_bot_at_rest_where_a_root_is_zero_has_not_diverged(tmp_path: Path, spec: str) -> None:
    level = make_level(tmp_path, RIPPLE, start="[0, 0]", goal="loss = -1")
    track = run_bot(parse_spec(spec), draw_variant(level), 5)
    assert (track.termination, track.path[-1]) == (Termination.OUT_OF_TURNS, (0.0, 0.0))


def test_newton_ends_at_the_lowest_point_of_a_ripple(tmp_path: Path) -> None:
    level = make_level(tmp_path, RIPPLE, start="[0, -1]", goal="loss = 1e-6")
    track = run_bot(parse_spec("newton"), draw_variant(level), 12, stop_at_goal=False)
    assert track.termination is Termination.OUT_OF_TURNS
    assert track.losses[-1] == 0.0
    assert bot_words(track) == f"at the goal on turn {track.goal_turn}"


def test_basins_agree_with_bots(tmp_path: Path) -> None:
    variant = draw_variant(on_the_tip(tmp_path))
    places = np.array([[0.0]]), np.array([[-2.0], [1.0]])
    found = find_basins(variant, parse_spec("gd:learning_rate=0.1"), places, lambda share: True)
    assert found is not None
    assert [basin.end for basin in found.basins] == ["at the goal"]


def test_answers_are_the_same_at_points_and_batches() -> None:
    oracle = DefinedOracle(BatchOracle(Loss("sqrt(w1**2)*w2 + log(w2)")))
    places = [(0.0, 2.0), (1.0, 3.0), (0.0, -1.0)]
    batch = oracle.gradient((np.array([0.0, 1.0, 0.0]), np.array([2.0, 3.0, -1.0])))
    each = np.array([oracle.gradient(w) for w in places])
    np.testing.assert_allclose(np.stack(batch).T, each, rtol=1e-12)
    assert each[0].tolist() == [0.0, pytest.approx(0.5)]
    assert np.isnan(each[2]).all()  # there is no loss
    assert oracle.hessian((0.0, 2.0)) == ((0.0, 0.0), (0.0, pytest.approx(-0.25)))


def test_a_move_along_the_other_weight_is_promised_what_its_slope_says(tmp_path: Path) -> None:
    game = Game(on_the_tip(tmp_path))
    assert game.compass == (0.0, 4.0)
    assert game.preview(Move(90, 0.5)).promise == -2.0
    assert game.play(Move(90, 0.1)).player.verdict is Verdict.AS_PROMISED
    stride = game.play(Move(0, 0.5)).player
    assert stride.verdict is Verdict.NO_SLOPE
    assert stride.readout.together == pytest.approx(0.5)
    assert math.isnan(stride.readout.promise)


def test_the_instruments_say_which_slope_is_missing(tmp_path: Path) -> None:
    told = slope_lines(Game(on_the_tip(tmp_path, 'instruments = ["compass", "partials"]')), 0.5)
    assert told == [
        "Loss falls most towards 90 degrees, north: slope 4; at step 0.5 promise -2.00."
        " Along w1 there is no slope here.",
        "Slopes: along w1 undefined, along w2 -4.00.",
        "Along w1 there is no slope here.",
        "Along w2 alone loss falls towards 90 degrees, north: at step 0.5 promise -2.00.",
    ]


def test_a_bot_that_leaves_the_loss_is_not_off_the_map(tmp_path: Path) -> None:
    level = make_level(tmp_path, "w1 + sqrt(w1)", start="[4, 0]", goal="loss = -1")
    track = run_bot(parse_spec("gd:learning_rate=4"), draw_variant(level), 5)
    assert bot_words(track) == "where there is no loss on turn 1"
