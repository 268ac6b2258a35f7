import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from descent_game.catalogue.catalogue import open_level
from descent_game.game.game import Game
from descent_game.game.instruments import best_petal, principal_axes, rose, rose_of_turn
from descent_game.game.moves import Move

ENTRIES = st.floats(-1e3, 1e3).filter(lambda value: value == 0.0 or abs(value) > 1e-6)


@given(ENTRIES, ENTRIES, ENTRIES)
def test_principal_axes_are_eigenvectors(h11: float, h12: float, h22: float) -> None:
    axes = principal_axes(((h11, h12), (h12, h22)))
    assert axes is not None
    size = max(abs(h11), abs(h12), abs(h22), 1.0)
    for axis in axes:
        (x, y), value = axis.direction, axis.curvature
        assert math.hypot(x, y) == pytest.approx(1.0)
        assert h11 * x + h12 * y == pytest.approx(value * x, abs=1e-9 * size)
        assert h12 * x + h22 * y == pytest.approx(value * y, abs=1e-9 * size)
    assert abs(axes[0].curvature) <= abs(axes[1].curvature)


def test_there_are_no_axes_where_the_curvature_is_not_a_number() -> None:
    assert principal_axes(((math.nan, 0.0), (0.0, 1.0))) is None


def test_a_small_step_does_what_is_promised_and_a_large_one_does_not() -> None:
    game = Game(open_level("steepest"))
    small, large = rose(game, 1e-4), rose(game, 0.5)
    for petal in small:
        assert petal.together == pytest.approx(petal.promise, abs=2e-7)
    surprise = max(abs(petal.together - petal.promise) for petal in large)
    assert surprise > 0.2
    norm = math.hypot(*game.gradient)
    assert max(petal.promise for petal in large) == pytest.approx(0.5 * norm, rel=2e-3)
    assert best_petal(small).heading == 230.0  # the claim of the level: 230.19 degrees


def test_a_petal_is_what_the_move_brings() -> None:
    game = Game(open_level("steepest"))
    petals = rose(game, 0.5)
    turn = game.play(Move(225.0, 0.5))
    petal = next(petal for petal in petals if petal.heading == 225.0)
    assert petal.together == pytest.approx(turn.player.readout.together)
    assert petal.promise == pytest.approx(turn.player.readout.promise)
    assert rose_of_turn(game, 1, 0.5) == petals
