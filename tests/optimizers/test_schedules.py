"""Schedules against values worked by hand."""

import math

import pytest

from descent_game.errors import SettingError
from descent_game.optimizers.schedules import (
    Schedule,
    constant,
    cosine,
    exponential,
    inverse,
    one_cycle,
    one_cycle_momentum,
    power,
    step,
    warmed_up,
)


@pytest.mark.parametrize(
    ("schedule", "rates"),
    [
        (constant(0.4), {0: 0.4, 1000: 0.4}),
        (
            step(0.4, every=8, factor=0.5),
            {0: 0.4, 7: 0.4, 8: 0.2, 15: 0.2, 16: 0.1, 80: 0.4 / 1024},
        ),
        (exponential(0.4, factor=0.5), {0: 0.4, 1: 0.2, 3: 0.05}),
        # 0.01 * 1.5^11 = 0.86, 0.01 * 1.5^12 = 1.297
        (exponential(0.01, 1.5, 1.2), {0: 0.01, 2: 0.0225, 11: 0.01 * 1.5**11, 12: 1.2, 9999: 1.2}),
        (exponential(1.0, 0.5, 0.1), {3: 0.125, 4: 0.1, 9999: 0.1}),
        # cos(pi/3) = 1/2, cos(pi/2) = 0, cos(pi) = -1
        (cosine(0.8, turns=6), {0: 0.8, 2: 0.6, 3: 0.4, 6: 0.0, 7: 0.0, 1000: 0.0}),
        (cosine(0.9, 6, floor=0.1), {0: 0.9, 2: 0.7, 3: 0.5, 6: 0.1, 99: 0.1}),
        (inverse(0.4, every=3), {0: 0.4, 3: 0.2, 6: 0.4 / 3, 9: 0.1}),
        (one_cycle(1.0, turns=10), {0: 0.1, 1: 0.28, 5: 1.0, 6: 0.82, 10: 0.1, 50: 0.1}),
        (one_cycle(1.0, 4, div_factor=4), {0: 0.25, 1: 0.625, 2: 1.0, 3: 0.625, 4: 0.25}),
        (one_cycle_momentum(0.95, 10, 0.85), {0: 0.95, 1: 0.93, 5: 0.85, 9: 0.93, 10: 0.95}),
        (one_cycle_momentum(0.95, 10), {5: 0.85}),
        (one_cycle_momentum(0.05, 10), {5: 0.0}),
        (one_cycle_momentum(0.9, 4, 0.5, warmup=3), {0: 0.9, 3: 0.9, 5: 0.5, 7: 0.9}),
        (warmed_up(constant(0.6), 2), {0: 0.2, 1: 0.4, 2: 0.6, 3: 0.6}),
        (warmed_up(step(0.6, 2, 0.5), 2), {0: 0.2, 1: 0.4, 2: 0.6, 3: 0.6, 4: 0.3}),
        (warmed_up(one_cycle(1.0, 10), 1), {0: 0.05, 1: 0.1, 6: 1.0}),
    ],
)
def test_rates_by_hand(schedule: Schedule, rates: dict[int, float]) -> None:
    assert {turn: schedule.at(turn) for turn in rates} == pytest.approx(rates, abs=1e-15)


@pytest.mark.parametrize(
    "schedule",
    [
        constant(0.4),
        step(0.4, 8, 0.5),
        exponential(0.4, 0.9),
        exponential(0.01, 1.5, 1.2),
        cosine(0.9, 6, 0.1),
        inverse(0.4, 3),
        one_cycle(1.0, 10),
        one_cycle_momentum(0.95, 10, 0.85, warmup=3),
    ],
    ids=lambda schedule: schedule.formula,
)
def test_the_formula_for_people_is_the_schedule(schedule: Schedule) -> None:
    names = {"cos": math.cos, "pi": math.pi, "floor": math.floor, "min": min, "max": max}
    formula = schedule.formula.replace("^", "**").replace("2 t", "2 * t").replace("2 (", "2 * (")
    formula = formula.replace("|2", "abs(2").replace("- 1|", "- 1)")
    for turn in range(20):
        assert eval(formula, names | {"t": turn}) == pytest.approx(schedule.at(turn), abs=1e-12)


def test_rates_that_overflow_are_infinite() -> None:
    assert exponential(1.0, 2.0).at(100_000) == math.inf
    assert power(2.0, 10.0) == 1024.0


@pytest.mark.parametrize(
    "make",
    [lambda: cosine(0.1, 10, floor=0.2), lambda: one_cycle_momentum(0.7, 10, 0.9)],
)
def test_what_stands_above_its_bound_is_refused(make: object) -> None:
    with pytest.raises(SettingError, match="allowed is at most"):
        make()  # type: ignore[operator]
