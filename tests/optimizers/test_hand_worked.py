"""First and second displacements against values worked by hand from the papers' formulas."""

import math

import pytest

from descent_game.losses.surface import Point
from descent_game.optimizers.registry import parse_spec
from tests.optimizers.problems import BOWL, Doc, run, sloped

G1, G2 = (3.0, -4.0), (1.0, 2.0)
"""The gradients of the first two turns, whatever the method did."""


@pytest.mark.parametrize(
    ("spec", "first", "second"),
    [
        # -0.1 * 3, -0.1 * -4; then -0.1 * 1, -0.1 * 2
        ("gd:learning_rate=0.1", (-0.3, 0.4), (-0.1, -0.2)),
        # v1 = -0.1 g1; v2 = 0.5 * (-0.3, 0.4) - 0.1 * (1, 2) = (-0.15 - 0.1, 0.2 - 0.2)
        ("momentum:learning_rate=0.1,momentum=0.5", (-0.3, 0.4), (-0.25, 0.0)),
        ("nesterov:learning_rate=0.1,momentum=0.5", (-0.3, 0.4), (-0.25, 0.0)),
        # s1 = (9, 16), roots (3, 4): -0.1 * 3/3, 0.1 * 4/4;
        # s2 = (10, 20): -0.1 * 1/sqrt(10), -0.1 * 2/sqrt(20)
        (
            "adagrad:learning_rate=0.1",
            (-0.1, 0.1),
            (-0.1 / math.sqrt(10), -0.2 / math.sqrt(20)),
        ),
        # s1 = 0.1 * (9, 16) = (0.9, 1.6): -0.3/sqrt(0.9), 0.4/sqrt(1.6), both 0.1/sqrt(0.1);
        # s2 = 0.9 * (0.9, 1.6) + 0.1 * (1, 4) = (0.91, 1.84)
        (
            "rmsprop:learning_rate=0.1",
            (-0.1 / math.sqrt(0.1), 0.1 / math.sqrt(0.1)),
            (-0.1 / math.sqrt(0.91), -0.2 / math.sqrt(1.84)),
        ),
        # m1 = 0.1 g1, corrected by 1 - 0.9 = 0.1: g1; s1 corrected: g1^2; so -0.1 * sign(g1).
        # m2 = 0.9 * (0.3, -0.4) + 0.1 * (1, 2) = (0.37, -0.16), by 1 - 0.81 = 0.19;
        # s2 = 0.999 * (0.009, 0.016) + 0.001 * (1, 4) = (0.009991, 0.019984), by 0.001999
        (
            "adam:learning_rate=0.1",
            (-0.1, 0.1),
            (
                -0.1 * (0.37 / 0.19) / math.sqrt(0.009991 / 0.001999),
                0.1 * (0.16 / 0.19) / math.sqrt(0.019984 / 0.001999),
            ),
        ),
        # one weight at a time
        ("coordinate:learning_rate=0.1", (-0.3, 0.0), (0.0, -0.2)),
    ],
)
def test_two_turns_by_hand(spec: str, first: Point, second: Point) -> None:
    optimizer, oracle = parse_spec(spec), sloped(G1, G2)
    displacement, state = optimizer.update(oracle, optimizer.init((0.0, 0.0)), (0.0, 0.0))
    assert displacement == pytest.approx(first, rel=1e-7)
    displacement, _ = optimizer.update(oracle, state, (0.0, 0.0))
    assert displacement == pytest.approx(second, rel=1e-7, abs=1e-15)


def test_nesterov_asks_for_the_gradient_where_the_velocity_leads() -> None:
    asked: list[Point] = []

    def gradient(w: Point) -> Point:
        asked.append(w)
        return w

    # from (1, -2): v1 = -0.1 * (1, -2), w1 = (0.9, -1.8), asked next at w1 + 0.5 v1
    run(
        parse_spec("nesterov:learning_rate=0.1,momentum=0.5"),
        Doc(gradient=gradient),
        (1.0, -2.0),
        2,
    )
    assert asked == [(1.0, -2.0), pytest.approx((0.85, -1.7))]


def test_eps_stands_outside_the_root() -> None:
    # s = 0.1 g^2, root 0.1 * sqrt(0.1) for g = 0.1: -1 * 0.1 / (0.0316 + 1)
    optimizer = parse_spec("rmsprop:learning_rate=1,eps=1")
    displacement, _ = optimizer.update(sloped((0.1, 0.0)), optimizer.init((0.0, 0.0)), (0.0, 0.0))
    assert displacement == pytest.approx((-0.1 / (0.1 * math.sqrt(0.1) + 1.0), 0.0))


def test_backtracking_takes_the_first_rate_that_lowers_the_loss_enough() -> None:
    # L = w1^2 from 1: g = 2, |g|^2 = 4; to 1 - 2r the loss is (1 - 2r)^2, wanted <= 1 - 4 * 0.3 r:
    # r = 1: 1 > -0.2; r = 0.8: 0.36 > 0.04; r = 0.64: 0.0784 <= 0.232
    oracle = Doc(value=lambda w: w[0] * w[0], gradient=lambda w: (2.0 * w[0], 0.0))
    optimizer = parse_spec("backtracking:learning_rate=1,shrink=0.8,slope=0.3")
    displacement, _ = optimizer.update(oracle, optimizer.init((1.0, 0.0)), (1.0, 0.0))
    assert displacement == pytest.approx((-1.28, 0.0))


def test_backtracking_stays_put_where_nothing_lowers_the_loss() -> None:
    oracle = Doc(value=lambda w: abs(w[0]), gradient=lambda w: (1.0, 0.0))
    assert run(parse_spec("backtracking:learning_rate=1"), oracle, (0.0, 0.0), 2)[-1] == (0.0, 0.0)


def test_a_scheduled_rate_is_taken_turn_by_turn() -> None:
    optimizer = parse_spec("gd:learning_rate=0.4,schedule=step,every=2,factor=0.5,warmup=1")
    way = run(optimizer, Doc(gradient=lambda w: (-1.0, 0.0)), (0.0, 0.0), 4)
    # 0.4 * 1/2 to warm up, then 0.4, 0.4, 0.2
    assert [w[0] for w in way] == pytest.approx([0.0, 0.2, 0.6, 1.0, 1.2])


def test_one_cycle_moves_rate_and_momentum_against_each_other() -> None:
    spec = "momentum:learning_rate=1,momentum=0.9,schedule=one-cycle,turns=4,base_momentum=0.5"
    optimizer, g = parse_spec(spec), (-1.0, 0.0)
    # rates 0.1, 0.55, 1; momenta 0.9, 0.7, 0.5
    v1 = 0.1
    v2 = 0.7 * v1 + 0.55
    v3 = 0.5 * v2 + 1.0
    way = run(optimizer, Doc(gradient=lambda w: g), (0.0, 0.0), 3)
    assert [w[0] for w in way] == pytest.approx([0.0, v1, v1 + v2, v1 + v2 + v3])


def test_exact_coordinate_descent_goes_to_the_axis_minimum() -> None:
    # dL/dw1 = w1 - 2 + 0.9 (w2 + 1) = 0 at w2 = 3: w1 = 2 - 3.6 = -1.6; then w2 = -1 + 0.9 * 3.6
    way = run(parse_spec("coordinate:cap=6"), BOWL, (-3.0, 3.0), 2)
    assert way[1] == pytest.approx((-1.6, 3.0), rel=1e-14)
    assert way[2] == pytest.approx((-1.6, 2.24), rel=1e-14)
