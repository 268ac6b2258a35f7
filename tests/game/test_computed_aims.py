"""Aims that are computed where the player stands: where they lead; nothing withheld is told."""

import math
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from descent_game.catalogue.catalogue import course
from descent_game.errors import MoveError
from descent_game.game import aiming
from descent_game.game.aiming import Aim
from descent_game.game.directions import unit
from descent_game.game.game import Game
from descent_game.game.moves import Move, check_move, step_ladder
from descent_game.optimizers.noise import gaussian_pair
from tests.levels_for_tests import make_level

COMPASS = 'instruments = ["compass"]'
PARTIALS = 'instruments = ["partials"]'
READOUT = 'instruments = ["readout"]'
BOWL_SLOPE = math.hypot(5.0, 4.0)
"""The slope of the bowl at its start, which lies 5 to the left of its bottom and 4 below."""
DOWN = math.degrees(math.atan2(4.0, 5.0))


def game_with(folder: Path, formula: str | None = None, moves: str = "", **changes: str) -> Game:
    """Return a new game on the bowl, or on another loss."""
    if moves:
        changes["rules"] = f'moves = "{moves}"\n{changes.get("rules", "")}'
    made = make_level(folder, formula, **changes) if formula else make_level(folder, **changes)
    return Game(made)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"map": COMPASS}, Aim(DOWN, 0.4)),
        ({"map": PARTIALS}, Aim(0.0, 0.4)),
        ({"map": PARTIALS, "start": "[4.0, 1.0]"}, Aim(180.0, 0.4)),  # else it led uphill
        ({"map": f"{COMPASS}\nsight = 0.3"}, Aim(DOWN, 0.25)),
        ({"map": f"{COMPASS}\nsight = 0.0001"}, Aim(DOWN, 0.002)),  # the lowest rung
        ({"map": COMPASS, "moves": "axis"}, Aim(0.0, 0.4)),
        ({"map": COMPASS, "moves": "axis", "start": "[2.5, 4.0]"}, Aim(270.0, 0.4)),
        ({"map": COMPASS, "moves": "gradient"}, Aim(None, 0.4)),
        ({"map": COMPASS, "rules": 'inertia = "player"'}, Aim(DOWN, 0.4, 0.0)),
    ],
)
def test_the_first_aim(tmp_path: Path, changes: dict[str, str], expected: Aim) -> None:
    aim = aiming.next_aim(game_with(tmp_path, **changes))
    assert aim.step == expected.step
    assert aim == pytest.approx(expected)


@pytest.mark.parametrize("level", course(), ids=lambda level: level.id)
def test_the_first_aim_of_every_level_is_allowed_short_and_leads_down(level: object) -> None:
    for seed in (None, 1, 2, 3):
        game = Game(level, seed)  # type: ignore[arg-type]
        aim = aiming.next_aim(game)
        check_move(aim.move, game.level.rules)
        assert aim.step in step_ladder(game.level.rules.max_step)
        assert aim.step <= game.level.rules.max_step / 5
        assert game.preview(aim.move).promise <= 0.0


@pytest.mark.parametrize(
    ("changes", "aim", "expected"),
    [
        ({"map": COMPASS}, Aim(200.0, 1.0), DOWN),
        ({"map": COMPASS}, Aim(100.0, 1.0), 100.0),  # still leads down
        ({"map": COMPASS, "start": "[4.9, 1.0]"}, Aim(90.0, 1.0), 90.0),  # across: no promise
        ({"map": PARTIALS}, Aim(200.0, 1.0), 20.0),
        ({"map": COMPASS, "moves": "axis"}, Aim(180.0, 1.0), 0.0),
        ({"map": COMPASS, "moves": "axis"}, Aim(270.0, 1.0), 0.0),
        ({"map": PARTIALS, "moves": "axis"}, Aim(270.0, 1.0), 90.0),
        ({"map": COMPASS, "moves": "gradient"}, Aim(None, 1.0), None),
    ],
)
def test_an_aim_that_leads_uphill_turns(
    tmp_path: Path, changes: dict[str, str], aim: Aim, expected: float | None
) -> None:
    turned = aiming.after_move(game_with(tmp_path, **changes), aim)
    assert turned.heading == pytest.approx(expected)
    assert turned.step == aim.step


@pytest.mark.parametrize(
    ("instruments", "start", "expected"),
    [
        (COMPASS, "[-5.0, 1.0]", 0.0),
        (PARTIALS, "[-5.0, 1.0]", 0.0),
        (PARTIALS, "[5.0, 1.0]", 180.0),  # not blocked
        (READOUT, "[-5.0, 1.0]", 0.0),
    ],
)
def test_an_aim_that_a_wall_blocks_turns(
    tmp_path: Path, instruments: str, start: str, expected: float
) -> None:
    game = game_with(tmp_path, map=instruments, start=start)
    assert aiming.after_move(game, Aim(180.0, 1.0)).heading == expected


