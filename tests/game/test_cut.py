"""Cuts against 50-digit arithmetic, on formulas of no level; what a player may see of them."""

import math
from pathlib import Path
from typing import Any

import mpmath  # type: ignore[import-untyped]
import numpy as np
import pytest

from descent_game.catalogue.catalogue import open_level
from descent_game.game.cut import REACH, Cut, aimed_cut, cut_of_iteration, cut_of_turn
from descent_game.game.game import Game
from descent_game.game.moves import Move
from descent_game.game.wording import split_texts
from tests.levels_for_tests import make_level

mpmath.mp.dps = 50
FUNCTIONS = {name: getattr(mpmath, name) for name in ("sin", "cos", "exp", "sqrt", "tanh")}
FUNCTIONS["abs"] = abs
FORMULAS = [
    "sin(2*w1)*cos(w2) + w1*w2/5 + (w1**2 + w2**2)/20",
    "exp(-(w1 - 1)**2 - (w2 + 1)**2/3)*(w1*w2 - 2) + w2**2/9",
    "abs(w1 - 2*w2)*3 + tanh(w1*w2) + sqrt(1 + w1**2 + w2**2)",
]
FAR = "loss = -1000.0"
MAP = 'instruments = ["cut"]'


def exact(formula: str, w1: float, w2: float) -> mpmath.mpf:
    return eval(formula, FUNCTIONS | {"w1": mpmath.mpf(w1), "w2": mpmath.mpf(w2)})


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("move", [Move(33.0, 1.7), Move(270.0, 0.02)])
def test_a_cut_is_exact_at_200_distances(tmp_path: Path, formula: str, move: Move) -> None:
    game = Game(make_level(tmp_path, formula, start="[-1.3, 0.7]", map=MAP, goal=FAR))
    cut = aimed_cut(game, move, parts=True)
    assert cut is not None
    (w1, w2), before = game.position, exact(formula, *game.position)
    u1, u2 = (d / cut.step for d in game.preview(move).update.displacement)
    h = mpmath.mpf("1e-20")
    slope1 = (exact(formula, w1 + h, w2) - exact(formula, w1 - h, w2)) / (2 * h)
    slope2 = (exact(formula, w1, w2 + h) - exact(formula, w1, w2 - h)) / (2 * h)
    near: dict[str, Any] = {"abs": 1e-12, "rel": 1e-11}
    for place in range(200):
        s = float(cut.distances[place])
        alone1 = exact(formula, w1 + s * u1, w2) - before
        alone2 = exact(formula, w1, w2 + s * u2) - before
        together = exact(formula, w1 + s * u1, w2 + s * u2) - before
        assert cut.promise[place] == pytest.approx(float(s * (slope1 * u1 + slope2 * u2)), **near)
        assert cut.alone[0][place] == pytest.approx(float(alone1), **near)
        assert cut.alone[1][place] == pytest.approx(float(alone2), **near)
        assert cut.together[place] == pytest.approx(float(together), **near)
        assert cut.interaction[place] == pytest.approx(float(together - alone1 - alone2), **near)


def test_the_numbers_at_the_step_are_those_of_the_move_and_add_up(tmp_path: Path) -> None:
    game = Game(make_level(tmp_path, FORMULAS[0], map=MAP, start="[-1.3, 0.7]", goal=FAR))
    for heading in range(0, 360, 5):
        move = Move(float(heading), 1.25)
        cut = aimed_cut(game, move, parts=True)
        assert cut is not None
        assert cut.readout is not None
        *parts, together = map(float, split_texts(cut.readout))
        assert math.fsum(parts) == pytest.approx(together, abs=1e-12)
        again = Game(game.level)
        assert again.play(move).player.readout == cut.readout
        made = cut_of_turn(again, 1)
        assert made is not None
        assert made.readout == cut.readout
        assert made.turn == 1


def middle(cut: Cut, share: float) -> int:
    return int(np.argmin(np.abs(cut.distances - share * cut.step)))


