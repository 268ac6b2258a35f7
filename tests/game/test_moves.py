import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from descent_game.errors import MoveError
from descent_game.game.moves import Move, check_move, push, step_ladder, walk
from descent_game.level.schema import RulesSection

BOX = ((-5.0, 5.0), (-4.0, 6.0))
FREE = RulesSection(max_step=2.0, turns=5)
AXIS = RulesSection(max_step=2.0, turns=5, moves="axis")
GRADIENT = RulesSection(max_step=2.0, turns=5, moves="gradient")
INERTIA = RulesSection(max_step=2.0, turns=5, inertia="player")
HUGE = float("1e308")


@pytest.mark.parametrize(
    ("move", "rules", "message"),
    [
        (Move(0, 2.5), FREE, "step 2.5 is not from 0 to 2"),
        (Move(0, -0.1), FREE, "step -0.1 is not from 0 to 2"),
        (Move(0, math.nan), FREE, "step nan is not from 0 to 2"),
        (Move(math.inf, 1), FREE, "heading inf is not a finite number of degrees"),
        (Move(None, 1), FREE, "the heading is missing; it is a number of degrees"),
        (Move(45, 1), AXIS, "heading 45 is not one of 0, 90, 180, 270, as this level asks"),
        (Move(45, 1), GRADIENT, "heading 45 is given, but this level sets the heading; use -"),
        (Move(0, 1), INERTIA, "this level asks for an inertia from 0 to 0.95 as well"),
        (Move(0, 1, 0.96), INERTIA, "inertia 0.96 is not from 0 to 0.95"),
        (Move(0, 1, 0.5), FREE, "inertia 0.5 is given, but this level does not let you choose it"),
    ],
)
def test_a_forbidden_move_is_named(move: Move, rules: RulesSection, message: str) -> None:
    with pytest.raises(MoveError) as caught:
        check_move(move, rules)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("move", "rules"),
    [
        (Move(-725.5, 0), FREE),
        (Move(270, 2), AXIS),
        (Move(-90, 2), AXIS),
        (Move(None, 1), GRADIENT),
        (Move(10, 1, 0.95), INERTIA),
    ],
)
def test_allowed_moves(move: Move, rules: RulesSection) -> None:
    check_move(move, rules)


TURNABLE = RulesSection(max_step=2.0, turns=5, moves="axis", turn_axes=True)


def test_the_axes_can_be_turned_once() -> None:
    check_move(Move(30, 1), TURNABLE)
    check_move(Move(120, 1), TURNABLE, axes=30.0)
    check_move(Move(210.1, 1), TURNABLE, axes=30.1)
    with pytest.raises(MoveError, match="heading 0 is not one of 30, 120, 210, 300"):
        check_move(Move(0, 1), TURNABLE, axes=30.0)


def test_a_push_without_a_heading_goes_along_the_compass() -> None:
    assert push(Move(None, 2.0), (-3.0, 4.0), GRADIENT) == pytest.approx((-1.2, 1.6))


@pytest.mark.parametrize("compass", [(0.0, 0.0), (math.nan, 1.0), (math.inf, 0.0)])
def test_a_compass_without_direction_pushes_nowhere(compass: tuple[float, float]) -> None:
    assert push(Move(None, 2.0), compass, GRADIENT) == (0.0, 0.0)


def test_a_move_ends_at_the_wall_on_its_line() -> None:
    update = walk((4.0, 0.0), (2.0, 1.0), BOX)
    assert update.end == (5.0, 0.5)
    assert update.displacement == (1.0, 0.5)
    assert update.at_wall


@given(
    st.floats(-5, 5), st.floats(-4, 6), st.floats(-HUGE, HUGE), st.floats(-HUGE, HUGE)
)  # fmt: skip
def test_no_move_leaves_the_map(w1: float, w2: float, d1: float, d2: float) -> None:
    update = walk((w1, w2), (d1, d2), BOX)
    assert BOX[0][0] <= update.end[0] <= BOX[0][1]
    assert BOX[1][0] <= update.end[1] <= BOX[1][1]
    free = BOX[0][0] <= w1 + d1 <= BOX[0][1] and BOX[1][0] <= w2 + d2 <= BOX[1][1]
    assert update.at_wall is not free
    if free:
        assert update.end == (w1 + d1, w2 + d2)


@pytest.mark.parametrize(
    ("max_step", "longest"),
    [
        (2.0, (2.0, 1.6, 1.25, 1.0, 0.8, 0.63, 0.5, 0.4, 0.32, 0.25, 0.2, 0.16)),
        (3.0, (3.0, 2.5, 2.0, 1.6)),
        (0.4, (0.4, 0.32, 0.25, 0.2)),
        (1000.0, (1000.0, 800.0, 630.0)),
        (999.9999999, (999.9999999, 800.0)),
        (6.31, (6.31, 6.3, 5.0)),
        (1e-5, (1e-5, 8e-6, 6.3e-6)),
        (1e308, (1e308, 8e307)),
    ],
)
def test_the_ladder_is_of_round_numbers_below_the_longest_step(
    max_step: float, longest: tuple[float, ...]
) -> None:
    ladder = step_ladder(max_step)
    assert ladder[: len(longest)] == longest
    assert len(ladder) == 31
    assert all(shorter < longer for longer, shorter in pairwise(ladder))