@pytest.mark.parametrize("formula", ["5 + 0*w1", "9 + w1"])
def test_a_blocked_aim_stays_where_the_other_way_is_no_better(tmp_path: Path, formula: str) -> None:
    game = game_with(tmp_path, formula, map=PARTIALS, start="[-5.0, 1.0]")
    assert aiming.after_move(game, Aim(180.0, 1.0)).heading == 180.0


def test_an_aim_that_a_wall_shortens_stays(tmp_path: Path) -> None:
    game = game_with(tmp_path, "20 - w1", map=COMPASS, start="[4.5, 0.0]")
    assert aiming.after_move(game, Aim(10.0, 1.0)).heading == 10.0


def test_with_speed_an_aim_is_reversed_only_if_that_promises_less(tmp_path: Path) -> None:
    game = game_with(tmp_path, "w1**2/2", map=PARTIALS, rules="inertia = 0.9", start="[-1.0, 0.0]")
    game.play(Move(0.0, 2.0))  # through the bottom: the speed carries on uphill
    braking = Aim(180.0, 0.5)
    assert game.preview(braking.move).promise > 0.0
    assert aiming.after_move(game, braking) == braking
    assert aiming.after_move(game, Aim(0.0, 0.5)) == braking


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, DOWN),
        ({"start": "[1.5, 1.0]"}, 0.0),
        ({"start": "[2.0, 1.3]"}, 270.0),
        ({"moves": "axis"}, 0.0),
        ({"moves": "axis", "start": "[2.5, 4.0]"}, 270.0),
    ],
)
def test_the_aim_downhill(tmp_path: Path, changes: dict[str, str], expected: float) -> None:
    game = game_with(tmp_path, map=COMPASS, **changes)
    assert aiming.downhill(game, Aim(90.0, 0.7)) == pytest.approx(Aim(expected, 0.7))


@pytest.mark.parametrize(
    ("heading", "expected"), [(0.0, 180.0), (DOWN, 180.0 + DOWN), (270.0, 90.0), (355.0, 175.0)]
)
def test_the_opposite_aim(heading: float, expected: float) -> None:
    assert aiming.opposite(Aim(heading, 1.0)) == Aim(expected, 1.0)


@pytest.mark.parametrize("instruments", [COMPASS, PARTIALS])
def test_the_last_rate_gives_a_step_here(tmp_path: Path, instruments: str) -> None:
    game = game_with(tmp_path, map=instruments)
    game.play(Move(0.0, 2.0))
    slope = math.hypot(3.0, 4.0)
    aim = aiming.at_last_rate(game, Aim(90.0, 0.1))
    assert aim == pytest.approx(Aim(90.0, 2.0 / BOWL_SLOPE * slope))


def test_the_rate_of_small_slopes(tmp_path: Path) -> None:
    game = game_with(tmp_path, map=COMPASS, start="[1.5, 1.0]")
    game.play(Move(180.0, 0.25))
    assert aiming.at_last_rate(game, Aim(0.0, 0.1)).step == pytest.approx(0.25 * 0.75 / 0.5)


def test_the_step_of_a_rate_is_at_most_the_longest(tmp_path: Path) -> None:
    game = game_with(tmp_path, map=COMPASS)
    game.play(Move(180.0, 1.9))  # uphill, where the slope is larger
    assert aiming.at_last_rate(game, Aim(0.0, 0.1)).step == 2.0


def test_the_rate_of_a_noisy_level_is_that_of_the_slopes_that_were_shown(tmp_path: Path) -> None:
    game = game_with(tmp_path, moves="gradient", map=COMPASS, more="[noise]\nsd = 0.5")
    start = game.position
    game.play(Move(None, 1.0))
    slopes = []
    for turn, (w1, w2) in enumerate((start, game.position), start=1):
        z1, z2 = gaussian_pair(game.variant.key, turn)
        slopes.append(math.hypot(w1 - 2 + 0.5 * z1, w2 - 1 + 0.5 * z2))
    expected = slopes[1] / slopes[0]
    assert aiming.at_last_rate(game, Aim(None, 0.1)).step == pytest.approx(expected)


def test_the_last_move_again(tmp_path: Path) -> None:
    game = game_with(tmp_path, map=COMPASS)
    game.play(Move(50.0, 0.7))
    assert aiming.last_aim(game) == Aim(50.0, 0.7)


AimKey = Callable[[Game, Aim], Aim]


def opposite(game: Game, aim: Aim) -> Aim:
    return aiming.opposite(aim)


def repeat(game: Game, aim: Aim) -> Aim:
    return aiming.last_aim(game)


