import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from descent_game.errors import MoveError
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.game.track import Termination
from tests.levels_for_tests import make_level

TILTED = "((w1-2)**2+(w2+1)**2)/2+0.9*(w1-2)*(w2+1)"


def test_a_level_is_won_at_par(tmp_path: Path) -> None:
    game = Game(make_level(tmp_path))
    losses = [20.5]
    for heading, step in [(40, 2), (40, 2), (35, 2), (45, 0.4)]:
        losses.append(game.play(Move(heading, step)).player.loss)
    assert losses == pytest.approx([20.5, 9.7, 2.89, 0.0839, 0.0001083], rel=5e-3)  # as published
    assert game.outcome is not None
    assert game.outcome == (Termination.GOAL, 4, 3)
    assert game.bot.goal_turn == 10


def test_doing_nothing_runs_out_of_turns(tmp_path: Path) -> None:
    game = Game(make_level(tmp_path))
    while game.outcome is None:
        game.play(Move(0, 0))
    assert game.outcome == (Termination.OUT_OF_TURNS, 14, 0)
    with pytest.raises(MoveError, match="the game is over: out of turns"):
        game.play(Move(0, 0))


def test_a_late_goal_earns_one_star_and_beating_the_bot_two(tmp_path: Path) -> None:
    level = make_level(tmp_path)
    for idle, stars in [(0, 3), (1, 2), (5, 2), (6, 1)]:
        game = Game(level)
        for _ in range(idle):
            game.play(Move(0, 0))
        for heading, step in [(40, 2), (40, 2), (35, 2), (45, 0.4)]:
            game.play(Move(heading, step))
        assert game.stars == stars


def test_resigning_ends_the_game_once(tmp_path: Path) -> None:
    game = Game(make_level(tmp_path))
    game.resign()
    assert game.outcome == (Termination.RESIGNED, 0, 0)


def test_the_wall_stops_the_update_and_the_velocity(tmp_path: Path) -> None:
    game = Game(make_level(tmp_path, rules="inertia = 0.9", max_step="9.0"))
    assert not game.play(Move(180, 1)).player.at_wall
    assert game.velocity == (-1.0, 0.0)
    turn = game.play(Move(180, 1))  # -4 - 0.9 - 1 would be beyond the wall at -5
    assert turn.player.at_wall
    assert turn.player.end == (-5.0, -3.0)
    assert game.velocity == (0.0, 0.0)


def test_inertia_adds_a_share_of_the_last_update(tmp_path: Path) -> None:
    game = Game(make_level(tmp_path, rules='inertia = "player"'))
    game.play(Move(0, 1, 0.0))
    turn = game.play(Move(90, 1, 0.5))
    assert turn.player.displacement == (0.5, 1.0)


def test_a_loss_that_is_undefined_ends_the_game(tmp_path: Path) -> None:
    game = Game(make_level(tmp_path, "sqrt(w1 + 4) + w2**2", goal="loss = 0.01"))
    turn = game.play(Move(180, 2))
    assert math.isnan(turn.player.loss)
    assert turn.player.verdict == "non-finite"
    assert game.outcome == (Termination.NON_FINITE, 1, 0)


def test_noise_is_the_same_for_both_sides_and_every_time(tmp_path: Path) -> None:
    level = make_level(tmp_path, rules='moves = "gradient"', more="[noise]\nsd = 2.0")
    first, second, other = Game(level), Game(level), Game(level, seed=1)
    exact = first.variant.surface.gradient(first.position)
    assert first.gradient != exact
    assert first.gradient == second.gradient == Game(level).gradient
    assert first.gradient != other.gradient
    shown = first.gradient
    turn = first.play(Move(None, 1.0))
    assert turn.player.readout.promise == pytest.approx(-math.hypot(*shown))
    assert turn.bot is not None
    assert turn.bot.displacement == pytest.approx([-0.3 * slope for slope in shown])


def test_a_compass_rescaled_per_weight_points_home_in_an_upright_ravine(tmp_path: Path) -> None:
    rules = 'moves = "gradient"\ncompass = "per-weight"'
    level = make_level(tmp_path, "((w1-2)**2 + 100*(w2-1)**2)/2", rules=rules, max_step="9.0")
    game = Game(level)
    assert game.compass == pytest.approx((5.0, 4.0))
    turn = game.play(Move(None, math.hypot(5.0, 4.0)))
    assert turn.player.loss == pytest.approx(0.0, abs=1e-20)
    assert turn.player.readout.promise == pytest.approx(-5.0 * 5.0 - 400.0 * 4.0)


