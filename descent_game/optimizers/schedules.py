"""Learning rates that change from turn to turn; turns are counted from 0."""

import math
import re
from collections.abc import Callable, Mapping

from msgspec import Struct

from descent_game.errors import SettingError
from descent_game.optimizers.base import short


class Schedule(Struct, frozen=True):
    """A number for every turn, the formula for it in ``t``, and the settings it came from."""

    at: Callable[[int], float]
    formula: str
    settings: Mapping[str, float | str] = {}
    is_constant: bool = False


def constant(learning_rate: float) -> Schedule:
    """Return the same rate for every turn."""
    settings = {"learning_rate": learning_rate}
    return Schedule(lambda turn: learning_rate, short(learning_rate), settings, is_constant=True)


def step(learning_rate: float, every: float, factor: float) -> Schedule:
    """Multiply the rate by ``factor`` every so many turns: ``rate * factor^floor(t / every)``."""
    return Schedule(
        lambda turn: learning_rate * power(factor, turn // every),
        f"{short(learning_rate)} * {short(factor)}^floor(t / {short(every)})",
        {"learning_rate": learning_rate, "schedule": "step", "every": every, "factor": factor},
    )


def exponential(learning_rate: float, factor: float, end_value: float | None = None) -> Schedule:
    """Multiply the rate by ``factor`` every turn: ``rate * factor^t``.

    As in optax, ``end_value`` is where it stops: from below with a factor above 1 (a warm-up),
    from above with a factor below 1.
    """
    formula = f"{short(learning_rate)} * {short(factor)}^t"
    settings: dict[str, float | str] = {
        "learning_rate": learning_rate,
        "schedule": "exponential",
        "factor": factor,
    }
    if end_value is None:
        return Schedule(lambda turn: learning_rate * power(factor, turn), formula, settings)
    bound = min if factor > 1.0 else max
    return Schedule(
        lambda turn: bound(end_value, learning_rate * power(factor, turn)),
        f"{bound.__name__}({short(end_value)}, {formula})",
        settings | {"end_value": end_value},
    )


def cosine(learning_rate: float, turns: float, floor: float = 0.0) -> Schedule:
    """Fall from the rate to ``floor`` along half a cosine wave, and stay there.

    ``floor + (rate - floor) * (1 + cos(pi * t / turns)) / 2`` for ``t <= turns``: equation (5) of
    Loshchilov and Hutter, SGDR: Stochastic Gradient Descent with Warm Restarts, 2017, one period.
    Raises ``SettingError`` where the floor is above the rate.
    """
    _check_at_most("floor", floor, "learning_rate", learning_rate)
    height = learning_rate - floor

    def at(turn: int) -> float:
        return floor + height * (1.0 + math.cos(math.pi * min(turn, turns) / turns)) / 2.0

    return Schedule(
        at,
        f"{short(floor)} + {short(height)} * (1 + cos(pi * min(t, {short(turns)}) /"
        f" {short(turns)})) / 2",
        {"learning_rate": learning_rate, "schedule": "cosine", "turns": turns, "floor": floor},
    )


def inverse(learning_rate: float, every: float) -> Schedule:
    """Divide the rate by 2, 3, 4 ... at every so many turns: ``rate / (1 + t / every)``.

    The decay of Robbins and Monro, A Stochastic Approximation Method, 1951: its sum is infinite,
    so it can travel any distance, and the sum of its squares is finite, so noise averages out.
    """
    return Schedule(
        lambda turn: learning_rate / (1.0 + turn / every),
        f"{short(learning_rate)} / (1 + t / {short(every)})",
        {"learning_rate": learning_rate, "schedule": "inverse", "every": every},
    )


def one_cycle(learning_rate: float, turns: float, div_factor: float = 10.0) -> Schedule:
    """Rise in a straight line from ``rate / div_factor`` to the rate at half-time, and back.

    After the cycle the rate stays at the low end. Smith, A Disciplined Approach to Neural Network
    Hyper-Parameters, 2018, who takes the low end 10 to 20 times below the peak.
    """
    low = learning_rate / div_factor
    return Schedule(
        lambda turn: low + (learning_rate - low) * triangle(turn, turns),
        f"{short(low)} + {short(learning_rate - low)} * {_triangle_formula(turns)}",
        {
            "learning_rate": learning_rate,
            "schedule": "one-cycle",
            "turns": turns,
            "div_factor": div_factor,
        },
    )


def one_cycle_momentum(
    momentum: float, turns: float, base_momentum: float | None = None, warmup: float = 0.0
) -> Schedule:
    """Fall in a straight line from ``momentum`` to ``base_momentum`` at half-time, and back.

    The mirror image of ``one_cycle``: momentum is lowest where the rate is highest (Smith, 2018).
    Without ``base_momentum`` it dips by 0.1, as from 0.95 to 0.85 there. The cycle begins after
    ``warmup`` turns. Raises ``SettingError`` where ``base_momentum`` is above ``momentum``.
    """
    base = max(0.0, momentum - 0.1) if base_momentum is None else base_momentum
    _check_at_most("base_momentum", base, "momentum", momentum)
    return Schedule(
        lambda turn: momentum - (momentum - base) * triangle(turn - warmup, turns),
        _begun_after(
            warmup,
            f"{short(momentum)} - {short(momentum - base)} * {_triangle_formula(turns)}",
        ),
        {"momentum": momentum, "base_momentum": base},
    )


def warmed_up(schedule: Schedule, warmup: float) -> Schedule:
    """Rise in equal parts over ``warmup`` turns to the first rate of a schedule, then run it.

    ``first * (t + 1) / (warmup + 1)`` for ``t < warmup``, then the schedule counted from there: the
    gradual warm-up of Goyal et al., Accurate, Large Minibatch SGD, 2017.
    """
    turns, first = int(warmup), schedule.at(0)

    def at(turn: int) -> float:
        return first * (turn + 1) / (turns + 1) if turn < turns else schedule.at(turn - turns)

    return Schedule(
        at,
        f"{short(first)} * (t + 1) / {turns + 1} for t < {turns},"
        f" then {_begun_after(warmup, schedule.formula)}",
        {**schedule.settings, "warmup": warmup},
    )


def triangle(turn: float, turns: float) -> float:
    """Return the height of a triangle: 0 up to turn 0, 1 at ``turns / 2``, 0 from ``turns`` on."""
    return max(0.0, 1.0 - abs(2.0 * turn / turns - 1.0))


def power(base: float, exponent: float) -> float:
    """Return ``base ** exponent`` for a base that is not negative, infinite where it overflows."""
    try:
        return float(base**exponent)
    except OverflowError:
        return math.inf


def _check_at_most(name: str, value: float, bound_name: str, bound: float) -> None:
    if value > bound:
        raise SettingError(f"{name} = {value!r}: allowed is at most {bound_name}, {bound!r}")


def _triangle_formula(turns: float) -> str:
    return f"max(0, 1 - |2 t / {short(turns)} - 1|)"


def _begun_after(turns: float, formula: str) -> str:
    return re.sub(r"\bt\b", f"(t - {short(turns)})", formula) if turns else formula
