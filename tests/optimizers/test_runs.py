"""Whole runs: near the minimum at the end, and in the turns that were measured independently."""

import math
from itertools import pairwise

import pytest

from descent_game.losses.loss import Loss
from descent_game.losses.surface import Point
from descent_game.optimizers.registry import parse_spec
from tests.optimizers.problems import (
    BANANA,
    BOWL,
    CREASE,
    LEANING,
    RAVINE,
    SADDLE,
    STEEP_AXES,
    STEEP_LEANING,
    run,
    turns_to,
)

GOOD_SETTINGS = {
    "gd:learning_rate=0.03": 0.05,
    "momentum:learning_rate=0.01,momentum=0.8": 0.01,
    "nesterov:learning_rate=0.01,momentum=0.8": 0.01,
    "adagrad:learning_rate=1": 0.05,
    "rmsprop:learning_rate=0.01": 0.05,
    "adam:learning_rate=0.1": 0.01,
    "coordinate:cap=3": 0.01,
    "coordinate:learning_rate=0.03": 0.05,
    "backtracking:learning_rate=1": 0.01,
    "newton:cap=2": 1e-9,
    "gd:learning_rate=0.03,schedule=inverse,every=2000,warmup=5": 0.05,
}
PROBLEMS = {
    "bowl": (BOWL, (-3.0, 3.0), (2.0, -1.0)),
    "ravine": (RAVINE, (-6.0, 2.0), (3.0, 1.0)),
    "leaning ravine": (LEANING, (-5.0, -3.6), (2.0, 2.0)),
    "banana": (BANANA, (-3.0, 4.0), (1.5, 1.125)),
}


@pytest.mark.parametrize("spec", GOOD_SETTINGS)
@pytest.mark.parametrize("problem", PROBLEMS)
def test_every_optimizer_ends_near_the_minimum(spec: str, problem: str) -> None:
    loss, start, minimum = PROBLEMS[problem]
    end = run(parse_spec(spec), loss, start, 4000)[-1]
    assert math.dist(end, minimum) < GOOD_SETTINGS[spec]


TURNED_START = 2.0 - 9.0 / math.sqrt(2), 1.0 - 7.0 / math.sqrt(2)


@pytest.mark.parametrize(
    ("spec", "loss", "start", "target", "turns"),
    [
        ("coordinate:cap=6", BOWL, (-3.0, 3.0), 0.05, 18),
        ("coordinate:cap=0.5", Loss("w1**2 / 2 + w2**2"), (5.0, 3.0), 1.0, 15),
        ("coordinate:cap=6", RAVINE, (-6.0, 2.0), 0.05, 3),
        ("coordinate:cap=6", LEANING, (-5.0, -3.6), 0.05, 82),
        ("gd:learning_rate=0.039", RAVINE, (-6.0, 2.0), 0.05, 86),
        ("gd:learning_rate=0.039", LEANING, (-5.0, -3.6), 0.05, 85),
        ("gd:learning_rate=0.03", BANANA, (-3.0, 4.0), 0.02, 396),
        ("momentum:learning_rate=0.039,momentum=0.7", LEANING, (-5.0, -3.6), 0.05, 17),
        ("momentum:learning_rate=0.01,momentum=0.9", LEANING, (-5.0, -3.6), 0.05, 23),
        ("gd:learning_rate=0.0196", STEEP_AXES, (-6.0, 2.0), 0.05, 164),
        ("rmsprop:learning_rate=0.315", STEEP_AXES, (-6.0, 2.0), 0.05, 30),
        ("adam:learning_rate=0.6", STEEP_AXES, (-6.0, 2.0), 0.05, 15),
        ("gd:learning_rate=0.0196", STEEP_LEANING, TURNED_START, 0.05, 164),
        ("adam:learning_rate=1.5", STEEP_LEANING, TURNED_START, 0.05, 46),
        (
            "gd:learning_rate=0.01,schedule=exponential,factor=1.5,end_value=1.2",
            Loss("(w1 - 5)**2 / 4 + w2**2 * (1 + 400 * exp(-(w1 + 5))) / 2"),
            (-5.0, 0.2),
            0.05,
            12,
        ),
    ],
)
def test_turns_to_the_goal_agree_with_an_independent_prototype(
    spec: str, loss: Loss, start: Point, target: float, turns: int
) -> None:
    assert turns_to(parse_spec(spec), loss, start, target) == turns


def test_coordinate_descent_stands_on_a_crease_for_ever() -> None:
    way = run(parse_spec("coordinate:cap=2"), CREASE, (-3.0, -1.0), 50)
    assert way[1:] == [(-1.0, -1.0)] * 50


def test_newton_leaves_a_saddle_downhill_and_gd_on_the_ridge_does_not() -> None:
    start = (0.8, 0.801)
    losses = [SADDLE.value(w) for w in run(parse_spec("newton:cap=1"), SADDLE, start, 30)]
    assert losses[-1] == pytest.approx(-2.5, abs=1e-12)
    assert all(b <= a + 1e-12 for a, b in pairwise(losses))
    ridge = run(parse_spec("gd:learning_rate=0.3"), SADDLE, (0.8, 0.8), 500)
    assert all(w1 == w2 for w1, w2 in ridge)


@pytest.mark.parametrize("rate", [0.02, 1.0, 30.0])
def test_backtracking_never_climbs_whatever_the_first_rate(rate: float) -> None:
    way = run(parse_spec(f"backtracking:learning_rate={rate}"), BANANA, (-3.0, 4.0), 100)
    losses = [BANANA.value(w) for w in way]
    assert all(b < a for a, b in pairwise(losses))