def test_turned_axes_uncouple_a_leaning_ravine(tmp_path: Path) -> None:
    leaning = "((w1+w2-3)**2 + 50*(w1-w2-1)**2)/4"
    level = make_level(
        tmp_path, leaning, rules='moves = "axis"\nturn_axes = true', max_step="9.0"
    )  # fmt: skip
    game = Game(level)
    game.play(Move(0, 1))
    assert game.axes == 0.0
    (along1, along2) = game.compass
    game.play(Move(45, 0.0))
    assert game.axes == 45.0
    with pytest.raises(MoveError, match="heading 90 is not one of 45, 135, 225, 315"):
        game.play(Move(90, 1))
    slope = (along1 + along2) / math.sqrt(2.0)
    game.play(Move(45, slope))  # the curvature along the valley is 1
    assert game.gradient[0] == pytest.approx(-game.gradient[1])


def test_the_preview_is_what_happens(tmp_path: Path) -> None:
    game = Game(make_level(tmp_path))
    for move in [Move(17, 1.3), Move(200, 2), Move(200, 2)]:
        preview = game.preview(move)
        turn = game.play(move)
        assert preview.update.end == turn.player.end
        assert preview.promise == turn.player.readout.promise


def test_the_bot_is_read_out_like_the_player(tmp_path: Path) -> None:
    game = Game(make_level(tmp_path, TILTED, goal="loss = 0.02"))
    turn = game.play(Move(0, 0))
    assert turn.bot is not None
    d1, d2 = turn.bot.displacement
    assert turn.bot.readout.interaction == pytest.approx(0.9 * d1 * d2, abs=1e-12)
    assert turn.bot.readout.promise < 0


def test_a_bot_that_leaves_the_map_below_the_goal_has_not_reached_it(tmp_path: Path) -> None:
    level = make_level(
        tmp_path, "w1", start="[0, 0]", goal="loss = -4.5", bot='optimizer="gd"\nlearning_rate=6'
    )
    game = Game(level)
    assert game.bot.path == [(0.0, 0.0), (-6.0, 0.0)]
    assert (game.bot.termination, game.bot.reached) == (Termination.DIVERGED, False)
    for step in (2.0, 2.0, 0.5):
        game.play(Move(180, step))
    assert game.outcome == (Termination.GOAL, 3, 3)


def test_a_loss_of_minus_infinity_is_no_goal(tmp_path: Path) -> None:
    level = make_level(tmp_path, "log(w1**2 + w2**2)", start="[1, 0]", goal="loss = -5")
    game = Game(level)
    game.play(Move(180, 1))
    assert game.loss == -math.inf
    assert game.outcome == (Termination.NON_FINITE, 1, 0)


def test_a_bot_that_leaves_the_map_has_diverged_and_keeps_its_last_point(tmp_path: Path) -> None:
    game = Game(make_level(tmp_path, bot='optimizer = "gd"\nlearning_rate = 2.5'))
    assert game.bot.termination is Termination.DIVERGED
    assert game.bot.turns == 1
    assert game.bot.path[-1] == (-3 + 2.5 * 5, -3 + 2.5 * 4)
    game.play(Move(0, 0))
    assert game.play(Move(0, 0)).bot is None


moves = st.lists(st.tuples(st.floats(0, 360), st.floats(0, 2)), max_size=8)


@given(moves=moves, seed=st.integers(1, 1000))
def test_a_mirrored_game_is_the_mirrored_game(
    tmp_path_factory: pytest.TempPathFactory, moves: list[tuple[float, float]], seed: int
) -> None:
    folder = tmp_path_factory.mktemp("mirror")
    bot = 'optimizer = "coordinate"\ncap = 2.0'
    level = make_level(folder, TILTED, bot=bot, more="[variants]\nmirrors = true")
    plain, mirrored = Game(level), Game(level, seed)
    mirror = mirrored.variant.mirror
    assert mirrored.position == mirror.apply(plain.position)
    for heading, step in moves:
        if plain.outcome or mirrored.outcome:
            break
        plain.play(Move(heading, step))
        mirrored.play(Move(mirror.heading(heading), step))
    for w, image in zip(plain.player.path, mirrored.player.path, strict=True):
        assert image == pytest.approx(mirror.apply(w), abs=1e-12)
    assert mirrored.bot.path == [mirror.apply(w) for w in plain.bot.path]