@pytest.mark.parametrize(
    ("key", "changes", "moves", "reason"),
    [
        (aiming.downhill, {"map": PARTIALS}, 0, "it has no compass"),
        (aiming.downhill, {"map": COMPASS, "moves": "gradient"}, 0, "sets the heading"),
        (
            aiming.downhill,
            {"map": COMPASS, "moves": "axis", "rules": "turn_axes = true"},
            0,
            "you turn the axes yourself",
        ),
        (aiming.downhill, {"map": COMPASS, "formula": "5 + 0*w1"}, 0, "no slope here"),
        (opposite, {"map": COMPASS, "moves": "gradient"}, 0, "sets the heading"),
        (repeat, {"map": COMPASS}, 0, "there has been no move"),
        (aiming.at_last_rate, {"map": COMPASS}, 0, "there has been no move"),
        (aiming.at_last_rate, {"map": READOUT}, 1, "shows no slopes"),
        (
            aiming.at_last_rate,
            {"map": PARTIALS, "rules": 'compass = "per-weight"'},
            1,
            "shows no slopes",
        ),
        (aiming.at_last_rate, {"map": COMPASS, "formula": "5 + 0*w1"}, 1, "needs a slope"),
        (
            aiming.at_last_rate,
            {"map": COMPASS, "formula": "5 + maximum(w1, 0)**2", "start": "[-0.2, 0.0]"},
            1,
            "needs a slope",
        ),
    ],
)
def test_what_is_withheld_or_missing_is_refused(
    tmp_path: Path, key: AimKey, changes: dict[str, str], moves: int, reason: str
) -> None:
    game = game_with(tmp_path, **changes)
    aim = Aim(None if game.level.rules.moves == "gradient" else 0.0, 0.5)
    for _ in range(moves):
        game.play(aim.move)
    with pytest.raises(MoveError, match=reason):
        key(game, aim)


KEYS: tuple[AimKey, ...] = (aiming.downhill, opposite, aiming.at_last_rate, repeat)


def aims_of(game: Game, aim: Aim) -> list[Aim | str]:
    """Return the aim that every key gives, or why it gives none."""
    found: list[Aim | str] = [aiming.first_aim(game), aiming.after_move(game, aim)]
    for key in KEYS:
        try:
            found.append(key(game, aim))
        except MoveError as error:
            found.append(str(error))
    return found


slopes = st.floats(-3.0, 3.0).filter(lambda slope: abs(slope) > 0.01)
SLOW = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


scales = st.floats(0.1, 3.0)


def with_signs_of(
    slope: tuple[float, float], heading: float, along: float, first: float
) -> tuple[float, float]:
    """Return another slope with the same signs along a heading and along w1.

    Along the heading it is ``along`` times as steep, along w1 ``first`` times, or along both where
    the heading is that of w1.
    """
    cosine, sine = unit(heading)
    promise = along * (slope[0] * cosine + slope[1] * sine)
    if sine == 0.0:
        return along * slope[0], first * slope[1]
    return first * slope[0], (promise - first * slope[0] * cosine) / sine


@SLOW
@given(heading=st.integers(0, 71), mine=st.tuples(slopes, slopes), ratios=st.tuples(scales, scales))
def test_without_slopes_the_keys_depend_on_the_sign_of_promises_only(
    tmp_path: Path, heading: int, mine: tuple[float, float], ratios: tuple[float, float]
) -> None:
    aim, found = Aim(5.0 * heading, 0.5), []
    other = with_signs_of(mine, 5.0 * heading, *ratios)
    for number, (slope1, slope2) in enumerate((mine, other)):
        folder = tmp_path / str(number)
        folder.mkdir(exist_ok=True)
        game = game_with(
            folder, f"{slope1!r}*w1 + {slope2!r}*w2 + 50", map=READOUT, start="[0.0, 0.0]"
        )
        game.play(Move(45.0, 0.1))
        promises = [game.preview(Move(along, 0.5)).promise for along in (aim.heading, 0.0)]
        assume(all(abs(promise) > 1e-9 for promise in promises))
        found.append((aims_of(game, aim), [promise > 0.0 for promise in promises]))
    assert found[0][1] == found[1][1]
    assert found[0][0] == found[1][0]


@SLOW
@given(st.lists(st.tuples(st.integers(0, 71), st.sampled_from([0.1, 0.5, 1.0])), max_size=3))
def test_the_keys_know_nothing_of_what_lies_in_fog(
    tmp_path: Path, moves: list[tuple[int, float]]
) -> None:
    bowl, found = "((w1-2)**2+(w2-1)**2)/2", []
    for number, formula in enumerate((bowl, f"{bowl} + 9*maximum(w1, 4)")):
        folder = tmp_path / str(number)
        folder.mkdir(exist_ok=True)
        game = game_with(folder, formula, map=f"{COMPASS}\nsight = 0.5", start="[0.0, 0.0]")
        for heading, step in moves:
            game.play(Move(5.0 * heading, step))
        found.append(aims_of(game, Aim(30.0, 0.5)))
    assert found[0] == found[1]
