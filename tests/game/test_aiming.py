import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from descent_game.game import aiming
from descent_game.game.aiming import Aim
from descent_game.game.directions import unit
from descent_game.game.moves import check_move, step_ladder
from descent_game.level.schema import RulesSection
from descent_game.losses.surface import Point

FREE = RulesSection(max_step=2.0, turns=9)
AXIS = RulesSection(max_step=2.0, turns=9, moves="axis")
GIVEN = RulesSection(max_step=2.0, turns=9, moves="gradient")
CHOSEN = RulesSection(max_step=2.0, turns=9, inertia="player")


@pytest.mark.parametrize(
    ("heading", "degrees", "expected"),
    [
        (0.0, 5, 5.0),
        (0.0, -5, 355.0),
        (355.0, 5, 0.0),
        (37.3, 5, 40.0),
        (37.3, -5, 35.0),
        (40.0, 5, 45.0),
        (30.0, 45, 75.0),
        (32.0, 45, 75.0),
        (30.0, -45, 345.0),
        (30.0, 1, 31.0),
        (0.0, -1, 359.0),
    ],
)
def test_turning(heading: float, degrees: int, expected: float) -> None:
    assert aiming.rotated(Aim(heading, 1.0), degrees).heading == pytest.approx(expected)


def test_a_given_heading_cannot_be_turned() -> None:
    aim = Aim(None, 0.4)
    assert aiming.rotated(aim, 5) == aim
    assert aiming.along(aim, (1.0, 1.0), GIVEN) == aim


@pytest.mark.parametrize(
    ("step", "rungs", "expected"),
    [
        (2.0, 1, 2.0),
        (2.0, -1, 1.6),
        (1.6, 1, 2.0),
        (1.7, -1, 1.6),
        (1.5, 1, 1.6),
        (2.0, -5, 0.63),
        (0.63, 5, 2.0),
        (0.0, 1, 0.002),
        (0.002, -1, 0.002),
    ],
)
def test_stretching(step: float, rungs: int, expected: float) -> None:
    assert aiming.with_step(Aim(0.0, step), rungs, FREE).step == pytest.approx(expected)


@given(st.lists(st.sampled_from([1, -1, 5, -5]), max_size=40), st.floats(0.0, 2.0))
def test_steps_end_on_the_ladder(presses: list[int], step: float) -> None:
    aim = Aim(0.0, step)
    for rungs in presses:
        aim = aiming.with_step(aim, rungs, FREE)
        assert aim.step in step_ladder(2.0)


@pytest.mark.parametrize(
    ("rules", "vector", "heading", "step"),
    [
        (FREE, (1.0, 1.0), 45.0, math.sqrt(2.0)),
        (FREE, (-3.0, 0.0), 180.0, 2.0),
        (AXIS, (-1.0, 0.5), 180.0, 1.0),
        (AXIS, (0.5, -1.0), 270.0, 1.0),
    ],
)
def test_pointing(
    rules: RulesSection, vector: tuple[float, float], heading: float, step: float
) -> None:
    aim = aiming.towards(Aim(0.0, 0.1), vector, rules)
    assert aim.heading == pytest.approx(heading)
    assert aim.step == pytest.approx(step)


@pytest.mark.parametrize("vector", [(0.0, 0.0), (math.nan, 1.0), (math.inf, 0.0)])
def test_a_vector_without_a_direction_leaves_the_heading(vector: tuple[float, float]) -> None:
    assert aiming.along(Aim(30.0, 1.0), vector, FREE).heading == 30.0
    assert aiming.towards(Aim(30.0, 1.0), vector, FREE).heading == 30.0


def test_inertia_is_kept_within_its_bounds() -> None:
    aim = Aim(0.0, 0.4, 0.0)
    assert aiming.with_inertia(aim, -1).inertia == 0.0
    assert aiming.with_inertia(aim, 3).inertia == pytest.approx(0.15)
    assert aiming.with_inertia(aim, 100).inertia == 0.95
    assert aiming.with_inertia(Aim(0.0, 0.4), 1).inertia is None


@pytest.mark.parametrize("rules", [FREE, AXIS, GIVEN, CHOSEN])
@given(
    presses=st.lists(st.sampled_from(["turn", "back", "long", "short", "point", "keep"])),
    w=st.tuples(st.floats(-9, 9), st.floats(-9, 9)),
)
def test_every_aim_is_a_move_that_the_rules_allow(
    rules: RulesSection, presses: list[str], w: tuple[float, float]
) -> None:
    heading = None if rules.moves == "gradient" else 0.0
    aim = Aim(heading, 0.4, 0.0 if rules.inertia == "player" else None)
    for press in presses:
        if rules.moves == "free":
            aim = aiming.rotated(aim, {"turn": 5, "back": -45}.get(press, 0))
        aim = aiming.with_step(aim, {"long": 5}.get(press, -1), rules)
        aim = aiming.towards(aim, w, rules) if press == "point" else aiming.with_inertia(aim, 1)
        check_move(aim.move, rules)


TURNED = RulesSection(max_step=2.0, turns=5, moves="axis", turn_axes=True)


@pytest.mark.parametrize(
    ("vector", "heading"),
    [((1.0, 0.0), 30.0), ((0.0, 1.0), 120.0), ((-1.0, -0.5), 210.0), ((0.5, -1.0), 300.0)],
)
def test_aims_follow_turned_axes(vector: Point, heading: float) -> None:
    aim = aiming.along(Aim(30.0, 1.0), vector, TURNED, 30.0)
    assert aim.heading == pytest.approx(heading)
    pointed = aiming.towards(Aim(30.0, 1.0), vector, TURNED, 30.0)
    assert pointed.heading == pytest.approx(heading)
    assert pointed.step == pytest.approx(
        abs(vector[0] * unit(heading)[0] + vector[1] * unit(heading)[1])
    )