def test_the_cut_ends_where_sight_ends() -> None:
    game = Game(open_level("the-objection"))  # sees 1.0 around
    cut = aimed_cut(game, Move(45.0, 3.6), parts=True)
    assert cut is not None
    assert (cut.readout, cut.reached) == (None, None)
    assert float(cut.distances[cut.seen].max()) == pytest.approx(1.0, abs=0.02)
    assert (cut.split == cut.seen).all()
    hidden = aimed_cut(game, Move(45.0, 0.8), parts=False)
    assert hidden is not None
    assert hidden.readout is None
    assert hidden.reached is not None
    assert not hidden.split.any()


def test_after_a_move_all_of_it_is_open_and_nothing_unseen_beyond() -> None:
    game = Game(open_level("the-objection"))
    turn = game.play(Move(45.0, 2.5))
    cut = cut_of_turn(game, 1)
    assert cut is not None
    assert cut.readout == turn.player.readout
    whole = cut.distances <= cut.step
    assert cut.split[whole].all()
    assert cut.seen.all()  # the end sees 1.0 further, the cut goes 0.75 further
    game = Game(open_level("saddle"))  # sees 0.4 around
    game.play(Move(45.0, 1.5))
    cut = cut_of_turn(game, 1)
    assert cut is not None
    assert cut.seen[middle(cut, 1.2)]
    assert not cut.seen[middle(cut, 1.3)]
    assert not cut.split[middle(cut, 1.3)]
    game.resign()
    cut = cut_of_turn(game, 1)
    assert cut is not None
    assert cut.split.all()


def test_what_lies_beside_seen_places_has_no_parts() -> None:
    game = Game(open_level("saddle"))
    game.play(Move(0.0, 0.8))
    game.play(Move(90.0, 0.8))
    cut = aimed_cut(game, Move(225.0, 1.2), parts=True)  # back, near the start
    assert cut is not None
    far = cut.seen & (cut.distances > 0.8)
    assert far.any()
    assert not cut.split[far].any()


def test_the_lowest_point_is_marked_where_it_is_seen(tmp_path: Path) -> None:
    game = Game(make_level(tmp_path, start="[-1.0, 1.0]", map=MAP, max_step="4.0"))
    cut = aimed_cut(game, Move(0.0, 4.0), parts=True)
    assert cut is not None
    assert cut.lowest is not None
    assert float(cut.distances[cut.lowest]) == pytest.approx(3.0, abs=0.02)
    for heading, step in ((0.0, 1.0), (180.0, 1.0)):  # falls all the way, rises all the way
        cut = aimed_cut(game, Move(heading, step), parts=True)
        assert cut is not None
        assert cut.lowest is None


def test_walls_and_moves_that_lead_nowhere(tmp_path: Path) -> None:
    game = Game(make_level(tmp_path, start="[4.0, 0.0]", map=MAP))
    cut = aimed_cut(game, Move(0.0, 2.0), parts=True)
    assert cut is not None
    assert cut.step == 1.0
    assert float(cut.distances[cut.on_map].max()) == pytest.approx(1.0)
    assert float(cut.distances[-1]) == pytest.approx(REACH)
    assert cut.lowest is None
    assert aimed_cut(game, Move(0.0, 0.0), parts=True) is None
    assert cut_of_iteration(game, (1.0, 1.0), (1.0, 1.0)) is None


def test_a_hidden_loss_is_cut_as_it_is_shown_and_after_the_game_as_it_is(tmp_path: Path) -> None:
    level = make_level(tmp_path, map=MAP, more="[noise]\nsd = 0.8\nhides_loss = true")
    game = Game(level)
    aimed = aimed_cut(game, Move(40.0, 1.0), parts=True)
    turn = game.play(Move(40.0, 1.0))
    made = cut_of_turn(game, 1)
    assert aimed is not None
    assert made is not None
    assert aimed.readout == made.readout == turn.player.readout
    np.testing.assert_array_equal(aimed.together, made.together)
    game.resign()
    after = cut_of_turn(game, 1)
    assert after is not None
    assert after.reached == game.player.losses[1] - game.player.losses[0]
    assert after.reached != made.reached


def test_losses_over_data_are_cut_at_few_points() -> None:
    game = Game(open_level("slice-of-a-net"))
    cut = aimed_cut(game, Move(10.0, 0.1), parts=True)
    assert cut is not None
    assert len(cut.distances) == 27
    end = middle(cut, 1.0)
    assert cut.readout is not None
    assert float(cut.together[end]) == pytest.approx(cut.readout.together)
