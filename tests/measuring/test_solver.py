"""The solver wins by the rules of the level, in as few turns as can be reasoned out by hand."""

import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from descent_game.game.game import Game
from descent_game.level.schema import Level
from descent_game.losses.loss import Loss
from descent_game.measuring.offers import offers
from descent_game.measuring.search import low_places
from descent_game.measuring.solver import solve, solved
from descent_game.measuring.stepping import Place, step_all
from tests.levels_for_tests import make_level

RAVINE = "(w1 - 2)**2/2 + 25*(w2 - 1)**2"
STEEP = "(w1 - 2)**2/2 + 2*(w2 - 1)**2"
TILTED = "((w1 - 2)**2 + (w2 - 1)**2)/2 + 0.9*(w1 - 2)*(w2 - 1)"
TWO_WELLS = "1 - exp(-((w1 + 3)**2 + (w2 + 3)**2))/2 - exp(-((w1 - 2)**2 + (w2 - 1)**2))"
CASES: dict[str, tuple[str, dict[str, str], int]] = {
    # (2, 1) is 6.403 away from (-3, -3), and the goal's circle has a radius of 0.2
    "straight, in four steps of 2": ("", {}, 4),
    "one leap": ("", {"max_step": "6.4"}, 1),
    "across a wall of loss": (TWO_WELLS, {"max_step": "6.4", "goal": "loss = 0.1"}, 1),
    "along the axes, 5 and 4 units in steps of 2": ("", {"rules": 'moves = "axis"'}, 5),
    "on turned axes": (
        TILTED, {"rules": 'moves = "axis"\nturn_axes = true', "max_step": "4.0"}, 2,
    ),
    "down the compass only": ("", {"rules": 'moves = "gradient"', "max_step": "8.0"}, 1),
    "down a rescaled compass": (
        RAVINE, {"rules": 'moves = "gradient"\ncompass = "per-weight"', "max_step": "8.0"}, 2,
    ),
    "held for three turns": ("", {"goal": 'kind = "hold"\nloss = 0.02\nturns = 3'}, 6),
    "with inertia that overshoots": ("", {"rules": "inertia = 0.9"}, 3),
    "with inertia of choice": ("", {"rules": 'inertia = "player"', "max_step": "1.5"}, 3),
    "with noise in the compass": (
        "", {"rules": 'moves = "gradient"', "more": "[noise]\nsd = 0.5"}, 4,
    ),
    "by kept promises": (
        "", {"goal": 'kind = "keep-promise"\ntolerance = 0.25\ntotal = 15'}, 2,
    ),
}  # fmt: skip


def level_of(folder: Path, formula: str, changes: dict[str, str]) -> Level:
    return make_level(folder, formula, **changes) if formula else make_level(folder, **changes)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_solver_needs_few_turns(tmp_path: Path, case: tuple[str, dict[str, str], int]) -> None:
    formula, changes, turns = case
    game = solved(Game(level_of(tmp_path, formula, changes)))
    assert game.player.goal_turn == turns


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_search_steps_as_the_game_does(
    tmp_path: Path, case: tuple[str, dict[str, str], int]
) -> None:
    game = Game(level_of(tmp_path, case[0], case[1]))
    place, number = Place.start(game), 0
    while game.outcome is None and number < 6:
        number += 1
        step = step_all(game, number, [place])
        chosen = (7919 * number) % len(step.ends.progress.loss)
        place = step.place(chosen)
        game.play(place.moves[-1])
        assert place.w == pytest.approx(game.position, rel=1e-12, abs=1e-12)
        assert place.progress.loss == pytest.approx(game.loss, rel=1e-9)
        assert place.velocity == pytest.approx(game.velocity, rel=1e-12, abs=1e-12)
        assert place.axes == game.axes
        assert tuple(place.progress) == pytest.approx(tuple(game.player.progress))


@settings(max_examples=15)
@given(st.integers(0, 500))
def test_the_search_stops_at_walls_as_the_game_does(tmp_path: Path, chosen: int) -> None:
    game = Game(make_level(tmp_path, rules="inertia = 0.8", max_step="20.0"))
    place = step_all(game, 1, [Place.start(game)]).place(chosen)
    game.play(place.moves[-1])
    assert place.w == pytest.approx(game.position, abs=1e-12)
    assert place.velocity == pytest.approx(game.velocity, abs=1e-12)


def test_the_search_misses_nothing_that_trying_every_move_finds(tmp_path: Path) -> None:
    level = make_level(tmp_path, STEEP, rules='moves = "gradient"', max_step="3.0")
    game = Game(level)
    front, turns = [Place.start(game)], 0
    while not any(place.progress.reached for place in front):
        turns += 1
        step = step_all(game, turns, front)
        front = [step.place(index) for index in range(len(step.ends.progress.loss))]
    assert turns == 4
    assert solved(game).player.goal_turn == 4


def test_a_goal_that_cannot_be_reached_is_approached(tmp_path: Path) -> None:
    game = solved(Game(make_level(tmp_path, goal="loss = -1.0", turns="6")))
    assert not game.player.reached
    assert game.player.turns == 6
    assert game.loss < 0.01


def test_every_variant_is_solved_in_its_own_frame(tmp_path: Path) -> None:
    level = make_level(tmp_path, more="[variants]\nmirrors = true")
    assert {solved(Game(level, seed)).player.goal_turn for seed in range(1, 9)} == {4}


def test_many_rows_of_data_are_searched_in_little_time(tmp_path: Path) -> None:
    rows = [math.sin(1.7 * row) for row in range(4_000)]
    (tmp_path / "rows.csv").write_text("x\n" + "\n".join(map(str, rows)))
    formula = "mean((w1*x + w2 - (2*x + 1))**2)"
    level = make_level(tmp_path, formula, loss='data = "rows.csv"', max_step="6.5")
    assert len(solve(Game(level))) <= 2


@pytest.mark.parametrize(
    ("rules", "axes", "count"),
    [("", 0.0, 72 * 32), ('moves = "axis"', 0.0, 4 * 32),
     ('moves = "axis"\nturn_axes = true', 0.0, 72 * 32),
     ('moves = "axis"\nturn_axes = true', 35.0, 4 * 32), ('moves = "gradient"', 0.0, 32),
     ('inertia = "player"', 0.0, 72 * 32 * 7)],
)  # fmt: skip
def test_offers_are_the_moves_of_the_rules(
    tmp_path: Path, rules: str, axes: float, count: int
) -> None:
    level = make_level(tmp_path, rules=rules)
    offered = offers(level.rules, (3.0, 4.0), axes)
    assert len(offered.moves) == len(offered.pushes) == len(offered.kept) == count


def test_low_places_lie_apart_and_the_lowest_comes_first() -> None:
    box = ((-5.0, 5.0), (-5.0, 5.0))
    places = low_places(Loss("(w1**2 - 9)**2 + w2**2 + w1/9"), box, 4.0)
    assert places[0] == pytest.approx((-3.0, 0.0))
    assert {math.copysign(1.0, w1) for w1, _ in places} == {-1.0, 1.0}
    (bottom,) = low_places(Loss("w1**2 + w2**2"), box, -1.0)
    assert bottom == pytest.approx((0.0, 0.0))
